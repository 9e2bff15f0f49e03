"""Behind a proxy (bag en proxy): what forwarded headers may say, and the path below which the page is served."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rag.errors import ServerError
from ui import texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ROOT = re.compile(r"(?:/[\w.~-]+)*", re.ASCII)
_HOST = re.compile(rb"[\w.-]+(?::\d{1,5})?|\[[\da-fA-F:]+\](?::\d{1,5})?", re.ASCII)
_TOLD = (b"forwarded", b"x-gradio-server")
_TOLD_PREFIX = b"x-forwarded-"


def read_root_path(text: str) -> str:
    """A path to serve below as it is compared: `/referat`, or empty for the root of the host.

    Raises:
        ServerError: it is no plain path.
    """
    root = f"/{text.strip('/')}" if text.strip("/") else ""
    if not _ROOT.fullmatch(root) or ".." in root:
        raise ServerError(texts.BAD_ROOT_PATH.format(path=text))
    return root


def read_proxies(names: Sequence[str]) -> tuple[str, ...]:
    """The addresses and networks whose forwarded headers are believed.

    Raises:
        ServerError: one is no address and no network.
    """
    for name in names:
        try:
            ipaddress.ip_network(name, strict=False)
        except ValueError as error:
            raise ServerError(texts.BAD_PROXY.format(name=name)) from error
    return tuple(str(ipaddress.ip_network(name, strict=False)) for name in names)


class Proxied:
    """Middleware: the visitor's address, scheme and host as a trusted proxy tells them, and the root path.

    Nobody else's word on them is passed on: the page framework believes such headers from anyone. A proxy may
    take the root path off the address or leave it on.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[str], root_path: str) -> None:
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        self._app = app
        self._root = root_path
        self._believing: Any = ProxyHeadersMiddleware(self._served, list(proxies))  # type: ignore[arg-type]  # uvicorn's types

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as its visitor sent it to the proxy."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = dict(scope)
        client = scope.get("client")
        if client and client[0] in self._believing.trusted_hosts:
            _take_host(scope)
        await self._believing(scope, receive, send)

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["headers"] = [
            (name, value) for name, value in scope["headers"] if name not in _TOLD and not name.startswith(_TOLD_PREFIX)
        ]
        if self._root:
            _put_below(scope, self._root)
        await self._app(scope, receive, send)


def _take_host(scope: Scope) -> None:
    told = [value for name, value in scope["headers"] if name == b"x-forwarded-host"]
    host = told[-1].split(b",")[0].strip() if told else b""
    if _HOST.fullmatch(host):
        others = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [*others, (b"host", host)]


def _put_below(scope: Scope, root: str) -> None:
    path = scope["path"]
    if path != root and not path.startswith(f"{root}/"):
        scope["path"] = root + path
        scope["raw_path"] = root.encode() + (scope.get("raw_path") or path.encode())
    scope["root_path"] = root
