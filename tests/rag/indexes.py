"""What the tests of several indexes ask of them."""

from __future__ import annotations

import numpy as np

from rag.catalog import Catalog
from rag.domain import Filters
from rag.vectors import PassageIndex
from tests.invented import BagEncoder

NOTHING = Filters()
EVEN = np.full(64, 1 / 8, np.float32)
"""A question of length 1 that is as near to one word as to any other."""


def ignore(_steps: int) -> None:
    """Nobody watches."""


def best(index: PassageIndex, catalog: Catalog, text: str, filters: Filters = NOTHING) -> str:
    """The title of the passage nearest to a text, as `BagEncoder` places it; empty where there is none."""
    found = index.search(catalog, BagEncoder().encode_queries([text])[0], filters, 3)
    return catalog.chunks([found[0][0]])[found[0][0]].title if found else ""


def ids_in_catalog(catalog: Catalog) -> set[int]:
    """Every passage that an index should hold."""
    return {record.id for record in catalog.chunks_since(0)}
