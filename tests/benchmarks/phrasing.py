"""Measure what the program adds to a chat model's own time, and print it as a table.

    python -m tests.benchmarks.phrasing [QUESTIONS.jsonl]

The model is served from this process over the OpenAI protocol: it waits, then writes a statement in pieces. What is
added before it is asked (understanding, retrieval, evidence) and after it has written the statement (reading, checking,
grounding) is told apart from what it takes itself. Each question is asked thrice and the fastest time counts, so that
other work on the machine counts less. Without arguments the samples and their gold questions are used.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from rag.assistant import Assistant
from rag.domain import Statement
from rag.sentences import split_sentences
from tests.answering import SAMPLES, read_in
from tests.benchmarks.bench import ROOT, Row, print_table, read_questions
from tests.rag.generative.conftest import assistant_over, served_line
from tests.rag.generative.serving import Asked, Handler, model_server, rows

MODEL_SECONDS = 0.02
ROUNDS = 3
PIECE = 20
LEAST_LETTERS = 30


@dataclass
class Watch:
    """A script for the model server that notes when it was asked last and when it had written its statement.

    `own` are the seconds that it took for what it was asked before that: to take the question apart.
    """

    asked: float = 0.0
    written: float = 0.0
    own: float = 0.0

    def __call__(self, handler: Handler, asked: Asked) -> None:
        self.own += self.written - self.asked
        self.asked = time.perf_counter()
        time.sleep(MODEL_SECONDS)
        text = statement_of(asked)
        handler.begin()
        for start in range(0, len(text), PIECE):
            handler.piece(text[start : start + PIECE])
        self.written = time.perf_counter()
        handler.done()


def statement_of(asked: Asked) -> str:
    """A statement that is borne out: a sentence of the first source that has a whole one."""
    for number, text in re.findall(r"KILDE (\d+)\n<<<\w+\n.*?Tekst:\n(.*?)\n\w+>>>", asked.user, re.DOTALL):
        for start, end in split_sentences(text):
            sentence = text[start:end]
            if end - start > LEAST_LETTERS and sentence.endswith("."):
                return rows([{"kilde": int(number), "citat": sentence, "udsagn": sentence}])
    return '{"intet_svar": true}'


def first_statements(assistant: Assistant, questions: Sequence[str], watch: Watch) -> list[tuple[float, float]]:
    """Seconds added before and after the model, for each question whose first statement is the model's."""
    added = []
    for question in questions:
        rounds = [time_first(assistant, question, watch) for _ in range(ROUNDS)]
        times = [watched for watched in rounds if watched]
        if times:
            added.append(min(times, key=sum))
    return added


def time_first(assistant: Assistant, question: str, watch: Watch) -> tuple[float, float] | None:
    """What is added before and after the model until its first statement; None where none is the model's."""
    watch.asked = watch.written = watch.own = 0.0
    started = time.perf_counter()
    for event in assistant.stream(question):
        if isinstance(event, Statement):
            after = time.perf_counter() - watch.written
            return (watch.asked - started - watch.own, after) if watch.written else None
    return None


def extractive(assistant: Assistant, questions: Sequence[str]) -> list[float]:
    """Seconds to the first statement without a model."""
    spent = []
    for question in questions:
        rounds = []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            if any(isinstance(event, Statement) for event in assistant.stream(question)):
                rounds.append(time.perf_counter() - started)
        spent += [min(rounds)] if rounds else []
    return spent


def tell(name: str, seconds: Sequence[float]) -> list[Row]:
    """Median and the 95th percentile."""
    return [
        (f"{name}, median", f"{1_000 * median(seconds):.0f} ms"),
        (f"{name}, p95", f"{1_000 * quantiles(seconds, n=20, method='inclusive')[-1]:.0f} ms"),
    ]


def main(arguments: Sequence[str]) -> None:
    """Measure all of it over the samples."""
    questions = read_questions(Path(arguments[0]) if arguments else ROOT / "tests" / "gold" / "samples.jsonl")
    with tempfile.TemporaryDirectory() as folder, read_in(SAMPLES, Path(folder)) as workspace, model_server() as server:
        watch = Watch()
        server.state.always = watch
        assistant = assistant_over(workspace, served_line(server.url))
        assistant.answer(questions[0])
        alone = extractive(workspace.assistant, questions)
        added = first_statements(assistant, questions, watch)
    table = [("questions whose first statement is the model's", str(len(added)))]
    table += tell("added before the model is asked", [before for before, _ in added])
    table += tell("added after it has written a statement", [after for _, after in added])
    table += tell("added in all", [before + after for before, after in added])
    table += tell("first statement without a model", alone)
    print_table(table)


if __name__ == "__main__":
    main(sys.argv[1:])
