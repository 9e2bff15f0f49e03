"""Drawings (tegninger): a timeline's year axis, and meetings by body and year. HTML and SVG, no script.

The axis is a list of years with a list of dots in each, so that it reads without being seen; the style sheet
lays it along a line, and down one on a narrow screen. The table's bars repeat its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from ui import texts
from ui.elements import badge
from ui.views import pieces

if TYPE_CHECKING:
    from datetime import date

    from rag.domain import Outcome
    from rag.listings import MeetingCount

_MOST_ACROSS = 7
_RUN = 3
_BAR_HEIGHT = 20
_BAR_WIDTH = 14


@dataclass(frozen=True, slots=True)
class Dot:
    """A meeting on a year axis (prik): its outcome, where it leads, and whether its minutes are in."""

    day: date
    body: str
    outcome: Outcome
    target: str
    present: bool = True


def year_axis(dots: Sequence[Dot], blank: Sequence[int]) -> str:
    """A year axis with a dot a meeting, oldest first; at least one dot. `blank` are years without any minutes."""
    by_year = {year: list(own) for year, own in groupby(sorted(dots, key=_when), key=lambda dot: dot.day.year)}
    years = range(min(by_year), max(by_year) + 1)
    runs = [list(run) for _, run in groupby(years, key=lambda year: (year if year in by_year else 0, year in blank))]
    cells = "".join(_cell(run, by_year.get(run[0], []), run[0] in blank) for run in _split(runs))
    direction = "across" if len(dots) <= _MOST_ACROSS else "down"
    return f'<ol class="axis {direction}" aria-label="{texts.ON_AXIS}">{cells}</ol>'


def _when(dot: Dot) -> date:
    return dot.day


def _split(runs: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Runs of years without a dot stay together where they are long; short ones are shown year by year."""
    return [part for run in runs for part in ([run] if len(run) >= _RUN else [[year] for year in run])]


def _cell(run: Sequence[int], dots: Sequence[Dot], blank: bool) -> str:  # noqa: FBT001 - a state, not a switch
    label = f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}"
    year = f'<span class="axis-year">{label}</span>'
    if dots:
        return f'<li class="held">{year}<ol class="dots-of-year">{"".join(_dot(dot) for dot in dots)}</ol></li>'
    kind, words = ("blank", texts.AXIS_BLANK) if blank else ("idle", texts.AXIS_QUIET)
    return f'<li class="{kind}">{year}<span class="axis-gap">{words}</span></li>'


def _dot(dot: Dot) -> str:
    when = f"{dot.day.day}. {texts.MONTHS[dot.day.month - 1][:3]}"
    parts = [
        badge(dot.outcome),
        "" if dot.present else f'<span class="axis-missing">{texts.AXIS_MISSING}</span>',
        f'<span class="axis-day">{pieces.day(dot.day, when)}</span>',
        f'<span class="axis-body">{escape(dot.body)}</span>',
    ]
    css = "dot" if dot.present else "dot absent"
    return f'<li><a class="{css}" href="{escape(dot.target)}">{" ".join(filter(None, parts))}</a></li>'


def meetings_table(counts: Sequence[MeetingCount]) -> str:
    """Meetings by body and year as a table of bars, years across; at least one count. Years in a body's gap say so."""
    years = range(min(count.year for count in counts), max(count.year for count in counts) + 1)
    head = "".join(f'<th scope="col">{year}</th>' for year in years)
    rows = [(body, {count.year: count.meetings for count in own}) for body, own in _by_body(counts)]
    most = max(count.meetings for count in counts)
    body = "".join(f"<tr>{_row(name, held, years, most)}</tr>" for name, held in rows)
    if len(rows) > 1:
        totals = {year: sum(held.get(year, 0) for _, held in rows) for year in years}
        body = f'<tr class="total">{_row(texts.ALL_TOGETHER, totals, years, max(totals.values()))}</tr>{body}'
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-labelledby="pr-aar"><table class="per-year">'
        f'<thead><tr><th scope="col">{texts.BODY}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _by_body(counts: Sequence[MeetingCount]) -> list[tuple[str, list[MeetingCount]]]:
    return [(body, list(own)) for body, own in groupby(counts, key=lambda count: count.body)]


def _row(name: str, held: dict[int, int], years: range, most: int) -> str:
    known = [year for year, meetings in held.items() if meetings]
    cells = "".join(_count(held.get(year, 0), most, min(known) < year < max(known)) for year in years)
    return f'<th scope="row">{escape(name)}</th>{cells}'


def _count(meetings: int, most: int, within: bool) -> str:  # noqa: FBT001 - a state, not a switch
    if not meetings:
        gap = f'<td class="gap"><span class="unseen">{texts.NO_MINUTES}</span><span aria-hidden="true">–</span></td>'
        return gap if within else "<td></td>"
    height = max(2, round(_BAR_HEIGHT * meetings / most))
    return (
        f'<td><svg viewBox="0 0 {_BAR_WIDTH} {_BAR_HEIGHT}" width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" '
        f'aria-hidden="true" focusable="false"><rect y="{_BAR_HEIGHT - height}" width="{_BAR_WIDTH}" '
        f'height="{height}" rx="1.5"/></svg>{meetings}</td>'
    )
