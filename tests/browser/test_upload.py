"""Logging in and putting minutes in, in real Chromium: allowed and refused, on a phone, in the dark, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.ui.doors import ANNA, BO, SECRET, Running, filled
from ui.access.accounts import Accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.browser]

MINUTES = "REFERAT Havneudvalget d. 03-02-2025\n\nPunkt 1: Ny mole\n\nBeslutning\n\nUdvalget godkendte molen.\n"
HOSTILE = "<img src=x onerror=window.hostile=1>.txt"
SIZES = [pytest.param(1280, id="desk"), pytest.param(390, id="phone")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = filled(tmp_path_factory.mktemp("upload") / "data")
    with Running(data, accounts=Accounts({"anna": ANNA, "bo": BO})) as server:
        yield server


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(chromium: Any, running: Running) -> Iterator[Any]:
    """A page that may ask nobody else and must not fail."""
    context = chromium.new_context(locale="da-DK", viewport={"width": 1280, "height": 800})
    shown = context.new_page()
    foreign: list[str] = []
    failures: list[str] = []
    shown.on("request", lambda request: foreign.append(request.url) if not _own(request.url, running) else None)
    shown.on("pageerror", lambda error: failures.append(str(error)))
    yield shown
    assert shown.evaluate("window.hostile") is None
    context.close()
    assert (foreign, failures) == ([], [])


def _own(url: str, running: Running) -> bool:
    return url.startswith((f"{running.address}/", "data:", "blob:"))


def check(page: Any) -> None:
    """No fault that axe knows of, no wider than the window, in Danish."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.documentElement.lang") == "da"


def log_in(page: Any, running: Running, name: str, wanted: str = "/indlaes") -> None:
    page.goto(f"{running.address}/login?next={wanted}")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(SECRET)
    page.keyboard.press("Enter")


def test_one_with_the_role_puts_minutes_in_and_asks_about_them(page: Any, running: Running) -> None:
    page.goto(f"{running.address}/indlaes")
    page.get_by_label("Brugernavn").fill("bo")
    page.get_by_label("Adgangskode").fill(SECRET)
    page.get_by_role("button", name="Log ind").click()
    page.get_by_role("heading", name="Læg referater ind").wait_for()
    files = [("havn.txt", MINUTES), (HOSTILE, "Her er ingen dato."), ("program.exe", "MZ")]
    page.get_by_label("Filer").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content.encode()} for name, content in files]
    )
    page.get_by_role("button", name="Læg ind").click()
    page.get_by_text("1 nye").wait_for(timeout=60_000)
    told = page.locator("main").inner_text()
    assert "program.exe" in told
    assert "ingen mødedato" in told
    assert "1 punkter" in told
    check(page)
    page.goto(f"{running.address}/soeg?q=mole")
    page.get_by_text("Ny mole").first.wait_for()


def test_one_without_the_role_is_refused_in_danish(page: Any, running: Running) -> None:
    log_in(page, running, "anna")
    page.get_by_text("anna må ikke lægge referater ind").wait_for()
    assert page.locator("input[type=file]").count() == 0
    check(page)


def test_a_login_is_by_keyboard_and_a_wrong_one_is_told(page: Any, running: Running) -> None:
    page.goto(f"{running.address}/moeder")
    assert page.evaluate("document.activeElement.id") == "username"
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type("forkert")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert "Forkert brugernavn eller adgangskode" in page.get_by_role("alert").inner_text()
    check(page)
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.keyboard.type(SECRET)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/moeder")
    page.goto(f"{running.address}/login")
    page.get_by_role("button", name="Log ud").click()
    page.get_by_label("Brugernavn").wait_for()


@pytest.mark.parametrize("width", SIZES)
def test_each_page_is_sound_in_every_size_and_scheme(page: Any, running: Running, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{running.address}/login")
    check(page)
    log_in(page, running, "bo")
    page.get_by_label("Filer").wait_for()
    check(page)
    page.goto(f"{running.address}/api/")
    check(page)
