from __future__ import annotations

import pytest

from rag.analysis import fold
from rag.naming import acting_body, is_same_body, named_bodies

NAMES = [
    pytest.param("Udvalget for Teknik og Miljø", "Teknik- og Miljøudvalget", True, id="turned round"),
    pytest.param("Byrådet", "Kommunalbestyrelsen", True, id="two names of a council"),
    pytest.param("Direktion", "Direktionen", True, id="with and without an article"),
    pytest.param("Bestyrelsen", "Bestyrelsen for Havneparken", True, id="short and long"),
    pytest.param("Teknisk Udvalg", "Økonomiudvalget", False, id="two committees"),
    pytest.param("Miljøudvalget", "Teknik- og Kulturudvalget", False, id="another committee with a long name"),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
def test_same_body(one: str, other: str, same: bool) -> None:
    assert is_same_body(one, other) is same
    assert is_same_body(other, one) is same


BODIES = ("Byrådet", "Økonomiudvalget", "Teknisk Udvalg")
ACTING = [
    pytest.param(
        "Hvad besluttede Teknisk Udvalg om kajen, før Byrådet tog stilling?", "Teknisk Udvalg", id="main clause"
    ),
    pytest.param("Hvad anbefalede Økonomiudvalget om kajen?", "Økonomiudvalget", id="recommended"),
    pytest.param("Hvad svarede Sundhedsstyrelsen om kajen?", "sundhedsstyrelsen", id="one without minutes"),
    pytest.param("Hvad har Byrådet besluttet om kajen?", "Byrådet", id="in the perfect"),
    pytest.param("Hvornår blev kajen godkendt af Sundhedsstyrelsen?", "sundhedsstyrelsen", id="in the passive"),
    pytest.param("Hvornår blev kajen vedtaget af Byrådet?", "Byrådet", id="in the passive, with minutes"),
    pytest.param("Hvad har Byrådet med kajen at gøre?", "", id="not acting"),
    pytest.param("Hvad blev besluttet om kajen i Byrådet?", "", id="only a place"),
]


@pytest.mark.parametrize(("text", "body"), ACTING)
def test_body_that_is_asked_what_it_did(text: str, body: str) -> None:
    assert acting_body(fold(text), BODIES) == body


def test_of_two_names_one_inside_the_other_the_longer_counts() -> None:
    bodies = ("Kommunalbestyrelsen", "Nordfjord Kommunalbestyrelse")
    assert named_bodies("mødet i nordfjord kommunalbestyrelse", ("Udvalget", *bodies[1:])) == bodies[1:]


COUNCILS = [
    pytest.param(("Kommunalbestyrelsen", "Teknisk Udvalg"), ("Kommunalbestyrelsen",), id="by its other name"),
    pytest.param(("Kommunalbestyrelsen", "Byrådet"), ("Byrådet",), id="its own name goes before"),
    pytest.param(("Teknisk Udvalg",), (), id="no council"),
]


@pytest.mark.parametrize(("bodies", "named"), COUNCILS)
def test_a_council_goes_by_two_names(bodies: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert named_bodies(fold("Hvad besluttede byrådet?"), bodies) == named


BOARDS = ("Bestyrelsen, Vandcenter Nord A/S", "Bestyrelsen i Søholm Varme", "Skolebestyrelsen på Egå Skole", "Byrådet")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        pytest.param("Hvad sagde bestyrelsen for Vandcenter Nord?", BOARDS[:1], id="institution named"),
        pytest.param("Hvad sagde Søholm Varmes bestyrelse?", BOARDS[1:2], id="institution first"),
        pytest.param("Hvad skete der på skolebestyrelsesmødet på Egå Skole?", BOARDS[2:3], id="its meeting"),
        pytest.param("Hvad sagde bestyrelsen?", BOARDS[:2], id="any institution's board"),
        pytest.param("Hvad sagde byrådet?", BOARDS[3:], id="another body"),
    ],
)
def test_a_board_is_spoken_of_with_and_without_its_institution(asked: str, named: tuple[str, ...]) -> None:
    assert named_bodies(fold(asked), BOARDS) == named
