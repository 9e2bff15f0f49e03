"""A small catalog of invented meetings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rag.catalog import Catalog
from tests.invented import BagEncoder, fill

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def encoder() -> BagEncoder:
    """A quick encoder."""
    return BagEncoder()


@pytest.fixture
def empty_catalog(data: Path) -> Iterator[Catalog]:
    """A catalog without minutes."""
    catalog = Catalog.open(data)
    yield catalog
    catalog.close()


@pytest.fixture
def catalog(empty_catalog: Catalog, encoder: BagEncoder) -> Catalog:
    """A catalog of three meetings, four items and seven passages."""
    fill(empty_catalog, encoder)
    return empty_catalog
