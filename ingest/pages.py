"""Pages of lines to one text (sider): running headers and footers dropped, broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.case_numbers import find_case_number
from ingest.labels import kind_of, read_label
from ingest.lines import read_line
from ingest.vocabulary import Trust

EDGE = 3
"""So many lines at the top and the bottom of a page may be a running header or footer."""
SHARE = 0.6
"""A running line stands on at least this share of the pages."""

_PAGE_NUMBER = re.compile(
    r"(?:\S.{0,80}?\s)?(?:side|s\.|page)\s?:?\s?\d{1,4}(?:\s?(?:af|/|of)\s?\d{1,4})?",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(r"(?:side|s\.|page)\s?:?\s?\d{1,4}(?:\s?(?:af|/|of)\s?\d{1,4})?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_LONE_NUMBER = re.compile(r"[-–]?\s?\d{1,4}(?:\s?(?:/|af)\s?(?P<total>\d{1,4}))?\s?[-–]?")
_ITEM_LIKE = re.compile(
    r"(?:punkt|pkt\.?|sag|nr\.?|ad|emne|dagsordenspunkt)\s?(?:(?:nr|nummer)\b\.?)?\s?\d|\d{1,4}[.):]?\s+[^\W\d]",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:[-–—•*·▪►o]|\d{1,3}[.)]|[a-z][.)])\s")
_COORDINATED = re.compile(r"(?:og|eller|samt|til|og/eller)\b")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line on a page: its words, whether a gap stands above it, and whether it ran to the margin.

    `full`: the next line's first word would not have fitted. `heading`: set larger or bolder than the body.
    """

    words: str
    gap: bool = False
    full: bool = False
    heading: bool = False


def drop_running(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """The pages without page numbers and without lines that repeat at the edge of most pages.

    The first of several equal running lines is kept: it may be the only place that names the meeting. One with
    a page number is only kept where its page gives no year, and then heads it.
    """
    filled = [page for page in pages if page]
    counts: Counter[tuple[int, str]] = Counter()
    for page in filled:
        counts.update((place, _key(line.words)) for place, _, line in _edges(page))
    least = max(2, SHARE * len(filled))
    running = {key for key, count in counts.items() if count >= least and key[1]}
    kept: list[list[PageLine]] = []
    seen: set[str] = set()
    for page in pages:
        first_of_all = not kept
        dropped = _dropped(page, running, seen, total=len(pages))
        rest = [line for index, line in enumerate(page) if index not in dropped]
        if first_of_all and not any(_YEAR.search(line.words) for line in rest):
            named = [_unnumbered(page[index].words) for index in sorted(dropped)]
            rest = [PageLine(words, gap=True) for words in named if _YEAR.search(words)] + rest
        kept.append(rest)
    return kept


def _unnumbered(words: str) -> str:
    """A running line without its page number."""
    return _NUMBER_AT_END.sub("", words).rstrip(" ,|–-")


def _edges(page: Sequence[PageLine]) -> list[tuple[int, int, PageLine]]:
    """The lines at the edges, from each edge inwards: place (negative from below), index, line."""
    top = [(place, place, page[place]) for place in range(min(EDGE, len(page)))]
    below = [(-1 - place, len(page) - 1 - place, page[-1 - place]) for place in range(min(EDGE, len(page)))]
    return top + below


def _dropped(page: Sequence[PageLine], running: set[tuple[int, str]], seen: set[str], *, total: int) -> set[int]:
    """The indexes of a page's running lines: each has nothing but running lines between it and the edge."""
    dropped: set[int] = set()
    ended: set[bool] = set()
    for place, index, line in _edges(page):
        if (place < 0) in ended:
            continue
        key = _key(line.words)
        numbered = bool(_PAGE_NUMBER.fullmatch(line.words)) or _is_page_number(line.words, total)
        if not numbered and (place, key) not in running:
            ended.add(place < 0)
        elif (numbered and len(line.words) <= 30) or key in seen or _PAGE_NUMBER.fullmatch(line.words):
            dropped.add(index)
        else:
            seen.add(key)
    return dropped


def _is_page_number(words: str, total: int) -> bool:
    """A number alone, or "3/12" on one of twelve pages; "19/3531" is a case number."""
    match = _LONE_NUMBER.fullmatch(words)
    return match is not None and total > 1 and match["total"] in (None, str(total))


def _key(words: str) -> str:
    """A line without its numbers; an item's heading keeps them, or closed items would be running lines."""
    label = kind_of(words)
    if len(words) > 200 or (label and label[1] > Trust.WEAK):
        return ""
    if _ITEM_LIKE.match(words) or find_case_number(words):
        return words
    return re.sub(r"\d+", "#", " ".join(words.casefold().split()))


def join_pages(pages: Sequence[Sequence[PageLine]]) -> str:
    """One text of the pages: a form feed between pages, blank lines at gaps, broken lines joined.

    A paragraph that runs over the end of a page belongs to the page that it begins on.
    """
    parts: list[str] = []
    previous: PageLine | None = None
    pending = 0
    for page in pages:
        for line in page:
            if previous is not None and _continues(previous, line, across=pending > 0):
                parts.append(_glue(parts, line.words))
                previous = line
                continue
            parts.append("\n" if previous is not None else "")
            parts.append("\f" * pending)
            pending = 0
            if line.gap and previous is not None:
                parts.append("\n")
            parts.append(("# " if line.heading else "") + line.words)
            previous = line
        pending += 1
    return "".join(parts)


def _continues(previous: PageLine, line: PageLine, *, across: bool) -> bool:
    if not previous.full or line.heading != previous.heading or not line.words:
        return False
    if _LIST_MARK.match(line.words) or _opens_structure(line.words):
        return False
    if across:
        return line.words[0].islower() or previous.words[-1] not in ".:;!?"
    return not line.gap


def _opens_structure(words: str) -> bool:
    """Whether a line is a label of a section or begins with a case number: it never continues a sentence."""
    if words[0].isupper() and _ITEM_LIKE.match(words):
        return True
    number = find_case_number(words)
    if number is not None and number.start == 0 and number.end == len(words):
        return True
    label = read_label(read_line(words))
    return label is not None and not label.recommending and (not label.attributed or label.body_start is None)


def _glue(parts: list[str], words: str) -> str:
    """The words of a continuing line with what joins them to the line before."""
    last = parts[-1]
    if last.endswith(("\xad", "\x02", "\ufffe")):
        parts[-1] = last[:-1]
        return words
    if last.endswith("-") and len(last) > 1 and last[-2].isalpha() and words[0].islower():
        if _COORDINATED.match(words):
            return " " + words
        if last[-2].islower():
            parts[-1] = last[:-1]
        return words
    return " " + words
