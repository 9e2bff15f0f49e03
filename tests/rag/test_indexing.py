from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rag.catalog import Catalog
from rag.domain import Filters
from rag.errors import WriterBusy
from rag.indexing import bring_up_to_date, is_current
from rag.lexical import LexicalIndex
from rag.vectors import VectorIndex
from tests.invented import JUNE, BagEncoder, store

LABELS = ("indlejring", "vektorer", "ord")


class Watched:
    """Progress that is written down."""

    def __init__(self) -> None:
        self.done: dict[str, int] = {}

    def begin(self, label: str, total: int) -> Callable[[int], None]:
        """Count the steps under the label."""
        self.done[label] = 0

        def advance(steps: int) -> None:
            self.done[label] += steps
            assert self.done[label] <= total

        return advance


@pytest.fixture
def indexes(tmp_path: Path) -> tuple[VectorIndex, LexicalIndex]:
    return VectorIndex(tmp_path / "vectors"), LexicalIndex(tmp_path / "lexical")


Indexes = tuple[VectorIndex, LexicalIndex]


def update(catalog: Catalog, encoder: BagEncoder, indexes: Indexes) -> dict[str, int]:
    """The passages done under each label."""
    watched = Watched()
    bring_up_to_date(catalog, encoder, *indexes, watched, LABELS)
    assert is_current(catalog, encoder.name, *indexes)
    return watched.done


def test_first_run_builds_both_and_the_second_does_nothing(
    catalog: Catalog, encoder: BagEncoder, indexes: Indexes
) -> None:
    assert not is_current(catalog, encoder.name, *indexes)
    assert update(catalog, encoder, indexes) == {"vektorer": 7, "ord": 7}
    assert update(catalog, encoder, indexes) == {}


def test_catches_up_with_what_changed(catalog: Catalog, encoder: BagEncoder, indexes: Indexes) -> None:
    update(catalog, encoder, indexes)
    with catalog.write() as writer:
        store(writer, encoder, "ny.txt", JUNE)
    assert not is_current(catalog, encoder.name, *indexes)
    assert update(catalog, encoder, indexes) == {"vektorer": 2, "ord": 2}


def test_another_encoder_embeds_all_anew(catalog: Catalog, encoder: BagEncoder, indexes: Indexes) -> None:
    update(catalog, encoder, indexes)
    other = BagEncoder("bag-16", 16)
    assert update(catalog, other, indexes) == {"indlejring": 7, "vektorer": 7, "ord": 7}
    assert catalog.encoder_name() == "bag-16"
    assert catalog.vectors()[1].shape == (7, 16)
    stamp = indexes[0].stamp()
    assert stamp is not None
    assert stamp.encoder == "bag-16"


def test_embedding_anew_gives_what_was_there_before(catalog: Catalog, indexes: Indexes) -> None:
    ids, before = catalog.vectors()
    other = BagEncoder("bag-64 again")
    update(catalog, other, indexes)
    again, after = catalog.vectors()
    assert again.tolist() == ids.tolist()
    assert np.array_equal(after, before)


def test_empty_catalog(empty_catalog: Catalog, encoder: BagEncoder, indexes: Indexes) -> None:
    assert set(update(empty_catalog, encoder, indexes).values()) == {0}
    assert empty_catalog.encoder_name() == encoder.name


@pytest.mark.parametrize("which", [0, 1], ids=["vectors", "lexical"])
def test_one_missing_index_is_built(catalog: Catalog, encoder: BagEncoder, indexes: Indexes, which: int) -> None:
    update(catalog, encoder, indexes)
    (indexes[which].folder / "stamp.json").unlink()
    done = update(catalog, encoder, indexes)
    assert done[LABELS[1 + which]] == 7
    assert done[LABELS[2 - which]] == 0


def test_not_while_another_writes(catalog: Catalog, data: Path, encoder: BagEncoder, indexes: Indexes) -> None:
    with Catalog.open(data).write(), pytest.raises(WriterBusy):
        bring_up_to_date(catalog, encoder, *indexes, Watched(), LABELS)


DIE_ON_THE_WAY = """
import os, sys
from pathlib import Path
import rag.vectors
from rag.catalog import Catalog
from rag.indexing import bring_up_to_date
from rag.lexical import LexicalIndex
from tests.invented import BagEncoder
from tests.rag.test_indexing import Watched, LABELS
folder = Path(sys.argv[1])
rag.vectors.write_stamp = lambda *_: os._exit(9)
indexes = rag.vectors.VectorIndex(folder / "vectors"), LexicalIndex(folder / "lexical")
bring_up_to_date(Catalog.open(folder / "data"), BagEncoder(), *indexes, Watched(), LABELS)
"""


def test_killed_on_the_way_the_next_run_ends_the_same(
    catalog: Catalog, encoder: BagEncoder, indexes: Indexes, tmp_path: Path
) -> None:
    update(catalog, encoder, indexes)
    with catalog.write() as writer:
        store(writer, encoder, "maj.txt", JUNE)
    killed = subprocess.run([sys.executable, "-c", DIE_ON_THE_WAY, str(tmp_path)], check=False)
    assert killed.returncode == 9
    indexes[0].refresh()
    update(catalog, encoder, indexes)
    found = indexes[0].search(catalog, encoder.encode_queries(["takster"])[0], Filters(), 10)
    assert {key for key, _ in found} == {record.id for record in catalog.chunks_since(0)}
