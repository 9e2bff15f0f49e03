"""The overview (overblik): what is in, drawn by body and year, and what the reading of it had to remark."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ui import texts
from ui.views import addresses, charts, pieces
from ui.views.shell import Page, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rag.catalog import Counts
    from rag.domain import MeetingRecord, ReadingReport, RelatedMeeting, SearchedScope
    from rag.listings import MeetingCount

_OPEN_UP_TO = 12


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is in (beholdning): how much, from when to when, when it was read, and what was remarked.

    `reports` and `rejections` are by file name; `shared` are meetings with their other documents; `ingested` is
    in the time zone that it is to be shown in.
    """

    counts: Counts
    scope: SearchedScope
    by_year: Sequence[MeetingCount]
    ingested: datetime | None
    reports: Mapping[str, ReadingReport]
    rejections: Mapping[str, str]
    shared: Sequence[tuple[MeetingRecord, Sequence[RelatedMeeting]]]


def overview_page(held: Holdings, onward: tuple[str, str] | None = None) -> Page:
    """The overview; at least one meeting is in. `onward` is where more can be put in, and the words that lead there."""
    title = texts.MENU["OVERVIEW"]
    chart = (
        f'<h2 id="pr-aar">{texts.PER_YEAR}</h2><p class="note">{texts.PER_YEAR_HINT}</p>'
        f"{charts.meetings_table(held.by_year)}"
    )
    link = f'<p><a href="{escape(onward[0])}">{escape(onward[1])}</a></p>' if onward else ""
    body = f'<h1>{title}</h1><p class="lead">{texts.OVERVIEW_LEAD}</p>{_facts(held)}{link}{chart}'
    return Page(View.OVERVIEW, title, f"{body}{_warnings(held)}{_rejections(held)}{_shared(held)}")


def _facts(held: Holdings) -> str:
    bodies = len({count.body for count in held.by_year})
    names = texts.OVERVIEW_FACTS
    rows = {
        names["meetings"]: f'<a href="{View.MEETINGS.value}">{held.counts.meetings}</a>',
        names["items"]: str(held.counts.items),
        names["bodies"]: str(bodies),
        names["files"]: str(held.counts.sources),
    }
    if held.scope.first and held.scope.last:
        rows[texts.FROM_TO] = f"{pieces.day(held.scope.first)} – {pieces.day(held.scope.last)}"
    if held.ingested:
        when = held.ingested
        words = texts.CLOCK.format(day=texts.short_day(when.date()), hour=when.hour, minute=when.minute)
        rows[texts.LAST_INGESTED] = f'<time datetime="{when.isoformat(timespec="minutes")}">{words}</time>'
    return pieces.values(rows)


def _warnings(held: Holdings) -> str:
    warned = {name: report.warnings for name, report in held.reports.items() if report.warnings}
    entries = [
        f'<li><span class="file">{escape(name)}</span>{"".join(f"<p>{escape(line)}</p>" for line in lines)}</li>'
        for name, lines in warned.items()
    ]
    return _list(texts.WARNED_FILES, entries, texts.NO_WARNINGS, _files(len(entries)))


def _rejections(held: Holdings) -> str:
    entries = [
        f'<li><span class="file">{escape(name)}</span><p>{escape(reason)}</p></li>'
        for name, reason in held.rejections.items()
    ]
    return _list(texts.REJECTED_FILES, entries, texts.NO_REJECTIONS, _files(len(entries)))


def _shared(held: Holdings) -> str:
    entries = []
    for meeting, others in held.shared:
        where = escape(addresses.meeting(meeting.body, meeting.date))
        lines = "".join(
            f"<p>{escape(texts.RELATIONS[each.relation].format(name=each.meeting.source.name))}</p>" for each in others
        )
        name = f'<a href="{where}">{escape(meeting.body)}, {pieces.day(meeting.date)}</a>'
        entries.append(f'<li>{name} <span class="file">{escape(meeting.source.name)}</span>{lines}</li>')
    count = texts.plural(len(entries), texts.MEETING, texts.MEETINGS)
    return _list(texts.EDITIONS, entries, texts.NO_EDITIONS, count)


def _files(count: int) -> str:
    return texts.plural(count, texts.FILE_WORD, texts.FILE_WORDS)


def _list(title: str, entries: Sequence[str], none: str, count: str) -> str:
    """A list under its title, folded behind its count where it is long; the sentence `none` where it is empty."""
    if not entries:
        return f'<h2>{title}</h2><p class="note">{none}</p>'
    listing = f'<ul class="files">{"".join(entries)}</ul>'
    if len(entries) > _OPEN_UP_TO:
        listing = f"<details><summary>{texts.SHOW_LIST.format(count=count)}</summary>{listing}</details>"
    return f"<h2>{title}</h2>{listing}"
