"""Texts written for this model: terms, translations and questions, in files that a person can edit.

Three shapes, told by a file's first line:
- terms: a line is a group of expressions for one thing, parted by " | ";
- languages: a line has a column a language, parted by tabs, each with expressions parted by " | ";
- questions: a line "P passage", then its questions, each after a letter: D in the passage's own words,
  S in other words, E in another language; an empty line ends the block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from rag.embedding.training.pairs import Kind, Pair

BETWEEN = " | "
ASKED = ("D ", "S ", "E ")


def own_files() -> list[Path]:
    """The files in the package, by name."""
    folder = Path(str(files("rag.embedding.training"))) / "written"
    return sorted(folder.glob("*.txt"))


def read_written(paths: Iterable[Path]) -> Iterator[Pair]:
    """Yield the pairs of every file; those of one line or block have one label."""
    for path in paths:
        lines = path.read_text(encoding="utf-8").splitlines()
        first = lines[0] if lines else ""
        if first.startswith("P "):
            yield from questions(lines, path.stem)
        else:
            for number, line in enumerate(lines):
                columns = [[text.strip() for text in column.split(BETWEEN)] for column in line.split("\t")]
                yield from equivalents(columns, f"{path.stem}:{number}")


def equivalents(columns: Sequence[Sequence[str]], label: str) -> Iterator[Pair]:
    """Every two expressions of a lone column; of several, each other column against the first."""
    first, *others = columns
    couples = (
        ((text, told) for column in others for text in column for told in first) if others else combinations(first, 2)
    )
    for text, told in couples:
        if text and told:
            yield Pair(text, told, Kind.EQUIVALENT, label)


def questions(lines: Sequence[str], name: str) -> Iterator[Pair]:
    """Each question with its passage, and with the block's first question."""
    passage = first = label = ""
    for number, line in enumerate(lines):
        if line.startswith("P "):
            passage, first, label = line[2:].strip(), "", f"{name}:{number}"
        elif line.startswith(ASKED) and passage:
            asked = line[2:].strip()
            yield Pair(asked, passage, Kind.PASSAGE, label)
            if first:
                yield Pair(asked, first, Kind.EQUIVALENT, label)
            first = first or asked
