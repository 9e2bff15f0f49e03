"""Items of documents that number nothing (unummererede punkter): found by what follows a heading."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import case_numbers
from ingest.closed import is_closed_title
from ingest.contents import Contents
from ingest.headers import read_header
from ingest.heads import has_head_label
from ingest.labels import read_label
from ingest.layout import ItemHeading, Style, is_group
from ingest.lines import Line
from ingest.vocabulary import Trust

MAX_HEADING = 160


def unnumbered_headings(lines: Sequence[Line], contents: Contents) -> tuple[tuple[ItemHeading, ...], bool]:
    """Headings of items without numbers, numbered in order, and whether the layout is unknown.

    First headings above a case number or a section's label; failing that every marked heading; failing
    that short lines between blank lines; failing that the whole text is one item.
    """
    free = [i for i, line in enumerate(lines) if line.words and i not in contents.lines and _title_like(line)]
    known = [i for i in free if _item_follows(lines, i)]
    if known:
        return _numbered(known, lines), False
    marked = [i for i in free if lines[i].marked]
    if len(marked) > 1 and not any(line.words for line in lines[marked[0] + 1 : marked[1]]):
        marked = marked[1:]
    alone = [i for i in free if _stands_alone(lines, i)]
    if len(alone) < 2:
        opening = [i for i in free if _opens_paragraph(lines, i)]
        alone = opening if len(opening) > 2 else alone
    first = next((i for i, line in enumerate(lines) if line.words), 0)
    return _numbered(marked or alone or [first], lines), True


def _title_like(line: Line) -> bool:
    words = line.words
    if len(words) > MAX_HEADING or words[0] in "-–•*" or words[0].islower():
        return False
    if words[-1] in ".,;:" and not line.marked:
        return False
    if is_group(words) or has_head_label(words) or case_numbers.alone(words):
        return False
    return read_header(words) is None and not _opens_section(line)


def _item_follows(lines: Sequence[Line], index: int) -> bool:
    words = lines[index].words
    if is_closed_title(words):
        return True
    if (number := case_numbers.KLE.match(words)) and len(words) > number.end() + 3:
        return True
    for line in lines[index + 1 : index + 5]:
        if not line.words:
            continue
        if (found := case_numbers.find_case_number(line.words)) and found.start == 0:
            return True
        return _opens_section(line)
    return False


def _opens_section(line: Line) -> bool:
    """Whether a line is a label that is not an everyday word as well."""
    label = read_label(line)
    return label is not None and label.trust is Trust.ANCHOR


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """A short line between blank lines with text below it."""
    above = index == 0 or not lines[index - 1].words
    below = index + 1 < len(lines) and not lines[index + 1].words
    following = next((line.words for line in lines[index + 1 : index + 4] if line.words), "")
    return above and below and len(lines[index].words) <= 80 and len(following) > len(lines[index].words)


def _opens_paragraph(lines: Sequence[Line], index: int) -> bool:
    """A short line below a blank one with a sentence on the next line."""
    above = index > 0 and not lines[index - 1].words
    below = lines[index + 1].words if index + 1 < len(lines) else ""
    return above and len(lines[index].words) <= 80 and bool(below) and below[-1] in ".:!?" and below[0].isupper()


def _numbered(indexes: Sequence[int], lines: Sequence[Line]) -> tuple[ItemHeading, ...]:
    return tuple(
        ItemHeading(index, index + 1, str(number), number, lines[index].words[:300], Style.BARE)
        for number, index in enumerate(indexes, start=1)
    )
