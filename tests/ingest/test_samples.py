from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.chunking import chunk_item
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from rag.domain import SectionKind

FOLDER = Path(ingest.__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md", ".pdf", ".docx"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_is_read_whole(path: Path) -> None:
    document = parse_text(convert_bytes(path.read_bytes(), path.name).text, source_name=path.name)
    (meeting,) = document.meetings
    assert meeting.date.isoformat() in path.name
    assert meeting.time
    assert meeting.place
    assert [item.number for item in meeting.items] == [str(n) for n in range(1, len(meeting.items) + 1)]
    assert all(item.case_number for item in meeting.items)
    assert all(item.closed or item.of_kind(SectionKind.DECISION) for item in meeting.items)
    assert all(item.closed or chunk_item(item) for item in meeting.items)
    assert document.figures.placed == 1.0


def test_there_are_samples_of_every_type() -> None:
    assert {path.suffix for path in SAMPLES} == {".txt", ".md", ".pdf", ".docx"}
