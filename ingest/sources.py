"""Where files of minutes come from (kilder): files, folders and zip files, never outside what was given."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest.convert import MAX_BYTES
from ingest.lines import clean_text
from prompts import rejections
from rag.database import FILE_NAME as CATALOG
from rag.errors import DocumentRejected

MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024
MAX_ARCHIVE_FILES = 50_000
MAX_RATIO = 200
MAX_DEPTH = 60

_IGNORED_PREFIXES = (".", "~$", "__MACOSX")
# A system that drops a file writes it under such a name first.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart")
_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that was found (fundet fil): its name below what was given, and where its bytes are.

    `member` names the entry when `path` is a zip file.
    """

    name: str
    path: Path
    member: str = ""

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            DocumentRejected: it is gone, may not be read, or is too large.
        """
        try:
            return self._read_member() if self.member else self._read_file()
        except OSError as error:
            raise DocumentRejected(rejections.UNREADABLE.format(reason=rejections.reason_of(error))) from error
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, KeyError) as error:
            raise DocumentRejected(rejections.ARCHIVE_DAMAGED) from error

    def _read_file(self) -> bytes:
        status = self.path.stat()
        # A pipe would be waited for without end.
        if not stat.S_ISREG(status.st_mode):
            raise DocumentRejected(rejections.NOT_A_FILE.format(name=self.name))
        if status.st_size > MAX_BYTES:
            raise DocumentRejected(rejections.TOO_LARGE.format(size=status.st_size >> 20, limit=MAX_BYTES >> 20))
        # It may grow while it is read.
        with self.path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise DocumentRejected(rejections.TOO_LARGE.format(size=len(data) >> 20, limit=MAX_BYTES >> 20))
        return data

    def _read_member(self) -> bytes:
        # The directory of a zip may lie about sizes: no more is unpacked than the limit.
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as entry:
            data = entry.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise DocumentRejected(rejections.TOO_LARGE.format(size=len(data) >> 20, limit=MAX_BYTES >> 20))
        return data


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that can't be read in (afvisning), with the Danish reason."""

    file: str
    reason: str


@dataclass
class Listing:
    """What some paths hold: files in a stable order, and what was refused on the way.

    `whole`: every path exists, one is a folder or a zip and holds files, so that what is missing is gone.
    `origins`: under which of the paths, written in full, a file was found or refused, by its name;
    `given` are all of those.
    """

    files: list[FoundFile] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    folders: int = 0
    missing: int = 0

    @property
    def whole(self) -> bool:
        """Whether files that are not listed may be taken to be gone."""
        return bool(self.folders and self.files and not self.missing)


def find_files(paths: Sequence[Path]) -> Listing:
    """List the files of some paths. A file found by several ways is listed once, under its longest name."""
    listing = Listing()
    found: dict[tuple[str, str], tuple[FoundFile, str]] = {}
    for path in paths:
        origin, refused = os.path.realpath(path), len(listing.refused)
        listing.given.append(origin)
        for each in _find(path, listing):
            key = (os.path.realpath(each.path), each.member)
            known = found.get(key)
            if known is None or len(each.name) > len(known[0].name):
                found[key] = each, origin
        listing.origins |= {refusal.file: origin for refusal in listing.refused[refused:]}
    names: dict[str, FoundFile] = {}
    for each, origin in found.values():
        name = each.name
        if name in names:
            name = f"{each.path.parent.name}/{name}"
        number = 2
        while name in names:
            name = f"{each.name} ({number})"
            number += 1
        names[name] = FoundFile(name, each.path, each.member)
        listing.origins[name] = origin
    listing.files = [names[name] for name in sorted(names)]
    return listing


def _find(path: Path, listing: Listing) -> Iterator[FoundFile]:
    if path.is_dir():
        listing.folders += 1
        yield from _walk(path, listing)
    elif not path.exists():
        listing.missing += 1
        listing.refused.append(Refusal(_safe(path.name), rejections.MISSING.format(path=path)))
    elif path.suffix.casefold() == ".zip":
        listing.folders += 1
        yield from _members(path, path.name, listing)
    else:
        yield FoundFile(_safe(path.name), path)


def _walk(root: Path, listing: Listing) -> Iterator[FoundFile]:
    real_root = os.path.realpath(root)
    folders = [(root, 0)]
    while folders:
        folder, depth = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            name = _safe(os.path.relpath(folder, root))
            listing.refused.append(Refusal(name, rejections.UNREADABLE.format(reason=rejections.reason_of(error))))
            continue
        for entry in entries:
            path = Path(entry.path)
            name = _safe(path.relative_to(root).as_posix())
            if _ignored(entry.name):
                continue
            if entry.is_symlink() and not _stays_inside(path, real_root, name, listing):
                continue
            if entry.is_dir(follow_symlinks=False):
                if _goes_into(path, depth, name, listing):
                    folders.append((path, depth + 1))
            elif path.suffix.casefold() == ".zip":
                yield from _members(path, name, listing)
            elif _is_regular(path):
                yield FoundFile(name, path)
            else:
                listing.refused.append(Refusal(name, rejections.NOT_A_FILE.format(name=_safe(entry.name))))


def _goes_into(folder: Path, depth: int, name: str, listing: Listing) -> bool:
    """Whether the files of a folder are looked for; one that lies too deep is refused."""
    # A data folder inside the folder of minutes holds indexes, no minutes.
    if (folder / CATALOG).exists():
        return False
    if depth >= MAX_DEPTH:
        listing.refused.append(Refusal(name, rejections.TOO_DEEP.format(name=_safe(folder.name), limit=MAX_DEPTH)))
        return False
    return True


def _stays_inside(path: Path, real_root: str, name: str, listing: Listing) -> bool:
    """Whether a link leads to a file inside the folder; links to folders are never followed."""
    target = os.path.realpath(path)
    if os.path.isdir(target):  # noqa: PTH112 - the resolved name of a link that may be broken
        inside = target == real_root or target.startswith(real_root + os.sep) or real_root.startswith(target)
        sentence = rejections.LOOP if inside else rejections.OUTSIDE
        listing.refused.append(Refusal(name, sentence.format(name=name)))
        return False
    if not target.startswith(real_root + os.sep):
        listing.refused.append(Refusal(name, rejections.OUTSIDE.format(name=name)))
        return False
    return True


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _ignored(name: str) -> bool:
    folded = name.casefold()
    return name.startswith(_IGNORED_PREFIXES) or folded in _IGNORED_NAMES or folded.endswith(_UNFINISHED)


def _members(path: Path, name: str, listing: Listing) -> Iterator[FoundFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError):
        listing.refused.append(Refusal(_safe(name), rejections.ARCHIVE_DAMAGED))
        return
    if reason := _refuse_archive(entries):
        listing.refused.append(Refusal(_safe(name), reason))
        return
    for entry in entries:
        inner = _safe(entry.filename.replace("\\", "/"))
        if any(_ignored(part) for part in inner.split("/") if part not in ("", "..", ".")):
            continue
        parts = PurePosixPath(inner).parts
        if inner.startswith("/") or ".." in parts or ":" in inner.split("/")[0]:
            listing.refused.append(Refusal(f"{_safe(name)}/{inner}", rejections.ARCHIVE_PATH.format(name=inner)))
            continue
        if inner.casefold().endswith(".zip"):
            listing.refused.append(Refusal(f"{_safe(name)}/{inner}", rejections.ARCHIVE_NESTED))
            continue
        yield FoundFile(f"{_safe(name)}/{inner}", path, entry.filename)


def _refuse_archive(entries: Sequence[zipfile.ZipInfo]) -> str:
    if not entries:
        return rejections.ARCHIVE_EMPTY
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        return rejections.ARCHIVE_ENCRYPTED
    crowded = len(entries) > MAX_ARCHIVE_FILES or total > MAX_ARCHIVE_BYTES
    if crowded or (total > MAX_BYTES // 4 and total > MAX_RATIO * max(packed, 1)):
        return rejections.ARCHIVE_BOMB.format(size=total >> 20, count=len(entries))
    return ""


def _safe(name: str) -> str:
    """A name that can be stored and shown: NFC, without control and direction marks or broken bytes."""
    return clean_text(name.encode("utf-8", "replace").decode("utf-8")).replace("\n", " ").replace("\r", " ")
