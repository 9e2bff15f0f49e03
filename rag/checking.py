"""Checking (kontrol): a proposed statement against the numbered sources, before anyone sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prompts import answers as words
from rag.claims import Objection, Place, Told
from rag.domain import Citation, SectionKind
from rag.drafting import DraftStatement, cite_spans, flat
from rag.numbered import Source
from rag.polarity import stems_of
from rag.quotes import find_quote, whole_sentences
from rag.replies import Proof, Proposal
from rag.support import find_objection, needs_label

LONGEST_CLAIM = 420
LONGEST_QUOTE = 1_200
_MARKUP = re.compile(r"https?:|www\.|[<>{}|\\`#]|!\[|\]\(")
_REFERENCE = re.compile(r"\s*(?:\[(?:kilde |K)?\d+\]|\((?:kilde|jf\. kilde|K) ?\d+\))", re.IGNORECASE)
_STARS = re.compile(r"[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement that was borne out (kontrolleret udsagn); `repaired` tells that its quote stood in another source."""

    statement: DraftStatement
    repaired: bool


@dataclass(frozen=True, slots=True)
class _Found:
    source: Source
    start: int
    end: int
    named: bool


def check(proposal: Proposal, sources: Sequence[Source], asked: str) -> Checked | Objection:
    """A statement with citations whose words are the minutes' own, or what speaks against it.

    A quote that isn't in the source that it names counts where it stands in one other item alone. `asked` is the
    question, whose words a claim may repeat.
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
    others = [source.text for source in sources if source.record.id != told.record.id]
    objection = find_objection(claim, told, asked, frozenset[str]().union(*map(stems_of, others)))
    if objection is not None:
        return objection
    text = f"{words.AS_RECOMMENDED_BY} {claim}" if needs_label(claim, told) else claim
    citations = tuple(dict.fromkeys(map(_cite, places)))
    return Checked(DraftStatement(text, citations), repaired=not all(place.named for place in places))


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
