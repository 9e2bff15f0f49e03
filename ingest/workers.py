"""Files read side by side (parallel læsning), each within a time limit that nothing in it can break.

Processes rather than threads: parsing keeps the interpreter busy, and a process can be ended in the middle of it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Self

import ingest
from ingest.reading import ReadFile
from ingest.worker import Job, Reply, receive, send
from prompts import rejections
from rag.domain import SourceFile
from rag.errors import DocumentRejected

SECONDS = 60.0
"""A file may take so long."""
MEMORY = 4 << 30
"""A process that reads may take so many bytes."""
AHEAD = 8
"""So many files a process are read before the first of them is asked for."""
MOST = 8


class Readers:
    """Processes that read files, started when they are needed. Use as a context manager.

    Args:
        count: how many at most; as many as there are cores, up to `MOST`, if not given.
        seconds: how long one file may take.
    """

    def __init__(self, count: int | None = None, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._count = count or max(1, min(_cores(), MOST))
        self._idle: SimpleQueue[_Reader] = SimpleQueue()
        self._all = [_Reader() for _ in range(self._count)]
        for reader in reversed(self._all):
            self._idle.put(reader)
        self._threads = ThreadPoolExecutor(self._count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._all:
            reader.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def read(self, files: Iterable[tuple[SourceFile, bytes]]) -> Iterator[tuple[SourceFile, Reply]]:
        """What each file gave, in the order of the files; only a few are held at once."""
        pending: deque[tuple[SourceFile, Future[Reply]]] = deque()
        for source, data in files:
            pending.append((source, self._threads.submit(self._read_one, Job(source, data, self._seconds))))
            while len(pending) > self._count * AHEAD or (pending and pending[0][1].done()):
                first, future = pending.popleft()
                yield first, future.result()
        while pending:
            first, future = pending.popleft()
            yield first, future.result()

    def read_one(self, source: SourceFile, data: bytes) -> ReadFile:
        """What one file gave.

        Raises:
            DocumentRejected: it can't be read as minutes.
        """
        ((_, reply),) = self.read([(source, data)])
        if isinstance(reply, str):
            raise DocumentRejected(reply)
        return reply

    def _read_one(self, job: Job) -> Reply:
        reader = self._idle.get()
        try:
            return reader.read(job)
        finally:
            self._idle.put(reader)


class _Reader:
    """One process, started anew where a file ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def read(self, job: Job) -> Reply:
        process = self._running()
        started = time.monotonic()
        reply = _exchange(process, job)
        if reply is not None:
            read: Reply = pickle.loads(reply)  # noqa: S301 - from a process of our own
            return read
        self._end()
        late = time.monotonic() - started >= job.seconds
        return rejections.TOO_SLOW.format(seconds=round(job.seconds)) if late else rejections.READER_DIED

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None and not self._closed:
            # -P: a file named like a module of ours, in the folder that we stand in, is never run.
            command = [sys.executable, "-P", "-c", f"from ingest.worker import serve; serve({MEMORY})"]
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        if self._process is None:
            raise DocumentRejected(rejections.READER_DIED)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def close(self) -> None:
        """End the process; a file that it is reading is given up."""
        self._closed = True
        self._end()


def _exchange(process: subprocess.Popen[bytes], job: Job) -> bytes | None:
    """The answer to a job, or None where the process ended before it gave one."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, pickle.dumps(job))
        return receive(process.stdout)
    except OSError:
        return None


def _environment() -> dict[str, str]:
    root = str(Path(ingest.__file__).parents[1])
    others = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, *([others] if others else [])])}


def _cores() -> int:
    """The cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
