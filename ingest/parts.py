"""Parts of a document (dele): the lines of one meeting, cut into head, items and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest import case_numbers, closed, groups, layout
from ingest.contents import Contents, find_contents
from ingest.fallback import unnumbered_headings
from ingest.heads import Head, read_head
from ingest.labels import read_label
from ingest.layout import ItemHeading
from ingest.lines import Line
from ingest.marks import ItemLines, item_lines
from ingest.numbering import find_headings
from ingest.vocabulary import Trust
from rag.domain import AgendaItem

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
# Who signs, where nothing else stands below: further up "Referent: Ida" may be what was decided.
_SIGNED = re.compile(
    r"(?:referent|dirigent|ordstyrer|mødeleder|for referatet|referat ved|sign(?:eret)?)\s?[:.]\s?\S.{1,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one meeting, and what was read of its head.

    `guessed`: nothing numbered or labelled its items, so that they were taken from its headings.
    """

    lines: tuple[Line, ...]
    contents: Contents
    headings: tuple[ItemHeading, ...]
    head: Head
    guessed: bool


def read_part(lines: Sequence[Line]) -> Part:
    """Read the head of a meeting, and find its items' headings."""
    contents = find_contents(lines)
    headings = find_headings(lines, contents.lines, contents.folded)
    guessed = False
    if not headings:
        headings, guessed = unnumbered_headings(lines, contents)
    headings = _with_numbers_above(headings, lines)
    first = headings[0].first if headings else len(lines)
    head_lines = [line for i, line in enumerate(lines[:first]) if i not in contents.lines]
    head = read_head(head_lines)
    if head.day is None and guessed:
        head = read_head(lines[:FIRST_LINES])
    return Part(tuple(lines), contents, headings, head, guessed)


def _with_numbers_above(headings: tuple[ItemHeading, ...], lines: Sequence[Line]) -> tuple[ItemHeading, ...]:
    """Take case numbers along that stand alone above the titles, where the first and most others have one so."""
    found = [_number_above(heading, lines) for heading in headings]
    if len(found) < 2 or found[0] is None or sum(each is not None for each in found) * 2 < len(found):
        return headings
    return tuple(each or heading for each, heading in zip(found, headings, strict=True))


def _number_above(heading: ItemHeading, lines: Sequence[Line]) -> ItemHeading | None:
    for above in range(heading.first - 1, max(heading.first - 3, -1), -1):
        if words := lines[above].words:
            number = case_numbers.find_case_number(words)
            if number is None or number.start > 0 or number.end < len(words):
                return None
            return replace(heading, first=above, case_number=number.number)
    return None


def cut_items(part: Part) -> tuple[list[ItemLines], list[str]]:
    """Cut the lines at the headings; also returns the lines after the last item (underskrifter)."""
    sources: list[ItemLines] = []
    tail: list[str] = []
    in_closed_group = _group_above(part, 0, part.headings[0].first, before=False) if part.headings else False
    for heading, end in _spans(part):
        last = _without_group_heading(part, heading.after, end)
        last = next(_loose_closed(part, heading.after, last), last)
        if end == len(part.lines):
            cut = _tail_start(part.lines, heading.after, end)
            tail = [line.text for line in part.lines[cut:end]]
            last = min(last, cut)
        kept = tuple(
            line
            for i, line in enumerate(part.lines[heading.first : last], heading.first)
            if i < heading.after or i not in part.contents.lines
        )
        listed = {layout.fold(heading.title), layout.fold(f"{heading.number} {heading.title}")}
        hidden = in_closed_group or not listed.isdisjoint(part.contents.closed)
        sources.append(item_lines(heading, kept, closed_group=hidden))
        in_closed_group = _group_above(part, last, end, before=in_closed_group)
    return sources, tail


def _spans(part: Part) -> Iterator[tuple[ItemHeading, int]]:
    """Each heading with the index of the line where the next item begins."""
    ends = [heading.first for heading in part.headings[1:]] + [len(part.lines)]
    return zip(part.headings, ends, strict=True)


def leaves_out_closed(part: Part) -> bool:
    """Whether there is a closed item that the numbering does not reach: it belongs to no item and is not shown."""
    return any(True for heading, end in _spans(part) for _ in _loose_closed(part, heading.after, end))


def withheld_lines(part: Part, items: Sequence[AgendaItem]) -> frozenset[int]:
    """The indexes of the lines that are not shown since they belong to closed items, or name one in the head."""
    first = part.headings[0].first if part.headings else 0
    hidden = _hidden(items, part.headings)
    indexes = {index for index in range(first) if _reveals(part.lines[index].text, hidden)}
    for item, (heading, end) in zip(items, _spans(part), strict=True):
        start = heading.first if item.closed else next(_loose_closed(part, heading.after, end), end)
        indexes.update(range(start, end))
    return frozenset(indexes)


def _loose_closed(part: Part, first: int, last: int) -> Iterator[int]:
    """Lines that head a closed item without a number: a case number follows, or nothing more before the next item."""
    for index in range(first, last):
        if index in part.contents.lines or not closed.names_closed_item(part.lines[index].words):
            continue
        below = next((line.words for line in part.lines[index + 1 : last] if line.words), "")
        number = case_numbers.find_case_number(below) if below else None
        if not below or (number is not None and number.start == 0):
            yield index


def _without_group_heading(part: Part, first: int, end: int) -> int:
    """Where an item ends when headings of groups ("Lukkede sager") stand between it and the next."""
    last = end
    for index in range(end - 1, max(first, end - GROUP_LINES) - 1, -1):
        words = part.lines[index].words
        if not words:
            continue
        if end == len(part.lines) or not (groups.is_group(words) or groups.is_lettered(words)):
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


def _group_above(part: Part, start: int, end: int, *, before: bool) -> bool:
    """Whether the items after `end` are in a closed group, given whether those before were."""
    state = before
    for index, line in enumerate(part.lines[start:end], start):
        if index in part.contents.lines or not groups.is_group(line.words):
            continue
        if closed.opens_open_group(line.words):
            state = False
        elif closed.opens_closed_group(line.words):
            state = True
    return state


def _tail_start(lines: Sequence[Line], first: int, end: int) -> int:
    """Where the signatures begin, below every section; "Mødet hævet kl. 19" above a Bilag is part of the item."""
    start = end
    last = True
    for index in range(end - 1, first - 1, -1):
        words = lines[index].words
        last = last and (not words or bool(_SIGNED.fullmatch(words)))
        if words and (last or (len(words) <= 140 and _TAIL.fullmatch(words))):
            start = index
        elif words and (label := read_label(lines[index])) and label.trust is Trust.ANCHOR:
            break
    return start


def head_lines(part: Part, items: Sequence[AgendaItem]) -> list[str]:
    """The lines above the first item, without tables of contents and what would reveal a closed item."""
    first = part.headings[0].first if part.headings else 0
    end = _without_group_heading(part, 0, first) if first else 0
    hidden = _hidden(items, part.headings)
    lines = (line.text for i, line in enumerate(part.lines[:end]) if i not in part.contents.lines)
    return [line for line in lines if not _reveals(line, hidden)]


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
