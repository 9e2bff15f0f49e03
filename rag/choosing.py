"""Choosing (valg af læsning): of the ways in which a question can be read, the one that the minutes bear out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.courtesy import plain
from rag.evidence import EvidenceRanker
from rag.framing import asked_alone, context_terms, without_asker
from rag.mending import Mender
from rag.question import Known, Question
from rag.retrieval import HybridSearch
from rag.sought import coverage
from rag.understanding import interpret
from rag.weighing import Weighed, Weigher, is_answer
from rag.wording import Kind

_OWN_LESS = 0.1
# What is said beside a question is its context where the item that answers holds this much of it.
_OF_CONTEXT = 0.4
# Context counts unless what asks is this much likelier answered without it.
_SURER = 0.1
# Kinds that may be told beside what asks: "Gerne i rækkefølge.", "Kan du lave en tidslinje over, hvordan …?"
_TOLD_BESIDE = frozenset({Kind.TIMELINE, Kind.COMPARISON, Kind.ATTACHMENTS, Kind.CASE_NUMBER})


class ReadingChooser:
    """Chooses among the readings of a question, and what of it asks."""

    def __init__(self, search: HybridSearch, ranker: EvidenceRanker, weigher: Weigher, mender: Mender) -> None:
        self._search = search
        self._ranker = ranker
        self._weigher = weigher
        self._mender = mender

    def unframed(self, text: str, known: Known) -> str:
        """What a question asks without what it says of who asks and why; all of it where that is needed to answer.

        The minutes tell which: what nothing in them is about is of the one who asks.

        Raises:
            IndexDamaged: an index can't be read.
        """
        text = self._mender.mended(without_asker(plain(text)), known.bodies, self._search.vocabulary())
        alone = asked_alone(text, known.bodies)
        if alone is None:
            return text
        asked, whole = interpret(alone, known), interpret(text, known)
        if asked.kind is not whole.kind and whole.kind in _TOLD_BESIDE:
            return text
        context = context_terms(whole, asked)
        if not context:
            return alone
        of_whole = self._weigher.weigh(whole, whole.demanded)
        if self._context_share(replace(whole, terms=context), of_whole) < _OF_CONTEXT:
            return alone
        weighed = self._weigher.weigh(asked, asked.demanded)
        return alone if is_answer(weighed) and weighed.confidence > of_whole.confidence + _SURER else text

    def _context_share(self, context: Question, weighed: Weighed) -> float:
        """The share of a question's context that the item holds which is best for the whole question."""
        if not weighed.evidence:
            return 0.0
        return coverage(self._ranker.sought(context), self._ranker.words(weighed.evidence[0].record))

    def choose(self, readings: Sequence[Question]) -> Question:
        """The reading of a question that the minutes bear out; there is at least one.

        In doubt it is the one about what was just answered, if that holds as much of the question's own words.

        Raises:
            IndexDamaged: an index can't be read.
        """
        if len(readings) == 1:
            return readings[0]
        own = set.intersection(*({token.stem for token in reading.terms} for reading in readings))
        shares = {reading.anchored: self._own_share(reading, own) for reading in readings}
        leaning = next((reading for reading in readings if reading.anchored), readings[0])
        other = next((reading for reading in readings if reading is not leaning), readings[0])
        near = shares.get(True, -1.0) >= shares.get(False, 0.0) - _OWN_LESS
        return leaning if near else other

    def _own_share(self, question: Question, own: Collection[str]) -> float:
        """The share of some of a question's words that its best item holds; below 0 where it doesn't answer."""
        weighed = self._weigher.weigh(question, question.demanded)
        if not weighed.likely or weighed.lack is not None:
            return -1.0
        words = [word for word in self._ranker.sought(question) if word.stem in own]
        return coverage(words, self._ranker.words(weighed.evidence[0].record)) if words else 1.0
