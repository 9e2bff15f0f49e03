"""The commands (kommandoer): each reads its arguments, does one thing and prints the result."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.domain import Filters, Turn
from rag.errors import GoldError, NothingIngested, ServerError
from rag.settings import read_settings
from ui import documents, texts
from ui.progress import TerminalProgress

if TYPE_CHECKING:
    from ui.workspace import Workspace

_LINES_AT_ONCE = 256


def _workspace(arguments: argparse.Namespace, progress: TerminalProgress) -> Workspace:
    from ui.workspace import Workspace

    return Workspace(read_settings(data=getattr(arguments, "data", None)), progress)


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)


def ingest(arguments: argparse.Namespace) -> int:
    """`referat ingest`: read files into the catalog and bring the indexes up to date."""
    from ingest.sync import Missing, sync

    absent = [path for path in arguments.paths if not path.exists()]
    if absent:
        print(texts.NO_SUCH_PATH.format(path=absent[0]), file=sys.stderr)
        return 2
    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        workspace.update_indexes()
        missing = Missing.REMOVE if arguments.prune else Missing.KEEP
        report = sync(arguments.paths, workspace.catalog, workspace.encoder, missing=missing, progress=progress.files())
        workspace.update_indexes()
    if arguments.json:
        _print_json(documents.report_document(report))
    else:
        print(texts.INGEST_SUMMARY.format(**documents.report_document(report)))
        for name in report.removed_files:
            print(texts.INGEST_REMOVED.format(file=name))
        for refusal in report.rejected:
            print(texts.INGEST_REJECTED.format(file=refusal.file, reason=refusal.reason), file=sys.stderr)
        for warning in report.warnings:
            print(texts.INGEST_WARNING.format(file=warning.file, message=warning.message), file=sys.stderr)
    return 1 if report.rejected else 0


def parse(arguments: argparse.Namespace) -> int:
    """`referat parse`: show how a file is read; nothing is stored."""
    from ingest.convert import read_document
    from ingest.parse import parse_text

    if not arguments.file.exists():
        print(texts.NO_SUCH_PATH.format(path=arguments.file), file=sys.stderr)
        return 2
    converted = read_document(arguments.file)
    parsed = parse_text(converted.text, source_name=arguments.file.name)
    warnings = [*converted.warnings, *(warning.message for warning in parsed.warnings)]
    if arguments.json:
        meetings = [documents.meeting_document(meeting) for meeting in parsed.meetings]
        _print_json({"meetings": meetings, "warnings": warnings, "report": documents.figures_document(parsed.figures)})
        return 0
    for meeting in parsed.meetings:
        print(documents.meeting_lines(meeting))
    print(documents.figures_lines(parsed.figures))
    for warning in warnings:
        print(texts.INGEST_WARNING.format(file=arguments.file.name, message=warning), file=sys.stderr)
    return 0


def ask(arguments: argparse.Namespace) -> int:
    """`referat ask`: answer one question, or each of a file."""
    asked = _readable(" ".join(arguments.question)).strip()
    if bool(asked) == bool(arguments.batch):
        print(texts.NEEDS_QUESTION, file=sys.stderr)
        return 2
    turns = read_history(arguments.history) if arguments.history else ()
    with TerminalProgress() as progress:
        assistant = _workspace(arguments, progress).assistant
    if arguments.batch:
        for row in read_rows(arguments.batch):
            answer = assistant.answer(str(row["question"]), read_turns(row.get("history") or [], arguments.batch))
            _print_json(documents.answer_document(answer, str(row["id"])))
        return 0
    answer = assistant.answer(asked, turns)
    if arguments.json:
        _print_json(documents.answer_document(answer))
    else:
        print(documents.answer_lines(answer))
    return 0


def search(arguments: argparse.Namespace) -> int:
    """`referat search`: ranked items for search words."""
    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        _demand_meetings(workspace)
        hits = workspace.search.search(_readable(" ".join(arguments.query)), Filters(), max(1, arguments.limit))
    if arguments.json:
        _print_json([documents.hit_document(hit) for hit in hits])
    else:
        print(documents.hit_lines(hits))
    return 0


def _demand_meetings(workspace: Workspace) -> None:
    from prompts import errors as sentences

    if not workspace.catalog.counts().meetings:
        raise NothingIngested(sentences.NOTHING_INGESTED)


def chat(arguments: argparse.Namespace) -> int:
    """`referat chat`: serve the page."""
    from ui.server import serve
    from ui.workspace import PageResponder

    login = read_logins(arguments.auth_file) if arguments.auth_file else None
    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        responder = PageResponder(workspace)
        if workspace.catalog.counts().meetings:
            _ = workspace.assistant
    serve(responder, host=arguments.host, port=arguments.port, auth=login, ready=_announce)
    return 0


def _announce(address: str) -> None:
    print(texts.SERVING.format(url=address), file=sys.stderr, flush=True)


def embed(arguments: argparse.Namespace) -> int:
    """`referat embed`: a vector for each line on standard input, as it comes."""
    from rag.embedding.loading import open_encoder

    encoder = open_encoder(read_settings().embedding_model)
    encode = encoder.encode_queries if arguments.query else encoder.encode_passages
    for lines in _batches(sys.stdin):
        for vector in encode(lines):
            _print_json([round(float(value), 6) for value in vector])
    return 0


def _readable(text: str) -> str:
    """A text from outside, where bytes that are no UTF-8 have become the replacement character."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _batches(stream: Iterator[str]) -> Iterator[list[str]]:
    """The lines of a stream in batches: many at once from a file, each as it is typed on a terminal."""
    size = 1 if sys.stdin.isatty() else _LINES_AT_ONCE
    batch: list[str] = []
    for line in stream:
        batch.append(_readable(line.rstrip("\n")))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def status(arguments: argparse.Namespace) -> int:
    """`referat status`: what is ingested, and whether the indexes are current."""
    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        document = documents.status_document(
            str(workspace.settings.data),
            workspace.catalog.counts(),
            workspace.catalog.scope(),
            workspace.catalog.bodies(),
            workspace.catalog.encoder_name(),
            indexes_current=workspace.indexes_current(),
        )
    if arguments.json:
        _print_json(document)
    else:
        print(documents.status_lines(document))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """`referat doctor`: examine every part; with --repair, build again what can be built again."""
    from ui.examination import examine, repair

    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        if arguments.repair:
            repair(workspace)
            print(texts.DOCTOR_REPAIRED)
        findings = examine(workspace)
    for finding in findings:
        template = texts.DOCTOR_BAD if finding.reason else texts.DOCTOR_OK
        print(template.format(part=finding.part, reason=finding.reason))
    return 1 if any(finding.reason for finding in findings) else 0


def evaluate(arguments: argparse.Namespace) -> int:
    """`referat eval`: the figures of a file of gold questions."""
    from rag.evaluation import evaluate as run
    from rag.evaluation import read_gold, summarize

    gold = read_gold(arguments.gold)
    with TerminalProgress() as progress:
        workspace = _workspace(arguments, progress)
        assistant = workspace.assistant
        advance = progress.begin(texts.EVALUATING, len(gold))
        verdicts = []
        for question in gold:
            verdicts += run([question], assistant.answer, workspace.catalog)
            advance(1)
    figures = summarize(verdicts)
    if arguments.json:
        _print_json(figures)
    else:
        print(documents.figures_table(figures))
    if arguments.wrong:
        asked = {question.id: question.question for question in gold}
        for verdict in verdicts:
            if not verdict.correct:
                print(f"\n{verdict.id} ({verdict.kind}): {asked[verdict.id]}\n{verdict.answer}", file=sys.stderr)
    return 0


def read_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a file of questions.

    Raises:
        GoldError: the file can't be read, or a row has no id or question.
    """
    from prompts import errors as sentences

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(sentences.GOLD_UNREADABLE.format(path=path, reason=_reason(error))) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                _ = row["id"], row["question"]
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(sentences.GOLD_ROW.format(line=number, path=path, reason=_reason(error))) from error
            yield row


def read_history(path: Path) -> tuple[Turn, ...]:
    """The conversation in a JSON file.

    Raises:
        GoldError: it can't be read, or is no conversation.
    """
    try:
        return read_turns(json.loads(path.read_text(encoding="utf-8")), path)
    except (OSError, ValueError) as error:
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason=_reason(error))) from error


def read_turns(rows: Sequence[Any], path: Path) -> tuple[Turn, ...]:
    """A conversation from JSON objects with `role` and `content`.

    Raises:
        GoldError: they are no conversation.
    """
    try:
        turns = tuple(Turn(row["role"], str(row["content"])) for row in rows)
    except (KeyError, TypeError) as error:
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason=_reason(error))) from error
    if any(turn.role not in ("user", "assistant") for turn in turns):
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason="role"))
    return turns


def read_logins(path: Path) -> list[tuple[str, str]]:
    """The names and passwords of a login file, one `name:password` a line.

    Raises:
        ServerError: it can't be read, or a line is malformed.
    """
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=_reason(error))) from error
    logins = [tuple(line.split(":", 1)) for line in lines if line and not line.startswith("#")]
    if not logins or any(len(login) != 2 or not all(login) for login in logins):
        raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=texts.BAD_AUTH_LINE))
    return [(name, password) for name, password in logins]


def _reason(error: Exception) -> str:
    """Why a file or a line of it can't be used, in Danish where the error is one that people cause."""
    if isinstance(error, KeyError):
        return texts.REASON_FIELD.format(field=error.args[0])
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return getattr(error, "strerror", None) or str(error)


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, texts.REASON_ABSENT),
    (IsADirectoryError, texts.REASON_FOLDER),
    (PermissionError, texts.REASON_ACCESS),
    (UnicodeDecodeError, texts.REASON_BYTES),
    (json.JSONDecodeError, texts.REASON_JSON),
    (TypeError, texts.REASON_FORM),
)


HANDLERS = {
    "ingest": ingest,
    "parse": parse,
    "ask": ask,
    "search": search,
    "chat": chat,
    "embed": embed,
    "status": status,
    "doctor": doctor,
    "eval": evaluate,
}
