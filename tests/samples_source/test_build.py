"""The shipped pdf and docx say what their source texts say, and are made alike every time."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from docx import Document

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_source_build", HERE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_pdf_holds_every_word_of_its_source_in_order(build: ModuleType) -> None:
    with pypdfium2.PdfDocument(build.SAMPLES / f"{build.PDF_NAME}.pdf") as document:
        pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    body = " ".join(line for page in pages for line in page[2:])  # the running header and the page number come first
    source = " ".join(
        f"{block.label if block.kind == 'number' else ''} {block.text}" for block in _blocks(build, "pdf")
    )
    assert _words(body) == _words(source)


def test_docx_holds_every_item_and_section_as_a_real_heading(build: ModuleType) -> None:
    document = Document(str(build.SAMPLES / f"{build.DOCX_NAME}.docx"))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name]
    headings = {"item": "Heading 1", "section": "Heading 2"}
    expected = [(headings[b.kind], b.text) for b in _blocks(build, "docx") if b.kind in headings]
    assert [entry for entry in found if entry[0].startswith("Heading")] == expected


def test_same_source_gives_same_bytes(build: ModuleType) -> None:
    assert build.build_pdf(_blocks(build, "pdf")) == build.build_pdf(_blocks(build, "pdf"))
    assert build.build_docx(_blocks(build, "docx")) == build.build_docx(_blocks(build, "docx"))


def _blocks(build: ModuleType, kind: str) -> list[Any]:
    name = build.PDF_NAME if kind == "pdf" else build.DOCX_NAME
    blocks: list[Any] = build.read_blocks(HERE / f"{name}.txt")
    return blocks
