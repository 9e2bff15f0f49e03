"""What only surrounds a question, and letters and dates written otherwise than they mostly are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.courtesy import plain

ASKED = "Hvornår er kajen lukket?"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Hej! {ASKED}", id="greeting"),
        pytest.param(f"Hej med jer. {ASKED}", id="greeting to many"),
        pytest.param(f"Hej Referat, {ASKED}", id="greeting by name"),
        pytest.param(f"Kære kommune, {ASKED}", id="as in a letter"),
        pytest.param(f"{ASKED} På forhånd tak for hjælpen!", id="thanks"),
        pytest.param(f"{ASKED} Mvh. Karen Sø", id="signature"),
        pytest.param(f"{ASKED} Gerne med dato og journalnummer.", id="with what"),
        pytest.param(f"{ASKED} Skriv det så kort som muligt.", id="how"),
        pytest.param(f"{ASKED} Og hvor i referatet står det?", id="with which proof"),
        pytest.param(f"{ASKED} Svar på dansk, tak.", id="in what language"),
        pytest.param(f"{ASKED} Er det rigtigt?", id="whether it is so"),
        pytest.param(f"1) {ASKED}", id="number"),
        pytest.param(f"Spørgsmål: {ASKED}", id="heading"),
        pytest.param(f"Goddag. {ASKED} Tak.\nMed venlig hilsen\nKaren", id="all of it"),
    ],
)
def test_courtesy_is_left_out(text: str) -> None:
    assert plain(text).rstrip("?") == ASKED.rstrip("?")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("HVORNÅR ER KAJEN LUKKET?", "hvornår er kajen lukket?", id="in capitals"),
        pytest.param("Hvornaar maa man gaa paa kajen i foraaret?", "Hvornår må man gå på kajen i foråret?", id="no å"),
        pytest.param(
            "Hvad koester molen, naar den er faerdig?", "Hvad køster molen, når den er færdig?", id="all three"
        ),
        pytest.param("Hvad skete torsdag den 9. maj 2018?", "Hvad skete den 9. maj 2018?", id="day of the week"),
        pytest.param("Er kajen åben mandag 8-16?", "Er kajen åben mandag 8-16?", id="a weekday that is no date's"),
        pytest.param("Hvad skete den 9. maj '18?", "Hvad skete den 9. maj 2018?", id="short year"),
        pytest.param("referat 9. maj 18", "referat 9. maj 2018", id="short year at the end"),
        pytest.param("Kom der i maj 18 både?", "Kom der i maj 18 både?", id="a number that counts"),
        pytest.param("Hvad skete May 12, 2021?", "Hvad skete May 12, 2021?", id="a day after its month"),
        pytest.param("Hvem er Michael Poe?", "Hvem er Michael Poe?", id="a name alone tells nothing"),
        pytest.param(
            "Hvem gik paa kajen, da båden kom?", "Hvem gik paa kajen, da båden kom?", id="who has the letters"
        ),
    ],
)
def test_letters_are_read_as_they_are_meant(text: str, meant: str) -> None:
    assert plain(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hvem er det, der betaler kajen?", "hvem betaler kajen?"),
        ("Hvilken person betaler kajen?", "hvem betaler kajen?"),
        ("Hvad for nogle både er der?", "hvilke både er der?"),
        ("Hvor stort et antal både er der?", "hvor mange både er der?"),
        ("Hvad i alverden skete der?", "Hvad skete der?"),
        ("Hvornår mødes Havneudvalget igen?", "hvornår er næste møde i Havneudvalget?"),
    ],
)
def test_roundabout_questions_are_asked_straight(text: str, meant: str) -> None:
    assert plain(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Hvad skete der? Gerne i rækkefølge.",
        "12. maj 2021, hvad skete der?",
        "tak",
        "Hej!",
        "Mvh. Karen",
        "",
        "Hvem fik en tak?",
        "Hvem sendte en hilsen?",
    ],
)
def test_what_is_asked_and_what_is_nothing_else_stays(text: str) -> None:
    assert plain(text) == text


@given(st.text(max_size=80))
def test_any_text_keeps_words(text: str) -> None:
    assert bool(re.search(r"\w", plain(text))) == bool(re.search(r"\w", text))
