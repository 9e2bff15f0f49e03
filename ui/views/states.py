"""Pages for when there is nothing to show (tilstande): nothing ingested, an unknown address, a failure."""

from __future__ import annotations

from html import escape

from ui import texts
from ui.elements import copy_button
from ui.views.shell import Page, View


def empty_page(view: View, onward: tuple[str, str] | None = None) -> Page:
    """A view before any minutes are in: what to do. `onward` is where minutes can be put in, and the words for it."""
    command = escape(texts.EMPTY_COMMAND)
    copy = copy_button(texts.EMPTY_COMMAND, texts.COPY, texts.COPY)
    link = f'<p><a href="{escape(onward[0])}">{escape(onward[1])}</a></p>' if onward else ""
    body = (
        f'<h1>{texts.EMPTY}</h1><p class="lead">{texts.EMPTY_BODY}</p>'
        f'<p class="command"><code>{command}</code>{copy}</p>{link}'
    )
    return Page(view, texts.EMPTY, body)


def missing_page(view: View | None = None, title: str = "", line: str = "") -> Page:
    """An address that leads nowhere: what may be wrong, and a way on."""
    title = title or texts.NO_SUCH_PAGE
    body = f'<h1>{title}</h1><p class="lead">{line or texts.NO_SUCH_PAGE_BODY}</p>{_way_on()}'
    return Page(view, title, body)


def failure_page(sentence: str = "") -> Page:
    """A failure in one sentence, never with its details."""
    body = f'<h1>{texts.VIEW_FAILED}</h1><p class="lead failure">{escape(sentence or texts.VIEW_FAILED_BODY)}</p>'
    return Page(None, texts.VIEW_FAILED, body)


def _way_on() -> str:
    return f'<p><a class="go" href="{View.SEARCH.value}">{texts.GO_ON}</a></p>'
