from __future__ import annotations

import gc
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag import vectors
from rag.catalog import Catalog
from rag.domain import Filters, Period
from rag.errors import IndexDamaged, SettingError
from rag.vectors import VectorIndex
from tests.invented import JUNE, MAY, BagEncoder, item, meeting, store

NOTHING = Filters()
ROWS = 1_500
"""More than Chroma keeps without a graph of its own."""


pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@pytest.fixture(scope="module", autouse=True)
def left_open() -> Iterator[None]:
    """Chroma's client leaves its connections to the collector, even when closed."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def ignore(_steps: int) -> None:
    """Nobody watches."""


def asked_of_chroma(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_EXACT_ROWS", 0)


@pytest.fixture
def index(catalog: Catalog, tmp_path: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(tmp_path / "vectors")
    index.catch_up(catalog, ignore)
    yield index
    index.close()


def best(index: VectorIndex, catalog: Catalog, text: str, filters: Filters = NOTHING) -> str:
    """The title of the nearest passage."""
    found = index.search(catalog, BagEncoder().encode_queries([text])[0], filters, 3)
    return catalog.chunks([found[0][0]])[found[0][0]].title if found else ""


def rows_in_store(index: VectorIndex) -> set[int]:
    return {int(key) for key in index._open().get(include=[])["ids"]}


def ids_in_catalog(catalog: Catalog) -> set[int]:
    return {record.id for record in catalog.chunks_since(0)}


def test_exact_and_approximate_search_agree(
    index: VectorIndex, catalog: Catalog, encoder: BagEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = encoder.encode_queries(["slæbested ved Nordkajen"])[0]
    exact = index.search(catalog, vector, NOTHING, 3)
    asked_of_chroma(monkeypatch)
    found = index.search(catalog, vector, NOTHING, 3)
    assert [score for _, score in found] == pytest.approx([score for _, score in exact], abs=1e-3)
    assert {key for key, _ in found} <= ids_in_catalog(catalog)
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"


@pytest.mark.parametrize(
    ("filters", "title"),
    [
        pytest.param(Filters(bodies=("Kommunalbestyrelsen",)), "Lystbådehavnens takster", id="body"),
        pytest.param(
            Filters(periods=(Period(date(2021, 6, 1), date(2021, 6, 30)),)), "Økonomirapport for havnen", id="period"
        ),
        pytest.param(Filters(bodies=("Findes ikke",)), "", id="nothing left"),
    ],
)
def test_filters_are_scanned_exactly(index: VectorIndex, catalog: Catalog, filters: Filters, title: str) -> None:
    assert best(index, catalog, "slæbested", filters) == title


def test_more_asked_for_than_there_is(index: VectorIndex, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_of_chroma(monkeypatch)
    assert len(index.search(catalog, np.ones(64, np.float32) / 8, NOTHING, 100)) == 7


def test_metadata_places_each_passage(index: VectorIndex) -> None:
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


def test_removed_passages_vanish(index: VectorIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    assert rows_in_store(index) == ids_in_catalog(catalog)
    assert best(index, catalog, "lystbådehavnens takster") != "Lystbådehavnens takster"


def test_catching_up_touches_only_what_changed(index: VectorIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    done: list[int] = []
    index.catch_up(catalog, done.append)
    assert done == []
    with catalog.write() as writer:
        store(writer, encoder, "juni.txt", JUNE)
    index.catch_up(catalog, done.append)
    assert sum(done) == 2


def test_empty_catalog(empty_catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_of_chroma(monkeypatch)
    index = VectorIndex(tmp_path / "vectors")
    index.catch_up(empty_catalog, ignore)
    assert index.search(empty_catalog, np.ones(4, np.float32), NOTHING, 3) == []


def test_vectors_of_another_encoder_replace_all(index: VectorIndex, catalog: Catalog) -> None:
    other = BagEncoder("bag-16", 16)
    records = list(catalog.chunks_since(0))
    with catalog.write() as writer:
        writer.replace_vectors(
            other.name, [r.id for r in records], other.encode_passages([r.chunk.text for r in records])
        )
    index.catch_up(catalog, ignore)
    stamp = index.stamp()
    assert stamp is not None
    assert stamp.encoder == "bag-16"
    embeddings = index._open().get(include=["embeddings"])["embeddings"]
    assert np.shape(embeddings) == (7, 16)


def overwrite_database(folder: Path) -> None:
    (folder / "chroma" / "chroma.sqlite3").write_bytes(b"garbage" * 1_000)


def truncate_database(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def graph_files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("chroma/*/*") if path.is_file()]


def empty_graph(folder: Path) -> None:
    assert graph_files(folder)
    for path in graph_files(folder):
        path.write_bytes(b"")


def remove_graph(folder: Path) -> None:
    assert graph_files(folder)
    for path in {path.parent for path in graph_files(folder)}:
        shutil.rmtree(path)


DAMAGES = [
    pytest.param(shutil.rmtree, id="folder missing"),
    pytest.param(lambda folder: shutil.rmtree(folder / "chroma"), id="store missing"),
    pytest.param(overwrite_database, id="database garbage"),
    pytest.param(truncate_database, id="database truncated"),
    pytest.param(lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b""), id="database empty"),
    pytest.param(empty_graph, id="graph empty"),
    pytest.param(remove_graph, id="graph missing"),
    pytest.param(lambda folder: (folder / "stamp.json").unlink(), id="stamp missing"),
]


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog and a store of so many passages that Chroma keeps a graph on disk."""
    folder = tmp_path_factory.mktemp("big")
    encoder = BagEncoder()
    catalog = Catalog.open(folder / "data")
    items = [item(str(n), f"Sag {n}", decision=f"Godkendt nummer {n} og {n * 7}.") for n in range(ROWS)]
    with catalog.write() as writer:
        writer.set_encoder(encoder.name)
        store(writer, encoder, "stor.txt", meeting("2020-01-01", *items))
    index = VectorIndex(folder / "vectors")
    index.catch_up(catalog, ignore)
    index.close()
    catalog.close()
    return folder


@pytest.fixture
def big_catalog(big: Path, tmp_path: Path) -> Iterator[Catalog]:
    """A copy of the big catalog, with its store beside it."""
    shutil.copytree(big, tmp_path, dirs_exist_ok=True)
    catalog = Catalog.open(tmp_path / "data")
    yield catalog
    catalog.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_rebuilt_when_damaged(
    big_catalog: Catalog,
    tmp_path: Path,
    encoder: BagEncoder,
    damage: Callable[[Path], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked_of_chroma(monkeypatch)
    damage(tmp_path / "vectors")
    with big_catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    index = VectorIndex(tmp_path / "vectors")
    index.catch_up(big_catalog, ignore)
    assert rows_in_store(index) == ids_in_catalog(big_catalog)
    found = index.search(big_catalog, encoder.encode_queries(["slæbested Nordkajen"])[0], NOTHING, 20)
    assert len(found) == 20
    assert big_catalog.chunks([found[0][0]])[found[0][0]].title == "Ny slæbested ved Nordkajen"


@pytest.mark.parametrize("damage", [truncate_database, empty_graph, remove_graph])
def test_damage_met_in_a_search_is_told_and_distrusted(
    big_catalog: Catalog, tmp_path: Path, damage: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_of_chroma(monkeypatch)
    damage(tmp_path / "vectors")
    index = VectorIndex(tmp_path / "vectors")
    with pytest.raises(IndexDamaged, match="bygges igen"):
        index.search(big_catalog, np.ones(64, np.float32) / 8, NOTHING, 20)
    assert index.stamp() is None


def test_whole_store_is_caught_up_not_rebuilt(big_catalog: Catalog, tmp_path: Path, encoder: BagEncoder) -> None:
    with big_catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    done: list[int] = []
    VectorIndex(tmp_path / "vectors").catch_up(big_catalog, done.append)
    assert sum(done) == 4


def test_folder_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(IndexDamaged, match="Søgeindekset"):
        VectorIndex(tmp_path / "fil" / "vectors").catch_up(catalog, ignore)


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


def test_server_holds_the_same(
    server: ChromaServer, catalog: Catalog, tmp_path: Path, encoder: BagEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_of_chroma(monkeypatch)
    index = VectorIndex(tmp_path / "vectors", server.url)
    index.catch_up(catalog, ignore)
    assert best(index, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    assert rows_in_store(index) == ids_in_catalog(catalog)
    index.close()


def test_two_processes_share_a_server(
    server: ChromaServer, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each keeps a stamp of its own; one that builds the collection again does not blind the other."""
    asked_of_chroma(monkeypatch)
    first, second = (VectorIndex(tmp_path / name, server.url) for name in ("one", "two"))
    first.catch_up(catalog, ignore)
    second.catch_up(catalog, ignore)
    assert best(first, catalog, "lystbådehavnens takster") == "Lystbådehavnens takster"
    first.close()
    second.close()


def test_moving_to_a_server_fills_it(index: VectorIndex, server: ChromaServer, catalog: Catalog) -> None:
    moved = VectorIndex(index.folder, server.url)
    assert moved.stamp() is None
    moved.catch_up(catalog, ignore)
    assert rows_in_store(moved) == ids_in_catalog(catalog)
    moved.close()


def test_server_that_goes_away(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_of_chroma(monkeypatch)
    server = ChromaServer(tmp_path / "server")
    index = VectorIndex(tmp_path / "vectors", server.url)
    index.catch_up(catalog, ignore)
    server.stop()
    with pytest.raises(SettingError, match="svarer ikke"):
        index.search(catalog, np.ones(64, np.float32) / 8, NOTHING, 3)
    index.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ikke en adresse", "http://[::1", "http://127.0.0.1:port"])
def test_server_that_does_not_answer(catalog: Catalog, tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingError, match="REFERAT_CHROMA_URL"):
        VectorIndex(tmp_path / "vectors", url).catch_up(catalog, ignore)
