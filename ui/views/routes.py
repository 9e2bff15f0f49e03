"""The views' addresses in the web application (ruter), and the Danish page for addresses that lead nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rag.domain import Narrowing, Order, Outcome, SectionKind
from rag.errors import ReferatError
from ui import texts
from ui.access.guard import LOGIN, UPLOAD, visitor_of
from ui.views import addresses, cases, items, meetings, overview, searching, states
from ui.views.searching import Asked
from ui.views.shell import Page, View, document

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.views.archive import Archive

log = logging.getLogger(__name__)

_Choice = TypeVar("_Choice", bound=StrEnum)
_LONGEST = 200

# Stricter than the chat's, whose framework needs more: nothing on these pages but our own files.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = {"content-security-policy": _POLICY, "cache-control": "private, no-cache"}


def mount(application: Starlette, newest: Callable[[], Archive]) -> None:
    """Put the views into an application, before whatever answers at its root.

    `newest` gives the archive of the newest whole state; each request is answered from one.
    """
    for path, view, show in (
        ("/moeder", View.MEETINGS, Views.meetings),
        ("/moede/{day}/{body}", View.MEETINGS, Views.meeting),
        ("/punkt/{day}/{body}/{number:path}", View.MEETINGS, Views.item),
        ("/sager", View.CASES, Views.cases),
        ("/sag", View.CASES, Views.topic),
        ("/sag/{number:path}", View.CASES, Views.case),
        ("/soeg", View.SEARCH, Views.search),
        ("/overblik", View.OVERVIEW, Views.overview),
    ):
        application.add_route(path, _endpoint(view, show, newest), methods=["GET"], include_in_schema=False)
    application.add_middleware(DanishNotFound)


def _endpoint(
    view: View, show: Callable[[Views, Request], Page | Response], newest: Callable[[], Archive]
) -> Callable[[Request], Response]:
    """A view as the application calls it: with its states for nothing ingested and for failures."""

    def answer(request: Request) -> Response:
        try:
            archive = newest()
            found = states.empty_page(view, _onward(request)) if archive.is_empty() else show(Views(archive), request)
        except ReferatError as error:
            return respond(states.failure_page(error.user_message), request.scope, 503)
        except Exception:
            log.exception("No view")
            return respond(states.failure_page(), request.scope, 500)
        return found if isinstance(found, Response) else respond(found, request.scope, 200)

    return answer


class Views:
    """What each address shows (visninger), over one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def meetings(self, request: Request) -> Page:
        """The meeting browser."""
        year = _whole(request, "aar")
        listed = self._archive.meeting_list(_words(request, "organ"), year if 0 < year < 10_000 else 0, _page(request))
        return meetings.meeting_list(listed)

    def meeting(self, request: Request) -> Page | Response:
        """A meeting."""
        day = _day(request)
        held = self._archive.meeting(day, request.path_params["body"]) if day else ()
        if not held:
            return _nowhere(request, View.MEETINGS, texts.NO_SUCH_MEETING_THAT_DAY)
        first = held[0].meeting
        repeats = self._archive.repeats([record for each in held for record in each.items])
        return meetings.meeting_page(held, self._archive.beside(first.body, first.date), repeats)

    def item(self, request: Request) -> Page | Response:
        """An item."""
        day = _day(request)
        place = request.path_params
        record = self._archive.item(day, place["body"], place["number"], _whole(request, "nr")) if day else None
        if record is None:
            return _nowhere(request, View.MEETINGS, texts.NO_SUCH_ITEM_THERE)
        return items.item_page(record, self._archive.around(record), _spans(request))

    def cases(self, request: Request) -> Page:
        """The list of cases."""
        found, total, page = self._archive.cases(_page(request), cases.PAGE_SIZE)
        return cases.case_list(found, total, page)

    def case(self, request: Request) -> Page | Response:
        """A case over time."""
        number = request.path_params["number"]
        timeline = self._archive.case(number)
        if not timeline.entries:
            return _nowhere(request, View.CASES, texts.NO_SUCH_CASE_HERE)
        shown = timeline.case_numbers[0] if len(timeline.case_numbers) == 1 else number
        return cases.case_page(shown, timeline, self._archive.repeats([entry.record for entry in timeline.entries]))

    def topic(self, request: Request) -> Page | Response:
        """A topic over time; a journal number alone leads to its case, no words to the list."""
        words = _words(request, "emne")
        if not words:
            return RedirectResponse(addresses.cases(), 303)
        timeline = self._archive.topic(words)
        if words in timeline.case_numbers:
            return RedirectResponse(addresses.case(words), 303)
        if not timeline.entries:
            return _nowhere(request, View.CASES, texts.NO_SUCH_TOPIC_HERE)
        return cases.topic_page(words, timeline, self._archive.repeats([entry.record for entry in timeline.entries]))

    def search(self, request: Request) -> Page:
        """A search."""
        narrowing = Narrowing(
            _words(request, "organ"),
            max(0, _whole(request, "aar")),
            _choice(request, "udfald", Outcome),
            _choice(request, "afsnit", SectionKind),
        )
        order = _choice(request, "orden", Order) or Order.BEST
        asked, result = self._archive.find(Asked(_words(request, "q"), narrowing, order, _page(request)))
        unnarrowed = narrowing == Narrowing()
        nearest = self._archive.nearest(asked.query) if asked.query and unnarrowed and not result.total else []
        shown = [hit.record for hit in result.hits] + [hit.record for hit in nearest]
        return searching.search_page(asked, result, self._archive.repeats(shown), nearest)

    def overview(self, request: Request) -> Page:
        """The overview."""
        return overview.overview_page(self._archive.holdings(), _onward(request))


def respond(page: Page, scope: Scope, status: int) -> Response:
    """A page as the answer to a request, with links that hold wherever the application is served from."""
    path = scope.get("raw_path") or scope["path"].encode()
    below = path.decode("latin-1").removeprefix(scope.get("root_path", "")).lstrip("/")
    asked = scope["query_string"].decode("latin-1")
    address = f"{below}?{asked}" if asked else below
    root = "../" * below.count("/") or "./"
    return HTMLResponse(document(page, address, root), status, dict(_HEADERS))


def _nowhere(request: Request, view: View, line: str) -> Response:
    return respond(states.missing_page(view, texts.NOT_IN_MINUTES, line), request.scope, 404)


def _onward(request: Request) -> tuple[str, str] | None:
    """Where minutes are put in by those who may, or the login for those who are not known; its address and words."""
    visitor = visitor_of(request)
    if visitor.may_upload:
        return UPLOAD[1:], texts.UPLOAD_TITLE
    return None if visitor.name else (f"{LOGIN[1:]}?next={UPLOAD}", texts.LOG_IN_TO_UPLOAD)


def _words(request: Request, name: str) -> str:
    return " ".join(request.query_params.get(name, "").split())[:_LONGEST]


def _whole(request: Request, name: str) -> int:
    return _number(request.query_params.get(name, ""))


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _spans(request: Request) -> list[tuple[int, int]]:
    starts, ends = (map(_number, request.query_params.getlist(name)) for name in ("fra", "til"))
    return list(zip(starts, ends, strict=False))


def _page(request: Request) -> int:
    return max(1, _whole(request, "side"))


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.path_params["day"])
    except ValueError:
        return None


def _choice(request: Request, name: str, choices: type[_Choice]) -> _Choice | None:
    given = request.query_params.get(name, "")
    return choices(given) if given in set(choices) else None


class DanishNotFound:
    """Middleware: where nothing is found for somebody who reads, a page in Danish in the place of JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer in its place where it leads nowhere."""
        reads = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if not reads or not any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
            await self.app(scope, receive, send)
            return
        lost, asked = False, dict(scope)  # whatever is mounted inside writes its own root into the scope

        async def watch(message: Message) -> None:
            nonlocal lost
            if message["type"] == "http.response.start" and message["status"] == 404:
                kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
                lost = not any(kind.startswith(b"text/html") for kind in kinds)
            if not lost:
                await send(message)

        await self.app(scope, receive, watch)
        if lost:
            await respond(states.missing_page(), asked, 404)(asked, receive, send)
