"""The door for other assistants, as a real MCP client meets it: on standard in and out, and over HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from tests.served import InThread
from tests.ui.doors import CLOSED, SECRET, workspace
from ui.access.accounts import Accounts
from ui.documents import answer_document
from ui.library import Library
from ui.server import Site, build_mcp, start_application

QUESTION = "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?"
CLOSED_QUESTION = "Hvad blev der besluttet under punkt 9 på Kommunalbestyrelsens møde 26. juni 2024?"

Open = Callable[[], AbstractAsyncContextManager[Client]]


class ServedTools(InThread):
    """`referat mcp --http` on a free port."""

    def __init__(self, data: Path, accounts: Accounts | None = None) -> None:
        site = Site(port=0, accounts=accounts or Accounts())
        build = partial(build_mcp, Library(workspace(data)), site)
        super().__init__(partial(start_application, build, site))


@pytest.fixture(scope="module")
def served(samples_data: Path) -> Iterator[ServedTools]:
    tools = ServedTools(samples_data)
    yield tools
    tools.close()


@pytest.fixture(scope="module")
def served_closed_tools(samples_data: Path) -> Iterator[ServedTools]:
    tools = ServedTools(samples_data, CLOSED)
    yield tools
    tools.close()


def over_stdio(data: Path) -> Open:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Client]:
        arguments = ["-m", "ui.cli", "mcp", "--data", str(data)]
        transport = stdio_client(StdioServerParameters(command=sys.executable, args=arguments))
        async with Client(transport) as client:
            yield client

    return opened


def over_http(tools: ServedTools, auth: tuple[str, str] | None = None) -> Open:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Client]:
        async with (
            httpx2.AsyncClient(auth=auth, trust_env=False, timeout=30) as http,
            Client(streamable_http_client(f"{tools.address}/mcp", http_client=http)) as client,
        ):
            yield client

    return opened


def talk(opened: Open, *calls: Callable[[Client], Awaitable[Any]]) -> list[Any]:
    """What a client got for some calls, in one connection."""

    async def run() -> list[Any]:
        async with opened() as client:
            return [await call(client) for call in calls]

    return asyncio.run(run())


def tool(name: str, **arguments: Any) -> Callable[[Client], Awaitable[Any]]:
    return lambda client: client.call_tool(name, arguments)


@pytest.fixture(params=["stdio", "http"])
def opened(request: pytest.FixtureRequest, samples_data: Path) -> Open:
    if request.param == "stdio":
        return over_stdio(samples_data)
    return over_http(request.getfixturevalue("served"))


def test_a_client_finds_the_tools_and_gets_citations_word_for_word(opened: Open, samples_data: Path) -> None:
    listed, asked, closed, found = talk(
        opened,
        lambda client: client.list_tools(),
        tool("ask", question=QUESTION),
        tool("ask", question=CLOSED_QUESTION),
        tool("search", query="cykelsti", limit=3),
    )
    names = {each.name for each in listed.tools}
    assert names == {"ask", "search", "get_item", "case_timeline", "list_meetings"}
    assert all(each.description and each.annotations.read_only_hint for each in listed.tools)
    expected = answer_document(Library(workspace(samples_data)).answer(QUESTION))
    given = asked.structured_content
    assert {**given, "seconds": 0} == {**expected, "seconds": 0}
    assert json.loads(asked.content[0].text) == given
    cited = given["citations"][0]
    (item,) = talk(opened, tool("get_item", meeting_date=cited["meeting_date"], number=str(cited["item"])))
    assert item.structured_content["text"][cited["start"] : cited["end"]] == cited["quote"]
    assert closed.structured_content["status"] == "closed"
    assert len(found.structured_content["items"]) == 3


def test_meetings_cases_and_items_are_looked_up(served: ServedTools) -> None:
    meetings, later, topic = (
        reply.structured_content
        for reply in talk(
            over_http(served),
            tool("list_meetings"),
            tool("list_meetings", first="2023-01-01", bodies=["Direktionen"]),
            tool("case_timeline", topic="cykelsti"),
        )
    )
    assert meetings["total"] == 6
    assert {meeting["body"] for meeting in later["meetings"]} == {"Direktionen"}
    assert [item["meeting_date"] for item in topic["items"]] == sorted(item["meeting_date"] for item in topic["items"])
    assert topic["latest"]["decision"][0]["text"]
    number = topic["items"][0]["journal_number"]
    case, item = talk(
        over_http(served),
        tool("case_timeline", journal_number=number),
        tool("get_item", item_id=topic["items"][0]["id"]),
    )
    assert case.structured_content["journal_numbers"] == [number]
    assert item.structured_content["sections"]


def test_a_closed_item_shows_only_that_it_is_closed(served: ServedTools) -> None:
    (item,) = talk(over_http(served), tool("get_item", meeting_date="2024-06-26", number="9"))
    found = item.structured_content
    assert (found["closed"], found["text"], found["sections"]) == (True, "", [])
    assert found["title"] == "Lukket punkt"
    (case,) = talk(over_http(served), tool("case_timeline", journal_number=found["journal_number"]))
    assert case.is_error
    assert "Intet åbent punkt" in case.content[0].text


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("get_item", {}, "Giv item_id, eller meeting_date og number."),
        ("get_item", {"item_id": 999_999}, "Punktet findes ikke"),
        ("get_item", {"meeting_date": "2024-06-26", "number": "99"}, "Punktet findes ikke"),
        ("case_timeline", {}, "Giv enten journal_number eller topic."),
        ("case_timeline", {"topic": "rumraket"}, "Intet åbent punkt handler om det emne"),
        ("ask", {"question": "x" * 2001}, "question"),
        ("ask", {"question": " "}, "question"),
        ("search", {"query": "x", "limit": 101}, "limit"),
        ("nothing", {}, "nothing"),
    ],
)
def test_what_goes_wrong_is_told_to_the_assistant(
    served: ServedTools, name: str, arguments: dict[str, Any], told: str
) -> None:
    (reply,) = talk(over_http(served), tool(name, **arguments))
    assert reply.is_error
    assert told in reply.content[0].text
    assert "Traceback" not in reply.content[0].text


def test_without_minutes_the_tools_say_so(tmp_path: Path) -> None:
    (reply,) = talk(over_stdio(tmp_path / "data"), tool("ask", question="Hvad?"))
    assert reply.is_error
    assert "Der er ikke indlæst nogen referater endnu" in reply.content[0].text


def test_standard_out_holds_nothing_but_the_protocol(samples_data: Path) -> None:
    """Spoken by hand, line by line, with all the logging there is."""
    first = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "hand", "version": "1"},
        },
    }
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call"}
    call["params"] = {"name": "ask", "arguments": {"question": QUESTION}}
    command = [sys.executable, "-m", "ui.cli", "mcp", "--data", str(samples_data)]
    environment = {"REFERAT_LOG": "debug", "PATH": ""}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        lines = []
        for message in (first, ready, call):
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
            if "id" in message:
                lines.append(process.stdout.readline())
        process.stdin.close()
        lines += process.stdout.readlines()
    messages = [json.loads(line) for line in lines]
    assert all(message["jsonrpc"] == "2.0" for message in messages)
    assert messages[1]["result"]["structuredContent"]["status"] == "answered"


def test_while_reading_is_closed_the_tools_need_a_login(served_closed_tools: ServedTools) -> None:
    for auth in (None, ("anna", "forkert")):
        reply = httpx.post(f"{served_closed_tools.address}/mcp", json={}, auth=auth, trust_env=False)
        assert reply.status_code == 401
        assert reply.headers["content-type"] == "application/problem+json"
    (reply,) = talk(over_http(served_closed_tools, ("anna", SECRET)), tool("ask", question=QUESTION))
    assert reply.structured_content["status"] == "answered"


def test_a_page_elsewhere_can_not_reach_the_tools_by_a_name_of_its_own(served: ServedTools) -> None:
    for headers in ({"Host": "ondt.example"}, {"Origin": "https://ondt.example"}):
        reply = httpx.post(f"{served.address}/mcp", json={}, headers=headers, trust_env=False)
        assert reply.status_code in (403, 421)


def test_health_answers(served_closed_tools: ServedTools) -> None:
    assert httpx.get(f"{served_closed_tools.address}/healthz", trust_env=False).json() == {"status": "ok"}
