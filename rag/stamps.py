"""What a derived index holds (stempel): a small file beside it, written last.

An index whose stamp is missing, or of another format, is not trusted: it is built again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_NAME = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of an index: its format, the catalog's generation, the encoder, and how many passages."""

    format: str
    generation: int
    encoder: str
    passages: int


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp in a folder, or None where there is none or it can't be read."""
    try:
        return Stamp(**json.loads((folder / _NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Write a stamp so that a reader sees the old one or the new one, never half of it."""
    draft = folder / f"{_NAME}.new"
    draft.write_text(json.dumps(asdict(stamp)), encoding="utf-8")
    draft.replace(folder / _NAME)
