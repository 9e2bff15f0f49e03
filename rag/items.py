"""Items read (læste punkter): sentence by sentence, with their words, dates and vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from rag.analysis import FUNCTION_WORDS, content_tokens, stems, tokenize
from rag.dates import DateMention, find_dates
from rag.domain import ItemRecord, Outcome, SectionKind
from rag.embedding.encoder import Encoder
from rag.heads import host_names
from rag.outcomes import adopts
from rag.passages import Sentence, read_sentences
from rag.sought import SoughtWord, met


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item read sentence by sentence (læst punkt).

    `vectors` (sentences, dimensions) are of each sentence under its title, `alone` of the sentence itself,
    `vocabulary` of the item's content words; `stands` (1 + sentences, words) tells which of them stand in
    the title and in each sentence. `host_words` name whose meeting it was; `lengths` count each sentence's words
    without those of grammar.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[frozenset[str], ...]
    dates: tuple[tuple[DateMention, ...], ...]
    title_words: frozenset[str]
    all_words: frozenset[str]
    host_words: frozenset[str]
    vectors: NDArray[np.float32]
    alone: NDArray[np.float32]
    vocabulary: NDArray[np.float32]
    stands: NDArray[np.bool_]
    adopted: bool
    lengths: tuple[int, ...]


def read_item(record: ItemRecord, encoder: Encoder) -> ReadItem:
    """An item read sentence by sentence, with its words, dates and vectors."""
    sentences = read_sentences(record.item)
    title = frozenset(stems(record.item.title))
    words = tuple(frozenset(stems(sentence.text)) for sentence in sentences)
    surface = _content_words([record.item.title, *(sentence.text for sentence in sentences)])
    stands = np.array([[word in held for word in surface.everything] for held in surface.by_text], dtype=bool)
    return ReadItem(
        sentences,
        words,
        tuple(tuple(find_dates(sentence.text)) for sentence in sentences),
        title,
        title.union(*words),
        host_names(record.meeting.head, record.meeting.body),
        encoder.encode_passages([f"{record.item.title}\n{sentence.text}" for sentence in sentences]),
        encoder.encode_passages([sentence.text for sentence in sentences]),
        encoder.encode_passages(surface.everything),
        stands.reshape(len(sentences) + 1, len(surface.everything)),
        record.outcome is Outcome.RECOMMENDED
        or adopts(" ".join(s.text for s in sentences if s.kind is SectionKind.DECISION)),
        tuple(sum(token.folded not in FUNCTION_WORDS for token in tokenize(s.text)) for s in sentences),
    )


@dataclass(frozen=True, slots=True)
class _Surface:
    """The content words of texts as they stand: each once, and for each text those it holds."""

    everything: list[str]
    by_text: list[set[str]]


def _content_words(texts: Sequence[str]) -> _Surface:
    by_text = [{token.text.lower() for token in content_tokens(text) if len(token.text) > 2} for text in texts]
    return _Surface(sorted(set().union(*by_text)), by_text)


def local_words(words: Sequence[SoughtWord], read: ReadItem) -> list[SoughtWord]:
    """The words that tell an item's sentences apart: not in its title, rarer in it than throughout."""
    local = []
    for word in words:
        if met(word, read.title_words) >= 0.8:
            continue
        holding = sum(met(word, held) > 0 for held in read.words)
        local.append(replace(word, rarity=log(1 + len(read.words) / (holding + 0.5))))
    return local
