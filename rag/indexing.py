"""Keeping the derived indexes at the catalog's generation (indeksering)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rag.catalog import Catalog
from rag.domain import passage_text
from rag.embedding.encoder import Encoder
from rag.lexical import LexicalIndex
from rag.stamps import Stamp
from rag.vectors import PassageIndex
from rag.writing import CatalogWriter

_BATCH = 512

Advance = Callable[[int], None]


class Progress(Protocol):
    """Tells how far a piece of work is (fremdrift)."""

    def begin(self, label: str, total: int) -> Advance:
        """Start a piece of work of `total` steps; the result is called with the steps done since."""


def is_current(catalog: Catalog, encoder_name: str, vectors: PassageIndex, lexical: LexicalIndex) -> bool:
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
    vectors: PassageIndex,
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
            ensure_encoder(catalog, writer, encoder, progress.begin(labels[0], catalog.counts().chunks))
        total = catalog.counts().chunks
        vectors.catch_up(catalog, progress.begin(labels[1], total))
        lexical.catch_up(catalog, progress.begin(labels[2], total))


def encode(encoder: Encoder, passages: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of passages, shape (passages, dimensions), encoded in batches."""
    parts = [encoder.encode_passages(passages[start : start + _BATCH]) for start in range(0, len(passages), _BATCH)]
    return np.concatenate([np.zeros((0, encoder.dimensions), dtype=np.float32), *parts])


def ensure_encoder(catalog: Catalog, writer: CatalogWriter, encoder: Encoder, advance: Advance) -> None:
    """Make every stored vector one of this encoder, so that no catalog mixes two models.

    `advance` is called with the number of passages embedded since its last call.
    """
    if catalog.encoder_name() == encoder.name:
        return
    records = catalog.chunks_since(-1)
    ids: list[int] = []
    rows = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
    while batch := list(islice(records, _BATCH)):
        ids += [record.id for record in batch]
        rows.append(encoder.encode_passages([passage_text(record.title, record.chunk) for record in batch]))
        advance(len(batch))
    if ids:
        writer.replace_vectors(encoder.name, ids, np.concatenate(rows))
    else:
        writer.set_encoder(encoder.name)
