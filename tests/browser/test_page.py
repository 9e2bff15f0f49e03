"""The page in real Chromium: asking, sources, keyboard, phone, dark, and nothing that leaves the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import EmptyResponder, InventedResponder, Served
from ui.filechecks import check_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.browser,
    # Gradio's queue counts its events with a pandas option and a keyword that pandas is giving up.
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

QUESTION = "Hvad blev der besluttet om cykelstien?"


@pytest.fixture
def visit(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens the page; at the end nothing may have asked another host, run hostile words or failed."""
    contexts, foreign, failures = [], [], []

    def go(server: Served = served, path: str = "", **options: Any) -> Any:
        context = chromium.new_context(**{"locale": "en-US", "viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: foreign.append(request.url) if outside(request.url, server) else None)
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(server.address + path)
        return page

    yield go
    hostile = [page.evaluate("window.hostile") for context in contexts for page in context.pages]
    for context in contexts:
        context.close()
    assert foreign == []
    assert failures == []
    assert set(hostile) <= {None}


def outside(url: str, server: Served) -> bool:
    return not url.startswith((server.address + "/", "data:", "blob:"))


def ask(page: Any, question: str = QUESTION) -> Any:
    """Type a question, send it, and wait for the whole answer."""
    count = page.locator(".exchange").count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    entry = page.locator(f"#svar-{count}")
    entry.and_(page.locator("[data-state=done]")).wait_for()
    return entry


def test_an_answer_comes_bit_by_bit_and_its_source_opens_with_the_quote_in_sight(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator(".welcome").wait_for()
    page.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => {
                const entry = document.querySelector(".exchange");
                const cited = entry && entry.querySelectorAll(".said .citation").length;
                if (entry) window.seen.push(`${entry.dataset.state} ${cited}`);
            }).observe(document.querySelector("#conversation"), {childList: true, subtree: true});
        }"""
    )
    ask(page)
    seen = page.evaluate("window.seen")
    assert {"busy 1", "busy 2"} & set(seen)
    assert seen[-1] == "done 2"
    page.get_by_text("Kilde 1 af 2").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator(".said .citation").nth(1).click()
    page.get_by_text("Kilde 2 af 2").wait_for()
    mark = page.locator("#source mark")
    assert mark.inner_text() == "Der afsættes 1,2 mio. kr. til formålet."
    page.wait_for_function("document.querySelector('#source .source-scroll').scrollTop > 0")
    box, panel = mark.bounding_box(), page.locator("#source .source-scroll").bounding_box()
    assert panel["y"] <= box["y"] <= panel["y"] + panel["height"] - box["height"]


def test_a_wide_page_has_three_columns(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    page.locator("#source mark").wait_for()
    menu, talk, source = (page.locator(part).bounding_box() for part in ("#menu", "#talk", "#source"))
    assert menu["x"] == 0
    assert menu["x"] + menu["width"] <= talk["x"]
    assert talk["x"] + talk["width"] <= source["x"]
    assert source["x"] + source["width"] == 1280
    assert page.locator("#menu [aria-current=page]").inner_text() == "Spørg"
    assert page.locator("#menu .menu-scope").inner_text() == "5 møder, 2017–2022"
    page.get_by_role("link", name="Sagen over tid (2 møder)").wait_for()


def test_a_phone_folds_the_menu_and_keeps_the_source_away_until_it_is_asked_for(visit: Callable[..., Any]) -> None:
    page = visit(viewport={"width": 390, "height": 800})
    page.locator(".welcome").wait_for()
    assert not page.locator("#menu").is_visible()
    page.locator(".menu-button").click()
    page.locator("#menu").wait_for()
    page.keyboard.press("Escape")
    page.locator("#menu").wait_for(state="hidden")
    ask(page)
    page.wait_for_timeout(300)
    assert not page.locator("#source").is_visible()
    page.locator(".citation").first.click()
    page.locator("#source mark").wait_for()
    assert page.locator("#source").bounding_box()["y"] > 100


def test_sources_turn_and_lead_to_the_neighbours(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    page.get_by_text("Kilde 1 af 2").wait_for()
    page.locator("[data-turn='1']").click()
    page.get_by_text("Kilde 2 af 2").wait_for()
    page.get_by_role("button", name="Forrige punkt på mødet: Pkt. 1").click()
    page.locator("#source h3", has_text="Godkendelse af dagsorden").wait_for()
    assert page.locator("#source mark").count() == 0


def test_everything_by_keyboard(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    assert page.evaluate("document.querySelector('a, button, input, textarea').className") == "skip"
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator(".said .citation").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Kilde 1 af 2").wait_for()
    page.wait_for_function("document.activeElement.closest('#source')")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Kilde 2 af 2").wait_for()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.get_by_text("Kilde 1 af 2").wait_for()
    page.keyboard.press("Escape")
    page.locator("#source").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className") == "citation"
    page.keyboard.press("ArrowRight")
    page.get_by_text("Kilde 1 af 2").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type("a/b")
    assert page.locator("#question textarea").input_value() == "a/b"


def test_a_removed_filter_asks_again_without_it(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    page.get_by_role("button", name="Fjern afgrænsningen 2021, og spørg igen").click()
    page.get_by_text("Søgt uden afgrænsning på tid").wait_for()
    assert page.locator(".exchange").count() == 1
    assert served.responder.asked[-1][2] == {"periods"}


def test_a_refusal_leads_to_the_nearest_items(visit: Callable[..., Any]) -> None:
    page = visit()
    entry = ask(page, "Hvad med svømmehallen?")
    assert "Jeg har søgt i 5 møder (21. dec. 2017 – 3. feb. 2022)." in entry.inner_text()
    entry.locator(".nearest button").first.click()
    page.locator("#source h3", has_text="Ny cykelsti langs Åvej").wait_for()
    page.get_by_role("heading", name="Punkt fra mødet").wait_for()


def test_an_example_is_asked_with_one_press_and_a_new_conversation_starts_over(
    visit: Callable[..., Any], served: Served
) -> None:
    page = visit()
    page.get_by_role("button", name=QUESTION).click()
    page.locator("[data-state=done]").wait_for()
    ask(page, "Og hvad koster den?")
    assert [turn.role for turn in served.responder.asked[-1][1]] == ["user", "assistant"]
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.locator(".welcome").wait_for()
    assert page.locator(".exchange").count() == 0
    ask(page)
    assert served.responder.asked[-1][1] == ()


def test_a_conversation_outlives_the_page(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    ask(page, "Hvad med svømmehallen?")
    page.reload()
    page.locator("#svar-1[data-state=done]").wait_for()
    assert [words.split("\n")[-1] for words in page.locator(".question").all_inner_texts()] == [
        QUESTION,
        "Hvad med svømmehallen?",
    ]
    ask(page)
    assert page.locator(".exchange").count() == 3


def test_a_conversation_goes_on_after_a_reload(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    page.reload()
    page.locator("#svar-0").wait_for()
    ask(page, "Og hvad koster den?")
    assert [turn.content for turn in served.responder.asked[-1][1]][:1] == [QUESTION]


def test_a_question_that_was_under_way_is_asked_again_after_a_reload(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("[data-state=busy]").wait_for()
    page.reload()
    page.locator("#svar-0[data-state=done]").wait_for()
    assert page.locator(".exchange").count() == 1


def test_earlier_conversations_are_listed_opened_and_deleted(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.locator(".welcome").wait_for()
    ask(page, "Hvad med svømmehallen?")
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find((one) => localStorage[one].includes("cykelstien?"));
            localStorage[key] = JSON.stringify({...JSON.parse(localStorage[key]), at: Date.now() - 86400000});
        }"""
    )
    page.reload()
    page.locator("#svar-0[data-state=done]").wait_for()
    assert page.locator(".talks h3").all_inner_texts() == ["I dag", "I går"]
    page.locator(".talk-go", has_text="cykelstien").click()
    page.locator(".said .citation[aria-current]").first.wait_for()
    page.get_by_text("Kilde 1 af 2").wait_for()
    assert page.locator(".question").inner_text().endswith(QUESTION)
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.locator(".welcome").wait_for()
    ask(page, "Hvad om Åvej?")
    page.locator(".talk-go", has_text="cykelstien").click()
    page.wait_for_function(f"document.querySelector('.question').textContent.endsWith('{QUESTION}')")
    page.locator(".said .citation[aria-current]").first.wait_for()
    page.get_by_role("button", name="Slet samtalen Hvad med svømmehallen?").click()
    page.locator(".talk").nth(2).wait_for(state="detached")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Slet alle samtaler").click()
    page.locator(".welcome").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('referat')).length") == 0


def test_a_question_is_put_in_other_words_in_its_place(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    ask(page, "Hvad med svømmehallen?")
    page.locator("#svar-0 [data-edit]").click()
    box = page.locator("#question textarea")
    assert box.input_value() == QUESTION
    box.fill("Hvad koster cykelstien?")
    page.keyboard.press("Enter")
    page.locator("#svar-1").wait_for(state="detached")
    page.locator("#svar-0[data-state=done]").wait_for()
    assert page.locator(".question").inner_text().endswith("Hvad koster cykelstien?")
    assert served.responder.asked[-1][:2] == ("Hvad koster cykelstien?", ())


def test_a_new_conversation_where_there_is_none_leaves_the_next_answer_whole(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator(".welcome").wait_for()
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.wait_for_timeout(500)
    ask(page)
    page.get_by_role("button", name="Spørg", exact=True).wait_for()
    page.wait_for_function("document.querySelector('body > [role=status]').textContent.startsWith('Svaret er klar.')")


def test_a_question_is_asked_again(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    times = len(served.responder.asked)
    page.get_by_role("button", name="Spørg igen", exact=True).click()
    page.locator("[data-state=busy]").wait_for()
    page.locator("[data-state=done]").wait_for()
    assert page.locator(".exchange").count() == 1
    assert len(served.responder.asked) == times + 1


def test_an_answer_is_stopped(visit: Callable[..., Any], served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit()
    with monkeypatch.context() as slow:
        # A busy machine takes its time to press the button.
        slow.setattr(served.responder, "pause", 2.0)
        page.locator("#question textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator("[data-state=busy]").wait_for()
        page.get_by_role("button", name="Stop").click()
        page.get_by_text("Du stoppede svaret.").wait_for()
        page.wait_for_timeout(2_500)
    assert page.locator(".said").count() == 0
    ask(page)


def test_an_answer_is_followed_by_questions(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    page.get_by_role("button", name="Hvad koster cykelstien?").click()
    page.locator("#svar-1[data-state=done]").wait_for()
    assert served.responder.asked[-1][0] == "Hvad koster cykelstien?"


def test_an_address_asks_at_once_and_is_the_conversations_own(visit: Callable[..., Any], served: Served) -> None:
    page = visit(path="/?q=Hvad+om+%C3%85vej%3F&uden=periods")
    page.locator("#svar-0[data-state=done]").wait_for()
    assert served.responder.asked[-1] == ("Hvad om Åvej?", (), frozenset({"periods"}))
    times = len(served.responder.asked)
    page.reload()
    page.locator("#svar-0[data-state=done]").wait_for()
    assert len(served.responder.asked) == times
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.locator(".welcome").wait_for()
    assert "?" not in page.url
    ask(page)
    assert page.url.endswith("/?q=Hvad+blev+der+besluttet+om+cykelstien%3F")


def test_a_bad_answer_is_judged_with_a_reason(visit: Callable[..., Any], served: Served) -> None:
    page = visit()
    ask(page)
    page.get_by_role("button", name="Dårligt svar").click()
    page.get_by_label("Kilden er den forkerte").check()
    page.get_by_label("Skriv gerne mere").fill("Det var et andet punkt.")
    page.get_by_role("button", name="Send").click()
    page.locator(".told", has_text="Tak, det er gemt.").wait_for()
    page.wait_for_function("!document.querySelector('.why:not([hidden])')")
    first, last = served.responder.judgements[-2:]
    assert (last.verdict, last.reason, last.comment) == ("ned", "forkert kilde", "Det var et andet punkt.")
    assert first.id == last.id
    page.reload()
    page.locator("[data-state=done]").wait_for()
    assert page.get_by_role("button", name="Dårligt svar").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(("form", "ending"), [("Gem som Markdown", "md"), ("Gem som Word-fil", "docx")])
def test_an_answer_is_taken_along_and_verified(
    visit: Callable[..., Any], served: Served, tmp_path: Path, form: str, ending: str
) -> None:
    page = visit()
    ask(page)
    page.get_by_text("Tag med").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name=form).click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    check = check_file(path, served.responder)
    assert path.suffix == f".{ending}"
    assert check.sound
    assert [entry.citation.item_id for entry in check.lookups] == [11, 11]


def test_an_answer_is_opened_to_be_printed(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page)
    page.get_by_text("Tag med").click()
    with page.expect_popup() as coming:
        page.get_by_role("button", name="Åbn til udskrift").click()
    paper = coming.value
    paper.get_by_role("button", name="Udskriv").wait_for()
    assert paper.locator("h1").inner_text() == QUESTION
    assert "»Der afsættes 1,2 mio. kr. til formålet.«" in paper.locator("blockquote").all_inner_texts()


def test_a_new_conversation_ends_the_answer_that_is_on_its_way(visit: Callable[..., Any]) -> None:
    page = visit()
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("[data-state=busy]").wait_for()
    page.locator("#menu").get_by_role("button", name="Ny samtale").click()
    page.locator(".welcome").wait_for()
    page.wait_for_timeout(1500)
    assert page.locator(".exchange").count() == 0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("fejl", "Der er ikke indlæst nogen referater endnu; kør først: referat ingest MAPPE", id="ours"),
        pytest.param(
            "nedbrud", "Noget gik galt undervejs, og jeg kan ikke svare lige nu; prøv igen om lidt.", id="any"
        ),
    ],
)
def test_a_failure_is_one_sentence(visit: Callable[..., Any], question: str, sentence: str) -> None:
    page = visit()
    entry = ask(page, question)
    assert entry.locator(".failure").inner_text() == sentence
    assert "secret" not in page.content()
    assert "1,2 mio. kr." in ask(page).inner_text()


def test_hostile_minutes_run_and_load_nothing(visit: Callable[..., Any]) -> None:
    page = visit()
    entry = ask(page, "fjendtlig <script>window.hostile=9</script> <img src=x onerror='window.hostile=8'>")
    assert "<img src=" in entry.inner_text()
    entry.locator(".citation").click()
    page.locator("#source mark").first.wait_for()
    # What its quote leaves out is not marked.
    assert page.locator("#source mark").all_inner_texts() == ['<img src="http://198.51.100.7/x.png"', "`</textarea>"]
    assert "<script>window.hostile=1</script>" in page.locator("#source h3").inner_text()
    assert page.locator("#conversation :is(img, script, iframe), #source :is(img, script, iframe)").count() == 0
    links = page.locator("#source a").evaluate_all("links => links.map((link) => link.origin)")
    assert set(links) == {page.evaluate("location.origin")}
    page.wait_for_timeout(300)


def test_a_closed_item_says_so(visit: Callable[..., Any]) -> None:
    page = visit()
    entry = ask(page, "Hvad var det lukkede punkt? lukket")
    assert entry.locator(".badge").inner_text() == "Lukket punkt"
    entry.locator(".citation").click()
    page.get_by_text("Punktet er lukket. Referatet viser ikke, hvad det handler om.").wait_for()


def test_nothing_ingested_says_what_to_do(visit: Callable[..., Any], served_empty: Served) -> None:
    page = visit(served_empty)
    page.get_by_text("Der er ingen referater endnu").wait_for()
    assert page.locator(".command code").inner_text() == "referat ingest MAPPE"


def test_the_samples_are_read_in_with_one_press(visit: Callable[..., Any]) -> None:
    server = Served(EmptyResponder())
    try:
        page = visit(server)
        page.get_by_role("button", name="Læs eksemplerne ind").click()
        page.get_by_role("button", name=QUESTION).click()
        page.locator("[data-state=done]").wait_for()
        assert page.locator("#menu .menu-scope").inner_text() == "5 møder, 2017–2022"
    finally:
        server.close()


def test_a_conversation_outlives_the_server(visit: Callable[..., Any]) -> None:
    first = Served(InventedResponder())
    page = visit(first)
    ask(page)
    first.close()
    page.locator("#question textarea").fill("Og hvad koster den?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    second = Served(InventedResponder(), port=int(first.address.rpartition(":")[2]))
    try:
        page.locator("#svar-1[data-state=done]").wait_for()
        assert [turn.content for turn in second.responder.asked[-1][1]][:1] == [QUESTION]
    finally:
        page.context.close()
        second.close()


def hostile_question(page: Any) -> None:
    page.locator(".talk-go").wait_for()
    assert page.locator("#side :is(img, script)").count() == 0


def test_a_hostile_address_runs_nothing(visit: Callable[..., Any]) -> None:
    page = visit(path="/?q=%3Cimg%20src=x%20onerror=window.hostile=1%3E%3Cscript%3Ewindow.hostile=2%3C/script%3E")
    page.locator("[data-state=done]").wait_for()
    hostile_question(page)
    page.reload()
    page.locator("[data-state=done]").wait_for()
    hostile_question(page)
    page.get_by_text("Tag med").click()
    with page.expect_popup() as coming:
        page.get_by_role("button", name="Åbn til udskrift").click()
    coming.value.get_by_role("button", name="Udskriv").wait_for()
    assert coming.value.locator("img, script").count() == 0
    assert coming.value.evaluate("window.hostile") is None


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_in_any_state(visit: Callable[..., Any], width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.locator(".welcome").wait_for()
    assert_accessible(page)
    ask(page).locator(".citation").first.click()
    page.locator("#source mark").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Dårligt svar").click()
    page.locator(".told").wait_for()
    page.get_by_text("Tag med").click()
    assert_accessible(page)
    page.keyboard.press("Escape")
    ask(page, "Hvad med svømmehallen?")
    assert_accessible(page)
    ask(page, "fejl")
    assert_accessible(page)


def assert_accessible(page: Any) -> None:
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    found = Axe().run(page)
    assert found.response["passes"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


def test_copying_takes_the_journal_number(visit: Callable[..., Any]) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page).locator(".citation").first.click()
    page.get_by_role("button", name="Kopiér journalnummer").click()
    page.get_by_text("Kopieret").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "05.01.00-G01-7-21"
    page.get_by_role("button", name="Kopiér henvisning").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('pkt. 2'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_width_and_scheme_holds_its_text(visit: Callable[..., Any], width: int, scheme: str) -> None:
    page = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    ask(page).locator(".citation").first.click()
    page.locator("#source mark").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 300) == (scheme == "dark")
    assert page.locator(".source-bar [data-close]").bounding_box()["width"] >= 40


def test_a_screen_reader_hears_the_finished_answer_once(visit: Callable[..., Any]) -> None:
    page = visit()
    page.evaluate(
        """() => {
            window.heard = [];
            new MutationObserver(() => {
                const region = document.querySelector("body > [role=status]");
                if (region && region.textContent !== window.heard.at(-1)) window.heard.push(region.textContent);
            }).observe(document.body, {childList: true, subtree: true, characterData: true});
        }"""
    )
    ask(page)
    page.wait_for_timeout(500)
    (heard,) = page.evaluate("window.heard")
    assert heard.startswith("Svaret er klar. Udvalget besluttede at anlægge stien i 2022.")


ENGLISH = re.compile(
    r"\b(the|loading|submit|clear|login|username|password|settings|built|error|textbox|close|use via|share|stop)\b",
    re.IGNORECASE,
)


def visible_words(page: Any) -> str:
    return str(
        page.evaluate(
            """() => [document.title, document.body.innerText,
                ...[...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")].map((one) =>
                    ["aria-label", "title", "placeholder", "alt"].map((name) => one.getAttribute(name) || "").join(" "))
            ].join("\\n")"""
        )
    )


def test_no_english_is_left_on_the_page(visit: Callable[..., Any]) -> None:
    page = visit()
    ask(page).locator(".citation").first.click()
    page.locator("#source mark").wait_for()
    assert page.evaluate("document.documentElement.lang") == "da"
    assert ENGLISH.findall(visible_words(page)) == []


def test_the_login_is_danish_and_lets_in(visit: Callable[..., Any], served_login: Served) -> None:
    page = visit(served_login)
    page.get_by_text("Log ind for at søge i referaterne.").wait_for()
    assert page.evaluate("document.documentElement.lang") == "da"
    assert ENGLISH.findall(visible_words(page)) == []
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_role("button", name="Log ind").click()
    page.get_by_text("Forkert brugernavn eller adgangskode").wait_for()
    page.get_by_label("Brugernavn").fill("anna")
    page.get_by_label("Adgangskode").fill("hemmelig")
    page.get_by_role("button", name="Log ind").click()
    page.locator(".welcome").wait_for()
    ask(page)
    assert page.evaluate("Object.keys(localStorage).every((key) => key.startsWith('referat.samtale.anna.'))")
