"""Grounding (belægskontrol): every citation is checked against the catalog before anyone sees it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from rag.catalog import Catalog
from rag.domain import Citation, ItemRecord
from rag.drafting import GAP, DraftStatement

_log = logging.getLogger(__name__)


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
    """Whether an item exists with a citation's date, number and journal number, and holds its quote
    word for word at its offsets.
    """
    if record is None:
        return False
    own = (record.meeting.date, record.meeting.body, record.item.number, record.item.title, record.item.case_number)
    if own != (citation.meeting_date, citation.body, citation.number, citation.title, citation.case_number):
        return False
    text = record.item.text
    if not citation.quote:
        return citation.start == citation.end
    if not 0 <= citation.start < citation.end <= len(text):
        return False
    return _stands(citation.quote.split(GAP), text, citation.start, citation.end)


def _stands(parts: Sequence[str], text: str, start: int, end: int) -> bool:
    """Whether the parts stand in order from `start` to `end`, the first and last at the ends."""
    if len(parts) == 1:
        return text[start:end] == parts[0]
    if not text.startswith(parts[0], start) or not text.endswith(parts[-1], start, end):
        return False
    at = start
    for part in parts:
        found = text.find(part, at, end)
        if found < 0 or not part:
            return False
        at = found + len(part)
    return True
