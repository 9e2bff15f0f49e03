"""Backups: what they hold, that they come back whole, and that a bad one changes nothing."""

from __future__ import annotations

import json
import stat
import threading
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rag.backups import restore_backup, set_aside, write_backup
from rag.catalog import Catalog
from rag.errors import BackupError, CatalogDamaged, WriterBusy
from rag.lexical import LexicalIndex
from tests.invented import BagEncoder, fill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def backup(catalog: Catalog, tmp_path: Path) -> Path:
    path = tmp_path / "kopi" / "referat.zip"
    write_backup(catalog, path)
    return path


def test_comes_back_in_another_folder(catalog: Catalog, backup: Path, tmp_path: Path) -> None:
    other = Catalog.open(tmp_path / "other")
    restored = restore_backup(other, backup)
    assert restored.meetings == len(catalog.meetings()) > 0
    assert other.meetings() == catalog.meetings()
    assert other.counts() == catalog.counts()
    assert np.array_equal(other.vectors()[1], catalog.vectors()[1])
    other.close()


def test_other_files_come_along_and_indexes_do_not(catalog: Catalog, data: Path, tmp_path: Path) -> None:
    (data / "modtaget").mkdir()
    (data / "modtaget" / "møde.txt").write_text("Punkt 1", encoding="utf-8")
    (data / "lexical").mkdir()
    (data / "lexical" / "meta.json").touch()
    (data / "genvej").symlink_to("/etc/hostname")
    made = write_backup(catalog, tmp_path / "b.zip")
    assert made.files == 1
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert sorted(archive.namelist()) == ["catalog.sqlite3", "indhold.json", "modtaget/møde.txt"]
    other = Catalog.open(tmp_path / "other")
    restore_backup(other, tmp_path / "b.zip")
    assert (tmp_path / "other" / "modtaget" / "møde.txt").read_text(encoding="utf-8") == "Punkt 1"
    other.close()


def test_only_the_owner_may_read_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_holds_whole_states_while_somebody_writes(catalog: Catalog, encoder: BagEncoder, tmp_path: Path) -> None:
    """Each copy holds as many chunks as its catalog says, whatever is committed meanwhile."""
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            fill(catalog, encoder)
            stop.wait(0.01)
        catalog.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            write_backup(catalog, tmp_path / f"{number}.zip")
            other = Catalog.open(tmp_path / str(number))
            restore_backup(other, tmp_path / f"{number}.zip")
            assert other.find_damage() == ""
            assert len(other.vectors()[0]) == other.counts().chunks > 0
            other.close()
    finally:
        stop.set()
        writing.join()


def test_readers_and_indexes_see_that_it_is_another_history(
    catalog: Catalog, backup: Path, encoder: BagEncoder, data: Path
) -> None:
    fill(catalog, encoder)
    index = LexicalIndex(data / "lexical")
    index.catch_up(catalog, lambda _: None)
    stamp = index.stamp()
    assert stamp is not None
    before = catalog.generation()
    restore_backup(catalog, backup)
    assert catalog.generation() > before
    assert not stamp.continues_in(catalog)
    index.catch_up(catalog, lambda _: None)
    assert index.stamp() is not None


def test_not_while_another_writes(catalog: Catalog, backup: Path, data: Path) -> None:
    with Catalog.open(data).write(), pytest.raises(WriterBusy):
        restore_backup(catalog, backup)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"SQLite format 3\x00" + bytes(4000), id="no-zip"),
        pytest.param(None, id="absent"),
    ],
)
def test_what_is_no_backup_changes_nothing(catalog: Catalog, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.zip"
    if content is not None:
        path.write_bytes(content)
    before = catalog.generation()
    with pytest.raises(BackupError, match="intet er ændret"):
        restore_backup(catalog, path)
    assert catalog.generation() == before


def repacked(backup: Path, change: dict[str, bytes], listed: dict[str, str] | None = None) -> Path:
    """The backup with some parts changed, its list of sums as it was or with more in it."""
    path = backup.with_name("ændret.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()} | change
        if listed:
            contents = json.loads(parts["indhold.json"])
            contents["sha256"] |= listed
            parts["indhold.json"] = json.dumps(contents).encode()
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def test_altered_backup_is_refused(catalog: Catalog, backup: Path) -> None:
    with pytest.raises(BackupError, match="ændret eller beskadiget"):
        restore_backup(catalog, repacked(backup, {"catalog.sqlite3": b"SQLite format 3\x00"}))


@pytest.mark.parametrize("name", ["../udenfor.txt", "/tmp/udenfor.txt", "lexical/meta.json"])
def test_no_file_is_written_elsewhere(catalog: Catalog, backup: Path, name: str) -> None:
    with pytest.raises(BackupError):
        restore_backup(catalog, repacked(backup, {name: b"x"}, {name: "2d711642b726b04401627ca9fbac32f5"}))


def test_truncated_backup_is_refused(catalog: Catalog, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-200])
    with pytest.raises(BackupError):
        restore_backup(catalog, backup)


def test_place_that_cannot_be_written(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(BackupError, match="kan ikke skrives"):
        write_backup(catalog, tmp_path / "fil" / "b.zip")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".referat")] == []


def test_damaged_catalog_is_set_aside_and_replaced(catalog: Catalog, backup: Path, data: Path) -> None:
    catalog.close()
    (data / "catalog.sqlite3").write_bytes(b"ikke en database")
    with pytest.raises(CatalogDamaged, match="referat restore"):
        Catalog.open(data)
    assert set_aside(data).read_bytes() == b"ikke en database"
    fresh = Catalog.open(data)
    assert restore_backup(fresh, backup).meetings == len(fresh.meetings()) > 0
    fresh.close()
