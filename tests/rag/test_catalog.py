from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from rag.catalog import Catalog, Counts
from rag.database import FILE_NAME
from rag.domain import Filters, Outcome, Period, SectionKind
from rag.errors import CatalogDamaged, DataFolderError, WriterBusy
from rag.rows import day_number
from tests.invented import JUNE, MAY, BagEncoder, fill, meeting, store

MAY_DAY = Period(date(2021, 5, 12), date(2021, 5, 12))

HOLD_LOCK = """
import sys
from pathlib import Path
from rag.catalog import Catalog
with Catalog.open(Path(sys.argv[1])).write():
    print("held", flush=True)
    sys.stdin.read()
"""

AS_FIRST_WRITTEN = """
DROP INDEX meetings_superseded;
ALTER TABLE meetings DROP COLUMN superseded_by;
ALTER TABLE meetings DROP COLUMN edition;
ALTER TABLE sources DROP COLUMN parser;
ALTER TABLE sources DROP COLUMN reading;
ALTER TABLE sources DROP COLUMN arrived;
ALTER TABLE sources DROP COLUMN report;
DROP TABLE rejections;
DROP INDEX items_number;
DROP INDEX sections_quoted;
PRAGMA user_version = 1;
"""


def test_new_catalog_is_empty(empty_catalog: Catalog) -> None:
    assert (empty_catalog.generation(), empty_catalog.encoder_name()) == (0, "")
    assert empty_catalog.counts() == Counts(0, 0, 0, 0)
    assert empty_catalog.scope().first is None
    assert empty_catalog.vectors()[1].shape == (0, 0)


def test_items_come_back_as_they_were_stored(catalog: Catalog) -> None:
    found = catalog.find_items(Filters(periods=(MAY_DAY,)))
    assert tuple(record.item for record in found) == MAY.items
    assert [record.outcome for record in found] == [Outcome.APPROVED, Outcome.APPROVED]
    assert found[0].meeting.source.name == "maj.txt"


def test_another_thread_and_a_reopened_catalog_see_the_same(catalog: Catalog, data: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(catalog.counts).result() == Counts(3, 3, 4, 7)
    assert Catalog.open(data).counts() == Counts(3, 3, 4, 7)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        pytest.param(Filters(bodies=("Kommunalbestyrelsen",)), {"Lystbådehavnens takster"}, id="body"),
        pytest.param(
            Filters(case_numbers=("05.01.00-P20-7-21",)),
            {"Ny slæbested ved Nordkajen", "Lystbådehavnens takster"},
            id="a journal number of several meetings",
        ),
        pytest.param(
            Filters(periods=(Period(None, date(2021, 5, 31)),), item_numbers=("2",)),
            {"Ny slæbested ved Nordkajen"},
            id="open period and number",
        ),
        pytest.param(
            Filters(periods=(Period(date(2021, 6, 1), None),), item_numbers=("3",), bodies=("Havneudvalget",)),
            {"Økonomirapport for havnen"},
            id="three demands",
        ),
        pytest.param(Filters(bodies=("' OR 1 --",)), set(), id="hostile value"),
    ],
)
def test_filters_keep_what_fits_all_demands(catalog: Catalog, filters: Filters, titles: set[str]) -> None:
    assert {record.item.title for record in catalog.find_items(filters)} == titles
    chunks = catalog.chunks(catalog.chunk_ids(filters).tolist())
    assert {chunk.title for chunk in chunks.values()} == titles


def test_chunks_know_their_place(catalog: Catalog) -> None:
    chunk = next(record for record in catalog.chunks_since(0) if record.chunk.kind is SectionKind.RECOMMENDATION)
    record = catalog.items([chunk.item_id])[chunk.item_id]
    assert record.item.text[chunk.chunk.start : chunk.chunk.end] == chunk.chunk.text
    assert (chunk.date, chunk.number, chunk.case_number) == (date(2021, 5, 12), "2", "05.01.00-P20-7-21")


def test_vectors_are_the_encoders_to_half_precision(catalog: Catalog, encoder: BagEncoder) -> None:
    ids, rows = catalog.vectors()
    some_ids, some = catalog.vectors(ids[2:4])
    assert rows.shape == (7, encoder.dimensions)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert some_ids.tolist() == ids[2:4].tolist()
    assert np.array_equal(some, rows[2:4])


def test_more_ids_than_sqlite_takes_at_once(catalog: Catalog) -> None:
    assert len(catalog.chunks(range(5_000))) == 7
    assert len(catalog.items(range(5_000))) == 4


def test_day_number_sorts_as_dates_do() -> None:
    assert day_number(date(2021, 5, 12)) == 20_210_512


def test_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(DataFolderError, match="Datamappen"):
        Catalog.open(tmp_path / "data")


def test_data_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(DataFolderError, match="--data"):
        Catalog.open(tmp_path / "fil" / "data")


def test_catalog_file_that_is_a_folder(data: Path) -> None:
    (data / FILE_NAME).mkdir(parents=True)
    with pytest.raises(DataFolderError):
        Catalog.open(data)


@pytest.mark.parametrize("size", [7, 500, 5_000], ids=lambda size: f"{size} bytes")
def test_garbage_is_no_catalog(data: Path, size: int) -> None:
    data.mkdir()
    (data / FILE_NAME).write_bytes(b"garbage" * size)
    with pytest.raises(CatalogDamaged, match="beskadiget"):
        Catalog.open(data)
    assert (data / FILE_NAME).read_bytes() == b"garbage" * size


def test_truncated_catalog(catalog: Catalog, data: Path) -> None:
    catalog.close()
    content = (data / FILE_NAME).read_bytes()
    (data / FILE_NAME).write_bytes(content[: len(content) // 3])
    with pytest.raises(CatalogDamaged):
        Catalog.open(data).find_items(Filters())


def test_somebody_elses_database_is_left_alone(data: Path) -> None:
    data.mkdir()
    with sqlite3.connect(data / FILE_NAME) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    with pytest.raises(CatalogDamaged):
        Catalog.open(data)


def test_newer_schema_asks_for_a_newer_program(catalog: Catalog, data: Path) -> None:
    catalog.close()
    with sqlite3.connect(data / FILE_NAME) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(CatalogDamaged, match="nyere udgave"):
        Catalog.open(data)


def test_a_mistake_of_the_caller_is_not_called_damage(catalog: Catalog) -> None:
    with pytest.raises(sqlite3.IntegrityError), catalog.write() as writer:
        writer.rename_source("maj.txt", "juni.txt")
    assert set(catalog.sources()) == {"maj.txt", "juni.txt", "januar.txt"}


def test_second_writer_in_the_same_process_is_told_so(catalog: Catalog, data: Path) -> None:
    with catalog.write(), pytest.raises(WriterBusy) as caught, Catalog.open(data).write():
        pass
    assert caught.value.retryable
    assert str(data) in caught.value.user_message


def test_second_writer_in_another_process_is_told_so(catalog: Catalog, data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_LOCK, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(WriterBusy, match="En anden proces"), catalog.write():
            pass
        assert catalog.counts().items == 4
        other.communicate()
    with catalog.write() as writer:
        writer.remove_sources([])


def test_readers_see_whole_states_while_a_writer_works(catalog: Catalog, encoder: BagEncoder) -> None:
    """A file holds one meeting of one item or one of two; nobody ever sees anything else."""
    stop = threading.Event()

    def read() -> set[tuple[str, ...]]:
        seen = set()
        while not stop.is_set():
            seen.add(tuple(r.item.title for r in catalog.find_items(Filters(periods=(MAY_DAY,)))))
            catalog.vectors()
        catalog.close()
        return seen

    short = meeting("2021-05-12", JUNE.items[0])
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for turn in range(40):
            with catalog.write() as writer:
                store(writer, encoder, "maj.txt", (MAY, short)[turn % 2])
        stop.set()
        seen = set().union(*(reader.result() for reader in readers))
    assert seen <= {tuple(item.title for item in MAY.items), (JUNE.items[0].title,)}


def test_revision_tells_a_history_from_another(catalog: Catalog, data: Path, encoder: BagEncoder) -> None:
    old = catalog.revision(catalog.generation())
    catalog.close()
    shutil.rmtree(data)
    anew = Catalog.open(data)
    fill(anew, encoder)
    assert anew.generation() == catalog.generation()
    assert anew.revision(anew.generation()) not in ("", old)
    assert anew.revision(99) == ""


def test_a_catalog_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, encoder: BagEncoder) -> None:
    catalog = Catalog.open(tmp_path)
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    catalog.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.executescript(AS_FIRST_WRITTEN)
    connection.close()
    opened = Catalog.open(tmp_path)
    assert [record.item for record in opened.find_items(Filters())] == list(MAY.items)
    assert opened.readings()["maj.txt"].parser == ""
    assert (opened.reports(), opened.rejections()) == ({}, {})
