"""What `referat parse` reports of files, before anything is stored."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.lines import split_lines
from ingest.parse import parse_text
from ingest.parts import read_part
from ingest.reading import ReadFile, read_file
from ingest.related import notes_among
from ingest.reporting import unplaced_lines
from rag.domain import SourceFile
from tests.ingest.test_layouts import document_of, documents

MINUTES = """{kind} Byrådet d. 03-05-2018

Punkt 1: Godkendelse af dagsorden

Beslutning
Godkendt.

Punkt 2: {title}

{text}
"""


def read(name: str, *, kind: str = "REFERAT", title: str = "Cykelsti", text: str = "Beslutning\nGodkendt.") -> ReadFile:
    data = MINUTES.format(kind=kind, title=title, text=text).encode()
    return read_file(data, SourceFile(name, hashlib.sha256(data).hexdigest()))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_every_line_of_a_layout_has_a_place(path: Path) -> None:
    figures = document_of(path).figures
    assert (figures.placed, figures.unplaced) == (1.0, ())


def test_a_line_that_nothing_got_is_told_of_word_for_word() -> None:
    text = MINUTES.format(kind="REFERAT", title="Cykelsti", text="Beslutning\nGodkendt af alle.")
    (meeting,) = parse_text(text, source_name="a.txt").meetings
    lost = replace(meeting, items=(meeting.items[0], replace(meeting.items[1], text="Punkt 2: Cykelsti", sections=())))
    assert unplaced_lines(read_part(split_lines(text)), lost) == ["Godkendt af alle."]


def test_a_closed_item_is_placed_without_being_shown() -> None:
    figures = read("a.txt", title="Lukket: Køb af Havnegade 2", text="Prisen er 4 mio. kr.").report
    assert (figures.placed, figures.unplaced, figures.unlabelled) == (1.0, (), ())


def test_text_without_a_label_is_placed_and_shown() -> None:
    figures = read("a.txt", text="Stien er 800 meter lang.").report
    assert (figures.placed, figures.unlabelled) == (1.0, ("Stien er 800 meter lang.",))


def test_what_the_contents_list_and_no_item_has_is_named() -> None:
    contents = "Byrådet d. 03-05-2018\n\nIndholdsfortegnelse\n1. Godkendelse af dagsorden\n2. Cykelsti\n3. Havnebad\n"
    text = MINUTES.format(kind="REFERAT", title="Cykelsti", text="Beslutning\nGodkendt.")
    warnings = parse_text(text.replace("Byrådet d. 03-05-2018\n", contents), source_name="a.txt").figures.warnings
    assert warnings[1] == "Af indholdsfortegnelsen mangler »Havnebad« i mødet den 03-05-2018. Se filen efter."


def test_the_contents_name_nothing_beside_a_closed_item() -> None:
    contents = "Byrådet d. 03-05-2018\n\nIndholdsfortegnelse\n1. Godkendelse af dagsorden\n2. Havnegade\n3. Havnebad\n"
    text = MINUTES.format(kind="REFERAT", title="Lukket punkt", text="")
    warnings = parse_text(text.replace("Byrådet d. 03-05-2018\n", contents), source_name="a.txt").figures.warnings
    assert len(warnings) == 1
    assert "Havn" not in warnings[0]


def test_an_agenda_is_told_from_minutes() -> None:
    assert read("a.txt", kind="DAGSORDEN", text="Sagsfremstilling\nStien er lang.").report.agenda_only is False
    agenda = MINUTES.format(kind="DAGSORDEN", title="Cykelsti", text="").replace("Beslutning\nGodkendt.\n", "")
    assert parse_text(agenda, source_name="a.txt").figures.agenda_only


def test_editions_supplements_and_copies_among_files_are_named() -> None:
    files = [
        read("a-revideret.txt", kind="REVIDERET REFERAT"),
        read("a.txt"),
        read("b.txt"),
        read("c.txt", kind="TILLÆGSREFERAT", title="Dige"),
        read("d.txt", kind="UDKAST TIL REFERAT"),
    ]
    assert list(notes_among(files)) == [
        ("b.txt", "Filen har samme indhold som »a.txt« og er ikke lagt ind to gange."),
        ("a.txt", "Mødet (Byrådet, 03-05-2018) står i en nyere udgave i »a-revideret.txt«, som bruges i svarene."),
        ("c.txt", "Filen er et tillæg til mødet (Byrådet, 03-05-2018) i »a-revideret.txt«; de bruges sammen."),
        ("d.txt", "Mødet (Byrådet, 03-05-2018) står i en nyere udgave i »a-revideret.txt«, som bruges i svarene."),
        ("d.txt", "Mødet (Byrådet, 03-05-2018) har et tillæg i »c.txt«."),
    ]
