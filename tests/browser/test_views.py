"""The views in real Chromium: browsing, cases, search; by keyboard, on a phone, without scripts, in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rag.domain import AgendaItem, Meeting, Section, SectionKind
from tests.invented import item, meeting, store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.doors import Running

pytestmark = pytest.mark.browser

EVIL = "<script>window.hostile=1</script><img src='http://198.51.100.7/x.png' onerror='window.hostile=2'>"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
CASE = "05.01.00-P20-7-21"
VIEWS = (
    "moeder",
    "moeder?organ=Havneudvalget&aar=2021",
    "moede/2021-05-12/havneudvalget",
    "punkt/2021-05-12/havneudvalget/2?fra=60&til=90",
    "punkt/2021-05-12/havneudvalget/3",
    "sager",
    f"sag/{CASE}",
    "sag?emne=takster",
    "soeg",
    "soeg?q=kajen&organ=Havneudvalget",
    "soeg?q=xyzzyqq",
    "overblik",
    "findes/ikke",
)


def _hostile(number: str) -> AgendaItem:
    text = f"Punkt {number}: {EVIL}\nBeslutning\n{EVIL} Godkendt."
    start = text.index("Beslutning\n") + len("Beslutning\n")
    decision = Section(SectionKind.DECISION, f"Beslutning {EVIL}", start, len(text))
    return AgendaItem(f"{number}{EVIL}", f"Titel {EVIL}", f"00.00.00-{EVIL}", text=text, sections=(decision,))


def _minutes() -> Iterator[tuple[str, Meeting]]:
    quoted = item("1", "Takster for kajen", CASE, procedure="Anbefales.", decision="Taksterne blev udsat.")
    part = quoted.sections[0]
    told = Section(
        SectionKind.DECISION, part.heading, part.start, part.end, "Økonomiudvalget", meeting("2023-05-02").date
    )
    quoted = AgendaItem("1", quoted.title, CASE, text=quoted.text, sections=(told, *quoted.sections[1:]))
    kaj = item(
        "2",
        "Ny kaj ved Nordhavnen",
        CASE,
        case="Kajen er slidt, og havnen mister skibe. " * 20,
        recommendation="at kajen bygges i 2022.",
        decision="Indstillingen blev godkendt.",
    )
    closed = AgendaItem("3", "Lukket", "27.00.00-G01-9-21", closed=True, text="Lukket")
    yield "a.txt", meeting("2021-05-12", item("1", "Dagsorden", decision="Godkendt."), kaj, closed)
    yield "b.txt", meeting("2021-09-08", item("4", "Kajen, regnskab", CASE, decision="Taget til efterretning."))
    yield "c.txt", meeting("2023-06-07", quoted)
    yield "d.txt", meeting("2022-02-02", _hostile("1"), body=f"Udvalget {EVIL}")
    for year in range(2010, 2020):
        yield f"{year}.txt", meeting(f"{year}-03-04", item("1", "Takster", decision="Godkendt."), body="Byrådet")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The whole server over minutes of a harbour, one of them hostile."""
    from tests.ui.doors import OPEN, Running, workspace

    data: Path = tmp_path_factory.mktemp("views") / "data"
    opened = workspace(data)
    with opened.catalog.write() as writer:
        writer.set_encoder(opened.encoder.name)
        for name, held in _minutes():
            store(writer, opened.encoder, name, held)
    opened.update_indexes()
    opened.vectors.close()
    opened.catalog.close()
    with Running(data, accounts=OPEN) as served:
        yield served


@pytest.fixture
def visit(chromium: Any, running: Running) -> Iterator[Callable[..., Any]]:
    """Opens a view; at the end nothing may have asked another host, run hostile words or failed."""
    contexts, foreign, failures = [], [], []

    def go(path: str = "moeder", **options: Any) -> Any:
        context = chromium.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        own = (running.address + "/", "data:", "blob:")
        page.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(f"{running.address}/{path}")
        return page

    yield go
    scripted = [page for context in contexts for page in context.pages if page.evaluate("true")]
    assert {page.evaluate("window.hostile") for page in scripted} <= {None}
    for context in contexts:
        context.close()
    assert foreign == []
    assert failures == []


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light")],
    ids=["wide, light", "wide, dark", "phone"],
)
def test_axe_finds_nothing_on_any_view(
    visit: Callable[..., Any], running: Running, size: dict[str, int], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    page = visit(color_scheme=scheme, viewport=size)
    found = {}
    for path in VIEWS:
        page.goto(f"{running.address}/{path}")
        for each in axe.run(page).response["violations"]:
            found[path, each["id"]] = [node["html"] for node in each["nodes"][:3]]
    assert found == {}


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_view_is_wider_than_its_window(visit: Callable[..., Any], running: Running, size: dict[str, int]) -> None:
    page = visit(viewport=size)
    wide = {}
    for path in VIEWS:
        page.goto(f"{running.address}/{path}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            wide[path] = width
    assert wide == {}


def test_from_the_browser_to_a_meeting_an_item_its_neighbour_and_its_case(visit: Callable[..., Any]) -> None:
    page = visit()
    page.get_by_label("Organ").select_option("Havneudvalget")
    page.get_by_label("År").select_option("2021")
    page.get_by_role("button", name="Vis").click()
    page.get_by_role("link", name="12. maj 2021").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Havneudvalget, 12. maj 2021"
    page.get_by_role("link", name="Ny kaj ved Nordhavnen").click()
    assert page.locator("aside .badge").inner_text() == "Godkendt"
    page.get_by_role("link", name="Næste punkt på mødet").click()
    assert "Punktet er lukket" in page.locator("main").inner_text()
    page.go_back()
    page.get_by_role("link", name="Sagen over tid").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"Sagen {CASE}"


def test_a_case_names_its_latest_standing_and_draws_its_years(visit: Callable[..., Any]) -> None:
    page = visit(f"sag/{CASE}")
    standing = page.locator(".standing").inner_text()
    assert "Udsat i Havneudvalget 7. juni 2023." in standing
    assert "Der er ikke noget senere referat om sagen." in standing
    assert page.locator(".axis > li .axis-year").all_inner_texts() == ["2021", "2022", "2023"]
    assert page.locator(".axis > .blank .axis-gap").inner_text() == "ingen referater"
    dots = page.locator(".dot")
    assert dots.locator(".badge").all_inner_texts() == ["Godkendt", "Taget til efterretning", "Anbefalet", "Udsat"]
    assert dots.nth(2).locator(".axis-missing").inner_text() == "Referat mangler"
    places = [dots.nth(place).bounding_box() for place in range(4)]
    assert [box["x"] for box in places] == sorted(box["x"] for box in places)
    gaps = page.locator(".gaps").inner_text()
    assert "Økonomiudvalget, 2. maj 2023: referatet er ikke læst ind." in gaps
    assert "Der er ingen referater fra Havneudvalget i 2022." in gaps
    dots.first.click()
    assert page.url.endswith("#gang-1")
    entry = page.locator("#gang-1")
    assert "Indstillingen blev godkendt." in entry.inner_text()
    entry.get_by_text("Indstillingen, som beslutningen følger").click()
    assert "at kajen bygges i 2022." in entry.inner_text()


def test_on_a_phone_the_axis_runs_down(visit: Callable[..., Any]) -> None:
    dots = visit(f"sag/{CASE}", viewport=PHONE).locator(".dot")
    boxes = [dots.nth(place).bounding_box() for place in range(4)]
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    assert len({box["x"] for box in boxes}) == 1


def test_a_search_is_narrowed_and_widened_and_its_hit_opens_at_the_words(visit: Callable[..., Any]) -> None:
    page = visit("soeg")
    page.get_by_label("Søgeord").fill("kajen")
    page.keyboard.press("Enter")
    page.get_by_text("3 punkter med »kajen«", exact=True).wait_for()
    assert page.locator(".hits mark").first.inner_text().casefold().startswith("kaj")
    facet = page.locator(".facets").get_by_role("link", name="Udsat")
    assert facet.locator(".figure").inner_text() == "1"
    facet.click()
    assert page.locator(".count").inner_text().startswith("1 punkt ")
    page.get_by_role("link", name="Fjern Udsat").click()
    assert page.locator(".hits > li").count() == 3
    page.locator(".hits").get_by_role("link", name="Ny kaj ved Nordhavnen").click()
    mark = page.locator("#citat")
    assert "kajen" in mark.inner_text()
    box = mark.bounding_box()
    assert 0 <= box["y"] < WIDE["height"]


def test_a_shared_address_opens_the_same_state_for_another(visit: Callable[..., Any], running: Running) -> None:
    page = visit("soeg?q=kajen")
    page.locator(".facets").get_by_role("link", name="2021").click()
    page.get_by_label("Rækkefølge").select_option("Nyeste først")
    page.get_by_role("button", name="Søg").click()
    other = visit(page.url.removeprefix(running.address + "/"))
    assert other.locator("main").inner_html() == page.locator("main").inner_html()
    assert other.get_by_label("Rækkefølge").input_value() == "nyeste"
    assert other.locator(".chips").inner_text().startswith("2021")


def test_on_a_phone_the_menu_folds_away_and_opens_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit("sager", viewport=PHONE)
    menu = page.get_by_role("navigation", name="Sider")
    assert menu.count() == 0
    button = page.get_by_role("button", name="Menu")
    button.focus()
    page.keyboard.press("Enter")
    menu.wait_for()
    page.keyboard.press("Escape")
    menu.wait_for(state="hidden")
    button.click()
    menu.get_by_role("link", name="Overblik").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Overblik"


def test_the_menu_marks_where_one_is(visit: Callable[..., Any]) -> None:
    page = visit(f"sag/{CASE}")
    assert page.locator("#menu [aria-current=page]").inner_text() == "Sager"


def test_by_keyboard_the_first_stop_leads_past_the_menu(visit: Callable[..., Any]) -> None:
    page = visit("soeg?q=kajen")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Spring til indholdet"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "indhold"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_slash_leads_to_the_search_field(visit: Callable[..., Any]) -> None:
    page = visit("sager")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "emne"
    page.keyboard.type("a/b")
    assert page.locator("[name=emne]").input_value() == "a/b"


def test_a_reference_is_copied_for_a_case_file(visit: Callable[..., Any]) -> None:
    page = visit("punkt/2021-05-12/havneudvalget/2", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiér henvisning").click()
    page.get_by_role("button", name="Kopiér henvisning").get_by_text("Kopieret").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"Havneudvalget, 12. maj 2021, pkt. 2, Ny kaj ved Nordhavnen, j.nr. {CASE}"


def test_everything_but_copying_works_without_scripts(visit: Callable[..., Any]) -> None:
    page = visit("sager", java_script_enabled=False, viewport=PHONE)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Sider").get_by_role("link", name="Søg").click()
    page.get_by_label("Søgeord").fill("kajen")
    page.get_by_role("button", name="Søg").click()
    assert page.locator(".hits > li").count() == 3
    page.get_by_text("Indsnævr", exact=True).click()
    page.locator(".facets").get_by_role("link", name="Udsat").click()
    page.locator(".hits h2 a").first.click()
    assert not page.get_by_role("button", name="Kopiér henvisning").is_visible()


def test_in_the_dark_the_page_is_dark(visit: Callable[..., Any]) -> None:
    page = visit("overblik", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 24)"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_on_paper_only_the_words_are_left(visit: Callable[..., Any]) -> None:
    page = visit("punkt/2021-05-12/havneudvalget/2")
    page.emulate_media(media="print")
    assert not page.locator("#menu").is_visible()
    assert not page.locator(".pager").is_visible()
    assert page.locator("h1").bounding_box()["x"] < 20


def test_the_overview_draws_meetings_with_their_gaps(visit: Callable[..., Any]) -> None:
    page = visit("overblik")
    row = page.locator(".per-year tr", has=page.get_by_role("rowheader", name="Havneudvalget"))
    assert row.locator("td svg").count() == 2
    assert row.locator("td.gap").count() == 1
    assert page.locator(".per-year .total td").count() == 14
    newest = page.get_by_role("columnheader", name="2023").bounding_box()
    assert newest["x"] + newest["width"] <= WIDE["width"]


def test_hostile_minutes_are_shown_as_the_words_they_are(visit: Callable[..., Any]) -> None:
    page = visit("moeder?aar=2022")
    page.locator(".meetings a").click()
    assert EVIL in page.locator("h1").inner_text()
    page.locator(".items h3 a").click()
    assert page.locator("h1").inner_text().endswith(f"Titel {EVIL}")
    assert page.evaluate("document.documentElement.scrollWidth") == WIDE["width"]
    page.go_back()
    page.locator(".items .case").click()
    assert EVIL in page.locator("h1").inner_text()
    assert page.locator("img, main script").count() == 0


def test_the_chat_and_the_views_share_a_menu(visit: Callable[..., Any]) -> None:
    page = visit("moeder")
    page.get_by_role("navigation", name="Sider").get_by_role("link", name="Spørg").click()
    page.locator("#question textarea").wait_for()
    page.get_by_role("navigation", name="Sider").get_by_role("link", name="Overblik").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Overblik"
