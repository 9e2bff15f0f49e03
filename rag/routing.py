"""Routing (vejvalg): from an understood question to the writer that can answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from prompts import answers as sentences
from rag.analysis import fold
from rag.catalog import Catalog
from rag.dates import DateMention, find_dates
from rag.domain import AnswerStatus, Filters, ItemRecord, Period, SectionKind
from rag.drafting import Draft, quote_with_advice
from rag.evidence import Evidence, EvidenceRanker
from rag.extractive import ExtractiveWriter
from rag.features import SoughtWord, coverage, met
from rag.judgement import Signals, confidence, read_signals
from rag.outcomes import UNDECIDED, adopts
from rag.overviews import OverviewWriter
from rag.passages import Sentence
from rag.question import Known, Question, alternatives, compared_kind
from rag.refusing import (
    nearest_line,
    refuse,
    refuse_case,
    refuse_dates,
    refuse_filtered,
    refuse_lack,
    refuse_meetings,
    tell_closed,
)
from rag.retrieval import FoundItem, HybridSearch
from rag.selection import choose_sides, decision_summary, holds_phrase, with_value, within
from rag.topics import LOOSELY, NEARLY, ONLY, SOME, TopicFinder, TopicItem
from rag.values import wants_value
from rag.verification import Lack, find_lack
from rag.wording import Kind

_ENOUGH = 0.30
_ENOUGH_ALIKE = 0.4
# A follow-up about the item just cited needs less, and so does a list of Bilag: no sentence is sought in them.
_ENOUGH_LEANING = 0.2
# Another item's best sentence may answer where it is this near and the best one's item lacks what is asked.
_NEXT_BEST = 0.25
_MOST_TRIED = 4
_AS_MUCH = 0.4
_OWN_LESS = 0.1
# A name that is asked about and stands nowhere in the item is not what the item is about.
_SIDED = frozenset({Kind.COST, Kind.AMOUNT, Kind.FACT, Kind.DECISION, Kind.WHO, Kind.VOTE})
_NAMES_LACK = 0.6
_TIMELY = 0.3
_DEPTH = 10
_COMPARISON_CHARS = 1_500
_BESIDE_THE_POINT = frozenset({SectionKind.OCCASION, SectionKind.ATTACHMENTS, SectionKind.RECOMMENDATION})
_INSIDE = re.compile(r"\bhvad (?:star|stod|fremgar|skriver|siger|indeholder|konkluderer)\b.{0,20}\b(?:i|af|om)?\b")
_ABOUT = re.compile(r"\b(?:om|vedr\w*|angaende|til|about|uber)\b")
_ANY_OTHER = re.compile(r"\b(?:eventuelt|evt)\W*$")
_UNDER_ANY_OTHER = re.compile(r"\b(?:under|punktet) (?:eventuelt|evt)\b")
_CLOSED = re.compile(r"\blukke(?:t|de)\b|\bclosed\b")
_CLOSED_ITEMS = re.compile(
    r"\blukke(?:t|de) (?:dore|punkt\w*|sag\w*|mode\w*|del)\b"
    r"|\b(?:hemmelig|fortrolig)(?:t|e)? (?:punkt\w*|sag\w*|mode\w*|del)\b|\bclosed (?:items?|doors)\b"
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence, best first, with what is thought of it (vejet belæg).

    `likely` tells that it is about what is asked; `lack` is what it nevertheless doesn't say.
    """

    evidence: list[Evidence]
    likely: bool
    lack: Lack | None


class Router:
    """Chooses how a question is answered, and when the minutes don't answer it."""

    def __init__(self, catalog: Catalog, search: HybridSearch) -> None:
        self._catalog = catalog
        self._search = search
        self.ranker = EvidenceRanker(search)
        self._topics = TopicFinder(search, self.ranker)
        self._writer = ExtractiveWriter(self.ranker)
        self._overviews = OverviewWriter(catalog, self.ranker)
        self._handlers: dict[Kind, Callable[[Question, Known], Draft | None]] = {
            Kind.OVERVIEW: self._overview,
            Kind.TIMELINE: self._timeline,
            Kind.COMPARISON: self._comparison,
            Kind.CASE: self._case,
            Kind.CASE_NUMBER: self._case_number,
            Kind.MEETING_DATE: self._meeting_date,
            Kind.COUNT: self._count,
            Kind.ATTACHMENTS: self._attachments,
            Kind.MEETING_FACT: self._meeting_fact,
            Kind.ATTENDANCE: self._attendance,
        }

    def draft(self, question: Question, known: Known) -> Draft:
        """A draft for a question. A kind that has nothing to say gives way to the evidence.

        Raises:
            IndexDamaged: an index can't be read.
        """
        question = self._of_custom(question)
        unmet = self._unmet(question, known)
        if unmet is not None:
            return unmet
        closed = self._closed(question)
        if closed is not None:
            return closed
        handler = self._comparison if _sets_side_by_side(question) else self._handlers.get(question.kind)
        drafted = (handler(question, known) if handler else None) or self._from_evidence(question, known)
        if drafted.status is AnswerStatus.NOT_FOUND and _asks_for_meeting(question):
            return self._overviews.overview(self._catalog.meetings(Filters(question.demanded.periods)))
        return drafted

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
        weighed = self.weigh(question, question.demanded)
        if not weighed.likely or weighed.lack is not None:
            return -1.0
        words = [word for word in self.ranker.sought(question) if word.stem in own]
        return coverage(words, self.ranker.words(weighed.evidence[0].record)) if words else 1.0

    def _of_custom(self, question: Question) -> Question:
        """A question for nothing but the Eventuelt of a meeting with that item's number demanded; else itself."""
        demanded = question.demanded
        other = any(not _ANY_OTHER.search(token.folded) for token in question.terms)
        if other or not demanded.periods or not _UNDER_ANY_OTHER.search(fold(question.text)):
            return question
        named = [r for r in self._catalog.find_items(demanded) if _ANY_OTHER.search(fold(r.item.title))]
        if len(named) != 1:
            return question
        number = (str(named[0].item.number),)
        return replace(question, kind=Kind.DECISION, terms=(), demanded=replace(demanded, item_numbers=number))

    def _unmet(self, question: Question, known: Known) -> Draft | None:
        """A refusal where the question names a case or a meeting that isn't there."""
        if question.unknown_case_numbers and set(question.demanded.case_numbers) <= set(question.unknown_case_numbers):
            return refuse_case(question, known, self._near_cases(question.unknown_case_numbers[0], known))
        if question.unknown_dates and not question.demanded.periods:
            return refuse_dates(question, known, self._nearest(question, Filters()))
        return None

    def _near_cases(self, number: str, known: Known) -> Sequence[ItemRecord]:
        near = sorted(
            known.case_numbers, key=lambda other: (Levenshtein.distance(number.upper(), other.upper()), other)
        )
        return self._catalog.find_items(Filters(case_numbers=tuple(near[:1])))[:2] if near else ()

    def _nearest(self, question: Question, filters: Filters) -> list[ItemRecord]:
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, 6)
        return [item.record for item in found if not item.record.item.closed][:3]

    def _closed(self, question: Question) -> Draft | None:
        demanded = question.demanded
        if demanded.item_numbers or demanded.case_numbers:
            items = self._catalog.find_items(demanded)
            if items and all(record.item.closed for record in items):
                return tell_closed(items)
        folded = fold(question.text)
        if question.kind is not Kind.COUNT and (
            _CLOSED_ITEMS.search(folded) or (not question.terms and _CLOSED.search(folded))
        ):
            filters = Filters(demanded.periods or question.preferred.periods, question.preferred.bodies)
            closed = [r for r in self._catalog.find_items(filters) if r.item.closed]
            if closed:
                return tell_closed(closed)
        return None

    def _overview(self, question: Question, known: Known) -> Draft | None:
        demanded = question.demanded
        periods = demanded.periods or question.preferred.periods
        if not periods or demanded.item_numbers or question.terms:
            return None
        meetings = self._catalog.meetings(Filters(periods, question.preferred.bodies))
        return self._overviews.overview(meetings) if meetings else refuse_meetings(question, known)

    def _timeline(self, question: Question, _: Known) -> Draft | None:
        items = self._topic_items(question, LOOSELY)
        return self._overviews.timeline(items) if items else None

    def _topic_items(self, question: Question, nearly: float = NEARLY) -> list[ItemRecord]:
        demanded = question.demanded
        if demanded.case_numbers:
            return [r for r in self._catalog.find_items(demanded) if not r.item.closed]
        return self._topics.items(question, Filters(demanded.periods, question.preferred.bodies), nearly)

    def _comparison(self, question: Question, _: Known) -> Draft | None:
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
        ranked = list(dict.fromkeys(e.record for e in self.weigh(asked, question.demanded).evidence)) if named else []
        sides = [next((r for r in ranked if _is_titled(r, thing)), None) for thing in named]
        found = [record for record in sides if record is not None]
        return found if len(set(found)) == len(named) else []

    def _inside(self, question: Question) -> Draft | None:
        """A comparison of two things that one item tells of, each in its own sentences; None where none does."""
        named = alternatives(question)
        asked = replace(question, kind=compared_kind(question))
        if len(named) < 2 or question.content_dates:
            return None
        evidence = self.weigh(asked, question.demanded).evidence
        records = dict.fromkeys(e.record for e in evidence)
        holding = [r for r in records if all(holds_phrase(r.item.text, thing) for thing in named)]
        if not holding:
            return None
        own = [e for e in evidence if e.record.id == holding[0].id]
        chosen = choose_sides(own, self.ranker.sentences(holding[0]), named, _COMPARISON_CHARS // 2)
        return Draft(AnswerStatus.ANSWERED, quote_with_advice(holding[0], chosen))

    def _sides(self, question: Question) -> list[ItemRecord]:
        """One item for each time that is compared; else the oldest and the newest of the topic."""
        anytime = replace(question, demanded=replace(question.demanded, periods=()))
        items = self._topic_items(anytime, SOME)
        times = [m.period for m in question.content_dates if m.period] + [*question.filters.periods]
        sides: list[ItemRecord] = []
        for period in sorted(dict.fromkeys(times), key=_period_order):
            left = [record for record in items if record not in sides]
            weighed = self.weigh(anytime, Filters(periods=(period,)))
            if weighed.likely and weighed.evidence[0].record not in sides:
                sides.append(weighed.evidence[0].record)
            elif left:
                naming = [r for r in left if any(m.period == period for m in find_dates(r.item.text))]
                sides.append(min(naming or left, key=lambda record: _distance(record, period)))
        if len(sides) >= 2:
            return sides
        return [items[0], items[-1]] if len(items) >= 2 else []

    def _side_sentences(self, question: Question, record: ItemRecord, limit: int) -> list[Sentence]:
        """What an item came to, and what it says on the point that is compared."""
        ranked = self.ranker.rank(question, [FoundItem(record, 0.5, ())], self.ranker.sought(question))
        kept = list(decision_summary(self.ranker, record, limit // 3))
        if adopts(" ".join(sentence.text for sentence in kept)):
            advised = [s for s in self.ranker.sentences(record) if s.kind is SectionKind.RECOMMENDATION]
            kept += within(advised, limit // 3)
        if ranked and wants_value(question.kind):
            kept.append(with_value(ranked).sentence)
        for found in ranked:
            sentence = found.sentence
            if sentence.kind in _BESIDE_THE_POINT or found.features.short:
                continue
            if not kept or sum(len(s.text) for s in kept) + len(sentence.text) <= limit:
                kept.append(sentence)
        return sorted(dict.fromkeys(kept), key=lambda s: s.start)

    def _case(self, question: Question, _: Known) -> Draft | None:
        items = self._catalog.find_items(question.demanded)
        if not items:
            return None
        return self._overviews.case(question.demanded.case_numbers[0], items)

    def _case_number(self, question: Question, known: Known) -> Draft | None:
        ranked = self._topics.ranked(question, question.demanded)
        boosted = sorted(ranked, key=lambda t: -_fit(question, t))
        if not boosted or max(boosted[0].title, boosted[0].text) < _ENOUGH:
            return refuse(known, [topic.record for topic in ranked[:3]])
        return self._overviews.case_number(boosted[0].record)

    def _meeting_date(self, question: Question, _: Known) -> Draft | None:
        if any(period.first == period.last for period in question.demanded.periods):
            return None
        items = self._topic_items(question, ONLY)
        if items and question.presumes:
            decided = [record for record in items if record.outcome not in UNDECIDED]
            return self._overviews.meeting_dates(decided) if decided else None
        return self._overviews.meeting_dates(items) if items else None

    def _count(self, question: Question, known: Known) -> Draft | None:
        folded = fold(question.text)
        filters = Filters(question.demanded.periods or question.preferred.periods, question.preferred.bodies)
        meetings = self._catalog.meetings(filters)
        if not meetings:
            return refuse_meetings(question, known)
        if _CLOSED.search(folded):
            closed = [r for r in self._catalog.find_items(filters) if r.item.closed]
            return self._overviews.count_closed(closed, len(meetings)) if closed else refuse(known, ())
        if not question.terms:
            if re.search(r"\b(?:punkter|items|dagsordenspunkter|sager)\b", folded):
                return self._overviews.count_items(meetings)
            return self._overviews.count_all(meetings)
        items = self._topic_items(question)
        return self._overviews.count_meetings(items, len(meetings)) if items else None

    def _attachments(self, question: Question, known: Known) -> Draft | None:
        weighed = self.weigh(question, question.demanded)
        evidence = weighed.evidence
        if not evidence or not (weighed.likely or question.demanded.item_numbers):
            return refuse(known, _records(evidence))
        with_attachments = [e for e in evidence if e.record.item.of_kind(SectionKind.ATTACHMENTS)]
        best = evidence[0]
        if with_attachments and with_attachments[0].score > best.score - 0.15:
            best = with_attachments[0]
        return self._overviews.attachments(best.record)

    def _meeting_fact(self, question: Question, _: Known) -> Draft | None:
        filters = Filters(question.demanded.periods or question.preferred.periods, question.preferred.bodies)
        if question.terms:
            return None
        return self._overviews.meeting_facts(self._catalog.meetings(filters))

    def _attendance(self, question: Question, _: Known) -> Draft | None:
        periods = question.demanded.periods or question.preferred.periods
        if question.terms or not periods:
            return None
        return self._overviews.attendance(self._catalog.meetings(Filters(periods, question.preferred.bodies)))

    def _from_evidence(self, question: Question, known: Known) -> Draft:
        if question.kind is Kind.COMPARISON:
            question = replace(question, kind=compared_kind(question))
        weighed = self.weigh(question, question.demanded)
        evidence = weighed.evidence
        if evidence and evidence[0].sentence.kind is SectionKind.ATTACHMENTS and _INSIDE.search(fold(question.text)):
            return refuse_filtered(question, known, _records(evidence), sentences.ATTACHMENT_MISSING)
        if evidence and weighed.lack is None and (weighed.likely or _names_item(question)):
            return self._writer.write(question, evidence)
        if weighed.likely and weighed.lack is not None:
            return refuse_lack(question, known, _records(evidence), weighed.lack)
        if question.doubtful:
            return self._without_day(question, known)
        draft = refuse_filtered(question, known, _records(evidence) or self._nearest(question, Filters()))
        return replace(draft, notes=draft.notes + self._closed_beside(question))

    def _closed_beside(self, question: Question) -> tuple[str, ...]:
        """A sentence on the closed items of the meetings that a question was narrowed to."""
        days = question.demanded.periods
        closed = [r for r in self._catalog.find_items(Filters(days)) if r.item.closed] if days else []
        if not closed:
            return ()
        return (sentences.ALSO_CLOSED.format(items="; ".join(nearest_line(record)[2:] for record in closed)),)

    def _without_day(self, question: Question, known: Known) -> Draft:
        """A draft for a question whose day may be the content's: nothing of that day's meeting answered it."""
        days = question.doubtful
        kept = tuple(period for period in question.demanded.periods if period not in days)
        content = (*question.content_dates, *(DateMention(0, 0, day) for day in days))
        widened = replace(
            question, demanded=replace(question.demanded, periods=kept), content_dates=content, doubtful=()
        )
        draft = self._from_evidence(widened, known)
        if draft.status is AnswerStatus.NOT_FOUND:
            return draft
        return replace(draft, lifted=draft.lifted | {"periods"})

    def _on_subject(self, evidence: list[Evidence], words: Sequence[SoughtWord]) -> list[Evidence]:
        """The evidence of items that hold what the question is about, where the minutes have a title for it."""
        subject = self._topics.subject(words)
        if subject is None:
            return evidence
        records = {e.record.id: e.record for e in evidence}
        holding = {key for key, record in records.items() if met(subject, self.ranker.words(record))}
        return [e for e in evidence if e.record.id in holding] or evidence

    def weigh(self, question: Question, filters: Filters) -> Weighed:
        """The evidence within a filter, and whether it is likely to answer.

        Raises:
            IndexDamaged: an index can't be read.
        """
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, _DEPTH)
        open_items = [item for item in found if not item.record.item.closed]
        words = self.ranker.sought(question)
        everything = self.ranker.rank(question, open_items, words)
        if not everything:
            return Weighed([], likely=False, lack=None)
        evidence, lack = _verified(question, self._on_subject(everything, words), words)
        if lack is not None:
            # Another item may say it in other words than the title's.
            evidence, lack = _verified(question, list(dict.fromkeys([*evidence, *everything])), words)
        signals = read_signals(evidence)
        enough = _needed(question, signals)
        return Weighed(evidence, confidence(signals) >= enough and signals.names_lack < _NAMES_LACK, lack)


def _needed(question: Question, signals: Signals) -> float:
    """How likely evidence must be to answer a question."""
    if question.anchored or question.kind is Kind.ATTACHMENTS:
        return _ENOUGH_LEANING
    # One word that stands nowhere in the item is met by likeness of meaning alone.
    return _ENOUGH_ALIKE if len(question.terms) == 1 and signals.item_coverage == 0.0 else _ENOUGH


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
        if e.score >= best.score - _NEXT_BEST and e.features.title >= _AS_MUCH * best.features.title
    }
    for other in sorted(others.values(), key=lambda e: -e.score)[1:_MOST_TRIED]:
        reordered = [*(e for e in evidence if e.record.id == other.record.id), *evidence]
        if find_lack(question, reordered, words) is None:
            return list(dict.fromkeys(reordered)), None
    return evidence, lack


def _asks_for_meeting(question: Question) -> bool:
    """Whether a whole meeting is asked for, and what else is said only says whose it was ("da skolefolkene mødtes")."""
    days = [period for period in question.demanded.periods if period.first == period.last]
    return question.kind is Kind.OVERVIEW and bool(days) and _ABOUT.search(fold(question.text)) is None


def _names_item(question: Question) -> bool:
    """Whether a question names its item outright: by its number, or by its journal number and nothing else."""
    demanded = question.demanded
    return bool(demanded.item_numbers or (demanded.case_numbers and not question.terms))


def _sets_side_by_side(question: Question) -> bool:
    """Whether a question for a value is about two times apart from each other, and so about both."""
    times = sorted({m.period for m in question.content_dates if m.period and m.whole_day is None}, key=_period_order)
    if len(times) != 2 or question.kind not in _SIDED:
        return False
    first, second = times
    return first.last is not None and second.first is not None and first.last < second.first


def _is_titled(record: ItemRecord, thing: str) -> bool:
    """Whether an item's title has a name, alone or at the start of a longer one ("Nørkær": "Nørkærskolen")."""
    return re.search(rf"\b{re.escape(thing)}", record.item.title, re.IGNORECASE) is not None


def _fit(question: Question, topic: TopicItem) -> float:
    """How well an item is the one whose journal number is asked for."""
    return topic.title + topic.score + _TIMELY * question.is_timely(topic.record.meeting.date)


def _records(evidence: Sequence[Evidence]) -> list[ItemRecord]:
    return list({e.record.id: e.record for e in evidence}.values())[:3]


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
