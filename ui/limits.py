"""How often somebody may ask (grænse for spørgsmål): by login, or by address where there is none."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request

from ui import texts
from ui.access.guard import address_of, path_of, visitor_of
from ui.access.throttle import network
from ui.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ASKING = ("/api/v1/ask", "/api/v1/search", "/mcp")
_MOST_KEPT = 10_000


class Allowance:
    """So many questions a minute for each key, at once or spread out (kvote); 0 is no limit.

    A bucket of tokens: it holds a minute's worth, and fills evenly. Safe to share between threads.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = per_minute
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: str) -> int:
        """Take one; whole seconds to wait where none is left, else 0."""
        if not self._most:
            return 0
        now = self._clock()
        with self._lock:
            left, since = self._left.pop(key, (float(self._most), now))
            left = min(self._most, left + (now - since) * self._most / 60)
            taken = left >= 1
            self._left[key] = (left - taken, now)
            while len(self._left) > _MOST_KEPT:
                self._left.pop(next(iter(self._left)))
        return 0 if taken else math.ceil((1 - left) * 60 / self._most)


class Limited:
    """Middleware: programs that ask too often are told when to come again; the page asks `wait_of` by itself."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self._app = app
        self._allowance = allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        app = self._app
        if scope["type"] == "http":
            request = Request(scope)
            take = partial(self._allowance.take, visitor_of(request).name or network(address_of(request)))
            scope.setdefault("state", {})["take"] = take
            if path_of(request).startswith(_ASKING) and (wait := take()):
                app = problem(429, too_often(wait), {"retry-after": str(wait)})
        await app(scope, receive, send)


def wait_of(request: Request | None) -> int:
    """Count a question of whoever sent a request; seconds to wait where it is one too many, else 0."""
    take: Callable[[], int] | None = getattr(request.state, "take", None) if request else None
    return take() if take else 0


def too_often(wait: int) -> str:
    """What who asks too often is told."""
    return texts.ASKED_TOO_OFTEN.format(wait=texts.waiting(wait))
