"""The tokenizer: Unigram pieces over lower-cased words without punctuation (Kudo 2018)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "<unk>"
START = "▁"
"""What a piece at the start of a word begins with."""


def train_tokenizer(texts: Iterable[str], pieces: int, words: Iterable[str]) -> Tokenizer:
    """Learn at most `pieces` pieces from `texts`, and give each of `words` one of its own.

    Punctuation becomes a blank: in a mean it only shortens the words around it, and each mark
    glued to a word would take a row of its own.
    """
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[^\p{L}\p{M}\p{N}]+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.UnigramTrainer(
        vocab_size=pieces, unk_token=UNKNOWN, special_tokens=[UNKNOWN], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return with_words(tokenizer, words)


def with_words(tokenizer: Tokenizer, words: Iterable[str]) -> Tokenizer:
    """The tokenizer with a piece for each word that it would have cut.

    A name cut into four syllables shares them with half the language; a row of its own makes it
    count. Such a piece scores as low as the rarest learned one, still above any cut of the word.
    Scores are rounded to four decimals, which takes a third off the file.
    """
    state = json.loads(tokenizer.to_str())
    scores = {piece: round(score, 4) for piece, score in state["model"]["vocab"][1:]}
    lowest = min(scores.values())
    scores = {START + word: lowest for word in words} | scores
    # The trainer's order differs between runs where scores are equal; the rows follow the order.
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    state["model"]["vocab"] = [(UNKNOWN, 0.0), *ordered]
    return Tokenizer.from_str(json.dumps(state, ensure_ascii=False))
