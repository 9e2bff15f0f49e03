"""HTML to text with marks (html): the adapter of selectolax.

Headings, bold paragraphs and lists keep their marks, so that HTML, Word and Markdown meet in one form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.tables import minutes_table
from prompts import rejections
from rag.errors import DocumentRejected

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_DEPTH = 200
MAX_ROWS = 5000
SHORT_CELL = 200
"""The paragraphs of a table cell of at most this many characters make one line with their row."""

_SKIPPED = frozenset(
    {"script", "style", "nav", "noscript", "template", "svg", "iframe", "object", "button", "select", "input", "form"}
    | {"head", "footer", "aside", "textarea", "canvas", "audio", "video", "dialog"}
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
    }
    | {"blockquote", "pre", "figure", "figcaption", "address", "fieldset", "details", "summary", "hr", "body", "center"}
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BOLD = frozenset({"b", "strong"})
_JOINED = frozenset({"p", "div", "br"})


def html_to_text(html: str) -> str:
    """The visible text of an HTML document.

    Raises:
        DocumentRejected: it has no body.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    if tree.body is None:
        raise DocumentRejected(rejections.NO_TEXT)
    writer = _Writer()
    _walk(tree.body, writer)
    text = writer.text()
    title = tree.css_first("title")
    name = " ".join(title.text().split()) if title else ""
    # Some systems give the date of a meeting in the title of the page only.
    if name and not re.search(r"\b(?:19|20)\d{2}\b", text[:3000]):
        text = f"{name}\n\n{text}"
    return text


@dataclass
class _Writer:
    """Collects lines; a line is closed by every block."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    prefix: str = ""
    cells: int = 0

    def add(self, words: str) -> None:
        self.current.append(words)

    def close(self, *, blank: bool) -> None:
        words = " ".join("".join(self.current).replace("\xa0", " ").split(" "))
        words = re.sub(r" ?\t ?", "\t", re.sub(r"[ \n\r\f\v]+", " ", words)).strip()
        self.current.clear()
        if words and words != "****":
            self.lines.append(self.prefix + words)
            self.prefix = ""
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self) -> str:
        self.close(blank=True)
        return "\n".join(self.lines).strip() + "\n"


@dataclass(frozen=True, slots=True)
class _Task:
    """A node to enter, or text to write when its element ends."""

    node: LexborNode | None = None
    depth: int = 0
    lists: tuple[str, ...] = ()
    after: str = ""
    inline: bool = False


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion: a hostile page nests deeper than Python does."""
    stack = [_Task(root)]
    counters: list[int] = []
    while stack:
        task = stack.pop()
        if task.node is None:
            _finish(task, writer, counters)
            continue
        node = task.node
        tag = node.tag
        if tag == "-text":
            writer.add(re.sub(r"\s+", " ", node.text(deep=False) or ""))
            continue
        if tag in _SKIPPED or not tag or tag.startswith(("!", "-", "_")) or "hidden" in (node.attributes or {}):
            continue
        if tag == "table" and (lines := _as_minutes(node)):
            writer.close(blank=True)
            writer.lines += lines
            continue
        lists = task.lists
        if tag in ("ul", "ol"):
            lists = (*lists, tag)
            counters.append(0)
        inline = tag in ("td", "th") and _is_short(node)
        _open(tag, lists, writer, counters)
        writer.cells += inline
        stack.append(_Task(after=tag, lists=lists, inline=inline))
        if task.depth < MAX_DEPTH:
            children = [_Task(child, task.depth + 1, lists) for child in node.iter(include_text=True)]
            stack.extend(reversed(children))
        else:
            writer.add(node.text(deep=True) or "")


def _as_minutes(table: LexborNode) -> list[str] | None:
    """The lines of a table that is a set of minutes itself, if it is one and holds no other table."""
    if table.css_first("table table"):
        return None
    rows = []
    for row in table.css("tr")[:MAX_ROWS]:
        rows.append(["\n".join(_paragraphs(cell)) for cell in row.iter() if cell.tag in ("td", "th")])
        if len(rows) == 1 and minutes_table([*rows, rows[0]]) is None:
            return None
    return minutes_table(rows)


def _paragraphs(cell: LexborNode) -> list[str]:
    text = cell.text(deep=True, separator="\n") if cell.css_first("p, div, br, li") else cell.text(deep=True)
    return [words for line in (text or "").split("\n") if (words := " ".join(line.split()))]


def _is_short(cell: LexborNode) -> bool:
    """Whether a cell makes one line with its row; one that fills its row alone keeps its paragraphs."""
    if len(cell.text(deep=True) or "") > SHORT_CELL:
        return False
    row = cell.parent
    return row is None or sum(each.tag in ("td", "th") for each in row.iter()) > 1 or len(cell.css("p, div, br")) < 2


def _open(tag: str, lists: tuple[str, ...], writer: _Writer, counters: list[int]) -> None:
    if writer.cells and tag in _JOINED:
        writer.add(" ")
        return
    if tag in _HEADINGS:
        writer.close(blank=True)
        writer.prefix = "#" * _HEADINGS[tag] + " "
    elif tag == "li":
        writer.close(blank=False)
        writer.prefix = _list_mark(lists, counters)
    elif tag in ("td", "th"):
        writer.add("\t" if writer.current else "")
    elif tag in ("tr", "br"):
        writer.close(blank=False)
    elif tag in _BOLD:
        writer.add("**")
    elif tag in _BLOCKS:
        writer.close(blank=not lists or (len(lists) == 1 and tag in ("ul", "ol")))


def _list_mark(lists: tuple[str, ...], counters: list[int]) -> str:
    indent = "  " * max(0, len(lists) - 1)
    if lists and lists[-1] == "ol":
        counters[-1] += 1
        return f"{indent}{counters[-1]}. "
    return f"{indent}- "


def _finish(task: _Task, writer: _Writer, counters: list[int]) -> None:
    tag = task.after
    writer.cells -= task.inline
    if writer.cells and tag in _JOINED:
        return
    if tag in ("ul", "ol"):
        counters.pop()
        writer.close(blank=len(task.lists) <= 1)
    elif tag in _BOLD:
        writer.add("**")
    elif tag in ("tr", "li"):
        writer.close(blank=False)
    elif tag in _HEADINGS or (tag in _BLOCKS and not task.lists):
        writer.close(blank=True)
    elif tag in _BLOCKS:
        writer.close(blank=False)
