"""Selection (udvalg): which of an item's sentences make an answer that is whole, and short enough to check."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import SectionKind
from rag.evidence import Evidence
from rag.leaning import bridged, leaning, referred, speaker, together
from rag.passages import Sentence, list_around
from rag.values import WHOLE
from rag.votes import is_ballot
from rag.wording import Kind

_NEAR = 0.45
# Where the best sentence has the very value that is asked for, less stands beside it.
_NEAR_WHOLE = 0.25
_VALUE_NEAR = 0.3
_ANYWHERE = 9.0
_SAME_TITLE = 0.4
_MOST_BESIDE = 3
# The next best sentence may go this far beyond the limit: a shorter and worse one in its place says less.
_FOR_NEXT = 1.4
_AT_START = 5

# What was advised and what was attached stand beside nothing but themselves.
NO_PROOF = frozenset({SectionKind.RECOMMENDATION, SectionKind.ATTACHMENTS})
# "Efter målgrupperne Småbørn, Skole og Fritid, Voksne og Ældre" is a list in one sentence.
_ENUMERATES = re.compile(r"\w, [^,.;:]{2,60}(?:, [^,.;:]{2,60})* (?:og|samt|eller) \w")


def with_value(kind: Kind, evidence: Sequence[Evidence]) -> Evidence:
    """The best evidence, or one of its item that is nearly as good and holds better the value that is wanted.

    `evidence` is not empty and best first. Votes are told once, after all that they are about, however far from it.
    """
    nearly = _ANYWHERE if kind is Kind.VOTE else _VALUE_NEAR
    best = evidence[0]
    near = [e for e in of_item(evidence, best) if e.fits and e.score >= best.score - nearly]
    if kind is Kind.VOTE:
        cast = [e for e in near if e.sentence.kind is SectionKind.DECISION and is_ballot(e.sentence.text)]
        return max(cast, key=lambda e: e.score, default=best)
    return next((e for e in near if e.features.fits > best.features.fits), best)


def of_item(evidence: Sequence[Evidence], best: Evidence) -> list[Evidence]:
    """The evidence of one item, the given first."""
    return [best, *(e for e in evidence if e.record.id == best.record.id and e is not best)]


def elsewhere(evidence: Sequence[Evidence], best: Evidence, near: float) -> Evidence | None:
    """The evidence of another meeting on the same subject that is at most `near` below the best, or None.

    Of several the newest counts. A subject that came up again answers with both, since nobody but the reader knows
    which of them is meant; where the question says, there is nothing to add.
    """
    again = [
        e
        for e in evidence
        if e.record.meeting.id != best.record.meeting.id
        and e.score >= best.score - near
        and e.features.fits >= best.features.fits
        and _same_subject(e, best)
    ]
    return max(again, key=lambda e: (e.record.meeting.date, e.score), default=None)


def _same_subject(one: Evidence, other: Evidence) -> bool:
    number = one.record.item.case_number
    if number and number == other.record.item.case_number:
        # A standing journal number is on unrelated items too: both titles name the subject, or one and both items.
        low, high = sorted((one.features.title, other.features.title))
        held = min(one.features.item_coverage, other.features.item_coverage)
        return low > 0.0 or (high > 0.0 and held >= _SAME_TITLE)
    low, high = sorted((one.features.title, other.features.title))
    return low >= _SAME_TITLE and low >= _SAME_TITLE * high


def choose_facts(own: Sequence[Evidence], sentences: tuple[Sentence, ...], limit: int) -> list[Sentence]:
    """The best sentence, what it leans on or leads to, and others of its item nearly as good.

    Together they have at most `limit` characters, but the best always stands, and a list that it leads in comes
    whole. Where a value is wanted, sentences that hold one come before others.
    """
    best = own[0]
    positions = [best.position, *leaning(best, sentences)]
    beside = sorted((e for e in own[1:] if _stands_beside(e, best)), key=lambda e: not e.fits)
    positions += [other.position for other in beside[:_MOST_BESIDE]]
    first_beside = beside[0].position if beside else -1
    chosen: dict[int, Sentence] = {}
    length = 0
    for position in dict.fromkeys(positions):
        led = [*speaker(position, sentences), *referred(position, sentences), *_whole(position, sentences)]
        added = [p for p in led if p not in chosen]
        size = sum(len(sentences[p].text) for p in added)
        if chosen and length + size > (limit * _FOR_NEXT if position == first_beside else limit):
            continue
        length += size
        chosen |= {p: sentences[p] for p in added}
    return [sentences[position] for position in sorted(bridged(chosen, sentences))]


def _stands_beside(other: Evidence, best: Evidence) -> bool:
    """Whether another sentence of an item adds to the best: nearly as good, and no mere advice."""
    if other.score < best.score - (_NEAR_WHOLE if best.features.fits >= WHOLE else _NEAR):
        return False
    if other.features.adopted:
        return True
    return other.sentence.kind is best.sentence.kind or other.sentence.kind not in NO_PROOF


def _whole(position: int, sentences: tuple[Sentence, ...]) -> range:
    """A sentence with the list that it leads in; one that leads in none by itself."""
    if sentences[position].listed or not sentences[position].text.endswith(":"):
        return range(position, position + 1)
    _, last = list_around(sentences, position)
    return range(position, last + 1)


def choose_sides(
    own: Sequence[Evidence], sentences: tuple[Sentence, ...], named: Sequence[str], limit: int
) -> list[Sentence]:
    """The sentences that tell of each of some things, and those right after that tell of no other of them.

    `own` is of one item, best first. Each thing has its best sentence whatever `limit` (of characters) says.
    """
    positions: list[int] = []
    for thing in named:
        about = [e.position for e in own if holds_phrase(e.sentence.text, thing)]
        opening = [at for at in about if holds_phrase(sentences[at].text[: len(thing) + _AT_START], thing)]
        about = [*opening, *about]
        positions += about[:1]
    for position in sorted(positions):
        after = position + 1
        if together(sentences, position, after) and not any(holds_phrase(sentences[after].text, t) for t in named):
            positions.append(after)
    positions += [e.position for e in own if any(holds_phrase(e.sentence.text, thing) for thing in named)]
    chosen: dict[int, Sentence] = {}
    for position in dict.fromkeys(positions):
        size = sum(len(sentence.text) for sentence in chosen.values()) + len(sentences[position].text)
        if len(chosen) < len(named) or size <= limit:
            chosen[position] = sentences[position]
    return [chosen[position] for position in sorted(chosen)]


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase as whole words, in any case."""
    return re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) is not None


def choose_list(
    evidence: Sequence[Evidence], sentences: tuple[Sentence, ...], limit: int, near: float
) -> list[Sentence]:
    """The whole list that the best evidence is in, leads in or tells in itself, or one nearly as good; else none.

    `evidence` is of one item, best first; sentences of the list that don't go within `limit` are left out.
    """
    for found in evidence:
        if found.score < evidence[0].score - near:
            break
        first, last = list_around(sentences, found.position)
        if last - first >= 2:
            return within(sentences[first : last + 1], limit)
        if found.features.focus >= 1.0 and _ENUMERATES.search(found.sentence.text):
            return [found.sentence]
    return []


def within(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
    """The first sentences that together have at most `limit` characters, and at least one."""
    kept: list[Sentence] = []
    length = 0
    for sentence in sentences:
        length += len(sentence.text)
        if kept and length > limit:
            break
        kept.append(sentence)
    return kept
