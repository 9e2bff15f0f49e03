"""The source panel (kilden): a whole agenda item as HTML, with the quoted words marked in it.

Pure functions; every word from outside is escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from rag.domain import Outcome
from rag.grounding import quoted_spans
from ui import texts
from ui.elements import badge, copy_button, reference
from ui.views import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.domain import AgendaItem, ItemRecord, Section


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is opened (opslag): a span of the item's text, and which of the citations it is.

    `start == end` marks nothing. `number` of `total` is 0 of 0 for an item that no citation led to. `quote` tells
    what of the span is quoted, where that is not all of it.
    """

    start: int = 0
    end: int = 0
    number: int = 0
    total: int = 0
    quote: str = ""

    def spans(self, text: str) -> tuple[tuple[int, int], ...]:
        """What is marked in the item's text: the quote's parts, or the whole span where they can't be found."""
        return quoted_spans(self.quote, text, self.start, self.end) or ((self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an item (omgivelser): its neighbours in the meeting.

    `case_meetings` is the number of meetings that dealt with its journal number, this one among them.
    """

    before: ItemRecord | None = None
    after: ItemRecord | None = None
    case_meetings: int = 0


def source_panel(record: ItemRecord, around: Surroundings, place: Place | None = None) -> str:
    """A whole agenda item with what is quoted of it marked, its meeting, its neighbours and the way to its case."""
    place = place or Place()
    return (
        f'<section class="source" aria-label="{texts.SOURCE}" tabindex="-1" '
        f'data-number="{place.number}" data-total="{place.total}">'
        f"{_source_bar(place)}{_source_head(record, place)}"
        f'<div class="source-scroll" tabindex="0" role="group" aria-label="{texts.ITEM_TEXT}">'
        f'<div class="item-text">{item_text(record.item, place.spans(record.item.text))}</div>'
        f"{_source_foot(record, around, place)}</div></section>"
    )


def source_error(message: str) -> str:
    """The source panel where a source can't be shown: one sentence and a way to close it."""
    return (
        f'<section class="source" aria-label="{texts.SOURCE}" tabindex="-1" data-number="0" data-total="0">'
        f'{_source_bar(Place())}<div class="source-scroll"><p class="failure">{escape(message)}</p></div></section>'
    )


def _source_bar(place: Place) -> str:
    title, turn = texts.ITEM_IN_MEETING, ""
    if place.number:
        title = texts.SOURCE_OF.format(number=place.number, total=place.total)
        turn = _turn_button(-1, texts.PREVIOUS_SOURCE, "‹", place.number > 1)
        turn += _turn_button(1, texts.NEXT_SOURCE, "›", place.number < place.total)
    close = f'<button type="button" class="round" data-close aria-label="{texts.CLOSE_SOURCE}">×</button>'
    return f'<header class="source-bar"><h2>{title}</h2><div class="turns">{turn}{close}</div></header>'


def _turn_button(step: int, label: str, sign: str, possible: bool) -> str:  # noqa: FBT001 - a state, not a switch
    off = "" if possible else " disabled"
    return f'<button type="button" class="round" data-turn="{step}" aria-label="{label}"{off}>{sign}</button>'


def _source_head(record: ItemRecord, place: Place) -> str:
    item, meeting = record.item, record.meeting
    cited = " cited" if place.number and place.start == place.end else ""
    case = ""
    if item.case_number:
        copy = copy_button(item.case_number, texts.COPY, texts.COPY_CASE_NUMBER)
        case = (
            f'<p class="case-line">{texts.CASE_NUMBER} <span class="case">{escape(item.case_number)}</span>{copy}</p>'
        )
    words = reference(meeting.body, meeting.date, item.number, item.title, item.case_number)
    cite = copy_button(words, texts.COPY_REFERENCE, texts.COPY_REFERENCE)
    shown = badge(record.outcome) if record.outcome is not Outcome.NONE else ""
    return (
        f'<div class="source-head{cited}">'
        f'<p class="meeting">{escape(meeting.body)} · <time datetime="{meeting.date.isoformat()}">'
        f"{texts.short_day(meeting.date)}</time></p>"
        f"<h3><span>{escape(texts.ITEM.format(number=item.number))}</span> {escape(item.title)}</h3>"
        f'{case}<p class="head-tools">{shown}{cite}</p></div>'
    )


def item_text(item: AgendaItem, spans: Sequence[tuple[int, int]] = ()) -> str:
    """The item's whole text under its section labels, with spans of it marked.

    A span may cross sections; each part of it is marked where it stands. Spans may come in any order and overlap. One
    outside the text marks nothing.
    """
    if item.closed and not item.text.strip():
        return f'<p class="closed">{texts.CLOSED_ITEM}</p>'
    parts = [f'<p class="closed">{texts.CLOSED_ITEM}</p>'] if item.closed else []
    at = 0
    for section in item.sections:
        parts.append(_between(item, at, section, spans))
        body = marked(item.text, section.start, section.end, spans)
        parts.append(f'<div class="words">{body}</div>' if body else f'<p class="note">{texts.EMPTY_SECTION}</p>')
        at = section.end
    parts.append(_loose(item, at, len(item.text), spans))
    return "".join(parts)


def _between(item: AgendaItem, at: int, section: Section, spans: Sequence[tuple[int, int]]) -> str:
    """The text before a section's body: words of their own, and then the section's label."""
    gap = item.text[at : section.start]
    label = section.start
    if section.heading and section.heading in gap:
        label = at + gap.rindex(section.heading)
    covered = _touched(label, section.start, spans)
    heading = marked(item.text, label, section.start, spans) if covered else escape(section.heading)
    origin = ", ".join(part for part in (section.body, _day(section)) if part)
    if origin and origin.casefold() not in heading.casefold():
        heading = texts.SECTION_FROM.format(heading=heading, origin=escape(origin))
    title = f"<h4>{heading}</h4>" if heading else ""
    return _loose(item, at, label, spans) + title


def _day(section: Section) -> str:
    return texts.short_day(section.date) if section.date else ""


def _loose(item: AgendaItem, first: int, last: int, spans: Sequence[tuple[int, int]]) -> str:
    """Text that belongs to no section. What the panel's head already says is left out, unless marked."""
    if not _touched(first, last, spans) and _said_in_head(item, item.text[first:last]):
        return ""
    words = marked(item.text, first, last, spans)
    return f'<div class="words loose">{words}</div>' if words else ""


def _touched(first: int, last: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < end and start < last and first < end for start, end in spans)


def _said_in_head(item: AgendaItem, words: str) -> bool:
    """Whether the words are nothing but the item's number, title and journal number."""
    for known in sorted((item.title, item.case_number), key=len, reverse=True):
        if known:
            words = words.replace(known, " ", 1)
    rest = words.casefold().replace("punkt", " ").replace("pkt.", " ").replace(item.number.casefold(), " ", 1)
    return not any(character.isalnum() for character in rest)


def marked(text: str, first: int, last: int, spans: Sequence[tuple[int, int]]) -> str:
    """`text[first:last]` escaped and trimmed, what lies within the spans in `<mark>`s."""
    while first < last and text[first].isspace():
        first += 1
    while first < last and text[last - 1].isspace():
        last -= 1
    parts = []
    for start, end in sorted(spans):
        opening, closing = max(first, start), min(last, end)
        if opening < closing:
            parts += [escape(text[first:opening]), _in_marks(text[opening:closing])]
            first = closing
    return "".join((*parts, escape(text[first:last])))


def _in_marks(words: str) -> str:
    """Words in a mark a paragraph: one over several would colour the empty lines between them."""
    parts = re.split(r"(\s*\n\s*)", words)
    return "".join(part if not part.strip() else f"<mark>{escape(part)}</mark>" for part in parts)


def _source_foot(record: ItemRecord, around: Surroundings, place: Place) -> str:
    before, after = around.before, around.after
    earlier = _neighbour(before, texts.PREVIOUS_ITEM, "‹ {}") if before else "<span></span>"
    later = _neighbour(after, texts.NEXT_ITEM, "{} ›") if after else "<span></span>"
    source, page = record.meeting.source, record.item.page
    line = texts.SOURCE_FILE_PAGE if page else texts.SOURCE_FILE
    address = addresses.item(record, spans=place.spans(record.item.text))
    return (
        f'<nav class="neighbours" aria-label="{texts.NEIGHBOURS}">{earlier}{later}</nav>'
        f'<ul class="ways">{_case_link(record, around.case_meetings)}'
        f'<li><a href="{escape(address)}">{texts.ITEM_PAGE}</a></li></ul>'
        f'<p class="note file">{escape(line.format(name=source.name, page=page))}</p>'
    )


def _case_link(record: ItemRecord, meetings: int) -> str:
    if meetings < 2:
        return ""
    count = texts.plural(meetings, texts.MEETING, texts.MEETINGS)
    shown = texts.CASE_OVER_TIME.format(meetings=count)
    return f'<li><a href="{escape(addresses.case(record.item.case_number))}">{shown}</a></li>'


def _neighbour(record: ItemRecord, label: str, shown: str) -> str:
    number = texts.ITEM.format(number=record.item.number)
    spoken = label.format(label=f"{number} {record.item.title}")
    return (
        f'<button type="button" class="quiet" data-item="{record.id}" aria-label="{escape(spoken)}" '
        f'title="{escape(record.item.title)}">{escape(shown.format(number.lower()))}</button>'
    )
