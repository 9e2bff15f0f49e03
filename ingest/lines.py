"""Lines of minutes (linjer): marks of Markdown read and removed, characters made safe.

Structure is decided from the words of a line; whether it was marked as a heading is only a hint.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)")
_SPACED = re.compile(r"[^\W\d_](?: {1,40}[^\W\d_]){3,60} ?:?")
_RULE = re.compile(r"\s{0,3}(?:-[- ]{2,200}|\*[* ]{2,200}|_[_ ]{2,200})")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,1000}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]{0,300}[^\s*])?)\*(?![\w*])")
_UNDERSCORED = re.compile(r"(?<!\w)__([^\s_](?:[^_\n]{0,300}[^\s_])?)__(?!\w)")
_LEAD = re.compile(r"\*\*([^*]{1,120})\*\*")

# Zero-width and direction marks would let a title look like another one; soft hyphens split words.
_DROPPED = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD,
     0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)  # fmt: skip
_TABLE: dict[int, str | None] = {**_DROPPED, 0xA0: " ", 0x2007: " ", 0x202F: " "}
_UNSEEN = re.compile("[" + "".join(re.escape(chr(code)) for code in _TABLE) + "]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line (linje): `text` without marks, right-stripped; `words` is `text` stripped on both sides.

    Words set with spaced letters ("B E S L U T N I N G") are closed up in `words`.

    `marked`: the whole line was a heading or bold. `lead`: the bold words that open a line of which
    the rest is not bold. `page` is 1-based and counts form feeds; None in a text without. `level` is 1 to 6
    for a heading, 0 for any other line.
    """

    text: str
    words: str
    marked: bool = False
    lead: str = ""
    page: int | None = None
    level: int = 0

    @property
    def indent(self) -> int:
        """How many characters of white space it begins with."""
        return len(self.text) - len(self.text.lstrip())


def clean_text(text: str) -> str:
    """The text in NFC, without characters that nobody can see."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_TABLE) if _UNSEEN.search(text) else text


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text with any line ends; a form feed ends a line and starts a page."""
    text = clean_text(text)
    lines: list[Line] = []
    paged = "\x0c" in text
    page = 1
    position = 0
    for found in _BREAKS.finditer(text):
        lines.append(read_line(text[position : found.start()], page if paged else None))
        page += found.group() == "\x0c"
        position = found.end()
    lines.append(read_line(text[position:], page if paged else None))
    return tuple(lines)


def read_line(raw: str, page: int | None = None) -> Line:
    """One line with its marks read and removed."""
    marked = False
    lead = ""
    level = 0
    text = raw.rstrip()
    if not text:
        return Line("", "", page=page)
    start = text.lstrip()[0]
    if start in "-*_" and _RULE.fullmatch(text):
        return Line("", "", page=page)
    if start == ">":
        text = _QUOTE.sub("", text, count=1)
    if start == "#" and (heading := _HEADING.match(text)):
        marked = True
        level = heading.group().count("#")
        text = text[heading.end() :].rstrip("# ")
    if "*" in text:
        text, bold, lead = _without_stars(text)
        marked = marked or bold
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if "__" in text:
        text = _UNDERSCORED.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    words = text.strip()
    if words[1:2] == " " == words[3:4] and _SPACED.fullmatch(words):
        words = "  ".join(word.replace(" ", "") for word in re.split(r" {2,40}", words)).replace("  ", " ")
    return Line(text.rstrip(), words, marked, lead, page, level)


def _without_stars(text: str) -> tuple[str, bool, str]:
    stripped = text.strip()
    bold = False
    lead = ""
    if stripped.startswith("**") and (first := _LEAD.match(stripped)):
        bold = first.end() == len(stripped)
        lead = "" if bold else first[1].strip()
    text = text.replace("**", "")
    return (_EMPHASIS.sub(r"\1", text) if "*" in text else text), bold, lead
