"""The views' addresses over a real socket, over the sample minutes: what each opens, and who may open it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from rag.domain import Filters
from rag.errors import IndexDamaged
from tests.ui.doors import BROWSER, OPEN, Running, log_in
from ui import texts
from ui.views import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

VIEWS = ("moeder", "sager", "soeg", "overblik")


@pytest.fixture(scope="module")
def visitor(served_open: Running) -> Iterator[httpx.Client]:
    with served_open.client(headers=BROWSER) as client:
        yield client


@pytest.fixture(scope="module")
def below_referat(samples_data: Path) -> Iterator[Running]:
    with Running(samples_data, accounts=OPEN, root_path="/referat") as running:
        yield running


def title(reply: httpx.Response) -> str:
    found = re.search(r"<h1>(.*?)</h1>", reply.text)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_every_item_opens_at_its_own_address(visitor: httpx.Client, served_open: Running) -> None:
    archive = served_open.workspace.archive
    records = archive.catalog.find_items(Filters())
    repeats = archive.repeats(records)
    for record in records:
        place = addresses.item(record, repeats.get(record.id, 0))
        found = archive.item(record.meeting.date, addresses.slug(record.meeting.body), record.item.number, 0)
        assert found == record, place
    reply = visitor.get(addresses.item(records[5]))
    assert reply.status_code == 200
    assert title(reply).endswith(records[5].item.title)


def test_every_meeting_opens_with_all_its_items(visitor: httpx.Client, served_open: Running) -> None:
    for meeting in served_open.workspace.catalog.meetings():
        reply = visitor.get(addresses.meeting(meeting.body, meeting.date))
        assert title(reply) == f"{meeting.body}, {texts.long_day(meeting.date)}"
        assert reply.text.count("<h3>") == meeting.item_count


def test_the_browser_is_narrowed_by_its_address(visitor: httpx.Client) -> None:
    whole = visitor.get("moeder").text
    narrowed = visitor.get(addresses.meetings("Direktionen", 2022)).text
    assert whole.count('class="when"') > narrowed.count('class="when"') == 1
    assert '<option value="Direktionen" selected>' in narrowed
    assert '<option value="2022" selected>' in narrowed


def test_a_quote_in_an_address_is_marked(visitor: httpx.Client, served_open: Running) -> None:
    record = next(
        record for record in served_open.workspace.catalog.find_items(Filters()) if "cykelsti" in record.item.text
    )
    start = record.item.text.index("cykelsti", record.item.sections[0].start)
    reply = visitor.get(addresses.item(record, spans=[(start, start + 8)]).partition("#")[0])
    assert '<mark id="citat">cykelsti</mark>' in reply.text
    parts = [(start, start + 3), (start + 5, start + 8)]
    reply = visitor.get(addresses.item(record, spans=parts).partition("#")[0])
    assert '<mark id="citat">cyk</mark>el<mark>sti</mark>' in reply.text


def test_a_case_is_followed_by_number_and_by_topic(visitor: httpx.Client, served_open: Running) -> None:
    number = served_open.workspace.archive.cases(1, 1)[0][0].case_number
    by_number = visitor.get(addresses.case(number))
    assert number in title(by_number)
    assert by_number.text.count('id="gang-') > 1
    assert visitor.get(addresses.topic(number)).headers["location"] == addresses.case(number)
    assert "cykelsti" in title(visitor.get(addresses.topic("cykelsti")))
    assert visitor.get("sag").headers["location"] == "sager"


def test_a_search_opens_in_the_same_state(visitor: httpx.Client) -> None:
    first = visitor.get("soeg?q=budget").text
    facet = next(unescape(link) for link in re.findall(r'href="([^"]+)"', first) if "organ=" in link)
    count = re.search(r'class="figure">(\d+)<', first)
    assert count
    narrowed = visitor.get(facet).text
    assert f"{count[1]} " in re.findall(r'class="count" role="status">([^<]+)<', narrowed)[0]
    assert narrowed == visitor.get(facet).text


def test_a_search_without_the_words_shows_what_is_near_in_meaning_and_nothing_far(visitor: httpx.Client) -> None:
    near, far = visitor.get("soeg?q=hjemmefra").text, visitor.get("soeg?q=xyzzyqq").text
    assert texts.NOTHING_FOUND in near
    assert "hjemmearbejde" in near.partition(texts.NEAR_IN_MEANING)[2]
    assert texts.NOTHING_FOUND in far
    assert texts.NEAR_IN_MEANING not in far


@pytest.mark.parametrize(
    "path",
    [
        "soeg?q=a&aar=nej&udfald=x&afsnit=y&orden=z&side=999999",
        "moeder?aar=99999999999&side=-1&organ=%00",
        "moeder?aar=0000000",
        "soeg?q=%FF%FE&side=%E2%85%A7",
        "soeg?q=" + "x" * 5_000,
        "soeg?q=(%5B%2A.%5C&organ='%3B--",
        "sager?side=99999999",
    ],
)
def test_odd_words_in_an_address_are_no_failure(visitor: httpx.Client, path: str) -> None:
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "moede/2022-02-30/direktionen",
        "moede/1999-01-01/direktionen",
        "moede/2022-03-10/findes-ikke",
        "punkt/2022-03-10/direktionen/999",
        "punkt/i-gaar/direktionen/1",
        "sag/99.99.99-G01-1-99",
        "sag?emne=xyzzyqq",
        "findes/ikke",
        "referat-assets/ikke.css",
    ],
)
def test_what_leads_nowhere_is_a_danish_page_to_a_reader(visitor: httpx.Client, path: str) -> None:
    reply = visitor.get(path)
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert '<html lang="da">' in reply.text
    assert title(reply) in {texts.NO_SUCH_PAGE, texts.NOT_IN_MINUTES}


def test_what_leads_nowhere_is_no_page_to_a_program(served_open: Running) -> None:
    with served_open.client() as program:
        reply = program.get("findes/ikke")
    assert reply.status_code == 404
    assert not reply.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", [*VIEWS, "findes/ikke/her"])
def test_the_browser_may_fetch_nothing_from_elsewhere_and_run_nothing_inline(visitor: httpx.Client, path: str) -> None:
    reply = visitor.get(path)
    policies = reply.headers.get_list("content-security-policy")
    assert any("default-src 'none'" in policy and "unsafe" not in policy for policy in policies)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "http://" not in reply.text
    assert "https://" not in reply.text


@pytest.mark.parametrize("path", ["moeder", "punkt/2022-03-10/direktionen/1", "sag/24/00018", "a/b/c/d"])
def test_a_page_finds_the_root_however_far_below_it_stands(visitor: httpx.Client, path: str) -> None:
    reply = visitor.get(path)
    base = re.search(r'<base href="([^"]+)">', reply.text)
    assert base
    assert reply.url.join(base[1]).path == "/"
    assert f'href="{path}#indhold"' in reply.text


@pytest.mark.parametrize("taken_off", [True, False], ids=["path taken off", "path left on"])
@pytest.mark.parametrize("path", ["moeder", "moede/2022-03-10/direktionen", "findes/ikke"])
def test_behind_a_proxy_every_link_stays_below_its_path(below_referat: Running, path: str, taken_off: bool) -> None:
    own = below_referat.address.removesuffix("/referat")
    reply = httpx.get(f"{own}/{path}" if taken_off else f"{own}/referat/{path}", headers=BROWSER, trust_env=False)
    base = re.search(r'<base href="([^"]+)">', reply.text)
    assert base
    seen = httpx.URL(f"https://kommunen.example/referat/{path}")
    assert seen.join(base[1]).path == "/referat/"


def test_where_reading_is_closed_the_views_are(served_closed: Running) -> None:
    with served_closed.client(headers=BROWSER) as client:
        for path in (*VIEWS, "moede/2022-03-10/direktionen", "sag/24/00018"):
            reply = client.get(path)
            assert reply.status_code in {302, 303}
            assert "login" in reply.headers["location"]
        log_in(client, "anna")
        assert client.get("moeder").status_code == 200


def test_the_overview_leads_those_who_may_to_where_minutes_are_put_in(served_closed: Running) -> None:
    ways = {}
    for name in ("anna", "bo"):
        with served_closed.client(headers=BROWSER) as client:
            log_in(client, name)
            ways[name] = client.get("overblik").text
    assert texts.UPLOAD_TITLE in ways["bo"]
    assert texts.UPLOAD_TITLE not in ways["anna"]
    assert texts.LOG_IN_TO_UPLOAD not in ways["anna"] + ways["bo"]


def test_an_unknown_visitor_is_led_to_the_login(visitor: httpx.Client) -> None:
    page = visitor.get("overblik").text
    link = next(unescape(found) for found in re.findall(r'href="([^"]+)"', page) if "login" in found)
    assert visitor.get(link).status_code == 200


def test_before_anything_is_in_every_view_says_what_to_do(tmp_path: Path) -> None:
    with Running(tmp_path / "data", accounts=OPEN) as running, running.client(headers=BROWSER) as client:
        for path in (*VIEWS, "sag/24/00018"):
            reply = client.get(path)
            assert reply.status_code == 200
            assert title(reply) == texts.EMPTY
            assert texts.EMPTY_COMMAND in reply.text


def test_failures_are_told_in_danish_without_their_details(
    visitor: httpx.Client, served_open: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = type(served_open.workspace.archive)

    def damaged(*_: object) -> None:
        raise IndexDamaged("Indekset kan ikke læses.")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(archive, "find", damaged)
    monkeypatch.setattr(archive, "holdings", broken)
    told, silent = visitor.get("soeg?q=budget"), visitor.get("overblik")
    assert (told.status_code, silent.status_code) == (503, 500)
    assert "Indekset kan ikke læses." in told.text
    assert "secret" not in silent.text
    assert texts.VIEW_FAILED_BODY in silent.text
