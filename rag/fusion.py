"""Fusion of dense and lexical scores (sammenvejning) into one order of passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FusedPassage:
    """A passage with its fused score in [0, 1] and the two scores behind it, each in [0, 1]."""

    chunk_id: int
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How much the cosine and the lexical score count; they need not sum to one.

    Chosen by `tests/benchmarks/fusion.py` among eight: at 0.6 the fused score is never more than 0.010 below
    the better of the two alone and above both on most sets (nDCG@10: debates .798 against .791 dense and
    .675 lexical, SIB-200 .992 against .990 and .781; accuracy@1: Tatoeba .771 against .781 and .177).
    """

    dense: float = 0.6
    lexical: float = 0.4


def fuse(
    dense: Sequence[tuple[int, float]],
    lexical: Sequence[tuple[int, float]],
    weights: FusionWeights,
    ceiling: float,
) -> list[FusedPassage]:
    """The passages of both lists, best first, by a weighted sum of scores.

    Args:
        dense: (chunk id, cosine).
        lexical: (chunk id, BM25).
        weights: of the two.
        ceiling: the BM25 score of a passage that holds every word of the question, for scale; > 0.

    Scores rather than ranks are summed, because the lexical list says little where a question shares
    no rare word with the minutes, and a rank hides that.
    """
    cosines: Mapping[int, float] = dict(dense)
    words: Mapping[int, float] = dict(lexical)
    floor = min(cosines.values(), default=0.0)
    fused = []
    for chunk_id in cosines.keys() | words.keys():
        cosine = max(0.0, cosines.get(chunk_id, max(0.0, floor)))
        word = min(1.0, words.get(chunk_id, 0.0) / ceiling)
        total = (weights.dense * cosine + weights.lexical * word) / (weights.dense + weights.lexical)
        fused.append(FusedPassage(chunk_id, total, cosine, word))
    return sorted(fused, key=lambda passage: (-passage.score, passage.chunk_id))
