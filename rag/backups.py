"""Backups (sikkerhedskopier): everything of a data folder that can't be made again, in one zip, while it is in use.

A backup holds the catalog as one committed state of it, and the other files of the folder as they stand; the two
indexes are left out, since they are built from the catalog. A list of its contents with their SHA-256 goes with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prompts import errors as sentences
from prompts.rejections import reason_of
from rag.catalog import Catalog
from rag.database import FILE_NAME, LOCK_NAME, Database
from rag.errors import BackupError, DataFolderError

_LIST = "indhold.json"
_FORMAT = "referat-backup-1"
_DERIVED = frozenset({"vectors", "chroma", "lexical"})
_TEMPORARY = frozenset({LOCK_NAME, FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", f"{FILE_NAME}-journal"})
_DAMAGED = "beskadiget-katalog"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds (sikkerhedskopi): its meetings, its files besides the catalog, and its size in bytes."""

    meetings: int
    files: int
    size: int


def write_backup(catalog: Catalog, path: Path) -> Backup:
    """Write a backup of the catalog's data folder to a file, which is there whole or not at all.

    Readers and a writer may go on meanwhile: what is committed when it begins is what it holds. The file can be
    read by its owner alone, as it holds everything that the minutes do.

    Raises:
        BackupError: the file can't be written.
        DataFolderError: the catalog can't be read.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".referat-", dir=path.parent) as folder:
            copy = Path(folder) / FILE_NAME
            with catalog.reading() as connection, closing(sqlite3.connect(copy)) as target:
                connection.backup(target)
            meetings = _count_meetings(copy)
            whole = Path(folder) / "backup.zip"
            files = [(file, PurePosixPath(file.relative_to(catalog.folder))) for file in _other_files(catalog.folder)]
            _pack(whole, [(copy, PurePosixPath(FILE_NAME)), *files])
            size = whole.stat().st_size
            whole.replace(path)
    except OSError as error:
        raise BackupError(sentences.BACKUP_UNWRITABLE.format(path=path, reason=reason_of(error))) from error
    return Backup(meetings, len(files), size)


def restore_backup(catalog: Catalog, path: Path) -> Backup:
    """Put the contents of a backup in the place of the catalog's, and its other files beside it.

    Readers see the old state or the new one. Every part is checked before anything is changed. Files that the backup
    doesn't hold stay. The indexes must be brought up to date afterwards.

    Raises:
        BackupError: the file is no backup, is damaged, or was written by a newer version.
        WriterBusy: another process is writing.
        DataFolderError: the catalog can't be written.
    """
    with _unpacked(path) as folder, catalog.write():
        meetings = _prepare(folder, catalog.generation())
        with closing(sqlite3.connect(folder / FILE_NAME)) as source, catalog.reading() as connection:
            source.backup(connection)
        files = list(_other_files(folder))
        for file in files:
            target = catalog.folder / file.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, target)
    return Backup(meetings, len(files), path.stat().st_size)


def _prepare(folder: Path, generation: int) -> int:
    """Bring an unpacked catalog to this version and past a generation; the number of its meetings."""
    restored = Catalog.open(folder)
    try:
        with restored.write() as writer:
            writer.pass_generation(generation)
        return restored.counts().meetings
    finally:
        restored.close()


def set_aside(folder: Path) -> Path:
    """Give a damaged catalog another name, so that a new one can take its place; where it lies now.

    Raises:
        DataFolderError: it can't be renamed.
        WriterBusy: another process is writing.
    """
    number = 1
    while (kept := folder / f"{_DAMAGED}-{number}.sqlite3").exists():
        number += 1
    with Database(folder).locked(timeout=0):
        try:
            (folder / FILE_NAME).rename(kept)
            for ending in ("-wal", "-shm"):
                (folder / f"{FILE_NAME}{ending}").unlink(missing_ok=True)
        except OSError as error:
            raise DataFolderError(sentences.DATA_FOLDER.format(path=folder, reason=reason_of(error))) from error
    return kept


def _other_files(folder: Path) -> Iterator[Path]:
    """The files of a data folder that are neither the catalog nor made from it. Links are not followed."""
    for top in sorted(folder.iterdir()):
        if top.name in _DERIVED | _TEMPORARY or top.name.startswith(_DAMAGED) or top.is_symlink():
            continue
        found = sorted(top.rglob("*")) if top.is_dir() else [top]
        yield from (file for file in found if file.is_file() and not file.is_symlink())


def _pack(path: Path, files: list[tuple[Path, PurePosixPath]]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    sums = {}
    with (
        os.fdopen(handle, "wb") as out,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        for file, name in files:
            digest = hashlib.sha256()
            with file.open("rb") as source, archive.open(zipfile.ZipInfo.from_file(file, str(name)), "w") as target:
                while block := source.read(_BLOCK):
                    digest.update(block)
                    target.write(block)
            sums[str(name)] = digest.hexdigest()
        archive.writestr(_LIST, json.dumps({"format": _FORMAT, "sha256": sums}, ensure_ascii=False))
        out.flush()


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The contents of a backup in a folder of their own, each part checked against its sum."""
    with tempfile.TemporaryDirectory(prefix="referat-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(path) as archive:
                listed = json.loads(archive.read(_LIST))
                if listed["format"] != _FORMAT or FILE_NAME not in listed["sha256"]:
                    raise _unusable(path, sentences.BACKUP_REASONS["foreign"])
                for part, expected in listed["sha256"].items():
                    if _unpack(archive, part, folder) != expected:
                        raise _unusable(path, sentences.BACKUP_REASONS["altered"])
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, EOFError) as error:
            raise _unusable(path, sentences.BACKUP_REASONS["foreign"]) from error
        except OSError as error:
            raise _unusable(path, reason_of(error)) from error
        yield folder


def _unusable(path: Path, reason: str) -> BackupError:
    return BackupError(sentences.BACKUP_UNREADABLE.format(path=path, reason=reason))


def _unpack(archive: zipfile.ZipFile, part: str, folder: Path) -> str:
    """Write one part below a folder, and never beside it; its SHA-256."""
    name = PurePosixPath(part)
    if name.is_absolute() or ".." in name.parts or name.parts[0] in _DERIVED:
        raise ValueError(part)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(part) as source, target.open("wb") as out:
        while block := source.read(_BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _count_meetings(copy: Path) -> int:
    with closing(sqlite3.connect(copy)) as connection:
        found: int = connection.execute("SELECT count(*) FROM meetings").fetchone()[0]
    return found
