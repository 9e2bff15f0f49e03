"""Exports as Word files (docx), through python-docx: the one module that knows it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rag.errors import DocumentRejected
from ui import texts
from ui.exports import Kind, even, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.exports import Line

_STYLES = {
    Kind.TITLE: "Title",
    Kind.HEADING: "Heading 1",
    Kind.TEXT: "Normal",
    Kind.BULLET: "List Bullet",
    Kind.SOURCE: "Heading 2",
    Kind.QUOTE: "Quote",
    Kind.NOTE: "Normal",
    Kind.SEAL: "Normal",
}
_SMALL = (Kind.NOTE, Kind.SEAL)


def to_word(lines: Sequence[Line]) -> bytes:
    """The lines as a Word file, a paragraph each, on A4 and marked as Danish."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.core_properties.language = "da-DK"
    document.core_properties.title = lines[0].text[:255]
    document.core_properties.author = texts.TITLE
    for line in lines:
        paragraph = document.add_paragraph(style=_STYLES[line.kind])
        for words, bold in line.runs:
            run = paragraph.add_run(printable(words))
            run.bold = bold or None
            if line.kind in _SMALL:
                run.font.size = Pt(9)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read_word(content: bytes) -> tuple[str, ...]:
    """The paragraphs of a Word file as words in one form, those in tables too, empty ones left out.

    Raises:
        DocumentRejected: it is no Word file.
    """
    try:
        document = Document(BytesIO(content))
    # python-docx raises whatever its zip and XML readers raise: all mean that it is no Word file.
    except Exception as error:
        raise DocumentRejected(texts.NO_WORD_FILE) from error
    found = (
        "".join(node.text or "" for node in each.iter(qn("w:t"))) for each in document.element.body.iter(qn("w:p"))
    )
    return tuple(even(words) for words in found if words.strip())
