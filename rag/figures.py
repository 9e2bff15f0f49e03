"""Figures (tal): numbers in Danish text by their value and unit, in digits or letters.

"1,3 mio. kr." and "1.300.000 kroner" are one figure; "1,3 mio." and "1,3 mia.", "5 pct." and "5 kr." are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.analysis import fold

_NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)(?P<tail>[^\W\d_]{1,2}(?![^\W_]))?"
    r"(?P<scale>[ \u00a0]?(?:mio|million(?:er)?|mia|milliard(?:er)?|tusinde?|t\.? ?kr|tkr)\b\.?)?"
    r"(?P<unit>[ \u00a0]?(?:kr\b\.?|kroner\b|dkk\b|,-|pct\b\.?|procentpoint\b|procent\b|%|‰|promille\b))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:kr\.?|dkk)[ \u00a0]?$", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]$|\bminus $", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SCALES = {"mio": 6, "mil": 6, "mia": 9, "tus": 3, "t.k": 3, "t k": 3, "tkr": 3}
_UNITS = {"kr": "kr", "kroner": "kr", "dkk": "kr", ",-": "kr", "pct": "pct", "procent": "pct", "%": "pct",
          "procentpoint": "point", "‰": "promille", "promille": "promille"}  # fmt: skip
_ONES = {
    "nul": 0, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {"tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80,
         "halvfems": 90}  # fmt: skip
_COMPOUND = re.compile(rf"(en|{'|'.join(_ONES)})og({'|'.join(_TENS)})")
_OTHERS = {"hundrede": "100", "tusind": "1000", "tusinde": "1000", "halvanden": "1.5", "halvandet": "1.5"}
_SPELLED_SCALE = re.compile(r"[ \u00a0](?:mio|million(?:er)?|mia|milliard(?:er)?|tusinde?)\b\.?", re.IGNORECASE)
_SPELLED_UNIT = re.compile(r"[ \u00a0](?:kr\b\.?|kroner\b|pct\b\.?|procentpoint\b|procent\b|promille\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text and where it stands; `key` is its value with letters that belong to it, and `unit`."""

    key: str
    unit: str
    start: int
    end: int


def find_figures(text: str) -> list[Figure]:
    """Every number of a text in reading order, each run of digits in exactly one of them.

    "en" and "et" count only with their accents; ordinals in letters are words, not figures.
    """
    found = [_in_digits(match, text) for match in _NUMBER.finditer(text)]
    taken = [(figure.start, figure.end) for figure in found]
    for match in _WORD.finditer(text):
        value = _spelled(match[0])
        if value is not None and not any(start <= match.start() < end for start, end in taken):
            found.append(_in_letters(match, value, text))
    return sorted(found, key=lambda figure: figure.start)


def _in_digits(match: re.Match[str], text: str) -> Figure:
    value = Decimal(match["number"].replace(".", "").replace(",", "."))
    unit = _unit(match["unit"])
    before = text[max(0, match.start() - 6) : match.start()]
    if not unit and _BEFORE.search(before):
        unit = "kr"
    scale = (match["scale"] or "").strip().lower()
    if scale.replace(".", "").replace(" ", "") == "tkr":
        unit = "kr"
    value = value.scaleb(_SCALES.get(scale[:3], 0)) if scale else value
    sign = "-" if _MINUS.search(before) else ""
    return Figure(f"{sign}{_plain(value)}{(match['tail'] or '').lower()}", unit, match.start(), match.end())


def _in_letters(match: re.Match[str], value: Decimal, text: str) -> Figure:
    end = match.end()
    scale = _SPELLED_SCALE.match(text, end)
    if scale:
        value, end = value.scaleb(_SCALES[scale[0].strip().lower()[:3]]), scale.end()
    unit = _SPELLED_UNIT.match(text, end)
    return Figure(_plain(value), _unit(unit[0] if unit else ""), match.start(), unit.end() if unit else end)


def _unit(written: str | None) -> str:
    return _UNITS[written.strip().lower().rstrip(".")] if written else ""


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _spelled(word: str) -> Decimal | None:
    if word.lower() in ("én", "ét"):
        return Decimal(1)
    folded = fold(word)
    if folded in _ONES or folded in _TENS:
        return Decimal(_ONES.get(folded, _TENS.get(folded, 0)))
    if folded in _OTHERS:
        return Decimal(_OTHERS[folded])
    match = _COMPOUND.fullmatch(folded)
    return Decimal(_ONES.get(match[1], 1) + _TENS[match[2]]) if match else None
