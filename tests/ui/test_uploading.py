"""Putting minutes in: who may, which files are taken, and that they are answered from afterwards."""

from __future__ import annotations

import io
import json
import re
import socket
import threading
import time
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from rag.catalog import Catalog
from rag.errors import DocumentRejected
from tests.ui.doors import ANNA, BO, BROWSER, OPEN, SAMPLES, SECRET, Running, account, copied, log_in, workspace
from ui.access.accounts import Accounts, Role
from ui.uploading.files import keep, plain_name
from ui.uploading.jobs import BELOW, FOLDER, UPLOADS_AN_HOUR, Uploader, UploadLimited

MINUTES = "REFERAT Havneudvalget d. 03-02-2025\n\nPunkt 1: Ny mole\n\nBeslutning\n\nUdvalget godkendte molen.\n"
CLOSED_MINUTES = (
    "REFERAT Havneudvalget d. 04-03-2025\n\nPunkt 1: LUKKET - Køb af Strandvej 7\n\nBeslutning\n\nKøbt for 3 mio. kr.\n"
)


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as entry:
        for _ in range(40):
            entry.write(bytes(1 << 20))
    return packed.getvalue()


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("sent", "plain"),
    [
        ("referat.txt", "referat.txt"),
        ("../../../etc/referat.txt", "referat.txt"),
        ("C:\\Brugere\\anna\\referat.txt", "referat.txt"),
        ("/etc/cron.d/referat.txt", "referat.txt"),
        ("re\u0000fe\u202erat\n.txt", "referat.txt"),
        ("møde: 3?.txt", "møde 3.txt"),
        ("a\u030arhus.txt", "århus.txt"),
    ],
)
def test_a_name_keeps_nothing_but_its_last_part(sent: str, plain: str) -> None:
    assert plain_name(sent) == plain


@pytest.mark.parametrize(
    "sent", ["", "..", ".", "/", "mappe/..", ".htaccess", "~$referat.docx", "x" * 147 + ".txt", " "]
)
def test_a_name_of_which_nothing_is_left_is_refused(sent: str) -> None:
    with pytest.raises(DocumentRejected, match="Filnavnet"):
        plain_name(sent)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("a.exe", b"MZ", "kan ikke læses", id="unknown type"),
        pytest.param("a", b"tekst", "kan ikke læses", id="no type"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0", "Gamle Word-filer", id="old Word"),
        pytest.param("a.txt", b"", "tom", id="empty"),
        pytest.param("a.txt", b"MZ\x90\x00 program", "Indholdet", id="a program as text"),
        pytest.param("a.md", b"%PDF-1.7", "Indholdet", id="pdf as text"),
        pytest.param("a.pdf", b"<html>", "Indholdet", id="html as pdf"),
        pytest.param("a.docx", b"%PDF-1.7", "Indholdet", id="pdf as Word"),
        pytest.param("a.zip", b"PK\x03\x04 rest", "beskadiget", id="damaged zip"),
        pytest.param("a.zip", zipped(**{"../../ude.txt": "x"}), "peger ud af mappen", id="zip out of the folder"),
        pytest.param("a.zip", zipped(**{"b.zip": "PK"}), "Zip-filer i zip-filer", id="zip in zip"),
        pytest.param("a.zip", bomb(), "urimeligt meget", id="zip bomb"),
    ],
)
def test_what_is_no_file_of_minutes_is_not_kept(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(DocumentRejected, match=told):
        keep(name, io.BytesIO(content), tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_kept_whole_and_replaces_its_namesake(tmp_path: Path) -> None:
    for content in (b"den ene", b"den anden"):
        assert keep("../a.txt", io.BytesIO(content), tmp_path, {}) == "a.txt"
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [content]


def test_a_file_above_the_limit_is_not_kept(tmp_path: Path) -> None:
    large = (tmp_path / "large").open("w+b")
    with large:
        large.truncate((100 << 20) + 1)
        with pytest.raises(DocumentRejected, match="grænsen er 100 MB"):
            keep("a.txt", large, tmp_path / "none", {})


def test_an_hour_has_room_for_so_many_uploads(tmp_path: Path) -> None:
    now = [0.0]
    uploader = Uploader(workspace(tmp_path), lambda: now[0])
    for _ in range(UPLOADS_AN_HOUR):
        uploader.admit("bo")
    with pytest.raises(UploadLimited, match="vent lidt"):
        uploader.admit("bo")
    uploader.admit("anna")
    now[0] = 3601.0
    uploader.admit("bo")


# ---------------------------------------------------------------- over a real socket


@pytest.fixture(scope="module")
def data(samples_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(samples_data, tmp_path_factory.mktemp("upload") / "data")


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Running]:
    with Running(data, accounts=Accounts({"anna": ANNA, "bo": BO, "ida": account("ida", Role.UPLOADER)})) as server:
        yield server


@pytest.fixture
def bo(running: Running) -> Iterator[httpx.Client]:
    with running.client(headers=BROWSER) as client:
        assert log_in(client).status_code == 303
        yield client


def send(client: httpx.Client, *files: tuple[str, bytes]) -> httpx.Response:
    return client.post("/indlaes", files=[("files", (name, content)) for name, content in files])


def followed(client: httpx.Client, reply: httpx.Response) -> str:
    """The report of an upload, when it is there, as text."""
    assert reply.status_code == 303, reply.text
    end = time.monotonic() + 60
    while "refresh" in (shown := client.get(reply.headers["location"])).headers:
        assert time.monotonic() < end
        time.sleep(0.2)
    assert shown.status_code == 200
    return unescape(re.sub(r"<[^>]+>", " ", shown.text))


def test_only_those_with_the_role_may(running: Running) -> None:
    files = [("files", ("a.txt", MINUTES.encode()))]
    with running.client(headers=BROWSER) as client:
        for name in ("anna",):
            log_in(client, name)
            for reply in (client.get("/indlaes"), client.post("/indlaes", files=files), client.get("/indlaes/x")):
                assert reply.status_code == 403
                assert "anna må ikke lægge referater ind" in reply.text
    with running.client(auth=("anna", SECRET)) as client:
        reply = client.post("/indlaes", files=files)
        assert (reply.status_code, reply.headers["content-type"]) == (403, "application/problem+json")


def test_nobody_unknown_may_while_everybody_reads(samples_data: Path) -> None:
    with Running(samples_data, accounts=OPEN) as open_server, open_server.client(headers=BROWSER) as client:
        for reply in (client.get("/indlaes"), send(client, ("a.txt", MINUTES.encode()))):
            assert reply.status_code == 403
            assert "Kun brugere med rollen indlæser" in reply.text
            assert "login?next=/indlaes" in reply.text
    assert not (samples_data / FOLDER).exists()


def test_a_form_of_another_site_puts_nothing_in(bo: httpx.Client, data: Path) -> None:
    reply = bo.post("/indlaes", files=[("files", ("a.txt", b"x"))], headers={"Origin": "https://ondt.example"})
    assert reply.status_code == 403
    assert not (data / FOLDER / BELOW / "a.txt").exists()


def test_minutes_are_put_in_told_of_and_answered_from(bo: httpx.Client, running: Running, data: Path) -> None:
    question = {"question": "Hvad besluttede Havneudvalget om den nye mole?"}
    assert bo.post("/api/v1/ask", json=question).json()["status"] == "not_found"
    statuses: list[int] = []
    stop = threading.Event()

    def keep_reading() -> None:
        with running.client(auth=("anna", SECRET)) as reader:
            while not stop.is_set():
                statuses.append(reader.get("/api/v1/search", params={"q": "cykelsti"}).status_code)

    reading = threading.Thread(target=keep_reading)
    reading.start()
    told = followed(bo, send(bo, ("../havn <b>2025</b>.txt", MINUTES.encode()), ("b.exe", b"MZ")))
    stop.set()
    reading.join(20)
    assert "1 nye" in told
    assert "1 punkter" in told
    assert "b.exe" in told
    assert "Filtypen ».exe« kan ikke læses" in told
    assert set(statuses) == {200}
    (kept,) = (data / FOLDER / BELOW).iterdir()
    assert kept.name == "b.txt"
    answer = bo.post("/api/v1/ask", json=question).json()
    assert answer["citations"][0]["quote"] == "Udvalget godkendte molen."
    assert answer["citations"][0]["source"].startswith(f"{BELOW}/")
    journal = [json.loads(line) for line in (data / FOLDER / "journal.jsonl").read_text("utf-8").splitlines()]
    assert [entry["by"] for entry in journal] == ["bo"]


def test_what_can_not_be_read_is_told_and_let_go(bo: httpx.Client, data: Path) -> None:
    told = followed(bo, send(bo, ("uden-dato.txt", b"Her er ingen dato og intet punkt.")))
    assert "Kunne ikke læses" in told
    assert "ingen mødedato" in told
    assert not (data / FOLDER / BELOW / "uden-dato.txt").exists()


def test_a_file_that_is_in_already_is_not_taken_twice(bo: httpx.Client) -> None:
    sample = next(path for path in sorted(SAMPLES.iterdir()) if path.suffix == ".md")
    told = followed(bo, send(bo, ("andet-navn.md", sample.read_bytes())))
    assert f"allerede lagt ind som {sample.name}" in told


def test_a_file_never_takes_the_place_of_one_from_elsewhere(bo: httpx.Client, data: Path) -> None:
    sample = next(path for path in sorted(SAMPLES.iterdir()) if path.suffix == ".md")
    followed(bo, send(bo, (sample.name, MINUTES.replace("03-02-2025", "05-02-2025").encode())))
    sources = Catalog.open(data).sources()
    assert {sample.name, f"{BELOW}/{sample.name}"} <= set(sources)


def test_closed_items_show_only_that_they_are_closed(bo: httpx.Client) -> None:
    told = followed(bo, send(bo, ("lukket.txt", CLOSED_MINUTES.encode())))
    listed = bo.get("/api/v1/items", params={"from": "2025-03-04", "to": "2025-03-04"})
    assert listed.json()["items"][0]["closed"]
    for shown in (told, listed.text, bo.get(f"/api/v1/items/{listed.json()['items'][0]['id']}").text):
        assert "Strandvej" not in shown
        assert "3 mio" not in shown


def test_an_upload_waits_while_somebody_else_writes(bo: httpx.Client, data: Path) -> None:
    with Catalog.open(data).write():
        reply = send(bo, ("vent.txt", MINUTES.replace("03-02-2025", "06-02-2025").encode()))
        time.sleep(1)
        waiting = bo.get(reply.headers["location"])
        assert "1 fil læses ind" in waiting.text
        assert "refresh" in waiting.headers
    assert "1 nye" in followed(bo, reply)


def test_an_upload_is_shown_to_its_owner_only(bo: httpx.Client, running: Running) -> None:
    place = send(bo, ("a.exe", b"MZ")).headers["location"]
    assert "Ingen af filerne blev lagt ind" in bo.get(place).text
    with running.client(headers=BROWSER) as ida:
        log_in(ida, "ida")
        assert ida.get(place).status_code == 404
        assert ida.get("/indlaes/findes-ikke").status_code == 404


def test_an_upload_that_says_it_is_too_large_is_refused_before_it_is_sent(running: Running) -> None:
    place = urlsplit(running.address)
    head = f"POST /indlaes HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {201 << 20}\r\n"
    secret = b64encode(f"bo:{SECRET}".encode()).decode()
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        line.sendall(f"{head}Authorization: Basic {secret}\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_too_many_and_too_large_uploads_are_refused(bo: httpx.Client, data: Path) -> None:
    before = set((data / FOLDER / BELOW).iterdir())
    assert send(bo, *[(f"{number}.txt", b"x") for number in range(51)]).status_code == 400
    assert bo.post("/indlaes", content=b"ingen formular").status_code == 303
    endless = (bytes(1 << 20) for _ in range(201))
    as_form = {"Content-Type": "multipart/form-data; boundary=x"}
    assert bo.post("/indlaes", content=endless, headers=as_form).status_code in (400, 413)
    assert set((data / FOLDER / BELOW).iterdir()) == before


def test_the_form_names_what_is_taken(bo: httpx.Client) -> None:
    form = bo.get("/indlaes").text
    for kind in (".txt", ".md", ".pdf", ".docx", ".html", ".zip"):
        assert kind in form
    assert 'enctype="multipart/form-data"' in form
    assert "Du er logget ind som bo." in form
