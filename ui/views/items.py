"""An item's own page (punktet): its whole text, what became of it, its neighbours and its case."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from ui import texts
from ui.elements import badge, copy_button, reference
from ui.sources import item_text
from ui.views import addresses, pieces, shell
from ui.views.shell import Page, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.domain import ItemRecord


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an item (omgivelser): its neighbours with which of their number they are, and its case.

    `case_items` counts the open items of its journal number, itself among them; 0 where it has none.
    """

    before: tuple[ItemRecord, int] | None
    after: tuple[ItemRecord, int] | None
    case_items: int


def item_page(record: ItemRecord, around: Around, spans: Sequence[tuple[int, int]] = ()) -> Page:
    """An item with spans of its text marked, where there are any."""
    item, meeting = record.item, record.meeting
    number = pieces.number(record)
    day = texts.short_day(meeting.date)
    path = shell.menu_path(
        View.MEETINGS,
        (meeting.body, addresses.meetings(meeting.body)),
        (day, addresses.meeting(meeting.body, meeting.date)),
    )
    body = (
        f'<article class="item"><div class="item-main">'
        f'<h1><span class="number">{escape(number)}</span> {escape(item.title)}</h1>{_text(record, spans)}</div>'
        f"{_about(record, around)}</article>{_neighbours(around)}"
    )
    return Page(View.MEETINGS, f"{number} {item.title}, {meeting.body} {day}", body, path)


def _text(record: ItemRecord, spans: Sequence[tuple[int, int]]) -> str:
    """The item's text one level below the page's title, the first mark with a name that addresses lead to."""
    if record.item.closed:
        return f'<p class="closed">{texts.CLOSED_ITEM}</p>'
    # Whatever stands in minutes is escaped by now, so that these tags can only be our own.
    html = item_text(record.item, spans).replace("<h4>", "<h2>").replace("</h4>", "</h2>")
    html = html.replace("<mark>", '<mark id="citat">', 1)
    return f'<div class="item-text">{html}</div>'


def _about(record: ItemRecord, around: Around) -> str:
    item, meeting = record.item, record.meeting
    where = escape(addresses.meeting(meeting.body, meeting.date))
    page = texts.SOURCE_FILE_PAGE if item.page else texts.SOURCE_FILE
    rows = {
        texts.OUTCOME: badge(record.outcome),
        texts.MEETING_ONE: f'<a href="{where}">{escape(meeting.body)}, {pieces.day(meeting.date)}</a>',
    }
    if item.case_number and not item.closed:
        rows[texts.CASE_NUMBER] = f'<span class="case">{escape(item.case_number)}</span> ' + copy_button(
            item.case_number, texts.COPY, texts.COPY_CASE_NUMBER
        )
        rows[texts.CASE_ONE] = _case(item.case_number, around.case_items)
    shown_number = "" if item.closed else item.case_number
    words = reference(meeting.body, meeting.date, item.number, item.title, shown_number)
    file = page.format(name=meeting.source.name, page=item.page)
    return (
        f'<aside class="about" aria-label="{texts.ABOUT_ITEM}">{pieces.values(rows)}'
        f'<p class="tools">{copy_button(words, texts.COPY_REFERENCE, texts.COPY_REFERENCE)}</p>'
        f'<p class="note file">{escape(file)}</p></aside>'
    )


def _case(case_number: str, items: int) -> str:
    """The way to the case; a single item too may tell of meetings whose minutes are missing."""
    line = texts.CASE_THROUGH_TIME.format(items=texts.plural(items, texts.ITEM_WORD, texts.ITEM_WORDS))
    return f'<a href="{escape(addresses.case(case_number))}">{line}</a>'


def _neighbours(around: Around) -> str:
    if not (around.before or around.after):
        return ""
    links = []
    for rel, found, label, sign in (
        ("prev", around.before, texts.PREVIOUS_ITEM, "‹ {}"),
        ("next", around.after, texts.NEXT_ITEM, "{} ›"),
    ):
        link = ""
        if found:
            record, repeat = found
            spoken = label.format(label=f"{pieces.number(record)} {record.item.title}")
            shown = sign.format(f"{pieces.number(record)} {record.item.title}")
            where = escape(addresses.item(record, repeat))
            link = f'<a rel="{rel}" href="{where}" aria-label="{escape(spoken)}">{escape(shown)}</a>'
        links.append(f"<span>{link}</span>")
    return f'<nav class="pager" aria-label="{texts.NEIGHBOURS}">{"".join(links)}</nav>'
