"""An answer to take along (udtræk): one list of lines, written as Markdown or a page to print, and read back.

The lines are the same in every form, and the checksum is made of them: SHA-256 (FIPS 180-4) over the lines
before it, each in Unicode NFC with single spaces, joined by newlines, in UTF-8. It shows that a file is not as
it was written; it is no signature, since anyone can make one. What the minutes say stays words in every form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from rag.domain import AnswerStatus
from ui import texts
from ui.elements import reference
from ui.markdown import Style, read_paragraphs
from ui.panels import modes_line, spoken_part
from ui.welcome import scope_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from rag.domain import Answer, Citation
    from ui.exchanges import Exchange


class Kind(Enum):
    """What a line of an export is (linjetype)."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    SOURCE = "source"
    QUOTE = "quote"
    NOTE = "note"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an export (linje): its words in runs, each with whether it is bold."""

    kind: Kind
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The words, with single spaces."""
        return even("".join(words for words, _ in self.runs))


def export_lines(entry: Exchange, made: datetime) -> tuple[Line, ...]:
    """A finished exchange as lines: question, answer, sources with their quotes, and the checksum last.

    An exchange that ended in a failure has its sentence for an answer, and no sources.
    """
    lines = [_line(Kind.TITLE, entry.question), *_body(entry.answer, entry.failure)]
    if entry.answer is not None:
        if entry.answer.citations:
            lines.append(_line(Kind.HEADING, texts.SOURCES))
        for number, citation in enumerate(entry.answer.citations, 1):
            lines += _source(number, citation)
        lines += [_line(Kind.NOTE, note) for note in _notes(entry.answer)]
    day = texts.long_day(made.date())
    lines.append(_line(Kind.NOTE, texts.EXPORTED.format(day=day, time=f"{made:%H.%M}")))
    return (*lines, _line(Kind.SEAL, texts.SEAL.format(digest=seal(line.text for line in lines))))


def _body(answer: Answer | None, failure: str) -> Iterator[Line]:
    if answer is None:
        yield _line(Kind.TEXT, failure)
        return
    for paragraph in read_paragraphs(spoken_part(answer)):
        kind = Kind.BULLET if paragraph.style is Style.BULLET else Kind.TEXT
        yield Line(kind, paragraph.runs)


def _source(number: int, citation: Citation) -> Iterator[Line]:
    where = reference(citation.body, citation.meeting_date, citation.number, citation.title, citation.case_number)
    yield _line(Kind.SOURCE, texts.EXPORT_SOURCE.format(number=number, reference=where))
    if citation.quote:
        yield _line(Kind.QUOTE, texts.EXPORT_QUOTE.format(quote=citation.quote))


def _notes(answer: Answer) -> Iterator[str]:
    yield from answer.notes
    if answer.status is AnswerStatus.NOT_FOUND:
        if answer.scope.meetings:
            yield texts.SEARCHED.format(scope=scope_line(answer.scope))
    elif line := modes_line(answer):
        yield line


def _line(kind: Kind, words: str) -> Line:
    return Line(kind, ((even(words), False),))


def even(words: str) -> str:
    """One line in one form: NFC, single spaces, none at the ends, no character that a Word file can't hold."""
    return " ".join(printable(unicodedata.normalize("NFC", words)).split())


def printable(words: str) -> str:
    """The words without control characters and the like, which XML 1.0 (2.2) can't hold; spaces of any kind stay."""
    kept = (" " if character.isspace() else character for character in words)
    return "".join(c for c in kept if unicodedata.category(c) != "Cc" and c not in "\ufffe\uffff")


def seal(lines: Iterable[str]) -> str:
    """The checksum of the lines before it, as 64 hexadecimal digits."""
    return sha256("\n".join(even(line) for line in lines).encode()).hexdigest()


# ---------------------------------------------------------------- Markdown

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|!~&])")
_LISTED = re.compile(r"^(\d{0,9})([.)+-])(?=\s)")
_BEFORE = {Kind.TITLE: "# ", Kind.HEADING: "## ", Kind.BULLET: "- ", Kind.QUOTE: "> "}
_MARKER = re.compile(r"^(?:#{1,2}|-|>) ")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|!~&.)+-])")


def to_markdown(lines: Sequence[Line]) -> str:
    """The lines as Markdown (CommonMark 0.31); no word of them becomes markup, image or link."""
    return "\n\n".join(_BEFORE.get(line.kind, "") + _marked(line) for line in lines) + "\n"


def _marked(line: Line) -> str:
    runs = line.runs if len(line.runs) > 1 else ((line.text, line.runs[0][1]),)
    words = "".join(_bold(words) if bold else _plain(words) for words, bold in runs)
    # "9. maj" at the start of a line would be the ninth point of a list.
    return words if line.kind in _BEFORE else _LISTED.sub(r"\1\\\2", words)


def _plain(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _bold(words: str) -> str:
    inner = words.strip()
    return words.replace(inner, f"**{_plain(inner)}**", 1) if inner else words


def read_markdown(text: str) -> tuple[str, ...]:
    """The lines of an export in Markdown as words, empty ones left out."""
    rows = (row.strip() for row in text.replace("\r\n", "\n").split("\n"))
    return tuple(even(_unmarked(row)) for row in rows if row)


def _unmarked(row: str) -> str:
    words = _MARKER.sub("", row, count=1)
    plain = re.sub(r"(?<!\\)((?:\\\\)*)\*\*", r"\1", words)
    return _ESCAPED.sub(r"\1", plain)


# ---------------------------------------------------------------- a page to print

_TAGS = {
    Kind.TITLE: "h1", Kind.HEADING: "h2", Kind.TEXT: "p", Kind.BULLET: "li", Kind.SOURCE: "h3",
    Kind.QUOTE: "blockquote", Kind.NOTE: "small", Kind.SEAL: "code",
}  # fmt: skip
_LOOK = (
    "body{max-width:42rem;margin:2.5rem auto;padding:0 1.25rem;background:#fff;color:#1a2020;"
    'font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}'
    "h1{font-size:1.5rem;line-height:1.3}h2{margin:2rem 0 .5rem;font-size:1.1rem}"
    "h3{margin:1rem 0 .3rem;font-size:1rem;break-after:avoid}li{margin:.2rem 0 .2rem 1.2rem}"
    "blockquote{margin:0;padding-left:1rem;border-left:3px solid #d9dedb;break-inside:avoid}"
    "small,code{display:block;margin:.4rem 0;color:#566060;font-size:.8125rem;overflow-wrap:anywhere}"
    "h2+h3{margin-top:.5rem}h1,p,li,h3,blockquote{overflow-wrap:anywhere}"
    "button{margin-top:1.25rem;padding:.6rem 1.1rem;border:0;border-radius:8px;background:#0b5a5e;color:#fff}"
    "button{font:inherit;cursor:pointer}"
    "@media print{button{display:none}body{margin:0;max-width:none}}"
)


def to_page(lines: Sequence[Line]) -> str:
    """The lines as a whole HTML page to print, light in every scheme; nothing in it is loaded or run."""
    body = "".join(f"<{_TAGS[line.kind]}>{_strong(line)}</{_TAGS[line.kind]}>" for line in lines)
    body = re.sub(r"((?:<li>.*?</li>)+)", r"<ul>\1</ul>", body, flags=re.DOTALL)
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{escape(lines[0].text)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_LOOK}</style></head>'
        f'<body><main>{body}</main><button type="button">{texts.PRINT}</button></body></html>'
    )


def _strong(line: Line) -> str:
    return "".join(f"<strong>{escape(words)}</strong>" if bold else escape(words) for words, bold in line.runs)
