from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.catalog import Catalog, Counts
from rag.domain import Chunk, Filters, Meeting, SourceFile
from tests.invented import JUNE, MAY, BagEncoder, chunks, item, meeting, store

DIE_IN_MID_WRITE = """
import os, sys
from pathlib import Path
from rag.catalog import Catalog
from tests.invented import JUNE, BagEncoder, store
with Catalog.open(Path(sys.argv[1])).write() as writer:
    insert = writer._insert_item
    def die(*arguments):
        insert(*arguments)
        os._exit(9)
    writer._insert_item = die
    store(writer, BagEncoder(), "maj.txt", JUNE)
"""


def test_each_change_is_one_generation(catalog: Catalog) -> None:
    before = catalog.generation()
    with catalog.write() as writer:
        assert writer.rename_source("maj.txt", "2021/maj.txt") == before + 1
        assert writer.remove_sources(["juni.txt", "findes ikke.txt"]) == before + 2
    assert catalog.generation() == before + 2
    assert set(catalog.sources()) == {"2021/maj.txt", "januar.txt"}


def test_replacing_a_file_puts_new_ids_in_place_of_the_old(catalog: Catalog, encoder: BagEncoder) -> None:
    before = catalog.generation()
    old = {record.id for record in catalog.chunks_since(0) if record.source.name == "maj.txt"}
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)
    new = {record.id for record in catalog.chunks_since(before)}
    assert set(catalog.removed_since(before)) == old
    assert len(new) == len(old)
    assert min(new) > max(old)
    assert catalog.counts() == Counts(3, 3, 4, 7)


def test_removing_a_file_removes_all_that_came_from_it(catalog: Catalog) -> None:
    before = catalog.generation()
    with catalog.write() as writer:
        writer.remove_sources(["maj.txt", "juni.txt"])
    assert catalog.counts() == Counts(1, 1, 1, 1)
    assert len(catalog.removed_since(before)) == 6
    assert [record.item.title for record in catalog.find_items(Filters())] == ["Lystbådehavnens takster"]


def test_a_renamed_file_keeps_its_chunks_and_marks_them_changed(catalog: Catalog) -> None:
    before = catalog.generation()
    ids = [record.id for record in catalog.chunks_since(0) if record.source.name == "juni.txt"]
    with catalog.write() as writer:
        writer.rename_source("juni.txt", "juni-endelig.txt")
    changed = list(catalog.chunks_since(before))
    assert [record.id for record in changed] == ids
    assert {record.source.name for record in changed} == {"juni-endelig.txt"}


def test_failure_in_mid_file_leaves_the_old_state(catalog: Catalog, encoder: BagEncoder) -> None:
    before = (catalog.generation(), catalog.sources(), catalog.counts())
    broken: list[tuple[Meeting, Sequence[Sequence[Chunk]]]] = [
        (JUNE, [chunks(JUNE.items[0])]),  # one sequence of chunks for two items
        (MAY, [()]),
    ]
    with pytest.raises(ValueError, match="zip"), catalog.write() as writer:
        writer.replace_source(SourceFile("maj.txt", "0" * 64), broken, encoder.encode_passages(["a", "b"]))
    assert (catalog.generation(), catalog.sources(), catalog.counts()) == before
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", MAY)


def test_killed_in_mid_write_leaves_the_old_state(catalog: Catalog, data: Path) -> None:
    before = (catalog.generation(), catalog.find_items(Filters()))
    killed = subprocess.run([sys.executable, "-c", DIE_IN_MID_WRITE, str(data)], check=False)
    assert killed.returncode == 9
    assert (catalog.generation(), catalog.find_items(Filters())) == before
    with catalog.write() as writer:
        writer.remove_sources(["maj.txt"])


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_vector_for_each_chunk(catalog: Catalog, rows: int) -> None:
    with pytest.raises(ValueError, match=f"{rows} vectors for 2 chunks"), catalog.write() as writer:
        writer.replace_source(
            SourceFile("juni.txt", "0" * 64), [(JUNE, [chunks(JUNE.items[0])])], np.zeros((rows, 4), np.float32)
        )


def test_new_vectors_for_all_or_none(catalog: Catalog) -> None:
    ids = [record.id for record in catalog.chunks_since(0)]
    with pytest.raises(ValueError, match="for 7 chunks"), catalog.write() as writer:
        writer.replace_vectors("andet", ids[:-1], np.ones((6, 8), np.float32))
    before = catalog.generation()
    with catalog.write() as writer:
        writer.replace_vectors("andet", ids, np.ones((7, 8), np.float32))
    assert catalog.encoder_name() == "andet"
    assert catalog.vectors()[1].shape == (7, 8)
    assert len(list(catalog.chunks_since(before))) == 7


def test_file_without_items(catalog: Catalog, encoder: BagEncoder) -> None:
    with catalog.write() as writer:
        store(writer, encoder, "tom.txt", meeting("2022-02-02"))
        store(writer, encoder, "lukket.txt", meeting("2022-02-03", item("1", "Lukket punkt")))
    assert catalog.counts() == Counts(5, 5, 5, 7)
    assert catalog.scope().meetings == 5
