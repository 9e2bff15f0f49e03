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
    if not citation.quote:
        return citation.start == citation.end
    return bool(quoted_spans(citation.quote, record.item.text, citation.start, citation.end))


def _head(citation: Citation) -> tuple[object, ...]:
    return (
        citation.meeting_date,
        citation.body,
        citation.number,
        citation.title,
        citation.case_number,
        citation.source,
    )


def quoted_spans(quote: str, text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the parts of a quote stand in a text, in order: the first from `start` on, the last up to `end`.

    A quote without gaps is one part. Empty where a part doesn't stand there word for word, or only within a word
    or a number.
    """
    if not 0 <= start < end <= len(text):
        return ()
    if text[start:end] == quote:
        return ((start, end),) if _is_whole(text, start, end) else ()
    *before, last = quote.split(GAP)
    final = end - len(last)
    if not before or "" in (*before, last) or not text.endswith(last, start, end) or not _is_whole(text, final, end):
        return ()
    spans: list[tuple[int, int]] = []
    at = start
    for part in before:
        found = _find_whole(part, text, at, final)
        if found < 0:
            return ()
        at = found + len(part)
        spans.append((found, at))
    return (*spans, (final, end)) if spans[0][0] == start else ()


def _find_whole(part: str, text: str, start: int, end: int) -> int:
    """The first place where a part stands as whole words, or -1."""
    while (found := text.find(part, start, end)) >= 0:
        if _is_whole(text, found, found + len(part)):
            return found
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
