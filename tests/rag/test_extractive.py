"""Answers in the minutes' own words, over invented items that tempt to a wrong answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.assistant import Assistant
from rag.conversation import understand
from rag.decisions import decision_summary
from rag.domain import Answer, AnswerStatus, Filters, Outcome
from rag.evidence import EvidenceRanker
from tests.answering import read_in
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HARBOUR = """REFERAT Havneudvalget d. 02-03-2022

Mødedato Onsdag d. 2. marts 2022 kl. 16:00

Mødested Sal B

Punkt 1: Udvidelse af fiskerikajen

05.01.00-P20-3-22

Sagsfremstilling

Fiskerikajen er fra 1958. Fiskeriforeningen ønsker en udvidelse på 40 meter.

Indstilling

Forvaltningen indstiller, at fiskerikajen udvides med 40 meter.

Beslutning

Udvalget besluttede, at fiskerikajen kun udvides med 25 meter.

Punkt 2: Vinterbadernes sauna

05.01.00-P20-4-22

Sagsfremstilling

Vinterbaderne søger om at opstille en sauna på vestmolen.

Indstilling

Forvaltningen indstiller, at saunaen kan opstilles i en prøveperiode på to år.

Beslutning

Godkendt som indstillet.

Punkt 3: Rapport om oprensning af sejlrenden

05.01.00-P20-5-22

Sagsfremstilling

Oprensningen af sejlrenden blev færdig i november.

Indstilling

Forvaltningen indstiller, at orienteringen om oprensningen tages til efterretning.

Beslutning

Udvalget tog orienteringen til efterretning.

Punkt 4: Salg af havnekranen

05.01.00-P20-6-22

Sagsfremstilling

Et byggefirma har budt på havnekranen.

Indstilling

Forvaltningen indstiller, at havnekranen sælges.

Beslutning

Forslaget om at sælge havnekranen blev afvist. Udvalget vil først have kranens stel gået efter.
Imod stemte Signe Holst.

Punkt 5: Færgelejets belysning

05.01.00-P20-7-22

Sagsfremstilling

Arbejdet med færgelejets belysning omfatter:

- otte nye master
- lyskilder til LED
- et styreskab

Indstilling

Forvaltningen indstiller, at belysningen af færgelejet udbydes.

Punkt 6: Klubbernes årsplaner

05.01.00-P20-8-22

Sagsfremstilling

Årsplanerne skal ifølge Byrådets beslutning af 4. april 2016 forelægges hvert tredje år.

Beslutning

Bemærkninger:

Anna: Planerne er blevet lettere at læse. De må ikke blive for dystre.

Bo: Roklubbens tal mangler. Det bør der rettes op på.

Årsplanen for Sejlklubben blev udsat til næste møde. Årsplanerne for Roklubben og Dykkerklubben blev godkendt.

Punkt 7: Støjrapport nr. 3 fra værftet (25 min)

05.01.00-P20-9-22

Sagsfremstilling

Målingerne i støjrapporten viste 48 decibel ved nærmeste bolig. Fem naboer har klaget over larmen. To af dem bor på
Rebslagervej. Der sættes en støjskærm op ved beddingen. Dette kræver en tilladelse. Den gives af kystdirektoratet.

Beslutning

Taget til efterretning.
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over an invented meeting."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "havneudvalget-2022-03-02.txt").write_text(HARBOUR, encoding="utf-8")
    with read_in(folder, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def harbour(workspace: Workspace) -> Assistant:
    """The assistant over it."""
    return workspace.assistant


def sections(answer: Answer) -> set[str]:
    """The sections that an answer cites."""
    return {citation.section for citation in answer.citations}


QUAY_DECISION = [
    pytest.param("Hvad blev der besluttet om fiskerikajen?", id="hvad blev der besluttet"),
    pytest.param("Hvad besluttede udvalget om udvidelsen af fiskerikajen?", id="hvad besluttede"),
    pytest.param("hvad blev konklusionen på udvidelsen af fiskerikajen", id="konklusionen"),
    pytest.param("Hvad blev vedtaget om udvidelse af fiskerikajen?", id="vedtaget"),
]


@pytest.mark.parametrize("text", QUAY_DECISION)
def test_decision_is_never_taken_from_the_recommendation(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert "25 meter" in answer.text
    assert "40 meter" not in answer.text
    assert sections(answer) == {"Beslutning"}


@pytest.mark.parametrize(
    "text", ["Hvad indstillede forvaltningen om fiskerikajen?", "Hvad lød indstillingen på om fiskerikajen?"]
)
def test_recommendation_is_named_as_one(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert "40 meter" in answer.text
    assert answer.text.startswith("Indstillingen")
    assert sections(answer) == {"Indstilling"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Blev fiskerikajen udvidet, som forvaltningen havde indstillet?", id="as was recommended"),
        pytest.param("Blev havnekranen solgt, sådan som forvaltningen indstillede?", id="recommended and rejected"),
    ],
)
def test_decision_leads_where_yes_or_no_is_asked(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert answer.citations[0].section == "Beslutning"
    assert not answer.text.startswith(("Ja", "Indstillingen"))


RESOLVED = [
    pytest.param("Hvad blev der besluttet om vinterbadernes sauna?", "prøveperiode på to år", id="som indstillet"),
    pytest.param("Hvad blev der besluttet om oprensning af sejlrenden?", "tages til efterretning", id="efterretning"),
]


@pytest.mark.parametrize(("text", "recommended"), RESOLVED)
def test_as_recommended_is_resolved_with_both_quoted(harbour: Assistant, text: str, recommended: str) -> None:
    answer = harbour.answer(text)
    assert sections(answer) == {"Beslutning", "Indstilling"}
    assert answer.text.index("Indstillingen: ") > 0
    assert recommended in answer.text
    assert answer.citations[0].section == "Beslutning"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("Hvad blev der besluttet om vinterbadernes sauna?", Outcome.APPROVED, id="approved"),
        pytest.param("Hvad blev der besluttet om oprensning af sejlrenden?", Outcome.NOTED, id="noted"),
        pytest.param("Hvad blev der besluttet om salg af havnekranen?", Outcome.REJECTED, id="rejected"),
    ],
)
def test_outcome_of_a_decision(harbour: Assistant, text: str, outcome: Outcome) -> None:
    assert harbour.answer(text).outcome is outcome


@pytest.mark.parametrize(
    "text", ["Hvorfor blev salget af havnekranen ikke vedtaget?", "Hvorfor fik byggefirmaet afslag på havnekranen?"]
)
def test_why_something_was_turned_down_is_told_with_its_decision(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert "kranens stel gået efter" in answer.text
    assert "Beslutning" in sections(answer)


@pytest.mark.parametrize("text", ["Blev salget af havnekranen godkendt?", "Blev det vedtaget at sælge havnekranen?"])
def test_yes_no_question_to_a_rejection_is_no(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert answer.text.startswith("Nej.")
    assert "afvist" in answer.text
    assert answer.citations[0].section == "Beslutning"


def test_list_comes_whole(harbour: Assistant) -> None:
    text = harbour.answer("Hvilke arbejder omfatter færgelejets belysning?").text
    assert all(entry in text for entry in ("otte nye master", "lyskilder til LED", "et styreskab"))


def test_every_quote_stands_word_for_word(workspace: Workspace) -> None:
    for case in (*QUAY_DECISION, *RESOLVED):
        answer = workspace.assistant.answer(str(case.values[0]))
        records = workspace.catalog.items(citation.item_id for citation in answer.citations)
        assert answer.citations
        for citation in answer.citations:
            assert citation.quote
            assert records[citation.item_id].item.text[citation.start : citation.end] == citation.quote


def test_who_said_something_is_the_name_that_it_stands_under(harbour: Assistant) -> None:
    answer = harbour.answer("Hvem var bange for, at klubbernes årsplaner bliver for dystre?")
    assert "Anna:" in answer.text


def test_what_was_postponed_denies_nothing_else(harbour: Assistant) -> None:
    answer = harbour.answer("Blev Roklubbens årsplan godkendt?")
    assert "Roklubben og Dykkerklubben blev godkendt" in answer.text
    assert not answer.text.startswith("Nej")


@pytest.mark.parametrize("when", ["4. april 2016", "2016"])
def test_the_day_of_a_decision_that_the_minutes_lean_on_is_no_meetings(harbour: Assistant, when: str) -> None:
    answer = harbour.answer(f"Hvor tit skal årsplanerne forelægges efter Byrådets beslutning fra {when}?")
    assert "hvert tredje år" in answer.text


def test_a_day_without_a_meeting_is_still_told(harbour: Assistant) -> None:
    answer = harbour.answer("Hvad besluttede Havneudvalget den 4. april 2016 om årsplanerne?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "4. april 2016" in answer.text


def test_a_thing_that_is_numbered_otherwise_answers_nothing(harbour: Assistant) -> None:
    assert "48 decibel" in harbour.answer("Hvad viste målingerne i støjrapport nr. 3?").text
    assert "48 decibel" not in harbour.answer("Hvad viste målingerne i støjrapport nr. 2?").text


def test_a_line_of_a_timeline_tells_what_it_is_about(workspace: Workspace, harbour: Assistant) -> None:
    record = next(r for r in workspace.catalog.find_items(Filters()) if r.item.title == "Klubbernes årsplaner")
    about = understand("Hvordan gik det med tallene for Roklubben?", (), harbour.known())
    ranker = EvidenceRanker(workspace.search)
    plain = decision_summary(ranker, record, 100)
    told = decision_summary(ranker, record, 100, about)
    assert not any("tal mangler" in sentence.text for sentence in plain)
    assert any("tal mangler" in sentence.text for sentence in told)


def test_the_time_set_aside_for_an_item_stands_in_its_title(harbour: Assistant) -> None:
    answer = harbour.answer("Hvor mange minutter var der sat af til støjrapporten fra værftet?")
    assert "(25 min)" in answer.text
    assert "48 decibel" not in answer.text


def test_what_somebody_said_is_all_of_it_and_nobody_elses(harbour: Assistant) -> None:
    answer = harbour.answer("Hvad mente Bo om klubbernes årsplaner?")
    assert "Bo: Roklubbens tal mangler. Det bør der rettes op på." in answer.text
    assert "dystre" not in answer.text


@pytest.mark.parametrize("text", ["Hvem kommenterede årsplanerne?", "Hvem var der bemærkninger fra til årsplanerne?"])
def test_those_who_spoke_are_named(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert answer.text.startswith("Der var kommentarer fra Anna og Bo.")
    assert [citation.quote for citation in answer.citations] == ["Anna […] Bo"]


def test_remarks_come_whole_under_their_names(harbour: Assistant) -> None:
    said = " ".join(harbour.answer("Hvilke kommentarer var der til årsplanerne?").text.split())
    assert "Anna:" in said
    assert "Bo: Roklubbens tal mangler. Det bør der rettes op på." in said
    assert harbour.answer("Nævn alle dem, der udtalte sig om årsplanerne").text.startswith(
        "Der var kommentarer fra Anna og Bo."
    )


def test_what_counts_on_from_a_sentence_stands_with_it(harbour: Assistant) -> None:
    said = harbour.answer("Hvor mange naboer har klaget over støjen fra værftet?").text
    assert "Fem naboer har klaget over larmen. To af dem bor på Rebslagervej." in " ".join(said.split())


def test_a_vote_stands_with_what_was_voted_on(harbour: Assistant) -> None:
    text = " ".join(harbour.answer("Hvem stemte imod salget af havnekranen?").text.split())
    assert "kranens stel gået efter. Imod stemte Signe Holst" in text


def test_what_leans_on_a_sentence_that_leans_has_both(harbour: Assistant) -> None:
    said = " ".join(harbour.answer("Hvem giver tilladelsen? Er det kystdirektoratet?").text.split())
    assert "støjskærm op ved beddingen. Dette kræver en tilladelse. Den gives af kystdirektoratet." in said


def test_each_part_of_a_question_is_answered(harbour: Assistant) -> None:
    text = harbour.answer("Hvor mange naboer har klaget over larmen, og hvad sættes der op ved beddingen?").text
    assert "Fem naboer" in text
    assert "Der sættes en støjskærm op" in text


def test_points_of_a_recommendation_that_have_no_room_are_marked_as_left_out(tmp_path: Path) -> None:
    points = "\n".join(
        f"{n}. at der ved bro {n} i lystbådehavnen opsættes en redningsstige af galvaniseret stål,"
        for n in range(1, 15)
    )
    (tmp_path / "referat.txt").write_text(
        "REFERAT Havneudvalget d. 06-04-2022\n\nPunkt 1: Redningsstiger\n\nIndstilling\n\nForvaltningen indstiller,\n\n"
        f"{points}\n\nBeslutning\n\nGodkendt som indstillet.\n",
        encoding="utf-8",
    )
    with read_in(tmp_path, tmp_path / "data") as workspace:
        text = workspace.assistant.answer("Hvad blev besluttet om redningsstigerne?").text
    assert "- 5. at der ved bro 5" in text
    assert "bro 14" not in text
    assert "\n- … [2]" in text
