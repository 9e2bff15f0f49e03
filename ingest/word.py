"""Word files to text with marks (docx): the adapter of mammoth."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from itertools import count

from ingest.web import html_to_text
from prompts import rejections
from rag.errors import DocumentRejected

MAX_UNPACKED = 300 * 1024 * 1024
MAX_PARTS = 5000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONE_TITLE = re.compile(r"<ol><li>(?:<strong>)?([A-ZÆØÅ][^<]{2,150}[^<.,;:])(?:</strong>)?</li></ol>")
_HEADER_PART = re.compile(r"word/header\d{0,3}\.xml")
_RUN = re.compile(r"<w:t(?:\s[^<>]{0,200})?>([^<]{0,2000})</w:t>|(</w:p>)")


def read_docx(data: bytes) -> str:
    """Read a Word file: headings, bold words, lists and tables keep their marks.

    Raises:
        DocumentRejected: it is damaged, encrypted, holds XML entities or unpacks to far too much.
    """
    import mammoth

    if data.startswith(_OLE):
        raise DocumentRejected(rejections.DOCX_ENCRYPTED)
    header = _checked_header(data)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_no_image)).value
    # mammoth raises whatever its XML and zip readers raise (KeyError, ExpatError, …): all mean a damaged file.
    except Exception as error:
        raise DocumentRejected(rejections.DOCX_DAMAGED) from error
    text = html_to_text(f"<html><body>{_with_running_numbers(html)}</body></html>")
    return f"{header}\n\n{text}" if header and header not in text else text


def _with_running_numbers(html: str) -> str:
    """Number titles that Word numbers by itself: mammoth begins each list of one entry anew at 1."""
    if len(_LONE_TITLE.findall(html)) < 2:
        return html
    numbers = count(1)
    return _LONE_TITLE.sub(lambda match: f"<h2>{next(numbers)}. {match[1]}</h2>", html)


def _no_image(_: object) -> dict[str, str]:
    return {"src": ""}


def _checked_header(data: bytes) -> str:
    """Check the parts of the file before anything parses them; returns the text of its page headers."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise DocumentRejected(rejections.DOCX_BOMB)
            headers: list[str] = []
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    content = archive.read(part)
                    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                        raise DocumentRejected(rejections.DOCX_ENTITIES)
                    if _HEADER_PART.fullmatch(part.filename):
                        headers.append(_part_text(content))
    # A damaged directory makes zipfile seek to where there is nothing (ValueError).
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise DocumentRejected(rejections.DOCX_DAMAGED) from error
    return "\n".join(dict.fromkeys(text for text in headers if text))


def _part_text(content: bytes) -> str:
    runs = [match[1] or "\n" for match in _RUN.finditer(content.decode("utf-8", errors="replace"))]
    return "\n".join(line.strip() for line in unescape("".join(runs)).splitlines() if line.strip())
