"""What can be done with a finished answer (værktøjer): copy, take along, ask again, judge; as HTML that is safe.

The buttons only name what they do; `ui/assets` does it in the browser, with the exchange that the page keeps.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from rag.domain import AnswerStatus
from ui import texts
from ui.elements import copy_button
from ui.feedback import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

_FORMS = (("markdown", texts.TAKE_MARKDOWN), ("word", texts.TAKE_WORD), ("page", texts.TAKE_PAGE))
_REASONS = (Reason.WRONG, Reason.INCOMPLETE, Reason.WRONG_SOURCE, Reason.NOT_IN_MINUTES)
_REFUSAL_REASONS = (Reason.REFUSED, Reason.WRONG)
_THUMB = (
    '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
    '<path d="M2 7h2.5v6.5H2zM4.5 7 8 2c1.2 0 1.8 1 1.5 2.2L9 6.5h3.7c.9 0 1.5.8 1.3 1.6l-1 4.4c-.2.6-.7 1-1.3 1H4.5"/>'
    "</svg>"
)


def answer_tools(words: str, status: AnswerStatus, *, rated: str) -> str:
    """The row of tools under an answer, and the form that asks why it was bad. `words` is what is copied."""
    reasons = _REFUSAL_REASONS if status is AnswerStatus.NOT_FOUND else _REASONS
    return (
        f'<div class="tools">{copy_button(words, texts.COPY, texts.COPY_ANSWER)}{_take()}{retry_button()}'
        f'<span class="thumbs" role="group" aria-label="{texts.JUDGE}">'
        f"{_thumb(Verdict.GOOD, texts.GOOD, rated)}{_thumb(Verdict.BAD, texts.BAD, rated)}</span></div>{_why(reasons)}"
    )


def retry_button() -> str:
    """A button that asks a question again, and the ones after it no more."""
    return f'<button type="button" class="quiet" data-retry>{texts.RETRY}</button>'


def edit_button() -> str:
    """A button that takes a question back to be put in other words."""
    return f'<button type="button" class="quiet edit" data-edit>{texts.EDIT}</button>'


def _take() -> str:
    entries = "".join(
        f'<li><button type="button" class="quiet" data-take="{form}">{shown}</button></li>' for form, shown in _FORMS
    )
    share = f'<li><button type="button" class="quiet" data-share>{texts.COPY_LINK}</button></li>'
    return f'<details class="take"><summary class="quiet">{texts.TAKE}</summary><ul>{entries}{share}</ul></details>'


def _thumb(verdict: Verdict, label: str, rated: str) -> str:
    pressed = "true" if rated == verdict.value else "false"
    return (
        f'<button type="button" class="thumb {verdict.name.lower()}" data-judge="{verdict.value}" '
        f'aria-pressed="{pressed}" aria-label="{label}" title="{label}">{_THUMB}</button>'
    )


def _why(reasons: Sequence[Reason]) -> str:
    choices = "".join(
        f'<label class="choice"><input type="radio" name="reason" value="{escape(reason.value)}">'
        f"<span>{texts.REASONS[reason.value]}</span></label>"
        for reason in reasons
    )
    return (
        f'<form class="why" hidden><fieldset><legend>{texts.WHY}</legend>{choices}</fieldset>'
        f'<label class="comment"><span>{texts.COMMENT}</span><textarea name="comment" rows="2" maxlength="1000">'
        f'</textarea></label><p class="note">{texts.STORED_HERE}</p><p class="why-foot">'
        f'<button type="submit" class="solid">{texts.SEND_JUDGEMENT}</button>'
        f'<button type="button" class="quiet" data-unwhy>{texts.CLOSE}</button></p></form>'
    )
