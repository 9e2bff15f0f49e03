"""Items of documents that number nothing (unummererede punkter): found by what follows a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import case_numbers
from ingest.bodies import is_body
from ingest.closed import is_closed_title, says_closed
from ingest.contents import NO_ITEMS, Contents
from ingest.dates import find_dates
from ingest.groups import is_group
from ingest.headers import read_header
from ingest.heads import has_head_label
from ingest.labels import kind_of, read_label
from ingest.layout import ItemHeading, Style, fold
from ingest.lines import Line
from ingest.vocabulary import Trust
from rag.domain import SectionKind

MAX_HEADING = 160
_TOPICS = ((SectionKind.ECONOMY, Trust.ANCHOR), (SectionKind.HEARING, Trust.ANCHOR))
# A row of a table: a number set off from the words before it, at the end of the line.
_ROW = re.compile(r"(?:\t|\s{2,40})-?\d[\d.]{0,12}(?:,\d{1,4})?\s?%?$")
# What a line below the title says of who may read the item.
_OPEN_MARK = re.compile(r"(?:åbent?|offentligt?)(?:\s(?:sag|punkt|dagsordenspunkt))?", re.IGNORECASE)


def unnumbered_headings(lines: Sequence[Line], contents: Contents) -> tuple[tuple[ItemHeading, ...], bool]:
    """Headings of items without numbers, numbered in order, and whether the layout is unknown.

    First headings above a case number or a section's label; failing that every marked heading; failing
    that short lines between blank lines; failing that the whole text is one item.
    """
    worded = [i for i, line in enumerate(lines) if line.words and i not in contents.lines and _could_head(line)]
    free = [i for i in worded if not _opens_section(lines[i])]
    known = [i for i in free if _item_follows(lines, i)]
    if known:
        level = _title_level(known, lines)
        set_so = [i for i in free if level and lines[i].level == level and not _beside_items(lines[i].words)]
        return _numbered(sorted({*known, *set_so, *_titles_like_labels(worded, level, lines)}), lines), False
    marked = _below_title([i for i in free if lines[i].marked], lines)
    free = sorted({*free, *_lone_topics(worded, lines)})
    alone = [i for i in free if _stands_alone(lines, i)]
    if len(alone) < 2:
        opening = [i for i in free if _opens_paragraph(lines, i)]
        alone = opening if len(opening) > 2 else alone
    first = next((i for i, line in enumerate(lines) if line.words), 0)
    return _numbered(marked or _below_title(alone, lines) or [first], lines), True


def _below_title(headings: Sequence[int], lines: Sequence[Line]) -> Sequence[int]:
    """The headings without those that title the whole document: nothing of their own stands below them."""
    while len(headings) > 1 and all(_tells_of_meeting(line.words) for line in lines[headings[0] + 1 : headings[1]]):
        headings = headings[1:]
    return headings


def _title_level(known: Sequence[int], lines: Sequence[Line]) -> int:
    """The level of heading that every item's title has and hardly a label: 0 where levels drift."""
    levels = {lines[index].level for index in known}
    level = levels.pop() if len(levels) == 1 else 0
    labels = [
        line.level
        for index, line in enumerate(lines)
        if line.level and _opens_section(line) and not _label_follows(lines, index)
    ]
    return 0 if sum(each <= level for each in labels) * 4 > len(labels) else level


def _beside_items(words: str) -> bool:
    """Whether a heading set as titles are names the body or what stands beside the items."""
    return is_body(words) or fold(words) in NO_ITEMS


def _tells_of_meeting(words: str) -> bool:
    """Whether a line below the title of a document is blank, or says no more than when and where they met."""
    return not words or has_head_label(words) or (len(words) <= 100 and bool(find_dates(words)))


def _titles_like_labels(worded: Sequence[int], level: int, lines: Sequence[Line]) -> list[int]:
    """Titles that read as a section's label ("Økonomi"): an item's data follow, or they are set as titles are.

    The case number may also stand below the last section, with no label after it; and a level counts only
    where every title has it and a label comes next, for levels drift.
    """
    found: list[int] = []
    for index in worded:
        following = [line for line in lines[index + 1 : index + 9] if line.words][:2]
        if len(following) < 2 or not _opens_section(lines[index]):
            continue
        number = case_numbers.find_case_number(following[0].words)
        numbered = number is not None and number.start == 0 and _opens_section(following[1])
        as_title = level > 0 and lines[index].level == level and _label_follows(lines, index)
        if numbered or as_title:
            found.append(index)
    return found


def _lone_topics(worded: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """The line "Økonomi" or "Høring" where it is the only one that reads as a label: a topic among others."""
    labels = [index for index in worded if (label := read_label(lines[index])) and label.body_start is None]
    return labels if len(labels) == 1 and kind_of(lines[labels[0]].words) in _TOPICS else []


def _label_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether what comes next is a label set off otherwise than this line, so that this one has no text."""
    following = next((line for line in lines[index + 1 : index + 5] if line.words), None)
    if following is None or following.level == lines[index].level:
        return False
    return _opens_section(following) or bool((following.marked or following.lead) and read_label(following))


def _could_head(line: Line) -> bool:
    words = line.words
    if len(words) > MAX_HEADING or words[0] in "-–•*" or words[0].islower():
        return False
    if (words[-1] in ".,;:" or _ROW.search(words)) and not line.marked:
        return False
    if is_group(words) or has_head_label(words) or case_numbers.alone(words) or _OPEN_MARK.fullmatch(words):
        return False
    number = case_numbers.find_case_number(words)
    if number is not None and number.start == 0 and (number.end == len(words) or not case_numbers.KLE.match(words)):
        return False
    return read_header(words) is None


def _item_follows(lines: Sequence[Line], index: int) -> bool:
    words = lines[index].words
    if is_closed_title(words):
        return not _says_closed_of_title(lines, index)
    if (number := case_numbers.KLE.match(words)) and len(words) > number.end() + 3:
        return True
    for line in lines[index + 1 : index + 7]:
        if not line.words or _OPEN_MARK.fullmatch(line.words):
            continue
        if (found := case_numbers.find_case_number(line.words)) and found.start == 0:
            return True
        return _opens_section(line)
    return False


def _says_closed_of_title(lines: Sequence[Line], index: int) -> bool:
    """Whether "Lukket sag" is no title but stands below one that is set as a heading, as it is not itself."""
    above = next((line for line in reversed(lines[max(0, index - 3) : index]) if line.words), None)
    return above is not None and above.level > 0 == lines[index].level and says_closed(lines[index].words)


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
