"""Topics (emner): every agenda item that a subject was on, complete over the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.analysis import stems
from rag.domain import Filters, ItemRecord
from rag.evidence import EvidenceRanker, SoughtWord, coverage
from rag.question import Question
from rag.retrieval import FoundItem, HybridSearch

_DEPTH = 60
_TITLE_SHARE = 0.5
_SAME_CASE_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class TopicItem:
    """An item of a topic (emne): how much of the subject its title and its whole text hold, in [0, 1]."""

    record: ItemRecord
    title: float
    text: float
    score: float


class TopicFinder:
    """Finds the items of a topic by title, then by journal number, then by text."""

    def __init__(self, search: HybridSearch, ranker: EvidenceRanker) -> None:
        self._search = search
        self._ranker = ranker

    def ranked(self, question: Question, filters: Filters) -> list[TopicItem]:
        """Found items with their shares of the subject, best title first; closed items never."""
        words = self._ranker.sought(question)
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, _DEPTH)
        topical = [_measure(words, item) for item in found if not item.record.item.closed]
        return sorted(topical, key=lambda t: (-(t.title + t.score), t.record.meeting.date, t.record.position))

    def items(self, question: Question, filters: Filters) -> list[ItemRecord]:
        """The items that a topic was on, oldest first; empty where none names it in its title or case."""
        ranked = self.ranked(question, filters)
        best = max((topic.title for topic in ranked), default=0.0)
        if best >= _TITLE_SHARE:
            named = [t for t in ranked if t.title >= max(_TITLE_SHARE, best - 0.25)]
        else:
            full = max((topic.text for topic in ranked), default=0.0)
            named = [t for t in ranked if t.text >= max(0.75, full - 0.1)]
        cases = {t.record.item.case_number for t in named} - {""}
        same_case = [
            t for t in ranked if t.record.item.case_number in cases and t.text >= _SAME_CASE_SHARE and best > 0
        ]
        together = {t.record.id: t.record for t in (*named, *(t for t in same_case if t.title >= 0.3))}
        return sorted(together.values(), key=lambda r: (r.meeting.date, r.meeting.id, r.position))


def _measure(words: Sequence[SoughtWord], item: FoundItem) -> TopicItem:
    record = item.record
    title = frozenset(stems(record.item.title))
    return TopicItem(
        record, coverage(words, title), coverage(words, title | frozenset(stems(record.item.text))), item.score
    )
