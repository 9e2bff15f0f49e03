"""The commands that read minutes (indlæsning): `referat ingest`, once or for as long as it runs, and `parse`."""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rag.domain import ReadingReport, SourceFile
from rag.errors import DocumentRejected, WriterBusy
from rag.settings import read_settings
from ui import documents, texts
from ui.progress import TerminalProgress

if TYPE_CHECKING:
    from ingest.hashes import Hashes
    from ingest.outcome import IngestReport
    from ingest.reading import ReadFile
    from ingest.workers import Readers
    from ui.workspace import Workspace


def open_workspace(arguments: argparse.Namespace, progress: TerminalProgress) -> Workspace:
    """The workspace of the data folder that a command was given."""
    from ui.workspace import Workspace

    return Workspace(read_settings(data=getattr(arguments, "data", None)), progress)


def print_json(value: object) -> None:
    """Write a result for programs, on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def ingest(arguments: argparse.Namespace) -> int:
    """`referat ingest`: read files into the catalog and bring the indexes up to date."""
    from ingest.hashes import Hashes
    from ingest.workers import Readers

    absent = [path for path in arguments.paths if not path.exists()]
    if absent:
        print(texts.NO_SUCH_PATH.format(path=absent[0]), file=sys.stderr)
        return 2
    with Readers() as readers:
        if arguments.watch:
            return _watch(arguments, readers)
        report = _ingest_once(arguments, readers, Hashes())
    _show_report(report, in_json=arguments.json)
    return 1 if report.rejected else 0


def _ingest_once(arguments: argparse.Namespace, readers: Readers, hashes: Hashes) -> IngestReport:
    from ingest.sync import Missing, sync

    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        workspace.update_indexes()
        report = sync(
            arguments.paths,
            workspace.catalog,
            workspace.encoder,
            missing=Missing.REMOVE if arguments.prune else Missing.KEEP,
            progress=progress.files(),
            readers=readers,
            hashes=hashes,
        )
        workspace.update_indexes()
    return report


def _watch(arguments: argparse.Namespace, readers: Readers) -> int:
    """Read whatever comes into the folders until the user or the system stops the process."""
    from ingest.hashes import Hashes
    from ingest.watching import SETTLE, folder_state, wait_for_change

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped by the system as by Ctrl-C
    hashes = Hashes(SETTLE)
    known: tuple[object, ...] = ()
    print(texts.WATCHING, file=sys.stderr, flush=True)
    try:
        while True:
            seen = folder_state(arguments.paths)
            report = _ingest_if_free(arguments, readers, hashes)
            if report and (report.added or report.updated or report.removed or report.rejected != known):
                _show_report(report, in_json=arguments.json)
                known = report.rejected
            if report and not report.unsettled:
                wait_for_change(arguments.paths, seen)
            else:
                time.sleep(SETTLE)
    except KeyboardInterrupt:
        print(texts.WATCH_STOPPED, file=sys.stderr)
    return 0


def _ingest_if_free(arguments: argparse.Namespace, readers: Readers, hashes: Hashes) -> IngestReport | None:
    """One run, or None where it may go better in a while: another process is writing."""
    try:
        return _ingest_once(arguments, readers, hashes)
    except WriterBusy as error:
        print(error.user_message, file=sys.stderr)
        return None


def _show_report(report: IngestReport, *, in_json: bool) -> None:
    if in_json:
        print_json(documents.report_document(report))
        return
    print(documents.report_lines(report), flush=True)
    for refusal in report.rejected:
        print(texts.INGEST_REJECTED.format(file=refusal.file, reason=refusal.reason), file=sys.stderr)
    for warning in report.warnings:
        print(texts.INGEST_WARNING.format(file=warning.file, message=warning.message), file=sys.stderr)


def parse(arguments: argparse.Namespace) -> int:
    """`referat parse`: show how a file, or each file of a folder or zip, is read; nothing is stored."""
    if not arguments.file.exists():
        print(texts.NO_SUCH_PATH.format(path=arguments.file), file=sys.stderr)
        return 2
    read, rejected = _read_all(arguments.file)
    if arguments.json:
        print_json(documents.parse_document(read, rejected))
    else:
        for each in read:
            if len(read) + len(rejected) > 1:
                print(texts.PARSE_FILE.format(file=each.source.name))
            for meeting, _ in each.meetings:
                print(documents.meeting_lines(meeting))
            print(documents.figures_lines(each.report))
            _warn(each.source.name, each.report)
        for name, reason in rejected:
            print(texts.INGEST_REJECTED.format(file=name, reason=reason), file=sys.stderr)
    return 1 if rejected else 0


def _warn(name: str, report: ReadingReport) -> None:
    for message in report.warnings:
        print(texts.INGEST_WARNING.format(file=name, message=message), file=sys.stderr)


def _read_all(path: Path) -> tuple[Sequence[ReadFile], Sequence[tuple[str, str]]]:
    """What was read of a path's files, and name and reason of those that were rejected.

    Raises:
        DocumentRejected: the path is a file, and is rejected itself.
    """
    from ingest.sources import find_files
    from ingest.workers import Readers

    listing = find_files([path])
    rejected = [(refusal.file, refusal.reason) for refusal in listing.refused]
    read: list[ReadFile] = []
    with Readers() as readers:
        for found in listing.files:
            try:
                data = found.read()
                read.append(readers.read_one(SourceFile(found.name, hashlib.sha256(data).hexdigest()), data))
            except DocumentRejected as rejection:
                rejected.append((found.name, rejection.user_message))
    if not read and len(rejected) == 1:
        raise DocumentRejected(rejected[0][1])
    return _with_related(read), rejected


def _with_related(read: Sequence[ReadFile]) -> Sequence[ReadFile]:
    """The files with what each is to the others among their warnings: copies, editions, supplements."""
    from ingest.related import notes_among

    notes: dict[str, list[str]] = {}
    for name, message in notes_among(read):
        notes.setdefault(name, []).append(message)
    return [
        replace(each, report=replace(each.report, warnings=(*each.report.warnings, *notes.get(each.source.name, ()))))
        for each in read
    ]
