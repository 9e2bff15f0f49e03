"""What a derived index holds (stempel): a small file beside it, written last.

An index whose stamp is missing, of another format, or of another history of the catalog is not trusted:
it is built again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rag.catalog import Catalog

_NAME = "stamp.json"
_UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of an index: its format, the catalog's generation, the encoder, and how many passages.

    `revision` is the generation's random mark in the catalog that the index was made from.
    """

    format: str
    generation: int
    revision: str
    encoder: str
    passages: int

    def continues_in(self, catalog: Catalog) -> bool:
        """Whether the catalog has been in this state, so that the index can be caught up.

        False where the catalog was restored from a copy, or deleted and made anew.
        """
        return self.generation <= catalog.generation() and self.revision == catalog.revision(self.generation)


def make_stamp(index_format: str, catalog: Catalog) -> Stamp:
    """The stamp of an index that holds what the catalog holds now."""
    generation = catalog.generation()
    return Stamp(
        index_format, generation, catalog.revision(generation), catalog.encoder_name(), catalog.counts().chunks
    )


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp in a folder, or None where there is none or it can't be read."""
    try:
        return Stamp(**json.loads((folder / _NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Write a stamp so that a reader sees the old one or the new one, never half of it."""
    write_whole(folder / _NAME, json.dumps(asdict(stamp)))
    (folder / _UNFINISHED).unlink(missing_ok=True)


def drop_stamp(folder: Path) -> None:
    """Distrust the index in a folder: the next start builds it again."""
    (folder / _NAME).unlink(missing_ok=True)


def mark_unfinished(folder: Path) -> None:
    """Note that a change to the index has begun; `write_stamp` ends it."""
    (folder / _UNFINISHED).touch()


def is_unfinished(folder: Path) -> bool:
    """Whether a change was begun and never ended, because its process was killed."""
    return (folder / _UNFINISHED).exists()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never half of it."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
