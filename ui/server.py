"""The web server (serveren): the page and the doors beside it behind one guard, assets and `/healthz`, on a port."""

from __future__ import annotations

import asyncio
import errno
import inspect
import logging
import os
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse

from prompts import errors as sentences
from prompts.rejections import reason_of
from rag.errors import ServerError
from ui import texts
from ui.access.accounts import Accounts
from ui.danish import ASSETS, DanishPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from ui.access.gate import Gate
    from ui.app import Responder
    from ui.library import Library
    from ui.metrics import Meters
    from ui.workspace import Workspace

SECONDS_TO_CLOSE = 2
SECONDS_BETWEEN_LOOKS = 0.05
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Site:
    """How the server is reached and by whom (opstilling).

    `proxies` are the addresses whose forwarded headers are believed, `root_path` is the path that the page
    stands below on its host, `/referat` or empty. `questions_per_minute` is what one login, or one address without,
    may ask; 0 is no limit.
    """

    host: str = "127.0.0.1"
    port: int = 7860
    accounts: Accounts = field(default_factory=Accounts)
    proxies: tuple[str, ...] = ()
    root_path: str = ""
    questions_per_minute: int = 0


def start(
    responder: Responder,
    site: Site,
    *,
    workspace: Workspace | None = None,
    ready: Callable[[str], None] | None = None,
) -> WebServer:
    """A server of the page that holds its port already and serves when it is run. Port 0 takes a free one.

    `workspace` is what the doors beside the chat work on; without one there is only the chat. `ready` is called
    with the page's address once it answers.

    Raises:
        ServerError: the port is taken, or the address can't be used.
    """
    return start_application(partial(build_app, responder, site, workspace), site, ready)


def start_application(
    build: Callable[[], ASGIApp], site: Site, ready: Callable[[str], None] | None = None
) -> WebServer:
    """A server of any application, as `start`; it is built when the server is run.

    Raises:
        ServerError: the port is taken, or the address can't be used.
    """
    listener = _listen(site.host, site.port)
    return WebServer(build, listener, _address(site, listener), ready)


class WebServer:
    """An application on a port (server). `run` blocks until `stop` is called or the process is told to end."""

    def __init__(
        self,
        build: Callable[[], ASGIApp],
        listener: socket.socket,
        address: str,
        ready: Callable[[str], None] | None,
    ) -> None:
        self.address = address
        self._build = build
        self._listener = listener
        self._ready = ready
        self._stopped = False

    def run(self) -> None:
        """Serve, and let go of the port at the end."""
        with self._listener, suppress(KeyboardInterrupt):
            asyncio.run(self._serve())

    def stop(self) -> None:
        """Ask the server to end; open connections get a moment to finish."""
        self._stopped = True

    async def _serve(self) -> None:
        import uvicorn

        # Built inside the loop: outside of one, Gradio makes a loop for every lock and closes none.
        config = uvicorn.Config(
            self._build(),
            log_level="warning",
            ws="none",
            timeout_graceful_shutdown=SECONDS_TO_CLOSE,
            # Left to itself, it believes what anybody on this machine says of where a request came from.
            proxy_headers=False,
            server_header=False,
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[self._listener]))
        told = self._ready is None
        while not serving.done():
            if server.started and not told and self._ready is not None:
                self._ready(self.address)
                told = True
            if server.should_exit or self._stopped:
                server.should_exit = True
                # An open page holds a stream open for good; that it is cut off then is no error.
                logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await asyncio.wait((serving,), timeout=SECONDS_BETWEEN_LOOKS)
        await serving


def build_app(responder: Responder, site: Site, workspace: Workspace | None = None) -> ASGIApp:
    """The whole application: assets, health, login, the doors for programs, and the page at the root."""
    # Gradio reads this when it is imported; without it, it reports each start to its makers.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from ui.access.gate import Gate
    from ui.access.login import login_routes
    from ui.bounds import MOST_BYTES
    from ui.library import Library
    from ui.metrics import Meters
    from ui.observing import METRICS, log_answer, metrics
    from ui.uploading.jobs import Uploader
    from ui.uploading.page import upload_routes
    from ui.views import routes

    with _without_stubs():
        from ui import page

    gate, meters = Gate(site.accounts), Meters()
    application = FastAPI(title=texts.TITLE, docs_url=None, redoc_url=None, openapi_url=None, max_body_size=MOST_BYTES)
    application.add_route("/healthz", _health, methods=["GET"])
    application.mount(ASSETS, StaticFiles(directory=str(files("ui").joinpath("assets"))))
    application.router.routes += login_routes(gate)
    application.add_route(METRICS, metrics, methods=["GET"])
    if workspace is not None:
        meters.watch_catalog(workspace.catalog.counts, workspace.catalog.generation)
        workspace.listeners += [meters.answered, log_answer]
        _mount_doors(application, Library(workspace), site)
        application.router.routes += upload_routes(Uploader(workspace))
        routes.mount(application, lambda: workspace.now.archive)
    page.mount(application, responder)
    return guarded(application, gate, site, meters)


def build_mcp(library: Library, site: Site) -> ASGIApp:
    """The tools for other assistants as an application of their own, behind the same guard."""
    from ui.access.gate import Gate
    from ui.mcp import build_http
    from ui.metrics import Meters
    from ui.observing import log_answer

    application = build_http(library, local=site.host in _LOOPBACK and not site.proxies)
    application.add_route("/healthz", _health, methods=["GET"])
    meters = Meters()
    library.workspace.listeners += [meters.answered, log_answer]
    return guarded(application, Gate(site.accounts), site, meters)


def _mount_doors(application: FastAPI, library: Library, site: Site) -> None:
    """Put the doors beside the chat into the application."""
    from ui.api.application import API, build_api

    application.add_route(API, _below, methods=["GET"])
    application.mount(API, build_api(library, closed=site.accounts.closed))


def guarded(application: ASGIApp, gate: Gate, site: Site, meters: Meters) -> ASGIApp:
    """An application behind what stands before each door: meters, proxies, safe headers, the guard and the limits."""
    from ui.access.guard import UPLOAD, Guard
    from ui.bounds import Bounded
    from ui.limits import Allowance, Limited
    from ui.observing import Observed
    from ui.proxies import Proxied
    from ui.uploading.page import MOST_BYTES

    limited = Limited(Bounded(application, {UPLOAD: MOST_BYTES}), Allowance(site.questions_per_minute))
    inner = Proxied(DanishPage(Guard(limited, gate, ASSETS)), site.proxies, site.root_path)
    return Observed(inner, meters, site.root_path)


@contextmanager
def _without_stubs() -> Iterator[None]:
    """Keep Gradio from rewriting the editor stubs beside its own source while it is imported.

    It parses each component's file for that, most of what its import costs (4.4 s of processor time to a
    built page with it, 1.5 s without), and skips a class whose file `inspect` can't name, as it does for
    classes made in a notebook.
    """
    getfile = inspect.getfile

    def nameless(thing: object) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError(thing.__module__)
        return getfile(thing)  # type: ignore[arg-type]

    inspect.getfile = nameless  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = getfile


async def _below(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.url.path}/")


async def _health(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except (OSError, OverflowError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise ServerError(sentences.PORT_IN_USE.format(port=port, host=host)) from error
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise ServerError(texts.ADDRESS_UNUSABLE.format(host=host, port=port, reason=reason)) from error
    listener.set_inheritable(True)
    return listener


def _address(site: Site, listener: socket.socket) -> str:
    host = site.host
    port = listener.getsockname()[1]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - shown, not bound
    return f"http://{shown}:{port}{site.root_path}"
