"""A folder that a system drops files in (overvåget mappe): when to read it again.

It is looked at every few seconds rather than by the system's notices, which network drives don't send.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.sources import find_files

SETTLE = 2.0
"""A file that changed less than so many seconds ago may still be being written."""
INTERVAL = 2.0
"""So many seconds lie between two looks at a folder, and at least ten times as long as a look takes."""

State = frozenset[tuple[str, str, int, int, int]]
"""The files of a folder with their sizes and times of change: equal where nothing changed."""


def folder_state(paths: Sequence[Path]) -> State:
    """What lies in some paths now. Files that are gone before they are looked at are left out."""
    state: set[tuple[str, str, int, int, int]] = set()
    for found in find_files(paths).files:
        try:
            stat = os.stat(found.path)  # noqa: PTH116 - thousands of files: half the time of Path.stat
        except OSError:
            continue
        state.add((found.name, found.member, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return frozenset(state)


def wait_for_change(paths: Sequence[Path], seen: State, sleep: Callable[[float], None] = time.sleep) -> State:
    """Wait until a folder looks different from what was seen, and then for `SETTLE` seconds the same.

    Returns:
        What lies in it then.
    """
    pause = INTERVAL
    while True:
        sleep(pause)
        started = time.monotonic()
        now = folder_state(paths)
        pause = max(INTERVAL, 10 * (time.monotonic() - started))
        if now == seen:
            continue
        return _settled(paths, now, sleep)


def _settled(paths: Sequence[Path], state: State, sleep: Callable[[float], None]) -> State:
    """Wait until nothing changes for a while, but not for ever: a busy folder is read a file at a time."""
    for _ in range(5):
        sleep(SETTLE)
        now = folder_state(paths)
        if now == state:
            break
        state = now
    return state
