"""What sentences tell of votes: who was on which side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.votes import Side, asked_side, holds_side, is_ballot, party_voters, person_voter, sides_of

BALLOTS = [
    pytest.param("Imod stemte 3 (V, B og O).", id="against, counted"),
    pytest.param("For stemte: Ø.", id="for, a letter"),
    pytest.param("Godkendt, idet Vita Buch stemte imod.", id="a clause"),
    pytest.param(
        "Indstillingen blev vedtaget med 19 stemmer for, 3 imod (O) og 2, der undlod at stemme (L).", id="three"
    ),
    pytest.param("Vedtaget med 12 stemmer mod 3.", id="figures alone"),
    pytest.param("Et mindretal (A, SF) stemte imod.", id="a minority"),
    pytest.param("For forslaget om at sende begge scenarier i høring stemte 2 (Ib Bo og Eva Lind).", id="far between"),
    pytest.param("Imod: 2 (F, Ø)", id="a line"),
]
OTHERS = [
    pytest.param("De fleste borgere er imod vindmøllerne.", id="an opinion"),
    pytest.param("Ved valget i 2021 stemte 38,4 % af de stemmeberettigede.", id="an election"),
    pytest.param("Det stemmer med regnskabet for 2021.", id="figures that agree"),
    pytest.param("Udvalget stiller forslag for byrådet.", id="no vote"),
]


@pytest.mark.parametrize("sentence", BALLOTS)
def test_ballot(sentence: str) -> None:
    assert is_ballot(sentence)


@pytest.mark.parametrize("sentence", OTHERS)
def test_no_ballot(sentence: str) -> None:
    assert not is_ballot(sentence)


FELL = "Forslaget faldt med 8 stemmer for (V, C) og 11 imod (A, Ø)."
SIDES = [
    pytest.param("For stemte 2 (F og B), imod stemte 4 (A, V og O).", "Venstre", {Side.AGAINST}, id="both in one"),
    pytest.param("For stemte 2 (F og B), imod stemte 4 (A, V og O).", "SF", {Side.FOR}, id="the first"),
    pytest.param(FELL, "Venstre", {Side.FOR}, id="fell, for"),
    pytest.param(FELL, "Enhedslisten", {Side.AGAINST}, id="fell"),
    pytest.param("Vedtaget med 19 stemmer for, 3 imod (O) og 2, der undlod at stemme (C).", "Konservative",
                 {Side.AGAINST}, id="abstained"),
    pytest.param("Vedtaget med 12 stemmer for (A, V) mod 7 (F, C).", "Venstre", {Side.FOR}, id="for, before mod"),
    pytest.param("Vedtaget med 12 stemmer for (A, V) mod 7 (F, C).", "SF", {Side.AGAINST}, id="after mod"),
    pytest.param("6 (Z og O) stemte imod.", "DF", {Side.AGAINST}, id="named first"),
    pytest.param("Et mindretal (V, K) stemte for indstillingen.", "Venstre", {Side.FOR}, id="minority for"),
    pytest.param("Et mindretal (V, K) ønskede sagen udsat.", "Venstre", {Side.AGAINST}, id="minority"),
    pytest.param("Imod stemte A.", "Venstre", set(), id="not named"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "sides"), SIDES)
def test_sides_of_a_party(sentence: str, name: str, sides: set[Side]) -> None:
    ((_, voter),) = party_voters(name)
    assert sides_of(sentence, voter) == sides


def test_sides_of_a_person() -> None:
    voter = person_voter("Vita Buch")
    assert sides_of("Godkendt, idet Vita Buch stemte imod.", voter) == {Side.AGAINST}
    assert sides_of("Godkendt, idet Vita Buchholm stemte imod.", voter) == set()


def test_sides_that_are_told() -> None:
    assert holds_side("Vedtaget med 12 stemmer for og 1 imod (Ø).", Side.AGAINST)
    assert not holds_side("For stemte 13 (A, V).", Side.AGAINST)


ASKED = [
    pytest.param("Hvem stemte imod?", Side.AGAINST, id="against"),
    pytest.param("Hvilke beslutninger var ikke enstemmige?", Side.AGAINST, id="not of one mind"),
    pytest.param("Hvilke sager stemte Venstre for?", Side.FOR, id="for"),
    pytest.param("Hvem stemte ja?", Side.FOR, id="yes"),
    pytest.param("Hvad blev der stemt om?", Side.ANY, id="any"),
    pytest.param("Hvordan stemte Venstre?", Side.ANY, id="how"),
]


@pytest.mark.parametrize(("question", "side"), ASKED)
def test_side_that_is_asked_for(question: str, side: Side) -> None:
    assert asked_side(question) is side


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert sides_of(text, bool) <= {Side.FOR, Side.AGAINST}
