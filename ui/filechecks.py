"""A file that was taken along, checked (efterprøvning): is it as it was written, and do its quotes still stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rag.domain import Citation
from rag.errors import DocumentRejected
from ui import texts
from ui.exports import read_markdown, seal
from ui.inputs import reason
from ui.verifying import Lookup, Standing, look_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ui.verifying import Shelf

_MONTHS = "|".join(texts.MONTHS)
_SOURCE = re.compile(
    rf"\[(?P<mark>\d{{1,4}})\] (?P<body>.+?), (?P<day>\d{{1,2}})\. (?P<month>{_MONTHS}) (?P<year>\d{{4}}), "
    r"pkt\. (?P<number>.+?), (?P<title>.*?)(?:, j\.nr\. (?P<case>\S.*))?"
)
_QUOTE = re.compile(r"»(?P<quote>.*)«")
_SEAL = re.compile(re.escape(texts.SEAL).replace(r"\{digest\}", "(?P<digest>[0-9a-f]{64})"))


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What a check of a file found (efterprøvning).

    `altered` is None where the file has no checksum. `lookups` has the citations in the file's order.
    """

    altered: bool | None
    lookups: tuple[Lookup, ...]

    @property
    def standing(self) -> int:
        """How many of the quotes stand."""
        return sum(entry.standing is Standing.STANDS for entry in self.lookups)

    @property
    def sound(self) -> bool:
        """Whether the file is as it was written and every quote in it stands."""
        return self.altered is False and self.standing == len(self.lookups)


def check_file(path: Path, shelf: Shelf) -> FileCheck:
    """Check an exported answer in Markdown or Word.

    Raises:
        DocumentRejected: the file can't be read, or holds no sources in the form of an export.
    """
    lines = read_lines(path)
    lookups = tuple(look_up(citation, shelf) for citation in read_citations(lines))
    altered = is_altered(lines)
    if not lookups and altered is None:
        raise DocumentRejected(texts.NO_EXPORT.format(path=path))
    return FileCheck(altered, lookups)


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of an exported file, Word by its ending and Markdown else.

    Raises:
        DocumentRejected: the file can't be read.
    """
    try:
        content = path.read_bytes()
        if path.suffix.lower() == ".docx":
            from ui.word import read_word

            return read_word(content)
        return read_markdown(content.decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentRejected(texts.UNREADABLE_EXPORT.format(path=path, reason=reason(error))) from error


def is_altered(lines: Sequence[str]) -> bool | None:
    """Whether the lines are others than those that the checksum was made of; None without a checksum."""
    places = [place for place, line in enumerate(lines) if _SEAL.fullmatch(line)]
    if not places:
        return None
    found = _SEAL.fullmatch(lines[places[-1]])
    return places[-1] != len(lines) - 1 or found is None or found["digest"] != seal(lines[: places[-1]])


def read_citations(lines: Sequence[str]) -> Iterator[Citation]:
    """The citations of an export: a line that names the item, and the line of its quote where it has one."""
    for place, line in enumerate(lines):
        source = _SOURCE.fullmatch(line)
        if source:
            day = _date(source)
            quote = _QUOTE.fullmatch(lines[place + 1]) if place + 1 < len(lines) else None
            if day:
                yield Citation(
                    0, day, source["body"], source["number"], source["title"], source["case"] or "", "",
                    quote["quote"] if quote else "", 0, 0, "",
                )  # fmt: skip


def _date(source: re.Match[str]) -> date | None:
    try:
        return date(int(source["year"]), texts.MONTHS.index(source["month"]) + 1, int(source["day"]))
    except ValueError:
        return None
