"""How much a request may hold (grænser): one that says it is too long is refused in Danish before it is read.

What says nothing of its length is counted by the framework as it comes (`max_body_size`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from ui import texts
from ui.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

MOST_BYTES = 4 << 20


class Bounded:
    """Middleware: no body above 4 MiB, but for the paths that have a limit of their own."""

    def __init__(self, app: ASGIApp, limits: Mapping[str, int]) -> None:
        self.app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        app = self.app
        if scope["type"] == "http":
            path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
            most = self._limits.get(path, MOST_BYTES)
            announced = Headers(scope=scope).get("content-length", "")
            if announced.isdecimal() and int(announced) > most:
                app = problem(413, texts.API_TOO_LARGE.format(most=most >> 20))
        await app(scope, receive, send)
