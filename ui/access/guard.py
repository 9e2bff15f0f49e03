"""The guard (vagten): middleware that every door stands behind, and what it tells the doors of the visitor."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from rag.errors import LoginRefused
from ui import texts
from ui.access.accounts import ANYBODY, Visitor
from ui.access.sessions import COOKIE
from ui.forms import root_of
from ui.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.access.gate import Gate

LOGIN = "/login"
LOGOUT = "/logout"
UPLOAD = "/indlaes"
_OPEN = frozenset({LOGIN, LOGOUT, "/healthz", "/favicon.ico"})
_PROGRAMS = ("/api/", "/mcp")


def visitor_of(request: Request) -> Visitor:
    """Who sent a request that the guard let through."""
    visitor: Visitor = getattr(request.state, "visitor", ANYBODY)
    return visitor


def crosses_sites(request: Request) -> bool:
    """Whether a browser sent this form from a page of another site; programs send no origin."""
    site = request.headers.get("sec-fetch-site")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


class Guard:
    """Middleware: nobody reads who may not. Paths that begin with `assets` are open to all."""

    def __init__(self, app: ASGIApp, gate: Gate, assets: str) -> None:
        self.app = app
        self._gate = gate
        self._assets = f"{assets}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with `request.state.visitor` set, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        path = path_of(request)
        try:
            visitor = await self._visitor(request)
        except LoginRefused as error:
            await _refuse(request, path, error)(scope, receive, send)
            return
        if not (self._gate.accounts.may_read(visitor) or path in _OPEN or path.startswith(self._assets)):
            await _refuse(request, path, LoginRefused(texts.LOGIN_MESSAGE))(scope, receive, send)
            return
        scope.setdefault("state", {})["visitor"] = visitor
        await self.app(scope, receive, self._unshared(send))

    async def _visitor(self, request: Request) -> Visitor:
        token = request.cookies.get(COOKIE, "")
        known = self._gate.sessions.visitor(token) if token else None
        pair = _basic(request.headers.get("authorization", ""))
        if known or pair is None or not self._gate.accounts.by_name:
            return known or ANYBODY
        return await self._gate.recognise(*pair, address_of(request))

    def _unshared(self, send: Send) -> Send:
        """Keep caches on the way from holding what only some may read."""
        if not self._gate.accounts.closed:
            return send

        async def private(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("cache-control", "private, no-store")
            await send(message)

        return private


def path_of(request: Request) -> str:
    """The path of a request below the root of the application."""
    path: str = request.scope["path"]
    return path.removeprefix(root_of(request)) or "/"


def address_of(request: Request) -> str:
    """Where a request comes from, as far as the server was told to trust that."""
    return request.client.host if request.client else ""


def _basic(header: str) -> tuple[str, str] | None:
    """Name and password of HTTP's own login (RFC 7617); None where there is none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.casefold() != "basic":
        return None
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


def _refuse(request: Request, path: str, error: LoginRefused) -> Response:
    status = 429 if error.seconds else 401
    headers = {"retry-after": str(error.seconds)} if error.seconds else {}
    if path.startswith(_PROGRAMS):
        asks = {} if error.seconds else {"www-authenticate": 'Basic realm="Referat", charset="UTF-8"'}
        return problem(status, error.user_message, headers | asks)
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        wanted = path + (f"?{request.url.query}" if request.url.query else "")
        target = f"{root_of(request)}{LOGIN}?next={quote(wanted, safe='')}"
        return RedirectResponse(target, status_code=303)
    return JSONResponse({"detail": error.user_message}, status_code=status, headers=headers)
