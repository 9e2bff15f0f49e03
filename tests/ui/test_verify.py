"""Quotes looked up again, and `referat verify`: what stands, what was changed, closed or taken out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from rag.catalog import Catalog
from rag.domain import AgendaItem, Answer, AnswerStatus, Citation, ItemRecord, MeetingRecord, Outcome, SourceFile
from tests import invented
from ui.cli import main
from ui.exchanges import Exchange
from ui.exports import export_lines, to_markdown
from ui.verifying import Standing, find_words, look_up, look_up_answer
from ui.word import to_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DAY = date(2021, 5, 12)
MEETING = MeetingRecord(1, "Havneudvalget", DAY, "", "", "", SourceFile("maj.txt", "0"), 2)
TEXT = "Ny slæbested\n\nBeslutning\nIndstillingen blev godkendt.\nUdvalget afsætter 1.250.000 kr. til slæbestedet."
RECORD = ItemRecord(12, 1, MEETING, AgendaItem("2", "Ny slæbested", "05.01", text=TEXT), Outcome.APPROVED)
QUOTE = "Udvalget afsætter 1.250.000 kr. til slæbestedet."
CITATION = Citation(3, DAY, "Havneudvalget", "2", "Ny slæbested", "05.01", "Beslutning", QUOTE, 0, 9, "gammel.txt")


class Shelf:
    """Minutes of one item, or two of the same number."""

    def __init__(self, *records: ItemRecord) -> None:
        self.records = records

    def items_at(self, body: str, day: date, number: str) -> Sequence[ItemRecord]:
        return [
            record
            for record in self.records
            if (record.meeting.body, record.meeting.date, record.item.number) == (body, day, number)
        ]


def with_text(text: str, *, closed: bool = False) -> ItemRecord:
    return replace(RECORD, item=replace(RECORD.item, text=text, closed=closed))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        pytest.param("Indstillingen blev godkendt.", "Indstillingen blev godkendt.", id="as it stands"),
        pytest.param("godkendt. Udvalget", "godkendt.\nUdvalget", id="over a line break"),
        pytest.param("Indstillingen […] slæbestedet.", TEXT[TEXT.index("Indst") :], id="with something left out"),
        pytest.param("250.000 kr.", None, id="part of a number"),
        pytest.param("stillingen blev", None, id="part of a word"),
        pytest.param("slæbestedet. […] Indstillingen", None, id="in another order"),
        pytest.param("Indstillingen blev forkastet.", None, id="other words"),
        pytest.param("", None, id="nothing"),
        pytest.param(" […] ", None, id="nothing but what was left out"),
    ],
)
def test_words_are_found_whole_and_in_order(quote: str, found: str | None) -> None:
    span = find_words(quote, TEXT)
    assert (TEXT[slice(*span)] if span else None) == found


def test_of_several_places_the_nearest_is_taken() -> None:
    assert find_words("ja", "ja nej ja nej ja", near=8) == (7, 9)


def test_a_quote_that_stands_is_placed_anew() -> None:
    entry = look_up(CITATION, Shelf(RECORD))
    assert entry.standing is Standing.STANDS
    now = entry.citation
    assert (now.item_id, TEXT[now.start : now.end], now.source) == (12, QUOTE, "maj.txt")


@pytest.mark.parametrize(
    ("records", "standing", "item_id"),
    [
        pytest.param((), Standing.GONE, 0, id="no such item"),
        pytest.param((with_text("Ny slæbested\n\nAfslået."),), Standing.CHANGED, 12, id="other words now"),
        pytest.param((with_text("", closed=True),), Standing.CLOSED, 12, id="closed since"),
        pytest.param((with_text("x"), RECORD), Standing.STANDS, 12, id="in the other file of the meeting"),
    ],
)
def test_what_became_of_a_quote(records: tuple[ItemRecord, ...], standing: Standing, item_id: int) -> None:
    entry = look_up(CITATION, Shelf(*records))
    assert (entry.standing, entry.citation.item_id) == (standing, item_id)


def test_a_citation_of_the_head_stands_by_its_title() -> None:
    head = replace(CITATION, quote="", title="Ny  slæbested")
    assert look_up(head, Shelf(RECORD)).standing is Standing.STANDS
    assert look_up(replace(head, title="Andet"), Shelf(RECORD)).standing is Standing.CHANGED


def test_a_closed_item_that_was_cited_as_closed_stands() -> None:
    closed = replace(RECORD, item=AgendaItem("2", "Lukket punkt", closed=True))
    told = replace(CITATION, quote="", title="Lukket punkt")
    assert look_up(told, Shelf(closed)).standing is Standing.STANDS
    shown = replace(closed, item=replace(closed.item, text="Punkt 2: Lukket punkt"))
    assert look_up(replace(told, quote="Lukket punkt"), Shelf(shown)).standing is Standing.STANDS


def test_near_items_that_are_gone_or_closed_are_left_out_of_a_refusal() -> None:
    refusal = Answer(AnswerStatus.NOT_FOUND, "Nej.", nearest=(CITATION, replace(CITATION, number="9")))
    told = look_up_answer(refusal, Shelf(RECORD))
    assert told
    assert [citation.item_id for citation in told.nearest] == [12]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with invented minutes."""
    invented.fill(Catalog.open(tmp_path / "data"), invented.BagEncoder())
    return tmp_path


def saved(folder: Path, *citations: Citation, name: str = "svar.md") -> Path:
    answer = Answer(AnswerStatus.ANSWERED, "Der afsættes penge.", citations=citations)
    lines = export_lines(Exchange("Hvad?", answer=answer), datetime(2026, 1, 2, 3, 4, tzinfo=UTC))
    path = folder / name
    path.write_bytes(to_word(lines) if name.endswith("docx") else to_markdown(lines).encode())
    return path


def verify(folder: Path, path: Path, *options: str) -> int:
    return main(["verify", str(path), "--data", str(folder / "data"), *options])


KNOWN = replace(CITATION, title="Ny slæbested ved Nordkajen", case_number="05.01.00-P20-7-21")


@pytest.mark.parametrize("name", ["svar.md", "svar.docx"])
def test_a_file_whose_quotes_stand(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert verify(folder, saved(folder, KNOWN, name=name)) == 0
    assert capsys.readouterr().out == (
        "Filen er, som da den blev gemt.\n"
        "[1] står: Havneudvalget, 12. maj 2021, pkt. 2, Ny slæbested ved Nordkajen, j.nr. 05.01.00-P20-7-21\n"
        "1 af 1 citat står i referaterne.\n"
    )


def test_a_quote_that_does_not_stand_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(folder, KNOWN, replace(KNOWN, quote="Udvalget afsætter 2 mio. kr."), replace(KNOWN, number="8"))
    assert verify(folder, path, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["altered"] is False
    assert [quote["standing"] for quote in told["quotes"]] == ["stands", "changed", "gone"]


def test_an_altered_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(folder, KNOWN)
    path.write_text(path.read_text("utf-8").replace("Der afsættes penge.", "Der spares penge."), encoding="utf-8")
    assert verify(folder, path) == 1
    assert capsys.readouterr().out.startswith("Filen er ændret, siden den blev gemt")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("notat.md", b"Et notat.", "er ikke et svar gemt fra Referat", id="another text"),
        pytest.param("notat.docx", b"Et notat.", "ikke en Word-fil", id="no Word file"),
        pytest.param("notat.md", b"\xff\xfe\x00", "kan ikke læses", id="no text"),
        pytest.param("", b"", "kan ikke læses", id="a folder"),
    ],
)
def test_a_file_that_is_no_export_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, sentence: str
) -> None:
    path = folder / name
    if name:
        path.write_bytes(content)
    assert verify(folder, path) == 1
    assert sentence in capsys.readouterr().err
