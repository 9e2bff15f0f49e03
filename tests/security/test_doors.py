"""What a visitor may send and must not get: scripts run, files read, sessions taken over, others held up."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr

from rag.errors import ReferatError, SettingError
from rag.settings import Settings, read_settings
from tests.answering import Unwatched
from tests.served import serve
from tests.ui.doors import BO, SECRET
from ui import app
from ui.access.sessions import COOKIE
from ui.panels import conversation
from ui.workspace import PageResponder, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.doors import Running


def raw(served: Running, path: str) -> tuple[int, bytes]:
    """What is sent for a path exactly as it is written; clients would tidy it up."""
    with closing(http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=20)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as reply:
            return reply.status, reply.read()


@pytest.mark.parametrize(
    "path",
    [
        "/referat-assets/../server.py",
        "/referat-assets/..%2fserver.py",
        "/referat-assets/%2e%2e/%2e%2e/pyproject.toml",
        "/referat-assets//etc/passwd",
        "/assets/../../../../../../etc/passwd",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../pyproject.toml",
        "/gradio_api/file=http://127.0.0.1:1/x",
        "/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/proxy=http://127.0.0.1:1/",
        "/gradio_api/stream/x/y/../../../etc/passwd",
    ],
)
def test_no_path_leads_to_a_file_that_is_not_an_asset(served: Running, path: str) -> None:
    status, body = raw(served, path)
    assert status != 200 or b"gradio-app" in body
    assert b"root:" not in body
    assert b"[project]" not in body
    assert b"import annotations" not in body


def test_the_catalog_is_not_served(served: Running, guarded_data: Path) -> None:
    status, body = raw(served, f"/gradio_api/file={guarded_data / 'catalog.sqlite3'}")
    assert status != 200
    assert b"SQLite" not in body


QUESTIONS = (
    "Hvad blev besluttet i sag 05.01.00-G01-8-21?",
    "Hvad blev besluttet i 2023 om stien ved Åvej?",
    '<script>alert(4)</script> "onload=alert(5)" cykelsti',
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_words_of_minutes_and_of_questions_are_no_markup(guarded_data: Path, question: str) -> None:
    responder = PageResponder(Workspace(Settings(data=guarded_data), Unwatched()))
    *_, last = app.ask(responder, (), question)
    shown = conversation(last)
    assert not [sign for sign in ("<script", "<img", "<b ", "<b>a") if sign in shown]


@pytest.mark.parametrize("path", ["/moeder", "/soeg?q=%3Cscript%3Ealert(1)%3C/script%3E", "/sager?emne=%3Cimg%3E"])
def test_words_of_minutes_and_of_addresses_are_no_markup(served: Running, path: str) -> None:
    with served.client(headers={"Accept": "text/html"}) as client:
        text = client.get(path).text
    assert "<script>alert" not in text
    assert "<img" not in text


def test_a_session_that_was_planted_is_not_the_one_that_is_opened(served: Running) -> None:
    planted = "a" * 43
    with served.client(cookies={COOKIE: planted}) as client:
        client.post("/login", data={"username": BO.name, "password": SECRET})
        opened = [cookie.value for cookie in client.cookies.jar if cookie.name == COOKIE]
    assert planted not in opened[-1:]
    with served.client(cookies={COOKIE: planted}) as stranger:
        assert stranger.get("/indlaes").status_code != 200


def test_whoever_reads_and_writes_slowly_holds_nobody_up(served: Running) -> None:
    place = urlsplit(served.address)
    with ExitStack() as stack, served.client() as client:
        for number in range(150):
            slow = stack.enter_context(socket.create_connection((place.hostname or "", place.port or 0), timeout=10))
            begun = b"POST /api/v1/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
            slow.sendall(begun if number % 2 else b"GET / HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n")
        started = time.monotonic()
        reply = client.post("/api/v1/ask", json={"question": "Hvad blev besluttet om cykelstien?"})
        assert reply.status_code == 200
        assert time.monotonic() - started < 10


@pytest.mark.parametrize("setting", ["chat_url", "chroma_url"])
@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://127.0.0.1", "http://", "//host", "http://a:b@host/"])
def test_a_setting_is_the_address_of_a_web_server_or_refused(setting: str, url: str) -> None:
    with pytest.raises(SettingError, match="http://"):
        read_settings(**{setting: url})


class _Elsewhere(BaseHTTPRequestHandler):
    """Sends everybody on to another server."""

    target = ""

    def do_POST(self) -> None:
        self.send_response(307)
        self.send_header("Location", self.target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - the name that the server looks for

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def sent_on() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that sends everybody on, and what came to the one it sends them to."""
    came: list[str] = []

    class There(_Elsewhere):
        def do_POST(self) -> None:
            came.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815 - the name that the server looks for

    there = ThreadingHTTPServer(("127.0.0.1", 0), There)
    here = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (_Elsewhere,), {
        "target": f"http://127.0.0.1:{there.server_port}/taken"}))  # fmt: skip
    for server in (there, here):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{here.server_port}", came
    for server in (there, here):
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("model", ["ollama:llama3.1", "openai:gpt-5-mini"])
def test_a_model_that_sends_us_elsewhere_is_not_followed(sent_on: tuple[str, list[str]], model: str) -> None:
    from rag.probing import try_model

    address, came = sent_on
    settings = Settings(chat_model=model, chat_url=address, chat_key=SecretStr("sk-hemmelig"), chat_seconds=10)
    line = Workspace(settings, Unwatched()).model_line
    assert line is not None
    with pytest.raises(ReferatError):
        try_model(line)
    assert came == []


def test_a_chroma_server_that_sends_us_elsewhere_is_not_followed(
    sent_on: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, came = sent_on
    workspace = Workspace(Settings(data=tmp_path, chroma_url=address), Unwatched())
    with pytest.raises(ReferatError):
        workspace.update_indexes()
    assert came == []


@pytest.mark.parametrize("log", ["", "json", "debug"])
def test_the_log_holds_no_key_password_or_question(guarded_data: Path, log: str) -> None:
    settings = {
        "REFERAT_LOG": log,
        "REFERAT_CHAT_MODEL": "openai:gpt-5-mini",
        "REFERAT_CHAT_URL": "http://127.0.0.1:9/v1",
        "REFERAT_CHAT_KEY": "sk-hemmelignoegle",
    }
    question = "Hvad siger Oldenborre om cykelstien?"
    with serve(guarded_data, settings=settings) as server:
        assert server.post("/api/v1/ask", {"question": question}).status == 200
        server.get("/api/v1/search?q=Oldenborre")
        server.get("/", Authorization="Basic YW5uYTpoZW1tZWxpZ2tvZGU=")
        server.post("/api/v1/ask", {"question": 7, "hemmeligkode": "Oldenborre"})
        written = server.log.read_text(encoding="utf-8")
    assert not [word for word in ("Oldenborre", "hemmelig", "YW5uYT", "cykelstien") if word in written]
    if log == "json":
        lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
        assert {"answer", "request"} <= {line["event"] for line in lines}
