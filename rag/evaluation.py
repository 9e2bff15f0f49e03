"""Evaluation (evaluering): gold questions in, figures out.

A row's format and what "correct" means follow the gold files: an answerable question is correct when it
was not refused, every `must_contain` group is met, nothing forbidden is said, the answer is short enough
to check at a glance, enough of the expected items are cited and at least half of the cited ones are
right. An unanswerable one is correct when it was refused and nothing forbidden was said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from prompts import errors as sentences
from rag.catalog import Catalog
from rag.domain import Answer, AnswerStatus, Turn
from rag.errors import GoldError
from rag.grounding import is_borne_out

_LIMITS = {
    "meeting_overview": 2500, "timeline": 2500, "comparison": 2500, "list": 1500, "attachment": 1500,
    "journal_lookup": 1200, "date_lookup": 1200,
}  # fmt: skip
_LIMIT = 900
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer holds (guldspørgsmål)."""

    id: str
    question: str
    kind: str
    answerable: bool
    history: tuple[Turn, ...]
    expected: frozenset[Key]
    acceptable: frozenset[Key]
    must_contain: tuple[tuple[str, ...], ...]
    must_not_contain: tuple[str, ...]
    overlap: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer to a gold question did (bedømmelse)."""

    id: str
    kind: str
    answerable: bool
    overlap: str
    correct: bool
    refused: bool
    recall: float
    precision: float | None
    invalid: int
    length: int
    seconds: float
    answer: str


def read_gold(path: Path) -> list[GoldQuestion]:
    """The questions of a gold file, one JSON object a line.

    Raises:
        GoldError: the file can't be read, or a line is not a gold question.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(sentences.GOLD_UNREADABLE.format(path=path, reason=error)) from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(sentences.GOLD_ROW.format(line=number, path=path, reason=error)) from error
    return questions


def _question(row: Mapping[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        id=str(row["id"]),
        question=str(row["question"]),
        kind=str(row["kind"]),
        answerable=bool(row.get("answerable", True)),
        history=tuple(Turn(turn["role"], str(turn["content"])) for turn in row.get("history") or ()),
        expected=frozenset((str(e["date"]), str(e["item"])) for e in row["expected"]),
        acceptable=frozenset((str(e["date"]), str(e["item"])) for e in row.get("acceptable") or ()),
        must_contain=tuple(tuple(group) for group in row["must_contain"]),
        must_not_contain=tuple(row.get("must_not_contain") or ()),
        overlap=str(row.get("lexical_overlap", "")),
    )


def judge(gold: GoldQuestion, answer: Answer, catalog: Catalog) -> Verdict:
    """How an answer did against its gold question."""
    cited = {(c.meeting_date.isoformat(), c.number) for c in answer.citations}
    allowed = gold.expected | gold.acceptable
    refused = answer.status is AnswerStatus.NOT_FOUND
    clean = not any(_hits(pattern, answer.text) for pattern in gold.must_not_contain)
    records = catalog.items(citation.item_id for citation in answer.citations)
    invalid = sum(not is_borne_out(c, records.get(c.item_id)) for c in answer.citations)
    recall = len(cited & gold.expected) / len(gold.expected) if gold.expected else float(bool(cited & allowed))
    precision = len(cited & allowed) / len(cited) if cited else 0.0
    if not gold.answerable:
        correct = refused and clean
    else:
        said = all(any(_hits(pattern, answer.text) for pattern in group) for group in gold.must_contain)
        enough = recall == 1 if len(gold.expected) <= 1 else recall >= 2 / 3
        short = len(answer.text) <= _LIMITS.get(gold.kind, _LIMIT)
        correct = not refused and said and clean and short and enough and precision >= 0.5
    return Verdict(
        gold.id, gold.kind, gold.answerable, gold.overlap, correct, refused, recall,
        None if refused else precision, invalid, len(answer.text), answer.seconds, answer.text,
    )  # fmt: skip


def _hits(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def evaluate(
    questions: Iterable[GoldQuestion],
    answer: Callable[[str, Sequence[Turn]], Answer],
    catalog: Catalog,
) -> list[Verdict]:
    """Every question answered and judged, in order."""
    return [judge(gold, answer(gold.question, gold.history), catalog) for gold in questions]


def summarize(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures of an evaluation, shares in [0, 1], latency in seconds, and right of all by kind."""
    yes = [v for v in verdicts if v.answerable]
    no = [v for v in verdicts if not v.answerable]
    lengths = sorted(v.length for v in verdicts)
    times = sorted(v.seconds for v in verdicts)
    return {
        "questions": len(verdicts),
        "correct": _mean(v.correct for v in verdicts),
        "answerable_correct": _mean(v.correct for v in yes),
        "citation_recall": _mean(v.recall for v in yes),
        "citation_precision": _mean(v.precision for v in yes if v.precision is not None),
        "false_refusals": _mean(v.refused for v in yes),
        "unanswerable_refused": _mean(v.correct for v in no),
        "invalid_citations": sum(v.invalid for v in verdicts),
        "median_length": lengths[len(lengths) // 2] if lengths else 0,
        "latency_p50": times[len(times) // 2] if times else 0.0,
        "latency_p95": times[ceil(0.95 * len(times)) - 1] if times else 0.0,
        "by_overlap": {o: _mean(v.correct for v in yes if v.overlap == o) for o in ("high", "medium", "low")},
        "by_kind": {
            kind: f"{sum(v.correct for v in verdicts if v.kind == kind)}/{sum(v.kind == kind for v in verdicts)}"
            for kind in dict.fromkeys(v.kind for v in verdicts)
        },
    }


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(sum(found) / len(found), 3) if found else None
