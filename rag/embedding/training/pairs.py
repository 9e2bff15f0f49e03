"""Pair files (jsonl, plain or xz) and text files into pairs and paragraphs."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TextIO


class Kind(Enum):
    """What the two texts of a pair are to each other, which decides how often and among whom they are seen."""

    EQUIVALENT = "equivalent"
    """The same in other words or in another language: negatives are texts of that kind and length."""
    MANUAL = "manual"
    """A sentence of software documentation and its translation."""
    PASSAGE = "passage"
    """A question, or something like one, and a passage about it."""
    HEADING = "heading"
    """A heading of software documentation: most of the rows, and the farthest from municipal language."""


HEADINGS = frozenset({"head", "titlehead", "title", "desc", "title-desc", "slug"})
EQUIVALENTS = frozenset({"word", "sent", "syn"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A question-like text and the text that should lie nearest to it.

    Pairs of one `label` are never negatives to each other; without one, the passage is the label.
    """

    query: str
    passage: str
    kind: Kind
    label: str = ""


def open_text(path: Path) -> TextIO:
    """Open a text file for reading, through xz where its name ends so."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_pairs(paths: Iterable[Path]) -> Iterator[Pair]:
    """Yield the pairs of every file, in file order; a row without two texts is left out.

    A file named twice counts twice: that is how a source is given more weight.
    """
    for path in paths:
        with open_text(path) as lines:
            for line in lines:
                row = json.loads(line)
                if row["q"].strip() and row["p"].strip():
                    yield Pair(row["q"], row["p"], kind_of(row))


def kind_of(row: dict[str, Any]) -> Kind:
    """The kind of a row; rows of the documentation are those that name no licence of their own."""
    if "licence" in row:
        return Kind.EQUIVALENT if row["kind"] in EQUIVALENTS else Kind.PASSAGE
    if row["kind"] in HEADINGS:
        return Kind.HEADING
    return {"sent": Kind.MANUAL, "syn": Kind.EQUIVALENT}.get(row["kind"], Kind.PASSAGE)


def read_paragraphs(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the paragraphs of every text file, one a line."""
    for path in paths:
        with open_text(path) as lines:
            yield from (line.strip() for line in lines if line.strip())
