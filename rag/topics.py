"""Topics (emner): every agenda item that a subject was on, complete over the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.analysis import stems
from rag.domain import Filters, ItemRecord
from rag.evidence import EvidenceRanker
from rag.question import Question
from rag.retrieval import FoundItem, HybridSearch
from rag.sought import SoughtWord, coverage, met

_DEPTH = 60
_TITLE_SHARE = 0.5
_TEXT_SHARE = 0.75
NEARLY = 0.55
ONLY = 0.85
SOME = 0.4
LOOSELY = 0.35
_SAME_CASE_SHARE = 0.3
_TITLED_PART = 0.4
_SEVERAL = 2
_MET = 0.5


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
        """Found items with their shares of the subject, best title first; closed items never.

        Words that stand in no title of the minutes say nothing about which title is meant, so the share
        of a title is measured on the others; it is 0 where they are the lesser part of the question.
        """
        words = self._ranker.sought(question)
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, _DEPTH)
        titled = self._titled(words)
        topical = [_measure(words, titled, item) for item in found if not item.record.item.closed]
        return sorted(topical, key=lambda t: (-(t.title + t.score), t.record.meeting.date, t.record.position))

    def asked(self, question: Question, nearly: float = NEARLY) -> list[ItemRecord]:
        """The items of a question's journal number, else of its topic in its times and bodies; closed ones never."""
        demanded = question.demanded
        if demanded.case_numbers:
            return [r for r in self._search.catalog.find_items(demanded) if not r.item.closed]
        return self.items(question, Filters(demanded.periods, question.preferred.bodies), nearly)

    def items(self, question: Question, filters: Filters, nearly: float = NEARLY) -> list[ItemRecord]:
        """The items that a topic was on, oldest first; empty where none names it in its title or case.

        An item belongs when its title holds at least `nearly` of what the best title holds.
        """
        ranked = self.ranked(question, filters)
        best = max((topic.title for topic in ranked), default=0.0)
        if best >= _TITLE_SHARE:
            named = [t for t in ranked if t.title >= nearly * best or (t.title > 0 and t.text >= _TEXT_SHARE)]
        else:
            full = max((topic.text for topic in ranked), default=0.0)
            named = [t for t in ranked if t.text >= max(_TEXT_SHARE, full - 0.1)]
        if len(named) < _SEVERAL:
            named = self._titled_by_subject(question, ranked) or named
        if nearly <= LOOSELY:
            named = [*named, *self._sisters(question, ranked)]
        cases = {t.record.item.case_number for t in named} - {""}
        same_case = [
            t
            for t in ranked
            if t.record.item.case_number in cases and (t.title >= _SAME_CASE_SHARE or t.text >= _TEXT_SHARE)
        ]
        together = {t.record.id: t.record for t in (*named, *same_case)}
        return sorted(together.values(), key=lambda r: (r.meeting.date, r.meeting.id, r.position))

    def _sisters(self, question: Question, ranked: Sequence[TopicItem]) -> list[TopicItem]:
        """The items with a compound in their titles that begins as one asked about: "-rapport" beside "-indsats"."""
        vocabulary = self._search.vocabulary()
        parts = tuple(part for token in question.terms if (part := vocabulary.first_part(token.stem)))
        return [t for t in ranked if parts and any(s.startswith(parts) for s in stems(t.record.item.title))]

    def _titled_by_subject(self, question: Question, ranked: Sequence[TopicItem]) -> list[TopicItem]:
        """The items that have the question's rarest titled word in their titles, where there are several."""
        subject = self.subject(self._ranker.sought(question))
        if subject is None:
            return []
        held = [t for t in ranked if met(subject, frozenset(stems(t.record.item.title))) >= _MET]
        return held if len(held) >= _SEVERAL else []

    def _titled(self, words: Sequence[SoughtWord]) -> list[SoughtWord]:
        """The words that some title holds, if they are the weightier part of the known ones."""
        held = self._search.title_words()
        titled = [word for word in words if any(stem in held for stem in (word.stem, *word.weights))]
        known = [word for word in words if word.weights]
        weight = sum(word.rarity for word in titled)
        return titled if weight >= _TITLED_PART * sum(word.rarity for word in known) else []

    def subject(self, words: Sequence[SoughtWord]) -> SoughtWord | None:
        """The rarest word asked about, no number, that stands as itself in some title, or None."""
        titles = self._search.title_words()
        titled = (word for word in words if not word.stem.isdigit() and word.stem in titles)
        return max(titled, key=lambda word: word.rarity, default=None)


def _measure(words: Sequence[SoughtWord], titled: Sequence[SoughtWord], item: FoundItem) -> TopicItem:
    title = frozenset(stems(item.record.item.title))
    text = title | frozenset(stems(item.record.item.text))
    return TopicItem(item.record, coverage(titled, title), coverage(words, text), item.score)
