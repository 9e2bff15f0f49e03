"""Pair files (jsonl, plain or xz) into groups of texts that belong together."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

Group = Literal["documentation", "translation", "debates", "words", "sentences", "cloze"]

DEBATE_KINDS = frozenset({"agenda", "ict", "next", "qa-turn"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A question-like text and the passage that should lie nearest to it."""

    query: str
    passage: str
    group: Group


def open_text(path: Path) -> TextIO:
    """Open a text file for reading, through xz where its name ends so."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_pairs(paths: Iterable[Path]) -> Iterator[Pair]:
    """Yield the pairs of every file, in file order; a row without two texts is left out."""
    for path in paths:
        with open_text(path) as lines:
            for line in lines:
                row = json.loads(line)
                if row["q"].strip() and row["p"].strip():
                    yield Pair(row["q"], row["p"], group_of(row))


def read_paragraphs(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the paragraphs of every text file, one a line."""
    for path in paths:
        with open_text(path) as lines:
            yield from (line.strip() for line in lines if line.strip())


def group_of(row: Mapping[str, Any]) -> Group:
    """Which batches a row belongs to: pairs of one make compete only with one another.

    A batch of one make has harder negatives than a mixed one, where a word is told from a speech
    by its length alone.
    """
    kind = row["kind"]
    if kind in DEBATE_KINDS:
        return "debates"
    if kind in {"word", "syn"}:
        return "words"
    if "licence" in row:
        return "sentences"
    return "translation" if kind == "sent" else "documentation"
