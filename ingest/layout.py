"""What headings of agenda items (dagsordenspunkter) are: their styles of numbering, and what ends a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_TITLE = 300
GROUP_SIZE = 1000
"""The value of A1 is 1001, of B1 2001."""


class Style(StrEnum):
    """How items are numbered (nummerering)."""

    POINT = "punkt"
    CASE = "sag"
    NUMBER_WORD = "nr"
    AD = "ad"
    DOT = "1."
    PAREN = "1)"
    COLON = "1:"
    DASH = "1 -"
    BARE = "1"
    GROUPED = "A1"
    PARTED = "1.1"
    YEARLY = "1/2019"
    ROMAN = "I."
    LETTER = "A."
    ALPHA = "a)"
    AFTER = "titel, sag nr."


KEYWORD_STYLES = frozenset({Style.POINT, Style.CASE, Style.NUMBER_WORD, Style.AD, Style.AFTER})


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """A heading of an item: lines `first` up to but not including `after`, and how well it is supported.

    `case_number` is set where the number of the case stands on the heading's line in place of the title.
    `backed`: a section's label or data of an item comes next.
    """

    first: int
    after: int
    number: str
    value: int
    title: str
    style: Style
    score: float = 0.0
    case_number: str = ""
    backed: bool = False


ITEM_DATA = re.compile(
    r"(?:åben|åbent|åbent punkt|åben sag|offentlig|lukket|sagsbehandler|sagsansvarlig|initialer|ansvarlig"
    r"|dok(?:ument)?\.?\s?(?:nr|id)"
    r"|kle|forvaltning|afdeling|center|kompetence|beslutning(?:skompetence)?|journal|j\.\s?nr|sagsnr|sags(?:nummer"
    r"|id)|sag\s?nr)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]+")
SENTENCE_END = re.compile(r"[.;,!]$")
ABBREVIATED_END = re.compile(r"(?:evt|mv|m\.v|m\.m|osv|etc|vedr|nr|pct|kr|mio|A\.M\.B\.A|maks|ca)\.$", re.IGNORECASE)


def fold(words: str) -> str:
    """Words as titles are compared: letters and digits, case folded."""
    return _BETWEEN.sub("", words.casefold())
