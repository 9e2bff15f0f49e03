"""What an empty conversation shows (velkomsten), and what is in, in a line; as HTML that is safe."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ui import texts
from ui.elements import copy_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.domain import SearchedScope


def welcome(scope: SearchedScope, examples: Sequence[str], upload: str = "") -> str:
    """What is in, and questions to try; or that nothing is in, and what to do about it.

    `upload` is the address where this reader may put minutes in, empty for one who may not.
    """
    if scope.meetings == 0:
        return _empty(upload)
    buttons = "".join(
        f'<li><button type="button" class="example" data-ask="{escape(words)}">{escape(words)}</button></li>'
        for words in examples
    )
    listing = f"<h3>{texts.EXAMPLES}</h3><ul>{buttons}</ul>" if buttons else ""
    return f'<section class="welcome"><h2>{texts.WELCOME}</h2><p>{texts.WELCOME_BODY}</p>{listing}</section>'


def _empty(upload: str) -> str:
    command = escape(texts.EMPTY_COMMAND)
    link = f' <a class="outlined" href="{escape(upload)}">{texts.UPLOAD_TITLE}</a>' if upload else ""
    return (
        f'<section class="welcome empty"><h2>{texts.EMPTY}</h2><p>{texts.EMPTY_SAMPLES}</p>'
        f'<p><button type="button" class="solid" data-samples>{texts.READ_SAMPLES}</button>{link}</p>'
        f"<p>{texts.EMPTY_BODY}</p>"
        f'<p class="command"><code>{command}</code>{copy_button(texts.EMPTY_COMMAND, texts.COPY, texts.COPY)}</p>'
        "</section>"
    )


def reading_samples() -> str:
    """What stands while the samples are read in."""
    return f'<section class="welcome"><p class="step" role="status">{texts.READING_SAMPLES}</p></section>'


def welcome_failure(message: str) -> str:
    """A failure that belongs to no question: one sentence in place of the welcome."""
    return f'<section class="welcome"><p class="failure">{escape(message)}</p></section>'


def scope_line(scope: SearchedScope) -> str:
    """How many meetings there are and from when to when: `5 møder (21. dec. 2017 – 3. feb. 2022)`."""
    count = texts.plural(scope.meetings, texts.MEETING, texts.MEETINGS)
    if scope.first is None or scope.last is None:
        return count
    first, last = texts.short_day(scope.first), texts.short_day(scope.last)
    return f"{count} ({first})" if first == last else f"{count} ({first} – {last})"


def scope_years(scope: SearchedScope) -> str:
    """How many meetings there are and from which years: `5 møder, 2017–2022`; empty where none are in."""
    if scope.first is None or scope.last is None:
        return ""
    count = texts.plural(scope.meetings, texts.MEETING, texts.MEETINGS)
    first, last = scope.first.year, scope.last.year
    return f"{count}, {first}" if first == last else f"{count}, {first}–{last}"
