"""The grammar of item headings (punktoverskrifter): how agenda items are written and numbered.

Every way of numbering is read into candidates; `ingest.numbering` chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest import case_numbers
from ingest.closed import is_closed_title
from ingest.dates import find_dates
from ingest.heads import has_head_label
from ingest.labels import read_label
from ingest.layout import (
    ABBREVIATED_END,
    GROUP_SIZE,
    ITEM_DATA,
    KEYWORD_STYLES,
    MAX_TITLE,
    SENTENCE_END,
    ItemHeading,
    Style,
)
from ingest.lines import Line
from ingest.vocabulary import Trust
from rag.domain import SectionKind

LOOK_AHEAD = 4
_TOPICS = (SectionKind.ECONOMY, SectionKind.HEARING, SectionKind.OTHER)
"""What labels of these kinds say may be the title of an item as well: "Økonomi"."""

_KEYWORD = re.compile(
    r"(?:(?:lukket|åbent|åben)\s+)?(?P<before>(?:til|vedr\.?|vedrørende|behandling\saf)\s(?=p))?"
    r"(?P<word>[a-zæøå]{0,20}punktnr|[a-zæøå]{0,20}punkt|dagsordenens\spunkt|pkt|sag|nr|ad|emne|item)\b\.?"
    r"(?:\s?(?:dagsordenens\s)?(?:nr|nummer|punkt|pkt)\b\.?){0,2}:?\s{0,3}"
    r"(?P<number>\d{1,4}(?:\.\d{1,2}(?!\d))?[a-z]?)(?![\w/]|[-.,]\d)"
    r"(?:\s{0,3}\((?P<aside>[^()]{1,40})\))?(?P<mark>\s?[:.)]|\s{1,3}[-–—|](?=\s)|)(?:\s+|$)(?P<title>.*)$",
    re.IGNORECASE,
)
_WORD_STYLES = {"sag": Style.CASE, "nr": Style.NUMBER_WORD, "ad": Style.AD}
_NUMBER = re.compile(
    r"[(#]?(?P<number>\d{1,4}[a-z]?)"
    r"(?P<mark>\s?\.(?!\d)(?:\s?[):]|-(?=\s))?|\s?\)|\s?:|\s{1,3}[-–—|](?=\s)|(?=\s|$))\s*(?P<title>.*)$"
)
# Numbers of a part and an item of it ("2.1 Budget", "1.0 Valg"), and those that name their year ("7/2019 Budget",
# "2019-07 Budget").
_PARTED = re.compile(r"(?P<major>\d{1,2})\.(?P<minor>\d{1,2})\.?\s+(?P<title>[A-ZÆØÅ].*)$")
_YEARLY = re.compile(
    r"(?:(?P<number>\d{1,3})/(?:19|20)?\d{2}|(?:19|20)\d{2}[-/](?P<last>\d{1,3}))[.:]?\s+"
    r"(?P<title>[A-ZÆØÅ](?![A-ZÆØÅ]?\d).*)$"
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,6})[.):]\s+(?P<title>[A-ZÆØÅ\"”].*)$")
_ROMANS = {"I": 1, "V": 5, "X": 10}
_MARK_STYLES = {".": Style.DOT, ")": Style.PAREN, ":": Style.COLON, "": Style.BARE}
_GROUPED = re.compile(r"(?P<number>[A-ZÆØÅ]\.?\s?\d{1,3})\s?[.):]?\s+(?P<title>[A-ZÆØÅ0-9\"”].*)$")
_LETTER = re.compile(r"(?P<number>[A-Z])[.):]\s+(?P<title>\S.*)$")
_ALPHA = re.compile(r"(?P<number>[a-zæøå])[.)]\s+(?P<title>[A-ZÆØÅ].*)$")
_AFTER = re.compile(
    r"(?P<title>\S.{2,240}?)[\s,–—(-]{1,4}(?:sag|pkt\.|punkt)\s?(?:nr\.?\s?|(?<=[(]punkt\s)|(?<=[(]pkt[.]\s))"
    r"(?P<number>\d{1,4})\)?$",
    re.IGNORECASE,
)
_OPENERS = re.compile(
    r"(?:lukket |åbent |åben )?(?:[a-zæøå]{0,20}punkt|dagsorden|pkt|sag|nr|ad|emne|item|til p|vedr|behandling af p)",
    re.IGNORECASE,
)
# What an ordinal counts: "24. april", "2. behandling", "4. klasse". A title begins with a capital.
_NOT_TITLE = re.compile(
    r"(?:%|(?:at|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|apr|aug"
    r"|sept?|okt|nov|dec|kvartal|kl|kr|mio|pct|procent|stk|behandling|del|klasse|klassetrin|årgang|halvår|år|sal)\b)"
)


def read_candidates(lines: Sequence[Line], skipped: frozenset[int]) -> list[ItemHeading]:
    """Every line that could head an item, in order; lines whose indexes are skipped are contents."""
    found: list[ItemHeading] = []
    for index, line in enumerate(lines):
        words = line.words
        if not words or len(words) > MAX_TITLE or index in skipped:
            continue
        for read in _readers(words):
            if candidate := read(index, words):
                found.append(candidate)
                # "I. Budget" may be lettered as well.
                if candidate.style is not Style.ROMAN:
                    break
    return _resolve_empty(found, lines)


def _readers(words: str) -> tuple[Callable[[int, str], ItemHeading | None], ...]:
    if words[0].isdigit():
        return (_read_parted, _read_yearly, _read_number)
    if words[0] in "(#" and words[1:2].isdigit():
        return (_read_number,)
    if words[0].islower() and words[1:2] in (".", ")"):
        return (_read_alpha,)
    readers: list[Callable[[int, str], ItemHeading | None]] = []
    if _OPENERS.match(words):
        readers.append(_read_keyword)
    if len(words) > 2 and words[0].isupper() and (words[1] in ".): IVX" or words[1].isdigit()):
        readers += [_read_grouped, _read_roman, _read_letter]
    if words[-1].isdigit() or words[-2:-1].isdigit():
        readers.append(_read_after)
    return tuple(readers)


def _read_keyword(index: int, words: str) -> ItemHeading | None:
    match = _KEYWORD.match(words)
    if match is None:
        return None
    title = match["title"].strip()
    ended = SENTENCE_END.search(title) and not ABBREVIATED_END.search(title)
    if title and not match["mark"].strip() and (title[0].islower() or ended):
        return None
    if words.casefold().startswith("lukket"):
        title = f"Lukket: {title}" if title else "Lukket"
    elif match["aside"] and is_closed_title(match["aside"]):
        title = f"{title} ({match['aside']})".strip()
    style = Style.AD if match["before"] else _WORD_STYLES.get(match["word"].casefold(), Style.POINT)
    return ItemHeading(index, index + 1, match["number"], _value(match["number"]), title, style)


def _read_number(index: int, words: str) -> ItemHeading | None:
    match = _NUMBER.match(words)
    if match is None:
        return None
    title = match["title"].strip()
    style = Style.PAREN if words[0] == "(" else _MARK_STYLES.get(match["mark"].strip()[:1], Style.DASH)
    if title and (
        _NOT_TITLE.match(title) or (style is Style.BARE and not title[0].isupper() and title[0] not in "\"”'(§")
    ):
        return None
    if title and not any(character.isalpha() for character in title):
        return None
    if (dates := find_dates(words)) and dates[0].start == 0:
        return None
    if not title and style is Style.BARE and len(match["number"]) > 3:
        return None
    return ItemHeading(index, index + 1, match["number"], _value(match["number"]), title, style)


def _read_parted(index: int, words: str) -> ItemHeading | None:
    match = _PARTED.match(words)
    if match is None or find_dates(words[:12]):
        return None
    value = GROUP_SIZE * int(match["major"]) + int(match["minor"])
    number = f"{match['major']}.{match['minor']}"
    return ItemHeading(index, index + 1, number, value, match["title"].strip(), Style.PARTED)


def _read_yearly(index: int, words: str) -> ItemHeading | None:
    match = _YEARLY.match(words)
    if match is None or find_dates(words[:16]):
        return None
    value = int(match["number"] or match["last"])
    return ItemHeading(index, index + 1, str(value), value, match["title"].strip(), Style.YEARLY)


def _read_roman(index: int, words: str) -> ItemHeading | None:
    match = _ROMAN.match(words)
    if match is None:
        return None
    digits = [_ROMANS[letter] for letter in match["number"]]
    value = sum(-one if one < two else one for one, two in zip(digits, [*digits[1:], 0], strict=True))
    return ItemHeading(index, index + 1, match["number"], value, match["title"].strip(), Style.ROMAN)


def _read_grouped(index: int, words: str) -> ItemHeading | None:
    match = _GROUPED.match(words)
    if match is None:
        return None
    number = match["number"]
    value = GROUP_SIZE * (ord(number[0]) - ord("A") + 1) + _value(number)
    return ItemHeading(index, index + 1, number, value, match["title"].strip(), Style.GROUPED)


def _read_letter(index: int, words: str) -> ItemHeading | None:
    match = _LETTER.match(words)
    if match is None:
        return None
    value = ord(match["number"]) - ord("A") + 1
    return ItemHeading(index, index + 1, match["number"], value, match["title"].strip(), Style.LETTER)


def _read_alpha(index: int, words: str) -> ItemHeading | None:
    match = _ALPHA.match(words)
    if match is None:
        return None
    value = ord(match["number"]) - ord("a") + 1
    return ItemHeading(index, index + 1, match["number"], value, match["title"].strip(), Style.ALPHA)


def _read_after(index: int, words: str) -> ItemHeading | None:
    match = _AFTER.match(words)
    if match is None or SENTENCE_END.search(match["title"]):
        return None
    return ItemHeading(
        index, index + 1, match["number"], int(match["number"]), match["title"].strip(" ,(–-"), Style.AFTER
    )


def _value(number: str) -> int:
    digits = re.search(r"\d+", number)
    return int(digits[0]) if digits else 0


def _resolve_empty(found: list[ItemHeading], lines: Sequence[Line]) -> list[ItemHeading]:
    """Give a number that stands alone on its line, or before a case number, the title above or below it."""
    found = [_without_case_number(each) for each in found]
    alone = [each for each in found if not each.title]
    if not alone:
        return found
    above = [each for each in alone if _data_next(lines, each.first + 1)]
    titles_above = len(above) * 2 > len(alone) and all(
        _title_above(lines, each.first) is not None for each in above[:1]
    )
    resolved: list[ItemHeading] = []
    for each in found:
        if each.title:
            resolved.append(each)
            continue
        moved = _from_above(each, lines) if titles_above else _from_below(each, lines)
        if moved is not None:
            resolved.append(moved)
    return resolved


def _without_case_number(heading: ItemHeading) -> ItemHeading:
    number = case_numbers.alone(heading.title)
    return replace(heading, title="", case_number=number) if number else heading


def _from_above(heading: ItemHeading, lines: Sequence[Line]) -> ItemHeading | None:
    above = _title_above(lines, heading.first)
    if above is None:
        return None
    return replace(heading, first=above, title=lines[above].words)


def _from_below(heading: ItemHeading, lines: Sequence[Line]) -> ItemHeading | None:
    keyword = heading.style in KEYWORD_STYLES
    for index in range(heading.first + 1, min(heading.first + LOOK_AHEAD, len(lines))):
        words = lines[index].words
        if not words:
            continue
        label = read_label(lines[index])
        # "Orientering" is a title more often than a label where a title is looked for.
        if len(words) > MAX_TITLE or case_numbers.find_case_number(words):
            break
        if label and label.trust > Trust.WEAK and not (label.kind in _TOPICS and _data_next(lines, index + 1)):
            break
        if _candidate_like(words):
            break
        return replace(heading, after=index + 1, title=words)
    return heading if keyword else None


def _candidate_like(words: str) -> bool:
    return bool(_KEYWORD.match(words)) if _OPENERS.match(words) else bool(re.match(r"\d{1,4}[.):]?$", words))


def _title_above(lines: Sequence[Line], index: int) -> int | None:
    for above in range(index - 1, max(index - LOOK_AHEAD, -1), -1):
        words = lines[above].words
        if words:
            sentence = words.endswith(".") and not ABBREVIATED_END.search(words)
            usable = len(words) <= MAX_TITLE and not sentence and not has_head_label(words)
            return above if usable and read_label(lines[above]) is None else None
    return None


def _data_next(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line with words is a label or holds data of the item: its title stands above."""
    line = next((line for line in lines[index : index + 8] if line.words), None)
    return line is not None and bool(
        read_label(line) or case_numbers.find_case_number(line.words) or ITEM_DATA.match(line.words)
    )


def has_data_below(lines: Sequence[Line], index: int) -> bool:
    """Whether a label, a case number or other data of an item comes next."""
    seen = 0
    for line in lines[index : index + 8]:
        words = line.words
        if not words:
            continue
        if read_label(line) or case_numbers.find_case_number(words) or ITEM_DATA.match(words):
            return True
        if words[0].isdigit() and _NUMBER.match(words):
            return False  # what comes next belongs to this one
        seen += 1
        if seen == 2:
            return False
    return False
