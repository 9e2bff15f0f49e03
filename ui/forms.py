"""Pages with a form (formularsider): logging in and uploading, without scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from ui import texts

if TYPE_CHECKING:
    from starlette.requests import Request


def page(request: Request, title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; `body` is HTML, with links below the root of the application."""
    root = escape(root_of(request))
    return HTMLResponse(
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><base href="{root}/">'
        f"<title>{escape(title)} · {texts.TITLE}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="referat-assets/forms.css"><link rel="icon" href="favicon.ico"></head>'
        f'<body><header><a href="./">{texts.TITLE}</a></header>'
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status_code=status,
    )


def refused_page(request: Request, sentence: str, status: int = 403) -> HTMLResponse:
    """A refusal in one sentence."""
    return page(request, texts.REFUSED, f'<p role="alert">{escape(sentence)}</p>', status)


def root_of(request: Request) -> str:
    """The path that the whole application stands below, wherever in it this is asked; empty for none."""
    scope = request.scope
    root: str = scope.get("app_root_path", scope.get("root_path", ""))
    return root
