"""Mending (rettelse): words of a question that look misspelt, and what the minutes or common Danish have instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from rag.analysis import FUNCTION_WORDS, Token, fold, tokenize
from rag.asking import ASKING_WORDS
from rag.vocabulary import Vocabulary, is_slip

_SHORTEST = 5
_SHORT_NAME = 7
_NAME = re.compile(r"[^\W\d_]+")
_DEFINITE = re.compile(r"(?:et|en)$")
_QUESTION_WORDS = ("hvornår", "hvorfor", "hvordan", "hvilken", "hvilket", "hvilke")
_ASKING = tuple(sorted(word for word in ASKING_WORDS if len(word) > _SHORTEST))


class Words(Protocol):
    """Known words, with how common each is (the higher the commoner), and whether a word looks misspelt."""

    commonness: Mapping[str, float]

    def is_odd(self, word: str) -> bool:
        """Whether a word looks like none that somebody would write."""


class Mender:
    """Mends the words of questions. What looks right is left, also where neither the minutes nor the lexicon has it."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._meant: dict[str, str] = {}
        for word in words.commonness:
            folded = fold(word)
            if len(folded) >= _SHORTEST - 1:
                self._by_length[len(folded)].append(folded)
                if words.commonness[word] > words.commonness.get(self._meant.get(folded, ""), float("-inf")):
                    self._meant[folded] = word

    def mended(self, text: str, bodies: Sequence[str], vocabulary: Vocabulary) -> str:
        """A text with the likely spelling of the words that look misspelt and that the minutes don't have.

        A word of asking is likelier than one of the `bodies`' names, one of the minutes, or any other, in this order.
        """
        spoken = (*_ASKING, *(form for body in bodies for form in _spoken(body)))
        for token in reversed(tokenize(text)):
            if _may_be_misspelt(token, vocabulary) and self._words.is_odd(token.text):
                meant = self._meant_by(token, spoken, vocabulary) or token.text
                text = text[: token.start] + meant + text[token.end :]
        return text

    def _meant_by(self, token: Token, spoken: Sequence[str], vocabulary: Vocabulary) -> str | None:
        said = [word for word in _near(token.folded, spoken) if is_slip(token.folded, fold(word))]
        near = [*_near(token.folded, _QUESTION_WORDS), *said]
        return near[0] if near else vocabulary.nearest(token.stem) or self._nearest(token.folded)

    def _nearest(self, folded: str) -> str | None:
        """The commonest word of the lexicon that is a slip of the finger away."""
        lengths = range(len(folded) - 1, len(folded) + 2)
        near: Sequence[str] = [word for length in lengths for word in self._by_length.get(length, ())]
        hits = process.extract(folded, near, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=None)
        found = [self._meant[word] for word, _, _ in hits if is_slip(folded, word)]
        return max(found, key=self._words.commonness.__getitem__, default=None)


def _spoken(body: str) -> Sequence[str]:
    """The words of a body's name as they are spoken of: "Direktionen", "Direktionens", "direktionsmødet"."""
    words = [word for word in _NAME.findall(body) if len(word) > _SHORT_NAME]
    return [form for word in words for form in (word, f"{word}s", f"{_DEFINITE.sub('', word.lower())}smødet")]


def _near(folded: str, words: Sequence[str]) -> list[str]:
    """Those of some words that are a slip away, in their order."""
    return [w for w in words if DamerauLevenshtein.distance(folded, fold(w), score_cutoff=1) <= 1]


def _may_be_misspelt(token: Token, vocabulary: Vocabulary) -> bool:
    return (
        len(token.folded) >= _SHORTEST
        and token.folded.isalpha()
        and token.folded not in FUNCTION_WORDS | ASKING_WORDS
        and token.stem not in vocabulary
    )
