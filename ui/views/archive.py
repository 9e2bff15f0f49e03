"""The archive (arkivet): what the views look up, from the words of an address to what they show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag import listings, timelines
from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord, Period, SearchHit
from rag.faceting import FacetedResult, FacetedSearch
from rag.retrieval import HybridSearch
from ui.views import meetings, searching
from ui.views.addresses import slug
from ui.views.items import Around
from ui.views.meetings import HeldMeeting, MeetingList
from ui.views.overview import Holdings
from ui.views.searching import Asked
from ui.views.shell import count_pages

_NEAREST = 5
# Over the samples and layouts, made-up words score at most .15 and words near in meaning at least .24.
_NEAR = 0.2


@dataclass(frozen=True, slots=True)
class Archive:
    """Lookups over one catalog. Safe to share between threads; every method may raise `ReferatError`.

    `search` gives the search by meaning, which takes a moment to open.
    """

    catalog: Catalog
    faceted: FacetedSearch
    search: Callable[[], HybridSearch]

    def is_empty(self) -> bool:
        """Whether no minutes are in."""
        return self.catalog.counts().meetings == 0

    def meeting_list(self, body: str, year: int, page: int) -> MeetingList:
        """A page of the meetings of a body (blank: of all) in a year (0: in all); the last one beyond the end."""
        counts = listings.count_meetings(self.catalog)
        listed = MeetingList(counts, (), {}, body, year)
        page = min(max(1, page), count_pages(listed.total, meetings.PAGE_SIZE))
        periods = (Period(date(year, 1, 1), date(year, 12, 31)),) if year else ()
        filters = Filters(periods, (body,) if body else ())
        shown = listings.newest_meetings(self.catalog, filters, meetings.PAGE_SIZE, (page - 1) * meetings.PAGE_SIZE)
        titles = listings.open_titles(self.catalog, (meeting.id for meeting in shown))
        return MeetingList(counts, shown, titles, body, year, page)

    def meeting(self, day: date, body: str) -> tuple[HeldMeeting, ...]:
        """The documents of the meetings that bodies of a name in an address held on a day, by file name."""
        filters = self._filters(day, body)
        found = sorted(self.catalog.meetings(filters), key=lambda meeting: meeting.source.name) if filters else ()
        return tuple(
            HeldMeeting(meeting, listings.items_of_meeting(self.catalog, meeting.id), self.catalog.related(meeting.id))
            for meeting in found
        )

    def beside(self, body: str, day: date) -> tuple[date | None, date | None]:
        """The days of a body's meetings before and after a day."""
        return listings.meetings_beside(self.catalog, body, day)

    def item(self, day: date, body: str, number: str, repeat: int) -> ItemRecord | None:
        """The item that an address names; `repeat` counts from 1 where several have the number."""
        found = [record for record in self._items_of(day, body) if (record.item.number or "-") == number]
        return found[min(max(1, repeat), len(found)) - 1] if found else None

    def around(self, record: ItemRecord) -> Around:
        """What stands around an item."""
        own = listings.items_of_meeting(self.catalog, record.meeting.id)
        repeats = self.repeats(own)
        beside = {other.position - record.position: (other, repeats.get(other.id, 0)) for other in own}
        number = record.item.case_number
        items = listings.count_of_case(self.catalog, number) if number else 0
        return Around(beside.get(-1), beside.get(1), items)

    def repeats(self, records: Sequence[ItemRecord]) -> dict[int, int]:
        """Which of the items of its number each is, where there are several."""
        return listings.number_repeats(self.catalog, [record.id for record in records])

    def cases(self, page: int, size: int) -> tuple[Sequence[listings.CaseSummary], int, int]:
        """A page of the cases, how many there are, and which page it is; the last one beyond the end."""
        total = listings.count_cases(self.catalog)
        page = min(max(1, page), count_pages(total, size))
        return listings.list_cases(self.catalog, size, (page - 1) * size), total, page

    def case(self, number: str) -> timelines.Timeline:
        """A case over time; empty where no open item has the number."""
        return timelines.case_timeline(self.catalog, number)

    def topic(self, words: str) -> timelines.Timeline:
        """A topic over time; empty where nothing is about it."""
        return timelines.topic_timeline(self.search(), words)

    def find(self, asked: Asked) -> tuple[Asked, FacetedResult]:
        """What a search finds on its page, or on the last one where it goes beyond the end."""
        size = searching.PAGE_SIZE
        result = self._find(asked)
        last = count_pages(result.total, size)
        if asked.page <= last:
            return asked, result
        asked = replace(asked, page=last)
        return asked, self._find(asked)

    def _find(self, asked: Asked) -> FacetedResult:
        size = searching.PAGE_SIZE
        return self.faceted.find(asked.query, asked.narrowing, asked.order, size, (asked.page - 1) * size)

    def nearest(self, query: str) -> list[SearchHit]:
        """The items that are nearest in meaning, closed ones never; none where nothing is near."""
        found = self.search().search(query, Filters(), _NEAREST)
        return [hit for hit in found if hit.score >= _NEAR and not hit.record.item.closed]

    def holdings(self) -> Holdings:
        """What is in, and what the reading of it had to remark; times as the server's clock shows them."""
        ingested = listings.last_ingested(self.catalog)
        return Holdings(
            self.catalog.counts(),
            self.catalog.scope(),
            listings.count_meetings(self.catalog),
            ingested.astimezone() if ingested else None,
            self.catalog.reports(),
            self.catalog.rejections(),
            listings.shared_meetings(self.catalog),
        )

    def _filters(self, day: date, body: str) -> Filters | None:
        """The meetings of a day of the bodies whose name in an address this is; None where there is no such body."""
        bodies = tuple(name for name in self.catalog.bodies() if slug(name) == body)
        return Filters((Period(day, day),), bodies) if bodies else None

    def _items_of(self, day: date, body: str) -> list[ItemRecord]:
        filters = self._filters(day, body)
        found = self.catalog.find_items(filters) if filters else ()
        return sorted(found, key=lambda record: (record.meeting.source.name, record.position))
