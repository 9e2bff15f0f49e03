"""Timelines (tidslinjer): what a case or a topic came to at each meeting, and where minutes are missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rag.analysis import fold
from rag.case_numbers import find_case_numbers
from rag.catalog import Catalog
from rag.conversation import readings
from rag.domain import Filters, ItemRecord, Outcome, Period, Section, SectionKind
from rag.evidence import EvidenceRanker
from rag.listings import count_meetings
from rag.outcomes import adopts, classify_decision
from rag.question import Known
from rag.retrieval import HybridSearch
from rag.topics import LOOSELY, TopicFinder


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An item on a timeline (nedslag): its own decision, and the Indstilling where the decision follows it."""

    record: ItemRecord
    decision: tuple[Section, ...]
    recommendation: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class MissingMinutes:
    """A meeting that minutes tell of and that is not in (manglende referat): what `told_by` quotes of it."""

    body: str
    date: date
    outcome: Outcome
    quote: str
    told_by: ItemRecord


@dataclass(frozen=True, slots=True)
class SilentYears:
    """Years without minutes of a body, between its first and last meeting on a timeline (år uden referater)."""

    body: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case or topic over time (tidslinje). Entries and missing minutes are oldest first; closed items never there.

    `blank` are the years between the first and the last entry from which no minutes of any of its bodies are in.
    """

    entries: tuple[TimelineEntry, ...]
    missing: tuple[MissingMinutes, ...] = ()
    silent: tuple[SilentYears, ...] = ()
    blank: tuple[int, ...] = ()

    @property
    def newest(self) -> TimelineEntry | None:
        """The newest entry, or None on an empty timeline."""
        return self.entries[-1] if self.entries else None

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that dealt with it, by their first meeting."""
        return tuple(dict.fromkeys(entry.record.meeting.body for entry in self.entries))

    @property
    def case_numbers(self) -> tuple[str, ...]:
        """The journal numbers of its items, by the first."""
        return tuple(dict.fromkeys(e.record.item.case_number for e in self.entries if e.record.item.case_number))


def case_timeline(catalog: Catalog, number: str) -> Timeline:
    """The timeline of a journal number, whole or sloppily typed; empty where no open item has it."""
    numbers = [found for mention in find_case_numbers(number, catalog.case_numbers()) for found in mention.matches]
    return trace(catalog, catalog.find_items(Filters(case_numbers=tuple(numbers) or (number,))))


def topic_timeline(search: HybridSearch, topic: str) -> Timeline:
    """The timeline of a topic in a few words; empty where no title and no text is about it.

    Raises:
        IndexDamaged: an index can't be read.
    """
    catalog = search.catalog
    known = Known(catalog.bodies(), catalog.meetings(), catalog.case_numbers())
    question = readings(topic, (), known)[0]
    found = TopicFinder(search, EvidenceRanker(search)).asked(question, LOOSELY)
    return trace(catalog, found)


def trace(catalog: Catalog, records: Sequence[ItemRecord]) -> Timeline:
    """The timeline of some items; closed ones are left out."""
    told = sorted(
        (record for record in records if not record.item.closed),
        key=lambda record: (record.meeting.date, record.meeting.id, record.position),
    )
    held = {(count.body, count.year) for count in count_meetings(catalog)}
    entries = tuple(_entry(record) for record in told)
    return Timeline(entries, _find_missing(catalog, told), _find_silent(told, held), _find_blank(told, held))


def own_decision(record: ItemRecord) -> tuple[Section, ...]:
    """The sections that tell what an item's own body decided, or the last decision quoted where there is no own."""
    decisions = record.item.of_kind(SectionKind.DECISION)
    return tuple(section for section in decisions if not section.body) or decisions[-1:]


def _entry(record: ItemRecord) -> TimelineEntry:
    decision = own_decision(record)
    follows = any(adopts(record.item.section_text(section)) for section in decision)
    return TimelineEntry(record, decision, record.item.of_kind(SectionKind.RECOMMENDATION) if follows else ())


def _find_missing(catalog: Catalog, records: Sequence[ItemRecord]) -> tuple[MissingMinutes, ...]:
    quoted: dict[tuple[date, str], MissingMinutes] = {}
    for record in records:
        for section in record.item.of_kind(SectionKind.DECISION):
            if section.date and section.body:
                text = record.item.section_text(section)
                outcome = classify_decision(text)
                missing = MissingMinutes(section.body, section.date, outcome, text, record)
                quoted.setdefault((section.date, fold(section.body)), missing)
    days = tuple(Period(day, day) for day in sorted({day for day, _ in quoted}))
    held = {(each.date, fold(each.body)) for each in catalog.meetings(Filters(periods=days))} if days else set()
    return tuple(missing for key, missing in sorted(quoted.items(), key=lambda pair: pair[0]) if key not in held)


def _find_silent(records: Sequence[ItemRecord], held: Collection[tuple[str, int]]) -> tuple[SilentYears, ...]:
    silent = []
    for body in dict.fromkeys(record.meeting.body for record in records):
        own = [record.meeting.date.year for record in records if record.meeting.body == body]
        without = tuple(year for year in range(own[0], own[-1] + 1) if (body, year) not in held)
        if without:
            silent.append(SilentYears(body, without))
    return tuple(silent)


def _find_blank(records: Sequence[ItemRecord], held: Collection[tuple[str, int]]) -> tuple[int, ...]:
    years = [record.meeting.date.year for record in records]
    bodies = {record.meeting.body for record in records}
    span = range(years[0], years[-1] + 1) if years else ()
    return tuple(year for year in span if not any((body, year) in held for body in bodies))
