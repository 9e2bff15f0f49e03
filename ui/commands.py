"""The commands (kommandoer): each reads its arguments, does one thing and prints the result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from rag.domain import Filters
from rag.settings import read_settings
from ui import documents, texts
from ui.checking import feedback, verify
from ui.inputs import read_history, read_rows, read_turns
from ui.keeping import backup, restore
from ui.progress import TerminalProgress
from ui.reading import ingest, open_workspace, parse, print_json
from ui.serving import chat, mcp, password

if TYPE_CHECKING:
    from io import BufferedIOBase

_BYTES_AT_ONCE = 1 << 16


def ask(arguments: argparse.Namespace) -> int:
    """`referat ask`: answer one question, or each of a file."""
    asked = _readable(" ".join(arguments.question)).strip()
    if bool(asked) == bool(arguments.batch):
        print(texts.NEEDS_QUESTION, file=sys.stderr)
        return 2
    turns = read_history(arguments.history) if arguments.history else ()
    with TerminalProgress() as progress:
        assistant = open_workspace(arguments, progress).assistant
    if arguments.batch:
        for row in read_rows(arguments.batch):
            answer = assistant.answer(str(row["question"]), read_turns(row.get("history") or [], arguments.batch))
            print_json(documents.answer_document(answer, str(row["id"])))
        return 0
    answer = assistant.answer(asked, turns)
    if arguments.json:
        print_json(documents.answer_document(answer))
    else:
        print(documents.answer_lines(answer))
    return 0


def search(arguments: argparse.Namespace) -> int:
    """`referat search`: ranked items for search words."""
    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        workspace.demand_meetings()
        hits = workspace.search.search(_readable(" ".join(arguments.query)), Filters(), max(1, arguments.limit))
    if arguments.json:
        print_json([documents.hit_document(hit) for hit in hits])
    else:
        print(documents.hit_lines(hits))
    return 0


def embed(arguments: argparse.Namespace) -> int:
    """`referat embed`: a vector for each line on standard input, as it comes."""
    from rag.embedding.loading import open_encoder

    encoder = open_encoder(read_settings().embedding_model)
    encode = encoder.encode_queries if arguments.query else encoder.encode_passages
    for lines in read_batches(cast("BufferedIOBase", sys.stdin.buffer)):
        for vector in encode(lines):
            print_json(vector.astype(float).round(6).tolist())
    return 0


def _readable(text: str) -> str:
    """A text from outside, where bytes that are no UTF-8 have become the replacement character."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_batches(stream: BufferedIOBase) -> Iterator[list[str]]:
    """The lines of a stream in batches: as many as are there at once, and never a wait for more."""
    held: list[bytes] = []
    while chunk := stream.read1(_BYTES_AT_ONCE):
        *ended, rest = chunk.split(b"\n")
        if ended:
            ended[0] = b"".join([*held, ended[0]])
            held = []
            yield [line.removesuffix(b"\r").decode("utf-8", "replace") for line in ended]
        held.append(rest)
    if last := b"".join(held):
        yield [last.decode("utf-8", "replace")]


def status(arguments: argparse.Namespace) -> int:
    """`referat status`: what is ingested, and whether the indexes are current."""
    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        document = documents.status_document(
            str(workspace.settings.data),
            workspace.catalog.counts(),
            workspace.catalog.scope(),
            workspace.catalog.bodies(),
            workspace.catalog.encoder_name(),
            indexes_current=workspace.indexes_current(),
        )
    if arguments.json:
        print_json(document)
    else:
        print(documents.status_lines(document))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """`referat doctor`: examine every part; with --repair, build again what can be built again."""
    from ui.examination import examine, repair

    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
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
        workspace = open_workspace(arguments, progress)
        assistant = workspace.assistant
        advance = progress.begin(texts.EVALUATING, len(gold))
        verdicts = []
        for question in gold:
            verdicts += run([question], assistant.answer, workspace.catalog)
            advance(1)
    figures = summarize(verdicts)
    if arguments.json:
        print_json(figures)
    else:
        print(documents.figures_table(figures))
    if arguments.wrong:
        asked = {question.id: question.question for question in gold}
        for verdict in verdicts:
            if not verdict.correct:
                print(f"\n{verdict.id} ({verdict.kind}): {asked[verdict.id]}\n{verdict.answer}", file=sys.stderr)
    return 0


HANDLERS = {
    "ingest": ingest,
    "parse": parse,
    "ask": ask,
    "search": search,
    "chat": chat,
    "mcp": mcp,
    "password": password,
    "embed": embed,
    "status": status,
    "doctor": doctor,
    "eval": evaluate,
    "verify": verify,
    "feedback": feedback,
    "backup": backup,
    "restore": restore,
}
