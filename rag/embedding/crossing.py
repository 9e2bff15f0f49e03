"""A sentence-transformers cross-encoder, by folder or hub name, on the processor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rag.embedding.transformer import cached_folder, fetched_folder, unavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

BATCH = 16


class CrossEncoderModel:
    """The adapter of `rag.reranking.Reranker`; open it with `CrossEncoderModel.open`."""

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self.name = name
        self._model = model

    @classmethod
    def open(cls, model: str) -> CrossEncoderModel:
        """Open a folder, or a hub name: from the local cache where it is there, else from the hub.

        Raises:
            ModelUnavailable: there is no cross-encoder to be had.
        """
        folder = Path(model)
        if not folder.is_dir():
            folder = cached_folder(model) or fetched_folder(model)
        if not (folder / "config.json").is_file():
            raise unavailable(model)
        from sentence_transformers import CrossEncoder

        try:
            return cls(model, CrossEncoder(str(folder), device="cpu", local_files_only=True))
        except Exception as error:  # torch, transformers, tokenizers and safetensors raise their own
            raise unavailable(model) from error

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers the question, on the model's own scale."""
        if not passages:
            return []
        pairs = [(question, passage) for passage in passages]
        return [float(score) for score in self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)]
