"""The process's memory (hukommelse): one heap for all threads, so that what one lets go of serves the others."""

from __future__ import annotations

import ctypes
import platform

# glibc's malloc.h
_M_TRIM_THRESHOLD, _M_ARENA_MAX = -1, -8
_MOST_SPARE = 16_000_000


def share_heap() -> None:
    """Let all threads of this process share one heap, where the C library is glibc; elsewhere nothing happens.

    Call it before the first thread is started. Left to itself, glibc gives each thread a heap of its own, up to eight a
    core, and what lies free in one serves no other: with 50 people at 5,000 meetings, 453 of 734 MB lay free after two
    minutes, and it grew. With one heap 71 of 364 MB are free, and answers come no slower: Python's threads take turns.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, 1)
        # Else twice the largest block that was ever given back stays at its end (mallopt(3)), which the model's file
        # makes 66 MB; and blocks of up to half of that come from the heap, not from the system and back to it.
        library.mallopt(_M_TRIM_THRESHOLD, _MOST_SPARE)
