"""Minutes set as a table (referat i tabel): a row for each item, its title and its decision side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
