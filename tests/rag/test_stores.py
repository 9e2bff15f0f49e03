"""Chroma and the rows beside it: both are kept, either answers, and one that is damaged is made anew."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import chromadb
import pytest

from rag import stores
from rag.stores import LocalStore
from tests.invented import JUNE, BagEncoder, item, meeting, store
from tests.rag.indexes import EVEN, NOTHING, best, ids_in_catalog, ignore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rag.catalog import Catalog

pytestmark = [
    pytest.mark.usefixtures("left_open"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture
def index(catalog: Catalog, tmp_path: Path) -> Iterator[LocalStore]:
    index = LocalStore(tmp_path / "vectors")
    index.catch_up(catalog, ignore)
    yield index
    index.close()


def ids_in_chroma(folder: Path) -> set[int]:
    """As another program reads the folder."""
    client = chromadb.PersistentClient(str(folder / "chroma"))
    return {int(key) for key in client.get_collection("passages", embedding_function=None).get(include=[])["ids"]}


def test_chroma_holds_every_passage(index: LocalStore, catalog: Catalog) -> None:
    index.close()
    assert ids_in_chroma(index.folder) == ids_in_catalog(catalog)
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"


def test_both_follow_the_catalog(index: LocalStore, catalog: Catalog, encoder: BagEncoder) -> None:
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    index.refresh()
    assert ids_in_chroma(index.folder) == ids_in_catalog(catalog)
    found = index.search(catalog, EVEN, NOTHING, 100)
    assert {key for key, _ in found} == ids_in_catalog(catalog)


DAMAGES = [
    pytest.param(lambda folder: shutil.rmtree(folder / "rows"), id="rows gone"),
    pytest.param(lambda folder: (folder / "rows" / "rows.int8").write_bytes(b"x"), id="rows cut off"),
    pytest.param(lambda folder: shutil.rmtree(folder / "chroma"), id="chroma gone"),
    pytest.param(lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b"x" * 9000), id="chroma garbage"),
    pytest.param(shutil.rmtree, id="all gone"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_anew(index: LocalStore, catalog: Catalog, damage: Callable[[Path], object]) -> None:
    index.close()
    damage(index.folder)
    opened = LocalStore(index.folder)
    assert opened.stamp() is None
    opened.catch_up(catalog, ignore)
    assert opened.stamp() is not None
    opened.refresh()
    assert ids_in_chroma(index.folder) == ids_in_catalog(catalog)
    assert best(opened, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    opened.close()


def test_making_chroma_anew_leaves_the_rows(index: LocalStore, catalog: Catalog) -> None:
    """They begin with a mark drawn by lot, so rows made anew are other bytes."""
    rows = index.folder / "rows" / "rows.int8"
    before = rows.read_bytes()
    index.close()
    shutil.rmtree(index.folder / "chroma")
    index.catch_up(catalog, ignore)
    assert index.stamp() is not None
    assert rows.read_bytes() == before


def test_chroma_answers_where_the_rows_are_damaged(index: LocalStore, catalog: Catalog) -> None:
    (index.folder / "rows" / "rows.int8").write_bytes(b"x")
    index.refresh()
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"


def test_past_its_size_the_rows_stand_alone(
    index: LocalStore, catalog: Catalog, encoder: BagEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "CHROMA_PASSAGES", 7)
    with catalog.write() as writer:
        store(writer, encoder, "flere.txt", meeting("2024-02-01", item("1", "Ny kran", decision="Godkendt.")))
    index.catch_up(catalog, ignore)
    assert not (index.folder / "chroma").exists()
    assert index.stamp() is not None
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    with catalog.write() as writer:
        writer.remove_sources(["flere.txt"])
    index.catch_up(catalog, ignore)
    index.refresh()
    assert ids_in_chroma(index.folder) == ids_in_catalog(catalog)
