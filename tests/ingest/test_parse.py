from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse import parse_text
from rag.domain import AgendaItem, SectionKind
from rag.errors import DocumentRejected
from tests.ingest.test_fuzz import check_text

FRAGMENTS = st.sampled_from(
    [
        "Punkt 1: Havnen",
        "Punkt 2: Lukket",
        "## **Beslutning**",
        "Indstilling",
        "Bilag",
        "1. at det godkendes",
        "2. Skolen",
        "REFERAT Byrådet d. 01-02-2023",
        "Sagsnr. 16/24751",
        "00.30.14-G01-2-18",
        "",
        "A. Vej",
        "LUKKEDE SAGER",
        "Indholdsfortegnelse",
        "Havnen.....\t3",
        "Økonomiudvalget, 18. september 2019, pkt. 3: Anbefales.",
        "\f",
        "Ad 1",
        "Forvaltningen indstiller,",
        "- et",
        "Godkendt.",
        "Sag nr. 3",
        "**",
        "[a](#)",
        "\\_",
        "Dato: 3. maj 2018",
    ]
)


def parse_item(body: str) -> AgendaItem:
    text = f"REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: Havnen\n\n00.01.00-A00-1-23\n\n{body}"
    (item,) = parse_text(text, source_name="a.txt").meetings[0].items
    return item


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=40)), max_size=40))
def test_any_lines_give_ordered_sections_in_range(lines: list[str]) -> None:
    check_text("\n".join(lines))


@pytest.mark.parametrize(
    "unit",
    [
        "#" * 50,
        "*",
        "**a** ",
        "[",
        "[a](",
        "](",
        "\\",
        "1. ",
        "....",
        "....\t3\n",
        "Punkt 1: a\n",
        "1. a\n",
        "Beslutning\n",
        "Indholdsfortegnelse\n",
        "REFERAT Byrådet d. 01-02-2023\n",
        "A. a\n",
        "a, b d. ",
        "\n",
        "\f",
        " ",
        "Økonomiudvalget, ",
        "1-1-",
        "00.00.00-A00-",
        "(lukket",
        "sag nr. ",
        "1.1.2020 ",
        "den d. ",
        "_",
        "__a",
        "> ",
        "Sag nr. 3\n",
        "Bilag\n\n",
        "Konklusion\n",
        "Referat: a\n",
        "Forvaltningen indstiller\n",
        "Journalnummer\n",
        "a\n\nB c.\n\n",
        "Side 3\n",
        "7a. a\n",
        "A1. Aa\n",
        "010203-1234",
        "cpr ",
        "Møde i ",
        "Dato: a | ",
    ],
    ids=repr,
)
def test_time_is_linear(unit: str) -> None:
    text = "Dato: 3. maj 2018\n" + unit * (200_000 // len(unit))
    started = time.process_time()
    parse_text(text, source_name="a.txt")
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("byraadet-2018-05-09.txt", date(2018, 5, 9), id="iso"),
        pytest.param("Referat 09.05.2018.pdf", date(2018, 5, 9), id="danish"),
        pytest.param("ref_20180509.txt", date(2018, 5, 9), id="packed"),
    ],
)
def test_a_date_in_the_file_name_is_the_last_resort(name: str, day: date) -> None:
    document = parse_text("Byrådet\n\nPunkt 1: Havnen\n\nBeslutning\n\nGodkendt.", source_name=name)
    assert document.meetings[0].date == day
    assert "filnavnet" in document.warnings[0].message


def test_minutes_without_any_date_are_rejected_with_advice() -> None:
    with pytest.raises(DocumentRejected, match="Skriv datoen øverst"):
        parse_text("Byrådet\n\nPunkt 1: Havnen", source_name="a.txt")


def test_empty_text_is_rejected() -> None:
    with pytest.raises(DocumentRejected, match="ingen læsbar tekst"):
        parse_text(" \n\f\n", source_name="a.txt")


def test_the_body_can_come_from_the_folder() -> None:
    document = parse_text("Dato: 3. maj 2018\n\nPunkt 1: Havnen", source_name="Teknisk Udvalg/2018/3.txt")
    assert document.meetings[0].body == "Teknisk Udvalg"


def test_a_list_in_a_recommendation_is_no_item() -> None:
    item = parse_item("Indstilling\n\nDirektøren indstiller,\n\n1. at a godkendes\n2. Punkt 2 udsættes\n3. Resten")
    assert [section.kind for section in item.sections] == [SectionKind.RECOMMENDATION]


def test_topics_of_a_discussion_are_no_sections() -> None:
    item = parse_item("Sagsfremstilling\n\nSe bilag.\n\nBeslutning\n\nØkonomi: Der spares.\n\nStatus\n\nGodt i gang.")
    assert [section.kind for section in item.sections] == [SectionKind.CASE, SectionKind.DECISION]


def test_names_of_attachments_are_no_sections() -> None:
    item = parse_item("Beslutning\n\nGodkendt.\n\nBilag\n\nHøringssvar\n\nVedtagelse i KB 3.2.11\n\nBudget")
    assert [section.kind for section in item.sections] == [SectionKind.DECISION, SectionKind.ATTACHMENTS]


def test_the_steps_of_a_case_are_no_decisions() -> None:
    item = parse_item("Sagsgang\n\nTeknisk Udvalg den 3. januar 2023\n\nByrådet den 1. februar 2023")
    assert [section.kind for section in item.sections] == [SectionKind.PROCEDURE]


def test_an_earlier_decision_keeps_its_body_and_date_and_the_last_is_the_items_own() -> None:
    item = parse_item("Beslutning i Teknisk Udvalg den 3. januar 2023\n\nAnbefales.\n\nBeslutning\n\nUdsat.")
    first, last = item.of_kind(SectionKind.DECISION)
    assert (first.body, first.date) == ("Teknisk Udvalg", date(2023, 1, 3))
    assert (last.body, last.date) == ("", None)


def test_the_end_of_the_meeting_above_a_section_belongs_to_the_item() -> None:
    item = parse_item("Beslutning\n\nGodkendt.\n\nMødet hævet kl. 19.\n\nBilag\n\nNotat\n\nUnderskrifter\n\nIda Krogh")
    assert [section.kind for section in item.sections] == [SectionKind.DECISION, SectionKind.ATTACHMENTS]
    assert "hævet" in item.text
    assert "Ida" not in item.text


def test_votes_and_absence_stay_in_the_decision() -> None:
    body = "For stemte: 5 (A+V)\n\nImod stemte: 2 (O)\n\nFraværende: Ida Krogh (F)"
    (decision,) = parse_item(f"Beslutning\n\n{body}").sections
    assert decision.end - decision.start == len(body)


@pytest.mark.parametrize(
    "title",
    [
        "Lukket",
        "Lukket punkt",
        "Lukket - Salg",
        "Lukket: Salg",
        "Salg (lukket)",
        "Salg (FOR LUKKEDE DØRE)",
        "LUKKET SAG - Salg",
        "Closed: Sale",
        "Salg - lukket punkt",
        "Fortroligt punkt: Salg",
    ],
)
def test_closed_titles_say_nothing_else(title: str) -> None:
    text = f"REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: {title}\n\n00.01.00-A00-1-23\n\nBeslutning\n\nKøberen er Hans."
    (item,) = parse_text(text, source_name="a.txt").meetings[0].items
    assert item.closed
    assert "Sal" not in item.title + item.text
    assert "Hans" not in repr(item)
    assert item.case_number == "00.01.00-A00-1-23"


@pytest.mark.parametrize("title", ["Lukket skole på Nørregade", "Lukkede institutioner i ferien", "Lukning af vej"])
def test_titles_about_closing_are_open(title: str) -> None:
    (item,) = parse_text(f"REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: {title}", source_name="a.txt").meetings[0].items
    assert not item.closed


def test_cpr_numbers_are_flagged() -> None:
    document = parse_text("REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: A\n\n010203-1234", source_name="a.txt")
    assert "CPR" in document.warnings[-1].message


def test_pages_are_counted_by_form_feeds() -> None:
    document = parse_text("REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: A\n\f\nPunkt 2: B", source_name="a.txt")
    assert [item.page for item in document.meetings[0].items] == [1, 2]


def test_a_closed_item_that_the_numbering_does_not_reach_is_left_out() -> None:
    text = (
        "REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: Havnen\n\nBeslutning\n\nGodkendt.\n\n"
        "Lukket - Salg til Hans\n00.01.00-A00-2-23\n\nBeslutning\n\nSolgt.\n\nPunkt 2: Molen\n\nBeslutning\n\nUdsat.\n"
    )
    document = parse_text(text, source_name="a.txt")
    assert "Hans" not in repr(document)
    assert "Solgt" not in repr(document)
    assert [item.title for item in document.meetings[0].items] == ["Havnen", "Molen"]
    assert "udeladt" in document.warnings[0].message
