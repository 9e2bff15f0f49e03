"""The server behind a proxy and for Gradio's own client: forwarded headers, and links below a root path."""

from __future__ import annotations

import contextlib
import http.client
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from rag.errors import ServerError
from tests.ui.doors import BROWSER, CLOSED, SECRET, Running, log_in
from ui.access.passwords import PasswordHash
from ui.access.sessions import COOKIE
from ui.proxies import read_proxies, read_root_path

ROOT = "/kommune/referat"


class Proxy:
    """A reverse proxy: everything below `ROOT` goes to a server, with or without the root."""

    def __init__(self, target: str, *, keeps_root: bool) -> None:
        parts = urlsplit(target)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                path = self.path if keeps_root else self.path.removeprefix(ROOT) or "/"
                headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
                told = {"X-Forwarded-Host": headers["Host"], "X-Forwarded-For": self.client_address[0]}
                headers |= {"Host": parts.netloc, **told}
                upstream = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
                with contextlib.closing(upstream):
                    upstream.request(self.command, path, body, headers)
                    reply = upstream.getresponse()
                    content = reply.read()
                self.send_response(reply.status)
                for name, value in reply.getheaders():
                    if name.lower() not in ("transfer-encoding", "content-length", "connection", "date"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - the name that the library calls

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.address = f"http://{self.host}{ROOT}/"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def below(samples_data: Path) -> Iterator[Running]:
    with Running(samples_data, accounts=CLOSED, proxies=read_proxies(["127.0.0.1"]), root_path=ROOT) as running:
        yield running


@pytest.fixture(scope="module", params=["root taken off", "root left on"])
def proxied(request: pytest.FixtureRequest, below: Running) -> Iterator[Proxy]:
    proxy = Proxy(below.address, keeps_root=request.param == "root left on")
    yield proxy
    proxy.close()


def linked(page: httpx.Response) -> set[str]:
    """The addresses that a page leads to, as a browser resolves them."""
    base = re.search(r'<base href="([^"]*)"', page.text)
    root = urljoin(str(page.url), base[1]) if base else str(page.url)
    return {urljoin(root, link) for link in re.findall(r'(?:href|src|action)="([^"#][^"]*)"', page.text)}


def test_every_view_and_link_stays_below_the_root(proxied: Proxy) -> None:
    with httpx.Client(base_url=proxied.address, trust_env=False, timeout=30, headers=BROWSER) as client:
        away = client.get("api/")
        assert away.status_code == 401
        led = client.get("")
        assert led.headers["location"].startswith(f"{ROOT}/login?next=%2F")
        assert log_in(client, "bo", wanted="/moeder").headers["location"] == f"{ROOT}/moeder"
        links: set[str] = set()
        for path in ("", "moeder", "sager", "soeg?q=cykelsti", "overblik", "login", "indlaes", "api/"):
            page = client.get(path)
            assert page.status_code == 200, path
            links |= linked(page)
        own = {link for link in links if urlsplit(link).netloc == proxied.host}
        assert links == own
        assert {link for link in links if not urlsplit(link).path.startswith(ROOT)} == set()
        for link in sorted(links):
            if not link.endswith(("/login", "/logout")):
                assert client.get(link).status_code in (200, 303, 307), link


def test_the_api_and_gradio_say_where_they_stand(proxied: Proxy) -> None:
    with httpx.Client(base_url=proxied.address, trust_env=False, timeout=30, auth=("anna", SECRET)) as client:
        assert client.get("api/openapi.json").json()["servers"] == [{"url": f"{ROOT}/api"}]
        config = client.get("config").json()
        assert config["root"].rstrip("/") == proxied.address.rstrip("/")


def test_gradios_own_client_asks_below_the_root(proxied: Proxy) -> None:
    from gradio_client import Client

    client = Client(proxied.address, auth=("anna", SECRET), verbose=False)
    assert client.config["root"].rstrip("/") == proxied.address.rstrip("/")
    client.close()


def test_the_cookie_belongs_to_the_root(proxied: Proxy) -> None:
    with httpx.Client(base_url=proxied.address, trust_env=False, timeout=30) as client:
        reply = log_in(client, "anna")
        assert f"path={ROOT};" in reply.headers["set-cookie"].casefold()
        assert client.get("api/v1/status").status_code == 200


def login_of(running: Running, **told: str) -> httpx.Response:
    headers = BROWSER | {name.replace("_", "-"): value for name, value in told.items()}
    form = {"username": "anna", "password": SECRET}
    return httpx.post(f"{running.address}/login", data=form, headers=headers, trust_env=False)


def test_a_trusted_proxy_tells_that_the_visitor_came_by_https(below: Running) -> None:
    assert "; secure" in login_of(below, X_Forwarded_Proto="https").headers["set-cookie"].casefold()
    assert "; secure" not in login_of(below).headers["set-cookie"].casefold()


def test_nobody_else_is_believed(served_closed: Running) -> None:
    told = {"X_Forwarded_Proto": "https", "X_Forwarded_Host": "ondt.example", "Forwarded": "proto=https"}
    assert "; secure" not in login_of(served_closed, **told).headers["set-cookie"].casefold()
    with served_closed.client(auth=("anna", SECRET)) as client:
        headers = {name.replace("_", "-"): value for name, value in told.items()} | {
            "X-Gradio-Server": "http://ondt.example"
        }
        assert "ondt.example" not in client.get("/config", headers=headers).text
        assert "ondt.example" not in client.get("/", headers=headers | BROWSER).text


def test_guesses_count_by_the_visitor_that_a_trusted_proxy_names(samples_data: Path) -> None:
    with Running(samples_data, accounts=CLOSED, proxies=("127.0.0.1",)) as running, running.client() as client:

        def guess(name: str, address: str) -> int:
            form = {"username": name, "password": "gæt"}
            return client.post("/login", data=form, headers={"X-Forwarded-For": address}).status_code

        # Each try takes its time, and the waits double: on a slow machine the first ones are over before the next try.
        assert any(guess(f"navn-{number}", "192.0.2.1") == 429 for number in range(18))
        assert guess("navn-98", "192.0.2.9, 192.0.2.1") == 429, "what the visitor claims of itself stands first"
        assert guess("navn-99", "192.0.2.2") == 401


@pytest.mark.parametrize(("given", "read"), [("", ""), ("/", ""), ("referat", "/referat"), ("/a/b/", "/a/b")])
def test_a_root_path_is_read(given: str, read: str) -> None:
    assert read_root_path(given) == read


@pytest.mark.parametrize("given", ["/a b", "https://ondt.example", "/a?b", "/../x", '/"x'])
def test_what_is_no_root_path_is_told(given: str) -> None:
    with pytest.raises(ServerError, match="--root-path"):
        read_root_path(given)


def test_proxies_are_addresses_and_networks() -> None:
    assert read_proxies(["10.0.0.5", "10.1.0.0/16", "::1"]) == ("10.0.0.5/32", "10.1.0.0/16", "::1/128")
    for wrong in ("*", "proxy.example", ""):
        with pytest.raises(ServerError, match="--proxy"):
            read_proxies([wrong])


# ---------------------------------------------------------------- the commands


def test_the_command_serves_as_it_is_told_and_says_who_may_read(samples_data: Path, tmp_path: Path) -> None:
    logins = tmp_path / "logins"
    hashed = PasswordHash.of(SECRET, log2_n=4).line
    logins.write_text(f"bo:indlæser:{hashed}\nanna:{SECRET}\n", encoding="utf-8")
    options = ["--port", "0", "--auth-file", str(logins), "--root-path", "referat", "--proxy", "10.0.0.0/8"]
    command = [sys.executable, "-m", "ui.cli", "mcp", "--http", "--data", str(samples_data), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = [process.stderr.readline() for _ in range(3)]
        address = re.search(r"http://127\.0\.0\.1:\d+/referat", told[0])
        assert address is not None
        assert "Kun brugerne i login-filen kan læse." in told[1]
        assert "adgangskoden for anna kan læses i login-filen" in told[2]
        assert httpx.post(f"{address[0]}/mcp", json={}, trust_env=False).status_code == 401
        assert httpx.get(f"{address[0]}/healthz", trust_env=False).status_code == 200
        process.terminate()
        out, rest = process.communicate(timeout=30)
    assert out == ""
    assert "Traceback" not in rest
    assert SECRET not in "".join(told) + rest


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--root-path", "a b", "--root-path"),
        ("--proxy", "proxy.example", "--proxy"),
        ("--auth-file", "x", "Login-filen"),
    ],
)
def test_the_command_refuses_what_it_can_not_serve_by(tmp_path: Path, option: str, value: str, told: str) -> None:
    command = [sys.executable, "-m", "ui.cli", "mcp", "--http", "--data", str(tmp_path / "data"), option, value]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- Gradio's own client


def test_gradios_own_client_logs_in_and_is_refused(served_closed: Running) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AuthenticationError

    with pytest.raises(AuthenticationError):
        Client(served_closed.address, auth=("anna", "forkert"), verbose=False)
    with pytest.raises((AuthenticationError, ValueError)):
        Client(served_closed.address, verbose=False)
    client = Client(served_closed.address, auth=("anna", SECRET), verbose=False)
    assert COOKIE in client.cookies
    client.close()


def test_gradios_own_client_reads_the_page_without_a_login(served_open: Running) -> None:
    from gradio_client import Client

    client = Client(served_open.address, verbose=False)
    found: Any = client.view_api(return_format="dict")
    assert isinstance(found, dict)
    client.close()
