"""Judgement (bedømmelse): whether the evidence answers the question, or nothing does.

A similarity cut-off alone separates nothing (in a comparable system the window was 0.004 wide), so several
signals are weighed together by a logistic function.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from rag.evidence import Evidence
from rag.features import Features, SoughtWord
from rag.weights import JUDGING, JUDGING_BIAS


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement weighs (signaler), each in [0, 1] but `margin`.

    The first ten are the best sentence's `rag.evidence.Features` of the same names. `near` is the highest
    cosine among the best four. `known` is the share of the question's words that the minutes know at all;
    `missing` how much the rarest word weighs for which nothing stands. `few` tells a question of at
    most two words of its own, `foreign` one that shares none with the minutes.
    """

    coverage: float
    context: float
    beyond: float
    similarity: float
    alone: float
    item: float
    item_coverage: float
    title: float
    fits: float
    lacks: float
    near: float
    known: float
    missing: float
    few: float
    foreign: float
    decision_asked: float
    soft: float
    soft_beyond: float
    soft_item: float
    focus: float
    focus_lacks: float
    names: float
    names_lack: float

    def vector(self) -> tuple[float, ...]:
        """The signals in the order of their declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


def read_signals(evidence: Sequence[Evidence], words: Sequence[SoughtWord]) -> Signals:
    """The signals of the best evidence; there is at least one."""
    best = evidence[0].features
    total = sum(word.rarity for word in words) or 1.0
    known = sum(word.rarity for word in words if word.weights) / total
    unknown = max((word.rarity for word in words if not word.weights), default=0.0)
    return Signals(
        **{name: getattr(best, name) for name in _SHARED},
        near=max(e.features.similarity for e in evidence[:4]),
        known=known,
        missing=unknown / total,
        few=float(len(words) <= 2),
        foreign=float(known == 0.0),
    )


_SHARED = tuple(name for name in Signals.__slots__ if name in Features.__slots__)


def confidence(signals: Signals) -> float:
    """How likely the evidence answers, in (0, 1)."""
    z = JUDGING_BIAS + sum(
        JUDGING.get(name, 0.0) * value for name, value in zip(Signals.__slots__, signals.vector(), strict=True)
    )
    return 1.0 / (1.0 + exp(-z))
