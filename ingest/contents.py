"""Tables of contents (indholdsfortegnelser): found so that they are neither items nor lost.

Their titles often differ from the headings, and may name what a closed item is about: they are used to
count and to recognise headings, never stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import closed
from ingest.groups import is_group
from ingest.labels import read_label
from ingest.layout import fold
from ingest.lines import Line

MAX_ENTRY = 300

_LABEL = re.compile(
    r"(?:indholdsfortegnelse|indhold|dagsordensoversigt|sagsoversigt|punktoversigt|oversigt|sagsliste|dagsorden"
    r"|dagsordenspunkter"
    r"|emner|oversigt over (?:sager|punkter|dagsordenen)|punkter på (?:dagsordenen|mødet)|(?:følgende )?sager(?: på"
    r" dagsordenen)?"
    r"|punkter|sagsfortegnelse|åben dagsorden|indeks)\s?:?",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    r"(?:(?:pkt|punkt|nr|sag|sagsnr|sag nr|emne|tekst|titel|overskrift|side|sidetal)\b[.:]*\s*){1,5}", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?P<word>(?:punkt|pkt\.?|sag(?:\s?nr\.?)?|nr\.?)\s{1,3})?(?P<number>\d{1,4})[a-z]?(?:\s?[.):]|\s[-–—])?\s+(?=\S)",
    re.IGNORECASE,
)
_BARE_ITEM = re.compile(r"(?:punkt|pkt\.?|sag(?:\s?nr\.?)?|nr\.?)\s?\d{1,4}\s?[.:]?", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"(?:side\s)?(?:\d{1,4}|[ivxl]{1,7})\.?", re.IGNORECASE)
_HEAD_WORD = re.compile(
    r"(?:mødedato|mødested|mødetidspunkt|dato|sted|tid|tidspunkt|deltagere|til stede|tilstede|fraværende|afbud"
    r"|medlemmer)\b",
    re.IGNORECASE,
)

NO_ITEMS = frozenset(
    {"bilagsliste", "bilagsoversigt", "bilagsfortegnelse", "underskriftsblad", "underskriftsside", "underskriftsark"}
    | {"underskrifter", "deltagere", "deltagerliste", "indholdsfortegnelse"}
)
"""Folded titles of what stands beside the items."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the tables of contents of a text hold: their lines' indexes, and the titles as printed.

    `closed` holds the folded titles that stand under a heading such as "Lukkede sager", with and without their numbers.
    """

    lines: frozenset[int]
    titles: tuple[str, ...]
    closed: frozenset[str] = frozenset()

    @property
    def folded(self) -> tuple[str, ...]:
        """The titles as they are compared with headings."""
        return tuple(fold(title) for title in self.titles)


def find_contents(lines: Sequence[Line]) -> Contents:
    """The tables of contents in some lines, under their label or known by their dot leaders."""
    taken: set[int] = set()
    titles: list[str] = []
    index = 0
    while index < len(lines):
        words = lines[index].words
        if words and len(words) <= 160 and _is_label(words):
            end, found = _read_block(lines, index + 1)
            if found:
                taken.update(range(index, end))
                titles += found
                index = end
                continue
        index += 1
    for start, end, found in _leader_runs(lines, taken):
        taken.update(range(start, end))
        titles += found
    kept = tuple(title for title in titles if fold(title) not in NO_ITEMS)
    return Contents(frozenset(taken), kept, _under_closed(lines, taken))


def _under_closed(lines: Sequence[Line], taken: set[int]) -> frozenset[str]:
    """The folded titles of the entries below a group heading that announces closed items.

    "Meddelelser" may stand among the open items too: such a title counts with its number only.
    """
    numbered: set[str] = set()
    titles: dict[bool, set[str]] = {True: set(), False: set()}
    below = False
    for index in sorted(taken):
        words = lines[index].words
        if is_group(words):
            below = closed.opens_closed_group(words) and not closed.opens_open_group(words)
        elif words:
            number, title = _split_number(leader_title(words, tabs=True) or words)
            titles[below].add(fold(title))
            if below and number:
                numbered.add(fold(f"{number} {title}"))
    return frozenset(numbered | (titles[True] - titles[False] - {""}))


def _is_label(words: str) -> bool:
    if _LABEL.fullmatch(re.sub(r"\s{2,80}(?:side|sidetal|pkt\.?)$", "", words, flags=re.IGNORECASE)):
        return True
    return len(words.split()) > 1 and bool(_COLUMNS.fullmatch(words)) and not words[-1].isdigit()


def _read_block(lines: Sequence[Line], start: int) -> tuple[int, list[str]]:
    """Read entries from `start`; returns the index after the last one, and the titles, if any hold."""
    block = _Block(end=start, columns=bool(_COLUMNS.fullmatch(lines[start - 1].words)))
    for index in range(start, len(lines)):
        words = lines[index].words
        if not words:
            continue
        if len(words) > MAX_ENTRY or _HEAD_WORD.match(words):
            break
        if _COLUMNS.fullmatch(words) or _NUMBER_ONLY.fullmatch(words) or is_group(words):
            block.columns = block.columns or bool(_COLUMNS.fullmatch(words))
            block.end = index + 1
        elif (title := leader_title(words, tabs=True)) is not None:
            block.add_leader(title, index)
        elif block.leaders and _wrapped(lines, index):
            block.begun += f"{words} "
        elif block.leaders or not block.add_plain(lines[index], index):
            break
    return (block.end, block.titles) if block.leaders or block.repeated else (start, [])


@dataclass
class _Block:
    """A table of contents while it is read. `repeated`: its first entry came again, as a heading."""

    end: int
    columns: bool
    titles: list[str] = field(default_factory=list)
    leaders: bool = False
    repeated: bool = False
    begun: str = ""
    seen: set[str] = field(default_factory=set)
    last: int = 0

    def add_leader(self, title: str, index: int) -> None:
        """Take an entry with a leader; it may have begun on the lines above."""
        number, bare = _split_number(self.begun + title)
        self.leaders, self.begun = True, ""
        self._add(number, bare, index)

    def add_plain(self, line: Line, index: int) -> bool:
        """Take an entry without a leader; returns whether the table goes on."""
        number, bare = _split_number(line.words)
        if number and self.columns:
            bare = re.sub(r"\s\d{1,4}$", "", bare)
        again = fold(bare) in self.seen or bool(number and number <= self.last)
        if again or (self.titles and _BARE_ITEM.fullmatch(line.words)):
            self.repeated = True
            return False
        if read_label(line) or (line.words.endswith(".") and not number):
            return False
        self._add(number, bare, index)
        return True

    def _add(self, number: int, bare: str, index: int) -> None:
        self.last = number or self.last
        self.seen.add(fold(bare))
        self.titles.append(bare)
        self.end = index + 1


def leader_title(words: str, *, tabs: bool = False) -> str | None:
    """The title of an entry with a dot leader ("Budget ..... 7"), or None.

    `tabs` also takes a tab before the page number for a leader.
    """
    bare = words.rstrip("0123456789").rstrip(" \t")
    numbered = len(bare) < len(words)
    dots = bare.replace(" ", "")[-6:] if bare.endswith((".", "…", "_")) else ""
    if dots.endswith((".....", "…", "____")) or (numbered and dots.endswith("...")):
        return bare.rstrip(" ._…\t")
    # A page number set off at the margin of a text without dots.
    if tabs and numbered and words[len(bare) : len(bare) + 3].isspace():
        return bare
    if tabs and numbered and "\t" in words:
        head, tail = words.rsplit("\t", 1)
        if tail.strip().isdigit() and len(tail.strip()) <= 4 and head.strip():
            return head.strip()
    return None


def _wrapped(lines: Sequence[Line], index: int) -> bool:
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1].words
    return bool(following) and leader_title(following, tabs=True) is not None


def _split_number(words: str) -> tuple[int, str]:
    match = _NUMBERED.match(words)
    return (int(match["number"]), words[match.end() :]) if match else (0, words)


def _leader_runs(lines: Sequence[Line], taken: set[int]) -> list[tuple[int, int, list[str]]]:
    """Runs of at least two lines with dot leaders that stand under no label."""
    runs: list[tuple[int, int, list[str]]] = []
    start = end = -1
    titles: list[str] = []
    for index, line in enumerate(lines):
        if not line.words:
            continue
        title = None if index in taken or len(line.words) > MAX_ENTRY else leader_title(line.words)
        if title:
            start = index if start < 0 else start
            end = index + 1
            titles.append(_split_number(title)[1])
            continue
        if start >= 0 and is_group(line.words):
            continue
        if start >= 0 and len(titles) > 1:
            runs.append((start, end, titles))
        start, titles = -1, []
    if start >= 0 and len(titles) > 1:
        runs.append((start, end, titles))
    return runs
