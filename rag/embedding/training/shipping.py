"""A trained table as a folder that sentence-transformers, model2vec and our own adapter load.

Rows are stored as 8-bit integers, with the row and a float factor of each piece, in model2vec's names
(`embeddings`, `mapping`, `weights`), which sentence-transformers' `StaticEmbedding` multiplies out
when it loads: twice the rows or dimensions that half precision would give at equal size, at a cosine
of .9999 to the table as trained.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, save
from tokenizers import Tokenizer

MODULE = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"


def write_model(folder: Path, tokenizer: Tokenizer, table: NDArray[np.float32], mapping: NDArray[np.int32]) -> None:
    """Write `table`, (rows, dimensions), the row of each piece, and `tokenizer` into `folder`.

    A README.md that is there is left alone.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, factors = quantise(table)
    content = save({"embeddings": rows, "mapping": mapping.astype(np.int32), "weights": factors[mapping]})
    (folder / "model.safetensors").write_bytes(content)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    modules = [{"idx": 0, "name": "0", "path": "", "type": MODULE}]
    settings = {
        "model_type": "SentenceTransformer",
        "prompts": {"query": "", "document": ""},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
    }
    for name, value in (("modules", modules), ("config_sentence_transformers", settings)):
        text = json.dumps(value, indent=2) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


def read_model(folder: Path) -> tuple[Tokenizer, NDArray[np.float32], NDArray[np.int32]]:
    """The tokenizer, the table, (rows, dimensions), and the row of each piece that `write_model` wrote.

    Raises:
        OSError: the folder can't be read.
    """
    tensors = load((folder / "model.safetensors").read_bytes())
    rows, mapping = tensors["embeddings"], tensors["mapping"]
    factors = np.ones(len(rows), dtype=np.float32)
    factors[mapping] = tensors["weights"]
    return Tokenizer.from_file(str(folder / "tokenizer.json")), rows * factors[:, None], mapping


def quantise(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows rounded to -127…127, and the factor that brings each back; a row of zeros stays so."""
    largest = np.abs(table).max(axis=1)
    factors = np.where(largest > 0, largest / 127, 1).astype(np.float32)
    return np.rint(table / factors[:, None]).astype(np.int8), factors
