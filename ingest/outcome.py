"""What a run of ingestion tells (udfald): how far it is, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.sources import Refusal


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something to know about a file that was read (advarsel), in Danish."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is (fremdrift): files done, of how many, and the one that was just done."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did (indlæsningsrapport).

    `items` and `chunks` count what the catalog holds afterwards. A file that was renamed, or whose content
    stands under another name too, counts as unchanged, and so does one that a newer parser reads as before.
    `removed_files` names what was removed. `unsettled` counts the files left for the next run because they
    had just changed. `meetings` counts those read in this run, `case_numbers` and `sections` what they hold.
    """

    added: int
    updated: int
    unchanged: int
    removed: int
    rejected: tuple[Refusal, ...]
    warnings: tuple[FileWarning, ...]
    items: int
    chunks: int
    seconds: float
    removed_files: tuple[str, ...] = ()
    unsettled: int = 0
    meetings: int = 0
    sections: int = 0
    case_numbers: int = 0

    @property
    def found(self) -> bool:
        """Whether there was any file: one that was read, is known, waits or was rejected."""
        return bool(self.added + self.updated + self.unchanged + self.unsettled or self.rejected)
