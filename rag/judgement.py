"""Judgement (bedømmelse): whether the evidence is about what is asked, or nothing is.

A similarity cut-off alone separates nothing (in a comparable system the window was 0.004 wide), so several
signals are weighed together by a logistic function. `rag.verification` then asks whether it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from rag.evidence import Evidence
from rag.weights import JUDGING, JUDGING_BIAS

# Items whose titles hold this much of the question are of one subject, and one is no rival of another.
_SAME_SUBJECT = 0.4


@dataclass(frozen=True, slots=True)
class Signals:
    """What the judgement weighs (signaler), each in [0, 1] but `margin`.

    All but three are the best sentence's `rag.features.Features` of the same names. `margin` is how far it is ahead
    of the best sentence of another subject. `valued_beyond` is its `beyond` where a value is asked for, else 0: a near
    miss repeats the question's words. `aside` tells a sentence of an Anledning, an Indstilling or a list of Bilag.
    Others of the features added nothing on sets that the weights were not fitted on.
    """

    margin: float
    item: float
    soft_item: float
    names_lack: float
    decision_asked: float
    valued_beyond: float
    focus: float
    lacks: float
    aside: float

    def vector(self) -> tuple[float, ...]:
        """The signals in the order of their declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


def read_signals(evidence: Sequence[Evidence]) -> Signals:
    """The signals of the best evidence; there is at least one, best first."""
    best, features = evidence[0], evidence[0].features
    valued = float(features.fits > 0.0 or features.lacks > 0.0)
    return Signals(
        margin=best.score - max((e.score for e in evidence if _is_rival(e, best)), default=0.0),
        item=features.item,
        soft_item=features.soft_item,
        names_lack=features.names_lack,
        decision_asked=features.decision_asked,
        valued_beyond=valued * features.beyond,
        focus=features.focus,
        lacks=features.lacks,
        aside=features.occasion + features.attachment + features.recommendation,
    )


def _is_rival(other: Evidence, best: Evidence) -> bool:
    """Whether a sentence is of another item, and that item not of the same subject."""
    alike = min(other.features.title, best.features.title) >= _SAME_SUBJECT
    return other.record.id != best.record.id and not alike


def confidence(signals: Signals) -> float:
    """How likely the evidence is about what is asked, in (0, 1)."""
    z = JUDGING_BIAS + sum(weight * getattr(signals, name) for name, weight in JUDGING.items())
    return 1.0 / (1.0 + exp(-z))
