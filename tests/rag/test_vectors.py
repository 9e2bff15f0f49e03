from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.catalog import Catalog
from rag.domain import Filters, Period
from rag.errors import IndexDamaged
from rag.vectors import VectorIndex, score
from tests.invented import JUNE, MAY, BagEncoder, item, meeting, store
from tests.rag.indexes import EVEN, NOTHING, best, ids_in_catalog, ignore


@pytest.fixture
def index(catalog: Catalog, tmp_path: Path) -> Iterator[VectorIndex]:
    index = VectorIndex(tmp_path / "vectors")
    index.catch_up(catalog, ignore)
    yield index
    index.close()


def found_ids(index: VectorIndex, catalog: Catalog) -> set[int]:
    """Every passage that the index can find."""
    return {key for key, _ in index.search(catalog, EVEN, NOTHING, 5_000)}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """A catalog of 1,500 passages on random vectors, in 30 meetings of two bodies."""
    folder = tmp_path_factory.mktemp("many")
    rng = np.random.default_rng(7)
    catalog = Catalog.open(folder / "data")
    with catalog.write() as writer:
        writer.set_encoder("random")
        for number in range(30):
            items = [item(str(n), f"Sag {n}", decision=f"Godkendt nummer {number} {n}.") for n in range(50)]
            body = "Byrådet" if number % 3 else "Havneudvalget"
            store(writer, RandomEncoder(rng), f"{number}.txt", meeting(f"20{number:02}-03-01", *items, body=body))
    index = VectorIndex(folder / "data" / "vectors")
    index.catch_up(catalog, ignore)
    yield catalog
    catalog.close()


class RandomEncoder(BagEncoder):
    """Vectors that have nothing to do with the texts, and so are far from each other."""

    def __init__(self, rng: np.random.Generator) -> None:
        super().__init__()
        self._rng = rng

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = self._rng.standard_normal((len(texts), self.dimensions)).astype(np.float32)
        lengths: NDArray[np.float32] = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / lengths


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(NOTHING, id="no filter"),
        pytest.param(Filters(bodies=("Havneudvalget",)), id="a body here and there"),
        pytest.param(Filters(periods=(Period(date(2004, 1, 1), date(2006, 12, 31)),)), id="three years"),
        pytest.param(Filters(periods=(Period(date(2007, 3, 1), date(2007, 3, 1)),)), id="one meeting"),
        pytest.param(Filters(item_numbers=("7",)), id="item number"),
        pytest.param(Filters(item_numbers=("7",), bodies=("Byrådet",)), id="item number of a body"),
    ],
)
def test_finds_what_an_exact_search_finds(many: Catalog, filters: Filters) -> None:
    index = VectorIndex(many.folder / "vectors")
    for seed in range(20):
        vector = np.random.default_rng(seed).standard_normal(64).astype(np.float32)
        vector /= np.linalg.norm(vector)
        exact = score(*many.vectors(many.chunk_ids(filters)), vector, 10)
        found = index.search(many, vector, filters, 10)
        assert [key for key, _ in found] == [key for key, _ in exact]
        assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in exact])


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
def test_filters_hold(index: VectorIndex, catalog: Catalog, filters: Filters, title: str) -> None:
    assert best(index, catalog, "slæbested", filters) == title


@pytest.mark.parametrize("limit", [0, 1, 100])
def test_limit(index: VectorIndex, catalog: Catalog, limit: int) -> None:
    assert len(index.search(catalog, EVEN, NOTHING, limit)) == min(7, limit)


def test_a_question_without_a_known_word_is_near_nothing(index: VectorIndex, catalog: Catalog) -> None:
    assert {cosine for _, cosine in index.search(catalog, np.zeros(64, np.float32), NOTHING, 3)} == {0.0}


def test_removed_passages_vanish(index: VectorIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
    index.catch_up(catalog, ignore)
    assert found_ids(index, catalog) == ids_in_catalog(catalog)
    assert best(index, catalog, "lystbådehavnens takster") != "Lystbådehavnens takster"


def test_catching_up_touches_only_what_changed(index: VectorIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    done: list[int] = []
    index.catch_up(catalog, done.append)
    assert done == []
    with catalog.write() as writer:
        store(writer, encoder, "juni.txt", JUNE)
    index.catch_up(catalog, done.append)
    assert sum(done) == 2


def test_a_renamed_file_keeps_its_rows(index: VectorIndex, catalog: Catalog) -> None:
    size = (index.folder / "rows.int8").stat().st_size
    with catalog.write() as writer:
        writer.rename_source("januar.txt", "andet navn.txt")
    index.catch_up(catalog, ignore)
    assert (index.folder / "rows.int8").stat().st_size == size
    assert found_ids(index, catalog) == ids_in_catalog(catalog)


def test_a_reader_sees_the_old_passages_until_it_looks_anew(
    index: VectorIndex, catalog: Catalog, encoder: BagEncoder
) -> None:
    reader = VectorIndex(index.folder)
    before = found_ids(reader, catalog)
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    index.catch_up(catalog, ignore)
    assert found_ids(reader, catalog) <= before
    reader.refresh()
    assert found_ids(reader, catalog) == ids_in_catalog(catalog)


def test_empty_catalog(empty_catalog: Catalog, tmp_path: Path, encoder: BagEncoder) -> None:
    with empty_catalog.write() as writer:
        writer.set_encoder(encoder.name)
    index = VectorIndex(tmp_path / "vectors")
    index.catch_up(empty_catalog, ignore)
    assert index.stamp() is not None
    assert index.search(empty_catalog, np.ones(4, np.float32), NOTHING, 3) == []
    with empty_catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    index.catch_up(empty_catalog, ignore)
    assert found_ids(index, empty_catalog) == ids_in_catalog(empty_catalog) != set()


def test_vectors_of_another_encoder_replace_all(index: VectorIndex, catalog: Catalog) -> None:
    other = BagEncoder("bag-16", 16)
    records = list(catalog.chunks_since(0))
    vector = other.encode_queries(["slæbested"])[0]
    with pytest.raises(IndexDamaged, match="64 numbers a row, not 16"):
        index.search(catalog, vector, NOTHING, 3)
    with catalog.write() as writer:
        writer.replace_vectors(
            other.name, [r.id for r in records], other.encode_passages([r.chunk.text for r in records])
        )
    index.catch_up(catalog, ignore)
    stamp = index.stamp()
    assert stamp is not None
    assert stamp.encoder == "bag-16"
    assert len(index.search(catalog, vector, NOTHING, 100)) == 7


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def of_another_build(folder: Path) -> None:
    rows = bytearray((folder / "rows.int8").read_bytes())
    rows[:8] = bytes(8)
    (folder / "rows.int8").write_bytes(rows)


def stamped_for_more(folder: Path) -> None:
    stamp = json.loads((folder / "stamp.json").read_text())
    (folder / "stamp.json").write_text(json.dumps(stamp | {"passages": stamp["passages"] + 1}))


DAMAGES = [
    pytest.param(shutil.rmtree, id="all missing"),
    pytest.param(lambda folder: (folder / "stamp.json").unlink(), id="stamp missing"),
    pytest.param(stamped_for_more, id="stamp of more passages"),
    pytest.param(lambda folder: (folder / "rows.int8").unlink(), id="rows missing"),
    pytest.param(lambda folder: (folder / "rows.int8").write_bytes(b""), id="rows empty"),
    pytest.param(lambda folder: cut_short(folder / "rows.int8"), id="rows cut short"),
    pytest.param(of_another_build, id="rows of another build"),
    pytest.param(lambda folder: (folder / "passages.npy").unlink(), id="passages missing"),
    pytest.param(lambda folder: cut_short(folder / "passages.npy"), id="passages cut short"),
    pytest.param(lambda folder: (folder / "passages.npy").write_bytes(b"garbage"), id="passages overwritten"),
    pytest.param(lambda folder: np.save(folder / "passages.npy", np.arange(8)), id="passages of another kind"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_rebuilt_when_damaged(
    index: VectorIndex, catalog: Catalog, encoder: BagEncoder, damage: Callable[[Path], object]
) -> None:
    damage(index.folder)
    assert VectorIndex(index.folder).stamp() is None
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    again = VectorIndex(index.folder)
    again.catch_up(catalog, ignore)
    assert found_ids(again, catalog) == ids_in_catalog(catalog)
    assert best(again, catalog, "slæbested Nordkajen") == "Ny slæbested ved Nordkajen"


@pytest.mark.parametrize("damage", [each for each in DAMAGES if "stamp" not in str(each.id)])
def test_damage_met_in_a_search_is_told_and_distrusted(
    index: VectorIndex, catalog: Catalog, damage: Callable[[Path], object]
) -> None:
    damage(index.folder)
    reader = VectorIndex(index.folder)
    with pytest.raises(IndexDamaged, match="bygges igen"):
        reader.search(catalog, EVEN, NOTHING, 3)
    assert reader.stamp() is None


def test_rows_that_a_killed_run_left_are_written_over(
    index: VectorIndex, catalog: Catalog, encoder: BagEncoder
) -> None:
    with (index.folder / "rows.int8").open("ab") as file:
        file.write(b"\x7f" * 1_000)
    done: list[int] = []
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    index.catch_up(catalog, done.append)
    assert sum(done) == 4
    assert best(index, catalog, "slæbested Nordkajen") == "Ny slæbested ved Nordkajen"


def test_folder_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(IndexDamaged, match="Søgeindekset"):
        VectorIndex(tmp_path / "fil" / "vectors").catch_up(catalog, ignore)
