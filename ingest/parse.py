"""From the text of a document to its meetings (møder) and a report of what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from ingest.bodies import is_body, tidy_body
from ingest.cpr import mask_cpr_numbers
from ingest.dates import find_dates
from ingest.lines import clean_text, split_lines
from ingest.marks import Habits, ItemLines, habits_of, labels_of
from ingest.meetings import meeting_starts
from ingest.parts import Part, cut_items, head_lines, read_part
from ingest.reporting import danish, edition_of, meeting_notes, report_of
from ingest.sections import build_item
from prompts import rejections
from rag.domain import Meeting, ReadingReport, SectionKind
from rag.errors import DocumentRejected


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something to know about a document that was read (advarsel), in Danish."""

    message: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The meetings of a document in its order, what to know about them, and the report's figures."""

    meetings: tuple[Meeting, ...]
    warnings: tuple[ParseWarning, ...]
    figures: ReadingReport


def parse_text(text: str, *, source_name: str) -> ParsedDocument:
    """Read the meetings in a text. A form feed starts a page. CPR numbers are masked before anything else.

    Args:
        text: the whole document, plain or with Markdown marks.
        source_name: its path below the ingested folder; a date or a body in it is a last resort.

    Raises:
        DocumentRejected: there is no text, or no meeting date in the text or the name.
    """
    masked, cpr_numbers = mask_cpr_numbers(clean_text(text))
    lines = split_lines(masked)
    if not any(line.words for line in lines):
        raise DocumentRejected(rejections.NO_TEXT)
    starts = meeting_starts(lines)
    parts = [read_part(lines[begin:end]) for begin, end in pairwise([*starts, len(lines)])]
    meetings: list[Meeting] = []
    messages: list[str] = []
    for part in parts:
        day, notes = _meeting_day(part, source_name)
        meeting, more = _build_meeting(part, day, source_name)
        meetings.append(meeting)
        messages += [*notes, *more]
    if cpr_numbers:
        messages.append(rejections.CPR_NUMBERS.format(count=cpr_numbers))
    report = report_of(parts, meetings, messages, cpr_numbers)
    return ParsedDocument(tuple(meetings), tuple(ParseWarning(message) for message in messages), report)


def _meeting_day(part: Part, source_name: str) -> tuple[date, list[str]]:
    head = part.head
    if head.day is not None:
        if head.conflicting is None:
            return head.day, []
        notes = rejections.DATES_DIFFER.format(header=danish(head.day), labelled=danish(head.conflicting))
        return head.day, [notes]
    if (day := _day_of_decisions(part)) is not None:
        return day, []
    if (day := _date_in_name(source_name)) is not None:
        return day, [rejections.DATE_FROM_NAME.format(date=danish(day))]
    raise DocumentRejected(rejections.NO_DATE)


def _day_of_decisions(part: Part) -> date | None:
    """The last day on which decisions were taken, by their labels ("Beslutning i Byrådet den …")."""
    labels = [mark.label for source in cut_items(part)[0] for mark in labels_of(source, Habits())]
    named = [label.date for label in labels if label.date and not label.attributed]
    return max(named or [label.date for label in labels if label.date], default=None)


def _date_in_name(source_name: str) -> date | None:
    stem = PurePosixPath(source_name).stem
    spaced = re.sub(r"(?<=\d)[_.](?=\d)", "-", re.sub(r"[^\d.-]{1,200}", " ", stem))
    if found := find_dates(" ".join(part.strip("-.") for part in spaced.split())):
        return found[-1].day
    if packed := re.search(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", stem):
        dates = find_dates("-".join(packed.groups()))
        return dates[0].day if dates else None
    return None


def _build_meeting(part: Part, day: date, source_name: str) -> tuple[Meeting, list[str]]:
    notes: list[str] = []
    sources, tail = cut_items(part)
    body = part.head.body or _body_of_decisions(sources, day)
    if not body:
        body = _body_in_name(source_name) or rejections.UNNAMED_BODY
        notes.append(rejections.NO_BODY.format(date=danish(day), body=body))
    habits = habits_of(sources)
    items = tuple(build_item(source, body, day, habits) for source in sources)
    head = re.sub(r"\n{3,}", "\n\n", "\n".join([*head_lines(part, items), "", *tail])).strip()
    edition = edition_of(part, items, source_name)
    meeting = Meeting(body, day, part.head.time, part.head.place, head, items, edition)
    return meeting, notes + meeting_notes(part, items, day)


def _body_of_decisions(sources: Sequence[ItemLines], day: date) -> str:
    """The body that the items' decisions name most often for this day."""
    counts: dict[str, int] = {}
    for source in sources:
        for mark in labels_of(source, Habits()):
            label = mark.label
            if label.kind is SectionKind.DECISION and label.body and label.date in (None, day):
                counts[label.body] = counts.get(label.body, 0) + 1
    return max(counts, key=counts.__getitem__, default="")


def _body_in_name(source_name: str) -> str:
    path = PurePosixPath(source_name)
    for part in (path.stem, *reversed(path.parent.parts)):
        words = " ".join(re.sub(r"[\d_.-]+|\breferat\b|\bdagsorden\b", " ", part, flags=re.IGNORECASE).split())
        named = words[:1].upper() + words[1:]
        if is_body(named):
            return tidy_body(named)
    return ""
