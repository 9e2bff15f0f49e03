"""A process that reads files (læser): what a hostile file does to it, it does to no other file.

Talks over its standard input and output: a pickled `Job` in, a pickled `Reply` out, each after its length.
It ends itself when a file takes longer than it may, whatever that file keeps it busy with.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import struct
import sys
from dataclasses import dataclass
from typing import IO

from ingest.reading import ReadFile, read_file
from prompts import rejections
from rag.domain import SourceFile
from rag.errors import DocumentRejected

LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read (opgave), and how many seconds it may take."""

    source: SourceFile
    data: bytes
    seconds: float


Reply = ReadFile | str
"""What a job gave: the file as it was read, or why it was rejected, in Danish."""


def serve(memory: int) -> None:
    """Read files until the input ends; `memory` limits the process, in bytes, where the system can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    _limit_memory(memory)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no reply
    while (received := receive(sys.stdin.buffer)) is not None:
        job: Job = pickle.loads(received)  # noqa: S301 - from the process that started this one
        faulthandler.dump_traceback_later(job.seconds, exit=True, file=2)
        reply = answer(job)
        faulthandler.cancel_dump_traceback_later()
        send(replies, pickle.dumps(reply))


def answer(job: Job) -> Reply:
    """Read one file; whatever goes wrong is a reason to reject it."""
    try:
        return read_file(job.data, job.source)
    except DocumentRejected as rejection:
        return rejection.user_message
    except (MemoryError, RecursionError):
        return rejections.TOO_HEAVY
    except Exception as error:  # noqa: BLE001 - one file never stops the others
        return rejections.PROGRAM_ERROR.format(kind=type(error).__name__)


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message after its length."""
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read a message, or None where the stream ends first."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
