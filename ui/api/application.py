"""The API's addresses (adresser) below `/api`."""

from __future__ import annotations

# FastAPI reads the annotations of the methods while it runs, so these names must be there.
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse, Response

from prompts import programs as words
from prompts.programs import FIELDS
from rag.domain import Filters, Period, Turn
from ui.api import models
from ui.api.failures import add_handlers
from ui.api.reference import describe, reference_page
from ui.api.streaming import Form, stream_response, wanted_form
from ui.api.turnstile import Turnstile
from ui.documents import answer_document, hit_document
from ui.problems import MEDIA_TYPE
from ui.records import held_document, item_document, listed_document, timeline_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.library import Library

API = "/api"

_Bodies = Annotated[list[models.Name], Query(description=FIELDS["body"], max_length=models.MOST_BODIES)]
_First = Annotated[date | None, Query(alias="from", description=FIELDS["first"])]
_Last = Annotated[date | None, Query(alias="to", description=FIELDS["last"])]
_Limit = Annotated[int, Query(ge=1, le=models.MOST_LISTED, description=FIELDS["limit"])]
_Skip = Annotated[int, Query(ge=0, le=10_000_000, description=FIELDS["skip"])]
_ItemKey = Annotated[int, Path(ge=1, le=2**63 - 1, description=FIELDS["item_id"])]
_MeetingKey = Annotated[int, Path(ge=1, le=2**63 - 1, description=FIELDS["meeting_id"])]
_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemModel"}}}}


def build_api(library: Library, *, closed: bool) -> FastAPI:
    """The API over a library; `closed` says in its reference that a login is needed."""
    api = FastAPI(
        title=words.API_TITLE,
        description=words.API_ABOUT,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    _Routes(library).add_to(api)
    add_handlers(api)
    describe(api, closed=closed)
    api.add_route("/", reference_page(api), methods=["GET"])
    return api


class _Routes:
    """Each method is an address; what it gives is the library's word as a document."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._turnstile = Turnstile()

    def add_to(self, api: FastAPI) -> None:
        """Give each method its address."""
        streams = {"content": {form.value: {"schema": {"type": "string"}} for form in Form}}
        self._add(api, "/v1/ask", self.ask, models.AnswerModel, words.ASK, words.ASK_ABOUT, "POST", streams)
        self._add(api, "/v1/search", self.search, models.HitsModel, words.SEARCH, words.SEARCH_ABOUT)
        self._add(api, "/v1/items", self.items, models.ItemsModel, words.ITEMS, words.ITEMS_ABOUT)
        self._add(api, "/v1/items/{item_id}", self.item, models.ItemModel, words.ITEM, words.ITEM_ABOUT)
        self._add(api, "/v1/meetings", self.meetings, models.MeetingsModel, words.MEETINGS, "")
        self._add(api, "/v1/meetings/{meeting_id}", self.meeting, models.HeldModel, words.MEETING, "")
        self._add(api, "/v1/timeline", self.timeline, models.TimelineModel, words.TIMELINE, words.TIMELINE_ABOUT)
        self._add(api, "/v1/status", self.status, models.StatusModel, words.STATUS, "")

    def _add(
        self,
        api: FastAPI,
        path: str,
        method: Callable[..., Any],
        model: type,
        summary: str,
        about: str,
        verb: str = "GET",
        ok: dict[str, Any] | None = None,
    ) -> None:
        responses: dict[int | str, dict[str, Any]] = {"4XX": _PROBLEM, "5XX": _PROBLEM, 422: _PROBLEM}
        if ok:
            responses[200] = ok
        api.add_api_route(
            path,
            method,
            methods=[verb],
            response_model=model,
            responses=responses,
            summary=summary,
            description=about or summary,
            operation_id=method.__name__,
        )

    async def ask(self, request: Request, asked: models.AskModel) -> Response:
        history = tuple(Turn(turn.role, turn.content) for turn in asked.history)
        form = wanted_form(request.headers.get("accept", ""))
        if form is not None:
            events = self._library.stream(asked.question, history, asked.dropped)
            return stream_response(events, form, self._turnstile)
        answer = await self._turnstile.run(self._library.answer, asked.question, history, asked.dropped)
        return JSONResponse(answer_document(answer))

    async def search(
        self,
        q: Annotated[models.SearchWords, Query(description=FIELDS["query"], examples=[words.EXAMPLE_QUERY])],
        body: _Bodies = [],  # noqa: B006 - read, never changed
        first: _First = None,
        last: _Last = None,
        limit: Annotated[int, Query(ge=1, le=models.MOST_FOUND, description=FIELDS["limit"])] = 10,
    ) -> Response:
        hits = await self._turnstile.run(self._library.search, q, _filters(body, first, last), limit)
        return JSONResponse({"items": [listed_document(hit.record) | hit_document(hit) for hit in hits]})

    async def items(
        self,
        body: _Bodies = [],  # noqa: B006 - read, never changed
        first: _First = None,
        last: _Last = None,
        number: Annotated[models.Name | None, Query(description=FIELDS["number"])] = None,
        journal_number: Annotated[models.Name | None, Query(description=FIELDS["journal_number"])] = None,
        limit: _Limit = 50,
        skip: _Skip = 0,
    ) -> Response:
        filters = _filters(body, first, last, number, journal_number)
        page = await self._turnstile.run(self._library.items, filters, limit, skip)
        return JSONResponse({"total": page.total, "items": [listed_document(record) for record in page.records]})

    async def item(self, item_id: _ItemKey) -> Response:
        return JSONResponse(item_document(await self._turnstile.run(self._library.item, item_id)))

    async def meetings(
        self,
        body: _Bodies = [],  # noqa: B006 - read, never changed
        first: _First = None,
        last: _Last = None,
        limit: _Limit = 50,
        skip: _Skip = 0,
    ) -> Response:
        found = await self._turnstile.run(self._library.meetings, _filters(body, first, last))
        page = [held_document(meeting) for meeting in found[skip : skip + limit]]
        return JSONResponse({"total": len(found), "meetings": page})

    async def meeting(self, meeting_id: _MeetingKey) -> Response:
        meeting, items = await self._turnstile.run(self._library.meeting, meeting_id)
        return JSONResponse({"meeting": held_document(meeting), "items": [listed_document(item) for item in items]})

    async def timeline(
        self,
        journal_number: Annotated[
            models.Name | None, Query(description=FIELDS["journal_number"], examples=[words.EXAMPLE_CASE])
        ] = None,
        topic: Annotated[models.Name | None, Query(description=FIELDS["topic"])] = None,
    ) -> Response:
        if (journal_number is None) == (topic is None):
            raise RequestValidationError(
                [{"type": "missing", "loc": ("query", "journal_number"), "msg": "", "input": ""}]
            )
        look = self._library.case if journal_number else self._library.topic
        timeline = await self._turnstile.run(look, journal_number or topic or "")
        return JSONResponse(timeline_document(timeline))

    async def status(self) -> Response:
        return JSONResponse(await self._turnstile.run(self._library.status))


def _filters(
    bodies: list[str], first: date | None, last: date | None, number: str | None = None, case: str | None = None
) -> Filters:
    if first and last and last < first:
        raise RequestValidationError([{"type": "period", "loc": ("query", "to"), "msg": "", "input": str(last)}])
    periods = (Period(first, last),) if first or last else ()
    return Filters(periods, tuple(bodies), (number,) if number else (), (case,) if case else ())
