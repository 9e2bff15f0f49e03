"""PDF files to pages of lines (pdf): the adapter of pypdfium2.

Where a paragraph ends is read from the page: the distance between baselines and the right margin.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from ingest.pages import PageLine
from prompts import rejections
from rag.errors import DocumentRejected

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 3000
MAX_CHARACTERS_PER_PAGE = 60_000

_SENTENCE_ENDS = ".:;!?"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PdfText:
    """The lines of each page; pages without any text are empty."""

    pages: tuple[tuple[PageLine, ...], ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its place in points, its font size and weight.

    `base` and `foot` are the baselines of its first and last character: pdfium joins hyphenated lines.
    """

    words: str
    left: float
    right: float
    base: float
    foot: float
    size: float
    bold: bool


def read_pdf(data: bytes) -> PdfText:
    """Read the text layer of a PDF.

    Raises:
        DocumentRejected: it is encrypted, damaged, has no text layer or too many pages.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).casefold() or b"/Encrypt" in data[-4096:]
        raise DocumentRejected(rejections.PDF_ENCRYPTED if encrypted else rejections.PDF_DAMAGED) from error
    try:
        if len(document) > MAX_PAGES:
            raise DocumentRejected(rejections.TOO_MANY_PAGES.format(count=len(document), limit=MAX_PAGES))
        placed = [_read_page(document, index) for index in range(len(document))]
    finally:
        document.close()
    lines = [line for page in placed for line in page]
    if sum(len(line.words) for line in lines) < 20 * max(1, min(len(placed), 3)):
        raise DocumentRejected(rejections.PDF_SCANNED)
    margin = _right_margin(lines)
    body_size = _body_size(lines)
    return PdfText(tuple(tuple(_page_lines(page, margin, body_size)) for page in placed))


def _read_page(document: pypdfium2.PdfDocument, index: int) -> list[_Placed]:
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return []
    text_page = page.get_textpage()
    try:
        return list(_merged(_lines(text_page)))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[_Placed]:
    from pypdfium2 import raw

    count = min(text_page.count_chars(), MAX_CHARACTERS_PER_PAGE)
    if count <= 0:
        return
    characters = [chr(raw.FPDFText_GetUnicode(text_page.raw, i)) for i in range(count)]
    start = 0
    for index in range(count + 1):
        if index < count and characters[index] not in "\r\n":
            continue
        words = "".join(characters[start:index])
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip()) - 1
            yield _place(text_page, _unhyphenated(" ".join(words.split())), first, last)
        start = index + 1


def _unhyphenated(words: str) -> str:
    """Undo pdfium's mark for a hyphen at the end of a line: "skole- og", "MED-udvalg", "buslinjen"."""
    words = re.sub(r"\x02(?=(?:og|eller|samt|til)\b)", "- ", words)
    return re.sub(r"(?<=[A-ZÆØÅ\d])\x02", "-", words).replace("\x02", "")


def _place(text_page: pypdfium2.PdfTextPage, words: str, first: int, last: int) -> _Placed:
    from pypdfium2 import raw

    x, y, foot = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, last, x, foot)
    raw.FPDFText_GetCharOrigin(text_page.raw, first, x, y)
    left, _, right, _ = text_page.get_charbox(last, loose=True)
    size = raw.FPDFText_GetFontSize(text_page.raw, first)
    return _Placed(words, x.value, max(left, right), y.value, foot.value, size, _is_bold(text_page, first, last))


def _is_bold(text_page: pypdfium2.PdfTextPage, first: int, last: int) -> bool:
    """Whether both ends of a line are set in a bold font."""
    return all(_bold_at(text_page, index) for index in {first, last})


def _bold_at(text_page: pypdfium2.PdfTextPage, index: int) -> bool:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page.raw, index, buffer, 128, flags)
    name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", errors="replace")
    return bool(_BOLD.search(name)) or raw.FPDFText_GetFontWeight(text_page.raw, index) >= 600


def _merged(lines: Iterator[_Placed]) -> Iterator[_Placed]:
    """Put pieces on one baseline together, as a label and its value in two columns are."""
    held: _Placed | None = None
    for line in lines:
        if held is not None and abs(line.base - held.foot) < 1.5 and line.left >= held.right - 1:
            held = _Placed(
                f"{held.words}\t{line.words}", held.left, line.right, held.base, line.foot, held.size,
                held.bold and line.bold,
            )  # fmt: skip
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _right_margin(lines: list[_Placed]) -> float:
    return max((line.right for line in lines if len(line.words) > 40), default=math.inf)


def _body_size(lines: list[_Placed]) -> float:
    return median([line.size for line in lines for _ in range(1 + len(line.words) // 20)] or [0.0])


def _page_lines(page: list[_Placed], margin: float, body_size: float) -> Iterator[PageLine]:
    leading = _leading(page)
    for index, line in enumerate(page):
        above = page[index - 1] if index else None
        below = page[index + 1] if index + 1 < len(page) else None
        heading = len(line.words) <= 200 and (line.bold or line.size > 1.12 * body_size)
        gap = above is None or not 0 < above.foot - line.base <= 1.12 * leading + 0.5 or _other_type(above, line)
        yield PageLine(line.words, gap, _is_full(line, below, margin), heading)


def _leading(page: list[_Placed]) -> float:
    """The usual distance between baselines on a page."""
    steps = [one.foot - other.base for one, other in pairwise(page) if one.foot > other.base]
    usual = [step for step in steps if step < 3 * max((line.size for line in page), default=0.0)]
    return min(median(usual or [0.0]), 1.6 * median([line.size for line in page] or [0.0])) or math.inf


def _other_type(above: _Placed, line: _Placed) -> bool:
    return abs(above.size - line.size) > 0.5 or above.bold != line.bold


def _is_full(line: _Placed, below: _Placed | None, margin: float) -> bool:
    """Whether the sentence runs on below: the next word would not have fitted, or nothing ends the line.

    Text set ragged right leaves room at the end of a line, hence the shares of the width.
    """
    if "\t" in line.words or margin == math.inf:
        return False
    words = below.words if below else ""
    per_character = (line.right - line.left) / max(len(line.words), 1)
    ended = line.words[-1] in _SENTENCE_ENDS
    width = margin - line.left
    reach = (line.right - line.left) / width if width > 0 else 0.0
    if not ended and reach > (0.6 if words[:1].islower() else 0.85):
        return True
    first = len(words.split()[0]) if words else 8
    if line.right + (first + 1) * per_character <= margin - 1:
        return False
    # A short line without an end below a full stop is a heading that was not set apart.
    return not (ended and below and len(words) < 60 and words[-1] not in _SENTENCE_ENDS)
