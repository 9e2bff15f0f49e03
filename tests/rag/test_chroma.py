"""A Chroma server on loopback, as several app processes share it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag import chroma
from rag.catalog import Catalog
from rag.chroma import ChromaIndex
from rag.database import FILE_NAME
from rag.domain import Filters, Period
from rag.errors import SettingError
from tests.answering import SAMPLES
from tests.invented import JUNE, BagEncoder, store
from tests.rag.indexes import EVEN, NOTHING, best, ids_in_catalog, ignore

pytestmark = [
    pytest.mark.usefixtures("left_open"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def rows_in_store(index: ChromaIndex) -> set[int]:
    return {int(key) for key in index._open().get(include=[])["ids"]}


class ChromaServer:
    """A real `chroma run` on loopback."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [Path(sys.executable).with_name("chroma"), "run", "--path", folder, "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        pytest.fail("chroma run does not answer")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def index(server: ChromaServer, catalog: Catalog, tmp_path: Path) -> Iterator[ChromaIndex]:
    index = ChromaIndex(tmp_path / "chroma", server.url)
    index.catch_up(catalog, ignore)
    yield index
    index.close()


FILTERS = [
    pytest.param(NOTHING, id="no filter"),
    pytest.param(Filters(bodies=("Kommunalbestyrelsen",)), id="body"),
    pytest.param(Filters(bodies=("Kommunalbestyrelsen", "Havneudvalget")), id="bodies"),
    pytest.param(Filters(periods=(Period(date(2021, 6, 1), date(2021, 6, 30)),)), id="period"),
    pytest.param(Filters(periods=(Period(date(2021, 6, 1), None), Period(None, date(2021, 1, 31)))), id="periods"),
    pytest.param(Filters(case_numbers=("00.32.00-S00-2-21",)), id="journal number"),
    pytest.param(Filters(bodies=("Havneudvalget",), item_numbers=("3",)), id="item of a body"),
    pytest.param(Filters(bodies=("Findes ikke",)), id="nothing left"),
]


@pytest.mark.parametrize("filters", FILTERS)
def test_the_server_finds_what_the_catalog_holds(
    index: ChromaIndex, catalog: Catalog, filters: Filters, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = BagEncoder().encode_queries(["slæbested ved Nordkajen"])[0]
    exact = index.search(catalog, vector, filters, 10)
    monkeypatch.setattr(chroma, "_EXACT_ROWS", -1)
    found = index.search(catalog, vector, filters, 10)
    assert {key for key, _ in found} == {key for key, _ in exact} == set(catalog.chunk_ids(filters).tolist())
    assert dict(found) == pytest.approx(dict(exact), abs=1e-3)


def test_metadata_places_each_passage(index: ChromaIndex) -> None:
    found = index._open().get(where={"journal_number": "00.32.00-S00-2-21"}, include=["metadatas", "documents"])
    assert found["metadatas"] is not None
    place = found["metadatas"][0]
    assert (place["date"], place["day"], place["item"]) == ("2021-06-09", 20_210_609, "3")
    assert (place["body"], place["source"], place["title"]) == (
        "Havneudvalget",
        "juni.txt",
        "Økonomirapport for havnen",
    )
    assert found["documents"] is not None
    assert found["documents"][0].startswith("Forvaltningen")


def test_server_holds_the_same(server: ChromaServer, catalog: Catalog, tmp_path: Path, encoder: BagEncoder) -> None:
    index = ChromaIndex(tmp_path / "vectors", server.url)
    index.catch_up(catalog, ignore)
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    assert rows_in_store(index) == ids_in_catalog(catalog)
    index.close()


def collection_id(index: ChromaIndex) -> object:
    index.refresh()
    return index._open().id


def test_two_processes_share_a_server(
    index: ChromaIndex, server: ChromaServer, catalog: Catalog, tmp_path: Path
) -> None:
    """One with a copy of the catalog finds the server filled, and leaves it as it is."""
    before = collection_id(index)
    second = ChromaIndex(tmp_path / "second", server.url)
    done: list[int] = []
    second.catch_up(catalog, done.append)
    assert done == []
    assert second.stamp() == index.stamp()
    assert collection_id(second) == before
    assert best(second, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    second.close()


def test_an_older_copy_of_the_catalog_takes_nothing_from_the_server(
    index: ChromaIndex, server: ChromaServer, catalog: Catalog, tmp_path: Path, encoder: BagEncoder
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(catalog.folder, copy)
    older = Catalog.open(copy)
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    reader = ChromaIndex(tmp_path / "second", server.url)
    reader.catch_up(older, ignore)
    assert rows_in_store(reader) == ids_in_catalog(catalog)
    reader.close()
    older.close()


def test_another_catalog_takes_the_server_over(index: ChromaIndex, catalog: Catalog, tmp_path: Path) -> None:
    """Its generations are more, but they are of another history."""
    other = Catalog.open(tmp_path / "other")
    encoder = BagEncoder()
    with other.write() as writer:
        writer.set_encoder(encoder.name)
        for _ in range(9):
            store(writer, encoder, "maj.txt", JUNE)
    ChromaIndex(tmp_path / "second", index._url).catch_up(other, ignore)
    index.catch_up(catalog, ignore)
    assert rows_in_store(index) == ids_in_catalog(catalog)
    other.close()


def test_one_that_builds_the_collection_again_does_not_blind_the_other(
    index: ChromaIndex, server: ChromaServer, catalog: Catalog, tmp_path: Path
) -> None:
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    other = ChromaIndex(tmp_path / "second", server.url)
    other._recreate()
    other.catch_up(catalog, ignore)
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    other.close()


def test_app_processes_share_a_server_and_have_words_of_their_own(server: ChromaServer, tmp_path: Path) -> None:
    """`referat` as it runs on two machines: the second has a copy of the catalog, and makes its own lexical index."""
    minutes, first, second = tmp_path / "minutes", tmp_path / "first", tmp_path / "second"
    shutil.copytree(SAMPLES, minutes, ignore=shutil.ignore_patterns("*2024*"))
    referat(server, "ingest", minutes, "--data", first)
    copy_catalog(first, second)
    asked = ("ask", "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?", "--json")
    assert referat(server, *asked, "--data", second)["answer"] == referat(server, *asked, "--data", first)["answer"]
    assert (second / "lexical" / "stamp.json").exists()

    shutil.copytree(SAMPLES, minutes, dirs_exist_ok=True)
    referat(server, "ingest", minutes, "--data", first)
    late = ("ask", "Hvad blev besluttet om værdighedspolitikken?", "--json")
    assert referat(server, *late, "--data", second)["status"] == "not_found"
    copy_catalog(first, second)
    assert referat(server, *late, "--data", second)["status"] == "answered"


def copy_catalog(source: Path, target: Path) -> None:
    """A copy of a catalog in use, in place of an older one."""
    target.mkdir(exist_ok=True)
    for path in target.glob(f"{FILE_NAME}*"):
        path.unlink()
    with closing(sqlite3.connect(source / FILE_NAME)) as whole, closing(sqlite3.connect(target / FILE_NAME)) as copy:
        whole.backup(copy)


def referat(server: ChromaServer, *arguments: str | Path) -> Any:
    """What one process of the program prints."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments, *([] if "--json" in arguments else ["--json"])],
        capture_output=True, text=True, check=False, env=os.environ | {"REFERAT_CHROMA_URL": server.url},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_server_that_goes_away(catalog: Catalog, tmp_path: Path) -> None:
    server = ChromaServer(tmp_path / "server")
    index = ChromaIndex(tmp_path / "vectors", server.url)
    index.catch_up(catalog, ignore)
    server.stop()
    with pytest.raises(SettingError, match="svarer ikke"):
        index.search(catalog, EVEN, NOTHING, 3)
    index.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ikke en adresse", "http://[::1", "http://127.0.0.1:port"])
def test_server_that_does_not_answer(catalog: Catalog, tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="REFERAT_CHROMA_URL"):
        ChromaIndex(tmp_path / "vectors", url).catch_up(catalog, ignore)
