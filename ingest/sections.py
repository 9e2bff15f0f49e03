"""From the lines of an item to the item (punkt): its head, its sections and their decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest import case_numbers, closed
from ingest.decisions import own_decisions
from ingest.labels import Label
from ingest.lines import Line
from ingest.marks import Habits, ItemLines, Mark, is_case_label, labels_of
from ingest.vocabulary import Trust
from rag.domain import AgendaItem, Section, SectionKind

MAX_HEAD_LINES = 14
MAX_VALUE = 40
"""So long may what stands below "Sagsbehandler" alone on its line be."""

_META = re.compile(
    r"(?:åben|åbent|åbent punkt|åben sag|åbent/lukket|offentlig|sagsbehandler|sagsbeh|sagsansvarlig|initialer|ansvarlig"
    r"|dok(?:ument)?\.?(?:\s?(?:nr|id))?"
    r"|kle|kle-?(?:nr|emne)|forvaltning|afdeling|fagcenter|center|direktørområde|sagsfremstiller|journalnr|brevid"
    r"|ansvarligt?\s(?:udvalg|afdeling|forvaltning|center|enhed)|arkiv|sagstype|forfatter|type|lukket)"
    r"(?=$|\s?[.:]|\s{2,}|\t).{0,120}",
    re.IGNORECASE,
)
_META_ALONE = re.compile(
    r"(?:sagsbehandler|sagsbeh|sagsansvarlig|initialer|afdeling|fagcenter|forfatter)\s?[.:]?", re.IGNORECASE
)
_ASIDE = re.compile(r"[(\[]([^()\[\]\s]{6,40})[)\]]$")
# Short minutes give nothing but the decision under a title, without a label.
_DECIDED = re.compile(
    r"\s{0,200}(?:godkendt|vedtaget|tiltrådt|udsat|drøftet|afvist|bevilget|anbefales|indstilles|udgår|til\sefterretning"
    r"|taget\stil\sefterretning|orientering(?:en)?\s(?:givet|taget|blev)|ingen\b|intet\b"
    r"|der\s(?:var|er)\s(?:ingen|intet)\s(?:spørgsmål|bemærkninger|punkter|at\s|til\s|nyt\b))",
    re.IGNORECASE,
)
_DECIDED_SO = re.compile(
    r"\s{0,200}(?:[^.\n]|(?<=\d)\.|(?<=nr)\.){1,120}\sblev\s(?:enstemmigt\s)?"
    r"(?:godkendt|vedtaget|tiltrådt|udsat|afvist|forkastet|taget\stil\sefterretning)(?:\s(?:uden|og)\s[^.\n]{1,60})?\.?\s{0,200}$",
    re.IGNORECASE,
)


def build_item(source: ItemLines, body: str, day: date, habits: Habits) -> AgendaItem:
    """Read the lines of an item.

    Args:
        source: the item's lines.
        body: the body that meets, or an empty string.
        day: the day of the meeting.
        habits: what its document does in all items.
    """
    marks = labels_of(source, habits)
    end_of_head = marks[0].index if marks else len(source.lines)
    number, title, number_line = _case_number(source, end_of_head, habits)
    if _is_closed(source, end_of_head):
        return _closed_item(source, number, title)
    text, starts = _joined(source.lines)
    sections: list[Section] = []
    above = _text_above(source, end_of_head, number_line)
    if above is not None:
        decided = _DECIDED.match(text, starts[above]) or _DECIDED_SO.match(text, starts[above])
        kind = SectionKind.DECISION if not marks and decided else SectionKind.OTHER
        sections += _span(text, starts[above], _end(starts, end_of_head, text), Label(kind, "", Trust.WEAK))
    for position, mark in enumerate(marks):
        if is_case_label(mark.label):
            continue
        begin = _body_start(mark, starts, source.lines, text)
        end = _end(starts, marks[position + 1].index, text) if position + 1 < len(marks) else len(text)
        sections += _span(text, begin, end, mark.label)
    return AgendaItem(
        number=source.heading.number,
        title=title,
        case_number=number,
        text=text,
        sections=own_decisions(sections, body, day),
        page=source.lines[0].page,
    )


def _is_closed(source: ItemLines, end_of_head: int) -> bool:
    if source.closed or closed.is_closed_title(source.heading.title):
        return True
    head = source.lines[source.after : min(end_of_head, source.after + MAX_HEAD_LINES)]
    return any(closed.says_closed(line.words) for line in head if line.words)


def _closed_item(source: ItemLines, number: str, title: str) -> AgendaItem:
    shown = closed.public_title(title)
    text = shown
    if shown == source.heading.title:
        text = "\n".join(line.text for line in source.lines[: source.after]).strip()
    return AgendaItem(source.heading.number, shown, number, closed=True, text=text, page=source.lines[0].page)


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    starts: list[int] = []
    position = 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines).rstrip(), starts


def _end(starts: list[int], index: int, text: str) -> int:
    return min(starts[index], len(text)) if index < len(starts) else len(text)


def _body_start(mark: Mark, starts: list[int], lines: Sequence[Line], text: str) -> int:
    if mark.label.body_start is not None:
        return starts[mark.index] + mark.label.body_start
    return min(starts[mark.index] + len(lines[mark.index].text), len(text))


def _span(text: str, start: int, end: int, label: Label) -> list[Section]:
    """The section of a span, white space around it left out; an empty one under a label is kept."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    end = max(start, end)
    if start == end and not label.heading:
        return []
    return [Section(label.kind, label.heading, start, end, label.body, label.date)]


def _case_number(source: ItemLines, end_of_head: int, habits: Habits) -> tuple[str, str, int | None]:
    """The case number, the title without it, and the line it stands in."""
    title = source.heading.title
    if source.heading.case_number:
        return source.heading.case_number, title, None
    found = case_numbers.find_case_number(title) or (case_numbers.ending(title) if habits.numbers_last else None)
    aside = _ASIDE.search(title)
    if aside and case_numbers.alone(aside[1]):
        found = case_numbers.FoundCaseNumber(aside[1], 0, aside.start(), aside.end())
    if found and found.rank < 2:
        bare = (title[: found.start].rstrip(" (-–,[") + " " + title[found.end :].lstrip(" )-–,.:]")).strip()
        return found.number, bare or title, None
    last = min(end_of_head, source.after + MAX_HEAD_LINES)
    best: tuple[int, int, str] | None = None
    for index in [*range(source.after, last), *range(last, len(source.lines))]:
        number = _number_in(source, index, below_head=index >= last)
        if number is None or (habits.numbered_cases and number.rank >= case_numbers.OF_DOCUMENT):
            continue
        rank = number.rank + (10 if index >= last else 0)
        if best is None or rank < best[0]:
            best = (rank, index, number.number)
        if rank == 0:
            break
    return (best[2], title, best[1] if best[1] < end_of_head else None) if best else ("", title, None)


def _number_in(source: ItemLines, index: int, *, below_head: bool) -> case_numbers.FoundCaseNumber | None:
    """The case number of the item that a line gives, if it may: below the head only one that begins its line."""
    words = source.lines[index].words
    if not words or len(words) > 160:
        return None
    above = source.lines[index - 1].words or source.lines[max(0, index - 2)].words
    if case_numbers.is_label(above) and (labelled := case_numbers.below_label(words)):
        return labelled
    number = case_numbers.find_case_number(words)
    if number is None or (number.start > 0 and (below_head or len(words) > 110)):
        return None
    return None if below_head and number.rank > 1 else number


def _text_above(source: ItemLines, end_of_head: int, number_line: int | None) -> int | None:
    """The first line above the first label that is neither the title nor data about the case."""
    valued = True
    for index in range(source.after, end_of_head):
        words = source.lines[index].words
        if not words or index == number_line or case_numbers.is_label(words):
            continue
        if _META.fullmatch(words):
            valued = not _META_ALONE.fullmatch(words)
            continue
        if not valued and len(words) <= MAX_VALUE:
            valued = True
            continue
        if len(words) <= 160 and (found := case_numbers.find_case_number(words)) and found.start == 0:
            continue
        return index
    return None
