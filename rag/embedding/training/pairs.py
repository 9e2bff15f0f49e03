"""Pair files (jsonl, plain or xz) and text files into pairs and paragraphs."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

DOCUMENTATION_KINDS = frozenset({"head", "titlehead", "title", "desc", "title-desc", "slug"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A question-like text and the passage that should lie nearest to it.

    `documentation` marks the headings of software documentation: most of the rows, and the
    farthest from municipal language.
    """

    query: str
    passage: str
    documentation: bool


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
                    headings = row["kind"] in DOCUMENTATION_KINDS and "licence" not in row
                    yield Pair(row["q"], row["p"], headings)


def read_paragraphs(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the paragraphs of every text file, one a line."""
    for path in paths:
        with open_text(path) as lines:
            yield from (line.strip() for line in lines if line.strip())
