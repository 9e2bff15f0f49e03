"""The real server, in a process of its own as `referat chat` starts it or in a thread, and short ways to ask it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.server import WebServer

ROOT = Path(__file__).parents[1]
SECONDS_FOR_A_REPLY = 60
_ADDRESS = re.compile(r"http://\S+")


class InThread:
    """A server in a thread of the test's own process, which is ready when this is made; `close` ends it."""

    def __init__(self, start: Callable[[Callable[[str], None]], WebServer]) -> None:
        ready = threading.Event()
        self._server = start(lambda _address: ready.set())
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not ready.wait(0.1):
            assert self._thread.is_alive(), "the server did not start"
        self.address = self._server.address

    def close(self) -> None:
        self._server.stop()
        self._thread.join(20)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over HTTP (svar)."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def document(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes of memory that a process holds (hukommelse).

    `own` is what only it can hold; `mapped` are pages of files, which the kernel drops and reads anew where it needs
    the room.
    """

    own: int
    mapped: int

    def __str__(self) -> str:
        return f"{self.own / 1e6:.0f} + {self.mapped / 1e6:.0f}"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, and where its log goes."""

    address: str
    pid: int
    log: Path

    def get(self, path: str, **headers: str) -> Reply:
        """The reply to a GET, refusals too."""
        return self.send(urllib.request.Request(self.address + path, headers=headers))

    def post(self, path: str, document: object, **headers: str) -> Reply:
        """The reply to a JSON document, refusals too."""
        data = json.dumps(document).encode()
        told = {"Content-Type": "application/json", **headers}
        return self.send(urllib.request.Request(self.address + path, data=data, headers=told))

    def send(self, request: urllib.request.Request) -> Reply:
        """The reply to any request, refusals too."""
        try:
            answer = urllib.request.urlopen(request, timeout=SECONDS_FOR_A_REPLY)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Reply(answer.status, dict(answer.headers), answer.read().decode())

    def ask(self, question: str) -> dict[str, Any]:
        """The answer of the API, without the time it took."""
        reply = self.post("/api/v1/ask", {"question": question})
        assert reply.status == 200, reply.body
        return {key: value for key, value in reply.document.items() if key != "seconds"}

    def memory(self) -> Memory:
        """What of the machine's memory is in the server's hands."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        held = {name: int(size) * 1024 for name, size in re.findall(r"Rss(\w+):\s+(\d+) kB", status)}
        return Memory(held["Anon"], held["File"] + held["Shmem"])


@contextmanager
def serve(data: Path, *options: str, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`referat chat` over a data folder on a free port; it is ended at the end."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("REFERAT_")}
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as written, subprocess.Popen(
            [sys.executable, "-m", "ui.cli", "chat", "--port", "0", "--data", str(data), *options],
            cwd=ROOT, env={**own, **(settings or {})}, stdout=subprocess.DEVNULL, stderr=written,
        ) as process:  # fmt: skip
            try:
                yield Server(_address(process, log), process.pid, log)
            finally:
                process.terminate()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    while process.poll() is None:
        found = _ADDRESS.search(log.read_text(encoding="utf-8"))
        if found:
            return found[0].rstrip(".")
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError(log.read_text(encoding="utf-8"))
