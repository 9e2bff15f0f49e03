"""From folders to the catalog (indlæsning): only what changed is read, one transaction a file.

Killed at any moment, the next run ends where an undisturbed one would: a file is stored whole or not at
all, and what is stored is known by its content hash.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from ingest.hashes import Hashes
from ingest.outcome import FileWarning, IngestReport, Progress
from ingest.reading import ReadFile, parser_stamp
from ingest.related import related_notes
from ingest.sources import FoundFile, Listing, Refusal, find_files
from ingest.workers import Readers
from prompts import rejections
from rag.catalog import Catalog, Reading
from rag.domain import SourceFile
from rag.embedding.encoder import Encoder
from rag.errors import DocumentRejected
from rag.indexing import encode, ensure_encoder
from rag.writing import CatalogWriter, Rejection, StoredReading

BATCH_CHUNKS = 512
"""Files are embedded together until they hold so many chunks."""


class Missing(Enum):
    """What to do with stored files that are no longer where they were (manglende filer)."""

    KEEP = "keep"
    REMOVE = "remove"


def sync(
    paths: Sequence[Path],
    catalog: Catalog,
    encoder: Encoder,
    *,
    missing: Missing = Missing.KEEP,
    progress: Callable[[Progress], None] | None = None,
    readers: Readers | None = None,
    hashes: Hashes | None = None,
) -> IngestReport:
    """Bring the catalog up to date with files, folders and zip files.

    A file that can't be read is reported and leaves what was stored of it before in place. Files are only
    removed when asked for, when every path exists and a folder among them still holds files. Files that
    another version of the parser read are read again.

    Args:
        paths: what to read.
        catalog: where to store it.
        encoder: what makes the vectors.
        missing: what to do with stored files that are gone.
        progress: told after each file.
        readers: the processes that read, for a caller that runs more than once; else some of its own.
        hashes: what is known of files from earlier runs; it may tell that some have not settled yet.

    Raises:
        WriterBusy: another process is writing.
        DataFolderError: the catalog can't be written.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        writer = stack.enter_context(catalog.write())
        reading = readers or stack.enter_context(Readers())
        ensure_encoder(catalog, writer, encoder, lambda _: None)
        run = _Run(catalog, writer, encoder, find_files(paths), reading, hashes or Hashes(), progress)
        run.read(run.listing.files)
        if missing is Missing.REMOVE:
            run.remove_gone()
        run.read(run.revived())
        run.finish()
    return run.report(round(time.monotonic() - started, 3))


@dataclass
class _Run:
    """One run, with what it has counted so far."""

    catalog: Catalog
    writer: CatalogWriter
    encoder: Encoder
    listing: Listing
    readers: Readers
    hashes: Hashes
    progress: Callable[[Progress], None] | None
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    unsettled: int = 0
    meetings: int = 0
    sections: int = 0
    case_numbers: int = 0
    removed: list[str] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    warnings: list[FileWarning] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    copies: dict[str, tuple[str, str]] = field(default_factory=dict)
    done: int = 0

    def __post_init__(self) -> None:
        known = self.catalog.readings()
        listed = {found.name for found in self.listing.files}
        self._gone = {reading.sha256: name for name, reading in known.items() if name not in listed}
        self._kept = {reading.sha256: name for name, reading in known.items() if name in listed}
        self.rejected += self.listing.refused

    def read(self, files: Sequence[FoundFile]) -> None:
        """Read those of some files that changed, and store them in batches."""
        known = self.catalog.readings()
        batch: list[ReadFile] = []
        changed = ((SourceFile(found.name, sha256), data) for found, sha256, data in self._changed(files, known))
        for source, reply in self.readers.read(changed):
            if isinstance(reply, str):
                self.rejected.append(Refusal(source.name, reply))
                self._tell(source.name)
                continue
            batch.append(reply)
            if sum(len(each.passages()) for each in batch) >= BATCH_CHUNKS:
                self._store_all(batch, known)
                batch = []
        self._store_all(batch, known)

    def _changed(
        self, files: Sequence[FoundFile], known: Mapping[str, Reading]
    ) -> Iterator[tuple[FoundFile, str, bytes]]:
        """The files that must be read, with their hashes and bytes; the others are counted."""
        for found in files:
            if not self.hashes.settled(found):
                self.unsettled += 1
                continue
            stored = known.get(found.name)
            current = stored is not None and stored.parser == parser_stamp()
            try:
                if stored and current and self.hashes.known(found) == stored.sha256:
                    self._count_unchanged(found.name)
                    continue
                data = found.read()
            except DocumentRejected as rejection:
                self.rejected.append(Refusal(found.name, rejection.user_message))
                self._tell(found.name)
                continue
            sha256 = hashlib.sha256(data).hexdigest()
            self.hashes.keep(found, sha256)
            if (stored and current and stored.sha256 == sha256) or self._stands_elsewhere(found.name, sha256, known):
                self._count_unchanged(found.name)
                continue
            self._kept[sha256] = found.name
            yield found, sha256, data

    def _stands_elsewhere(self, name: str, sha256: str, known: Mapping[str, Reading]) -> bool:
        """Whether content stands in the catalog under another name; a file that moved is renamed."""
        if self._kept.get(sha256, name) != name and name not in known:
            self.copies[name] = (self._kept[sha256], sha256)
            return True
        old = self._gone.get(sha256)
        if old is None or name in known:
            return False
        # A file given by itself is still the one that was found in its folder.
        if not old.endswith(f"/{name}"):
            self.writer.rename_source(self._gone.pop(sha256), name)
        return True

    def _store_all(self, batch: Sequence[ReadFile], known: Mapping[str, Reading]) -> None:
        fresh = [read for read in batch if not self._reads_as_before(read, known)]
        vectors = encode(self.encoder, [words for read in fresh for words in read.passages()])
        start = 0
        for read in fresh:
            count = len(read.passages())
            reading = StoredReading(parser_stamp(), read.digest, read.report)
            self.writer.replace_source(read.source, read.meetings, vectors[start : start + count], reading=reading)
            start += count
            self._count_stored(read, known)

    def _reads_as_before(self, read: ReadFile, known: Mapping[str, Reading]) -> bool:
        before = known.get(read.source.name)
        if before is None or (before.sha256, before.digest) != (read.source.sha256, read.digest):
            return False
        self.confirmed.append(read.source.name)
        self._count_unchanged(read.source.name)
        return True

    def _count_stored(self, read: ReadFile, known: Mapping[str, Reading]) -> None:
        name = read.source.name
        self.stored.append(name)
        self.added += name not in known
        self.updated += name in known
        self.meetings += len(read.meetings)
        self.sections += read.report.sections
        self.case_numbers += read.report.case_numbers
        self.warnings += [FileWarning(name, message) for message in read.report.warnings]
        self._tell(name)

    def _count_unchanged(self, name: str) -> None:
        self.unchanged += 1
        self._tell(name)

    def revived(self) -> list[FoundFile]:
        """The files that another stood for until this run: a newer edition that is gone, a copy that changed."""
        stored = self.catalog.readings()
        void = {name for name, reading in stored.items() if not reading.parser}
        for name, (other, sha256) in list(self.copies.items()):
            if other not in stored or stored[other].sha256 != sha256:
                void.add(name)
                self.unchanged -= 1
                self._kept.pop(sha256, None)
                del self.copies[name]
        void -= {refusal.file for refusal in self.rejected}
        return [found for found in self.listing.files if found.name in void]

    def remove_gone(self) -> None:
        """Remove what is stored of files that are no longer there."""
        if not self.listing.whole:
            return
        listed = {found.name for found in self.listing.files}
        self.removed = sorted(name for name in self.catalog.sources() if name not in listed)
        if self.removed:
            self.writer.remove_sources(self.removed)

    def finish(self) -> None:
        """Record what is known of files beyond what was stored of them."""
        if self.confirmed:
            self.writer.confirm_sources(self.confirmed, parser_stamp())
        origins = self.listing.origins
        rejected = {each.file: Rejection(each.reason, origins[each.file]) for each in self.rejected}
        self.writer.set_rejections(rejected, self.listing.given)
        for name, (other, _) in self.copies.items():
            self.warnings.append(FileWarning(name, rejections.SAME_CONTENT.format(other=other)))
        self.warnings += [FileWarning(*note) for note in related_notes(self.catalog, self.stored)]

    def report(self, seconds: float) -> IngestReport:
        """What the run did."""
        counts = self.catalog.counts()
        return IngestReport(
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            removed=len(self.removed),
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
            items=counts.items,
            chunks=counts.chunks,
            seconds=seconds,
            removed_files=tuple(self.removed),
            unsettled=self.unsettled,
            meetings=self.meetings,
            sections=self.sections,
            case_numbers=self.case_numbers,
        )

    def _tell(self, name: str) -> None:
        self.done += 1
        if self.progress:
            self.progress(Progress(min(self.done, len(self.listing.files)), len(self.listing.files), name))
