"""Journal numbers in a question (journalnumre): whole, in part, or sloppily typed.

Municipal journal numbers follow KL's form `GG.EE.UU-HII-L-ÅÅ` (group, action facet, running number, year),
of which KL owns the titles; only the form is used here. Older and other systems use slashes and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Separators may be missing, doubled or blanks: "00 30 14 g01 2 18", "003014-G01-2-18".
_FULL = re.compile(
    r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[. -]{0,3}[a-zæøå]\d{2}(?:[ -]{1,3}\d{1,5}(?:[ -]{1,3}\d{2,4})?)?(?!\d)",
    re.IGNORECASE,
)
_FACET = re.compile(r"(?<![\w.-])[a-zæøå]\d{2}-\d{1,5}-\d{2}(?!\d)", re.IGNORECASE)
# "Journalnumre, der begynder med 00.30": the first parts alone, where it is told that they are of such a number.
_STEM = re.compile(
    r"(?:\b(?:journal|sags)(?:numre|nummer|nr)\w*|\bj\.? ?nr\.?|\bkle\w*)[^\d?!]{0,40}?"
    r"(?<![\d.,/-])(?P<stem>\d{2}\.\d{2})(?![\d.,/-]\d)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"(?<![\d.,/-])\d{2}\.\d{2}\.\d{2}(?![\d.])(?!\s?(?:kr|mio))")
_OTHER = re.compile(
    r"(?<![\d.,/-])(?:\d{2,4}/\d{4,7}|\d{4}-\d{5,7}|\d{2,3}-\d{4}-\d{2,7}|\d{2}-\d{5,7})(?![\d/-])"
    # "EMN-2016-00655": a register's letters, the year, the running number.
    r"|(?<![\w.,/-])[a-zæøå]{1,5}-?(?:19|20)\d{2}[-/]\d{3,7}(?![\w/-])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"((?:19|20)\d{2})/((?:19|20)\d{2})")


@dataclass(frozen=True, slots=True)
class CaseNumberMention:
    """A journal number in a text, where it stands, and the catalog's numbers that it can mean."""

    text: str
    start: int
    end: int
    matches: tuple[str, ...]


def normalize(number: str) -> str:
    """A journal number reduced to its letters and digits, with leading zeros of its parts dropped."""
    parts = re.findall(r"\d+|[^\W\d_]+", number.upper())
    return "·".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def find_case_numbers(text: str, known: Sequence[str]) -> list[CaseNumberMention]:
    """The journal numbers in a text. A part of one ("00.30.14", "G01-2-18") matches all that begin with it or hold it."""
    found: list[CaseNumberMention] = []
    for pattern in (_FULL, _FACET, _OTHER, _GROUP):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            matches = _matches(match[0], known)
            if not matches and (_may_be_a_day(match[0]) or _is_span_of_years(match[0])):
                continue
            found.append(CaseNumberMention(match[0], match.start(), match.end(), matches))
    for match in _STEM.finditer(text):
        if not any(match.start("stem") < other.end and other.start < match.end("stem") for other in found):
            found.append(CaseNumberMention(match["stem"], *match.span("stem"), _matches(match["stem"], known)))
    return sorted(found, key=lambda mention: mention.start)


def _may_be_a_day(typed: str) -> bool:
    """Whether three pairs of digits can be a date ("12.05.21"): no day is 00, and no month."""
    day = _GROUP.fullmatch(typed)
    return day is not None and 1 <= int(typed[:2]) <= 31 and 1 <= int(typed[3:5]) <= 12


def _is_span_of_years(typed: str) -> bool:
    """Whether this is a school or budget year ("2031/2032") and no number of a case."""
    years = _YEARS.fullmatch(typed)
    return years is not None and int(years[2]) == int(years[1]) + 1


def _matches(typed: str, known: Sequence[str]) -> tuple[str, ...]:
    wanted = _digits(typed)
    part = normalize(typed)
    forms = _forms(tuple(known))
    whole = tuple(number for number, digits, parts in forms if digits == wanted or parts == part)
    if whole or _is_whole(typed):
        return whole
    if typed[:2].isdigit():
        # The first parts of a number are its group, the last a year or a running number.
        return tuple(number for number, _, parts in forms if f"{parts}·".startswith(f"{part}·"))
    return tuple(number for number, _, parts in forms if f"·{part}·" in f"·{parts}·")


@lru_cache(maxsize=2)
def _forms(known: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Each known number with its letters and digits, bare and normalized; kept, for there may be 50,000."""
    return tuple((number, _digits(number), normalize(number)) for number in known)


def _digits(number: str) -> str:
    return re.sub(r"[\W_]", "", number.upper())


def _is_whole(typed: str) -> bool:
    """Whether a KLE number was typed to its last part, so that nothing but itself is meant."""
    return len(re.findall(r"\d+|[^\W\d_]+", typed)) >= 7 or bool(_OTHER.fullmatch(typed))
