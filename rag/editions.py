"""Editions of one meeting (udgaver): which document of it the answers use, when several files hold it.

An agenda gives way to the minutes, a draft to what is final, an edition to one that is called revised;
otherwise what arrived last counts. Supplements (tillæg) and other parts of a meeting stand beside each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.domain import Edition

_FINALITY = {edition: rank for rank, edition in enumerate(Edition)}


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """A document of a meeting as the catalog holds it (udgave).

    `items` holds what identifies each of its agenda items: number, folded title and case number. `arrived`
    is the generation in which its file's content first came.
    """

    meeting_id: int
    source_id: int
    edition: Edition
    arrived: int
    items: tuple[tuple[str, str, str], ...]


def find_superseded(editions: Sequence[StoredEdition]) -> dict[int, int]:
    """The meetings that another edition replaces: id → id of the newest that does."""
    ordered = sorted(editions, key=lambda each: (_FINALITY[each.edition], each.arrived, each.meeting_id))
    replaced: dict[int, int] = {}
    for position, older in enumerate(ordered):
        for newer in reversed(ordered[position + 1 :]):
            if _same_document(older, newer):
                replaced[older.meeting_id] = newer.meeting_id
                break
    return replaced


def _same_document(one: StoredEdition, other: StoredEdition) -> bool:
    """Whether two documents give the same items: at least half of the shorter one's."""
    supplements = [each.edition is Edition.SUPPLEMENT for each in (one, other)]
    if one.source_id == other.source_id or supplements[0] != supplements[1]:
        return False
    shorter, longer = sorted((one.items, other.items), key=len)
    known = {item[0]: item for item in longer}
    shared = sum(
        number in known and (title == known[number][1] or (bool(case) and case == known[number][2]))
        for number, title, case in shorter
    )
    return bool(shorter) and 2 * shared >= len(shorter)
