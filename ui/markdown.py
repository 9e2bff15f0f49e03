"""Markdown of answers → HTML or plain paragraphs, through markdown-it: a small set, and citations as buttons.

Bold, lists, quotes and tables become markup. Raw HTML, links, images, code and headings are never
rules here, so that whatever minutes contain is shown as the characters that it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from ui import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

_RULES = ("emphasis", "list", "table", "blockquote", "newline", "escape")
# "- 9. maj 2018" and "9. maj 2018" are dates, not the ninth of a list; "- 1. at …" is a numbered list.
_DATE = re.compile(rf"^((?:[-*] )?\d{{1,2}})\.(?= (?:{'|'.join(texts.MONTHS)})\b)", re.MULTILINE | re.IGNORECASE)
_NUMBERED_BULLET = re.compile(r"^[-*] (?=\d{1,2}\. )", re.MULTILINE)
_LONGEST_HELD = 30
_MARK = re.compile(r"\[(\d{1,3})\]")


class Style(Enum):
    """What a paragraph of an answer is (afsnitstype)."""

    PLAIN = "plain"
    BULLET = "bullet"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an answer (afsnit): its words in runs, each with whether it is bold.

    The number of a point of a numbered list stands in its words; the cells of a row of a table are parted by ` | `.
    """

    style: Style
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The words without their boldness."""
        return "".join(words for words, _ in self.runs)


def read_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """An answer's Markdown as paragraphs, read by the same rules as it is shown by; citations stay `[n]`."""
    return tuple(_paragraphs(_parser().parse(_mended(text), {"buttons": ()})))


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    open_blocks: list[str] = []
    lead = ""
    cells: list[tuple[tuple[str, bool], ...]] = []
    for token in tokens:
        if token.nesting > 0:
            open_blocks.append(token.type)
            if token.type == "list_item_open":
                lead = f"{token.info}{token.markup} " if token.info else ""
        elif token.nesting < 0:
            open_blocks.pop()
            if token.type == "tr_close":
                yield Paragraph(Style.PLAIN, tuple(run for cell in cells for run in (*cell, (" | ", False)))[:-1])
                cells = []
        elif token.type == "inline" and "table_open" in open_blocks:
            cells.append(tuple(_runs(token)))
        elif token.type == "inline":
            yield Paragraph(_style(open_blocks, lead), (*(((lead, False),) if lead else ()), *_runs(token)))
            lead = ""


def _style(open_blocks: Sequence[str], lead: str) -> Style:
    if "blockquote_open" in open_blocks:
        return Style.QUOTE
    return Style.BULLET if "bullet_list_open" in open_blocks and not lead else Style.PLAIN


def _runs(token: Token) -> Iterator[tuple[str, bool]]:
    bold = False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", bold
        elif child.content:
            yield child.content, bold


def render_markdown(text: str, buttons: Sequence[str]) -> str:
    """An answer's Markdown as HTML; `[n]` becomes `buttons[n - 1]`, which is HTML that is already safe.

    A number that no button stands behind stays as it was written, and so does a date that begins a line.
    """
    return str(_parser().render(_mended(text), {"buttons": buttons}))


def _mended(text: str) -> str:
    return _NUMBERED_BULLET.sub("", _DATE.sub(r"\1\\.", text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True}).enable(_RULES)
    parser.inline.ruler.push("citation", _read_citation)
    parser.add_render_rule("citation", _write_citation)
    return parser


def _read_citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own shape
    found = _MARK.match(state.src, state.pos)
    if found is None or not 1 <= int(found[1]) <= len(state.env["buttons"]):
        return False
    if not silent:
        # A number never stands alone at the start of a line: the word before it goes along.
        before, space, word = state.pending.rstrip(" ").rpartition(" ")
        if not state.pending.endswith(" ") or len(word) > _LONGEST_HELD:
            before, space, word = state.pending, "", ""
        state.pending = before + space
        token = state.push("citation", "", 0)
        token.content, token.meta["word"] = found[1], word
    state.pos = found.end()
    return True


def _write_citation(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    button = str(env["buttons"][int(tokens[index].content) - 1])
    word = tokens[index].meta["word"]
    return f'<span class="held">{escape(word)}\N{NO-BREAK SPACE}{button}</span>' if word else button
