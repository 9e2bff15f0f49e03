"""Parties by their names, their letters and their initials."""

from __future__ import annotations

import pytest

from rag.analysis import tokenize
from rag.parties import named_parties, party_signs

NAMED = [
    pytest.param("Hvad stemte Enhedslisten?", ["Enhedslisten"], id="a name"),
    pytest.param("hvad stemte enhedslisten?", ["enhedslisten"], id="without capitals"),
    pytest.param("Hvordan stemte Venstres medlemmer?", ["Venstre"], id="genitive"),
    pytest.param("Stemte Radikale Venstre imod?", ["Radikale Venstre"], id="a name within a name"),
    pytest.param("Stemte SF og DF imod?", ["SF", "DF"], id="initials"),
    pytest.param("Hvad mente Det Konservative Folkeparti?", ["Det Konservative Folkeparti"], id="several words"),
    pytest.param("Hvem stemte imod?", [], id="none"),
    pytest.param("Hvad blev der sagt om de frivillige?", [], id="no party"),
]


@pytest.mark.parametrize(("question", "names"), NAMED)
def test_named_parties(question: str, names: list[str]) -> None:
    assert [name for name, _ in named_parties(question)] == names


STANDING = [
    pytest.param("Enhedslisten", "Imod stemte Enhedslisten.", True, id="by name"),
    pytest.param("Enhedslisten", "Imod stemte 2 (Ø og O).", True, id="by letter"),
    pytest.param("Enhedslisten", "Imod stemte 2 (O).", False, id="the letters that folding makes one"),
    pytest.param("Dansk Folkeparti", "Imod stemte Ø.", False, id="and the other way"),
    pytest.param("Venstre", "Kai Holm (V) stemte imod.", True, id="after a name"),
    pytest.param("Venstre", "Vejen svinger til venstre.", False, id="a side of the road"),
    pytest.param("Venstre", "Radikale Venstre stemte imod.", False, id="part of another's name"),
    pytest.param("Dansk Folkeparti", "O. Hansen stemte imod.", False, id="an initial"),
    pytest.param("Socialdemokratiet", "A-siden stemte imod.", False, id="part of a word"),
]


@pytest.mark.parametrize(("name", "text", "stands"), STANDING)
def test_party_in_the_minutes(name: str, text: str, stands: bool) -> None:
    ((_, party),) = named_parties(name)
    assert party.stands_in(text) is stands


def test_words_of_a_name_are_met_by_its_letter() -> None:
    text = "Stemte Dansk Folkeparti for broen?"
    signs = party_signs(text, tokenize(text))
    assert set(signs) == {"dansk", "folkeparti"}
    assert all("O" in stems for stems in signs.values())
