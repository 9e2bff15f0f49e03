"""Numbered evidence (nummererede kilder): the passages that a language model may quote, within a budget.

What the extractive answer rests on comes first, then the Beslutning and Indstilling of its items, then what else is
near the question. A long section is cut to whole sentences around what is wanted of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prompts import phrasing as words
from rag.domain import Citation, ItemRecord, Section, SectionKind
from rag.drafting import danish_date, flat
from rag.evidence import Evidence
from rag.quotes import whole_sentences

LETTERS_PER_TOKEN = 3
"""Of Danish text, on the safe side: tokenizers made for many languages cut it into pieces of three to four letters."""
HEAD_TOKENS = 70
_WHOLE_SECTION = 1_400
_AROUND = 450
_NEXT_TO = 40
_MOST_SENTENCES = 24
_MOST_ITEMS = 6
_ITS_OUTCOME = (SectionKind.DECISION, SectionKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered passage (kilde): a span of one section of an item."""

    number: int
    record: ItemRecord
    section: Section
    start: int
    end: int

    @property
    def text(self) -> str:
        """The passage, word for word."""
        return self.record.item.text[self.start : self.end]


def gather_sources(
    cited: Sequence[Citation], records: Mapping[int, ItemRecord], evidence: Sequence[Evidence], budget: int
) -> tuple[Source, ...]:
    """The passages to answer from, numbered from 1, together of at most `budget` tokens; closed items give none.

    `cited` are the extractive answer's citations, `records` their items by id, `evidence` sentences, best first.
    """
    kept: list[Source] = []
    for wish in _wishes(cited, records, evidence):
        joined = _join(kept, wish)
        if cost(joined) <= budget:
            kept = joined
    order = {key: rank for rank, key in enumerate(dict.fromkeys(source.record.id for source in kept))}
    ordered = sorted(kept, key=lambda source: (order[source.record.id], source.start))
    return tuple(replace(source, number=number) for number, source in enumerate(ordered, start=1))


def cost(sources: Sequence[Source]) -> int:
    """The tokens that some passages take, by their letters."""
    return sum(HEAD_TOKENS + (source.end - source.start) // LETTERS_PER_TOKEN for source in sources)


def write_sources(sources: Sequence[Source]) -> str:
    """The passages as a model reads them, each fenced by a mark that their own words can't foretell."""
    texts = "\n".join(source.text for source in sources)
    fence = hashlib.sha256(texts.encode()).hexdigest()[:10]
    return "\n\n".join(
        words.SOURCE_HEAD.format(
            number=source.number,
            fence=fence,
            date=danish_date(source.record.meeting.date),
            body=flat(source.section.body or source.record.meeting.body),
            item=source.record.item.number,
            case=source.record.item.case_number or words.NO_CASE,
            title=flat(source.record.item.title),
            heading=flat(source.section.heading),
            kind=source.section.kind,
            text=source.text,
        )
        for source in sources
    )


def _wishes(
    cited: Sequence[Citation], records: Mapping[int, ItemRecord], evidence: Sequence[Evidence]
) -> Iterator[Source]:
    found = [records[citation.item_id] for citation in cited if citation.item_id in records]
    for citation in cited:
        if citation.item_id in records and citation.quote:
            yield from _windows(records[citation.item_id], citation.start, citation.end)
    items = list({record.id: record for record in found}.values())
    for record in items:
        yield from _outcomes(record)
    near = list(dict.fromkeys(e.record.id for e in evidence))[:_MOST_ITEMS]
    for best in [e for e in evidence if e.record.id in near][:_MOST_SENTENCES]:
        yield from _windows(best.record, best.sentence.start, best.sentence.end)
    for record in {e.record.id: e.record for e in evidence if e.record.id in near}.values():
        yield from _outcomes(record)


def _outcomes(record: ItemRecord) -> Iterator[Source]:
    for kind in _ITS_OUTCOME:
        for section in record.item.of_kind(kind):
            yield from _windows(record, section.start, section.end)


def _windows(record: ItemRecord, start: int, end: int) -> Iterator[Source]:
    """What is wanted of each open section that a span touches: all of a short one, whole sentences of a long one."""
    if record.item.closed:
        return
    for section in record.item.sections:
        if section.start >= end or start >= section.end:
            continue
        if section.end - section.start <= _WHOLE_SECTION:
            yield Source(0, record, section, section.start, section.end)
            continue
        text = record.item.section_text(section)
        first = max(0, start - section.start - _AROUND)
        last = min(len(text), min(end - section.start, first + _WHOLE_SECTION) + _AROUND)
        first, last = whole_sentences(text, first, last)
        yield Source(0, record, section, section.start + first, section.start + last)


def _join(kept: Sequence[Source], wish: Source) -> list[Source]:
    """The passages with one more, made one with what of its section it touches."""
    touched = [
        source
        for source in kept
        if source.record.id == wish.record.id
        and source.section == wish.section
        and wish.start <= source.end + _NEXT_TO
        and source.start <= wish.end + _NEXT_TO
    ]
    if not touched:
        return [*kept, wish]
    start, end = min(s.start for s in (*touched, wish)), max(s.end for s in (*touched, wish))
    return [replace(s, start=start, end=end) if s is touched[0] else s for s in kept if s not in touched[1:]]
