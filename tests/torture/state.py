"""What a data folder comes to (tilstand): the catalog without what counts the runs, and what is answered from it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tests.torture.scenes import Scene

_CONTENT = {
    "sources": "SELECT name, sha256, parser, reading, report FROM sources ORDER BY 1",
    "meetings": "SELECT s.name, m.body, m.date, m.time, m.place, m.head, m.edition, m.superseded_by IS NULL"
    " FROM meetings m JOIN sources s ON s.id = m.source_id ORDER BY 1, 2, 3, 6",
    "items": "SELECT s.name, m.date, i.position, i.number, i.title, i.case_number, i.closed, i.text, i.outcome"
    " FROM items i JOIN meetings m ON m.id = i.meeting_id JOIN sources s ON s.id = m.source_id ORDER BY 1, 2, 3",
    "chunks": "SELECT s.name, m.date, i.position, c.start, c.end, c.kind, c.text"
    " FROM chunks c JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
    " JOIN sources s ON s.id = m.source_id ORDER BY 1, 2, 3, 4, 5",
    "rejections": "SELECT name, reason FROM rejections ORDER BY 1",
    "encoder": "SELECT value FROM state WHERE key = 'encoder'",
}


_VECTORS = (
    "SELECT c.vector FROM chunks c JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
    " JOIN sources s ON s.id = m.source_id ORDER BY s.name, m.date, i.position, c.start, c.end"
)
_ROUNDING = 2e-3
"""Passages that are embedded together are summed in another order: vectors of 16 bits differ in their last one."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a catalog holds (indhold): a digest for each part, and every vector."""

    digests: Mapping[str, str]
    vectors: NDArray[np.float32]

    def differences(self, other: Content) -> list[str]:
        """What is not the same in another."""
        wrong = [f"{part} differ" for part, digest in self.digests.items() if other.digests[part] != digest]
        same = self.vectors.shape == other.vectors.shape and np.allclose(self.vectors, other.vectors, atol=_ROUNDING)
        return wrong if same else [*wrong, "vectors differ"]


def read_content(data: Path) -> Content:
    """What the catalog of a data folder holds. Ids and times are left out: a repeated run has others.

    Raises:
        AssertionError: SQLite finds the file damaged.
    """
    with closing(sqlite3.connect(f"file:{data / 'catalog.sqlite3'}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        digests = {part: _digest(connection.execute(sql).fetchall()) for part, sql in _CONTENT.items()}
        vectors = b"".join(row[0] for row in connection.execute(_VECTORS))
    return Content(digests, np.frombuffer(vectors, dtype=np.float16).astype(np.float32))


def read_answers(scene: Scene, data: Path, questions: Path) -> list[dict[str, object]]:
    """What is answered to the questions of a file, without the time it took.

    Raises:
        AssertionError: a question is not answered, or `referat doctor` finds something wrong.
    """
    asked = scene.run(data, "ask", "--batch", str(questions), "--json")
    assert asked.returncode == 0, asked.stderr
    examined = scene.run(data, "doctor")
    assert examined.returncode == 0, examined.stdout + examined.stderr
    return [{key: value for key, value in json.loads(line).items() if key != "seconds"}
            for line in asked.stdout.splitlines()]  # fmt: skip


def _digest(rows: list[tuple[object, ...]]) -> str:
    return f"{len(rows)}:{hashlib.sha256(repr(rows).encode()).hexdigest()[:16]}"
