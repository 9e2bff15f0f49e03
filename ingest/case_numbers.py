"""Journal numbers (journalnumre, sagsnumre) in the forms that Danish systems give them.

The KLE form (00.30.14-G01-2-18, older 00.01.00P35-0098) is known anywhere. Bare slash and dash forms
("16/24751", "306-2009-600") are only believed after a label or alone on a line: 2018/2019 is a school year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KLE = r"\d{2}\.\d{2}\.\d{2}(?:\.\d{2})?[-. ]?[A-ZÆØÅ]\d{2}(?:[-/]\d{1,6}){1,3}"
_SLASH = r"\d{2,4}[/-]\d{3,8}(?:-\d{1,6})?"
_DASHED = r"\d{1,4}(?:-\d{1,8}){2,5}"
_LABELLED_ONLY = r"[A-ZÆØÅ]{0,5}[-. ]?\d[\d./-]{1,30}(?:[A-ZÆØÅ]{1,3}\d{0,4})?(?:-\d{1,6})?"
KLE = re.compile(rf"(?<![\w.-]){_KLE}(?![\w-])")
_ALONE = re.compile(rf"(?:{_KLE}|{_SLASH}|{_DASHED})")
_SPACED = r"(?:19|20)\d{2}\s[-–]\s\d{3,8}"
# Some systems leave out the nought that a main group begins with: "8.10.00-S08-1-11".
_SHORT_KLE = _KLE.removeprefix(r"\d{2}")
_VALUE = re.compile(rf"(?:\d{{1,2}}{_SHORT_KLE}|{_SPACED}|{_DASHED}|{_SLASH}|{_LABELLED_ONLY})(?!\w)")
_LABEL_ALONE = re.compile(
    r"(?:journal(?:\s?nr|nummer)|j\.?\s?nr|sags\s?-?(?:nr|nummer|id)|sag\s(?:nr|id))\s?[.:]{0,2}", re.IGNORECASE
)
# The order is the order of trust: a document's own number is not the number of the case.
_LABELS = (
    r"journal\s?(?:nr|nummer)|j\.\s?nr|jnr|jr\.?\s?nr",
    r"sags?\s?-?(?:nr|nummer|id|ident|nøgle)|sagens\s(?:nr|nummer|id)|sag\s+(?:nr|id)|esdh-?sag|acadre(?:-?(?:sag|nr))?|edoc(?:-?(?:sag|nr))?",
    r"sag|kle(?:-?\s?(?:nr|nummer|emne))?",
    r"ref(?:erence)?\.?(?:\s?nr)?",
    r"dok(?:ument)?\.?\s?-?(?:nr|nummer|id)",
)
OF_DOCUMENT = len(_LABELS) - 1
"""The rank of a number that is labelled as a document's."""
_LABEL = [
    re.compile(rf"(?<![\w.])(?:{each})\b\s{{0,2}}[.:;]{{0,2}}\s{{0,2}}(?:[:=]\s{{0,2}})?", re.IGNORECASE)
    for each in _LABELS
]
_ENDING = re.compile(r"(?:[^\W\d]\S{0,40}\s|\S(?:\s\s|\t))\s{0,100}(\d{2,4}[/-]\d{3,8})$")
_DIGIT = re.compile(r"\d")
_DATELIKE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d{2}-\d{2}")
_YEARS = re.compile(r"(?:19|20)\d{2}[/-](?:19|20)?\d{2}")


@dataclass(frozen=True, slots=True)
class FoundCaseNumber:
    """A case number in a line, how far it is trusted (0 is most) and its span with its label."""

    number: str
    rank: int
    start: int
    end: int


def alone(words: str) -> str:
    """The case number that a line consists of, or an empty string."""
    bare = words.strip(" ()[]").rstrip(".")
    if not 6 <= len(bare) <= 40 or not _ALONE.fullmatch(bare):
        return ""
    return "" if _DATELIKE.fullmatch(bare) or _YEARS.fullmatch(bare) else bare


def find_case_number(words: str) -> FoundCaseNumber | None:
    """The most trusted case number in a line: labelled, of KLE form, or the whole line."""
    if len(words) > 400 or not _DIGIT.search(words):
        return None
    for rank, label in enumerate(_LABEL):
        for match in label.finditer(words):
            value = _VALUE.match(words, match.end())
            if value and _plausible(value.group(), rank, words[match.start() : match.end()]):
                return FoundCaseNumber(value.group().strip(), rank, match.start(), value.end())
    if kle := KLE.search(words):
        return FoundCaseNumber(kle.group(), 1, kle.start(), kle.end())
    if bare := alone(words):
        start = words.index(bare)
        return FoundCaseNumber(bare, 2, start, start + len(bare))
    return None


def is_label(words: str) -> bool:
    """Whether a line is nothing but the label of a case number; the number stands on the next."""
    return bool(_LABEL_ALONE.fullmatch(words))


def below_label(words: str) -> FoundCaseNumber | None:
    """The case number that a line below such a label consists of."""
    value = _VALUE.fullmatch(words.strip()) if len(words) <= 40 else None
    if value is None or not _plausible(value.group(), 0, ""):
        return None
    return FoundCaseNumber(value.group(), 0, 0, len(words))


def ending(title: str) -> FoundCaseNumber | None:
    """The bare case number at the end of a title; believed only where most titles of a document have one."""
    match = _ENDING.search(title)
    if match is None or not alone(match[1]):
        return None
    return FoundCaseNumber(match[1], 1, match.start(1), match.end(1))


def _plausible(value: str, rank: int, label: str) -> bool:
    digits = sum(character.isdigit() for character in value)
    if _DATELIKE.fullmatch(value):
        return False
    # "Sag 12" and "Sag nr. 12" number an item of the agenda; a case has a longer number or a separator.
    agenda_like = label.casefold().lstrip().startswith(("sag ", "sag:", "sag."))
    if rank == 2 or agenda_like:
        return bool(re.search(r"[-/.]\d", value)) and digits >= 5
    return digits >= 3
