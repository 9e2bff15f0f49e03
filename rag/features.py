"""The signals of a sentence (kendetegn): what `rag.evidence` scores and `rag.judgement` weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.analysis import fold, tokenize
from rag.dates import DateMention, find_dates
from rag.demands import measure_of
from rag.domain import ItemRecord, SectionKind
from rag.items import ReadItem, local_words
from rag.passages import Sentence
from rag.question import Question
from rag.retrieval import FoundItem
from rag.softness import soft_shares
from rag.sought import SoughtWord, coverage, met
from rag.values import NONE, asked_tokens, holds_number_word, names_kinds, value_strength, wants_value
from rag.wording import Kind

_COUNTED_LIKE = 0.5
_SHORT = 4
_SEVERAL_COMMAS = 2


@dataclass(frozen=True, slots=True)
class Features:
    """The signals of a sentence (kendetegn); shares and cosines are in [0, 1], flags are 0 or 1.

    `coverage`: the share of the question that the sentence holds. `context`: the same with its title and
    the sentence before. `beyond`: the share that it holds of what its item's title lacks, each word
    weighted by how few of the item's sentences hold it. `similarity`: the cosine of title and sentence
    to the question; `alone`: of the sentence by itself. `item`: the found item's fused score.
    `item_coverage`, `title`: the share that the whole item and its title hold. `soft`, `soft_beyond` and
    `soft_item` are the shares where a word of near meaning stands for one that is asked for. `focus`: how
    well the sentence meets the word that is asked about; `names`: the share of the names asked about that
    the sentence or its item's title holds, `names_lack` the share that the item lacks. `adopted` marks a sentence of
    an Indstilling that the item's Beslutning follows, `recommendation` one of any other. `counted`: a number stands
    right before the word that is asked about ("hvor mange elever": "83 elever"). `enumerates`: what is asked for is a
    list, and the sentence is or leads in one. `gap`: how telling the most telling word of the question is for which
    nothing near in meaning stands in the sentence or its title, `gap_item` anywhere in the item; 1 is the rarest.
    `undated`: the question names a time of the content that neither the sentence, the title nor the meeting has.
    """

    coverage: float
    context: float
    beyond: float
    similarity: float
    alone: float
    item: float
    item_coverage: float
    title: float
    fits: float
    lacks: float
    dated: float
    decision_asked: float
    decision: float
    recommendation: float
    attachment: float
    occasion: float
    section: float
    timely: float
    own_body: float
    short: float
    listed: float
    soft: float
    soft_beyond: float
    soft_item: float
    focus: float
    focus_lacks: float
    names: float
    names_lack: float
    adopted: float
    counted: float
    enumerates: float
    gap: float
    gap_item: float
    undated: float

    def vector(self) -> tuple[float, ...]:
        """The signals in the order of their declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


def measure(
    question: Question,
    item: FoundItem,
    words: Sequence[SoughtWord],
    vector: NDArray[np.float32],
    read: ReadItem,
) -> list[Features]:
    """The signals of each sentence of an item for a question; `vector` is the question's."""
    if not read.sentences:
        return []
    local = local_words(words, read)
    asked = asked_tokens(question.text)
    measured = measure_of(fold(question.text)) if question.kind is Kind.AMOUNT else None
    near = np.clip(read.vectors @ vector, 0.0, 1.0)
    alone = np.clip(read.alone @ vector, 0.0, 1.0)
    soft = soft_shares(words, read)
    named = read.title_words | read.host_words
    shared = {
        "item": item.score,
        "item_coverage": coverage(words, read.all_words | read.host_words),
        "title": coverage(words, read.title_words),
        "timely": float(question.is_timely(item.record.meeting.date)),
        "own_body": float(item.record.meeting.body in question.preferred.bodies),
        "soft_item": soft.whole,
        "gap_item": soft.gap_item,
    }
    return [
        Features(
            coverage=coverage(words, held),
            context=coverage(words, held | named | _before(read, position)),
            beyond=coverage(local, held),
            similarity=float(near[position]),
            alone=float(alone[position]),
            dated=float(bool(question.content_dates) and _names_dates(question, read.dates[position])),
            soft=soft.sentences[position],
            soft_beyond=soft.beyond[position],
            gap=soft.gaps[position],
            undated=float(not _is_of_time(question, item.record, read.dates[position])),
            **shared,
            **_pointed(question, words, soft.met[position], held, read),
            **_place(question, position, asked, measured, read),
            counted=float(question.kind is Kind.AMOUNT and _is_counted(question, words, read.sentences[position].text)),
        )
        for position, held in enumerate(read.words)
    ]


def _pointed(
    question: Question,
    words: Sequence[SoughtWord],
    met_by_sentence: NDArray[np.float64],
    held: frozenset[str],
    read: ReadItem,
) -> dict[str, float]:
    """The signals of what the question points at: the word it asks about, and its names."""
    focus = 0.0
    names = [word for word in words if word.stem in {token.stem for token in question.names}]
    if question.focus is not None:
        at = next((i for i, word in enumerate(words) if word.stem == question.focus.stem), None)
        focus = float(met_by_sentence[at]) if at is not None else 0.0
    return {
        "focus": focus,
        "focus_lacks": float(question.focus is not None and focus < 0.2),
        "names": coverage(names, held | read.title_words | read.host_words),
        "names_lack": 1.0 - coverage(names, read.all_words | read.host_words) if names else 0.0,
    }


def _before(read: ReadItem, position: int) -> frozenset[str]:
    if position > 0 and read.sentences[position - 1].section == read.sentences[position].section:
        return read.words[position - 1]
    return frozenset()


def _is_counted(question: Question, words: Sequence[SoughtWord], text: str) -> bool:
    """Whether a number stands within two words before the word that the question asks about."""
    focus = next((word for word in words if question.focus and word.stem == question.focus.stem), None)
    if focus is None:
        return False
    tokens = tokenize(text)
    return any(
        met(focus, {token.stem}) >= _COUNTED_LIKE
        and any(t.text[0].isdigit() or holds_number_word(t.text) for t in tokens[max(0, at - 2) : at])
        for at, token in enumerate(tokens)
    )


def _place(
    question: Question, position: int, asked: frozenset[str], measure: re.Pattern[str] | None, read: ReadItem
) -> dict[str, float]:
    """The signals of where a sentence stands and what kind of value it holds."""
    sentence = read.sentences[position]
    decision = sentence.kind is SectionKind.DECISION
    decides = question.kind is Kind.DECISION
    wanted = wants_value(question.kind)
    fits = value_strength(question.kind, sentence.text, asked)
    if measure is not None and not measure.search(fold(sentence.text)):
        fits = NONE
    return {
        "fits": fits if wanted else 0.0,
        "lacks": float(wanted and fits == 0.0),
        "decision_asked": float(decision and decides),
        "decision": float(decision and not decides),
        "recommendation": float(sentence.kind is SectionKind.RECOMMENDATION and not read.adopted),
        "adopted": float(sentence.kind is SectionKind.RECOMMENDATION and read.adopted),
        "enumerates": float(question.kind is Kind.LIST and _enumerates(question, sentence)),
        "attachment": float(sentence.kind is SectionKind.ATTACHMENTS),
        "occasion": float(sentence.kind is SectionKind.OCCASION),
        "section": float(question.section is sentence.kind),
        "short": float(read.lengths[position] < _SHORT),
        "listed": float(sentence.listed),
    }


def _enumerates(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence is an entry of a list, leads one in, or lists things itself."""
    if sentence.listed or sentence.text.endswith(":") or sentence.text.count(",") >= _SEVERAL_COMMAS:
        return True
    return question.focus is not None and names_kinds(question.focus.stem, sentence.text)


def _is_of_time(question: Question, record: ItemRecord, held: Sequence[DateMention]) -> bool:
    """Whether a sentence, its item's title or its meeting is of the times that the question has as its content."""
    if not question.content_dates or _names_dates(question, held):
        return True
    if any(m.period and m.period.holds(record.meeting.date) for m in question.content_dates):
        return True
    return _names_dates(question, find_dates(record.item.title))


def _names_dates(question: Question, held: Sequence[DateMention]) -> bool:
    """Whether a sentence names one of the dates that the question has as its content."""
    for wanted in question.content_dates:
        for mention in held:
            if wanted.day is not None:
                if (wanted.day, wanted.month) == (mention.day, mention.month):
                    return True
            elif (
                wanted.period
                and mention.period
                and (wanted.period == mention.period or (mention.whole_day and wanted.period.holds(mention.whole_day)))
            ):
                return True
    return False
