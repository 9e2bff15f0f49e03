"""From folders to the catalog (indlæsning): only what changed is read, one transaction a file.

Killed at any moment, the next run ends where an undisturbed one would: a file is stored whole or not at
all, and what is stored is known by its content hash.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ingest.chunking import chunk_item
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from ingest.sources import FoundFile, Listing, Refusal, find_files
from prompts import rejections
from rag.catalog import Catalog
from rag.domain import Chunk, Meeting, SourceFile, passage_text
from rag.embedding.encoder import Encoder
from rag.errors import DocumentRejected
from rag.indexing import encode, ensure_encoder
from rag.writing import CatalogWriter

BATCH_CHUNKS = 512
"""Files are embedded together until they hold so many chunks."""


class Missing(Enum):
    """What to do with stored files that are no longer where they were (manglende filer)."""

    KEEP = "keep"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something to know about a file that was read (advarsel), in Danish."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is (fremdrift): files done, of how many, and the one that was just done."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did (indlæsningsrapport).

    `items` and `chunks` count what the catalog holds afterwards. A file that was renamed, or whose content
    stands under another name too, counts as unchanged. `removed_files` names what was removed.
    """

    added: int
    updated: int
    unchanged: int
    removed: int
    rejected: tuple[Refusal, ...]
    warnings: tuple[FileWarning, ...]
    items: int
    chunks: int
    seconds: float
    removed_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read (læst fil): its meetings, the chunks of each item, and warnings."""

    source: SourceFile
    meetings: tuple[tuple[Meeting, tuple[tuple[Chunk, ...], ...]], ...]
    warnings: tuple[str, ...] = ()

    def passages(self) -> list[str]:
        """The words to embed, in the order of the chunks."""
        return [
            passage_text(item.title, chunk)
            for meeting, per_item in self.meetings
            for item, chunks in zip(meeting.items, per_item, strict=True)
            for chunk in chunks
        ]


def sync(
    paths: Sequence[Path],
    catalog: Catalog,
    encoder: Encoder,
    *,
    missing: Missing = Missing.KEEP,
    progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Bring the catalog up to date with files, folders and zip files.

    A file that can't be read is reported and leaves what was stored of it before in place. Files are only
    removed when asked for, when every path exists and a folder among them still holds files.

    Raises:
        WriterBusy: another process is writing.
        DataFolderError: the catalog can't be written.
    """
    started = time.monotonic()
    with catalog.write() as writer:
        ensure_encoder(catalog, writer, encoder, lambda _: None)
        run = _Run(catalog, writer, encoder, find_files(paths), progress)
        run.read_all()
        if missing is Missing.REMOVE:
            run.remove_gone()
    counts = catalog.counts()
    return IngestReport(
        added=run.added,
        updated=run.updated,
        unchanged=run.unchanged,
        removed=len(run.removed),
        rejected=tuple(run.rejected),
        warnings=tuple(run.warnings),
        items=counts.items,
        chunks=counts.chunks,
        seconds=round(time.monotonic() - started, 3),
        removed_files=tuple(run.removed),
    )


def read_file(data: bytes, source: SourceFile) -> ReadFile:
    """Convert, parse and chunk the content of one file.

    Raises:
        DocumentRejected: it can't be read as minutes.
    """
    converted = convert_bytes(data, source.name)
    document = parse_text(converted.text, source_name=source.name)
    meetings = tuple((meeting, tuple(chunk_item(item) for item in meeting.items)) for meeting in document.meetings)
    return ReadFile(source, meetings, (*converted.warnings, *(warning.message for warning in document.warnings)))


@dataclass
class _Run:
    """One run, with what it has counted so far."""

    catalog: Catalog
    writer: CatalogWriter
    encoder: Encoder
    listing: Listing
    progress: Callable[[Progress], None] | None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)
    done: int = 0

    def read_all(self) -> None:
        self.rejected += self.listing.refused
        stored = self.catalog.sources()
        listed = {found.name for found in self.listing.files}
        gone = {sha256: name for name, sha256 in stored.items() if name not in listed}
        kept = {sha256: name for name, sha256 in stored.items() if name in listed}
        meetings = _Meetings(self.catalog)
        for batch in self._batches(stored, gone, kept):
            vectors = encode(self.encoder, [words for read in batch for words in read.passages()])
            start = 0
            for read in batch:
                count = len(read.passages())
                self.writer.replace_source(read.source, read.meetings, vectors[start : start + count])
                start += count
                self.added += read.source.name not in stored
                self.updated += read.source.name in stored
                self.warnings += [FileWarning(read.source.name, message) for message in read.warnings]
                self.warnings += meetings.note(read)
                self._tell(read.source.name)

    def _batches(
        self, stored: Mapping[str, str], gone: dict[str, str], kept: dict[str, str]
    ) -> Iterator[list[ReadFile]]:
        batch: list[ReadFile] = []
        chunks = 0
        for found in self.listing.files:
            read = self._changed(found, stored, gone, kept)
            if read is None:
                self._tell(found.name)
                continue
            batch.append(read)
            chunks += sum(len(each) for _, per_item in read.meetings for each in per_item)
            if chunks >= BATCH_CHUNKS:
                yield batch
                batch, chunks = [], 0
        if batch:
            yield batch

    def _changed(
        self, found: FoundFile, stored: Mapping[str, str], gone: dict[str, str], kept: dict[str, str]
    ) -> ReadFile | None:
        """Read a file if its content is new; otherwise count it."""
        try:
            data = found.read()
            sha256 = hashlib.sha256(data).hexdigest()
            if stored.get(found.name) == sha256 or self._known(found.name, sha256, stored, gone, kept):
                self.unchanged += 1
                return None
            read = read_file(data, SourceFile(found.name, sha256))
        except DocumentRejected as rejection:
            self.rejected.append(Refusal(found.name, rejection.user_message))
            return None
        kept[sha256] = found.name
        return read

    def _known(
        self, name: str, sha256: str, stored: Mapping[str, str], gone: dict[str, str], kept: Mapping[str, str]
    ) -> bool:
        """Whether content stands in the catalog under another name; a file that moved is renamed."""
        if sha256 in kept:
            self.warnings.append(FileWarning(name, rejections.SAME_CONTENT.format(other=kept[sha256])))
            return name not in stored
        old = gone.get(sha256)
        if old is None or name in stored:
            return False
        # A file given by itself is still the one that was found in its folder.
        if not old.endswith(f"/{name}"):
            self.writer.rename_source(gone.pop(sha256), name)
        return True

    def remove_gone(self) -> None:
        if not self.listing.whole:
            return
        listed = {found.name for found in self.listing.files}
        self.removed = sorted(name for name in self.catalog.sources() if name not in listed)
        if self.removed:
            self.writer.remove_sources(self.removed)

    def _tell(self, name: str) -> None:
        self.done += 1
        if self.progress:
            self.progress(Progress(self.done, len(self.listing.files), name))


class _Meetings:
    """Which file holds which meeting, to name a meeting that stands in several files."""

    def __init__(self, catalog: Catalog) -> None:
        self._files = {(record.body, record.date): record.source.name for record in catalog.meetings()}

    def note(self, read: ReadFile) -> list[FileWarning]:
        notes: list[FileWarning] = []
        for meeting, _ in read.meetings:
            key = (meeting.body, meeting.date)
            other = self._files.setdefault(key, read.source.name)
            if other != read.source.name:
                day = f"{meeting.date:%d-%m-%Y}"
                message = rejections.SAME_MEETING.format(body=meeting.body, date=day, other=other)
                notes.append(FileWarning(read.source.name, message))
        return notes
