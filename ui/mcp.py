"""The door for other assistants (MCP): tools over the minutes, on standard in and out or over HTTP.

Each tool gives the documents of `ui.documents` and `ui.records`, so that another assistant can cite the minutes word
for word. What goes wrong is told in one Danish sentence.
"""

from __future__ import annotations

# The server reads the annotations of the tools while it runs, so these names must be there.
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import ToolAnnotations
from pydantic import Field

from prompts import programs as words
from prompts.programs import FIELDS
from rag.domain import Filters, Period, Turn
from rag.errors import ReferatError
from ui import texts
from ui.api.models import (
    LONGEST_NAME,
    LONGEST_QUERY,
    MOST_BODIES,
    MOST_FOUND,
    MOST_LISTED,
    MOST_TURNS,
    TurnModel,
    Words,
)
from ui.documents import answer_document, hit_document
from ui.records import held_document, item_document, listed_document, timeline_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette

    from ui.library import Library

PATH = "/mcp"

_Question = Annotated[Words, Field(description=FIELDS["question"])]
_Query = Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY, description=FIELDS["query"])]
_Body = Annotated[str | None, Field(max_length=LONGEST_NAME, description=FIELDS["body"])]
_Bodies = Annotated[list[str] | None, Field(max_length=MOST_BODIES, description=FIELDS["body"])]
_Turns = Annotated[list[TurnModel] | None, Field(max_length=MOST_TURNS, description=FIELDS["history"])]
_First = Annotated[date | None, Field(description=FIELDS["first"])]
_Last = Annotated[date | None, Field(description=FIELDS["last"])]
_Name = Annotated[str | None, Field(max_length=LONGEST_NAME)]


def build_server(library: Library) -> MCPServer:
    """The MCP server over a library. It only reads."""
    server = MCPServer(words.MCP_NAME, instructions=words.MCP_ABOUT, log_level="WARNING")
    tools = _Tools(library)
    for tool, about in (
        (tools.ask, words.MCP_ASK),
        (tools.search, words.MCP_SEARCH),
        (tools.get_item, words.MCP_ITEM),
        (tools.case_timeline, words.MCP_TIMELINE),
        (tools.list_meetings, words.MCP_MEETINGS),
    ):
        reading = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        server.add_tool(tool, description=about, annotations=reading, structured_output=True)
    return server


def build_http(library: Library, *, local: bool) -> Starlette:
    """The MCP server as a web application at `/mcp`.

    `local`: it answers under the names of this machine only, so that no web page can reach it by a name of its own.
    """
    security = None if local else TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return build_server(library).streamable_http_app(streamable_http_path=PATH, transport_security=security)


class _Tools:
    """Each method is a tool; they are called from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(self, question: _Question, history: _Turns = None) -> dict[str, Any]:
        turns = tuple(Turn(turn.role, turn.content) for turn in history or ())
        with _told():
            return answer_document(self._library.answer(question, turns))

    def search(
        self,
        query: _Query,
        bodies: _Bodies = None,
        first: _First = None,
        last: _Last = None,
        limit: Annotated[int, Field(ge=1, le=MOST_FOUND, description=FIELDS["limit"])] = 10,
    ) -> dict[str, Any]:
        with _told():
            hits = self._library.search(query, _filters(bodies, first, last), limit)
        return {"items": [listed_document(hit.record) | hit_document(hit) for hit in hits]}

    def get_item(
        self,
        item_id: Annotated[int | None, Field(ge=1, le=2**63 - 1, description=FIELDS["item_id"])] = None,
        meeting_date: _First = None,
        number: Annotated[_Name, Field(description=FIELDS["number"])] = None,
        body: _Body = None,
    ) -> dict[str, Any]:
        with _told():
            if item_id is not None:
                return item_document(self._library.item(item_id))
            if meeting_date is None or number is None:
                raise ToolError(texts.MCP_WHICH_ITEM)
            filters = Filters((Period(meeting_date, meeting_date),), (body,) if body else (), (number,))
            found = self._library.items(filters, 2)
        if found.total == 1:
            return item_document(found.records[0])
        if not found.total:
            raise ToolError(texts.NO_SUCH_ITEM)
        bodies = dict.fromkeys(record.meeting.body for record in found.records)
        raise ToolError(texts.MCP_SEVERAL_ITEMS.format(bodies=", ".join(bodies)))

    def case_timeline(
        self,
        journal_number: Annotated[_Name, Field(description=FIELDS["journal_number"])] = None,
        topic: Annotated[_Name, Field(description=FIELDS["topic"])] = None,
    ) -> dict[str, Any]:
        if bool(journal_number) == bool(topic):
            raise ToolError(texts.MCP_WHICH_CASE)
        with _told():
            if journal_number:
                return timeline_document(self._library.case(journal_number))
            return timeline_document(self._library.topic(topic or ""))

    def list_meetings(
        self,
        bodies: _Bodies = None,
        first: _First = None,
        last: _Last = None,
        limit: Annotated[int, Field(ge=1, le=MOST_LISTED, description=FIELDS["limit"])] = 100,
        skip: Annotated[int, Field(ge=0, description=FIELDS["skip"])] = 0,
    ) -> dict[str, Any]:
        with _told():
            found = self._library.meetings(_filters(bodies, first, last))
        return {"total": len(found), "meetings": [held_document(meeting) for meeting in found[skip : skip + limit]]}


@contextmanager
def _told() -> Iterator[None]:
    """Tell an error of ours as the tool's, with its sentence."""
    try:
        yield
    except ReferatError as error:
        raise ToolError(error.user_message) from error


def _filters(bodies: list[str] | None, first: date | None, last: date | None) -> Filters:
    return Filters((Period(first, last),) if first or last else (), tuple(bodies or ()))
