"""Quotes (citater): where the words that a model quotes stand in a text, and the sentences around them.

White space, the form of quotation marks and dashes, and the case of the first letter may differ; no word, number or
mark else. What is shown is always the text's own, in whole sentences, so that no "ikke" is cut away.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rag.sentences import split_sentences

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "’": "'", "‘": "'", "´": "'",
    "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ",
})  # fmt: skip
_SHORTEST = 8
_STRAY = " \n\t\"'*_"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with its white space made single blanks; `places[i]` is where its character `i` stands in the original."""

    text: str
    places: tuple[int, ...]


@lru_cache(maxsize=2048)
def plain(text: str) -> Plain:
    """A text as quotes are compared with it. Soft hyphens are left out."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        known = unicodedata.normalize("NFC", letter.translate(_MARKS))
        if known == "\u00ad" or (known.isspace() and letters and letters[-1] == " "):
            continue
        letters.append(" " if known.isspace() else known[:1])
        places.append(place)
    return Plain("".join(letters), tuple(places))


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """The span of a text that a quote is, in whole words; None where it isn't there or too short to prove anything.

    A quote of under eight letters counts only where it is all of a sentence ("Godkendt.").
    """
    wanted = plain(unicodedata.normalize("NFC", quote).strip(_STRAY)).text.strip(_STRAY)
    if not any(letter.isalnum() for letter in wanted):
        return None
    span = _find(wanted, plain(text)) or _find(wanted[0].swapcase() + wanted[1:], plain(text))
    if span is None or len(wanted) >= _SHORTEST:
        return span
    return span if _is_sentence(text, *span) else None


def _find(wanted: str, within: Plain) -> tuple[int, int] | None:
    at = within.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _cuts(within.text, at) and not _cuts(within.text, end):
            return within.places[at], within.places[end - 1] + 1
        at = within.text.find(wanted, at + 1)
    return None


def _cuts(text: str, at: int) -> bool:
    """Whether a place lies inside a word or a number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    around = text[max(0, at - 2) : at + 2]
    return re.search(r"\d[.,-]\d", around) is not None


def _is_sentence(text: str, start: int, end: int) -> bool:
    first, last = whole_sentences(text, start, end)
    return text[first:last].strip(" .;:!-–•*\n") == text[start:end].strip(" .;:!-–•*\n")


def whole_sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """A span widened to the sentences that it touches."""
    touched = [(first, last) for first, last in _sentences(text) if first < end and start < last]
    if not touched:
        return start, end
    return min(start, touched[0][0]), max(end, touched[-1][1])


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(split_sentences(text))
