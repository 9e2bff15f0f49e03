"""Minutes set as a table (referat i tabel): a row for each item, its title and its decision side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.heads import has_head_label
from ingest.labels import concludes, kind_of

_TITLES = frozenset(
    {
        "dagsorden",
        "dagsordenspunkt",
        "dagsordenspunkter",
        "punkt",
        "punkter",
        "pkt",
        "nr",
        "nr.",
        "pkt.",
        "emne",
        "emner",
    }
    | {"sag", "sager", "titel", "tekst", "overskrift", "tema", "punkt nr", "pkt. nr"}
)

_RULE = re.compile(r"[\s|:-]{0,400}")
_CELL_BREAK = re.compile(r"(?<!\\)\|")


def open_piped_tables(text: str) -> str:
    """Markdown with those tables opened that are a head ("| Dato | 28. juni |") or minutes; others stay."""
    if "\n|" not in text and not text.startswith("|"):
        return text
    opened: list[str] = []
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.lstrip().startswith("|"):
            block.append(line)
            continue
        opened += _opened(block)
        block = []
        opened.append(line)
    return "\n".join(opened[:-1])


def _opened(block: list[str]) -> list[str]:
    if len(block) < 3 or "-" not in block[1] or not _RULE.fullmatch(block[1]):
        return block
    rows = [[cell.strip() for cell in _CELL_BREAK.split(line.strip().strip("|"))] for line in [block[0], *block[2:]]]
    if (lines := minutes_table(rows)) is not None:
        return lines
    firsts = [row[0].strip(" *:") for row in rows if any(row)]
    if sum(map(has_head_label, firsts)) * 2 <= len(firsts):
        return block
    return ["\t".join(cell for cell in row if cell) for row in rows if any(row)]


def minutes_table(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """The lines of a table whose head names titles and sections ("Dagsorden | Beslutning"); None of any other.

    A cell is its paragraphs, one a line. Each row becomes a heading, and a label with its text for each column.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    head = [cell.strip(" :*").casefold() for cell in rows[0]]
    titles = [place for place, name in enumerate(head) if name in _TITLES]
    labels = [place for place, name in enumerate(head) if name not in _TITLES and (kind_of(name) or concludes(name))]
    if not titles or not labels or titles[-1] > labels[0] or any(two - one != 1 for one, two in pairwise(titles)):
        return None
    lines: list[str] = []
    for row in rows[1:]:
        lines += _row(row, rows[0], titles, labels)
    return lines


def _row(row: Sequence[str], head: Sequence[str], titles: Sequence[int], labels: Sequence[int]) -> list[str]:
    cells = [cell.strip() for cell in row] + [""] * (len(head) - len(row))
    title, *below = " ".join(cells[place] for place in titles).strip().split("\n") or [""]
    lines = [f"## {title}", "", *below]
    for place, cell in enumerate(cells):
        if not cell or place in titles:
            continue
        # A row may be longer than the head: its last cells stand below nothing.
        label = head[place].strip(" :*") if place < len(head) else ""
        if place in labels:
            lines += ["", f"**{label}**", cell]
        else:
            lines += ["", f"{label}: {cell}" if label else cell]
    return [*lines, ""]
