"""Content hashes kept from run to run (aftryk), so that a folder that is watched is not read whole each time."""

from __future__ import annotations

import time
from pathlib import Path

from ingest.sources import FoundFile


class Hashes:
    """What is known of files by their size and their times of change.

    A file that changed less than `settle` seconds ago has not settled: somebody may still be writing it. With
    `settle` 0 every file has settled and nothing is kept.
    """

    def __init__(self, settle: float = 0.0) -> None:
        self._settle = settle
        self._kept: dict[tuple[Path, str], tuple[tuple[int, int, int], str]] = {}

    def settled(self, found: FoundFile) -> bool:
        """Whether a file has stood unchanged for long enough."""
        if not self._settle:
            return True
        try:
            state = found.path.stat()
        except OSError:
            return True
        # The time of the inode's change moves with every write, a copied time of modification does not.
        return time.time() - max(state.st_mtime, state.st_ctime) >= self._settle

    def known(self, found: FoundFile) -> str:
        """The content hash of a file that has not changed since it was kept, or an empty string."""
        kept = self._kept.get((found.path, found.member))
        return kept[1] if kept and kept[0] == _state(found) else ""

    def keep(self, found: FoundFile, sha256: str) -> None:
        """Note the content hash of a file as it stands."""
        if self._settle and (state := _state(found)):
            self._kept[found.path, found.member] = (state, sha256)


def _state(found: FoundFile) -> tuple[int, int, int] | None:
    try:
        state = found.path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns
