"""Questions made from running text: the inverse cloze task (Lee et al. 2019), in three shapes.

A static model never sees a real question about a name in these texts; a few rare words of one
sentence, asked for in the order they stand, are the nearest thing to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from random import Random

WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÆØÅ0-9\"»])")
OPENINGS = (
    "hvad", "hvad er", "hvad var", "hvem", "hvem er", "hvem var", "hvornår", "hvornår blev", "hvor",
    "hvor mange", "hvor meget", "hvilken", "hvilket", "hvilke", "hvordan", "hvorfor", "hvad hedder",
    "i hvilket år", "hvad blev", "hvor ligger", "hvor længe",
)  # fmt: skip
ENDINGS = ("erne", "ene", "ers", "ens", "ets", "er", "en", "et", "ne", "de", "te", "e", "s", "t")


def join_paragraphs(paragraphs: Iterable[str], words: int) -> Iterator[str]:
    """Join neighbouring paragraphs until each passage has about `words` words."""
    held: list[str] = []
    count = 0
    for paragraph in paragraphs:
        length = paragraph.count(" ") + 1
        if held and count + length > words * 3 // 2:
            yield " ".join(held)
            held, count = [], 0
        held.append(" ".join(paragraph.split()[: words * 3]))
        count += length
        if count >= words:
            yield " ".join(held)
            held, count = [], 0
    if held:
        yield " ".join(held)


def rarity(passages: Iterable[str]) -> dict[str, float]:
    """The inverse document frequency of every word over `passages` (natural logarithm)."""
    counts: Counter[str] = Counter()
    total = 0
    for passage in passages:
        counts.update(set(WORD.findall(passage.lower())))
        total += 1
    return {word: log((total + 1) / count) for word, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Question:
    """A question made from passage number `passage`, less its sentence `left_out` where one is."""

    text: str
    passage: int
    left_out: int | None


class ClozeMaker:
    """Draws questions from passages, weighing words by how rare they are.

    Args:
        weights: inverse document frequency of each lower-cased word.
        random: the source of every choice.
    """

    def __init__(self, weights: Mapping[str, float], random: Random) -> None:
        self._weights = weights
        self._random = random

    def questions(self, passages: Iterable[Sequence[str]], share: float) -> Iterator[Question]:
        """Yield a question of each shape from a `share` of the passages of two sentences or more."""
        for number, sentences in enumerate(passages):
            telling = [at for at, text in enumerate(sentences) if len(WORD.findall(text)) >= 4]
            if len(telling) < 2 or self._random.random() >= share:
                continue
            yield self._sentence(number, sentences, self._random.choice(telling))
            for shape in (self._keywords, self._question):
                words = WORD.findall(sentences[self._random.choice(telling)].lower())
                yield Question(shape(words), number, None)

    def _sentence(self, number: int, sentences: Sequence[str], at: int) -> Question:
        # One time in ten the sentence stays where it was, so that words in common still count.
        return Question(sentences[at], number, None if self._random.random() < 0.1 else at)

    def _keywords(self, words: Sequence[str]) -> str:
        return " ".join(self._rare(words, self._random.randint(1, 4)))

    def _question(self, words: Sequence[str]) -> str:
        start = self._random.randrange(max(1, len(words) - 5))
        span = words[start : start + self._random.randint(6, 14)]
        kept = self._rare(span, self._random.randint(3, 6))
        return " ".join([self._random.choice(OPENINGS), *(self._inflected(word) for word in kept)])

    def _rare(self, words: Sequence[str], count: int) -> list[str]:
        """Choose `count` of `words` with chances by rarity squared, in the order they stand."""
        keyed = [
            (self._random.random() ** (1 / max(self._weights.get(word, 9.0), 0.05) ** 2), at)
            for at, word in enumerate(words)
        ]
        return [words[at] for at in sorted(at for _, at in sorted(keyed)[-count:])]

    def _inflected(self, word: str) -> str:
        """Another form of `word` that the texts know, one time in three."""
        if self._random.random() > 1 / 3 or len(word) < 5:
            return word
        stem = next((word[: -len(e)] for e in ENDINGS if word.endswith(e) and len(word) > len(e) + 3), word)
        forms = [stem + e for e in ("", *ENDINGS) if stem + e != word and stem + e in self._weights]
        return self._random.choice(forms) if forms else word
