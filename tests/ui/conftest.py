"""The sample minutes read in once, and servers over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.doors import Running


@pytest.fixture(scope="session")
def samples_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample minutes; copy it to change it."""
    from tests.ui.doors import filled

    return filled(tmp_path_factory.mktemp("samples") / "data")


@pytest.fixture(scope="session")
def served_open(samples_data: Path) -> Iterator[Running]:
    """The server as it is by default but for one who may upload."""
    from tests.ui.doors import OPEN, Running

    with Running(samples_data, accounts=OPEN) as running:
        yield running


@pytest.fixture(scope="session")
def served_closed(samples_data: Path) -> Iterator[Running]:
    """The server where only those who are named may read."""
    from tests.ui.doors import CLOSED, Running

    with Running(samples_data, accounts=CLOSED) as running:
        yield running
