"""Sought words (søgte ord): what may stand for each word of a question, and how much of them a text holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# A longer word that ends in the one asked for is met by 0.6, a part of it by 0.5.
_STANDS = 0.55


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word that is asked for (søgt ord): what may stand for it, and how much it tells."""

    stem: str
    weights: Mapping[str, float]
    rarity: float
    vector: NDArray[np.float32]


def coverage(words: Sequence[SoughtWord], held: AbstractSet[str]) -> float:
    """The share of what is asked for that a set of stems holds, weighted by rarity, in [0, 1]."""
    total = sum(word.rarity for word in words)
    if total <= 0:
        return 0.0
    return sum(word.rarity * met(word, held) for word in words) / total


def stands(word: SoughtWord, held: AbstractSet[str]) -> bool:
    """Whether a set of stems holds a word, or a longer one that ends in it; a part of it is another word.

    "Uddannelse" is no "uddannelsesstrategi".
    """
    return met(word, held) >= _STANDS


def met(word: SoughtWord, held: AbstractSet[str]) -> float:
    """How well a set of stems holds a word, in [0, 1]."""
    if word.stem in held:
        return 1.0
    if held.isdisjoint(word.weights):
        # So it is with most sentences, and this is asked some 2,000 times a question.
        return 0.0
    return max((weight for stem, weight in word.weights.items() if stem in held), default=0.0)
