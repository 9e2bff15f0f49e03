"""Pages with a form (formularsider): logging in and uploading, without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from ui import texts
from ui.views.shell import ASSETS, Page, document

if TYPE_CHECKING:
    from starlette.requests import Request

_STYLE = f'<link rel="stylesheet" href="{ASSETS}/forms.css">'


def page(request: Request, title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML, with links below the root of the application."""
    root = f"{root_of(request)}/"
    address = request.url.path.removeprefix(root)
    words = f'{_STYLE}<div class="form-page"><h1>{escape(title)}</h1>{body}</div>'
    return HTMLResponse(document(Page(None, title, words), address, root), status_code=status)


def refused_page(request: Request, sentence: str, status: int = 403, more: str = "") -> HTMLResponse:
    """A refusal in one sentence; `more` is HTML that may stand below it."""
    return page(request, texts.REFUSED, f'<p role="alert">{escape(sentence)}</p>{more}', status)


def root_of(request: Request) -> str:
    """The path that the whole application stands below, wherever in it this is asked; empty for none."""
    scope = request.scope
    root: str = scope.get("app_root_path", scope.get("root_path", ""))
    return root
