"""Meetings (møder): the browser by body and year, and a meeting with its items."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from rag.drafting import shorten
from rag.timelines import own_decision
from ui import texts
from ui.elements import badge
from ui.views import addresses, pieces, shell
from ui.views.shell import Page, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from rag.domain import ItemRecord, MeetingRecord, RelatedMeeting
    from rag.listings import MeetingCount

PAGE_SIZE = 50
_TITLES_SHOWN = 3
_TITLE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class MeetingList:
    """A page of the meeting browser (mødeliste): what it is narrowed to, and the meetings on it, newest first.

    `counts` are all bodies' meetings by year; `titles` the open items of the shown meetings by the meeting's id.
    """

    counts: Sequence[MeetingCount]
    shown: Sequence[MeetingRecord]
    titles: Mapping[int, Sequence[str]]
    body: str = ""
    year: int = 0
    page: int = 1

    @property
    def total(self) -> int:
        """How many meetings the body and the year leave."""
        return sum(
            count.meetings
            for count in self.counts
            if (not self.body or count.body == self.body) and (not self.year or count.year == self.year)
        )


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A document of a meeting with its items (møde), and its other documents."""

    meeting: MeetingRecord
    items: Sequence[ItemRecord]
    related: Sequence[RelatedMeeting]


def meeting_list(listed: MeetingList) -> Page:
    """The meeting browser."""
    counts = listed.counts
    years = sorted({count.year for count in counts})
    bodies = list(dict.fromkeys(count.body for count in counts))
    lead = texts.MEETINGS_SPAN.format(
        meetings=texts.plural(sum(count.meetings for count in counts), texts.MEETING, texts.MEETINGS),
        bodies=texts.plural(len(bodies), texts.BODY_WORD, texts.BODY_WORDS),
        years=_span(years),
    )
    form = (
        f'<form class="choices" action="{View.MEETINGS.value}" method="get">'
        + pieces.select("organ", texts.BODY, [("", texts.ALL_BODIES), *((name, name) for name in bodies)], listed.body)
        + pieces.select("aar", texts.YEAR, _year_options(years), str(listed.year or ""))
        + f'<button class="go">{texts.SHOW}</button></form>'
    )
    found = texts.plural(listed.total, texts.MEETING, texts.MEETINGS)
    told = f'<p class="count" role="status">{found}</p>' if listed.total and (listed.body or listed.year) else ""
    pager = shell.pager(
        listed.page, listed.total, PAGE_SIZE, lambda page: addresses.meetings(listed.body, listed.year, page)
    )
    body = f'<h1>{texts.MENU["MEETINGS"]}</h1><p class="lead">{escape(lead)}</p>{form}{told}'
    return Page(View.MEETINGS, texts.MENU["MEETINGS"], f"{body}{_by_year(listed) or _nothing(listed)}{pager}")


def _year_options(years: Sequence[int]) -> list[tuple[str, str]]:
    return [("", texts.ALL_YEARS), *((str(year), str(year)) for year in reversed(years))]


def _by_year(listed: MeetingList) -> str:
    parts = []
    for year, meetings in groupby(listed.shown, key=lambda meeting: meeting.date.year):
        rows = "".join(_row(meeting, listed.titles.get(meeting.id, ())) for meeting in meetings)
        parts.append(f'<h2 class="year">{year}</h2><ol class="meetings">{rows}</ol>')
    return "".join(parts)


def _row(meeting: MeetingRecord, titles: Sequence[str]) -> str:
    shown = [shorten(title, _TITLE_LENGTH) for title in titles[:_TITLES_SHOWN]]
    if len(titles) > _TITLES_SHOWN:
        shown.append(texts.AND_MORE.format(count=len(titles) - _TITLES_SHOWN))
    count = texts.plural(meeting.item_count, texts.ITEM_WORD, texts.ITEM_WORDS)
    return (
        f'<li><a href="{escape(addresses.meeting(meeting.body, meeting.date))}">'
        f'<span class="when">{pieces.day(meeting.date)}</span> <span class="who">{escape(meeting.body)}</span></a>'
        f'<span class="items-count">{count}</span>'
        f'<p class="glance">{escape(texts.TITLE_SEPARATOR.join(shown))}</p></li>'
    )


def _nothing(listed: MeetingList) -> str:
    own = sorted(count.year for count in listed.counts if count.body == listed.body)
    line = texts.NO_MEETINGS_KEPT
    if own and listed.year:
        line = texts.NO_MEETINGS_NEAR.format(body=listed.body, years=_span(own), year=listed.year)
    return f'<p class="nothing">{escape(line)}</p>'


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}" if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def meeting_page(
    held: Sequence[HeldMeeting], beside: tuple[date | None, date | None], repeats: Mapping[int, int]
) -> Page:
    """A meeting with its items; several documents of it one below the other, at least one.

    `beside` are the days of the body's meetings before and after, `repeats` as in `addresses.item`.
    """
    meeting = held[0].meeting
    title = texts.MEETING_TITLE.format(body=meeting.body, day=texts.long_day(meeting.date))
    documents = "".join(_document(each, repeats, several=len(held) > 1) for each in held)
    before, after = beside
    steps = [
        f'<a rel="{rel}" href="{escape(addresses.meeting(meeting.body, when))}">{escape(words)}</a>' if when else ""
        for rel, when, words in (
            ("prev", before, f"‹ {texts.EARLIER_MEETING.format(day=texts.short_day(before))}" if before else ""),
            ("next", after, f"{texts.LATER_MEETING.format(day=texts.short_day(after))} ›" if after else ""),
        )
    ]
    beside_links = ""
    if any(steps):
        inner = "".join(f"<span>{step}</span>" for step in steps)
        beside_links = f'<nav class="pager" aria-label="{texts.OTHER_MEETINGS}">{inner}</nav>'
    path = shell.menu_path(View.MEETINGS, (meeting.body, addresses.meetings(meeting.body)))
    return Page(View.MEETINGS, title, f"<h1>{escape(title)}</h1>{documents}{beside_links}", path)


def _document(held: HeldMeeting, repeats: Mapping[int, int], *, several: bool) -> str:
    meeting = held.meeting
    file = texts.SOURCE_FILE.format(name=meeting.source.name)
    facts = [
        texts.MEETING_TIME.format(time=meeting.time) if meeting.time else "",
        meeting.place,
        texts.plural(meeting.item_count, texts.ITEM_WORD, texts.ITEM_WORDS),
        "" if several else file,
    ]
    line = escape(texts.TITLE_SEPARATOR.join(fact for fact in facts if fact))
    notes = "".join(
        f'<p class="note">{escape(texts.RELATIONS[each.relation].format(name=each.meeting.source.name))}</p>'
        for each in held.related
    )
    head = ""
    if meeting.head.strip():
        words = f'<div class="words">{escape(meeting.head.strip())}</div>'
        head = f'<details class="head"><summary>{texts.MEETING_HEAD}</summary>{words}</details>'
    rows = "".join(_item(record, repeats.get(record.id, 0)) for record in held.items)
    listing = f'<ol class="items">{rows}</ol>' if rows else f'<p class="nothing">{texts.NO_ITEMS}</p>'
    title = f"<h2>{escape(file)}</h2>" if several else ""
    items = "" if several else f'<h2 class="unseen">{texts.MEETING_ITEMS}</h2>'
    return f'<section class="document">{title}<p class="lead">{line}</p>{notes}{head}{items}{listing}</section>'


def _item(record: ItemRecord, repeat: int) -> str:
    item = record.item
    where = escape(addresses.item(record, repeat))
    number = f'<span class="number">{escape(item.number)}</span>'
    if item.closed:
        return (
            f'<li class="closed">{number}<div><h3><a href="{where}">{escape(item.title)}</a></h3>'
            f'<p class="facts">{badge(record.outcome)}</p></div></li>'
        )
    decision = pieces.excerpt(item, own_decision(record))
    said = f'<p class="glance">{decision}</p>' if decision else ""
    case = pieces.case_link(item.case_number) if item.case_number else ""
    facts = f'<p class="facts">{pieces.shown_badge(record.outcome)}{case}</p>'
    return f'<li>{number}<div><h3><a href="{where}">{escape(item.title)}</a></h3>{facts}{said}</div></li>'
