"""What is seen of a running server (iagttagelse): each request counted, timed and logged, and `/metrics`."""

from __future__ import annotations

import ipaddress
import logging
import time
from typing import TYPE_CHECKING

from starlette.responses import Response

from ui import texts
from ui.access.guard import UPLOAD, visitor_of
from ui.logs import note
from ui.metrics import MEDIA_TYPE, Meters
from ui.problems import problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from rag.domain import Answer

METRICS = "/metrics"

log = logging.getLogger(__name__)

# By the first part of the path that fits. Only these words are kept of an address: the rest may be somebody's words.
_DOORS = (
    ("/healthz", "health"),
    (METRICS, "metrics"),
    ("/api", "api"),
    ("/mcp", "mcp"),
    ("/login", "login"),
    ("/logout", "login"),
    (UPLOAD, "upload"),
    ("/gradio_api/queue/data", "stream"),
    ("/gradio_api", "chat"),
    ("/referat-assets", "assets"),
    ("/assets", "assets"),
)
_QUIET = frozenset({"health", "metrics", "assets"})
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-real-ip", b"via")


class Observed:
    """Middleware before all others: counts, times and logs each request, and knows who sits at the machine itself."""

    def __init__(self, app: ASGIApp, meters: Meters, root_path: str) -> None:
        self._app = app
        self._meters = meters
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {}).update(meters=self._meters, direct=_is_direct(scope))
        status = 499  # whoever asked has gone before there was an answer

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        self._meters.begin()
        try:
            await self._app(scope, receive, told)
        finally:
            seconds = time.perf_counter() - started
            door = door_of(scope["path"].removeprefix(self._root))
            method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
            self._meters.end(door, method, status, seconds)
            if door not in _QUIET:
                note(log, "request", door=door, method=method, status=status, seconds=round(seconds, 4))


def door_of(path: str) -> str:
    """The door that a path leads to; `page` for every other."""
    return next((door for start, door in _DOORS if path == start or path.startswith(f"{start}/")), "page")


def _is_direct(scope: Scope) -> bool:
    """Whether a request comes from this machine and through no proxy that says so."""
    client = scope.get("client") or ("", 0)
    try:
        here = ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False
    return here and not any(name in _FORWARDED for name, _ in scope["headers"])


async def metrics(request: Request) -> Response:
    """`GET /metrics`, for who asks from the machine itself, or with the login of one who may upload."""
    if not (request.state.direct or visitor_of(request).may_upload):
        return problem(403, texts.METRICS_REFUSED)
    return Response(request.state.meters.text(), media_type=MEDIA_TYPE)


def log_answer(answer: Answer) -> None:
    """Log that a question was answered, and nothing of what it was."""
    note(
        log,
        "answer",
        status=answer.status.value,
        mode=answer.mode.value,
        citations=len(answer.citations),
        seconds=answer.seconds,
    )
