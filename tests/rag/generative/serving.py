"""A model server of our own: the OpenAI protocol with streaming, over real sockets, that does what a script says."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """What came in: the two messages, and the headers' key."""

    system: str
    user: str
    key: str

    def number_of(self, quote: str) -> int:
        """The number of the source that holds a quote; 0 where none does."""
        for match in re.finditer(r"KILDE (\d+)\n<<<(\w+)\n(.*?)\n\2>>>", self.user, re.DOTALL):
            if quote in match[3]:
                return int(match[1])
        return 0


Script = Callable[["Handler", Asked], None]


class Handler(BaseHTTPRequestHandler):
    """One request: whatever the server's next script does with it."""

    protocol_version = "HTTP/1.1"
    server: ModelServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = {message["role"]: message["content"] for message in body["messages"]}
        asked = Asked(said["system"], said["user"], self.headers.get("Authorization", "").removeprefix("Bearer "))
        self.server.asked.append(asked)
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.next_script()(self, asked)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def piece(self, text: str) -> None:
        delta = {"choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}]}
        event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "lille", **delta}
        self.raw(f"data: {json.dumps(event)}\n\n".encode())
        self.server.last_piece = time.perf_counter()

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def done(self) -> None:
        self.raw(b"data: [DONE]\n\n")

    def fail(self, status: int) -> None:
        body = json.dumps({"error": {"message": "no", "type": "x", "code": None}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.wfile.write(body)

    def reset(self) -> None:
        """End the connection as a crash does, with a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""


@dataclass
class _State:
    scripts: deque[Script] = field(default_factory=deque)
    always: Script | None = None


class ModelServer(ThreadingHTTPServer):
    """Serves scripts in turn, then `always`."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.state = _State()
        self.asked: list[Asked] = []
        self.last_piece = 0.0
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def next_script(self) -> Script:
        if self.state.scripts:
            return self.state.scripts.popleft()
        assert self.state.always
        return self.state.always

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no error here."""


@contextmanager
def model_server(port: int = 0) -> Iterator[ModelServer]:
    """A server in a thread of its own."""
    server = ModelServer(port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def says(text: str | Callable[[Asked], str], size: int = 24, pause: float = 0.0) -> Script:
    """A reply in pieces."""

    def script(handler: Handler, asked: Asked) -> None:
        whole = text if isinstance(text, str) else text(asked)
        handler.begin()
        for start in range(0, len(whole), size):
            handler.piece(whole[start : start + size])
            if pause:
                time.sleep(pause)
        handler.done()

    return script


def fails(status: int) -> Script:
    """An HTTP error."""
    return lambda handler, _: handler.fail(status)


def breaks_after(text: str | Callable[[Asked], str]) -> Script:
    """A reply that begins well and ends in a reset."""

    def script(handler: Handler, asked: Asked) -> None:
        handler.begin()
        handler.piece(text if isinstance(text, str) else text(asked))
        # A reset throws away what the client has not read yet.
        time.sleep(0.4)
        handler.reset()

    return script


def hangs(handler: Handler, _: Asked) -> None:
    """Nothing at all, until the test is over."""
    handler.server.released.wait(30)


def resets(handler: Handler, _: Asked) -> None:
    """A reset at once."""
    handler.reset()


def drips(handler: Handler, _: Asked) -> None:
    """A letter now and then, without end."""
    handler.begin()
    while not handler.server.released.wait(0.05):
        handler.piece(".")


def sends_raw(data: bytes) -> Script:
    """Bytes that are no events."""

    def script(handler: Handler, _: Asked) -> None:
        handler.begin()
        handler.raw(data)

    return script


def rows(statements: Iterable[dict[str, object]]) -> str:
    """Statements as the model is asked to write them: one object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in statements)
