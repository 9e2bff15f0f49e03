"""Uploads under way (lægninger): one at a time is read in by a process of its own, so that answers go on.

What is uploaded stands in `uploads/fra-siden` below the data folder, and goes by names that begin with `fra-siden/`, so
that it never takes the place of a file of the same name that was read in from elsewhere.
"""

from __future__ import annotations

import json
import logging
import secrets
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from rag.errors import DataFolderError, DocumentRejected, ReferatError, WriterBusy
from ui import texts
from ui.uploading.files import keep

if TYPE_CHECKING:
    from rag.domain import ReadingReport
    from ui.workspace import Workspace

log = logging.getLogger(__name__)

UPLOADS_AN_HOUR = 30
FOLDER = "uploads"
BELOW = "fra-siden"

_JOURNAL = "journal.jsonl"
_MOST_JOBS = 200
_HOUR = 3600.0
_SECONDS_TO_READ = 3600
_SECONDS_TO_WAIT = 600.0
_SECONDS_BETWEEN_TRIES = 2.0


class UploadLimited(ReferatError):
    """Somebody puts in more than a person would."""


class State(Enum):
    """How far an upload is (trin)."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """One upload (lægning): its files by their names in the catalog, and what came of them.

    `refused` are the files that were not kept, each with a Danish sentence. `report` is what `referat ingest --json`
    says, narrowed to these files; `readings` is how each of them was understood.
    """

    key: str
    owner: str
    files: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    state: State = State.WAITING
    failure: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)
    readings: Mapping[str, ReadingReport] = field(default_factory=dict)


class Uploader:
    """Takes files and has them read in. Safe to share between threads."""

    def __init__(self, workspace: Workspace, clock: Callable[[], float] = time.monotonic) -> None:
        self._workspace = workspace
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._recent: dict[str, deque[float]] = {}
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[tuple[Job, Path]] = SimpleQueue()
        # A daemon: a server that is stopped doesn't wait for it, and the process that reads ends whole by itself.
        self._reader = threading.Thread(target=self._read_all, name="upload", daemon=True)

    def admit(self, owner: str) -> None:
        """Count an upload of somebody.

        Raises:
            UploadLimited: it is one more than an hour has room for.
        """
        now = self._clock()
        with self._lock:
            recent = self._recent.setdefault(owner, deque())
            while recent and now - recent[0] > _HOUR:
                recent.popleft()
            if len(recent) >= UPLOADS_AN_HOUR:
                raise UploadLimited(texts.UPLOAD_TOO_OFTEN.format(most=UPLOADS_AN_HOUR))
            recent.append(now)

    def take(self, owner: str, incoming: Sequence[tuple[str, BinaryIO]]) -> Job:
        """Check some files by name and content, keep the good ones, and begin to read them in.

        Raises:
            DataFolderError: the data folder can't be written.
        """
        catalog = self._workspace.catalog
        root = catalog.path.parent / FOLDER
        known = {sha256: name for name, sha256 in catalog.sources().items()}
        kept: list[str] = []
        refused: list[tuple[str, str]] = []
        try:
            (root / BELOW).mkdir(parents=True, exist_ok=True)
            for filename, file in incoming:
                try:
                    kept.append(keep(filename, file, root / BELOW, known))
                except DocumentRejected as error:
                    refused.append((filename, error.user_message))
            _note(root / _JOURNAL, owner, kept)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataFolderError(texts.UPLOAD_UNWRITABLE.format(reason=reason)) from error
        files = tuple(dict.fromkeys(f"{BELOW}/{name}" for name in kept))
        job = Job(secrets.token_urlsafe(16), owner, files, tuple(refused))
        if not files:
            job = replace(job, state=State.FAILED, failure=texts.UPLOAD_NOTHING)
        self._put(job)
        if files:
            self._waiting.put((job, root))
            with self._lock:
                if self._reader.ident is None:
                    self._reader.start()
        return job

    def job(self, key: str) -> Job | None:
        """An upload by its key; None where it is unknown or long ago."""
        with self._lock:
            return self._jobs.get(key)

    def _put(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.key] = job
            while len(self._jobs) > _MOST_JOBS:
                self._jobs.pop(next(iter(self._jobs)))

    def _read_all(self) -> None:
        while True:
            job, root = self._waiting.get()
            try:
                self._put(self._read(job, root))
            except ReferatError as error:
                self._put(replace(job, state=State.FAILED, failure=error.user_message))
            except Exception as error:
                log.exception("An upload was not read in")
                failure = texts.UNEXPECTED.format(kind=type(error).__name__)
                self._put(replace(job, state=State.FAILED, failure=failure))

    def _read(self, job: Job, root: Path) -> Job:
        self._wait_for_writer()
        report = _ingest(root, self._workspace.settings.data)
        _remove_rejected(root, report)
        understood = self._workspace.catalog.reports().items()
        readings = {name: reading for name, reading in understood if _is_of(name, job.files)}
        return replace(job, state=State.DONE, report=_narrowed(report, job.files), readings=readings)

    def _wait_for_writer(self) -> None:
        """Wait until nobody else writes, ten minutes at most.

        Raises:
            WriterBusy: somebody still does.
        """
        end = time.monotonic() + _SECONDS_TO_WAIT
        while True:
            try:
                with self._workspace.catalog.write():
                    return
            except WriterBusy:
                if time.monotonic() > end:
                    raise
                time.sleep(_SECONDS_BETWEEN_TRIES)


def _ingest(root: Path, data: Path) -> dict[str, Any]:
    """The report of a process that reads a folder in.

    Raises:
        ReferatError: it could not, with its own sentence.
    """
    command = [sys.executable, "-m", "ui.cli", "ingest", str(root), "--json", "--data", str(data)]
    try:
        done = subprocess.run(  # noqa: S603 - our own command over our own folder
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS_TO_READ, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReferatError(texts.UPLOAD_TOO_SLOW) from error
    if not done.stdout.startswith("{"):
        raise ReferatError(done.stderr.strip() or texts.UPLOAD_FAILED)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _remove_rejected(root: Path, report: Mapping[str, Any]) -> None:
    """Let go of what could not be read, so that the next run doesn't try it again."""
    for refusal in report["rejected"]:
        path = root / refusal["file"]
        if path.parent == root / BELOW:
            path.unlink(missing_ok=True)


def _narrowed(report: Mapping[str, Any], files: Sequence[str]) -> dict[str, Any]:
    lists = {
        name: [entry for entry in report[name] if _is_of(entry["file"], files)] for name in ("rejected", "warnings")
    }
    return {**report, **lists}


def _is_of(name: str, files: Sequence[str]) -> bool:
    """Whether a name is that of one of some files, or of what a zip file among them holds."""
    return any(name == file or name.startswith(f"{file}/") for file in files)


def _note(journal: Path, owner: str, names: Sequence[str]) -> None:
    """Write down who put what in, and when."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with journal.open("a", encoding="utf-8") as file:
        for name in names:
            file.write(json.dumps({"at": at, "by": owner, "file": f"{BELOW}/{name}"}, ensure_ascii=False) + "\n")
