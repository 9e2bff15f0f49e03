"""Markdown of answers → HTML, through markdown-it: a small set, and citations as buttons.

Bold, lists, quotes and tables become markup. Raw HTML, links, images, code and headings are never
rules here, so that whatever minutes contain is shown as the characters that it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from ui import texts

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

_RULES = ("emphasis", "list", "table", "blockquote", "newline", "escape")
# "- 9. maj 2018" and "9. maj 2018" are dates, not the ninth of a list; "- 1. at …" is a numbered list.
_DATE = re.compile(rf"^((?:[-*] )?\d{{1,2}})\.(?= (?:{'|'.join(texts.MONTHS)})\b)", re.MULTILINE | re.IGNORECASE)
_NUMBERED_BULLET = re.compile(r"^[-*] (?=\d{1,2}\. )", re.MULTILINE)
_MARK = re.compile(r"\[(\d{1,3})\]")


def render_markdown(text: str, buttons: Sequence[str]) -> str:
    """An answer's Markdown as HTML; `[n]` becomes `buttons[n - 1]`, which is HTML that is already safe.

    A number that no button stands behind stays as it was written, and so does a date that begins a line.
    """
    text = _NUMBERED_BULLET.sub("", _DATE.sub(r"\1\\.", text))
    return str(_parser().render(text, {"buttons": buttons}))


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
        # A number never stands alone at the start of a line.
        if state.pending.endswith(" "):
            state.pending = f"{state.pending[:-1]}\N{NO-BREAK SPACE}"
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _write_citation(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return str(env["buttons"][int(tokens[index].content) - 1])
