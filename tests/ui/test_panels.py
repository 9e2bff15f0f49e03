"""Answers as HTML: what is shown, how it is numbered, and that nothing from outside becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.answers import NEAREST
from rag.domain import (
    Answer,
    AnswerMode,
    AnswerStatus,
    AppliedFilter,
    Citation,
    Outcome,
    SearchedScope,
    Statement,
    Step,
)
from rag.drafting import GAP
from ui import panels, texts, welcome
from ui.exchanges import Exchange

CITATION = Citation(
    7,
    date(2021, 5, 12),
    "Miljøudvalget",
    "2",
    "Ny cykelsti",
    "05.01.00-G01-7-21",
    "Beslutning",
    "Stien anlægges.",
    40,
    55,
    "a.md",
)
OTHER = replace(CITATION, item_id=8, number="3", start=5, end=9)
SCOPE = SearchedScope(5, date(2017, 12, 21), date(2022, 2, 3))
ANSWER = Answer(AnswerStatus.ANSWERED, "Stien anlægges. [1]", citations=(CITATION,), checked=1, proposed=1, scope=SCOPE)

HOSTILE = (
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param('<img src=x onerror="alert(1)">', id="image tag"),
    pytest.param("![x](http://example.org/x.png)", id="markdown image"),
    pytest.param("[x](javascript:alert(1))", id="javascript link"),
    pytest.param("[x]: http://example.org\n\n[x]", id="reference link"),
    pytest.param("<http://example.org>", id="autolink"),
    pytest.param('"><svg onload=alert(1)>', id="attribute break"),
    pytest.param("' onmouseover='alert(1)", id="single quote"),
    pytest.param("`<b>` ```\n<b>\n```", id="code"),
    pytest.param("&lt;script&gt;", id="entities"),
    pytest.param("${alert(1)} {{alert}}", id="template"),
)

ALLOWED = {
    "article", "h2", "h3", "span", "div", "p", "button", "ol", "ul", "li", "svg", "path", "circle", "strong", "em",
    "table", "thead", "tbody", "tr", "th", "td", "blockquote", "br", "section", "code", "a", "details", "summary",
    "form", "fieldset", "legend", "label", "input", "textarea",
}  # fmt: skip


class Tags(HTMLParser):
    """Collects the tags and attributes of a page as a browser reads them, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def buttons(self, css: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == "button" and attributes.get("class") == css]


def shown(answer: Answer, dropped: frozenset[str] = frozenset(), *, live: bool = True) -> Tags:
    return Tags(panels.answer_panel(Exchange("Hvad?", dropped, answer=answer), live=live))


def assert_harmless(tags: Tags) -> None:
    names = {tag for tag, _ in tags.tags}
    assert names <= ALLOWED, names - ALLOWED
    for _, attributes in tags.tags:
        assert not any(name.startswith("on") or name in {"src", "style", "srcset", "action"} for name in attributes)
        assert re.fullmatch(r"soeg(\?q=[\w%.~-]*)?", attributes.get("href") or "soeg", re.ASCII)


def hostile_answer(words: str) -> Answer:
    quote = f"{words}{GAP}{words}"
    citation = replace(CITATION, title=words, case_number=words, body=words, quote=quote, source=words)
    return Answer(
        AnswerStatus.NOT_FOUND,
        f"{words} [1]",
        citations=(citation,),
        nearest=(citation,),
        filters=(AppliedFilter("bodies", words), AppliedFilter("periods", words, applied=False)),
        notes=(words,),
        scope=SCOPE,
        outcome=Outcome.REJECTED,
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    tags = Tags(panels.conversation([Exchange(words, answer=hostile_answer(words))]))
    assert_harmless(tags)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_while_streaming(words: str) -> None:
    entry = Exchange(words, step=words, statements=(Statement(words, (CITATION,)),))
    assert_harmless(Tags(panels.conversation([entry, Exchange("spørgsmål", failure=words)])))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_examples_stay_words(words: str) -> None:
    assert_harmless(Tags(welcome.welcome(SCOPE, (words,))))


@given(st.text(max_size=80))
def test_any_words_stay_words(words: str) -> None:
    assert_harmless(Tags(panels.conversation([Exchange(words, answer=hostile_answer(words))])))


def test_a_question_is_shown_as_it_was_asked() -> None:
    tags = Tags(panels.conversation([Exchange("Hvad med <Åvej> & 5 > 3?")]))
    assert "Hvad med <Åvej> & 5 > 3?" in tags.words


def test_citations_are_numbered_buttons_that_know_their_place() -> None:
    answer = replace(ANSWER, text="Først [1], så [2].", citations=(CITATION, OTHER))
    first, second = shown(answer).buttons("citation")
    assert (first["data-item"], first["data-start"], first["data-end"], first["data-number"]) == ("7", "40", "55", "1")
    assert (second["data-item"], second["data-number"], second["data-total"]) == ("8", "2", "2")
    assert first["aria-label"] == "Vis kilde 1: Miljøudvalget, 12. maj 2021, punkt 2, Ny cykelsti"


def test_a_quote_with_a_gap_goes_along_to_its_source() -> None:
    gapped = replace(OTHER, quote=f'"Stien"{GAP}anlægges.')
    tags = shown(replace(ANSWER, text="Først [1], så [2].", citations=(CITATION, gapped)))
    for css in ("citation", "source-link"):
        assert [button.get("data-quote") for button in tags.buttons(css)] == [None, '"Stien" […] anlægges.']


@pytest.mark.parametrize("number", ["[0]", "[2]", "[999]", "[x]", "[ 1]", "[1234]"])
def test_a_number_without_a_citation_stays_text(number: str) -> None:
    tags = shown(replace(ANSWER, text=f"Stien anlægges. {number}"))
    assert number in tags.words
    assert not tags.buttons("citation")


def test_an_escaped_number_stays_text() -> None:
    assert not shown(replace(ANSWER, text=r"Afsnit \[1\]")).buttons("citation")


def test_the_same_citation_keeps_its_number_while_streaming() -> None:
    text, citations = panels.streamed([Statement("A", (CITATION,)), Statement("B", (OTHER, CITATION))])
    assert text == "A [1]\n\nB [2][1]"
    assert citations == (CITATION, OTHER)


@pytest.mark.parametrize(
    ("markdown", "tag"),
    [
        ("**fed**", "strong"),
        ("- a\n- b", "ul"),
        ("1. a\n2. b", "ol"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "table"),
        ("> ord", "blockquote"),
    ],
)
def test_the_small_set_of_markdown_becomes_markup(markdown: str, tag: str) -> None:
    assert tag in {name for name, _ in Tags(panels.prose(markdown, ())).tags}


@pytest.mark.parametrize("markdown", ["# Overskrift", "---", "`kode`", "<b>fed</b>", "http://example.org"])
def test_other_markdown_stays_text(markdown: str) -> None:
    assert {name for name, _ in Tags(panels.prose(markdown, ())).tags} == {"div", "p"}


@pytest.mark.parametrize(
    "markdown",
    ["9. maj 2018", "- 9. maj 2018, Chefforum\n- 21. december 2017, Chefforum", "Møderne:\n\n12. maj var det første."],
)
def test_a_date_is_not_the_number_of_a_list(markdown: str) -> None:
    tags = Tags(panels.prose(markdown, ()))
    assert "ol" not in {name for name, _ in tags.tags}
    assert re.findall(r"\d+\. \w+", markdown) == re.findall(r"\d+\. \w+", tags.words)


def test_numbered_points_are_a_numbered_list() -> None:
    tags = Tags(panels.prose("Det indstilles,\n\n- 1. at a\n- 2. at b", ()))
    assert [name for name, _ in tags.tags].count("li") == 2
    assert "ul" not in {name for name, _ in tags.tags}


def test_source_lines_of_the_text_are_shown_once() -> None:
    text = "Stien anlægges. [1]\n\n[1, 2] 12. maj 2021, Miljøudvalget, pkt. 2: Ny cykelsti"
    answer = replace(ANSWER, text=text, citations=(CITATION, replace(CITATION, start=0, end=5)))
    tags = shown(answer)
    assert tags.words.count("Ny cykelsti") == 1
    assert len(tags.buttons("source-link")) == 1
    assert "1, 212. maj 2021" in tags.words


def test_a_last_paragraph_that_only_looks_like_sources_stays() -> None:
    assert "[1] noget andet" in panels.spoken_part(replace(ANSWER, text="A [1]\n\n[1] noget andet"))


def test_sources_are_listed_with_date_item_title_and_journal_number() -> None:
    words = shown(ANSWER).words
    assert "12. maj 2021 · Pkt. 2" in words
    assert "Ny cykelsti" in words
    assert "05.01.00-G01-7-21" in words


def test_the_footer_says_what_was_checked_and_how_it_was_made() -> None:
    words = shown(replace(ANSWER, checked=3, proposed=3, seconds=0.42)).words
    assert "✓ 3 af 3 citater kontrolleret · Ordret fra referaterne · 0,4\N{NO-BREAK SPACE}s" in words


def test_a_failed_check_has_no_tick() -> None:
    words = shown(replace(ANSWER, checked=1, proposed=2, mode=AnswerMode.GENERATIVE)).words
    assert "1 af 2 citater kontrolleret" in words
    assert "✓" not in words


def test_an_outcome_is_a_shape_and_a_word() -> None:
    tags = shown(replace(ANSWER, outcome=Outcome.POSTPONED))
    assert "Udsat" in tags.words
    assert "svg" in {tag for tag, _ in tags.tags}


def test_a_refusal_that_names_its_scope_and_its_nearest_is_not_said_twice() -> None:
    lead = "Det fremgår ikke af de 5 referater, jeg har (… – 3. februar 2022)."
    text = f"{lead}\n\n{NEAREST}\n\n- 12. maj 2021: Ny cykelsti"
    tags = shown(Answer(AnswerStatus.NOT_FOUND, text, nearest=(CITATION,), scope=SCOPE))
    assert tags.words.count(NEAREST.rstrip(":")) == 1
    assert "Jeg har søgt" not in tags.words
    assert tags.words.count("Ny cykelsti") == 1


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_own_word(outcome: Outcome) -> None:
    assert texts.OUTCOMES[outcome]
    assert len(set(texts.OUTCOMES.values())) == len(Outcome)


def test_a_refusal_says_what_was_searched_and_leads_to_the_nearest() -> None:
    answer = Answer(AnswerStatus.NOT_FOUND, "Det fremgår ikke.", nearest=(CITATION,), scope=SCOPE)
    tags = shown(answer)
    assert "Jeg har søgt i 5 møder (21. dec. 2017 – 3. feb. 2022)." in tags.words
    assert texts.NEAREST in tags.words
    assert [button["data-item"] for button in tags.buttons("source-link")] == ["7"]


def test_only_the_last_answer_has_filters_to_remove() -> None:
    answer = replace(ANSWER, filters=(AppliedFilter("periods", "2021"),))
    tags = Tags(panels.conversation([Exchange("a", answer=answer), Exchange("b", answer=answer)]))
    (chip,) = tags.buttons("chip")
    assert chip["data-drop"] == "periods"
    assert chip["aria-label"] == "Fjern afgrænsningen 2021, og spørg igen"


def test_one_field_is_one_chip() -> None:
    answer = replace(ANSWER, filters=(AppliedFilter("periods", "2021"), AppliedFilter("periods", "2022")))
    (chip,) = shown(answer).buttons("chip")
    assert chip["aria-label"] == "Fjern afgrænsningen 2021, 2022, og spørg igen"


def test_an_unused_filter_is_told_and_can_not_be_removed() -> None:
    tags = shown(replace(ANSWER, filters=(AppliedFilter("bodies", "Chefforum", applied=False),)))
    assert "Chefforum (ikke brugt)" in tags.words
    assert not tags.buttons("chip")


def test_a_removed_filter_is_told() -> None:
    assert "Søgt uden afgrænsning på tid, udvalg" in shown(ANSWER, frozenset({"periods", "bodies"})).words


def test_copying_an_answer_takes_its_sources_along() -> None:
    (button,) = [each for each in shown(ANSWER).buttons("quiet") if "data-copy" in each]
    assert button["data-copy"] == (
        "Stien anlægges. [1]\n\n[1] Miljøudvalget, 12. maj 2021, pkt. 2, Ny cykelsti, j.nr. 05.01.00-G01-7-21"
    )


def test_an_unfinished_exchange_is_busy_and_says_what_happens() -> None:
    html = panels.conversation([Exchange("a", step=Step("Søger i 5 møder").text)])
    assert 'data-state="busy"' in html
    assert "Søger i 5 møder" in html


def test_what_was_not_searched_for_tells_of_no_search() -> None:
    tags = shown(Answer(AnswerStatus.NOT_FOUND, "Selv tak."))
    assert "Selv tak." in tags.words
    assert "Jeg har søgt" not in tags.words
    assert texts.SEARCH_INSTEAD not in tags.words


def test_a_refusal_can_be_widened_and_searched_for() -> None:
    narrowed = (AppliedFilter("periods", "2021"), AppliedFilter("bodies", "Chefforum"))
    answer = Answer(AnswerStatus.NOT_FOUND, "Det fremgår ikke.", filters=narrowed, scope=SCOPE)
    tags = shown(answer)
    (wider,) = tags.buttons("outlined")
    assert wider["data-drop"] == "periods bodies"
    assert [attributes["href"] for tag, attributes in tags.tags if tag == "a"] == ["soeg?q=Hvad%3F"]
    assert not shown(answer, live=False).buttons("outlined")


def test_only_the_last_answer_is_followed_by_questions() -> None:
    entry = Exchange("a", answer=ANSWER, followups=("Hvad kostede det?",))
    assert [button["data-ask"] for button in Tags(panels.conversation([entry, entry])).buttons("example")] == [
        "Hvad kostede det?"
    ]


@pytest.mark.parametrize(("rated", "pressed"), [("", ["false", "false"]), ("op", ["true", "false"])])
def test_a_judgement_that_was_made_is_shown(rated: str, pressed: list[str]) -> None:
    tags = Tags(panels.exchange(Exchange("a", answer=ANSWER, rated=rated), 0, live=True))
    assert [attributes["aria-pressed"] for _, attributes in tags.tags if "aria-pressed" in attributes] == pressed


def test_a_refusal_is_bad_for_other_reasons_than_an_answer() -> None:
    asked = [
        {attributes["value"] for _, attributes in shown(answer).tags if attributes.get("name") == "reason"}
        for answer in (ANSWER, Answer(AnswerStatus.NOT_FOUND, "Det fremgår ikke."))
    ]
    assert asked == [{"forkert", "mangelfuldt", "forkert kilde", "fremgår ikke"}, {"fremgår dog", "forkert"}]


def test_nothing_ingested_says_what_to_do() -> None:
    tags = Tags(welcome.welcome(SearchedScope(0, None, None), ()))
    assert texts.EMPTY in tags.words
    assert "referat ingest MAPPE" in tags.words
    assert texts.UPLOAD_TITLE not in tags.words


def test_one_who_may_upload_is_led_there_when_nothing_is_in() -> None:
    html = welcome.welcome(SearchedScope(0, None, None), (), "indlaes")
    assert f'href="indlaes">{texts.UPLOAD_TITLE}</a>' in html
    assert "indlaes" not in welcome.welcome(SCOPE, (), "indlaes")


@pytest.mark.parametrize(
    ("scope", "line", "years"),
    [
        pytest.param(SCOPE, "5 møder (21. dec. 2017 – 3. feb. 2022)", "5 møder, 2017–2022", id="several"),
        pytest.param(
            SearchedScope(1, date(2018, 5, 9), date(2018, 5, 9)), "1 møde (9. maj 2018)", "1 møde, 2018", id="one"
        ),
        pytest.param(SearchedScope(0, None, None), "0 møder", "", id="none"),
    ],
)
def test_scope_lines(scope: SearchedScope, line: str, years: str) -> None:
    assert welcome.scope_line(scope) == line
    assert welcome.scope_years(scope) == years


def test_a_number_stays_with_the_word_before_it() -> None:
    assert "Stien anlægges.\N{NO-BREAK SPACE}1" in shown(ANSWER).words
    assert '<span class="held">anlægges.\N{NO-BREAK SPACE}<button' in panels.prose(ANSWER.text, ANSWER.citations)


@pytest.mark.parametrize("text", ["Ord[1]", "[1]", f"{'x' * 60} [1]", "**fed** [1]", "<b> [1]", "Ord  [1] og [1][1]"])
def test_the_words_before_a_number_are_kept(text: str) -> None:
    words = Tags(panels.prose(text, [CITATION])).words
    assert "".join(words.split()) == text.replace("[1]", "1").replace("**", "").replace(" ", "")
