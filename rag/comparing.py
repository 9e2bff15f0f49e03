"""Comparisons (sammenligninger): the items, or the parts of one, that a question sets side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.analysis import fold, stem, stems
from rag.dateroles import preposition_of
from rag.dates import DateMention, find_dates
from rag.decisions import decision_summary
from rag.domain import AnswerStatus, Filters, ItemRecord, Period, SectionKind
from rag.drafting import Draft, quote_with_advice
from rag.evidence import EvidenceRanker
from rag.outcomes import adopts
from rag.overviews import OverviewWriter
from rag.passages import Sentence
from rag.question import Question, alternatives, compared_kind
from rag.selection import choose_sides, holds_phrase, with_value, within
from rag.topics import SOME, TopicFinder
from rag.values import wants_value
from rag.weighing import Weigher
from rag.wording import Kind

_SIDED = frozenset({Kind.COST, Kind.AMOUNT, Kind.FACT, Kind.DECISION, Kind.WHO, Kind.VOTE})
_JOINED = re.compile(r"\b(?:og|samt|eller|mod|end|kontra|versus|til|and|or|to|und|bis)\b")
_COMPARISON_CHARS = 1_500
_BESIDE_THE_POINT = frozenset({SectionKind.OCCASION, SectionKind.ATTACHMENTS, SectionKind.RECOMMENDATION})


class ComparisonWriter:
    """Writes drafts that set things side by side."""

    def __init__(
        self, ranker: EvidenceRanker, topics: TopicFinder, weigher: Weigher, overviews: OverviewWriter
    ) -> None:
        self._ranker = ranker
        self._topics = topics
        self._weigher = weigher
        self._overviews = overviews

    def draft(self, question: Question) -> Draft | None:
        """The compared side by side; None where there are no two sides to it.

        Raises:
            IndexDamaged: an index can't be read.
        """
        sides = self._titled_sides(question)
        inside = self._inside(question) if not sides else None
        if inside is not None:
            return inside
        sides = sides or self._sides(question)
        if len(sides) < 2:
            return None
        asked = replace(question, kind=compared_kind(question) if question.kind is Kind.COMPARISON else question.kind)
        share = _COMPARISON_CHARS // len(sides)
        return self._overviews.comparison(sides, [self._side_sentences(asked, record, share) for record in sides])

    def _titled_sides(self, question: Question) -> list[ItemRecord]:
        """The items whose titles name the things that are compared, one each; empty where one has none of its own."""
        named = alternatives(question)
        asked = replace(question, kind=compared_kind(question))
        ranked = (
            list(dict.fromkeys(e.record for e in self._weigher.weigh(asked, question.demanded).evidence))
            if named
            else []
        )
        sides = [next((r for r in ranked if _is_titled(r, thing)), None) for thing in named]
        found = list(dict.fromkeys(record for record in sides if record is not None))
        if len(found) == 1 and len(named) == 2:
            # The other has a title of its own: "Økonomirapport" beside "Økonomirapport nr. 5".
            thing = stem(fold(named[0].split()[0]))
            found += [r for r in ranked if r not in found and thing in stems(r.item.title)][:1]
        return sorted(found, key=lambda r: r.meeting.date) if len(found) == len(named) else []

    def _inside(self, question: Question) -> Draft | None:
        """A comparison of two things that one item tells of, each in its own sentences; None where none does."""
        named = alternatives(question)
        asked = replace(question, kind=compared_kind(question))
        if len(named) < 2 or question.content_dates:
            return None
        evidence = self._weigher.weigh(asked, question.demanded).evidence
        records = dict.fromkeys(e.record for e in evidence)
        holding = [r for r in records if all(holds_phrase(r.item.text, thing) for thing in named)]
        if not holding:
            return None
        own = [e for e in evidence if e.record.id == holding[0].id]
        chosen = choose_sides(own, self._ranker.sentences(holding[0]), named, _COMPARISON_CHARS // 2)
        return Draft(AnswerStatus.ANSWERED, quote_with_advice(holding[0], chosen))

    def _sides(self, question: Question) -> list[ItemRecord]:
        """One item for each time that is compared; else the oldest and the newest of the topic."""
        anytime = replace(question, demanded=replace(question.demanded, periods=()))
        items = self._topics.asked(anytime, SOME)
        times = [m.period for m in question.content_dates if m.period] + [*question.filters.periods]
        sides: list[ItemRecord] = []
        for period in sorted(dict.fromkeys(times), key=_period_order):
            left = [record for record in items if record not in sides]
            weighed = self._weigher.weigh(anytime, Filters(periods=(period,)))
            if weighed.likely and weighed.evidence[0].record not in sides:
                sides.append(weighed.evidence[0].record)
            elif left:
                held = [r for r in left if period.holds(r.meeting.date)]
                naming = [r for r in left if any(m.period == period for m in find_dates(r.item.text))]
                sides.append(min(held or naming or left, key=lambda record: _distance(record, period)))
        if len(sides) >= 2:
            return sides
        return [items[0], items[-1]] if len(items) >= 2 else self._of_one_case(anytime)

    def _of_one_case(self, question: Question) -> list[ItemRecord]:
        """The likeliest item and the nearest to what is asked of the others of its journal number, oldest first."""
        weighed = self._weigher.weigh(question, question.demanded)
        ranked = list(dict.fromkeys(e.record for e in weighed.evidence)) if weighed.likely else []
        number = ranked[0].item.case_number if ranked else ""
        of_case = [record for record in ranked if number and record.item.case_number == number]
        return sorted(of_case[:2], key=lambda record: record.meeting.date) if len(of_case) > 1 else []

    def _side_sentences(self, question: Question, record: ItemRecord, limit: int) -> list[Sentence]:
        """What an item came to, and what it says on the point that is compared."""
        ranked = self._ranker.rank_item(question, record)
        kept = list(decision_summary(self._ranker, record, limit // 3))
        if adopts(" ".join(sentence.text for sentence in kept)):
            advised = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.RECOMMENDATION]
            kept += within(advised, limit // 3)
        if ranked and wants_value(question.kind):
            kept.append(with_value(question.kind, ranked).sentence)
        for found in ranked:
            sentence = found.sentence
            if sentence.kind in _BESIDE_THE_POINT or found.features.short:
                continue
            if not kept or sum(len(s.text) for s in kept) + len(sentence.text) <= limit:
                kept.append(sentence)
        return sorted(dict.fromkeys(kept), key=lambda s: s.start)


def sets_side_by_side(question: Question) -> bool:
    """Whether a question for a value is about two times apart from each other, and so about both."""
    mentions = [m for m in question.content_dates if m.period and m.whole_day is None]
    links = [preposition_of(question.text, mention) for mention in mentions]
    # "Integrationsindsats 2018" and "planerne for 2018" are names of things.
    linked = all(links) and not _is_named_after(links) and _are_joined(question.text, mentions)
    named = {m.period for m in mentions if m.period} if linked else set()
    demanded = {period for period in question.demanded.periods if period.first != period.last}
    times = sorted(named if len(named) > 1 else demanded, key=_period_order)
    if len(times) != 2 or question.kind not in _SIDED:
        return False
    first, second = times
    return first.last is not None and second.first is not None and first.last < second.first


def _are_joined(text: str, mentions: Sequence[DateMention]) -> bool:
    """Whether each time is set beside the one before: "i 2019 og …", "mod 2021"."""
    return all(_JOINED.search(fold(text[one.end : other.start])) for one, other in pairwise(mentions))


def _is_named_after(links: Sequence[str]) -> bool:
    """Whether one of some times is what a thing is for, and another when something was."""
    return "for" in links and any(link not in ("for", "og", "mod") for link in links)


def _is_titled(record: ItemRecord, thing: str) -> bool:
    """Whether an item's title has a name, alone or at the start of a longer one ("Nørkær": "Nørkærskolen")."""
    return re.search(rf"\b{re.escape(thing)}", record.item.title, re.IGNORECASE) is not None


def _period_order(period: Period) -> tuple[int, int]:
    return (period.first.toordinal() if period.first else 0, period.last.toordinal() if period.last else 0)


def _distance(record: ItemRecord, period: Period) -> int:
    """Days from a period to a meeting; a meeting before it counts double, since minutes look back."""
    day = record.meeting.date
    if period.holds(day):
        return 0
    if period.last is not None and day > period.last:
        return (day - period.last).days
    return 2 * (period.first - day).days if period.first else 0
