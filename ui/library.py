"""The library (opslagsværket): what the doors for programs look up, over one workspace.

Complete where it lists, from SQL; closed items are listed as closed and have no words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag import listings
from rag.domain import Answer, Filters, ItemRecord, MeetingRecord, SearchHit, Statement, Step, Turn
from rag.errors import NotThere
from rag.paging import ItemPage, find_page
from rag.timelines import Timeline, case_timeline, topic_timeline
from ui import documents, texts

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Library:
    """Lookups over one workspace. Safe to share between threads; every method may raise `ReferatError`."""

    workspace: Workspace

    def answer(self, question: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()) -> Answer:
        """The answer to a question, as `referat ask` gives it."""
        return self.workspace.now.assistant.answer(question, history, dropped)

    def stream(
        self, question: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()
    ) -> Iterator[Step | Statement | Answer]:
        """What happens on the way to an answer; the last event is the `Answer`."""
        return self.workspace.now.assistant.stream(question, history, dropped)

    def search(self, query: str, filters: Filters, limit: int) -> Sequence[SearchHit]:
        """Ranked items for search words, closed ones never.

        Raises:
            NothingIngested: there are no minutes yet.
        """
        now = self.workspace.now
        now.demand_meetings()
        return now.search.search(query, filters, limit)

    def items(self, filters: Filters, limit: int, skip: int = 0) -> ItemPage:
        """The items that a filter keeps, oldest first, `limit` of them after the first `skip`."""
        return find_page(self.workspace.now.catalog, filters, limit, skip)

    def item(self, item_id: int) -> ItemRecord:
        """The item with an id.

        Raises:
            NotThere: it is no longer in the catalog.
        """
        found = self.workspace.now.catalog.items([item_id])
        if item_id not in found:
            raise NotThere(texts.NO_SUCH_ITEM)
        return found[item_id]

    def meetings(self, filters: Filters) -> tuple[MeetingRecord, ...]:
        """The meetings that a filter's periods and bodies keep, oldest first."""
        return self.workspace.now.catalog.meetings(filters)

    def meeting(self, meeting_id: int) -> tuple[MeetingRecord, tuple[ItemRecord, ...]]:
        """The meeting with an id, and its items in their order.

        Raises:
            NotThere: it is no longer in the catalog.
        """
        catalog = self.workspace.now.catalog
        found = listings.find_meeting(catalog, meeting_id)
        if found is None:
            raise NotThere(texts.NO_SUCH_MEETING)
        return found, listings.items_of_meeting(catalog, meeting_id)

    def case(self, case_number: str) -> Timeline:
        """The timeline of a journal number, whole or sloppily typed.

        Raises:
            NotThere: no open item has it.
        """
        found = case_timeline(self.workspace.now.catalog, case_number)
        if not found.entries:
            raise NotThere(texts.NO_SUCH_CASE.format(case_number=case_number))
        return found

    def topic(self, topic: str) -> Timeline:
        """The timeline of a topic in a few words.

        Raises:
            NothingIngested: there are no minutes yet.
            NotThere: no open item is about it.
        """
        now = self.workspace.now
        now.demand_meetings()
        found = topic_timeline(now.search, topic)
        if not found.entries:
            raise NotThere(texts.NO_SUCH_TOPIC)
        return found

    def status(self) -> dict[str, Any]:
        """What is ingested, without where it lies."""
        catalog = self.workspace.now.catalog
        document = documents.status_document(
            "",
            catalog.counts(),
            catalog.scope(),
            catalog.bodies(),
            catalog.encoder_name(),
            indexes_current=self.workspace.indexes_current(),
        )
        del document["data"]
        return document
