"""Vectors of passages (vektorer): which words of a chunk are embedded, for one file or for all anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rag.catalog import Catalog
from rag.domain import Chunk
from rag.embedding.encoder import Encoder
from rag.writing import CatalogWriter

BATCH = 512


def passage(title: str, chunk: Chunk) -> str:
    """The words of a chunk that its vector stands for: the item's title, then the chunk."""
    return f"{title}\n{chunk.text}" if chunk.section is not None else chunk.text


def encode(encoder: Encoder, passages: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of passages, shape (passages, dimensions), encoded in batches."""
    if not passages:
        return np.zeros((0, encoder.dimensions), dtype=np.float32)
    parts = [encoder.encode_passages(passages[start : start + BATCH]) for start in range(0, len(passages), BATCH)]
    return np.concatenate(parts)


def ensure_encoder(
    catalog: Catalog, writer: CatalogWriter, encoder: Encoder, progress: Callable[[int, int], None] | None = None
) -> bool:
    """Make every vector of the catalog one of this encoder, so that no index mixes two models.

    Args:
        catalog: the catalog.
        writer: its writer.
        encoder: the encoder that all vectors shall come from.
        progress: told how many chunks are done, of how many.

    Returns:
        Whether chunks were embedded anew.
    """
    if catalog.encoder_name() == encoder.name:
        return False
    total = catalog.counts().chunks
    if total == 0:
        writer.set_encoder(encoder.name)
        return False
    ids: list[int] = []
    parts: list[NDArray[np.float32]] = []
    for keys, passages in _stored(catalog):
        ids += keys
        parts.append(encode(encoder, passages))
        if progress:
            progress(len(ids), total)
    writer.replace_vectors(encoder.name, ids, np.concatenate(parts))
    return True


def _stored(catalog: Catalog) -> Iterator[tuple[list[int], list[str]]]:
    keys: list[int] = []
    passages: list[str] = []
    for record in catalog.chunks_since(-1):
        keys.append(record.id)
        passages.append(passage(record.title, record.chunk))
        if len(keys) == BATCH:
            yield keys, passages
            keys, passages = [], []
    if keys:
        yield keys, passages
