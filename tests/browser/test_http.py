"""The server over HTTP: health, the page in Danish, its headers, login, and a port that is taken."""

from __future__ import annotations

import re
import socket
import urllib.error
import urllib.request
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from rag.errors import ServerError
from ui.danish import ASSETS
from ui.server import Site, start

if TYPE_CHECKING:
    from tests.browser.conftest import Served


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    return reply(urllib.request.Request(url, headers=headers))


def reply(request: urllib.request.Request) -> tuple[int, dict[str, str], str]:
    """Status, headers and body, refusals too."""
    try:
        answer = urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, dict(answer.headers), answer.read().decode()


def test_health(served: Served) -> None:
    status, _, body = fetch(f"{served.address}/healthz")
    assert (status, body) == (200, '{"status":"ok"}')


def test_the_page_is_danish_and_names_no_other_host(served: Served) -> None:
    _, headers, body = fetch(served.address, Accept="text/html", **{"Accept-Encoding": "gzip, br"})
    assert '<html\n\tlang="da"' in body
    assert f'src="{ASSETS[1:]}/page.js"' in body
    assert int(headers["content-length"]) == len(body.encode())
    head = body[: body.index("window.gradio_config")]
    assert re.findall(r"https?://[^\s\"']+", head) == []


def test_everything_carries_a_policy_that_keeps_the_browser_here(served: Served) -> None:
    for path in ("/", "/healthz", f"{ASSETS}/page.css", "/config"):
        policy = fetch(served.address + path)[1]["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


def test_gradios_own_client_asks(served: Served) -> None:
    from gradio_client import Client

    client = Client(served.address, verbose=False)
    try:
        answer = client.predict("Hvad blev der besluttet om cykelstien?", api_name="/ask")
        assert answer["citations"][1]["quote"] == "Der afsættes 1,2 mio. kr. til formålet."
        with pytest.raises(Exception, match="kør først: referat ingest MAPPE"):
            client.predict("fejl", api_name="/ask")
    finally:
        client.close()


def test_our_assets_are_small() -> None:
    sizes = [len(entry.read_bytes()) for entry in files("ui").joinpath("assets").iterdir()]
    assert 0 < sum(sizes) < 300_000


def test_the_icon_is_ours(served: Served) -> None:
    with urllib.request.urlopen(f"{served.address}/favicon.ico", timeout=20) as answer:
        assert answer.read() == files("ui").joinpath("assets", "favicon.png").read_bytes()


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/gradio_api/runs"])
def test_what_we_do_not_offer_is_not_there(served: Served, path: str) -> None:
    assert fetch(served.address + path)[0] == 404


def test_uploads_are_refused(served: Served) -> None:
    boundary = "xx"
    part = 'Content-Disposition: form-data; name="files"; filename="a.txt"'
    body = f"--{boundary}\r\n{part}\r\n\r\n{'a' * 500}\r\n--{boundary}--\r\n"
    request = urllib.request.Request(
        f"{served.address}/gradio_api/upload",
        data=body.encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
    )
    assert reply(request)[0] == 413


def test_behind_a_login_the_conversation_is_not_given_away(served_login: Served) -> None:
    assert fetch(f"{served_login.address}/healthz")[0] == 200
    assert "cykelstien" not in fetch(served_login.address)[2]
    assert fetch(f"{served_login.address}/config")[0] == 401


def test_a_port_that_is_taken_is_told_in_one_sentence(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    with pytest.raises(ServerError, match=rf"Port {port} på 127\.0\.0\.1 er optaget"):
        start(served.responder, Site(port=port))


@pytest.mark.parametrize(
    ("host", "port"), [("203.0.113.1", 0), ("ingen-saadan-maskine.invalid", 0), ("127.0.0.1", 99999)]
)
def test_an_address_that_can_not_be_used_is_told_in_one_sentence(served: Served, host: str, port: int) -> None:
    with pytest.raises(ServerError, match=r"Siden kan ikke åbnes på .*--host eller --port\."):
        start(served.responder, Site(host=host, port=port))


def test_a_free_port_is_given_back(served: Served) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(ServerError):
            start(served.responder, Site(port=taken.getsockname()[1]))
