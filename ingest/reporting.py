"""What was understood of a document, and what to know about it (læserapport)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from ingest.closed import is_closed_title
from ingest.groups import is_group, is_lettered
from ingest.layout import Style, fold
from ingest.parts import Part, leaves_out_closed, withheld_lines
from prompts import rejections
from rag.domain import AgendaItem, Edition, Meeting, ReadingReport, SectionKind

NAMED = 10
"""So many titles that are missing are named."""
FIRST_LINES = 12
"""A document says in so many lines that it is a revised edition."""

_REVISED = re.compile(
    r"\b(?:revidere(?:t|de)|rette(?:t|de)|korrigere(?:t|de)|berigtige(?:t|de)|genudsendt|ny\sudgave|endelig\sudgave"
    r"|(?:version|udgave)\s?[2-9])\b|(?:^|[-_ ])(?:rev|v[2-9])(?:$|[-_ .])",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:udkast|foreløbigt?)\b|(?:^|[-_ ])udkast", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"\btillægs?(?:referat|dagsorden|protokol|punkt\w*)?\b|(?:^|[-_ ])tillæg", re.IGNORECASE)


def edition_of(part: Part, items: Sequence[AgendaItem], source_name: str) -> Edition:
    """Which edition of its meeting's minutes a document is, by what its head and its file's name call it."""
    stem = source_name.rsplit("/", 1)[-1]
    kinds = " ".join(part.head.kinds)
    if _SUPPLEMENT.search(kinds) or _SUPPLEMENT.search(stem):
        return Edition.SUPPLEMENT
    if agenda_only(part, items):
        return Edition.AGENDA
    above = [line.words for line in part.lines if line.words][:FIRST_LINES]
    if _REVISED.search(stem) or any(_REVISED.search(words) for words in above if len(words) <= 80):
        return Edition.REVISED
    return Edition.DRAFT if _DRAFT.search(kinds) or _DRAFT.search(stem) else Edition.MINUTES


def agenda_only(part: Part, items: Sequence[AgendaItem]) -> bool:
    """Whether a document calls itself an agenda and holds no decision."""
    return part.head.agenda and not any(item.of_kind(SectionKind.DECISION) for item in items)


def meeting_notes(part: Part, items: Sequence[AgendaItem], day: date) -> list[str]:
    """What to know about a meeting that was read, in Danish."""
    notes: list[str] = []
    if part.guessed:
        template = rejections.UNKNOWN_LAYOUT if len(items) > 1 else rejections.NO_ITEMS
        notes.append(template.format(date=danish(day)))
    listed = len(part.contents.titles)
    if listed and listed != len(items):
        notes.append(rejections.CONTENTS_DIFFER.format(listed=listed, found=len(items), date=danish(day)))
        if missing := _not_found(part, items):
            notes.append(rejections.CONTENTS_MISSING.format(titles=missing, date=danish(day)))
    for one, other in pairwise(part.headings):
        if other.value - one.value > 1 and other.style is not Style.GROUPED:
            notes.append(rejections.NUMBERS_MISSING.format(before=one.number, after=other.number, date=danish(day)))
    if leaves_out_closed(part):
        notes.append(rejections.CLOSED_LEFT_OUT.format(date=danish(day)))
    if agenda_only(part, items):
        notes.append(rejections.AGENDA_ONLY.format(date=danish(day)))
    return notes


def _not_found(part: Part, items: Sequence[AgendaItem]) -> str:
    """The listed titles that no item has; none where an item is closed, for the list may name what it is about."""
    if any(item.closed for item in items) or part.contents.closed or leaves_out_closed(part):
        return ""
    found = [fold(heading.title) for heading in part.headings]
    missing = [title for title in part.contents.titles if not any(fold(title) in each for each in found)]
    return ", ".join(f"»{title}«" for title in missing[:NAMED] if not is_closed_title(title))


def unplaced_lines(part: Part, meeting: Meeting) -> list[str]:
    """The lines that neither the head, a table of contents nor an item got, closed items' own left out."""
    placed = {
        line.strip() for text in (meeting.head, *(item.text for item in meeting.items)) for line in text.split("\n")
    }
    withheld = part.contents.lines | withheld_lines(part, meeting.items)
    return [
        line.words
        for index, line in enumerate(part.lines)
        if line.words
        and index not in withheld
        and line.text.strip() not in placed
        and not (is_group(line.words) or is_lettered(line.words))
    ]


def report_of(
    parts: Sequence[Part], meetings: Sequence[Meeting], messages: Sequence[str], cpr_numbers: int
) -> ReadingReport:
    """The figures of a document whose parts gave these meetings."""
    items = [item for meeting in meetings for item in meeting.items]
    total = sum(len(line.words) for part in parts for line in part.lines)
    unplaced = [text for part, meeting in zip(parts, meetings, strict=True) for text in unplaced_lines(part, meeting)]
    share = 1.0 - sum(map(len, unplaced)) / max(total, 1)
    loose = [
        item.section_text(section)
        for item in items
        for section in item.sections
        if section.kind is SectionKind.OTHER and not section.heading
    ]
    return ReadingReport(
        meetings=len(meetings),
        items=len(items),
        listed=sum(len(part.contents.titles) for part in parts),
        sections=sum(len(item.sections) for item in items),
        case_numbers=sum(bool(item.case_number) for item in items),
        placed=round(max(0.0, share), 4),
        unplaced=tuple(unplaced),
        agenda_only=all(agenda_only(part, meeting.items) for part, meeting in zip(parts, meetings, strict=True)),
        cpr_numbers=cpr_numbers,
        warnings=tuple(messages),
        unlabelled=tuple(text for text in loose if text),
    )


def danish(day: date) -> str:
    """A date as these sentences write it: 03-05-2018."""
    return f"{day.day:02}-{day.month:02}-{day.year}"
