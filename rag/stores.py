"""The vector store of one data folder (vektorlager): Chroma holds the passages, rows of bytes beside it are scanned.

Chroma keeps each passage with its vector, its words and the metadata of its Punkt, for this program and for any other
that opens the folder. What is asked is answered from the rows, exactly and without Chroma's second of loading; Chroma
answers where the rows can't be read. Past `CHROMA_PASSAGES` the rows stand alone: measured with chromadb 1.5.9 at
62,000 passages of 1,024 numbers, Chroma's graph takes 1.7 ms of a processor and 5.5 kB a passage, so at 300,000 nine
minutes and 1.6 GB.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.catalog import Catalog
from rag.chroma import ChromaIndex
from rag.domain import Filters
from rag.errors import IndexDamaged
from rag.stamps import Stamp
from rag.vectors import VectorIndex

CHROMA_PASSAGES = 50_000


class LocalStore:
    """Chroma and the rows beside it, both in `folder`; a `rag.vectors.PassageIndex`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows = VectorIndex(folder / "rows")
        self._chroma = ChromaIndex(folder)

    def stamp(self) -> Stamp | None:
        """What the store holds, or None where a part that it should have is missing or behind."""
        stamp = self._rows.stamp()
        if stamp is None or stamp.passages > CHROMA_PASSAGES:
            return stamp
        beside = self._chroma.stamp()
        return stamp if beside is not None and _state(beside) == _state(stamp) else None

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring both to the catalog's generation; see `rag.vectors.PassageIndex`."""
        if catalog.counts().chunks > CHROMA_PASSAGES:
            self._chroma.discard()
            self._rows.catch_up(catalog, advance)
            return
        self._chroma.catch_up(catalog, advance)
        self._rows.catch_up(catalog, lambda _: None)

    def search(
        self, catalog: Catalog, vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages: (chunk id, cosine in [-1, 1]), best first; see `rag.vectors.PassageIndex`."""
        try:
            return self._rows.search(catalog, vector, filters, limit)
        except IndexDamaged:
            if self._chroma.stamp() is None:
                raise
        return self._chroma.search(catalog, vector, filters, limit)

    def refresh(self) -> None:
        """See what another process has stored."""
        self._rows.refresh()
        self._chroma.refresh()

    def close(self) -> None:
        """Let go of the files."""
        self._rows.close()
        self._chroma.close()


def _state(stamp: Stamp) -> tuple[int, str, str]:
    return stamp.generation, stamp.revision, stamp.encoder
