"""Days (dage): what the minutes tell of a day that is no meeting's: "hvad sker der den 2. januar 2018?"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prompts import answers as words
from rag.analysis import fold, stem
from rag.dates import DateMention, find_dates
from rag.domain import AnswerStatus, ItemRecord
from rag.drafting import Draft, DraftStatement, counted_items, danish_date
from rag.evidence import EvidenceRanker
from rag.mentions import line_of_sentences
from rag.passages import Sentence
from rag.question import Question
from rag.retrieval import HybridSearch
from rag.wording import Kind

_KINDS = frozenset({Kind.FACT, Kind.DECISION, Kind.OVERVIEW, Kind.LIST, Kind.WHEN})
_MOST_ITEMS = 8
_CHARS = 1_200
_LEAST = 90


class DayWriter:
    """Writes drafts of all that is told of a day."""

    def __init__(self, search: HybridSearch, ranker: EvidenceRanker) -> None:
        self._search = search
        self._ranker = ranker

    def draft(self, question: Question) -> Draft | None:
        """The sentences that name the day a question asks of, and nothing else; None where none does.

        Raises:
            IndexDamaged: the index of words can't be read.
        """
        day = asked_day(question)
        if day is None:
            return None
        told = [(record, found) for record in self._near(day) if (found := self._naming(record, day))]
        if not told:
            return None
        shown = told[-_MOST_ITEMS:]
        share = max(_LEAST, _CHARS // len(shown) - _LEAST)
        head = words.DAY_MENTIONED.format(day=_in_words(day), items=counted_items(len(told)))
        lines = [line_of_sentences(record, found, share) for record, found in shown]
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(head, ()), *lines))

    def _near(self, day: DateMention) -> Sequence[ItemRecord]:
        """The items that may name a day, which they do by its month's name or in figures."""
        if day.month is None:
            return ()
        in_words = [str(day.day), stem(fold(words.MONTHS[day.month - 1]))]
        in_figures = [str(day.whole_day.year)] if day.whole_day else []
        found = {r.id: r for held in (in_words, in_figures) if held for r in self._search.holding(held)}
        return sorted(found.values(), key=lambda r: (r.meeting.date, r.meeting.id, r.position))

    def _naming(self, record: ItemRecord, day: DateMention) -> list[Sentence]:
        return [
            sentence
            for sentence in self._ranker.sentences(record)
            if any(_is_same_day(day, mention, record) for mention in find_dates(sentence.text))
        ]


def asked_day(question: Question) -> DateMention | None:
    """The only thing that a question names where that is a day of which there are no minutes; else None."""
    bare = not (question.terms or question.filters or question.unknown_dates or question.unknown_case_numbers)
    if not bare or question.anchored or question.kind not in _KINDS or len(question.content_dates) != 1:
        return None
    (mention,) = question.content_dates
    return mention if mention.day is not None and (mention.whole_day or mention.period is None) else None


def _is_same_day(asked: DateMention, told: DateMention, record: ItemRecord) -> bool:
    """Whether a day that is told is the one asked for; without its year it is of the meeting's, or the next one."""
    if (asked.day, asked.month) != (told.day, told.month):
        return False
    if asked.whole_day is None:
        return True
    return told.whole_day == asked.whole_day if told.period else _is_of(record, asked.whole_day)


def _is_of(record: ItemRecord, day: date) -> bool:
    return 0 <= day.year - record.meeting.date.year <= 1


def _in_words(day: DateMention) -> str:
    if day.whole_day:
        return danish_date(day.whole_day)
    return f"{day.day}. {words.MONTHS[(day.month or 1) - 1]}"
