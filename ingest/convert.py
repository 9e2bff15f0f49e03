"""Files to text (filer til tekst): txt, md, html, docx and pdf, told apart by content and name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.encodings import decode
from ingest.pages import drop_running, join_pages
from ingest.pdf import read_pdf
from ingest.tables import open_piped_tables
from ingest.textpages import join_text_pages, text_pages
from ingest.web import html_to_text
from ingest.word import read_docx
from prompts import rejections
from rag.errors import DocumentRejected

MAX_BYTES = 100 * 1024 * 1024
MAX_CHARACTERS = 20_000_000
MAX_LINE = 20_000

TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = TEXT | HTML | {".docx", ".pdf"}
"""The names of files that are read end in one of these; a zip is opened by `ingest.sources`."""


@dataclass(frozen=True, slots=True)
class ConvertedText:
    """The text of a file, with form feeds between pages where it has pages, and what to know about it."""

    text: str
    pages: int = 1
    warnings: tuple[str, ...] = ()


def convert_bytes(data: bytes, name: str) -> ConvertedText:
    """Read the content of a file of minutes.

    Raises:
        DocumentRejected: it can't be read.
    """
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        raise DocumentRejected(rejections.EMPTY)
    converted = _convert(data, Path(name).suffix.casefold())
    if len(converted.text) > MAX_CHARACTERS:
        raise DocumentRejected(rejections.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS // 1_000_000))
    if not converted.text.strip():
        raise DocumentRejected(rejections.NO_TEXT)
    return converted


def _convert(data: bytes, suffix: str) -> ConvertedText:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-") or (suffix == ".pdf" and not _is_text(data)):
        return _from_pdf(data)
    packed = start.startswith(b"PK\x03\x04") and suffix in SUFFIXES
    if packed or (suffix == ".docx" and not _is_text(data)):
        return ConvertedText(read_docx(data))
    if suffix == ".doc":
        raise DocumentRejected(rejections.OLD_WORD)
    if suffix not in SUFFIXES:
        raise DocumentRejected(rejections.UNKNOWN_TYPE.format(suffix=suffix or "?"))
    decoded = decode(data)
    warnings = [rejections.CHARACTERS_LOST.format(count=decoded.replaced)] if decoded.replaced else []
    if suffix in HTML or start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return ConvertedText(html_to_text(decoded.text), 1, tuple(warnings))
    return _from_text(decoded.text, warnings)


def _is_text(data: bytes) -> bool:
    """Whether a file that is called pdf or docx is text by its content."""
    try:
        return b"\x00" not in data and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _from_pdf(data: bytes) -> ConvertedText:
    pages = read_pdf(data).pages
    empty = sum(not page for page in pages)
    warnings = (rejections.UNREADABLE_PAGES.format(count=empty, total=len(pages)),) if empty else ()
    return ConvertedText(join_pages(drop_running(pages)), len(pages), warnings)


def _from_text(text: str, warnings: list[str]) -> ConvertedText:
    if len(text) > MAX_CHARACTERS:
        raise DocumentRejected(rejections.TOO_MUCH_TEXT.format(limit=MAX_CHARACTERS // 1_000_000))
    text = open_piped_tables(text.replace("\r\n", "\n").replace("\r", "\n"))
    if any(len(line) > MAX_LINE for line in text.split("\n")):
        warnings.append(rejections.LONG_LINES.format(limit=MAX_LINE))
        text = "\n".join(part for line in text.split("\n") for part in _split_long(line))
    pages = text_pages(text)
    if len(pages) == 1:
        return ConvertedText(text, 1, tuple(warnings))
    return ConvertedText(join_text_pages(pages), len(pages), tuple(warnings))


def _split_long(line: str) -> list[str]:
    """Cut a line of more than `MAX_LINE` characters at spaces."""
    parts: list[str] = []
    while len(line) > MAX_LINE:
        cut = line.rfind(" ", MAX_LINE // 2, MAX_LINE)
        cut = cut if cut > 0 else MAX_LINE
        parts.append(line[:cut])
        line = line[cut:].lstrip(" ")
    return [*parts, line]
