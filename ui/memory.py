"""The process's memory (hukommelse): one heap for all threads, so that what one lets go of serves the others."""

from __future__ import annotations

import ctypes
import platform

_M_ARENA_MAX = -8
"""glibc's malloc.h."""


def share_heap() -> None:
    """Let all threads of this process share one heap, where the C library is glibc; elsewhere nothing happens.

    Call it before the first thread is started. Left to itself, glibc gives each thread a heap of its own, up to eight a
    core, and what lies free in one serves no other: with 50 people at 5,000 meetings, 453 of 734 MB lay free after two
    minutes, and it grew. With one heap 71 of 364 MB are free, and answers come no slower: Python's threads take turns.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
