"""Mentions (omtale): under which items somebody is named, and the sentences that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts import answers as words
from rag.analysis import fold, stems
from rag.domain import AnswerStatus, ItemRecord
from rag.drafting import (
    Draft,
    DraftStatement,
    cite_spans,
    cite_title,
    counted_items,
    danish_date,
    merge_spans,
    quote_sentences,
    shorten,
    with_newest,
)
from rag.evidence import EvidenceRanker
from rag.passages import Sentence
from rag.question import Question
from rag.retrieval import HybridSearch
from rag.wording import ENDING, OFFICE_NOUN

# "Hvad har … sagt?", "hvilke sager er … nævnt i?", or the full name and nothing else.
_ASKED = re.compile(
    r"\b(?:nevnt|nevnes|omtalt|omtales|optreder|forekommer|mentioned)\b"
    r"|^\W*hvad (?:har|siger|sagde|mener|mente|oplyste|fortalte|spurgte|foreslog|bidrog|orienterede|bemerkede|gjorde)\b"
)
_PART = r"[A-ZÆØÅ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)?"
_FULL_NAME = re.compile(rf"\b{_PART}(?: {_PART})+")
_ONLY_NAME = re.compile(rf"^\W*{_FULL_NAME.pattern}\W*$")
_WHO_IS = re.compile(rf"^\W*(?i:hvem (?:er|var)|who (?:is|was)) (?P<name>{_PART}(?: {_PART}| [A-ZÆØÅ]\.)*)\W*$")
_OFFICE = re.compile(rf"(?:{OFFICE_NOUN}|projektleder){ENDING}$")
_MOST_ITEMS = 12
_SEVERAL = 2
_CHARS = 1_500
_LEAST = 90


class MentionWriter:
    """Writes drafts of all that names a person."""

    def __init__(self, search: HybridSearch, ranker: EvidenceRanker) -> None:
        self._search = search
        self._ranker = ranker

    def draft(self, question: Question) -> Draft | None:
        """The items that name a person, with the sentences that do, newest last; None where that isn't asked.

        None, too, where no more than one item does, unless it is asked who that is: the item may tell more than that.

        Raises:
            IndexDamaged: the index of words can't be read.
        """
        name = asked_person(question)
        if name is None:
            return None
        written = re.compile(rf"(?<![^\W\d_]){re.escape(name)}s?(?![^\W\d_])")
        told = [r for r in self._search.holding(stems(name)) if is_within(question, r) and written.search(r.item.text)]
        if len(told) < (1 if _WHO_IS.match(question.text) else _SEVERAL):
            return None
        shown = told[-_MOST_ITEMS:]
        text = words.MENTIONS.format(name=name, items=counted_items(len(told)))
        head = DraftStatement(with_newest(text, len(told), _MOST_ITEMS), ())
        share = max(_LEAST, _CHARS // len(shown) - _LEAST)
        return Draft(AnswerStatus.ANSWERED, (head, *(self._line(record, written, share) for record in shown)))

    def _line(self, record: ItemRecord, written: re.Pattern[str], limit: int) -> DraftStatement:
        """The sentences of the first section of an item that names somebody, on a line while there is room."""
        naming = [s for s in self._ranker.sentences(record) if written.search(s.text)]
        if naming:
            return line_of_sentences(record, naming, limit)
        text = words.MEETING_DATE_ITEM.format(body=record.meeting.body, **_place(record))
        return DraftStatement(text, (cite_title(record),))


def line_of_sentences(record: ItemRecord, sentences: Sequence[Sentence], limit: int) -> DraftStatement:
    """An item with those of some sentences, at least one, that are of the first's section, while there is room."""
    kept = [sentences[0]]
    for sentence in sentences[1:]:
        room = limit - sum(len(other.text) for other in kept)
        if sentence.section != sentences[0].section or len(sentence.text) > room:
            break
        kept.append(sentence)
    summary = shorten(quote_sentences(record, kept).text, limit)
    text = words.TIMELINE_ITEM.format(summary=summary, **_place(record))
    return DraftStatement(text, (cite_spans(record, kept[0].heading, merge_spans(record, kept)),))


def _place(record: ItemRecord) -> dict[str, str]:
    return {"date": danish_date(record.meeting.date), "item": record.item.number, "title": record.item.title}


def is_within(question: Question, record: ItemRecord) -> bool:
    """Whether an item is of the times and bodies that a question narrows itself to."""
    told = tuple(mention.period for mention in question.content_dates if mention.period)
    periods = question.demanded.periods or question.preferred.periods or told
    bodies = question.preferred.bodies
    timely = not periods or any(period.holds(record.meeting.date) for period in periods)
    return timely and (not bodies or record.meeting.body in bodies)


def asked_person(question: Question) -> str | None:
    """The person whose mentions are asked for, as they are written in the question; None where that isn't asked."""
    demanded = question.demanded
    if question.anchored or demanded.item_numbers or demanded.case_numbers:
        return None
    who = _WHO_IS.match(question.text)
    if who and not _OFFICE.search(fold(who["name"])):
        return who["name"]
    match = _FULL_NAME.search(question.text, 0 if _ONLY_NAME.match(question.text) else 1)
    signs = (_ONLY_NAME.match(question.text), _ASKED.search(fold(question.text)))
    if match is None or not any(signs):
        return None
    named = set(stems(match[0]))
    return match[0] if all(token.stem in named for token in question.terms) else None
