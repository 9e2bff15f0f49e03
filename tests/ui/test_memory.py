"""One heap for all threads, in a process of its own: a heap that is there stays there."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_HEAPS = """
import ctypes, sys, threading
from ui.memory import share_heap

if sys.argv[1] == "shared":
    share_heap()
# Of a size that the C library is asked for, held until all threads have one.
together = threading.Barrier(4)
threads = [threading.Thread(target=lambda: (bytearray(50_000), together.wait())) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
library = ctypes.CDLL(None)
library.malloc_info(0, ctypes.c_void_p.in_dll(library, "stdout"))
library.fflush(None)
"""


def _heaps(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", _HEAPS, how], capture_output=True, text=True, check=True)
    return done.stdout.count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have one heap")
def test_threads_share_a_heap() -> None:
    assert _heaps("own") > 1
    assert _heaps("shared") == 1
