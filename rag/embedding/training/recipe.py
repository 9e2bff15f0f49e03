"""Everything that decides what a training run gives: the shipped recipe is the default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Numbers of one training run. Two runs of one recipe over the same files give the same weights."""

    pieces: int = 46_000
    """Pieces that the tokenizer learns."""
    words: int = 12_000
    """Given words, at most, that get a piece of their own besides."""
    rows: int = 29_300
    """Rows of the table, at most: forms of a word share one."""
    lots: int = 2_500
    """Of those rows, how many the rarest words are dealt to."""
    dimensions: int = 1024
    """Width of a row."""
    epochs: int = 5
    """Passes over all pairs; inverse-cloze questions are drawn anew in each."""
    batch: int = 2048
    """Questions with their passages that are one another's negatives."""
    equivalents: int = 4096
    """The same of texts that say one thing in other words or another language."""
    learning_rate: float = 0.04
    """Peak step of Adam, in units of a row's element."""
    warmup: float = 0.05
    """Share of the steps before the peak; a cosine leads down to zero after it."""
    scale: float = 20.0
    """Inverse temperature of the softmax over cosines."""
    spread: float = 0.5
    """Standard deviation of a rare piece's first, random elements."""
    rarity: float = 1e-3
    """`a` in the a / (a + p) by which a frequent piece starts shorter (Arora et al. 2017, SIF)."""
    cloze_words: int = 110
    """Words of a passage that neighbouring paragraphs are joined up to."""
    cloze: float = 0.5
    """Share of the passages that questions are made from, an epoch."""
    headings: float = 0.15
    """Share of the software documentation's headings that each epoch uses."""
    manuals: float = 0.3
    """Share of the software documentation's translated sentences that each epoch uses."""
    own: int = 2
    """How often any other epoch uses what was written for this model."""
    evenness: float = 0.3
    """Power by which the trained directions are evened out: 0 leaves them, 0.5 is whitening."""
    settling: int = 1
    """Epochs after the directions were evened out."""
    settling_rate: float = 0.01
    """Peak step of Adam in those."""
    closing: int = 1
    """Epochs at the end that lean on what was written for this model."""
    closing_own: int = 10
    """How often each of those uses it."""
    closing_rate: float = 0.02
    """Peak step of Adam in those."""
    seed: int = 7
    """Of every random choice."""
