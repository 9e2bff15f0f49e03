"""CPR numbers (personnumre): masked before anything is read, so that none is stored, found or quoted.

A mask is as long as what it hides. Form: day, month, two digits of the year, four digits
(cpr.dk, "Personnummeret i CPR"); since 2007 no check digit tells a real one from another number.
"""

from __future__ import annotations

import re

_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}"
_DASHED = re.compile(rf"(?<![\d./-]){_DAY}\s?[-\u2010-\u2015]\s?\d{{4}}(?![\d/-]|\.\d)")
# Ten digits together are as often an account or a phone: only believed after the word.
_NAMED = re.compile(
    rf"(?<=\bcpr)(?P<label>[-.\s]{{0,2}}(?:nr|nummer|no)?[.:\s]{{0,4}}){_DAY}\s?\d{{4}}(?!\w)", re.IGNORECASE
)


def mask_cpr_numbers(text: str) -> tuple[str, int]:
    """The text with every CPR number masked, of the same length, and how many there were."""
    text, dashed = _DASHED.subn(lambda match: _masked(match[0]), text)
    if "cpr" not in text.casefold():
        return text, dashed
    text, named = _NAMED.subn(lambda match: match["label"] + _masked(match[0][len(match["label"]) :]), text)
    return text, dashed + named


def _masked(number: str) -> str:
    return "".join("X" if character.isdigit() else character for character in number)
