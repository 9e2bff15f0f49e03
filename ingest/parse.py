"""From the text of a document to its meetings (møder) and a report of what was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from ingest import closed, layout
from ingest.bodies import is_body, tidy_body
from ingest.contents import Contents, find_contents
from ingest.dates import find_dates
from ingest.fallback import unnumbered_headings
from ingest.heads import Head, read_head
from ingest.labels import read_label
from ingest.layout import ItemHeading
from ingest.lines import Line, split_lines
from ingest.meetings import meeting_starts
from ingest.numbering import find_headings
from ingest.sections import Habits, ItemLines, build_item, habits_of, item_lines, labels_of
from ingest.vocabulary import Trust
from prompts import rejections
from rag.domain import AgendaItem, Meeting, SectionKind
from rag.errors import DocumentRejected

FIRST_LINES = 40
"""A document of unknown layout may give its date in so many lines."""
GROUP_LINES = 12
"""Headings of groups are looked for in so many lines above an item."""

_TAIL = re.compile(
    r"(?:underskrift(?:er|sside|sark|sblad)?|digitale underskrifter|mødet (?:blev )?(?:hævet|sluttede|afsluttet|slut)"
    r"|mødet hævet|møde slut"
    r"|underskrevet af|godkendt og underskrevet)(?=$|[\s:.]).{0,120}",
    re.IGNORECASE,
)
_CPR = re.compile(r"(?<![\d-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}-\d{4}(?![\d-])")


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """Something to know about a document that was read (advarsel), in Danish."""

    message: str


@dataclass(frozen=True, slots=True)
class ParseFigures:
    """How much of a document was understood (læserapport).

    `listed` counts the entries of its tables of contents, 0 where it has none. `placed` is the share, in
    [0, 1], of its visible characters that stand in a head, a table of contents or a labelled part of an
    item; `unplaced` is the rest, word for word, except that closed items are never shown.
    """

    items: int
    listed: int
    sections: int
    case_numbers: int
    placed: float
    unplaced: tuple[str, ...] = ()
    agenda_only: bool = False


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The meetings of a document in its order, what to know about them, and the report's figures."""

    meetings: tuple[Meeting, ...]
    warnings: tuple[ParseWarning, ...]
    figures: ParseFigures


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one meeting, and what was read of its head."""

    lines: tuple[Line, ...]
    contents: Contents
    headings: tuple[ItemHeading, ...]
    head: Head
    guessed: bool


def parse_text(text: str, *, source_name: str) -> ParsedDocument:
    """Read the meetings in a text. A form feed starts a page.

    Args:
        text: the whole document, plain or with Markdown marks.
        source_name: its path below the ingested folder; a date or a body in it is a last resort.

    Raises:
        DocumentRejected: there is no text, or no meeting date in the text or the name.
    """
    lines = split_lines(text)
    if not any(line.words for line in lines):
        raise DocumentRejected(rejections.NO_TEXT)
    starts = meeting_starts(lines)
    parts = [_read_part(lines[begin:end]) for begin, end in pairwise([*starts, len(lines)])]
    meetings: list[Meeting] = []
    warnings: list[ParseWarning] = []
    for part in parts:
        day, notes = _meeting_day(part, source_name)
        meeting, more = _build_meeting(part, day, source_name)
        meetings.append(meeting)
        warnings += [ParseWarning(message) for message in (*notes, *more)]
    if found := len(_CPR.findall(text)):
        warnings.append(ParseWarning(rejections.CPR_NUMBERS.format(count=found)))
    return ParsedDocument(tuple(meetings), tuple(warnings), _figures(parts, meetings))


def _read_part(lines: Sequence[Line]) -> _Part:
    contents = find_contents(lines)
    headings = find_headings(lines, contents.lines, contents.folded)
    guessed = False
    if not headings:
        headings, guessed = unnumbered_headings(lines, contents)
    first = headings[0].first if headings else len(lines)
    head_lines = [line for i, line in enumerate(lines[:first]) if i not in contents.lines]
    head = read_head(head_lines)
    if head.day is None and guessed:
        head = read_head(lines[:FIRST_LINES])
    return _Part(tuple(lines), contents, headings, head, guessed)


def _meeting_day(part: _Part, source_name: str) -> tuple[date, list[str]]:
    head = part.head
    if head.day is not None:
        if head.conflicting is None:
            return head.day, []
        notes = rejections.DATES_DIFFER.format(header=_danish(head.day), labelled=_danish(head.conflicting))
        return head.day, [notes]
    if (day := _day_of_decisions(part)) is not None:
        return day, []
    if (day := _date_in_name(source_name)) is not None:
        return day, [rejections.DATE_FROM_NAME.format(date=_danish(day))]
    raise DocumentRejected(rejections.NO_DATE)


def _day_of_decisions(part: _Part) -> date | None:
    """The last day on which decisions were taken, by their labels ("Beslutning i Byrådet den …")."""
    labels = [mark.label for source in _item_lines(part)[0] for mark in labels_of(source, Habits())]
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


def _build_meeting(part: _Part, day: date, source_name: str) -> tuple[Meeting, list[str]]:
    head, headings = part.head, part.headings
    notes: list[str] = []
    sources, tail = _item_lines(part)
    body = head.body or _body_of_decisions(sources, day)
    if not body:
        body = _body_in_name(source_name) or rejections.UNNAMED_BODY
        notes.append(rejections.NO_BODY.format(date=_danish(day), body=body))
    habits = habits_of(sources)
    items = tuple(build_item(source, body, day, habits) for source in sources)
    if part.guessed:
        template = rejections.UNKNOWN_LAYOUT if len(items) > 1 else rejections.NO_ITEMS
        notes.append(template.format(date=_danish(day)))
    notes += _notes(part, items, day)
    first = headings[0].first if headings else 0
    head_end = _without_group_heading(part, 0, first) if first else 0
    text = [line.text for i, line in enumerate(part.lines[:head_end]) if i not in part.contents.lines]
    hidden = _hidden(items, headings)
    text = [line for line in text if not _reveals(line, hidden)]
    meeting = Meeting(
        body, day, head.time, head.place, re.sub(r"\n{3,}", "\n\n", "\n".join([*text, "", *tail])).strip(), items
    )
    return meeting, notes


def _hidden(items: Sequence[AgendaItem], headings: Sequence[ItemHeading]) -> frozenset[str]:
    """Folded titles of closed items: the head must not show them either."""
    return frozenset(layout.fold(heading.title) for item, heading in zip(items, headings, strict=True) if item.closed)


def _reveals(line: str, hidden: frozenset[str]) -> bool:
    """Whether a line of the head names what a closed item is about."""
    folded = layout.fold(line)
    if any(title in folded for title in hidden if len(title) > 6):
        return True
    words = re.sub(r"^\s{0,40}\d{0,4}[.):]?\s{0,40}", "", line)
    return closed.is_closed_title(words) and closed.public_title(words.strip()) != words.strip()


def _notes(part: _Part, items: Sequence[AgendaItem], day: date) -> list[str]:
    notes: list[str] = []
    listed = len(part.contents.titles)
    if listed and listed != len(items):
        notes.append(rejections.CONTENTS_DIFFER.format(listed=listed, found=len(items), date=_danish(day)))
    for one, other in pairwise(part.headings):
        if other.value - one.value > 1:
            notes.append(rejections.NUMBERS_MISSING.format(before=one.number, after=other.number, date=_danish(day)))
    if _agenda_only(part.head, items):
        notes.append(rejections.AGENDA_ONLY.format(date=_danish(day)))
    return notes


def _agenda_only(head: Head, items: Sequence[AgendaItem]) -> bool:
    return head.agenda and not any(item.of_kind(SectionKind.DECISION) for item in items)


def _item_lines(part: _Part) -> tuple[list[ItemLines], list[str]]:
    """Cut the lines at the headings; also returns the lines after the last item (underskrifter)."""
    sources: list[ItemLines] = []
    tail: list[str] = []
    in_closed_group = _group_above(part, 0, part.headings[0].first, before=False) if part.headings else False
    ends = [heading.first for heading in part.headings[1:]] + [len(part.lines)]
    for heading, end in zip(part.headings, ends, strict=True):
        last = _without_group_heading(part, heading.after, end)
        if end == len(part.lines):
            cut = _tail_start(part.lines, heading.after, end)
            tail = [line.text for line in part.lines[cut:end]]
            last = min(last, cut)
        kept = tuple(
            line
            for i, line in enumerate(part.lines[heading.first : last], heading.first)
            if i < heading.after or i not in part.contents.lines
        )
        sources.append(item_lines(heading, kept, closed_group=in_closed_group))
        in_closed_group = _group_above(part, last, end, before=in_closed_group)
    return sources, tail


def _without_group_heading(part: _Part, first: int, end: int) -> int:
    """Where an item ends when headings of groups ("Lukkede sager") stand between it and the next."""
    last = end
    for index in range(end - 1, max(first, end - GROUP_LINES) - 1, -1):
        words = part.lines[index].words
        if not words:
            continue
        if end == len(part.lines) or not (layout.is_group(words) or layout.is_lettered(words)):
            break
        if _answers_label(part.lines, first, index):
            break
        last = index
    return last


def _answers_label(lines: Sequence[Line], first: int, index: int) -> bool:
    """Whether a line is all that stands under a label: "Beslutning", "Til orientering"."""
    above = next((line for line in reversed(lines[first:index]) if line.words), None)
    label = read_label(above) if above else None
    return label is not None and label.body_start is None


def _group_above(part: _Part, start: int, end: int, *, before: bool) -> bool:
    """Whether the items after `end` are in a closed group, given whether those before were."""
    state = before
    for index, line in enumerate(part.lines[start:end], start):
        if index in part.contents.lines or not layout.is_group(line.words):
            continue
        if closed.opens_open_group(line.words):
            state = False
        elif closed.opens_closed_group(line.words):
            state = True
    return state


def _tail_start(lines: Sequence[Line], first: int, end: int) -> int:
    """Where the signatures begin, below every section; "Mødet hævet kl. 19" above a Bilag is part of the item."""
    start = end
    for index in range(end - 1, first - 1, -1):
        words = lines[index].words
        if words and len(words) <= 140 and _TAIL.fullmatch(words):
            start = index
        elif words and (label := read_label(lines[index])) and label.trust is Trust.ANCHOR:
            break
    return start


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


def _danish(day: date) -> str:
    return f"{day.day:02}-{day.month:02}-{day.year}"


def _figures(parts: Sequence[_Part], meetings: Sequence[Meeting]) -> ParseFigures:
    items = [item for meeting in meetings for item in meeting.items]
    total = sum(len(line.words) for part in parts for line in part.lines)
    loose = [
        item.section_text(section)
        for item in items
        for section in item.sections
        if section.kind is SectionKind.OTHER and not section.heading
    ]
    unplaced = [text for text in loose if text]
    share = 1.0 - sum(len("".join(text.split())) for text in unplaced) / max(total, 1)
    return ParseFigures(
        items=len(items),
        listed=sum(len(part.contents.titles) for part in parts),
        sections=sum(len(item.sections) for item in items),
        case_numbers=sum(bool(item.case_number) for item in items),
        placed=round(max(0.0, share), 4),
        unplaced=tuple(unplaced),
        agenda_only=all(_agenda_only(part.head, meeting.items) for part, meeting in zip(parts, meetings, strict=True)),
    )
