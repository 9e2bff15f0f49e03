"""From the bytes of a file to what is stored of it (læsning): converted, parsed and cut into chunks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingest.chunking import chunk_item
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from rag import outcomes
from rag.domain import Chunk, Meeting, ReadingReport, SourceFile, passage_text
from rag.outcomes import classify_outcome


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read (læst fil): its meetings with the chunks of each item, and the report.

    `digest` identifies what was read: equal where another parser reads the same.
    """

    source: SourceFile
    meetings: tuple[tuple[Meeting, tuple[tuple[Chunk, ...], ...]], ...]
    report: ReadingReport
    digest: str

    def passages(self) -> list[str]:
        """The words to embed, in the order of the chunks."""
        return [
            passage_text(item.title, chunk)
            for meeting, per_item in self.meetings
            for item, chunks in zip(meeting.items, per_item, strict=True)
            for chunk in chunks
        ]


def read_file(data: bytes, source: SourceFile) -> ReadFile:
    """Convert, parse and chunk the content of one file.

    Raises:
        DocumentRejected: it can't be read as minutes.
    """
    converted = convert_bytes(data, source.name)
    document = parse_text(converted.text, source_name=source.name)
    meetings = tuple((meeting, tuple(chunk_item(item) for item in meeting.items)) for meeting in document.meetings)
    report = replace(document.figures, warnings=(*converted.warnings, *document.figures.warnings))
    became = [classify_outcome(item) for meeting, _ in meetings for item in meeting.items]
    digest = hashlib.sha256(repr((meetings, became, report)).encode("utf-8", "surrogatepass")).hexdigest()
    return ReadFile(source, meetings, report, digest)


@lru_cache(maxsize=1)
def parser_stamp() -> str:
    """What tells one version of the parser from another: a digest of its own program text, and of what reads outcomes.

    A file that another version read is read again once; where both read the same, nothing else changes.
    """
    digest = hashlib.sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), Path(outcomes.__file__)]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
