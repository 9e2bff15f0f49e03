"""What a caretaker sees: the log's lines, the figures at `/metrics`, and what who asks too often is told."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from tests.ui.doors import BO, SECRET, Running
from ui.limits import Allowance
from ui.logs import JsonLines, Plain
from ui.observing import door_of

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

QUESTION = "Hvad blev besluttet om cykelstien langs Ellekærvej?"


def ask(client: httpx.Client, question: str = QUESTION) -> httpx.Response:
    return client.post("/api/v1/ask", json={"question": question})


def figure(text: str, start: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(start))


def test_figures_count_requests_answers_and_the_catalog(served_open: Running) -> None:
    counted = (
        'referat_answers_total{mode="extractive",status="answered"}',
        'referat_requests_total{door="api",method="POST",status="200"}',
        'referat_request_seconds_count{door="api"}',
    )
    with served_open.client() as client:
        before = client.get("/metrics").text
        assert ask(client).status_code == 200
        text = client.get("/metrics").text
    assert [figure(text, name) - figure(before, name) for name in counted] == [1, 1, 1]
    assert figure(text, "referat_catalog_meetings") == 6
    assert figure(text, "process_resident_memory_bytes") > 1_000_000
    assert "Ellek" not in text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_figures_are_not_given_to_who_comes_through_a_proxy(served_open: Running, header: str) -> None:
    with served_open.client() as client:
        assert client.get("/metrics", headers={header: "for=192.0.2.1"}).status_code == 403


def test_figures_are_given_to_who_may_upload(served_open: Running) -> None:
    with served_open.client(auth=(BO.name, SECRET)) as client:
        assert client.get("/metrics", headers={"Via": "1.1 proxy"}).status_code == 200


def test_where_reading_is_closed_so_are_the_figures(served_closed: Running) -> None:
    with served_closed.client() as client:
        assert client.get("/metrics").status_code == 401


def test_who_asks_too_often_is_told_when_to_come_again(samples_data: Path) -> None:
    with Running(samples_data, questions_per_minute=2) as server, server.client() as client:
        replies = [ask(client) for _ in range(3)]
        others = client.get("/api/v1/status")
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert 0 < int(replies[2].headers["retry-after"]) <= 30
    assert "vent" in replies[2].json()["detail"]
    assert others.status_code == 200


def test_a_bucket_fills_evenly() -> None:
    now = [0.0]
    allowance = Allowance(6, lambda: now[0])
    assert [allowance.take("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 10]
    assert allowance.take("b") == 0
    now[0] = 10.0
    assert [allowance.take("a") for _ in range(2)] == [0, 10]


def test_no_limit_is_no_limit() -> None:
    allowance = Allowance(0)
    assert {allowance.take("a") for _ in range(1000)} == {0}


def failed(message: str) -> logging.LogRecord:
    """A record of an error whose words are the message's: `int` quotes what it was given."""
    try:
        int(message)
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
        return logging.LogRecord("ui.app", logging.ERROR, __file__, 1, "No answer to a question", (), caught)
    raise AssertionError(message)


def test_a_line_is_a_json_object_with_the_kind_of_an_error_and_not_its_words() -> None:
    line = JsonLines().format(failed("hemmeligt spørgsmål"))
    document = json.loads(line)
    assert (document["level"], document["event"], document["error"]) == (
        "error",
        "No answer to a question",
        "ValueError",
    )
    assert document["at"][-1].startswith("test_operation.py:")
    assert "hemmeligt" not in line


def test_without_a_setting_an_error_is_told_without_its_words_too() -> None:
    line = Plain().format(failed("hemmeligt spørgsmål"))
    assert "ValueError; test_operation.py:" in line
    assert "hemmeligt" not in line


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/api/v1/ask", "api"),
        ("/apiary", "page"),
        ("/gradio_api/queue/data", "stream"),
        ("/gradio_api/queue/join", "chat"),
        ("/sager/hemmelige%20ord", "page"),
        ("/indlaes", "upload"),
    ],
)
def test_of_an_address_only_the_door_is_kept(path: str, door: str) -> None:
    assert door_of(path) == door
