"""Files as they come from a browser (modtagne filer): checked by name, size and content before they are kept."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingest.convert import MAX_BYTES, SUFFIXES
from ingest.sources import find_files
from prompts import rejections
from rag.errors import DocumentRejected
from ui import texts

ARCHIVE = ".zip"
TAKEN = frozenset({*SUFFIXES, ARCHIVE})
"""The endings of the files that are taken."""

_LONGEST_NAME = 150
_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ARCHIVE: (b"PK\x03\x04",),
}
_FOREIGN = (b"%PDF-", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_HEAD = 1024
_AT_ONCE = 1 << 20


def keep(filename: str, file: BinaryIO, folder: Path, known: Mapping[str, str]) -> str:
    """Put a file into a folder under a plain name of its own, whole or not at all, and return that name.

    `known` are the files of the catalog: content hash → name. A file of the same name is replaced.

    Raises:
        DocumentRejected: its name, size or content is not that of minutes, or its content is in already.
    """
    name = plain_name(filename)
    suffix = Path(name).suffix.casefold()
    if suffix == ".doc":
        raise DocumentRejected(rejections.OLD_WORD)
    if suffix not in TAKEN:
        raise DocumentRejected(rejections.UNKNOWN_TYPE.format(suffix=suffix or "?"))
    size = file.seek(0, 2)
    if not size:
        raise DocumentRejected(rejections.EMPTY)
    if size > MAX_BYTES:
        raise DocumentRejected(rejections.TOO_LARGE.format(size=size >> 20, limit=MAX_BYTES >> 20))
    file.seek(0)
    _check_head(suffix, file.read(_HEAD))
    file.seek(0)
    sha256 = _digest(file)
    if sha256 in known:
        raise DocumentRejected(texts.UPLOAD_KNOWN.format(name=known[sha256]))
    # A name that begins with a full stop is no file of minutes to whoever reads the folder in the meantime.
    draft = folder / f".{secrets.token_hex(8)}{suffix}"
    try:
        file.seek(0)
        with draft.open("xb") as target:
            shutil.copyfileobj(file, target)
        if suffix == ARCHIVE:
            _check_archive(draft)
        draft.replace(folder / name)
    finally:
        draft.unlink(missing_ok=True)
    return name


def plain_name(filename: str) -> str:
    """The last part of a name, as it may stand in a folder.

    Raises:
        DocumentRejected: nothing is left of it, it is hidden, or it is too long.
    """
    composed = unicodedata.normalize("NFC", filename.encode("utf-8", "replace").decode())
    last = PurePosixPath(composed.replace("\\", "/")).name
    name = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip()
    if not name.strip(".") or name.startswith((".", "~")) or len(name.encode()) > _LONGEST_NAME:
        raise DocumentRejected(texts.UPLOAD_NAME)
    return name


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while part := file.read(_AT_ONCE):
        digest.update(part)
    return digest.hexdigest()


def _check_head(suffix: str, head: bytes) -> None:
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in _SIGNATURES:
        if not begins.startswith(_SIGNATURES[suffix]):
            raise DocumentRejected(texts.UPLOAD_CONTENT.format(suffix=suffix))
    elif begins.startswith(_FOREIGN):
        raise DocumentRejected(texts.UPLOAD_CONTENT.format(suffix=suffix))


def _check_archive(path: Path) -> None:
    listing = find_files([path])
    whole = [refusal for refusal in listing.refused if refusal.file == path.name]
    if whole:
        raise DocumentRejected(whole[0].reason)
    if not listing.files:
        raise DocumentRejected(listing.refused[0].reason if listing.refused else rejections.EMPTY)
