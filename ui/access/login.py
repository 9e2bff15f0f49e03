"""Logging in and out (log ind, log ud): a page without scripts, which programs may post to as well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from rag.errors import LoginRefused
from ui import texts
from ui.access.guard import LOGIN, LOGOUT, UPLOAD, address_of, crosses_sites, visitor_of
from ui.access.sessions import COOKIE, LIFETIME_SECONDS
from ui.forms import page, refused_page, root_of

if TYPE_CHECKING:
    from ui.access.accounts import Visitor
    from ui.access.gate import Gate

_MOST_BYTES = 16_384


def login_routes(gate: Gate) -> list[Route]:
    """The addresses of logging in and out."""

    async def show(request: Request) -> Response:
        return _page(request, request.query_params.get("next", ""), gate)

    async def enter(request: Request) -> Response:
        if crosses_sites(request):
            return refused_page(request, texts.FOREIGN_FORM)
        form = await _form(request)
        try:
            visitor = await gate.enter(form.get("username", ""), form.get("password", ""), address_of(request))
        except LoginRefused as error:
            return _refused(request, form.get("next", ""), gate, error)
        gate.sessions.close(request.cookies.get(COOKIE, ""))
        token = gate.sessions.open(visitor)
        if not _wants_page(request):
            response: Response = JSONResponse({"success": True})
        else:
            target = root_of(request) + inside(form.get("next", ""))
            response = RedirectResponse(target, status_code=303)
        _set_cookie(request, response, token, LIFETIME_SECONDS)
        return response

    async def leave(request: Request) -> Response:
        if crosses_sites(request):
            return refused_page(request, texts.FOREIGN_FORM)
        gate.sessions.close(request.cookies.get(COOKIE, ""))
        response = RedirectResponse(f"{root_of(request)}{LOGIN}", status_code=303)
        _set_cookie(request, response, "", 0)
        return response

    return [
        Route(LOGIN, show, methods=["GET"]),
        Route(LOGIN, enter, methods=["POST"]),
        Route(LOGOUT, leave, methods=["POST"]),
    ]


def inside(wanted: str) -> str:
    """An address of this server below its root, whatever was asked for; else the root."""
    plain = wanted.startswith("/") and wanted[1:2] not in ("/", "\\") and wanted.isprintable()
    return wanted if plain and not any(sign in wanted for sign in "\\ ") else "/"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a short form; none of a long one."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _set_cookie(request: Request, response: Response, token: str, seconds: int) -> None:
    # Lax, so that a link in a mail finds the reader logged in; forms from other sites are refused by themselves.
    response.set_cookie(
        COOKIE,
        token,
        max_age=seconds,
        path=root_of(request) or "/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _refused(request: Request, wanted: str, gate: Gate, error: LoginRefused) -> Response:
    status = 429 if error.seconds else 401
    headers = {"retry-after": str(error.seconds)} if error.seconds else {}
    if not _wants_page(request):
        return JSONResponse({"detail": error.user_message}, status_code=status, headers=headers)
    response = _page(request, wanted, gate, error.user_message)
    response.status_code = status
    response.headers.update(headers)
    return response


def _page(request: Request, wanted: str, gate: Gate, failure: str = "") -> HTMLResponse:
    visitor = visitor_of(request)
    if visitor.name:
        way = f'<p><a href="{UPLOAD[1:]}">{texts.UPLOAD_TITLE}</a></p>' if visitor.may_upload else ""
        body = logout_form(visitor) + way
    elif not gate.accounts.by_name:
        body = f"<p>{texts.LOGIN_NOBODY}</p>"
    else:
        body = _login_form(inside(wanted), gate, failure)
    response = page(request, texts.LOGIN_TITLE, body)
    response.headers["cache-control"] = "no-store"
    return response


def logout_form(visitor: Visitor) -> str:
    """Who is logged in, and the way out."""
    said = escape(texts.LOGGED_IN.format(name=visitor.name))
    return (
        f'<form method="post" action="{LOGOUT[1:]}" class="form"><p>{said}</p>'
        f'<p><button class="second">{texts.LOG_OUT}</button></p></form>'
    )


def _login_form(wanted: str, gate: Gate, failure: str) -> str:
    told = f'<p role="alert" class="failure">{escape(failure)}</p>' if failure else ""
    why = texts.LOGIN_MESSAGE if gate.accounts.closed else texts.LOGIN_TO_UPLOAD
    return (
        f'<form method="post" action="{LOGIN[1:]}" class="form"><p>{why}</p>{told}'
        f'<input type="hidden" name="next" value="{escape(wanted)}">'
        f'<p><label for="username">{texts.USERNAME}</label>'
        '<input id="username" name="username" autocomplete="username" autocapitalize="none" required autofocus></p>'
        f'<p><label for="password">{texts.PASSWORD}</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password" required></p>'
        f"<p><button>{texts.LOG_IN}</button></p></form>"
    )
