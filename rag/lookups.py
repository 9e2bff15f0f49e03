"""Lookups (opslag): which meetings and items a question about them as wholes is answered from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.analysis import fold, stems
from rag.case_numbers import find_case_numbers
from rag.catalog import Catalog
from rag.closing import CLOSED
from rag.dateroles import has_through_role
from rag.dates import find_dates
from rag.domain import Filters, ItemRecord, Period, SectionKind
from rag.drafting import Draft
from rag.outcomes import UNDECIDED
from rag.overviews import OverviewWriter
from rag.question import Known, Question
from rag.refusing import refuse, refuse_meetings
from rag.registers import RegisterWriter
from rag.topics import LOOSELY, ONLY, TopicFinder, TopicItem
from rag.weighing import Weigher, items_of
from rag.wording import PRESUMED

_TIMELY = 0.3
# More meetings than these have no room for what each item came to.
_MOST_WHOLE = 5
# What the title or text of an item has to hold of a question that asks for its journal number.
_HELD = 0.3
_BODIES = re.compile(r"\b(?:organer|udvalg|rad|bestyrelser|fora)\b")
_ENDED = re.compile(r"\b(?:slut\w*|ferdig\w*|hevet|heves|ende(?:de|t)|ended?)\b")
_ITEMS = re.compile(r"\b(?:punkter|items|dagsordenspunkter|sager)\b")


class LookupWriter:
    """Writes drafts from the catalog. A method that has nothing to say returns None."""

    def __init__(self, catalog: Catalog, topics: TopicFinder, weigher: Weigher, overviews: OverviewWriter) -> None:
        self._catalog = catalog
        self._topics = topics
        self._weigher = weigher
        self._overviews = overviews
        self._registers = RegisterWriter(catalog)

    def overview(self, question: Question, known: Known) -> Draft | None:
        """Meetings as wholes, many by their agendas; None where an item or a subject is asked for."""
        demanded = question.demanded
        filters = Filters(demanded.periods or question.preferred.periods, question.preferred.bodies)
        if not (filters.periods or filters.bodies) or demanded.item_numbers or question.terms:
            return None
        meetings = self._catalog.meetings(filters)
        if len(meetings) > _MOST_WHOLE:
            return self._registers.agendas(meetings)
        return self._overviews.overview(meetings) if meetings else refuse_meetings(question, known)

    def timeline(self, question: Question, _: Known) -> Draft | None:
        """A topic over the meetings, or over those of a time that it is asked through ("gennem 2018")."""
        items = self._topics.asked(question, LOOSELY)
        mentions = [(m.period, fold(question.text[: m.start])) for m in question.content_dates]
        times = [period for period, before in mentions if period and has_through_role(before, period)]
        items = [record for record in items if _is_through(record, times)] or items
        return self._overviews.timeline(items, question) if items else None

    def case(self, question: Question, known: Known) -> Draft | None:
        """What a journal number was used on, or all those that the part of one which is typed can mean."""
        items = self._catalog.find_items(question.demanded)
        if not items:
            return None
        typed = [found for found in find_case_numbers(question.text, known.case_numbers) if len(found.matches) > 1]
        if typed and len(question.demanded.case_numbers) > 1:
            return self._registers.cases(typed[0].text, items)
        return self._overviews.case(question.demanded.case_numbers[0], items)

    def case_number(self, question: Question, known: Known) -> Draft | None:
        """The journal number of an item; a refusal where no item is the one."""
        ranked = self._topics.ranked(question, question.demanded)
        boosted = sorted(ranked, key=lambda t: -_fit(question, t))
        if not boosted or max(boosted[0].title, boosted[0].text) < _HELD:
            return refuse(known, [topic.record for topic in ranked[:3]])
        return self._overviews.case_number(boosted[0].record)

    def meeting_date(self, question: Question, _: Known) -> Draft | None:
        """When a topic was on the agenda, or, where a decision is presumed, when it was decided."""
        if question.anchored:
            cited = items_of(self._weigher.weigh(question, question.demanded).evidence)[:1]
            return self._overviews.meeting_dates(cited) if cited else None
        if any(period.first == period.last for period in question.demanded.periods):
            return None
        if question.presumes and self._is_told(question):
            return None
        items = self._with_names(question, self._topics.asked(question, ONLY))
        if items and question.presumes:
            decided = [record for record in items if record.outcome not in UNDECIDED]
            return self._overviews.meeting_dates(decided) if decided else None
        return self._overviews.meeting_dates(items) if items else None

    def _is_told(self, question: Question) -> bool:
        """Whether a sentence tells on which day what is asked about was decided: "den 9. december blev … godkendt"."""
        weighed = self._weigher.weigh(question, question.demanded)
        if not weighed.likely or weighed.lack is not None:
            return False
        best = weighed.evidence[0]
        text = best.sentence.text
        dated = any(mention.whole_day for mention in find_dates(text))
        return dated and PRESUMED.search(fold(text)) is not None and best.features.focus >= 1.0

    def _with_names(self, question: Question, items: Sequence[ItemRecord]) -> Sequence[ItemRecord]:
        """Those of a topic's items that hold every name asked about; where none does, the likeliest item that does."""
        names = {token.stem for token in question.names}
        holding = [record for record in items if names <= _stems(record)] if names else items
        if holding or not names:
            return holding
        weighed = self._weigher.weigh(question, question.demanded)
        likely = items_of(weighed.evidence)[:1] if weighed.likely else []
        return [record for record in likely if names <= _stems(record)] or items

    def count(self, question: Question, known: Known) -> Draft | None:
        """How many meetings or items, of all or of a topic; a refusal where no meeting is of the time and body."""
        folded = fold(question.text)
        demanded = question.demanded
        filters = Filters(demanded.periods or question.preferred.periods, question.preferred.bodies)
        meetings = self._catalog.meetings(filters)
        if not meetings:
            return refuse_meetings(question, known)
        if CLOSED.search(folded):
            closed = [r for r in self._catalog.find_items(filters) if r.item.closed]
            return self._registers.count_closed(closed, len(meetings)) if closed else refuse(known, ())
        if demanded.case_numbers:
            of_case = self._catalog.find_items(demanded)
            return self._registers.count_meetings(of_case, len(meetings)) if of_case else None
        if _BODIES.search(folded) and all(_BODIES.fullmatch(token.folded) for token in question.terms):
            return self._registers.count_bodies(meetings)
        if not question.terms:
            if _ITEMS.search(folded):
                return self._registers.count_items(meetings)
            return self._registers.count_all(meetings)
        items = self._topics.asked(question)
        return self._registers.count_meetings(items, len(meetings)) if items else None

    def attachments(self, question: Question, known: Known) -> Draft | None:
        """The Bilag of the item that is asked about, or of whole meetings; a refusal where there is no such item."""
        demanded = question.demanded
        if demanded.periods and not (question.terms or demanded.item_numbers or demanded.case_numbers):
            filters = Filters(demanded.periods, question.preferred.bodies)
            return self._overviews.all_attachments(self._catalog.find_items(filters))
        weighed = self._weigher.weigh(question, demanded)
        evidence = weighed.evidence
        if not evidence or not (weighed.likely or question.demanded.item_numbers):
            return refuse(known, items_of(evidence))
        with_attachments = [e for e in evidence if e.record.item.of_kind(SectionKind.ATTACHMENTS)]
        best = evidence[0]
        if with_attachments and with_attachments[0].score > best.score - 0.15:
            best = with_attachments[0]
        return self._overviews.attachments(best.record)

    def meeting_fact(self, question: Question, _: Known) -> Draft | None:
        """Where the meetings of a time and body were, and when they began or, where that is asked, ended.

        None where their heads don't tell, and where a subject is asked about.
        """
        filters = Filters(question.demanded.periods or question.preferred.periods, question.preferred.bodies)
        meetings = self._catalog.meetings(filters)
        if _ENDED.search(fold(question.text)):
            return self._overviews.meeting_ends(meetings)
        return None if question.terms else self._overviews.meeting_facts(meetings)


def _is_through(record: ItemRecord, times: Sequence[Period]) -> bool:
    """Whether an item is of one of some times, by its meeting's day or by its title, since minutes look back."""
    told = [mention.period for mention in find_dates(record.item.title) if mention.period]
    firsts = [period.first for period in told if period.first]
    return any(period.holds(day) for period in times for day in (record.meeting.date, *firsts))


def _stems(record: ItemRecord) -> frozenset[str]:
    return frozenset(stems(f"{record.item.title} {record.item.text}"))


def _fit(question: Question, topic: TopicItem) -> float:
    """How well an item is the one whose journal number is asked for."""
    return topic.title + topic.score + _TIMELY * question.is_timely(topic.record.meeting.date)
