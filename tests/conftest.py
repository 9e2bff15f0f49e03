"""A small catalog of invented meetings."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.catalog import Catalog
from tests.invented import BagEncoder, fill
from ui.logs import OURS, JsonLines, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = ("127.", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def stay_here() -> Iterator[None]:
    """No test reaches beyond this machine: a connection to any other address fails."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        yield


@pytest.fixture(autouse=True)
def logging_as_it_was() -> None:
    """What a command set up for its own log, in another test or a fixture of a module, is over."""
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in [each for each in root.handlers if isinstance(each.formatter, Plain | JsonLines)]:
        root.removeHandler(handler)


def _only_here(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def checked(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_HERE):
            raise PermissionError(f"a test asked {address[0]}")
        return connect(self, address)

    return checked


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
