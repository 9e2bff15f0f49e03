"""The API as a program meets it: over a real socket, over the sample minutes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from rag.domain import Answer
from tests.ui.doors import BROWSER, CLOSED, SECRET, Running, copied
from ui.api import models
from ui.api.turnstile import AT_ONCE, MOST_WAITING, Busy, Turnstile
from ui.documents import answer_document

QUESTIONS = (
    "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?",
    "Hvad blev der besluttet under punkt 9 på Kommunalbestyrelsens møde 26. juni 2024?",
    "Hvem vandt verdensmesterskabet i skak?",
    "Hvordan er sagen om cykelstien gået?",
)


@pytest.fixture(scope="module")
def api(served_open: Running) -> Iterator[httpx.Client]:
    with served_open.client() as client:
        yield client


def problem_of(reply: httpx.Response, status: int) -> dict[str, Any]:
    """A refusal, which is a problem with one Danish sentence."""
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = reply.json()
    models.ProblemModel.model_validate(document)
    assert document["status"] == status
    assert document["detail"].endswith((".", "referat ingest MAPPE"))
    return document


def asked(api: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    reply = api.post("/api/v1/ask", json={"question": question, **more})
    assert reply.status_code == 200, reply.text
    document: dict[str, Any] = reply.json()
    models.AnswerModel.model_validate(document)
    return document


def timeless(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in ("seconds", "id")}


# ---------------------------------------------------------------- ask


def test_answers_are_those_of_the_command_line_and_of_the_page(
    api: httpx.Client, served_open: Running, samples_data: Path, tmp_path: Path
) -> None:
    batch = tmp_path / "q.jsonl"
    rows = [{"id": str(place), "question": question} for place, question in enumerate(QUESTIONS)]
    batch.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "ui.cli", "ask", "--batch", str(batch), "--data", str(samples_data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    printed = [timeless(json.loads(line)) for line in done.stdout.splitlines()]
    given = [timeless(asked(api, question)) for question in QUESTIONS]
    assert given == printed
    shown = []
    for question in QUESTIONS:
        last = list(served_open.workspace.assistant.stream(question))[-1]
        assert isinstance(last, Answer)
        shown.append(timeless(answer_document(last)))
    assert given == shown
    assert [document["status"] for document in given][:3] == ["answered", "closed", "not_found"]


def test_a_follow_up_is_read_in_its_conversation(api: httpx.Client) -> None:
    first = asked(api, QUESTIONS[0])
    history = [{"role": "user", "content": QUESTIONS[0]}, {"role": "assistant", "content": first["answer"]}]
    second = asked(api, "Og hvad var indstillingen?", history=history)
    assert {cited["item"] for cited in second["citations"]} == {4}
    assert second["citations"][0]["meeting_date"] == "2022-03-10"


def test_an_understood_filter_can_be_dropped(api: httpx.Client) -> None:
    assert "periods" in asked(api, QUESTIONS[0])["filters"]
    assert "periods" not in asked(api, QUESTIONS[0], dropped=["periods"])["filters"]


def test_quotes_stand_at_their_offsets_in_the_item(api: httpx.Client) -> None:
    cited = asked(api, QUESTIONS[0])["citations"][0]
    place = {"from": cited["meeting_date"], "to": cited["meeting_date"], "body": cited["body"]}
    listed = api.get("/api/v1/items", params=place | {"number": str(cited["item"])}).json()
    assert listed["total"] == 1
    item = api.get(f"/api/v1/items/{listed['items'][0]['id']}").json()
    models.ItemModel.model_validate(item)
    assert item["text"][cited["start"] : cited["end"]] == cited["quote"]
    assert cited["quote"] in [section["text"] for section in item["sections"] if section["kind"] == "beslutning"]


def events(reply: httpx.Response) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in reply.text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_an_answer_comes_as_events(api: httpx.Client) -> None:
    reply = api.post("/api/v1/ask", json={"question": QUESTIONS[0]}, headers={"Accept": "text/event-stream"})
    assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"
    seen = events(reply)
    assert [name for name, _ in seen] == ["step", "step", "step", "statement", "answer"]
    assert timeless(seen[-1][1]) == timeless(asked(api, QUESTIONS[0]))
    assert seen[-2][1]["citations"] == seen[-1][1]["citations"]


def test_an_answer_comes_as_lines(api: httpx.Client) -> None:
    reply = api.post("/api/v1/ask", json={"question": QUESTIONS[0]}, headers={"Accept": "application/x-ndjson"})
    assert reply.headers["content-type"].startswith("application/x-ndjson")
    rows = [json.loads(line) for line in reply.text.splitlines()]
    assert rows[0]["event"] == "step"
    assert rows[-1].pop("event") == "answer"
    assert timeless(rows[-1]) == timeless(asked(api, QUESTIONS[0]))


def test_events_come_one_by_one(api: httpx.Client) -> None:
    with api.stream(
        "POST", "/api/v1/ask", json={"question": QUESTIONS[0]}, headers={"Accept": "text/event-stream"}
    ) as reply:
        chunks = list(reply.iter_raw())
    assert len(chunks) >= 5


# ---------------------------------------------------------------- look up


def test_search_ranks_as_the_command_line(api: httpx.Client, samples_data: Path) -> None:
    command = [sys.executable, "-m", "ui.cli", "search", "cykelsti", "--json", "--data", str(samples_data)]
    printed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    reply = api.get("/api/v1/search", params={"q": "cykelsti"}).json()
    models.HitsModel.model_validate(reply)
    assert [{name: hit[name] for name in printed[0]} for hit in reply["items"]] == printed


def test_a_long_search_is_a_search(api: httpx.Client) -> None:
    assert api.get("/api/v1/search", params={"q": "cykelsti " * 55}).json()["items"][0]["title"].startswith("Cykelsti")


def test_search_keeps_to_its_filters(api: httpx.Client) -> None:
    wanted = {"q": "budget", "body": "Kommunalbestyrelsen", "from": "2022-01-01", "limit": "50"}
    hits = api.get("/api/v1/search", params=wanted).json()["items"]
    assert hits
    assert {hit["body"] for hit in hits} == {"Kommunalbestyrelsen"}
    assert all(hit["meeting_date"] >= "2022-01-01" for hit in hits)


def test_items_come_in_pages_without_gaps(api: httpx.Client) -> None:
    whole = api.get("/api/v1/items", params={"limit": 500}).json()
    models.ItemsModel.model_validate(whole)
    assert whole["total"] == len(whole["items"]) == api.get("/api/v1/status").json()["items"]
    paged: list[dict[str, Any]] = []
    while page := api.get("/api/v1/items", params={"limit": 7, "skip": len(paged)}).json()["items"]:
        paged += page
    assert paged == whole["items"]


def test_a_meeting_has_its_items(api: httpx.Client) -> None:
    meetings = api.get("/api/v1/meetings").json()
    models.MeetingsModel.model_validate(meetings)
    assert meetings["total"] == 6
    for meeting in meetings["meetings"]:
        held = api.get(f"/api/v1/meetings/{meeting['id']}").json()
        models.HeldModel.model_validate(held)
        assert held["meeting"] == meeting
        assert len(held["items"]) == meeting["items"]
        assert {item["meeting_id"] for item in held["items"]} == {meeting["id"]}


def test_a_case_over_time_by_number_and_by_topic(api: httpx.Client) -> None:
    topic = api.get("/api/v1/timeline", params={"topic": "cykelsti"}).json()
    models.TimelineModel.model_validate(topic)
    days = [item["meeting_date"] for item in topic["items"]]
    assert days == sorted(days)
    assert len(days) > 1
    assert topic["latest"] == topic["items"][-1]
    assert any(section["text"] for item in topic["items"] for section in item["decision"])
    number = topic["items"][0]["journal_number"]
    case = api.get("/api/v1/timeline", params={"journal_number": number}).json()
    assert case["journal_numbers"] == [number]
    assert {item["journal_number"] for item in case["items"]} == {number}


def test_status_names_no_folder(api: httpx.Client, samples_data: Path) -> None:
    reply = api.get("/api/v1/status")
    models.StatusModel.model_validate(reply.json())
    assert str(samples_data) not in reply.text
    assert reply.json()["indexes_current"]


# ---------------------------------------------------------------- closed items


def test_closed_items_show_only_that_they_are_closed(api: httpx.Client) -> None:
    listed = api.get("/api/v1/items", params={"limit": 500}).json()["items"]
    closed = [item for item in listed if item["closed"]]
    assert len(closed) == 5
    for item in closed:
        assert item["title"] in ("Lukket", "Lukket punkt")
        assert item["outcome"] == "lukket"
        whole = api.get(f"/api/v1/items/{item['id']}").json()
        models.ItemModel.model_validate(whole)
        assert (whole["text"], whole["sections"]) == ("", [])
        reply = api.get("/api/v1/timeline", params={"journal_number": item["journal_number"]})
        problem_of(reply, 404)
        hits = api.get("/api/v1/search", params={"q": item["journal_number"], "limit": 100}).json()["items"]
        assert item["id"] not in [hit["id"] for hit in hits]
    assert all(not hit["closed"] for hit in api.get("/api/v1/search", params={"q": "Lukket punkt"}).json()["items"])


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param({}, "question", id="nothing"),
        pytest.param({"question": "  "}, "question", id="blank"),
        pytest.param({"question": "x" * 2001}, "question", id="too long"),
        pytest.param({"question": 3}, "question", id="a number"),
        pytest.param({"question": "Hvad?", "top": 3}, "top", id="unknown field"),
        pytest.param({"question": "Hvad?", "history": [{"role": "user", "content": ""}] * 41}, "history", id="endless"),
        pytest.param({"question": "Hvad?", "history": [{"role": "x", "content": ""}]}, "history.0.role", id="role"),
        pytest.param({"question": "Hvad?", "dropped": ["år"]}, "dropped.0", id="no filter"),
        pytest.param([], "body", id="a list"),
    ],
)
def test_a_question_that_can_not_be_read_is_told_by_its_field(api: httpx.Client, body: Any, field: str) -> None:
    document = problem_of(api.post("/api/v1/ask", json=body), 422)
    assert document["errors"][0]["field"] == field
    assert document["detail"].startswith(field)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("search", "q kan ikke bruges (det mangler"),
        ("search?q=x&limit=101", "limit kan ikke bruges (det må højst være 100)"),
        ("search?q=" + "x" * 501, "q kan ikke bruges (det har mere end 500 tegn)"),
        ("search?q=%20", "q kan ikke bruges (det er tomt)"),
        ("items?from=i-går", "from kan ikke bruges (det skal være en dato"),
        ("items?from=2022-01-02&to=2022-01-01", "to kan ikke bruges (perioden ender"),
        ("items?skip=-1", "skip kan ikke bruges (det skal være mindst 0)"),
        ("items/x", "item_id kan ikke bruges (det skal være et helt tal)"),
        ("timeline", "journal_number kan ikke bruges"),
        ("timeline?topic=x&journal_number=y", "journal_number kan ikke bruges"),
    ],
)
def test_what_can_not_be_looked_up_is_told_by_its_field(api: httpx.Client, path: str, told: str) -> None:
    assert told in problem_of(api.get(f"/api/v1/{path}"), 422)["detail"]


@pytest.mark.parametrize("path", ["items/999999", "meetings/999999", "timeline?topic=rumraket", "nowhere", "v2"])
def test_what_is_not_there_is_told(api: httpx.Client, path: str) -> None:
    problem_of(api.get(f"/api/v1/{path}"), 404)


def test_another_method_and_broken_json_are_told(api: httpx.Client) -> None:
    problem_of(api.get("/api/v1/ask"), 405)
    broken = api.post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    assert "gyldig JSON" in problem_of(broken, 422)["detail"]


def test_a_body_that_is_too_large_is_refused_before_it_is_read(api: httpx.Client) -> None:
    large = b'{"question": "' + b"x" * (5 << 20) + b'"}'
    as_json = {"Content-Type": "application/json"}
    problem_of(api.post("/api/v1/ask", content=large, headers=as_json), 413)
    chunks = (large[start : start + 65536] for start in range(0, len(large), 65536))
    problem_of(api.post("/api/v1/ask", content=chunks, headers=as_json), 413)


def test_before_any_minutes_are_in_each_door_says_so(tmp_path: Path) -> None:
    with Running(tmp_path / "empty") as running, running.client() as api:
        for path in ("search?q=x", "timeline?topic=x"):
            assert "Der er ikke indlæst nogen referater endnu" in problem_of(api.get(f"/api/v1/{path}"), 409)["detail"]
        problem_of(api.post("/api/v1/ask", json={"question": "Hvad?"}), 409)
        stream = api.post("/api/v1/ask", json={"question": "Hvad?"}, headers={"Accept": "text/event-stream"})
        name, document = events(stream)[-1]
        assert (name, document["status"]) == ("error", 409)
        assert api.get("/api/v1/items").json() == {"total": 0, "items": []}


def test_what_goes_wrong_inside_is_told_without_its_inside(samples_data: Path, tmp_path: Path) -> None:
    data = copied(samples_data, tmp_path / "data")
    with Running(data) as running, running.client() as api:
        running.workspace.catalog.close()
        for file in data.glob("catalog.sqlite3*"):
            file.write_bytes(b"no database" * 1000)
        reply = api.get("/api/v1/items")
        assert str(data) not in reply.text or problem_of(reply, 503)
        assert "Traceback" not in reply.text


# ---------------------------------------------------------------- while minutes are read in


NEW = (
    "REFERAT Havneudvalget d. 03-02-2025\n\nPunkt 1: Ny mole i Rønsø havn\n\nBeslutning\n\nUdvalget godkendte molen.\n"
)


def test_new_minutes_are_answered_from_while_the_server_runs(samples_data: Path, tmp_path: Path) -> None:
    data = copied(samples_data, tmp_path / "data")
    new = tmp_path / "havneudvalget.txt"
    new.write_text(NEW, encoding="utf-8")
    question = "Hvad besluttede Havneudvalget om den nye mole?"
    with Running(data) as running, running.client() as api:
        assert asked(api, question)["status"] == "not_found"
        failed: list[str] = []
        done = threading.Event()

        def keep_asking() -> None:
            while not done.is_set():
                with running.client() as other:
                    reply = other.post("/api/v1/ask", json={"question": QUESTIONS[0]})
                if reply.status_code != 200 or reply.json()["status"] != "answered":
                    failed.append(reply.text)

        asking = threading.Thread(target=keep_asking)
        asking.start()
        command = [sys.executable, "-m", "ui.cli", "ingest", str(new), "--data", str(data)]
        subprocess.run(command, capture_output=True, check=True)
        done.set()
        asking.join(30)
        assert failed == []
        answer = asked(api, question)
        assert answer["citations"][0]["quote"] == "Udvalget godkendte molen."
        assert api.get("/api/v1/status").json()["meetings"] == 7
        assert api.get("/api/v1/search", params={"q": "mole"}).json()["items"][0]["body"] == "Havneudvalget"


# ---------------------------------------------------------------- the reference


def test_the_openapi_document_is_valid_and_told_in_two_languages(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    validate(document)
    assert document["servers"] == [{"url": "/api"}]
    assert set(document["paths"]) == {
        f"/v1/{name}"
        for name in (
            "ask",
            "search",
            "items",
            "items/{item_id}",
            "meetings",
            "meetings/{meeting_id}",
            "timeline",
            "status",
        )
    }
    for operations in document["paths"].values():
        for operation in operations.values():
            assert " / " in operation["summary"]
            assert operation["responses"]["4XX"]["content"].keys() == {"application/problem+json"}
            for parameter in operation.get("parameters", ()):
                assert " / " in parameter["description"]
    streams = document["paths"]["/v1/ask"]["post"]["responses"]["200"]["content"]
    assert set(streams) == {"application/json", "text/event-stream", "application/x-ndjson"}


def test_every_example_of_the_document_is_answered(api: httpx.Client) -> None:
    document = api.get("/api/openapi.json").json()
    question = document["components"]["schemas"]["AskModel"]["examples"][0]
    assert asked(api, **question)["status"] == "answered"
    for path in ("search", "timeline"):
        examples = {
            each["name"]: each["schema"]["examples"][0] if "examples" in each["schema"] else each["examples"][0]
            for each in document["paths"][f"/v1/{path}"]["get"]["parameters"]
            if "examples" in each or "examples" in each["schema"]
        }
        assert examples
        assert api.get(f"/api/v1/{path}", params=examples).json()["items"]


def test_the_reference_is_a_page_that_names_no_other_host(api: httpx.Client) -> None:
    page = api.get("/api/", headers=BROWSER)
    assert page.status_code == 200
    for path in api.get("/api/openapi.json").json()["paths"]:
        assert f"/api{path}" in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script>" not in page.text
    assert api.get("/api", headers=BROWSER, follow_redirects=True).status_code == 200


def test_the_reference_says_when_a_login_is_needed(samples_data: Path) -> None:
    with Running(samples_data, accounts=CLOSED) as running, running.client(auth=("anna", SECRET)) as api:
        document = api.get("/api/openapi.json").json()
        validate(document)
        assert document["security"] == [{"login": []}]


# ---------------------------------------------------------------- many at once


def test_a_flood_is_told_to_wait() -> None:
    import asyncio

    async def flood() -> list[object]:
        turnstile = Turnstile()
        work = [turnstile.run(time.sleep, 0.05) for _ in range(AT_ONCE + MOST_WAITING + 3)]
        return list(await asyncio.gather(*work, return_exceptions=True))

    results = asyncio.run(flood())
    assert sum(isinstance(result, Busy) for result in results) == 3
    assert sum(result is None for result in results) == AT_ONCE + MOST_WAITING


def test_many_programs_get_the_same_answer(served_open: Running) -> None:
    with served_open.client() as client:
        expected = timeless(asked(client, QUESTIONS[3]))
    replies: list[dict[str, Any]] = []

    def ask() -> None:
        with served_open.client() as client:
            replies.append(timeless(asked(client, QUESTIONS[3])))

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert replies == [expected] * 12
