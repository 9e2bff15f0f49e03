"""Whether quotes still stand (kontrol): cited words looked up again in the minutes that are in now.

An answer that a browser or a file has kept was checked when it was made. The minutes may have been read
again since, corrected or closed, and a file may have been altered: so its citations are looked up by
meeting and item, and their words must stand there, whole words in their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from rag.domain import Answer, AnswerStatus
from rag.drafting import GAP
from ui import texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rag.domain import Citation, ItemRecord


class Shelf(Protocol):
    """Where items are looked up by the place that a citation names (opslag)."""

    def items_at(self, body: str, day: date, number: str) -> Sequence[ItemRecord]:
        """The items with this number of that body's meetings on a day: none, one, or one a file."""


class Standing(Enum):
    """What has become of a quote (status)."""

    STANDS = "stands"
    CHANGED = "changed"
    CLOSED = "closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Lookup:
    """A citation looked up again (genopslag), with its offsets and id as they are now.

    Where the words don't stand the citation points at the item's whole text, and where the item is gone
    at none (`item_id` 0).
    """

    standing: Standing
    citation: Citation


def look_up(citation: Citation, shelf: Shelf) -> Lookup:
    """Find a citation's words in the minutes as they are now."""
    records = shelf.items_at(citation.body, citation.meeting_date, citation.number)
    if not records:
        return Lookup(Standing.GONE, replace(citation, item_id=0, start=0, end=0))
    for record in records:
        span = _span(citation, record)
        if span:
            start, end = span
            now = replace(citation, item_id=record.id, start=start, end=end, source=record.meeting.source.name)
            return Lookup(Standing.STANDS, now)
    # What the catalog holds of a closed item is all that may be shown of it.
    closed = any(record.item.closed for record in records)
    at_item = replace(citation, item_id=records[0].id, start=0, end=0)
    return Lookup(Standing.CLOSED if closed else Standing.CHANGED, at_item)


def _span(citation: Citation, record: ItemRecord) -> tuple[int, int] | None:
    """Where an item bears a citation out; a citation of its head is borne out by its title."""
    if citation.quote:
        return find_words(citation.quote, record.item.text, citation.start)
    return (0, 0) if citation.title.split() == record.item.title.split() else None


def find_words(quote: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Where a quote stands in a text, nearest to a place; None where it doesn't.

    White space counts as one space, `[…]` stands for anything, and no word or number is cut: "250.000" is no
    quote of "1.250.000".
    """
    parts = [_whole(part) for part in quote.split(GAP.strip()) if part.strip()]
    if not parts:
        return None
    spans = [found.span() for found in re.finditer(r".*?".join(parts), text, re.DOTALL)]
    return min(spans, key=lambda span: abs(span[0] - near), default=None)


def _whole(part: str) -> str:
    words = part.split()
    before = r"(?<!\w)(?<!\d[.,])" if words[0][0].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if words[-1][-1].isalnum() else ""
    return before + r"\s+".join(map(re.escape, words)) + after


def look_up_answer(answer: Answer, shelf: Shelf) -> Answer | None:
    """A kept answer as it stands now; None where what it quotes has been closed since.

    Citations that no longer stand are kept, counted out of `checked`, and told in a note.
    """
    found = [look_up(citation, shelf) for citation in answer.citations]
    if any(entry.standing is Standing.CLOSED for entry in found):
        return None
    fallen = sum(entry.standing is not Standing.STANDS for entry in found)
    nearest = tuple(
        entry.citation
        for entry in (look_up(citation, shelf) for citation in answer.nearest)
        if entry.standing is Standing.STANDS
    )
    citations = tuple(entry.citation for entry in found)
    if not fallen:
        return replace(answer, citations=citations, nearest=nearest)
    note = texts.FALLEN.format(count=fallen, total=texts.plural(len(found), texts.QUOTE, texts.QUOTES))
    checked = max(0, answer.checked - fallen) if answer.status is AnswerStatus.ANSWERED else 0
    notes = (*(known for known in answer.notes if known != note), note)
    return replace(answer, citations=citations, nearest=nearest, checked=checked, notes=notes)
