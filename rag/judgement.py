"""Judgement (bedømmelse): whether the evidence answers the question, or nothing does.

A similarity cut-off alone separates nothing (in a comparable system the window was 0.004 wide), so several
signals are weighed together by a logistic function.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from rag.evidence import Evidence, SoughtWord
from rag.question import Question
from rag.values import wants_value


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement weighs (signaler), each in [0, 1].

    `coverage`, `context` and `item_coverage`: the share of what is asked for that the best sentence, its
    surroundings and its item hold. `similarity`: the nearest sentence. `item_score`: the found item's.
    `known`: the share of the question's words that the minutes know at all. `missing`: how much the
    rarest word weighs that neither the item holds nor anything stands for. `fits`: the wanted value is there.
    """

    coverage: float
    context: float
    item_coverage: float
    similarity: float
    item_score: float
    known: float
    missing: float
    fits: float
    few: float

    def vector(self) -> tuple[float, ...]:
        """The signals in a fixed order."""
        return (
            self.coverage, self.context, self.item_coverage, self.similarity, self.item_score,
            self.known, self.missing, self.fits, self.few,
        )  # fmt: skip


_WEIGHTS = (2.0, 1.5, 2.0, 6.0, 3.0, 1.0, -1.5, 0.6, 0.3)
_BIAS = -5.2


def read_signals(question: Question, evidence: Sequence[Evidence], words: Sequence[SoughtWord]) -> Signals:
    """The signals of the best evidence; all zero where there is none."""
    if not evidence:
        return Signals(0, 0, 0, 0, 0, 0, 1, 0, 0)
    best = evidence[0]
    total = sum(word.rarity for word in words) or 1.0
    known = sum(word.rarity for word in words if word.weights) / total
    unknown = max((word.rarity for word in words if not word.weights), default=0.0)
    near = [e for e in evidence[:4] if e.record.id == best.record.id]
    return Signals(
        coverage=best.coverage,
        context=best.context,
        item_coverage=best.item_coverage,
        similarity=max(e.similarity for e in near),
        item_score=best.item_score,
        known=known,
        missing=unknown / total,
        fits=1.0 if best.fits or not wants_value(question.kind) else 0.0,
        few=1.0 if len(words) <= 2 else 0.0,
    )


def confidence(signals: Signals) -> float:
    """How likely the evidence answers, in (0, 1)."""
    z = _BIAS + sum(weight * signal for weight, signal in zip(_WEIGHTS, signals.vector(), strict=True))
    return 1.0 / (1.0 + exp(-z))
