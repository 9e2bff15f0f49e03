from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.analysis import stem
from rag.values import (
    NONE,
    PARTLY,
    WHOLE,
    asked_tokens,
    explains,
    holds_company,
    holds_money,
    holds_name,
    holds_number,
    holds_particular,
    holds_value,
    names_holder,
    names_kinds,
    value_strength,
    wants_value,
)
from rag.wording import Kind

VALUED = (Kind.WHO, Kind.WHEN, Kind.AMOUNT, Kind.COST, Kind.VOTE, Kind.WHERE, Kind.WHY)

HELD = [
    pytest.param(Kind.WHO, "Sagen fremlægges af Karoline Birkholm.", id="name"),
    pytest.param(Kind.WHO, "Havnechefen indkalder til mødet.", id="office"),
    pytest.param(Kind.WHO, "Teknik- og Miljøudvalget afgør sagen.", id="body"),
    pytest.param(Kind.WHO, "Anne-Mette Ø. Dalgård svarer borgerne.", id="hyphens and initials"),
    pytest.param(Kind.WHO, "Det skal i så fald besluttes politisk.", id="the politicians"),
    pytest.param(Kind.WHEN, "Arbejdet er færdigt den 8. juli 2022.", id="date"),
    pytest.param(Kind.WHEN, "Sagen tages op i foråret.", id="season"),
    pytest.param(Kind.WHEN, "Mødet begynder kl. 9.", id="time of day"),
    pytest.param(Kind.WHEN, "Svar sendes inden for tre uger.", id="span"),
    pytest.param(Kind.AMOUNT, "Anlægget koster 1.250.000 kr.", id="sum"),
    pytest.param(Kind.AMOUNT, "Der er fire både i havnen.", id="number word"),
    pytest.param(Kind.AMOUNT, "Taksten stiger med 3 pct.", id="percentage"),
    pytest.param(Kind.WHEN, "Færgen sejler kl. 16.30.", id="time of day with two digits"),
    pytest.param(Kind.COST, "Taksten er 1.250 kr. om året.", id="price"),
    pytest.param(Kind.VOTE, "For stemte 5 (A og F), imod stemte 2 (O).", id="vote"),
    pytest.param(Kind.VOTE, "Vedtaget enstemmigt.", id="one voice"),
    pytest.param(Kind.WHERE, "Slæbestedet anlægges ved Nordkajen.", id="place"),
    pytest.param(Kind.WHY, "Taksten stiger, fordi dieslen er blevet dyrere.", id="because"),
    pytest.param(Kind.WHY, "Forsinkelsen skyldes asbest.", id="due to"),
]


@pytest.mark.parametrize(("kind", "text"), HELD)
def test_value_is_held(kind: Kind, text: str) -> None:
    assert holds_value(kind, text)


LACKED = [
    pytest.param(Kind.WHO, "Taksten stiger til sommer.", id="no person"),
    pytest.param(Kind.WHEN, "Taksten sættes op.", id="no time"),
    pytest.param(Kind.AMOUNT, "Taksten sættes op.", id="no amount"),
    pytest.param(Kind.COST, "Der er plads til 40 både.", id="a number that is no price"),
    pytest.param(Kind.VOTE, "Indstillingen blev godkendt.", id="no vote"),
    pytest.param(Kind.WHERE, "Taksten stiger.", id="no place"),
    pytest.param(Kind.WHY, "Taksten stiger.", id="no reason"),
]


@pytest.mark.parametrize(("kind", "text"), LACKED)
def test_value_is_lacked(kind: Kind, text: str) -> None:
    assert not holds_value(kind, text)


@given(st.sampled_from([kind for kind in Kind if not wants_value(kind)]), st.text())
def test_other_kinds_want_no_value(kind: Kind, text: str) -> None:
    assert holds_value(kind, text)


@pytest.mark.parametrize("kind", [Kind.DECISION, Kind.FACT, Kind.LIST, Kind.OVERVIEW, Kind.TIMELINE])
def test_kinds_that_want_no_value(kind: Kind) -> None:
    assert not wants_value(kind)


@pytest.mark.parametrize("kind", VALUED)
def test_kinds_that_want_a_value(kind: Kind) -> None:
    assert wants_value(kind)
    assert not holds_value(kind, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karoline Birkholm deltog.", True),
        ("Poul Erik Dam oplyste det.", True),
        ("Havnen er lukket.", False),
        ("De bor på Vestre Allé 6.", False),
    ],
)
def test_full_name(text: str, *, name: bool) -> None:
    assert holds_name(text) is name


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Det koster 250 kr.", True),
        ("Der gives 4,0 mio. kr.", True),
        ("kr. 250", True),
        ("88 pct. er tilfredse", True),
        ("Der kom 27 svar.", False),
        ("Mødet var den 8. juli 2022.", False),
    ],
)
def test_money(text: str, *, money: bool) -> None:
    assert holds_money(text) is money


NEWS = [
    pytest.param(Kind.WHO, "Hvem ejer Strandgade 4?", "Ejeren af Strandgade 4 har klaget.", NONE, id="asked name"),
    pytest.param(Kind.WHO, "Hvem leder havnen?", "Karoline Birkholm leder havnen.", WHOLE, id="new name"),
    pytest.param(Kind.WHO, "Hvem afgør sagen?", "Havneudvalget afgør sagen.", PARTLY, id="body"),
    pytest.param(Kind.AMOUNT, "Hvor mange bor på plads 12?", "Plads 12 er optaget.", NONE, id="asked figure"),
    pytest.param(Kind.AMOUNT, "Hvor mange både er der?", "Der er fire både.", PARTLY, id="number in letters"),
    pytest.param(Kind.AMOUNT, "Hvor mange både er der?", "Mødet var den 8. juli 2022.", NONE, id="a date is no amount"),
    pytest.param(Kind.AMOUNT, "Hvor mange både er der?", "En båd er sunket.", NONE, id="an article is no amount"),
    pytest.param(Kind.AMOUNT, "Hvor mange både er der?", "Der er kun én båd.", PARTLY, id="one with its accent"),
    pytest.param(Kind.COST, "Hvor mange kr. koster 2 både?", "De koster 900 kr.", WHOLE, id="the unit is no news"),
    pytest.param(Kind.WHEN, "Hvornår er det?", "Det begynder kl. 9.", PARTLY, id="hour"),
    pytest.param(Kind.WHEN, "Hvornår er det?", "Det er til efteråret.", WHOLE, id="season"),
]


@pytest.mark.parametrize(("kind", "question", "text", "strength"), NEWS)
def test_a_value_answers_where_it_is_news(kind: Kind, question: str, text: str, strength: float) -> None:
    assert value_strength(kind, text, asked_tokens(question)) == strength


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Arbejdet udføres af Brdr. Kajholm A/S.", True),
        ("Det er tegnet af arkitektfirmaet Havnefront.", True),
        ("Karoline Birkholm orienterede.", False),
        ("Chefen for Havn & Natur orienterede.", False),
        ("Havnen er lukket.", False),
    ],
)
def test_company(text: str, *, company: bool) -> None:
    assert holds_company(text) is company


@given(st.sampled_from(VALUED), st.text())
def test_strength_lies_between_nothing_and_whole(kind: Kind, text: str) -> None:
    assert NONE <= value_strength(kind, text, asked_tokens(text)) <= WHOLE


@pytest.mark.parametrize(
    ("text", "held"),
    [("Der er 12 både.", True), ("Der er tolv både.", True), ("Der er både.", False), ("", False)],
)
def test_number(text: str, *, held: bool) -> None:
    assert holds_number(text) is held


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("Der er en ungepolitik og en skolepolitik.", True, id="two kinds"),
        pytest.param("Der er en ungepolitik.", False, id="one kind"),
        pytest.param("Politikken er en politik.", False, id="the thing itself"),
    ],
)
def test_kinds_of_a_thing(text: str, *, named: bool) -> None:
    assert names_kinds(stem("politikker"), text) is named


HOLDERS = [
    pytest.param("borgmester", "Borgmester Ida Holm bød velkommen.", True, id="before"),
    pytest.param("leder", "Lederen af huset, Bo Lind, fremlagde planen.", True, id="after what is led"),
    pytest.param("leder", "Bo Lind, leder af huset, fremlagde planen.", True, id="name first"),
    pytest.param("direktor", "Kommunaldirektør Bo Lind orienterede.", True, id="in a compound"),
    pytest.param("direktor", "Direktøren for Børn, Sundhed & Velfærd orienterede.", False, id="of a department"),
    pytest.param("direktor", "Direktøren orienterede om Fanø Kommune.", False, id="a municipality"),
    pytest.param(
        "konsulent", "Der nedsættes en gruppe med Bo Lind og en konsulent fra HR.", False, id="another beside"
    ),
    pytest.param("direktor", "Direktøren orienterede. Bo Lind spurgte.", False, id="in another sentence"),
]


@pytest.mark.parametrize(("office", "text", "named"), HOLDERS)
def test_holder_of_an_office(office: str, text: str, *, named: bool) -> None:
    assert names_holder(stem(office), text) is named


@pytest.mark.parametrize(
    ("asked", "text", "held"),
    [
        ("telefonnummer", "Ring på 12 34 56 78.", True),
        ("telefonnummer", "Planen laves hvert 4. år, og han er 40 år.", False),
        ("mail", "Skriv til ida@eksempel.dk.", True),
        ("hvor gammel", "Hun er 40 år.", True),
    ],
)
def test_particulars_of_a_person(asked: str, text: str, *, held: bool) -> None:
    assert holds_particular(asked, text) is held


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("Havneteknisk Forum (HTF) mødes i maj.", True),
        ("HTF står for Havneteknisk Forum.", True),
        ("HTF (Havneteknisk Forum) mødes.", True),
        ("Sagen er sendt til HTF (4. maj).", False),
        ("HTF drøftede sagen.", False),
    ],
)
def test_letters_are_explained(text: str, *, explained: bool) -> None:
    assert explains("HTF", text) is explained


def test_short_words_have_no_kinds() -> None:
    assert not names_kinds("by", "Storby og forby.")
