"""The question field and the side menu of the chat (skrivefelt og sidemenu), as HTML that is safe."""

from __future__ import annotations

from html import escape

from ui import texts
from ui.exchanges import LONGEST_QUESTION
from ui.views.shell import View, menu


def composer() -> str:
    """The one question field. Without its script it leads to the page's own address for a question."""
    return (
        f'<form id="question" action="./" method="get"><p class="editing" hidden><span>{texts.EDITING}</span>'
        f'<button type="button" class="quiet" data-undo>{texts.UNDO_EDIT}</button></p>'
        f'<label class="unseen" for="question-text">{texts.QUESTION}</label>'
        f'<textarea id="question-text" name="q" rows="1" maxlength="{LONGEST_QUESTION}" '
        f'placeholder="{texts.PLACEHOLDER}" enterkeyhint="send" required></textarea>'
        f'<button type="submit" class="solid" id="send">{texts.SEND}</button>'
        f'<button type="button" class="outlined" id="stop" hidden>{texts.STOP}</button></form>'
        f'<p class="hint">{texts.HINT}</p>'
    )


def side_menu(scope: str, owner: str | None) -> str:
    """The side menu with the conversations that the browser keeps for `owner`, a login or nobody (empty).

    With None it is not known yet who reads, and no conversation is shown.
    """
    known = "" if owner is None else f' data-owner="{escape(owner)}"'
    below = (
        f'<p class="menu-fresh"><button type="button" class="outlined" data-fresh>{texts.NEW_CONVERSATION}</button></p>'
        f'<section class="talks" aria-label="{texts.TALKS}"{known}></section>'
        f'<p class="menu-scope">{escape(scope)}</p>'
    )
    return menu(View.ASK, below)
