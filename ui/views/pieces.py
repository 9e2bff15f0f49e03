"""Pieces that several views are made of (byggesten): links to items, days, choices and what was decided."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rag.analysis import tokenize
from rag.domain import Outcome
from rag.drafting import shorten
from ui import texts
from ui.elements import badge
from ui.views import addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from rag.domain import AgendaItem, ItemRecord, Section

_WHOLE_DECISION = 900
_EXCERPT = 240
_BEFORE = 60


def day(when: date, words: str = "") -> str:
    """A day for people and for programs; `words` where it is not to be written in short."""
    return f'<time datetime="{when.isoformat()}">{escape(words or texts.short_day(when))}</time>'


def number(record: ItemRecord) -> str:
    """An item's number as it is shown: `Pkt. 5`."""
    return texts.ITEM.format(number=record.item.number)


def shown_badge(outcome: Outcome) -> str:
    """The badge of an outcome; nothing where there was no decision."""
    return badge(outcome) if outcome is not Outcome.NONE else ""


def case_link(case_number: str) -> str:
    """A journal number as a link to the case over time."""
    return f'<a class="case" href="{escape(addresses.case(case_number))}">{escape(case_number)}</a>'


def select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:
    """A labelled choice of a form; `options` are values with their words."""
    entries = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in options
    )
    return f'<label class="field"><span>{label}</span><select name="{name}">{entries}</select></label>'


def section_words(item: AgendaItem, sections: Sequence[Section]) -> str:
    """The words of some sections one below the other; long ones are cut with an ellipsis."""
    words = "\n\n".join(item.section_text(section).strip() for section in sections)
    return escape(words if len(words) <= _WHOLE_DECISION else shorten(words, _WHOLE_DECISION))


def excerpt(item: AgendaItem, sections: Sequence[Section]) -> str:
    """The beginning of some sections on one line."""
    return escape(shorten(" ".join(item.section_text(section) for section in sections), _EXCERPT))


def highlight(text: str, words: Collection[str]) -> str:
    """A text escaped, with every word whose stem is among `words` in a `<mark>`."""
    parts, at = [], 0
    for token in tokenize(text):
        if token.stem in words:
            parts += [escape(text[at : token.start]), f"<mark>{escape(text[token.start : token.end])}</mark>"]
            at = token.end
    return "".join((*parts, escape(text[at:])))


def find_window(text: str, start: int, end: int, words: Collection[str]) -> tuple[int, int]:
    """The span of at most 240 characters of `text[start:end]` that holds the most of the words, at word borders."""
    tokens = tokenize(text[start:end])
    met = [token for token in tokens if token.stem in words]
    if not met or end - start <= _EXCERPT:
        return start, min(end, start + _EXCERPT)
    held = {
        first.start: len(
            {token.stem for token in met if first.start <= token.start and token.end <= first.start + _EXCERPT}
        )
        for first in met
    }
    centre = max(held, key=lambda at: (held[at], -at))
    wanted = max(0, centre - _BEFORE)
    opening = next(token.start for token in tokens if token.start >= wanted)
    closing = max(token.end for token in tokens if token.end <= max(opening + _EXCERPT, centre + len(met[0].text)))
    return start + opening, start + closing


def values(rows: Mapping[str, str]) -> str:
    """Names with what they are, as a list of descriptions; the values are HTML that is already safe."""
    entries = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in rows.items() if value)
    return f'<dl class="values">{entries}</dl>'
