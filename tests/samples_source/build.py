"""The two binary sample minutes, made from the plain texts beside this file.

``python -m tests.samples_source.build`` writes the pdf and the docx of ``ingest/samples/``. The
same source gives the same bytes on every run: the pdf is written in reportlab's invariant mode,
and the parts of the docx get one fixed time stamp.

A source text is lines in blank-line separated blocks: ``#`` the document's title, ``##`` an
agenda item, ``###`` a section, ``####`` a sub-heading, ``- `` a bullet, ``1. `` a numbered entry.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

SOURCE = Path(__file__).parent
SAMPLES = SOURCE.parents[1] / "ingest" / "samples"
PDF_NAME = "teknik-og-miljoeudvalget-2023-05-15"
DOCX_NAME = "kommunalbestyrelsen-2024-06-26"

_MARK = re.compile(r"(?P<mark>#{1,4}|-|\d+\.) (?P<text>.*)")
_KINDS = {"#": "title", "##": "item", "###": "section", "####": "subheading", "-": "bullet"}
_ZIP_TIME = (2024, 7, 1, 12, 0, 0)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list entry of a source text."""

    kind: str
    text: str
    label: str = ""


def read_blocks(path: Path) -> list[Block]:
    """The blocks of a source text, in order; a list entry keeps its own number as its label."""
    return [_block(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _block(line: str) -> Block:
    match = _MARK.fullmatch(line)
    if match is None:
        return Block("body", line)
    mark = match["mark"]
    return Block(_KINDS.get(mark, "number"), match["text"], mark)


def build_pdf(blocks: list[Block]) -> bytes:
    """A pdf with a text layer, a running header and "Side n af m" at the foot of each page."""
    pages = _pdf_pages(blocks, total=0)[1]
    return _pdf_pages(blocks, total=pages)[0]


def _pdf_pages(blocks: list[Block], total: int) -> tuple[bytes, int]:
    target = io.BytesIO()

    def decorate(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(25 * mm, 285 * mm, "Rønsø Kommune")
        canvas.drawRightString(185 * mm, 285 * mm, "Teknik- og Miljøudvalget, 15. maj 2023")
        canvas.drawCentredString(105 * mm, 12 * mm, f"Side {document.page} af {total}")

    document = SimpleDocTemplate(
        target,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=25 * mm,
        topMargin=25 * mm,
        bottomMargin=25 * mm,
        title="Referat fra mødet i Teknik- og Miljøudvalget",
        author="Rønsø Kommune",
        invariant=True,
        pageCompression=0,
    )
    story = [_pdf_paragraph(block) for block in blocks]
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return target.getvalue(), document.page


def _pdf_paragraph(block: Block) -> Paragraph:
    size = {"title": 16, "item": 13, "section": 11}.get(block.kind, 10)
    bold = block.kind in {"title", "item", "section"}
    entry = block.kind in {"bullet", "number"}
    style = ParagraphStyle(
        block.kind,
        fontName="Helvetica-Bold" if bold else "Helvetica",
        fontSize=size,
        leading=size * 1.35,
        spaceBefore=10 if bold else 2,
        spaceAfter=1 if entry else 5,
        leftIndent=16 if entry else 0,
        bulletIndent=4,
        keepWithNext=bold,
    )
    label = {"bullet": "•", "number": block.label}.get(block.kind)
    return Paragraph(escape(block.text), style, bulletText=label)


def build_docx(blocks: list[Block]) -> bytes:
    """A Word document with real heading and list styles, a meta table and a page header."""
    document = Document()
    document.core_properties.title = "Beslutningsprotokol"
    document.core_properties.author = "Rønsø Kommune"
    document.core_properties.created = datetime(*_ZIP_TIME, tzinfo=UTC)
    document.core_properties.modified = datetime(*_ZIP_TIME, tzinfo=UTC)
    document.sections[0].header.paragraphs[0].text = "Rønsø Kommune, Kommunalbestyrelsen"
    first_item = next(i for i, block in enumerate(blocks) if block.kind == "item")
    _docx_head(document, blocks[:first_item])
    _docx_body(document, blocks[first_item:])
    target = io.BytesIO()
    document.save(target)
    return _same_times(target.getvalue())


def _docx_head(document: DocxDocument, blocks: list[Block]) -> None:
    facts = [block.text.split(": ", 1) for block in blocks if ": " in block.text]
    for block in blocks:
        if ": " not in block.text:
            style = "Title" if block.kind == "title" else "Subtitle"
            document.add_paragraph(block.text, style=style)
    table = document.add_table(rows=0, cols=2)
    for name, value in facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = f"{name}:", value


def _docx_body(document: DocxDocument, blocks: list[Block]) -> None:
    styles = {
        "item": "Heading 1",
        "section": "Heading 2",
        "subheading": "Heading 3",
        "bullet": "List Bullet",
        "number": "List Number",
    }
    numbering = 0
    for block in blocks:
        paragraph = document.add_paragraph(block.text, style=styles.get(block.kind, "Normal"))
        if block.kind == "number":
            numbering = _new_numbering(document) if block.label == "1." else numbering
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering


def _new_numbering(document: DocxDocument) -> int:
    """A numbering that starts at one again; without it Word counts on from the list before."""
    root = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = root.num_having_numId(style).abstractNumId.val
    number = root.add_num(abstract)
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    number.append(override)
    return int(number.numId)


def _same_times(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, part in _parts(content):
            written.writestr(zipfile.ZipInfo(name, _ZIP_TIME), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        for name in sorted(read.namelist()):
            yield name, read.read(name)


def main() -> None:
    """Write both files into ``ingest/samples/``."""
    pdf = build_pdf(read_blocks(SOURCE / f"{PDF_NAME}.txt"))
    (SAMPLES / f"{PDF_NAME}.pdf").write_bytes(pdf)
    docx = build_docx(read_blocks(SOURCE / f"{DOCX_NAME}.txt"))
    (SAMPLES / f"{DOCX_NAME}.docx").write_bytes(docx)


if __name__ == "__main__":
    main()
