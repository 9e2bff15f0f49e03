"""Closed items (lukkede punkter) show only that they are closed: through every door, and in the files on disk."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from tests.security.conftest import SECRET_WORDS
from tests.ui.doors import workspace
from ui import app, taking
from ui.exchanges import write_exchange
from ui.library import Library
from ui.panels import conversation
from ui.workspace import PageResponder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.doors import Running

QUESTIONS = (
    "Hvad blev besluttet om Kvægtorvsgrunden?",
    "Hvem er mellemhandleren?",
    "Hvad godkendte udvalget under punkt 2 den 12. maj 2021?",
    "Hvad er der sket i sag 07.02.00-Ø54-3-21?",
    "Giv mig et overblik over mødet den 12. maj 2021",
)


def leaked(text: str, asked: str = "") -> list[str]:
    """The closed words that stand in a text, but for those that the visitor wrote himself."""
    return [word for word in SECRET_WORDS if word.casefold() in text.casefold() and word not in asked]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_api_answers_without_them(served: Running, question: str) -> None:
    with served.client() as client:
        reply = client.post("/api/v1/ask", json={"question": question})
    assert reply.status_code == 200
    assert leaked(reply.text, question) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_cited_holds_none_even_of_the_words_that_were_asked(served: Running, question: str) -> None:
    with served.client() as client:
        document = client.post("/api/v1/ask", json={"question": question}).json()
    assert leaked(json.dumps([document["citations"], document["nearest"]], ensure_ascii=False)) == []


@pytest.mark.parametrize(
    "path",
    [
        *(f"/api/v1/search?q={word}" for word in SECRET_WORDS),
        "/api/v1/items",
        "/api/v1/items/1",
        "/api/v1/items/2",
        "/api/v1/items/3",
        "/api/v1/meetings",
        "/api/v1/meetings/1",
        "/api/v1/timeline?journal_number=07.02.00-%C3%9854-3-21",
        "/api/v1/timeline?topic=handel",
        "/api/v1/status",
    ],
)
def test_the_api_lists_without_them(served: Running, path: str) -> None:
    with served.client() as client:
        assert leaked(client.get(path).text) == []


def test_the_closed_item_is_listed_as_closed(served: Running) -> None:
    with served.client() as client:
        items = client.get("/api/v1/items").json()["items"]
    assert [item["closed"] for item in items] == [False, True, False]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("form", ["markdown", "page"])
def test_the_conversation_and_what_is_taken_along_hold_none(guarded_data: Path, question: str, form: str) -> None:
    responder = PageResponder(workspace(guarded_data))
    *_, last = app.ask(responder, (), question)
    assert leaked(conversation(last), question) == []
    taken = taking.take(responder, {"form": form, "kept": write_exchange(last[-1])})
    assert leaked(b64decode(taken["content"]).decode(), question) == []


@pytest.mark.parametrize("path", ["/moeder", "/soeg?q={word}", "/sager", "/"])
def test_the_views_show_none(served: Running, path: str) -> None:
    with served.client(headers={"Accept": "text/html"}) as client:
        for word in SECRET_WORDS:
            asked = path.format(word=word)
            assert leaked(client.get(asked).text, asked) == []


def test_the_library_of_the_tools_gives_none(guarded_data: Path) -> None:
    library = Library(workspace(guarded_data))
    _, items = library.meeting(1)
    assert leaked(repr(items)) == []


def test_no_file_of_the_data_folder_holds_them(guarded_data: Path) -> None:
    holding = [
        (path.name, word)
        for path in guarded_data.rglob("*")
        if path.is_file()
        for word in SECRET_WORDS
        if word.casefold().encode() in path.read_bytes().lower() or word.encode() in path.read_bytes()
    ]
    assert holding == []
