"""Cases (sager): the list by journal number, and a case or topic over time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rag.domain import Outcome
from rag.drafting import shorten
from ui import texts
from ui.elements import badge
from ui.views import addresses, charts, pieces, shell
from ui.views.charts import Dot
from ui.views.shell import Page, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.listings import CaseSummary
    from rag.timelines import MissingMinutes, SilentYears, Timeline, TimelineEntry

PAGE_SIZE = 50
_LONGEST_QUOTE = 500
# Where a case stands is open when what was last decided calls for a decision to come.
_UNSETTLED = frozenset({Outcome.POSTPONED, Outcome.FORWARDED, Outcome.RECOMMENDED})


def case_list(cases: Sequence[CaseSummary], total: int, page: int = 1) -> Page:
    """The list of cases, a page of it, with a field for a topic or number."""
    count = texts.plural(total, texts.CASE_NUMBER_WORD, texts.CASE_NUMBER_WORDS)
    lead = texts.CASES_LEAD.format(count=count) if total else texts.NO_CASES
    head = "".join(f'<th scope="col">{name}</th>' for name in texts.CASE_COLUMNS)
    rows = "".join(_case_row(case) for case in cases)
    table = f'<table class="cases"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>' if rows else ""
    pager = shell.pager(page, total, PAGE_SIZE, addresses.cases)
    body = f'<h1>{texts.MENU["CASES"]}</h1><p class="lead">{escape(lead)}</p>{_find_form("")}{table}{pager}'
    return Page(View.CASES, texts.MENU["CASES"], body)


def _find_form(topic: str) -> str:
    return (
        '<form class="choices" action="sag" method="get" role="search">'
        f'<label class="field wide"><span>{texts.FIND_CASE}</span>'
        f'<input type="search" name="emne" value="{escape(topic)}" required maxlength="200"></label>'
        f'<button class="go">{texts.FIND_CASE_BUTTON}</button></form>'
    )


def _case_row(case: CaseSummary) -> str:
    first, last = case.first.year, case.last.year
    span = f"{last}" if first == last else f"{first}–{last}"
    columns = texts.CASE_COLUMNS
    return (
        f'<tr><th scope="row">{pieces.case_link(case.case_number)}</th>'
        f'<td data-column="{columns[1]}">{escape(case.title)}</td>'
        f'<td data-column="{columns[2]}">{badge(case.outcome)}</td>'
        f'<td data-column="{columns[3]}" class="figure">{case.meetings}</td>'
        f'<td data-column="{columns[4]}">{span}</td></tr>'
    )


def case_page(number: str, timeline: Timeline, repeats: Mapping[int, int]) -> Page:
    """A case over time; the timeline has at least one entry. `repeats` as in `addresses.item`."""
    title = texts.CASE_TITLE.format(number=number)
    newest = timeline.entries[-1].record.item
    head = f'<h1>{escape(title)}</h1><p class="lead">{escape(newest.title)}</p>'
    course = _course(timeline, repeats, addresses.case(number))
    return Page(View.CASES, title, head + course, shell.menu_path(View.CASES))


def topic_page(topic: str, timeline: Timeline, repeats: Mapping[int, int]) -> Page:
    """A topic over time; the timeline has at least one entry."""
    title = texts.TOPIC_TITLE.format(topic=topic)
    cases = ""
    if timeline.case_numbers:
        links = "".join(f"<li>{pieces.case_link(number)}</li>" for number in timeline.case_numbers)
        cases = f'<p class="note">{texts.TOPIC_CASES}</p><ul class="links">{links}</ul>'
    search = f'<a href="{escape(addresses.search(topic))}">{texts.TOPIC_SEARCH}</a>'
    head = f'<h1>{escape(title)}</h1><p class="lead">{texts.TOPIC_FOUND} {search}.</p>'
    course = _course(timeline, repeats, addresses.topic(topic))
    return Page(View.CASES, title, head + course + cases, shell.menu_path(View.CASES))


def _course(timeline: Timeline, repeats: Mapping[int, int], address: str) -> str:
    met = [entry.record for entry in timeline.entries]
    held: dict[tuple[object, ...], Dot] = {}
    for place, record in enumerate(met, 1):
        meeting, target = record.meeting, f"{address}#gang-{place}"
        held.setdefault((meeting.id, record.outcome), Dot(meeting.date, meeting.body, record.outcome, target))
    dots = [*held.values()]
    dots += [
        Dot(missing.date, missing.body, missing.outcome, f"{address}#mangler-{place}", present=False)
        for place, missing in enumerate(timeline.missing, 1)
    ]
    entries = [_entry(entry, place, repeats) for place, entry in enumerate(timeline.entries, 1)]
    return (
        f"{_standing(timeline)}{charts.year_axis(dots, timeline.blank)}{_gaps(timeline, repeats)}"
        f'<h2>{texts.COURSE}</h2><ol class="course" reversed>{"".join(reversed(entries))}</ol>'
    )


def _standing(timeline: Timeline) -> str:
    entry = timeline.entries[-1]
    record = entry.record
    words = texts.LATEST_NONE if record.outcome is Outcome.NONE else texts.LATEST_LINE
    line = words.format(
        outcome=texts.OUTCOMES[record.outcome],
        body=escape(record.meeting.body),
        day=pieces.day(record.meeting.date, texts.long_day(record.meeting.date)),
    )
    still_open = f" {texts.LATEST_OPEN}" if record.outcome in _UNSETTLED else ""
    return (
        f'<section class="standing" aria-labelledby="seneste"><h2 id="seneste">{texts.LATEST}</h2>'
        f"<p>{pieces.shown_badge(record.outcome)} {line}{still_open}</p></section>"
    )


def _entry(entry: TimelineEntry, place: int, repeats: Mapping[int, int]) -> str:
    record = entry.record
    item, meeting = record.item, record.meeting
    where = escape(addresses.item(record, repeats.get(record.id, 0)))
    number = f'<span class="number">{escape(pieces.number(record))}</span>'
    case = f" {pieces.case_link(item.case_number)}" if item.case_number else ""
    said = f'<p class="note">{texts.UNDECIDED_HERE}</p>'
    if entry.decision:
        said = f'<h4>{texts.DECIDED}</h4><div class="words">{pieces.section_words(item, entry.decision)}</div>'
    if entry.recommendation:
        words = pieces.section_words(item, entry.recommendation)
        said += f'<details><summary>{texts.ADVICE}</summary><div class="words">{words}</div></details>'
    return (
        f'<li id="gang-{place}"><p class="meeting">{pieces.day(meeting.date)} · '
        f'<a href="{escape(addresses.meeting(meeting.body, meeting.date))}">{escape(meeting.body)}</a></p>'
        f'<h3><a href="{where}">{number} {escape(item.title)}</a></h3>'
        f'<p class="facts">{pieces.shown_badge(record.outcome)}{case}</p>{said}</li>'
    )


def _gaps(timeline: Timeline, repeats: Mapping[int, int]) -> str:
    if not (timeline.missing or timeline.silent):
        return ""
    lines = "".join(
        f'<li id="mangler-{place}">{_missing(missing, repeats)}</li>'
        for place, missing in enumerate(timeline.missing, 1)
    )
    lines += "".join(f"<li>{escape(_silence(silent))}</li>" for silent in timeline.silent)
    title = texts.MISSING_TITLE
    return f'<section class="gaps" aria-labelledby="huller"><h2 id="huller">{title}</h2><ul>{lines}</ul></section>'


def _missing(missing: MissingMinutes, repeats: Mapping[int, int]) -> str:
    record = missing.told_by
    words = f"{record.item.title} ({texts.short_day(record.meeting.date)})"
    link = f'<a href="{escape(addresses.item(record, repeats.get(record.id, 0)))}">{escape(words)}</a>'
    line = texts.MISSING_LINE.format(body=escape(missing.body), day=texts.long_day(missing.date), item=link)
    return f"{line} <q>{escape(shorten(missing.quote, _LONGEST_QUOTE))}</q>"


def _silence(silent: SilentYears) -> str:
    years = [str(year) for year in silent.years]
    shown = years[0] if len(years) == 1 else f"{', '.join(years[:-1])} og {years[-1]}"
    return texts.SILENT_LINE.format(body=silent.body, years=shown)
