"""Measure what a user waits for, and print it as a table.

    python -m tests.benchmarks.bench [FOLDER_OF_MINUTES [QUESTIONS.jsonl]]

Without arguments the samples and their gold questions are used. Reads the minutes into a folder of its own
and removes it again. Cold figures are new processes; warm ones are one process that answers every question.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[2]
REFERAT = Path(sys.executable).with_name("referat")
COLD_RUNS = 5
LEAST_SECONDS = 1.0

Row = tuple[str, str]


def read_questions(path: Path) -> list[str]:
    """The questions that stand alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if not row.get("history")]


def command(*arguments: str | Path) -> float:
    """The seconds that one `referat` process takes."""
    started = time.perf_counter()
    subprocess.run([REFERAT, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure_ingestion(minutes: Path, data: Path) -> list[Row]:
    """A first and a second `referat ingest`."""
    first = command("ingest", minutes, "--data", data)
    second = command("ingest", minutes, "--data", data)
    return [("ingest, first", f"{first:.2f} s"), ("ingest, nothing changed", f"{second:.2f} s")]


def measure_encoding(data: Path) -> list[Row]:
    """Passages a second of the configured encoder, over the ingested ones."""
    from rag.catalog import Catalog
    from rag.domain import passage_text
    from rag.embedding.loading import open_encoder

    started = time.perf_counter()
    encoder = open_encoder()
    opened = time.perf_counter() - started
    records = Catalog.open(data).chunks_since(0)
    passages = [passage_text(r.title, r.chunk) for r in records]
    encoder.encode_passages(passages)
    done = 0
    started = time.perf_counter()
    while (spent := time.perf_counter() - started) < LEAST_SECONDS:
        encoder.encode_passages(passages)
        done += len(passages)
    return [
        ("encoder", f"{encoder.name}, {encoder.dimensions} dimensions"),
        ("encoder, open", f"{opened:.2f} s"),
        ("encoder, passages a second", f"{done / spent:,.0f}"),
        ("passages", f"{len(passages)}"),
    ]


def measure_cold(data: Path, questions: Sequence[str]) -> list[Row]:
    """`referat ask` in new processes."""
    spent = sorted(command("ask", question, "--data", data) for question in questions[:COLD_RUNS])
    return [("ask, cold, median", f"{median(spent):.2f} s"), ("ask, cold, slowest", f"{spent[-1]:.2f} s")]


def measure_warm(data: Path, questions: Sequence[str]) -> list[Row]:
    """Answers of one process, the first left out, and how many of their citations stood the check."""
    from rag.settings import read_settings
    from tests.answering import Unwatched
    from ui.workspace import Workspace

    assistant = Workspace(read_settings(data=data), Unwatched()).assistant
    assistant.answer(questions[0])
    spent, checked, proposed = [], 0, 0
    for question in questions:
        started = time.perf_counter()
        answer = assistant.answer(question)
        spent.append(1_000 * (time.perf_counter() - started))
        checked += answer.checked
        proposed += answer.proposed
    cuts = quantiles(spent, n=100, method="inclusive")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    return [
        ("questions", f"{len(questions)}"),
        ("answer, warm, p50", f"{cuts[49]:.1f} ms"),
        ("answer, warm, p95", f"{cuts[94]:.1f} ms"),
        ("answer, warm, slowest", f"{max(spent):.1f} ms"),
        ("citations that stood the check", f"{checked} of {proposed}"),
        ("resident memory, most", f"{memory:.0f} MB"),
    ]


def print_table(rows: Sequence[Row]) -> None:
    """Rows as a Markdown table."""
    width = max(len(name) for name, _ in rows)
    print(f"| {'what':{width}} | measured |\n|{'-' * (width + 2)}|---|")
    for name, value in rows:
        print(f"| {name:{width}} | {value} |")


def main(arguments: Sequence[str]) -> None:
    """Measure all of it over one folder of minutes."""
    minutes = Path(arguments[0]) if arguments else ROOT / "ingest" / "samples"
    questions = read_questions(Path(arguments[1]) if len(arguments) > 1 else ROOT / "tests" / "gold" / "samples.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        rows = [("machine", f"Python {platform.python_version()}, {platform.machine()}")]
        rows += measure_ingestion(minutes, data)
        rows += measure_encoding(data)
        rows += measure_cold(data, questions)
        rows += measure_warm(data, questions)
    print_table(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
