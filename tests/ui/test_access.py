"""Who may do what: passwords, the login file, guesses, sessions, and every door while reading is closed."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from rag.errors import ServerError
from tests.ui.doors import ANNA, BROWSER, CLOSED, OPEN, SECRET, Running, account, log_in
from ui.access.accounts import ANYBODY, Accounts, Role, Visitor, read_accounts, written
from ui.access.login import inside
from ui.access.passwords import PasswordHash, PlainPassword
from ui.access.sessions import COOKIE, LIFETIME_SECONDS, Sessions
from ui.access.throttle import FORGET_SECONDS, Patience, Throttle, network


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# ---------------------------------------------------------------- passwords


def test_a_hash_is_read_as_it_was_written_and_knows_its_password() -> None:
    read = PasswordHash.read(PasswordHash.of("blåbærgrød i æsken").line)
    assert read.fits("blåbærgrød i æsken")
    assert read.fits("bla\u030abærgrød i æsken"), "å as two characters"
    assert not read.fits("blåbærgrød i æske")
    assert not read.fits("")


def test_a_hash_has_its_own_salt_and_no_password_in_it() -> None:
    first, second = (PasswordHash.of(SECRET, log2_n=4) for _ in range(2))
    assert first.line != second.line
    assert SECRET not in first.line
    assert SECRET not in repr(account("bo"))


GOOD = PasswordHash.of(SECRET, log2_n=4).line


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="nothing"),
        pytest.param(SECRET, id="a password"),
        pytest.param(GOOD.replace("scrypt$", "bcrypt$"), id="another kind"),
        pytest.param(GOOD[:-8], id="cut off"),
        pytest.param(GOOD.replace("scrypt$4$", "scrypt$30$"), id="takes all memory"),
        pytest.param(GOOD.replace("scrypt$4$", "scrypt$0$"), id="takes no work"),
        pytest.param(GOOD.replace("scrypt$4$", "scrypt$x$"), id="no number"),
        pytest.param(GOOD + "$", id="too many parts"),
    ],
)
def test_what_is_no_hash_is_refused(line: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        PasswordHash.read(line)


# ---------------------------------------------------------------- the login file


def read(folder: Path, *lines: str) -> Accounts:
    path = folder / "logins"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_accounts(path)


def test_a_file_with_uploaders_only_leaves_reading_open(tmp_path: Path) -> None:
    found = read(tmp_path, "# de, der må", "", f"bo:indlæser:{GOOD}")
    assert not found.closed
    assert found.may_read(ANYBODY)
    assert found.admit("bo", SECRET) == Visitor("bo", frozenset({Role.UPLOADER}))
    assert found.readable == ()


def test_one_reader_in_the_file_closes_reading_for_everybody_else(tmp_path: Path) -> None:
    found = read(tmp_path, f"bo:indlæser:{GOOD}", f"anna:læser:{GOOD}")
    assert found.closed
    assert not found.may_read(ANYBODY)
    assert all(found.may_read(Visitor(name, found.by_name[name].roles)) for name in ("anna", "bo"))


def test_an_account_may_have_both_roles(tmp_path: Path) -> None:
    found = read(tmp_path, f"bo:læser, indlæser:{GOOD}")
    assert found.closed
    visitor = found.admit("bo", SECRET)
    assert visitor is not None
    assert visitor.may_upload


def test_a_line_of_the_older_form_is_a_readers_and_is_told_of(tmp_path: Path) -> None:
    found = read(tmp_path, "anna:a:b c")
    assert found.readable == ("anna",)
    assert found.closed
    assert found.admit("anna", "a:b c") == Visitor("anna", frozenset({Role.READER}))
    assert found.admit("anna", "a:b") is None
    assert isinstance(found.by_name["anna"].password, PlainPassword)


def test_nobody_gets_in_with_another_name_or_password() -> None:
    assert OPEN.admit("bo", "forkert") is None
    assert OPEN.admit("BO", SECRET) is None
    assert OPEN.admit("ukendt", SECRET) is None
    assert OPEN.admit("", "") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("bo", "linje 2", id="no colon"),
        pytest.param("bo:", "linje 2", id="no password"),
        pytest.param(":indlæser:x", "linje 2", id="no name"),
        pytest.param("bo:indlæser:hemmelig", "linje 2", id="a role and a password in the clear"),
        pytest.param(f"bo:chef:{GOOD}", "linje 2", id="unknown role"),
        pytest.param(f"bo:indlæser:{GOOD[:-3]}", "linje 2", id="damaged hash"),
        pytest.param(f"anna:indlæser:{GOOD}", "nævner anna igen", id="named twice"),
    ],
)
def test_a_line_that_can_not_be_used_is_named(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(ServerError, match=told) as caught:
        read(tmp_path, f"anna:læser:{GOOD}", line)
    assert "hemmelig" not in str(caught.value)
    assert "scrypt" not in str(caught.value)


def test_an_unknown_name_takes_the_work_of_a_known_one() -> None:
    dear = PasswordHash.of(SECRET, log2_n=6)
    decoy = PasswordHash.of_nobody(dear)
    assert (decoy.log2_n, decoy.r, decoy.p) == (dear.log2_n, dear.r, dear.p)
    assert not decoy.fits(SECRET)
    assert not decoy.fits("")


def test_the_command_writes_a_line_that_is_read() -> None:
    command = [sys.executable, "-m", "ui.cli", "password", "bo", "--role", "indlæser"]
    done = subprocess.run(command, input=f"{SECRET}\n", capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert SECRET not in done.stdout
    name, role, hashed = done.stdout.strip().split(":")
    assert (name, role) == ("bo", "indlæser")
    assert PasswordHash.read(hashed).fits(SECRET)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [("bo", "kort", "mellem 10"), ("b:o", SECRET, "Navnet"), ("#bo", SECRET, "Navnet")],
)
def test_the_command_refuses_what_could_not_be_used(name: str, typed: str, told: str) -> None:
    command = [sys.executable, "-m", "ui.cli", "password", name]
    done = subprocess.run(command, input=f"{typed}\n", capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stdout == ""
    assert told in done.stderr


def test_a_written_line_is_trimmed_and_composed(tmp_path: Path) -> None:
    found = read(tmp_path, written(" A\u030ase ", Role.READER, SECRET))
    assert list(found.by_name) == ["Åse"]


# ---------------------------------------------------------------- guesses and sessions


def test_waits_double_and_are_forgotten() -> None:
    clock = Clock()
    throttle = Throttle(Patience(free=3, longest=8), clock)
    assert [throttle.begin("bo") for _ in range(4)] == [0, 0, 0, 1]
    waits = []
    for _ in range(5):
        clock.now += 8
        assert throttle.begin("bo") == 0
        waits.append(throttle.begin("bo"))
    assert waits == [2, 4, 8, 8, 8]
    assert throttle.begin("anna") == 0
    clock.now += FORGET_SECONDS + 1
    assert [throttle.begin("bo") for _ in range(3)] == [0, 0, 0]


def test_a_right_password_forgives() -> None:
    throttle = Throttle(Patience(free=1, longest=60), Clock())
    assert [throttle.begin("bo"), throttle.begin("bo")] == [0, 1]
    throttle.forgive("bo")
    assert throttle.begin("bo") == 0


def test_half_an_address_of_version_six_is_one_household() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::2")
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("192.0.2.7") == "192.0.2.7"
    assert network("unix") == "unix"


def test_a_session_ends_by_itself_and_by_logout() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    bo = Visitor("bo", frozenset({Role.UPLOADER}))
    first, second = sessions.open(bo), sessions.open(bo)
    assert first != second
    assert sessions.visitor(first) == bo
    sessions.close(first)
    assert sessions.visitor(first) is None
    clock.now += LIFETIME_SECONDS
    assert sessions.visitor(second) is None
    assert sessions.visitor("\udcff") is None


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/moeder?år=2021", "/moeder?år=2021"),
        ("", "/"),
        ("//ondt.example/x", "/"),
        ("/\\ondt.example", "/"),
        ("https://ondt.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/\t/ondt.example", "/"),
    ],
)
def test_a_login_leads_nowhere_else(wanted: str, led: str) -> None:
    assert inside(wanted) == led


# ---------------------------------------------------------------- the doors, over real sockets

READING = [
    "/",
    "/?view=api",
    "/config",
    "/gradio_api/info",
    "/gradio_api/queue/data?session_hash=x",
    "/api/",
    "/api/openapi.json",
    "/api/v1/status",
    "/api/v1/search?q=salg",
    "/api/v1/items",
    "/api/v1/items/1",
    "/api/v1/meetings",
    "/api/v1/timeline?topic=cykelsti",
    "/moeder",
    "/sager",
    "/sag/23/1187",
    "/soeg?q=cykelsti",
    "/overblik",
    "/punkt/2023-05-15/teknik-og-miljoeudvalget/2",
    "/metrics",
    "/indlaes",
    "/findes-ikke",
]


@pytest.mark.parametrize("path", READING)
def test_while_reading_is_closed_no_door_lets_anybody_in(served_closed: Running, path: str) -> None:
    with served_closed.client() as client:
        plain = client.get(path)
        assert plain.status_code == 401
        assert "Log ind for at søge i referaterne" in plain.json()["detail"]
        assert "no-store" not in plain.headers.get("set-cookie", "")
        page = client.get(path, headers=BROWSER)
        if path.startswith("/api/"):
            assert page.status_code == 401
            assert plain.headers["www-authenticate"].startswith("Basic")
        else:
            assert page.status_code == 303
            assert page.headers["location"].startswith("/login?next=%2F")


@pytest.mark.parametrize("path", ["/api/v1/ask", "/gradio_api/queue/join", "/gradio_api/run/predict", "/indlaes"])
def test_while_reading_is_closed_nothing_is_taken_either(served_closed: Running, path: str) -> None:
    with served_closed.client() as client:
        assert client.post(path, json={"question": "Hvad?"}).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/login", "/referat-assets/forms.css"])
def test_while_reading_is_closed_the_way_in_is_open(served_closed: Running, path: str) -> None:
    with served_closed.client() as client:
        assert client.get(path, headers=BROWSER).status_code == 200


def test_a_reader_logs_in_is_led_on_and_out_again(served_closed: Running) -> None:
    with served_closed.client() as client:
        form = client.get("/login", params={"next": "/api/v1/status"}, headers=BROWSER)
        assert 'value="/api/v1/status"' in form.text
        assert 'lang="da"' in form.text
        reply = log_in(client, "anna", wanted="/api/v1/status")
        assert (reply.status_code, reply.headers["location"]) == (303, "/api/v1/status")
        status = client.get("/api/v1/status")
        assert status.json()["meetings"] == 6
        assert status.headers["cache-control"] == "private, no-store"
        kept = client.cookies[COOKIE]
        assert "Du er logget ind som anna." in client.get("/login", headers=BROWSER).text
        assert client.post("/logout").status_code == 303
        assert COOKIE not in client.cookies
        assert client.get("/api/v1/status", headers={"Cookie": f"{COOKIE}={kept}"}).status_code == 401


def test_a_cookie_from_before_a_login_is_worth_nothing_after_it(served_closed: Running) -> None:
    with served_closed.client() as client:
        client.cookies.set(COOKIE, "udvalgt-af-en-anden")
        log_in(client, "anna")
        first = client.cookies.jar
        tokens = {cookie.value for cookie in first if cookie.name == COOKIE} - {"udvalgt-af-en-anden"}
        assert len(tokens) == 1
        planted = {"Cookie": f"{COOKIE}=udvalgt-af-en-anden"}
        assert httpx.get(f"{served_closed.address}/api/v1/status", headers=planted).status_code == 401
    with served_closed.client() as client:
        log_in(client, "anna")
        before = client.cookies[COOKIE]
        log_in(client, "anna")
        assert client.cookies[COOKIE] != before
        old = {"Cookie": f"{COOKIE}={before}"}
        assert httpx.get(f"{served_closed.address}/api/v1/status", headers=old).status_code == 401


def test_the_cookie_is_kept_from_scripts_and_other_sites(served_closed: Running) -> None:
    with served_closed.client() as client:
        flags = log_in(client, "anna").headers["set-cookie"].casefold()
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "path=/;" in flags
    assert "secure" not in flags, "a browser would not send it back over http"


def test_programs_send_name_and_password_each_time(served_closed: Running) -> None:
    with served_closed.client() as client:
        for _ in range(2):
            assert client.get("/api/v1/status", auth=("anna", SECRET)).status_code == 200
        wrong = client.get("/api/v1/status", auth=("anna", "forkert"))
        assert wrong.status_code == 401
        assert wrong.headers["content-type"] == "application/problem+json"
        assert "Forkert brugernavn eller adgangskode" in wrong.json()["detail"]
        for header in ("Basic", "Basic !!", "Basic YW5uYQ==", "Bearer x"):
            assert client.get("/api/v1/status", headers={"Authorization": header}).status_code == 401


def test_a_form_of_another_site_is_refused(served_closed: Running) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ondt.example"}, {"Origin": "null"}):
        with served_closed.client() as client:
            form = {"username": "anna", "password": SECRET}
            reply = client.post("/login", data=form, headers=BROWSER | headers)
            assert reply.status_code == 403
            assert COOKIE not in client.cookies
    with served_closed.client() as client:
        own = served_closed.address
        assert client.post("/login", data=form, headers=BROWSER | {"Origin": own}).status_code == 303


def test_a_wrong_password_is_told_without_the_password(served_open: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with served_open.client() as client:
        reply = log_in(client, "<b>bo", "forkert-hemmelighed")
    assert reply.status_code == 401
    assert "Forkert brugernavn eller adgangskode" in reply.text
    assert "<b>bo" not in reply.text
    assert "forkert-hemmelighed" not in reply.text + caplog.text


def test_a_form_without_end_is_not_read(served_open: Running) -> None:
    with served_open.client() as client:
        assert log_in(client, "bo", "x" * 100_000).status_code == 401


def test_guesses_are_slowed_down_by_name_and_address(samples_data: Path) -> None:
    with Running(samples_data, accounts=CLOSED) as running, running.client() as client:
        statuses = [log_in(client, "anna", f"gæt-{number}").status_code for number in range(6)]
        assert statuses == [401] * 5 + [429]
        told = log_in(client, "anna")
        assert told.status_code == 429, "not even the right one"
        assert "prøvet for mange gange; vent 1 sekund" in told.text
        assert told.headers["retry-after"] == "1"
        assert client.get("/api/v1/status", auth=("anna", SECRET)).status_code == 429
        assert log_in(client, "bo").status_code == 303, "another name from the same address"
        others = (log_in(client, f"navn-{number}", "gæt").status_code for number in range(18))
        assert 429 in others, "many names from one address"


def test_open_reading_needs_no_login(served_open: Running) -> None:
    with served_open.client() as client:
        assert client.get("/api/v1/status").status_code == 200
        page = client.get("/", headers=BROWSER)
        assert page.status_code == 200
        assert "private" not in page.headers.get("cache-control", "")


def test_without_a_login_file_the_login_page_says_so(samples_data: Path) -> None:
    with Running(samples_data) as running, running.client() as client:
        assert "Du behøver ikke logge ind" in client.get("/login", headers=BROWSER).text
        assert client.get("/api/v1/status", auth=("anna", "x")).status_code == 200
        assert log_in(client, "anna", "x").status_code == 401


def test_an_account_says_nothing_of_its_password_when_shown() -> None:
    assert "scrypt" not in repr(ANNA)
    assert "PasswordHash" not in repr(CLOSED)
