"""Checking (kontrol): a proposed statement against the numbered sources, before anyone sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prompts import answers as words
from rag.claims import Objection, Place, Told
from rag.condensing import condensed_from
from rag.domain import Citation, SectionKind
from rag.drafting import DraftStatement, cite_spans, flat, quote_with_advice
from rag.numbered import Source
from rag.passages import read_sentences
from rag.quotes import find_quote, whole_sentences
from rag.replies import Proof, Proposal
from rag.support import find_objection, is_about, needs_label

LONGEST_CLAIM = 420
LONGEST_QUOTE = 1_200
_MARKUP = re.compile(r"https?:|www\.|[<>{}|\\`#]|!\[|\]\(")
_REFERENCE = re.compile(r"\s*(?:\[(?:kilde |K)?\d+\]|\((?:kilde|jf\. kilde|K) ?\d+\))", re.IGNORECASE)
# The claim goes astray in its words, not in what it names: the quote can stand for it.
_OF_WORDS = frozenset({Objection.PLACE, Objection.DECIDED, Objection.DENIAL, Objection.TURNED, Objection.BEYOND})
_STARS = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be shown of a proposal (kontrolleret udsagn).

    `repaired` tells that its quote stood in another source than it named. `reworded` is why its claim gave way to the
    sentences that it quotes, None where the claim itself is shown.
    """

    statements: tuple[DraftStatement, ...]
    repaired: bool = False
    reworded: Objection | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    source: Source
    start: int
    end: int
    named: bool


def check(proposal: Proposal, sources: Sequence[Source]) -> Checked | Objection:
    """A statement with citations whose words are the minutes' own, or what speaks against it.

    A quote that isn't in the source that it names counts where it stands in one other item alone. Where a claim's
    journal numbers, dates, figures and names stand in its quote, and it yet can't be proved to say no more, the
    quoted sentences are shown in its place.
    """
    claim = tidy(proposal.claim)
    if not claim or len(claim) > LONGEST_CLAIM or _MARKUP.search(claim) or not claim.isprintable():
        return Objection.FORM
    found = [_locate(proof, sources) for proof in proposal.proofs]
    places = [place for place in found if place is not None]
    if len(places) < len(found) or not places:
        return Objection.QUOTE
    if len({place.source.record.id for place in places}) > 1:
        return Objection.ITEMS
    told = Told(places[0].source.record, tuple(map(_place, places)))
    repaired = not all(place.named for place in places)
    objection = find_objection(claim, told)
    if objection is None:
        advised = needs_label(claim, condensed_from(claim, told) or told)
        text = f"{words.AS_RECOMMENDED_BY} {claim}" if advised else claim
        citations = tuple(dict.fromkeys(map(_cite, places)))
        return Checked((DraftStatement(text, citations),), repaired)
    if objection in _OF_WORDS and is_about(claim, told):
        return Checked(_quote(places), repaired, objection)
    return objection


def _quote(places: Sequence[_Found]) -> tuple[DraftStatement, ...]:
    """The sentences quoted, as the extractive answer tells them."""
    record = places[0].source.record
    spans = [(f.source.start + start, f.source.start + end) for f in places for start, end in _spans(f)]
    chosen = [s for s in read_sentences(record.item) if any(s.start < end and start < s.end for start, end in spans)]
    return quote_with_advice(record, chosen)


def tidy(claim: str) -> str:
    """A claim on one line, without marks of emphasis and references, which the program sets itself."""
    return _STARS.sub("", _REFERENCE.sub("", flat(claim))).strip(" -•")


def _locate(proof: Proof, sources: Sequence[Source]) -> _Found | None:
    named = next((source for source in sources if source.number == proof.source), None)
    within = _find(proof.quote, named) if named else None
    if within is not None:
        return within
    others = [found for source in sources if (found := _find(proof.quote, source)) is not None]
    if not others or len({found.source.record.id for found in others}) > 1:
        return None
    return _Found(others[0].source, others[0].start, others[0].end, named=False)


def _find(quote: str, source: Source) -> _Found | None:
    if not quote.strip() or len(quote) > LONGEST_QUOTE:
        return None
    span = find_quote(quote, source.text)
    if span is None:
        return None
    return _Found(source, span[0], span[1], named=True)


def _place(found: _Found) -> Place:
    text = found.source.text
    return Place(
        found.source.section,
        text[found.start : found.end],
        "\n".join(text[start:end] for start, end in _spans(found)),
    )


def _cite(found: _Found) -> Citation:
    source = found.source
    spans = [(source.start + start, source.start + end) for start, end in _spans(found)]
    return cite_spans(source.record, source.section.heading, spans)


def _spans(found: _Found) -> list[tuple[int, int]]:
    """The whole sentences of a quote, and before a part of an Indstilling the words that say whose it is."""
    text = found.source.text
    start, end = whole_sentences(text, found.start, found.end)
    first = whole_sentences(text, 0, 1)
    leads = found.source.section.kind is SectionKind.RECOMMENDATION and text[: first[1]].rstrip()[-1:] in (",", ":")
    return [first, (start, end)] if leads and first[1] < start else [(start, end)]
