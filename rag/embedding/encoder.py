"""The encoder port: texts in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoder(Protocol):
    """Turns passages and questions into vectors whose inner product is their cosine.

    Every adapter gives float32 rows of length 1, one for each text, in order: shape
    (texts, dimensions), also for no texts. A text in which the model knows nothing may give a row
    of zeros.
    """

    @property
    def name(self) -> str:
        """The identity of weights and prompts: vectors under two names never share an index."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that are searched."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions that search them."""
