"""Keeping the derived indexes at the catalog's generation (indeksering)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.catalog import Catalog
from rag.domain import passage_text
from rag.embedding.encoder import Encoder
from rag.lexical import LexicalIndex
from rag.stamps import Stamp
from rag.vectors import VectorIndex

_BATCH = 512

Advance = Callable[[int], None]


class Progress(Protocol):
    """Tells how far a piece of work is (fremdrift)."""

    def begin(self, label: str, total: int) -> Advance:
        """Start a piece of work of `total` steps; the result is called with the steps done since."""


def is_current(catalog: Catalog, encoder_name: str, vectors: VectorIndex, lexical: LexicalIndex) -> bool:
    """Whether both indexes hold the catalog's generation, embedded by the named encoder."""
    if catalog.encoder_name() not in ("", encoder_name):
        return False
    generation = catalog.generation()
    revision = catalog.revision(generation)
    stamps: tuple[Stamp | None, ...] = (vectors.stamp(), lexical.stamp())
    return all(stamp is not None and (stamp.generation, stamp.revision) == (generation, revision) for stamp in stamps)


def bring_up_to_date(
    catalog: Catalog,
    encoder: Encoder,
    vectors: VectorIndex,
    lexical: LexicalIndex,
    progress: Progress,
    labels: tuple[str, str, str],
) -> None:
    """Re-embed where another encoder made the vectors, then catch up or rebuild both indexes.

    `labels` name the three pieces of work. Does nothing where all is current.

    Raises:
        WriterBusy: another process is writing.
        IndexDamaged: an index can't be written.
    """
    if is_current(catalog, encoder.name, vectors, lexical):
        return
    with catalog.write() as writer:
        if catalog.encoder_name() != encoder.name:
            ids, embedded = _embed_all(catalog, encoder, progress.begin(labels[0], catalog.counts().chunks))
            writer.replace_vectors(encoder.name, ids, embedded)
        total = catalog.counts().chunks
        vectors.catch_up(catalog, progress.begin(labels[1], total))
        lexical.catch_up(catalog, progress.begin(labels[2], total))


def _embed_all(catalog: Catalog, encoder: Encoder, advance: Advance) -> tuple[list[int], NDArray[np.float32]]:
    ids: list[int] = []
    rows = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
    batch: list[str] = []
    for record in catalog.chunks_since(0):
        ids.append(record.id)
        batch.append(passage_text(record.title, record.chunk.heading, record.chunk.text))
        if len(batch) == _BATCH:
            rows.append(encoder.encode_passages(batch))
            advance(len(batch))
            batch = []
    if batch:
        rows.append(encoder.encode_passages(batch))
        advance(len(batch))
    return ids, np.concatenate(rows)
