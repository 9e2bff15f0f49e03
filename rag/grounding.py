"""Grounding (belægskontrol): every citation is checked against the catalog before anyone sees it."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.catalog import Catalog
from rag.domain import Citation, ItemRecord
from rag.drafting import GAP, DraftStatement

_log = logging.getLogger(__name__)
_NUMBER = re.compile(r"\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Grounded:
    """What is left of a draft (kontrolleret udkast): `checked` of `proposed` citations stand."""

    statements: tuple[DraftStatement, ...]
    checked: int
    proposed: int


def ground(statements: Sequence[DraftStatement], catalog: Catalog) -> Grounded:
    """Drop every citation that the catalog doesn't bear out, and each statement that thereby loses its proof.

    A statement without citations of its own (the head of a list) stays as long as any other does.
    What is dropped is logged, by item and offsets, without its words.
    """
    records = catalog.items(citation.item_id for statement in statements for citation in statement.citations)
    kept: list[DraftStatement] = []
    checked = proposed = 0
    for statement in statements:
        good = tuple(c for c in statement.citations if is_borne_out(c, records.get(c.item_id)))
        proposed += len(statement.citations)
        checked += len(good)
        if len(good) == len(statement.citations):
            kept.append(statement)
        else:
            _log.warning("citation dropped: %s", [(c.item_id, c.start, c.end) for c in statement.citations])
    if proposed and not checked:
        kept = []
    return Grounded(tuple(kept), checked, proposed)


def is_borne_out(citation: Citation, record: ItemRecord | None) -> bool:
    """Whether a citation is true of an item.

    The item has its date, body, number, title, journal number and file, and holds its quote word for
    word at its offsets, whole words and whole numbers only.
    """
    if record is None or _head(citation) != (
        record.meeting.date,
        record.meeting.body,
        record.item.number,
        record.item.title,
        record.item.case_number,
        record.meeting.source.name,
    ):
        return False
    text = record.item.text
    if not citation.quote:
        return citation.start == citation.end
    if not 0 <= citation.start < citation.end <= len(text):
        return False
    return _stands(citation.quote.split(GAP), text, citation.start, citation.end)


def _head(citation: Citation) -> tuple[object, ...]:
    return (
        citation.meeting_date,
        citation.body,
        citation.number,
        citation.title,
        citation.case_number,
        citation.source,
    )


def _stands(parts: Sequence[str], text: str, start: int, end: int) -> bool:
    """Whether the parts stand in order from `start` to `end`, the first and last at the ends."""
    if text[start:end] == GAP.join(parts):
        return _is_whole(text, start, end)
    if len(parts) == 1 or "" in parts:
        return False
    if not text.startswith(parts[0], start) or not text.endswith(parts[-1], start, end):
        return False
    at = start
    for part in parts[:-1]:
        at = _find_whole(part, text, at, end)
        if at < 0:
            return False
    last = end - len(parts[-1])
    return at <= last and _is_whole(text, start, start + len(parts[0])) and _is_whole(text, last, end)


def _find_whole(part: str, text: str, start: int, end: int) -> int:
    """The end of the first place where a part stands as whole words, or -1."""
    while (found := text.find(part, start, end)) >= 0:
        if _is_whole(text, found, found + len(part)):
            return found + len(part)
        start = found + 1
    return -1


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a span cuts no word and no number: "250.000" is no quote of "1.250.000"."""
    return not any(_is_inside(text, at) for at in (start, end) if 0 < at < len(text))


def _is_inside(text: str, at: int) -> bool:
    """Whether a place lies inside a word or a number."""
    if text[at - 1 : at + 1].isalnum():
        return True
    return any(_NUMBER.fullmatch(text, first, first + 3) for first in (at - 2, at - 1) if first >= 0)
