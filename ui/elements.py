"""Small pieces of HTML that both the conversation and the source panel are made of."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rag.domain import Outcome
from ui import texts

if TYPE_CHECKING:
    from datetime import date

_SHAPES = {
    Outcome.APPROVED: '<path d="M2 8.5 6 12.5 14 3.5" fill="none"/>',
    Outcome.PARTLY: '<path d="M2 5.5 4.5 8 9 3M7 13h7" fill="none"/>',
    Outcome.NOTED: '<circle cx="8" cy="8" r="5"/>',
    Outcome.DISCUSSED: '<circle cx="8" cy="8" r="5" fill="none"/><path d="M8 3a5 5 0 0 1 0 10z"/>',
    Outcome.POSTPONED: '<path d="M4 3v10M9 3v10" fill="none"/>',
    Outcome.REJECTED: '<path d="M3 3 13 13M13 3 3 13" fill="none"/>',
    Outcome.FORWARDED: '<path d="M2 8h11M9 4l4 4-4 4" fill="none"/>',
    Outcome.RECOMMENDED: '<path d="M8 3 13.5 13H2.5z" fill="none"/>',
    Outcome.CLOSED: '<path d="M3 7h10v6H3z"/><path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none"/>',
    Outcome.NONE: '<path d="M3 8h10" fill="none"/>',
}


def badge(outcome: Outcome) -> str:
    """An outcome (udfald) as a shape and a word; colour only repeats what they say."""
    kind = outcome.name.lower()
    return (
        f'<span class="badge {kind}"><svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true" '
        f'focusable="false">{_SHAPES[outcome]}</svg>{texts.OUTCOMES[outcome]}</span>'
    )


def copy_button(words: str, shown: str, label: str) -> str:
    """A button that copies `words`; `shown` is what stands on it, `label` what it is called."""
    return (
        f'<button type="button" class="quiet" data-copy="{escape(words)}" '
        f'aria-label="{escape(label)}">{escape(shown)}</button>'
    )


def reference(body: str, day: date, number: str, title: str, case_number: str) -> str:
    """An agenda item in the form that goes into a case file (henvisning)."""
    head = texts.REFERENCE.format(body=body, day=texts.long_day(day), number=number, title=title)
    return head + (texts.REFERENCE_CASE.format(case_number=case_number) if case_number else "")
