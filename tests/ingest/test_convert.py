from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Sequence

import pytest

from ingest import convert
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from ingest.tables import minutes_table
from rag.errors import DocumentRejected

TEXT = "REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: Færgen på Ærø\n\nBeslutning\n\nGodkendt – som »indstillet«.\n"


def docx(paragraphs: list[tuple[str, str]]) -> bytes:
    from docx import Document

    document = Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(pages: Sequence[Sequence[tuple[float, str]]], **options: object) -> bytes:
    """A page is a list of (distance from the line above, words)."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        height = 800.0
        for distance, words in page:
            height -= distance
            canvas.drawString(50, height, words)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(TEXT.encode("utf-16"), id="utf-16 with mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16 little endian"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16 big endian"),
        pytest.param(TEXT.encode("cp1252"), id="cp1252"),
        pytest.param(TEXT.replace("–", "-").encode("latin-1"), id="latin-1"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="decomposed"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(TEXT.replace("\n", "\r").encode(), id="cr"),
        pytest.param(TEXT.replace("\n", "\u2028").encode(), id="unicode line ends"),
    ],
)
def test_encodings_and_line_ends_give_the_same_meeting(data: bytes) -> None:
    (meeting,) = parse_text(convert_bytes(data, "a.txt").text, source_name="a.txt").meetings
    (item,) = meeting.items
    assert (meeting.body, item.title) == ("Byrådet", "Færgen på Ærø")
    assert item.section_text(item.sections[0]).startswith("Godkendt")


def test_a_few_damaged_bytes_are_replaced_and_told() -> None:
    converted = convert_bytes(("Æblegrød på øen. " * 40).encode() + b"\xff", "a.txt")
    assert "Æblegrød" in converted.text
    assert "1 tegn" in converted.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("a.txt", b"", "tom", id="empty"),
        pytest.param("a.txt", b"\x00" * 500, "tom", id="zeros"),
        pytest.param("a.txt", bytes(range(256)) * 50, "ikke tekst", id="binary"),
        pytest.param("a.png", b"\x89PNG\r\n", "Filtypen", id="unknown type"),
        pytest.param("a", b"abc", "Filtypen", id="no type"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0", "docx", id="old word"),
        pytest.param("a.pdf", b"%PDF-1.4 nonsense", "beskadiget", id="damaged pdf"),
        pytest.param("a.pdf", pdf([[]]), "ocrmypdf", id="scanned pdf"),
        pytest.param("a.docx", b"PK\x03\x04 nonsense", "beskadiget", id="damaged docx"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "adgangskode", id="encrypted docx"),
        pytest.param("a.html", b"<html><body> </body></html>", "ingen", id="empty page"),
    ],
)
def test_what_can_not_be_read_is_rejected_with_a_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRejected, match=reason):
        convert_bytes(data, name)


def test_an_encrypted_pdf_is_rejected_with_advice() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pdf([[(10, "Hemmeligt")]], encrypt=StandardEncryption("kode"))
    with pytest.raises(DocumentRejected, match="qpdf"):
        convert_bytes(data, "a.pdf")


def test_word_files_with_entities_are_rejected() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(DocumentRejected, match="entiteter"):
        convert_bytes(stream.getvalue(), "a.docx")


def test_word_files_that_unpack_to_too_much_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.word.MAX_UNPACKED", 1000)
    with pytest.raises(DocumentRejected, match="urimeligt"):
        convert_bytes(docx([("Normal", "a" * 5000)]), "a.docx")


def test_word_headings_and_lists_keep_their_marks() -> None:
    data = docx([("Heading 1", "Punkt 1: Havnen"), ("List Number", "at a"), ("List Bullet", "et"), ("Normal", "b")])
    assert convert_bytes(data, "a.docx").text == "# Punkt 1: Havnen\n\n1. at a\n\n- et\n\nb\n"


def test_titles_that_word_numbers_by_itself_get_running_numbers() -> None:
    parts = [("List Number", "Havnen"), ("Normal", "Godkendt."), ("List Number", "Skolen"), ("Normal", "Udsat.")]
    text = convert_bytes(docx([("Normal", "REFERAT Byrådet d. 01-02-2023"), *parts]), "a.docx").text
    items = parse_text(text, source_name="a.docx").meetings[0].items
    assert [(item.number, item.title) for item in items] == [("1", "Havnen"), ("2", "Skolen")]


def test_lines_that_a_page_broke_are_joined_and_page_numbers_dropped() -> None:
    long = "Udvalget besluttede efter en grundig og lang debat om sagen, at stien skal"
    pages = [
        [
            (0, "Vejby Kommune"),
            (30, "Punkt 1: Stien"),
            (30, "Beslutning"),
            (30, long),
            (13, "anlægges, og at bus-"),
            (13, "linjen bevares."),
            (700, "Side 1 af 2"),
        ],
        [
            (0, "Vejby Kommune"),
            (30, "Punkt 2: Broen"),
            (30, "Beslutning"),
            (30, long),
            (13, "males."),
            (713, "Side 2 af 2"),
        ],
    ]
    text = convert_bytes(pdf(pages), "a.pdf").text
    assert f"{long} anlægges, og at buslinjen bevares." in text
    assert "Side" not in text
    assert text.count("Vejby Kommune") == 1
    assert text.count("\f") == 1


def test_a_sentence_that_runs_over_a_page_is_joined() -> None:
    long = "Udvalget besluttede efter en grundig og lang debat om sagen, at stien skal"
    pages = [[(0, "Punkt 1: Stien"), (30, long)], [(0, "anlægges i år."), (30, "Punkt 2: Broen bliver nu malet")]]
    assert f"{long} anlægges i år." in convert_bytes(pdf(pages), "a.pdf").text


def test_running_lines_of_text_files_with_form_feeds_are_dropped() -> None:
    pages = [f"Byrådet, referat\n\nPunkt {n}: Sag {n}\n\nTekst\n\n\nSide {n}" for n in (1, 2, 3)]
    text = convert_bytes("\f".join(pages).encode(), "a.txt").text
    assert text.count("Byrådet, referat") == 1
    assert "Side" not in text
    assert text.count("Punkt") == 3


def test_equal_headings_of_closed_items_on_each_page_are_kept() -> None:
    pages = [f"Punkt {n}: Lukket\n\nTekst {n}" for n in (1, 2, 3)]
    assert convert_bytes("\f".join(pages).encode(), "a.txt").text.count("Lukket") == 3


def test_hidden_and_running_parts_of_pages_are_left_out() -> None:
    html = "<html><body><nav>Menu</nav><script>x()</script><p hidden>skjult</p><p>Synlig <b>tekst</b></p></body></html>"
    assert convert_bytes(html.encode(), "a.html").text == "Synlig **tekst**\n"


def test_deep_pages_do_not_exhaust_the_stack() -> None:
    html = "<div>" * 30_000 + "Tekst" + "</div>" * 30_000
    assert "Tekst" in convert_bytes(f"<html><body>{html}</body></html>".encode(), "a.html").text


def test_content_decides_over_the_name() -> None:
    assert convert_bytes(b"<!DOCTYPE html><body><p>Hej</p></body>", "a.txt").text == "Hej\n"


def test_endless_lines_are_cut_and_told() -> None:
    converted = convert_bytes(("ord " * 20_000).encode(), "a.txt")
    assert max(map(len, converted.text.split("\n"))) <= convert.MAX_LINE
    assert "linjer" in converted.warnings[0]


def test_too_much_text_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "MAX_CHARACTERS", 100)
    with pytest.raises(DocumentRejected, match="millioner tegn"):
        convert_bytes(b"ord " * 100, "a.txt")


def test_a_row_of_minutes_longer_than_its_head_loses_nothing() -> None:
    rows = [["Emne", "Beslutning"], ["1. Budget", "Godkendt.", "Ib fraværende."]]
    assert minutes_table(rows) == ["## 1. Budget", "", "", "**Beslutning**", "Godkendt.", "", "Ib fraværende.", ""]
