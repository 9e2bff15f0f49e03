"""Words near in meaning (betydningsslægtskab): how much of a question an item holds by other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.items import ReadItem
from rag.sought import SoughtWord, met

# Cosines of unrelated words of the shipped model lie below 0.14 for 97 of 100 pairs; of one word's forms above 0.5.
_UNRELATED, _SAME = 0.14, 0.55
_MOST_SOFT = 0.85


@dataclass(frozen=True, slots=True)
class SoftShares:
    """How much of a question an item holds by words of near meaning (bløde andele), each in [0, 1].

    `sentences`: the share that each sentence holds; `beyond`: of what the title lacks; `whole`: that the item holds.
    `met` (sentences, words): how well a sentence meets a word. `gaps`: how telling the most telling word is that
    neither a sentence nor the title meets; `gap_item`: that nothing in the item meets.
    """

    sentences: list[float]
    beyond: list[float]
    whole: float
    met: NDArray[np.float64]
    gaps: list[float]
    gap_item: float


def soft_shares(words: Sequence[SoughtWord], read: ReadItem) -> SoftShares:
    """For each sentence, and for the item, the share of the question met by a word or one near in meaning."""
    count = len(read.sentences)
    if not words or not read.vocabulary.size:
        return SoftShares([0.0] * count, [0.0] * count, 0.0, np.zeros((count, len(words))), [0.0] * count, 0.0)
    cosines = np.stack([word.vector for word in words]) @ read.vocabulary.T
    near = np.clip((cosines - _UNRELATED) / (_SAME - _UNRELATED), 0.0, _MOST_SOFT)
    best = np.array([near[:, held].max(axis=1, initial=0.0) for held in read.stands])
    hard = np.array([[met(word, held) for word in words] for held in (read.title_words | read.host_words, *read.words)])
    best = np.maximum(best, hard)
    rarity = np.array([word.rarity for word in words])
    lacking = rarity * (1.0 - best[0])
    total, beyond = rarity.sum() or 1.0, lacking.sum()
    shares = (best[1:] @ rarity) / total
    extra = (best[1:] @ lacking) / beyond if beyond > 0 else np.zeros(count)
    rarest = rarity.max() or 1.0
    gaps = (rarity * (1.0 - np.maximum(best[1:], best[0]))).max(axis=1, initial=0.0) / rarest
    whole = best.max(axis=0)
    gap_item = float((rarity * (1.0 - whole)).max() / rarest)
    return SoftShares(
        shares.tolist(), extra.tolist(), float((whole @ rarity) / total), best[1:], gaps.tolist(), gap_item
    )
