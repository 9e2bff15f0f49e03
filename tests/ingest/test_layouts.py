"""Golden parses: what a document was read as, in the form of `referat parse --json`.

`python tests/ingest/test_layouts.py FILE…` writes the golden file beside each document; read it before it
is committed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.convert import read_document
from ingest.parse import parse_text

FOLDER = Path(__file__).parents[1] / "layouts"


def documents() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


def parsed(path: Path) -> dict[str, Any]:
    document = parse_text(read_document(path).text, source_name=path.name)
    return {
        "meetings": [
            {
                "body": meeting.body,
                "date": meeting.date.isoformat(),
                "time": meeting.time,
                "place": meeting.place,
                "items": [
                    {
                        "number": item.number,
                        "title": item.title,
                        "case_number": item.case_number,
                        "closed": item.closed,
                        "sections": [
                            {
                                "kind": section.kind.value,
                                "heading": section.heading,
                                "body": section.body,
                                "date": section.date.isoformat() if section.date else None,
                                "text": item.section_text(section),
                            }
                            for section in item.sections
                        ],
                    }
                    for item in meeting.items
                ],
            }
            for meeting in document.meetings
        ],
        "warnings": [warning.message for warning in document.warnings],
    }


def golden(path: Path) -> Path:
    return path.with_suffix(".json")


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_layout_is_read_as_its_golden_parse(path: Path) -> None:
    expected = json.loads(golden(path).read_text(encoding="utf-8"))
    assert parsed(path) == expected


def test_there_are_enough_layouts() -> None:
    assert len(documents()) >= 14


@pytest.mark.parametrize(
    ("layout", "secret"),
    [
        pytest.param("03-embedded-decisions", "Havnegade", id="closed group"),
        pytest.param("04-lettered-groups", "Havnens Hus", id="closed lettered group"),
        pytest.param("05-sag-nr-before", "virksomhed", id="leaking title"),
        pytest.param("07-pkt-numbers", "ansøger", id="closed in the line of the case number"),
        pytest.param("08-nr-dash", "Holk", id="closed doors"),
        pytest.param("15-decision-first", "Grundsalg", id="leaking table of contents"),
        pytest.param("18-dokument-med-tabel", "Klage", id="closed case in html"),
        pytest.param("20-supplement", "Sale", id="closed in English"),
        pytest.param("24-running-lines", "færgedrift", id="contents without dots"),
        pytest.param("25-open-and-closed-marks", "Anne", id="closed in parentheses"),
    ],
)
def test_what_a_closed_item_is_about_is_nowhere_in_the_parse(layout: str, secret: str) -> None:
    path = next(each for each in documents() if each.stem == layout)
    assert secret not in repr(parse_text(read_document(path).text, source_name=path.name))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        written = json.dumps(parsed(Path(name)), ensure_ascii=False, indent=1)
        golden(Path(name)).write_text(written + "\n", encoding="utf-8")
