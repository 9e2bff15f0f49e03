"""A static model (one row a piece, mean pooled) with tokenizers and numpy alone: no torch.

Reads the folders that sentence-transformers' `StaticEmbedding` reads: a table `embedding.weight`,
or model2vec's `embeddings` with optional `weights` (a factor a piece) and `mapping` (piece → row).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from prompts.errors import MODEL_DAMAGED
from rag.embedding.pieces import PieceReader
from rag.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH = 128
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the file's own precision, (rows, dimensions), and the row and the factor of each piece."""

    rows: NDArray[Any]
    mapping: NDArray[np.integer[Any]]
    factors: NDArray[np.float32]

    def of(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some pieces, (pieces, dimensions)."""
        vectors = self.rows[self.mapping[pieces]] * self.factors[pieces, None]
        return np.asarray(vectors, dtype=np.float32)


class StaticEncoder:
    """The light adapter of `rag.embedding.encoder.Encoder`; open it with `StaticEncoder.open`."""

    def __init__(self, name: str, tokenizer: Tokenizer, table: Table) -> None:
        self.name = name
        self.dimensions = int(table.rows.shape[1])
        self._reader = PieceReader(tokenizer)
        self._table = table

    @classmethod
    def open(cls, directory: Path) -> StaticEncoder:
        """Open a folder for which `is_static` holds.

        Raises:
            ModelUnavailable: a file is missing or damaged.
        """
        folder = module_folder(directory)
        try:
            weights = (folder / WEIGHTS).read_bytes()
            pieces = (folder / TOKENIZER).read_bytes()
            tokenizer = read_tokenizer(pieces)
            table = read_table(weights)
        except Exception as error:  # tokenizers raises bare Exception, safetensors its own kind
            raise ModelUnavailable(MODEL_DAMAGED.format(path=directory)) from error
        digest = hashlib.sha256(weights)
        digest.update(pieces)
        return cls(f"static:{digest.hexdigest()[:16]}", tokenizer, table)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that are searched: (texts, dimensions) unit rows."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            vectors[start : start + BATCH] = self._means(list(texts[start : start + BATCH]))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions; the model is symmetric, so this is `encode_passages`."""
        return self.encode_passages(texts)

    def _means(self, texts: list[str]) -> NDArray[np.float32]:
        """The mean row of each text.

        Counts of the batch's distinct pieces times their rows: one matrix product is faster than
        gathering a row for each of 35,000 pieces, and only the rows in use are made float32.
        """
        ids = self._reader.read(texts)
        lengths = np.fromiter(map(len, ids), dtype=np.int64, count=len(ids))
        pieces = np.fromiter(chain.from_iterable(ids), dtype=np.int64, count=int(lengths.sum()))
        distinct, columns = np.unique(pieces, return_inverse=True)
        cells = np.repeat(np.arange(len(ids)) * len(distinct), lengths) + columns
        counts = np.bincount(cells, minlength=len(ids) * len(distinct))
        shares = counts.reshape(len(ids), -1).astype(np.float32)
        shares /= np.maximum(lengths, 1)[:, None]
        means: NDArray[np.float32] = shares @ self._table.of(distinct)
        return means


def is_static(directory: Path) -> bool:
    """Whether `directory` holds a sentence-transformers model of one static module."""
    modules = read_modules(directory)
    kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
    return kinds[:1] == ["StaticEmbedding"] and set(kinds[1:]) <= {"Normalize"}


def module_folder(directory: Path) -> Path:
    """The folder of the static module: `directory`, or the one that its modules.json names."""
    modules = read_modules(directory)
    return directory / str(modules[0].get("path", "")) if modules else directory


def read_modules(directory: Path) -> list[dict[str, Any]]:
    """The modules that modules.json lists; none where it is missing or damaged."""
    try:
        modules = json.loads((directory / "modules.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [module for module in modules if isinstance(module, dict)] if isinstance(modules, list) else []


def read_tokenizer(content: bytes) -> Tokenizer:
    """The tokenizer, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_table(content: bytes) -> Table:
    """The table of a weights file."""
    from safetensors.numpy import load

    tensors = load(content)
    rows = tensors.get("embedding.weight")
    if rows is None:
        rows = tensors["embeddings"]
    mapping = tensors.get("mapping", np.arange(len(rows)))
    factors = tensors.get("weights", np.ones(len(mapping)))
    return Table(rows, mapping, factors.astype(np.float32))
