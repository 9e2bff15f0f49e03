"""The lexicon (ordliste): which words look misspelt, by the vocabulary of the shipped model.

Its 58,000 pieces are Danish words and parts of words, with the commoner words of four neighbouring languages, each
with how common it was. A word that can only be put together of scraps is one that nobody meant to write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from prompts.errors import MODEL_DAMAGED
from rag.embedding.static import TOKENIZER, read_tokenizer
from rag.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_WORD_START = "▁"
# Endings of Danish words, which may follow a whole one or one another.
_ENDINGS = frozenset({"e", "n", "t", "r", "s", "et", "en", "er", "ne", "de", "te", "es", "ts", "ns", "rs", "st"})
_PREFIXES = frozenset({"an", "af", "op", "ud", "om", "på", "by"})
_LINKS = frozenset({"s", "e"})
_SCRAP = 2


class Lexicon:
    """The words of a tokenizer's vocabulary, lower-cased; `commonness` of each is a logarithm, higher is commoner."""

    def __init__(self, tokenizer: Tokenizer, commonness: Iterable[tuple[str, float]]) -> None:
        self._tokenizer = tokenizer
        self.commonness: Mapping[str, float] = {
            piece.removeprefix(_WORD_START): score
            for piece, score in commonness
            if piece.startswith(_WORD_START) and piece[1:].isalpha()
        }

    @classmethod
    def open(cls, directory: Path) -> Lexicon:
        """The lexicon of a model folder with a Unigram tokenizer.

        Raises:
            ModelUnavailable: its tokenizer is missing or damaged.
        """
        try:
            content = (directory / TOKENIZER).read_bytes()
            return cls(
                read_tokenizer(content), [(piece, score) for piece, score in json.loads(content)["model"]["vocab"]]
            )
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelUnavailable(MODEL_DAMAGED.format(path=directory)) from error

    def is_odd(self, word: str) -> bool:
        """Whether a word is put together of scraps: pieces of a letter or two that are no endings, links or prefixes.

        "budgetseminaret" is "budget" and "seminar" with an ending; "bugetseminaret" has "bug" and "et" before them.
        """
        if word.lower() in self.commonness:
            return False
        pieces = [piece.removeprefix(_WORD_START) for piece in self._tokenizer.encode(word.lower()).tokens]
        while len(pieces) > 1 and pieces[-1] in _ENDINGS:
            pieces.pop()
        if len(pieces) > 1 and pieces[0] in _PREFIXES:
            pieces.pop(0)
        linked = [at for at in range(1, len(pieces) - 1) if pieces[at] in _LINKS]
        return any(len(piece) <= _SCRAP for at, piece in enumerate(pieces) if at not in linked)
