"""Fusion of dense and lexical scores (sammenvejning) into one order of passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

_LEAST = 0.25
_SLOPE = 0.6


@dataclass(frozen=True, slots=True)
class FusedPassage:
    """A passage with its fused score in [0, 1] and the two scores behind it, each in [0, 1]."""

    chunk_id: int
    score: float
    dense: float
    lexical: float


def lexical_share(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]], ceiling: float, known: float
) -> float:
    """How much the lexical score counts for one question, in [0, 0.75]; the cosine counts for the rest.

    Args:
        dense: (chunk id, cosine), best first.
        lexical: (chunk id, BM25), best first.
        ceiling: the BM25 score of a passage that holds every word of the question; > 0.
        known: the share of the question's words that the passages have at all, in [0, 1].

    A few words that stand together in one passage while no passage is like the question want words; a
    question in another language wants meaning. nDCG@10 by `tests/benchmarks/fusion.py`, fused beside dense and
    BM25 alone: debates .794 (.781, .630), SIB-200 .997 (.998, .584), Tatoeba .923 (.929, .151); with the weights
    before the closing epoch, questions made of few words .733 (.570, .739). A fixed share of .4 gave .720 there, one
    of .5 gives .913 on Tatoeba.
    """
    likest = max((score for _, score in dense), default=0.0)
    fullest = min(1.0, max((score for _, score in lexical), default=0.0) / ceiling)
    return min(0.75, _LEAST + _SLOPE * fullest / (fullest + max(likest, 0.05))) * sqrt(known)


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]], share: float, ceiling: float
) -> list[FusedPassage]:
    """The passages of both lists, best first, by a weighted sum of scores.

    Args:
        dense: (chunk id, cosine).
        lexical: (chunk id, BM25).
        share: how much the lexical score counts, in [0, 1]; the cosine counts for the rest.
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
        fused.append(FusedPassage(chunk_id, (1 - share) * cosine + share * word, cosine, word))
    return sorted(fused, key=lambda passage: (-passage.score, passage.chunk_id))
