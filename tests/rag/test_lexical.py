from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rag.analysis import stems
from rag.catalog import Catalog
from rag.domain import Filters, Period
from rag.errors import IndexDamaged
from rag.lexical import LexicalIndex
from tests.invented import JUNE, MAY, BagEncoder, fill, store
from tests.rag.indexes import NOTHING, ignore


@pytest.fixture
def index(catalog: Catalog, tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "lexical")
    index.catch_up(catalog, ignore)
    return index


def titles(index: LexicalIndex, catalog: Catalog, text: str, filters: Filters = NOTHING) -> list[str]:
    """The titles that words find, best first, each once."""
    hits = index.search([[(stem, 1.0)] for stem in stems(text)], filters, 20)
    assert all(score > 0 for _, score in hits)
    records = catalog.chunks(key for key, _ in hits)
    return list(dict.fromkeys(records[key].title for key, _ in hits))


def words_of(catalog: Catalog) -> Counter[str]:
    """What the vocabulary should count, from the catalog itself."""
    counts: Counter[str] = Counter()
    for record in catalog.chunks_since(0):
        counts.update({*stems(record.title), *stems(record.chunk.text)})
    return counts


def stored_words(index: LexicalIndex) -> Counter[str]:
    return Counter(json.loads((index.folder / "vocabulary.json").read_text(encoding="utf-8"))["counts"])


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("slæbestedet", "Ny slæbested ved Nordkajen", id="inflected"),
        pytest.param("slaebested", "Ny slæbested ved Nordkajen", id="typed without Danish letters"),
        pytest.param("takster lystbådehavn", "Lystbådehavnens takster", id="two words"),
        pytest.param("OEKONOMIRAPPORTEN", "Økonomirapport for havnen", id="capitals and oe"),
    ],
)
def test_finds_by_stem(index: LexicalIndex, catalog: Catalog, query: str, first: str) -> None:
    assert titles(index, catalog, query)[0] == first


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param(Filters(bodies=("Kommunalbestyrelsen",)), ["Lystbådehavnens takster"], id="body"),
        pytest.param(Filters(case_numbers=("00.32.00-S00-2-21",)), ["Økonomirapport for havnen"], id="case"),
        pytest.param(
            Filters(item_numbers=("3",), periods=(Period(date(2021, 6, 1), date(2021, 6, 30)),)),
            ["Økonomirapport for havnen"],
            id="number and period",
        ),
        pytest.param(Filters(periods=(Period(None, date(2020, 12, 31)),)), [], id="before all"),
        pytest.param(Filters(bodies=("kommunalbestyrelsen AND",)), [], id="no such body"),
    ],
)
def test_filters_narrow(index: LexicalIndex, catalog: Catalog, filters: Filters, found: list[str]) -> None:
    assert titles(index, catalog, "rapporten takster takst dagsorden", filters) == found


@pytest.mark.parametrize("limit", [-1, 0])
def test_no_words_or_no_room_finds_nothing(index: LexicalIndex, limit: int) -> None:
    assert index.search([], NOTHING, 5) == []
    assert index.search([[("findesikke", 1.0)]], NOTHING, 5) == []
    assert index.search([[("takst", 1.0)]], NOTHING, limit) == []


def test_vocabulary_counts_passages(index: LexicalIndex, catalog: Catalog) -> None:
    assert stored_words(index) == words_of(catalog)
    vocabulary = index.vocabulary()
    assert vocabulary.rarity("findesikke") > vocabulary.rarity("takst") > vocabulary.rarity("slebested") > 0


def test_catching_up_equals_building_anew(
    index: LexicalIndex, catalog: Catalog, encoder: BagEncoder, tmp_path: Path
) -> None:
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
        store(writer, encoder, "maj.txt", JUNE)
        writer.rename_source("juni.txt", "juni-2021.txt")
        ids = [record.id for record in catalog.chunks_since(0)]
        writer.replace_vectors("nyt", ids, encoder.encode_passages(["x"] * len(ids)))
    index.catch_up(catalog, ignore)
    anew = LexicalIndex(tmp_path / "anew")
    anew.catch_up(catalog, ignore)
    assert index.stamp() == anew.stamp()
    assert stored_words(index) == stored_words(anew) == words_of(catalog)
    assert titles(index, catalog, "takster") == titles(index, catalog, "slæbested") == []


def test_catching_up_reads_only_what_changed(index: LexicalIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    done: list[int] = []
    index.catch_up(catalog, done.append)
    assert sum(done) == 0
    with catalog.write() as writer:
        store(writer, encoder, "juni.txt", JUNE)
    index.catch_up(catalog, done.append)
    assert sum(done) == 2


def break_every_file(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"garbage")


def truncate_segments(folder: Path) -> None:
    for path in folder.glob("*.store"):
        path.write_bytes(path.read_bytes()[:10])


def remove_segments(folder: Path) -> None:
    for path in folder.glob("*.term"):
        path.unlink()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(shutil.rmtree, id="folder missing"),
        pytest.param(break_every_file, id="garbage"),
        pytest.param(lambda folder: (folder / "meta.json").write_bytes(b""), id="meta empty"),
        pytest.param(truncate_segments, id="segment truncated"),
        pytest.param(remove_segments, id="segment file missing"),
        pytest.param(lambda folder: (folder / "vocabulary.json").unlink(), id="vocabulary missing"),
        pytest.param(lambda folder: (folder / "vocabulary.json").write_text("{"), id="vocabulary truncated"),
        pytest.param(lambda folder: (folder / "stamp.json").unlink(), id="stamp missing"),
        pytest.param(lambda folder: (folder / "unfinished").touch(), id="killed before the stamp"),
    ],
)
def test_rebuilt_when_damaged(
    index: LexicalIndex, catalog: Catalog, encoder: BagEncoder, damage: Callable[[Path], object]
) -> None:
    damage(index.folder)
    with catalog.write() as writer:
        store(writer, encoder, "juni.txt", JUNE)
    opened = LexicalIndex(index.folder)
    opened.catch_up(catalog, ignore)
    assert titles(opened, catalog, "økonomirapport")[0] == "Økonomirapport for havnen"
    assert stored_words(opened) == words_of(catalog)


def test_damage_met_in_a_search_is_told_and_distrusted(index: LexicalIndex) -> None:
    break_every_file(index.folder)
    opened = LexicalIndex(index.folder)
    with pytest.raises(IndexDamaged, match="bygges igen"):
        opened.search([[("takst", 1.0)]], NOTHING, 5)
    assert opened.stamp() is None


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b""], ids=["cut off", "no text", "empty"])
def test_damaged_words_are_told_and_distrusted(index: LexicalIndex, content: bytes) -> None:
    (index.folder / "vocabulary.json").write_bytes(content)
    opened = LexicalIndex(index.folder)
    with pytest.raises(IndexDamaged, match="bygges igen"):
        opened.vocabulary()
    assert opened.stamp() is None


def test_index_of_a_restored_catalog_is_rebuilt(
    index: LexicalIndex, catalog: Catalog, data: Path, encoder: BagEncoder
) -> None:
    """Restored from a copy and grown to the same generation again, with other minutes."""
    catalog.close()
    shutil.rmtree(data)
    restored = Catalog.open(data)
    fill(restored, encoder)
    with restored.write() as writer:
        store(writer, encoder, "juni.txt", MAY)
    done: list[int] = []
    index.catch_up(restored, done.append)
    assert sum(done) == restored.counts().chunks
    assert stored_words(index) == words_of(restored)
    restored.close()


def test_a_reader_sees_what_another_has_committed(index: LexicalIndex, catalog: Catalog, encoder: BagEncoder) -> None:
    reader = LexicalIndex(index.folder)
    assert titles(reader, catalog, "takster") == ["Lystbådehavnens takster"]
    with catalog.write() as writer:
        writer.remove_sources(["januar.txt"])
    index.catch_up(catalog, ignore)
    reader.refresh()
    assert titles(reader, catalog, "takster") == []
    assert "takst" not in reader.vocabulary()
    shutil.rmtree(index.folder)
    with catalog.write() as writer:
        store(writer, encoder, "igen.txt", JUNE)
    index.catch_up(catalog, ignore)
    reader.refresh()
    assert "Økonomirapport for havnen" in titles(reader, catalog, "rapporten")


def test_folder_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(IndexDamaged, match="Søgeindekset"):
        LexicalIndex(tmp_path / "fil" / "lexical").catch_up(catalog, ignore)


KILLED_BEFORE_THE_STAMP = """
import os, sys
from pathlib import Path
import rag.lexical
from rag.catalog import Catalog
rag.lexical.write_stamp = lambda *_: os._exit(9)
rag.lexical.LexicalIndex(Path(sys.argv[2])).catch_up(Catalog.open(Path(sys.argv[1])), lambda steps: None)
"""


def test_killed_between_commit_and_stamp_counts_no_word_twice(
    index: LexicalIndex, catalog: Catalog, data: Path, encoder: BagEncoder
) -> None:
    with catalog.write() as writer:
        store(writer, encoder, "juni.txt", MAY)
    arguments = [sys.executable, "-c", KILLED_BEFORE_THE_STAMP, str(data), str(index.folder)]
    assert subprocess.run(arguments, check=False).returncode == 9
    opened = LexicalIndex(index.folder)
    opened.catch_up(catalog, ignore)
    assert stored_words(opened) == words_of(catalog)
