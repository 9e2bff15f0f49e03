"""Routing (vejvalg): from an understood question to the writer that can answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from prompts import answers as sentences
from rag.analysis import fold
from rag.attendance import AttendanceWriter
from rag.ballots import BallotWriter
from rag.catalog import Catalog
from rag.choosing import ReadingChooser
from rag.closing import ClosedWriter
from rag.comparing import ComparisonWriter, sets_side_by_side
from rag.courtesy import is_about_assistant, is_doubt, is_thanks
from rag.dates import DateMention
from rag.days import DayWriter
from rag.dockets import DocketWriter
from rag.domain import AnswerStatus, Filters, ItemRecord, Period, SectionKind
from rag.drafting import Draft
from rag.earlier import EarlierWriter
from rag.evidence import EvidenceRanker
from rag.extractive import ExtractiveWriter
from rag.lookups import LookupWriter
from rag.mending import Mender
from rag.mentions import MentionWriter
from rag.naming import is_same_body
from rag.overviews import OverviewWriter
from rag.question import Known, Question, asks_nothing, compared_kind, names_nothing
from rag.refusing import (
    answer_doubt,
    answer_thanks,
    ask_which,
    introduce,
    nearest_line,
    refuse,
    refuse_case,
    refuse_dates,
    refuse_filtered,
    refuse_lack,
)
from rag.retrieval import HybridSearch
from rag.topics import ONLY, TopicFinder
from rag.weighing import Weighed, Weigher, is_answer, items_of
from rag.wording import SLOT, SLOT_ASKED, Kind

_INSIDE = re.compile(r"\bhvad (?:star|stod|fremgar|skriver|siger|indeholder|konkluderer)\b.{0,20}\b(?:i|af|om)?\b")
_ABOUT = re.compile(r"\b(?:om|vedr\w*|angende|til|about|uber)\b")
_ANY_OTHER = re.compile(r"\b(?:eventuelt|evt)\W*$")
_UNDER_ANY_OTHER = re.compile(r"\b(?:under|punktet) (?:eventuelt|evt)\b")
# "Efter beslutningen fra 10.5.2011": the day is of what the minutes lean on, and no meeting's that is asked for.
_TAKEN_ON = re.compile(
    r"\b\w*(?:beslutning|afgorelse|vedtagelse|aftale|forlig|lov|brev|skrivelse|henvendelse|dom)(?:en|et|n|s|ens)? "
    r"(?:fra|af|truffet|indget|taget) (?:den |d\. ?|ar )?\d"
)
# "Det, byrådet besluttede i 2011": what a body without minutes of its own here decided is content.
_DECIDED_BY = re.compile(
    r"\b(?P<body>[\w-]*(?:bestyrelsen|udvalget|radet|tinget|regeringen|staten|regionen)) "
    r"(?:besluttede|vedtog|godkendte|bestemte|kravede|indforte|fastsatte|aftalte) (?:\w+ ){0,4}?i (?:ar )?\d{4}\b"
)
# "Hvad er det seneste om kajen?", "status på kajen": the newest item tells, whatever older ones say.
_STANDS_NOW = re.compile(
    r"\b(?:hvad endte .{2,60} med at koste"
    r"|det (?:seneste|sidste|nyeste)|(?:seneste|sidste|noget|der) nyt|status(?:sen)?|(?:star|gar) det(?: til)? med"
    r"|hvor langt (?:er|var)|(?:neste|videre) (?:skridt|forlob|proces)|sagen\b.*\b(?:afsluttet|ferdigbehandlet)"
    r"|latest|current status)\b"
)
_SEVERAL = 2
_PLANNED_AHEAD = frozenset({Kind.WHEN, Kind.MEETING_FACT})


class Router:
    """Chooses how a question is answered, and when the minutes don't answer it."""

    def __init__(self, catalog: Catalog, search: HybridSearch, mender: Mender) -> None:
        self._catalog = catalog
        self._search = search
        self.ranker = EvidenceRanker(search)
        topics = self._topics = TopicFinder(search, self.ranker)
        self._weigher = Weigher(search, self.ranker, topics)
        self.readings = ReadingChooser(search, self.ranker, self._weigher, mender)
        self._closed = ClosedWriter(catalog)
        self._writer = ExtractiveWriter(self.ranker)
        self._overviews = OverviewWriter(catalog, self.ranker)
        self._comparisons = ComparisonWriter(self.ranker, topics, self._weigher, self._overviews)
        self._earlier = EarlierWriter(catalog, self.ranker, self._weigher)
        self._attendance = AttendanceWriter(catalog)
        self._mentions = MentionWriter(search, self.ranker)
        self._ballots = BallotWriter(catalog, search, self.ranker)
        self._days = DayWriter(search, self.ranker)
        self._dockets = DocketWriter(catalog, self._overviews)
        lookups = LookupWriter(catalog, topics, self._weigher, self._overviews)
        self._handlers: dict[Kind, Callable[[Question, Known], Draft | None]] = {
            Kind.OVERVIEW: lookups.overview,
            Kind.TIMELINE: lookups.timeline,
            Kind.COMPARISON: self._comparison,
            Kind.CASE: lookups.case,
            Kind.CASE_NUMBER: lookups.case_number,
            Kind.MEETING_DATE: lookups.meeting_date,
            Kind.COUNT: lookups.count,
            Kind.ATTACHMENTS: lookups.attachments,
            Kind.MEETING_FACT: lookups.meeting_fact,
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
        closed = self._closed.draft(question)
        if closed is not None:
            return closed
        handler = self._comparison if sets_side_by_side(question) else self._handlers.get(question.kind)
        drafted = (
            self._dockets.draft(question, known)
            or self._earlier.draft(question, known)
            or self._attendance.draft(question)
            or self._ballots.draft(question, known)
            or self._mentions.draft(question)
            or self._days.draft(question)
            or (handler(question, known) if handler else None)
            or self._from_evidence(question, known)
        )
        if drafted.status is not AnswerStatus.NOT_FOUND:
            return drafted
        if _asks_for_meeting(question):
            return self._overviews.overview(self._catalog.meetings(Filters(question.demanded.periods)))
        return self._attendance.closest(question) or drafted

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
        """A refusal where the question asks nothing, or names a case or a meeting that isn't there."""
        if is_about_assistant(question.text):
            if is_doubt(question.text):
                return answer_doubt()
            return answer_thanks() if is_thanks(question.text) else introduce(known)
        if names_nothing(question):
            return ask_which(known)
        if asks_nothing(question.text):
            return refuse(known, ())
        if question.unknown_case_numbers and set(question.demanded.case_numbers) <= set(question.unknown_case_numbers):
            return refuse_case(question, known, self._near_cases(question.unknown_case_numbers[0], known))
        if question.unknown_dates and not question.demanded.periods:
            told = self._of_told_day(question, known)
            if told is not None:
                return self._from_evidence(told, known)
            return refuse_dates(question, known, self._nearest(question, Filters()))
        return None

    def _of_told_day(self, question: Question, known: Known) -> Question | None:
        """A question whose day is of no meeting, but of what a sentence that answers it tells; None where none does."""
        folded = fold(question.text)
        other = _DECIDED_BY.search(folded)
        newest = known.meetings[-1].date
        # "Hvad tid starter møderne i 2022?" may be told before that year.
        to_come = question.kind in _PLANNED_AHEAD and all(p.first and p.first > newest for p in question.unknown_dates)
        by_other = other is not None and not any(is_same_body(other["body"], b) for b in known.bodies)
        if not (to_come or by_other or _TAKEN_ON.search(folded)):
            return None
        days = tuple(DateMention(0, 0, day) for day in question.unknown_dates)
        told = replace(question, unknown_dates=(), content_dates=(*question.content_dates, *days))
        weighed = self.weigh(told, told.demanded)
        if not is_answer(weighed) or not (to_come or weighed.evidence[0].features.dated):
            return None
        if to_come:
            return told
        met = weighed.evidence[0].record.meeting.date
        return told if all(day.last is not None and day.last < met for day in question.unknown_dates) else None

    def _near_cases(self, number: str, known: Known) -> Sequence[ItemRecord]:
        others = [other.upper() for other in known.case_numbers]
        near = process.extractOne(number.upper(), others, scorer=Levenshtein.distance)
        return self._catalog.find_items(Filters(case_numbers=(known.case_numbers[near[2]],)))[:2] if near else ()

    def _nearest(self, question: Question, filters: Filters) -> list[ItemRecord]:
        found = self._search.items(question.text, [t.stem for t in question.terms], filters, 6)
        return [item.record for item in found if not item.record.item.closed][:3]

    def _comparison(self, question: Question, _: Known) -> Draft | None:
        return self._comparisons.draft(question)

    def _from_evidence(self, question: Question, known: Known) -> Draft:
        if question.kind is Kind.COMPARISON:
            question = replace(question, kind=compared_kind(question))
        weighed = self._of_newest(question) or self.weigh(question, question.demanded)
        if not weighed.likely:
            weighed = self._by_part(question, weighed)
        evidence = weighed.evidence
        if evidence and evidence[0].sentence.kind is SectionKind.ATTACHMENTS and _INSIDE.search(fold(question.text)):
            return refuse_filtered(question, known, items_of(evidence), sentences.ATTACHMENT_MISSING)
        if weighed.likely and _asks_slot(question, evidence[0].record):
            return self._overviews.slot(evidence[0].record)
        if evidence and weighed.lack is None and (weighed.likely or _names_item(question)):
            return self._writer.write(question, evidence)
        if weighed.likely and weighed.lack is not None:
            return refuse_lack(question, known, items_of(evidence), weighed.lack)
        if question.doubtful:
            return self._without_day(question, known)
        draft = refuse_filtered(question, known, items_of(evidence) or self._nearest(question, Filters()))
        return replace(draft, notes=draft.notes + self._closed_beside(question))

    def _of_newest(self, question: Question) -> Weighed | None:
        """The evidence of a subject's newest item, where it is asked how things stand now and that item answers."""
        items: Sequence[ItemRecord] = ()
        if question.anchored and question.demanded.case_numbers and not question.demanded.periods:
            # The whole case that was told of: what it came to.
            items = self._catalog.find_items(question.demanded)
        elif not question.filters and not question.anchored and _STANDS_NOW.search(fold(question.text)):
            items = self._topics.asked(question, ONLY)
        if len(items) < _SEVERAL:
            return None
        day = Period(items[-1].meeting.date, items[-1].meeting.date)
        weighed = self.weigh(question, Filters((day,), (), (), question.demanded.case_numbers))
        return weighed if is_answer(weighed) and weighed.evidence[0].record.id == items[-1].id else None

    def _by_part(self, question: Question, weighed: Weighed) -> Weighed:
        """The evidence of a part of a question that is likely answered, by the item that is best for the whole.

        That of the whole where no part is.
        """
        for part in question.parts:
            asked = self.weigh(part, question.demanded)
            if is_answer(asked) and items_of(asked.evidence)[:1] == items_of(weighed.evidence)[:1]:
                return asked
        return weighed

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
            question, demanded=replace(question.demanded, periods=kept, bodies=()), content_dates=content, doubtful=()
        )
        draft = self._from_evidence(widened, known)
        if draft.status is AnswerStatus.NOT_FOUND:
            return draft
        return replace(draft, lifted=draft.lifted | {"periods"})

    def weigh(self, question: Question, filters: Filters) -> Weighed:
        """The evidence within a filter, and whether it is likely to answer.

        Raises:
            IndexDamaged: an index can't be read.
        """
        return self._weigher.weigh(question, filters)


def _asks_for_meeting(question: Question) -> bool:
    """Whether a whole meeting is asked for, and what else is said only says whose it was ("da skolefolkene mødtes")."""
    days = [period for period in question.demanded.periods if period.first == period.last]
    return question.kind is Kind.OVERVIEW and bool(days) and _ABOUT.search(fold(question.text)) is None


def _asks_slot(question: Question, record: ItemRecord) -> bool:
    """Whether it is asked how long, or at what hour, an item was on, and its title says so: "Budget 2022 (30 min)"."""
    return SLOT_ASKED.search(fold(question.text)) is not None and SLOT.search(record.item.title) is not None


def _names_item(question: Question) -> bool:
    """Whether a question names its item outright: by its number, or by its journal number and nothing else."""
    demanded = question.demanded
    return bool(demanded.item_numbers or (demanded.case_numbers and not question.terms))
