"""Everything that decides what a training run gives: the shipped recipe is the default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Numbers of one training run. Two runs of one recipe over the same files give the same weights."""

    vocabulary: int = 54_000
    """Pieces of the tokenizer, and so rows of the table."""
    dimensions: int = 512
    """Width of a row."""
    epochs: int = 2
    """Passes over all pairs; inverse-cloze questions are drawn anew in each."""
    batch: int = 2048
    """Pairs whose passages are one another's negatives."""
    learning_rate: float = 0.02
    """Peak step of Adam, in units of a row's element."""
    warmup: float = 0.05
    """Share of the steps before the peak; a cosine leads down to zero after it."""
    scale: float = 20.0
    """Inverse temperature of the softmax over cosines."""
    spread: float = 0.1
    """Standard deviation of a rare piece's first, random elements."""
    rarity: float = 1e-3
    """`a` in the a / (a + p) by which a frequent piece starts shorter (Arora et al. 2017, SIF)."""
    block: int = 8
    """Neighbouring passages kept together in a batch: the nearest to a hard negative for free."""
    cloze_words: int = 110
    """Words of a passage that neighbouring paragraphs are joined up to."""
    cloze_questions: int = 1
    """Questions drawn from each joined passage, of each shape, an epoch."""
    documentation: float = 1.0
    """Share of the software documentation's pairs that each epoch uses."""
    debates: int = 1
    """Times that each pair of the parliamentary debates stands in an epoch."""
    parallel: int = 1
    """Times that each translated word or sentence stands in an epoch."""
    seed: int = 7
    """Of every random choice."""
