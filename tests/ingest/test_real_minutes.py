"""The real minutes beside the checkout, checked against a line reader that shares nothing with the parser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ingest.chunking import chunk_item
from ingest.parse import ParsedDocument, parse_text
from rag.domain import SectionKind

FOLDER = Path(__file__).parents[3] / "shared" / "minutes"
FILES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
KINDS = {kind.value: kind for kind in SectionKind}
JOURNAL = re.compile(r"\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d-\d+-\d\d")

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="../shared/minutes is absent")]


def bare(raw: str) -> str:
    return re.sub(r"^#+\s*", "", raw.strip()).replace("**", "").strip()


def plain(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\\([_*#])", r"\1", text))
    return re.sub(r"\s+", " ", re.sub(r"[*#>\[\]]", "", text)).strip()


def read_independently(text: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for raw in text.splitlines():
        line = bare(raw)
        if start := re.fullmatch(r"Punkt (\d+): (.*)", line):
            items.append({"number": start[1], "title": start[2], "journal": "", "kinds": [], "raw": ""})
        if not items:
            continue
        item = items[-1]
        if JOURNAL.fullmatch(line) and not item["journal"]:
            item["journal"] = line
        if line.lower() in KINDS:
            item["kinds"] += [KINDS[line.lower()]]
        item["raw"] = f"{item['raw']}{raw}\n"
    return items


def parsed(path: Path) -> ParsedDocument:
    return parse_text(path.read_text(encoding="utf-8"), source_name=path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_is_read_as_an_independent_reader_reads_it(path: Path) -> None:
    (meeting,) = parsed(path).meetings
    expected = read_independently(path.read_text(encoding="utf-8"))
    assert [item.number for item in meeting.items] == [item["number"] for item in expected]
    assert [item.title for item in meeting.items] == [item["title"] for item in expected]
    assert [item.case_number for item in meeting.items] == [item["journal"] for item in expected]
    assert [[section.kind for section in item.sections] for item in meeting.items] == [
        item["kinds"] for item in expected
    ]
    assert [item.closed for item in meeting.items] == [item["title"] == "Lukket" for item in expected]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_word_of_an_item_stands_in_the_file(path: Path) -> None:
    (meeting,) = parsed(path).meetings
    expected = read_independently(path.read_text(encoding="utf-8"))
    for item, read in zip(meeting.items, expected, strict=True):
        raw = plain(str(read["raw"]))
        assert plain(item.text) == (f"Punkt {item.number}: Lukket" if item.closed else raw)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_head_is_read(path: Path) -> None:
    (meeting,) = parsed(path).meetings
    assert path.stem == f"{meeting.body.casefold()}-{meeting.date.isoformat()}"
    assert meeting.time == "09:00"
    assert meeting.place.startswith("Mødelokale")
    assert not parsed(path).warnings


def test_there_are_thirty_three_items() -> None:
    assert sum(len(meeting.items) for path in FILES for meeting in parsed(path).meetings) == 33


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_chunks_are_short_and_cover_every_section(path: Path) -> None:
    for item in parsed(path).meetings[0].items:
        chunks = chunk_item(item)
        assert all(len(chunk.text) <= 1200 for chunk in chunks)
        covered = {position for chunk in chunks for position in range(chunk.start, chunk.end)}
        for section in item.sections:
            assert all(p in covered or item.text[p].isspace() for p in range(section.start, section.end))
