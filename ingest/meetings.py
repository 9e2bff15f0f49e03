"""Where meetings begin in a text that may hold several (flere møder i én fil)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.bodies import is_body, tidy_body
from ingest.dates import WEEKDAY, find_dates
from ingest.headers import read_header
from ingest.heads import has_head_label
from ingest.labels import read_label
from ingest.lines import Line

LOOK_AHEAD = 14

_RESTART = re.compile(
    r"(?:(?:punkt|pkt\.?|sag(?:\s?nr\.?)?|nr\.?|dagsordenspunkt)\s{0,2})?1(?:[.:)]|\s[-–]|\s)\s*\S"
    r"|indholdsfortegnelse\b",
    re.IGNORECASE,
)

# All that stands beside the date on a line of a head that is nothing but a date.
_BESIDE_DATE = re.compile(
    rf"\s*(?:{WEEKDAY})?,?\s*(?:den|d\.)?\s*,?\s*(?:kl\.?\s?[\d.:]{{1,5}}(?:\s?[-–]\s?(?:kl\.?\s?)?[\d.:]{{1,5}})?"
    r"(?:,?\s(?:i|på)\s[^\n]{2,60})?)?\.?",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:punkt|pkt\.?|sag|nr\.?|dagsordenspunkt)\s(?:nr\.?\s)?\d", re.IGNORECASE)


def meeting_starts(lines: Sequence[Line]) -> list[int]:
    """The index of the first line of each meeting; the first is 0.

    A header with another date starts a meeting when a head follows it: a labelled line, a table of
    contents or a first item. A running header repeats its meeting's date; the name of an attachment
    ("Referat fra mødet den …") is followed by neither.
    """
    starts = [0]
    current: date | None = None
    for index, line in enumerate(lines):
        words = line.words
        if not words or not words[0].isalpha() or len(words) > 200:
            continue
        day = _header_day(lines, index)
        if day is None or day == current:
            continue
        if current is None:
            current = day
        elif _head_follows(lines, index):
            starts.append(_with_lines_above(lines, index, starts[-1]))
            current = day
    return starts


def _header_day(lines: Sequence[Line], index: int) -> date | None:
    header = read_header(lines[index].words)
    if header is None:
        return None
    if header.day is not None:
        return header.day
    for line in _next_lines(lines, index, 8):
        if has_head_label(line.words) and (dates := find_dates(line.words)):
            return dates[0].day
    for line in _next_lines(lines, index, 4):
        if dates := find_dates(line.words):
            rest = line.words[: dates[0].start] + line.words[dates[0].end :]
            return dates[0].day if _BESIDE_DATE.fullmatch(rest) else None
        if not (is_body(tidy_body(line.words)) or line.words.endswith("Kommune")):
            return None
    return None


def _head_follows(lines: Sequence[Line], index: int) -> bool:
    labelled = 0
    for line in _next_lines(lines, index, LOOK_AHEAD):
        if _RESTART.match(line.words):
            return True
        labelled += has_head_label(line.words)
        if labelled >= 2 or (labelled and _ITEM.match(line.words)):
            return True
        if read_label(line):
            return False
    return False


def _next_lines(lines: Sequence[Line], index: int, count: int) -> list[Line]:
    found: list[Line] = []
    for line in lines[index + 1 : index + 1 + 4 * count]:
        if line.words:
            found.append(line)
            if len(found) == count:
                break
    return found


def _with_lines_above(lines: Sequence[Line], index: int, previous: int) -> int:
    """Take the name of the municipality or the body, or a page break, above a header along."""
    start = index
    while start - 1 > previous and index - start < 3:
        words = lines[start - 1].words
        if words and not (words.endswith("Kommune") or is_body(tidy_body(words))):
            break
        start -= 1
    return start
