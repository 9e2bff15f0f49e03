"""Weighing (vejning): the evidence for a question, and whether it is likely to answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.analysis import fold, stem
from rag.dates import find_dates
from rag.domain import Filters, ItemRecord, SectionKind
from rag.evidence import Evidence, EvidenceRanker
from rag.judgement import confidence, read_signals
from rag.leads import SETTLING, outcome_in
from rag.outcomes import fallen
from rag.passages import Sentence
from rag.question import Question
from rag.retrieval import HybridSearch
from rag.sought import SoughtWord, stands
from rag.topics import TopicFinder
from rag.verification import Lack, find_lack
from rag.wording import Kind

_ENOUGH = 0.30
_ENOUGH_ALIKE = 0.55
# A word this much less rare than the rarest says little of what a question is about.
_TELLING = 0.4
# A follow-up about the item just cited needs less, and so does a list of Bilag: no sentence is sought in them.
_ENOUGH_LEANING = 0.2
# Another item's best sentence may answer where it is this near and the best one's item lacks what is asked.
_NEXT_BEST = 0.25
_MOST_TRIED = 4
_AS_MUCH = 0.4
# A name that is asked about and stands nowhere in the item is not what the item is about.
_NAMES_LACK = 0.6
# "Rapport nr. 5" and "lokalplan 47", but neither "mødet 9. maj" nor "budgettet 12 mio."
_NUMBERED = re.compile(
    r"\b(?P<noun>[^\W\d_]{5,}) (?:nr\.? ?)?(?P<number>\d{1,3}(?:\.\d{1,3})?)\b"
    r"(?!\.? ?(?:\d|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|mi[oan]|kr|p[cr][to]|m\b|meter|time|dag|uge|ar\b))"
)
# What these ask for is only what came to be.
_CAME_TO_BE = frozenset({Kind.WHEN, Kind.AMOUNT, Kind.COST, Kind.WHERE, Kind.VOTE})
_BECAME = re.compile(r"^\W*(?:og |men )?(?:blev|bliver|skal|kommer)\b")
_OF_PROPOSALS = re.compile(r"\b\w*(?:forslag\w*|foresl\w*|endring\w*|onske\w*|ville|mente|sagde)\b")
_DEPTH = 10
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence, best first, with what is thought of it (vejet belæg).

    `likely` tells that it is about what is asked, by a `confidence` in (0, 1); `lack` is what it nevertheless
    doesn't say.
    """

    evidence: list[Evidence]
    likely: bool
    lack: Lack | None
    confidence: float = 0.0


class Weigher:
    """Finds the evidence for questions and weighs it."""

    def __init__(self, search: HybridSearch, ranker: EvidenceRanker, topics: TopicFinder) -> None:
        self._search = search
        self._ranker = ranker
        self._topics = topics

    def weigh(self, question: Question, filters: Filters) -> Weighed:
        """The evidence within a filter, and whether it is likely to answer.

        Raises:
            IndexDamaged: an index can't be read.
        """
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, _DEPTH)
        open_items = [item for item in found if not item.record.item.closed]
        words = self._ranker.sought(question)
        everything = self._ranker.rank(question, open_items, words)
        if not everything:
            return Weighed([], likely=False, lack=None)
        everything = self._without_fallen(question, _of_day(question, _of_number(question, everything)))
        evidence, lack = _verified(question, self._on_subject(everything, words), words)
        if lack is not None:
            # Another item may say it in other words than the title's.
            evidence, lack = _verified(question, list(dict.fromkeys([*evidence, *everything])), words)
        signals = read_signals(evidence)
        enough = _needed(question, evidence, words)
        sure = confidence(signals)
        return Weighed(evidence, sure >= enough and signals.names_lack < _NAMES_LACK, lack, sure)

    def _without_fallen(self, question: Question, evidence: list[Evidence]) -> list[Evidence]:
        """The evidence of what came to be, without members' proposals that fell unless they are asked about."""
        came_to_be = question.kind in _CAME_TO_BE or _BECAME.match(fold(question.text))
        if not came_to_be or _OF_PROPOSALS.search(fold(question.text)):
            return evidence
        fell: dict[int, frozenset[Sentence]] = {}
        for record in {e.record.id: e.record for e in evidence if e.sentence.kind is SectionKind.DECISION}.values():
            decision = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.DECISION]
            fell[record.id] = frozenset(decision[at] for at in fallen([sentence.text for sentence in decision]))
        kept = [e for e in evidence if e.sentence not in fell.get(e.record.id, ())]
        # Votes on what fell are all there is to tell of where nothing else was voted on.
        told = question.kind is not Kind.VOTE or any(e.fits and e.record.id == evidence[0].record.id for e in kept)
        return kept if kept and told else evidence

    def _on_subject(self, evidence: list[Evidence], words: Sequence[SoughtWord]) -> list[Evidence]:
        """The evidence of items that hold what the question is about, where the minutes have a title for it."""
        subject = self._topics.subject(words)
        if subject is None:
            return evidence
        return _of_items(evidence, lambda record: stands(subject, self._ranker.words(record)))


def _of_number(question: Question, evidence: list[Evidence]) -> list[Evidence]:
    """The evidence without that of items whose titles number the very thing asked about otherwise; all if none is left.

    "Rapport nr. 5" says nothing of rapport nr. 2.
    """
    asked = dict(_numbered(question.text))
    if not asked:
        return evidence
    return _of_items(evidence, lambda record: all(asked.get(noun, n) == n for noun, n in _numbered(record.item.title)))


def _of_day(question: Question, evidence: list[Evidence]) -> list[Evidence]:
    """The evidence of items that name every day that the question dates something by; all where no item does.

    "Rapporten pr. 31. marts" is not the next one.
    """
    days = {mention.whole_day for mention in question.content_dates if mention.whole_day}
    if not days:
        return evidence
    return _of_items(
        evidence, lambda record: days <= {m.whole_day for m in find_dates(f"{record.item.title}\n{record.item.text}")}
    )


def _of_items(evidence: list[Evidence], belongs: Callable[[ItemRecord], bool]) -> list[Evidence]:
    """The evidence of the items that belong, each looked at once; all of it where none does."""
    records = {e.record.id: e.record for e in evidence}
    kept = {key for key, record in records.items() if belongs(record)}
    return [e for e in evidence if e.record.id in kept] or evidence


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """The things that a text numbers, by the stem of what they are, with their numbers."""
    return ((stem(match["noun"]), match["number"]) for match in _NUMBERED.finditer(fold(text)))


def _needed(question: Question, evidence: Sequence[Evidence], words: Sequence[SoughtWord]) -> float:
    """How likely evidence must be to answer a question."""
    if question.anchored or question.kind is Kind.ATTACHMENTS:
        return _ENOUGH_LEANING
    best = evidence[0]
    came_to = best.record.outcome
    titled = question.kind is Kind.WHY and best.features.title > 0
    if titled and came_to in SETTLING and outcome_in(question.text) is came_to:
        # "Hvorfor blev stien udsat?": the item under which it was put off is the one, whatever it gives for a reason.
        return _ENOUGH_LEANING
    # Where one word tells most of what is asked and stands nowhere in the item, it is met by likeness of meaning alone.
    most = max((word.rarity for word in words), default=0.0)
    telling = sum(word.rarity >= _TELLING * most for word in words)
    return _ENOUGH_ALIKE if telling == 1 and best.features.item_coverage < _TELLING else _ENOUGH


def _verified(
    question: Question, evidence: list[Evidence], words: Sequence[SoughtWord]
) -> tuple[list[Evidence], Lack | None]:
    """The evidence with the first item ahead that lacks nothing of what is asked, and what is lacking if all do."""
    lack = find_lack(question, evidence, words)
    if lack is None:
        return evidence, None
    best = evidence[0]
    others = {
        e.record.id: e
        for e in reversed(evidence)
        if e.score >= best.score - _NEXT_BEST
        and e.features.title >= _AS_MUCH * best.features.title
        and e.features.undated <= best.features.undated
    }
    for other in sorted(others.values(), key=lambda e: -e.score)[1:_MOST_TRIED]:
        reordered = [*(e for e in evidence if e.record.id == other.record.id), *evidence]
        if find_lack(question, reordered, words) is None:
            return list(dict.fromkeys(reordered)), None
    return evidence, lack


def items_of(evidence: Sequence[Evidence]) -> list[ItemRecord]:
    """The first items of evidence, each once, at most three."""
    return list({e.record.id: e.record for e in evidence}.values())[:_NEAREST]


def is_answer(weighed: Weighed) -> bool:
    """Whether evidence is likely to answer, and lacks nothing of what is asked."""
    return weighed.likely and weighed.lack is None
