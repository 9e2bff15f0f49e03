"""Fit the weights of `rag.weights` on gold questions, and say by cross-validation what they give.

    python -m tests.tuning.fit_weights DATA=GOLD.jsonl [DATA=GOLD.jsonl …]

Each DATA is a data folder with the minutes that the questions of GOLD are about. Ranking: a listwise
softmax over the sentences of the found items, the sentences of the gold quotes being right. Judging: a
logistic function over the best sentence's signals; an answerable question whose best sentence stands in
an expected item is to be answered, an unanswerable one is not. Questions that `rag.verification` turns away
are not judged. Both have a quadratic penalty. Folds are by question, and by set: fitted without a set,
measured on it, which tells what other minutes and other authors will see.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from rag.conversation import understand
from rag.domain import Turn
from rag.evidence import Evidence
from rag.features import Features
from rag.judgement import Signals, read_signals
from rag.routing import Router
from rag.settings import read_settings
from rag.weights import RANKING
from tests.answering import Unwatched
from ui.workspace import Workspace

_FOLDS = 5
_BY_CATALOG = {"meeting_overview", "timeline", "count", "journal_lookup", "closed_item", "date_lookup", "attachment"}


@dataclass
class Case:
    """A gold question with the signals of its evidence."""

    id: str
    kind: str
    answerable: bool
    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    items: list[tuple[str, str]]
    expected: set[tuple[str, str]]
    evidence: list[Evidence]
    lacking: bool


def read_cases(data: Path, gold: Path) -> list[Case]:
    workspace = Workspace(read_settings(data=data), Unwatched())
    router = Router(workspace.catalog, workspace.search, workspace.mender)
    known = workspace.assistant.known()
    cases = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in _BY_CATALOG:
            continue
        turns = [Turn(t["role"], t["content"]) for t in row["history"]]
        question = understand(row["question"], turns, known)
        if question.unknown_case_numbers or question.unknown_dates:
            continue
        weighed = router.weigh(question, question.demanded)
        evidence = weighed.evidence
        if not evidence:
            continue
        quotes = [_flat(q["quote"]) for q in row["quotes"] if q["quote"]]
        expected = {(e["date"], str(e["item"])) for e in row["expected"]}
        keys = [(e.record.meeting.date.isoformat(), e.record.item.number) for e in evidence]
        right = np.array([k in expected and _quoted(e, quotes) for e, k in zip(evidence, keys, strict=True)])
        matrix = np.array([e.features.vector() for e in evidence], dtype=np.float32)
        lacking = weighed.lack is not None
        cases.append(Case(row["id"], row["kind"], row["answerable"], matrix, right, keys, expected, evidence, lacking))
    return cases


def _flat(text: str) -> str:
    return " ".join(text.replace("*", "").replace("- ", "").split()).lower()


def _quoted(evidence: Evidence, quotes: Sequence[str]) -> bool:
    text = _flat(evidence.sentence.text)
    return any((len(text) > 12 and text in quote) or (len(quote) > 12 and quote in text) for quote in quotes)


def fit_ranking(cases: Sequence[Case], penalty: float = 0.6) -> NDArray[np.float64]:
    start = torch.tensor([RANKING.get(n, 0.0) for n in Features.__slots__], dtype=torch.float64)
    weights = (start * 8).clone().requires_grad_()
    rows = [(torch.tensor(c.features, dtype=torch.float64), torch.tensor(c.right)) for c in cases if c.right.any()]
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = (
            sum(torch.logsumexp(x @ weights, 0) - torch.logsumexp((x @ weights)[right], 0) for x, right in rows)
            / len(rows)
            + penalty * (weights**2).mean() / 10
        )
        total.backward()
        return total

    optimizer.step(loss)
    return weights.detach().numpy()


def rank_figures(cases: Sequence[Case], weights: NDArray[np.float64]) -> tuple[float, float, float]:
    """Sentence precision@1, item precision@1, sentence recall@3."""
    first = item = third = total = 0
    for case in cases:
        if not case.answerable or not case.expected:
            continue
        total += 1
        order = np.argsort(-(case.features @ weights), kind="stable")
        first += bool(case.right[order[0]])
        item += case.items[order[0]] in case.expected
        third += bool(case.right[order[:3]].any())
    return first / total, item / total, third / total


def judge_rows(cases: Sequence[Case], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, labels = [], []
    for case in cases:
        scores = case.features @ weights / 10
        order = np.argsort(-scores, kind="stable")
        ordered = [case.evidence[i] for i in order]
        signals = read_signals([replace(e, score=float(s)) for e, s in zip(ordered, scores[order], strict=True)])
        best_right = case.items[order[0]] in case.expected
        if case.lacking or (case.answerable and case.expected and not best_right):
            continue
        rows.append(signals.vector())
        labels.append(float(case.answerable))
    return np.array(rows), np.array(labels)


def fit_judging(
    rows: NDArray[np.float64], labels: NDArray[np.float64], penalty: float = 0.5
) -> tuple[NDArray[np.float64], float]:
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    x, y = torch.tensor((rows - mean) / spread), torch.tensor(labels)
    w = torch.zeros(rows.shape[1] + 1, dtype=torch.float64, requires_grad=True)
    balance = torch.where(y > 0, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    optimizer = torch.optim.LBFGS([w], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        z = x @ w[:-1] + w[-1]
        total = (balance * torch.nn.functional.binary_cross_entropy_with_logits(z, y, reduction="none")).mean()
        total = total + penalty * (w[:-1] ** 2).mean()
        total.backward()
        return total

    optimizer.step(loss)
    fitted = w.detach().numpy()
    weights = fitted[:-1] / spread
    return weights, float(fitted[-1] - weights @ mean)


def judge_figures(
    rows: NDArray[np.float64], labels: NDArray[np.float64], w: NDArray[np.float64], bias: float
) -> tuple[float, float]:
    """Share answered of the answerable, share refused of the unanswerable."""
    z = rows @ w + bias
    return float((z[labels > 0] >= 0).mean()), float((z[labels == 0] < 0).mean())


def cross_validate(train: Sequence[Case], test: Sequence[Case]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The ranking's and the judgement's figures on cases that they were not fitted on."""
    w = fit_ranking(train)
    jw, jb = fit_judging(*judge_rows(train, w))
    answered, refused = judge_figures(*judge_rows(test, w), jw, jb)
    return rank_figures(test, w), (answered, refused, 0.0)


def main() -> None:
    cases: list[Case] = []
    groups: list[list[Case]] = []
    for argument in sys.argv[1:]:
        data, _, gold = argument.partition("=")
        group = read_cases(Path(data), Path(gold))
        print(
            f"{gold}: {len(group)} questions, {sum(c.right.any() for c in group)} with their quote among the evidence"
        )
        groups.append(group)
        cases += group
    old = 10 * np.array([RANKING.get(n, 0.0) for n in Features.__slots__])
    print("now:", [tuple(round(f, 3) for f in rank_figures(g, old)) for g in groups])
    by_question = [([c for i, c in enumerate(cases) if i % _FOLDS != f], cases[f::_FOLDS]) for f in range(_FOLDS)]
    by_set = [([c for other in groups if other is not group for c in other], group) for group in groups]
    for name, folds in (("by question", by_question), ("by set", by_set if len(groups) > 1 else [])):
        measured = [cross_validate(train, test) for train, test in folds]
        for ranked, judged in measured if name == "by set" else [np.mean(measured, axis=0)]:
            print(f"cross-validated {name}: sentence@1, item@1, sentence@3", np.round(ranked, 3), end=" ")
            print("answered, refused", np.round(judged[:2], 3))
    w = fit_ranking(cases)
    print("fitted:", [tuple(round(f, 3) for f in rank_figures(g, w)) for g in groups])
    rows, labels = judge_rows(cases, w)
    jw, jb = fit_judging(rows, labels)
    print("fitted answered, refused:", judge_figures(rows, labels, jw, jb))
    print(_source("RANKING", Features.__slots__, w / 10, 3))
    print(_source("JUDGING", Signals.__slots__, jw, 2))
    print(f"JUDGING_BIAS = {jb:.2f}")


def _source(name: str, keys: Sequence[str], values: NDArray[np.float64], digits: int) -> str:
    """A table of weights as it stands in `rag.weights`."""
    lines = [f'    "{key}": {value:.{digits}f},' for key, value in zip(keys, values, strict=True)]
    return "\n".join([f"{name}: dict[str, float] = {{", *lines, "}"])


if __name__ == "__main__":
    main()
