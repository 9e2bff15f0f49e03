"""Dockets (sagslister): the items with an outcome that is asked about, complete by SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prompts import answers as words
from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord, Outcome, SectionKind
from rag.drafting import Draft
from rag.listings import items_with_outcome
from rag.outcomes import settles
from rag.overviews import OverviewWriter
from rag.question import Known, Question
from rag.refusing import refuse, refuse_meetings
from rag.settled import asked_outcome, is_sent_on

_PARTS = frozenset({Outcome.POSTPONED, Outcome.REJECTED})


class DocketWriter:
    """Writes drafts that list the items of an outcome."""

    def __init__(self, catalog: Catalog, overviews: OverviewWriter) -> None:
        self._catalog = catalog
        self._overviews = overviews

    def draft(self, question: Question, known: Known) -> Draft | None:
        """The items of the meetings asked about that came to what is asked; None where a subject is asked about.

        A refusal where none of them did.
        """
        outcome = asked_outcome(question)
        if outcome is None:
            return None
        told = tuple(mention.period for mention in question.content_dates if mention.period)
        periods = question.demanded.periods or question.preferred.periods or told
        # "Sendt videre til byrådet" names who is to decide, and not whose minutes are meant.
        bodies = () if is_sent_on(outcome) else question.preferred.bodies
        meetings = self._catalog.meetings(Filters(periods, bodies))
        if not meetings:
            return refuse_meetings(replace(question, preferred=Filters(periods, bodies)), known)
        total = sum(meeting.item_count for meeting in meetings)
        found = self._came_to(outcome, Filters(periods, bodies))
        if not found:
            return refuse(
                known, (), words.NONE_CAME_TO.format(total=total, became=words.BECAME[outcome].format(degree=""))
            )
        return self._overviews.docket(found, total, outcome)

    def _came_to(self, outcome: Outcome, filters: Filters) -> Sequence[ItemRecord]:
        """The items of an outcome; of what was decided in parts those of which a part came to it."""
        wanted = (outcome, Outcome.PARTLY) if outcome in _PARTS | {Outcome.APPROVED} else (outcome,)
        found = items_with_outcome(self._catalog, filters, wanted)
        if outcome not in _PARTS:
            return found
        return [r for r in found if r.outcome is outcome or settles(_decision(r), outcome)]


def _decision(record: ItemRecord) -> str:
    return "\n".join(record.item.section_text(section) for section in record.item.of_kind(SectionKind.DECISION))
