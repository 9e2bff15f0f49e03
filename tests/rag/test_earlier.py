"""Decisions of other bodies that an item quotes, who was there, and closed items, over some of the layouts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from rag.domain import AnswerStatus
from tests.answering import ROOT, cited, read_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.assistant import Assistant

FILES = (
    "03-embedded-decisions",
    "104-direktion",
    "26-sbsys-udvalg",
    "28-acadre-byraad",
    "45-afdelingsmoede",
    "47-hovedmed",
    "51-sagsnr-foer-titel",
)
LOANS, PLAN = ("2019-09-30", "153"), ("2014-01-28", "2")


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over a few of the layouts."""
    minutes = tmp_path_factory.mktemp("layouts")
    for name in FILES:
        shutil.copy(ROOT / "tests" / "layouts" / f"{name}.txt", minutes)
    with read_in(minutes, tmp_path_factory.mktemp("data")) as workspace:
        yield workspace.assistant


EARLIER = [
    pytest.param(
        "Hvad anbefalede Økonomiudvalget den 18. september 2019 om lånet til rensningsanlægget?",
        LOANS,
        "**Økonomiudvalget 18. september 2019:** Anbefales med den ændring, at løbetiden er 20 år.",
        id="by day",
    ),
    pytest.param(
        "Hvornår behandlede Teknisk Udvalg lånet til rensningsanlægget?",
        LOANS,
        "**Teknisk Udvalg 10. september 2019:** Anbefales.",
        id="when",
    ),
    pytest.param(
        "Hvem tog forbehold, da Teknisk Udvalg behandlede lokalplanen ved Mølledammen den 14. januar 2014?",
        PLAN,
        "Lone Friis (A) tog forbehold.",
        id="who",
    ),
    pytest.param(
        "Hvilke udvalg anbefalede lånet til rensningsanlægget?",
        LOANS,
        "**Teknisk Udvalg 10. september 2019:**",
        id="who else",
    ),
]


@pytest.mark.parametrize(("text", "item", "said"), EARLIER)
def test_decision_of_another_body_is_told_as_its_own(
    layouts: Assistant, text: str, item: tuple[str, str], said: str
) -> None:
    answer = layouts.answer(text)
    assert said in answer.text
    assert cited(answer) == {item}
    assert answer.checked == answer.proposed


def test_decision_of_a_meeting_is_not_its_committees(layouts: Assistant) -> None:
    answer = layouts.answer("Hvad besluttede Byrådet om lånet til rensningsanlægget?")
    assert "Økonomiudvalgets anbefaling blev vedtaget." in answer.text
    assert "10. september 2019" not in answer.text


UNTOLD = [
    pytest.param(
        "Hvem tog forbehold i Økonomiudvalget den 21. januar 2014 om lokalplanen ved Mølledammen?", id="by nobody"
    ),
    pytest.param("Hvad besluttede Økonomiudvalget om vejbelysningen i Sønderby?", id="by a body that had not the item"),
    pytest.param("Hvad besluttede Økonomiudvalget den 21. januar 2014 om svømmehallen?", id="another subject that day"),
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_no_item_quotes_is_refused(layouts: Assistant, text: str) -> None:
    assert layouts.answer(text).status is AnswerStatus.NOT_FOUND


HEADS = [
    pytest.param("Hvem var formand for HovedMED den 8. april 2016?", "Kommunaldirektør Per Holm (formand)", id="chair"),
    pytest.param("Hvem ledede HovedMEDs møde den 8. april 2016?", "Mødeleder: Per Holm", id="who led"),
    pytest.param("Hvem er formand for HovedMED?", "Per Holm (formand)", id="chair, no day"),
    pytest.param("Hvem havde meldt afbud til Byrådets møde den 30. september 2019?", "Ditte Skov (F)", id="away"),
    pytest.param("Hvem deltog i stedet for Lis Hahn i Byrådet den 27. marts 2006?", "Ove Kjær (F)", id="instead"),
    pytest.param("Hvor mange husstande var mødt op den 13. september 2022?", "31 husstande", id="how many"),
    pytest.param("Under hvilket punkt var Ane fraværende den 12. januar 2023?", "Ane (punkt 2)", id="away for an item"),
]


@pytest.mark.parametrize(("text", "said"), HEADS)
def test_heads_tell_who_was_there(layouts: Assistant, text: str, said: str) -> None:
    answer = layouts.answer(text)
    assert said in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Var Ditte Skov til stede på Byrådets møde den 30. september 2019?", "Nej."),
        ("Var Carl Vang til stede på Byrådets møde den 30. september 2019?", "Ja."),
        ("Var Ditte Skov fraværende på Byrådets møde den 30. september 2019?", "Ja."),
    ],
)
def test_presence_asked_as_yes_or_no(layouts: Assistant, text: str, lead: str) -> None:
    assert layouts.answer(text).text.startswith(lead)


@pytest.mark.parametrize(
    "text",
    [
        "Hvad drejede sag 72 sig om i Udvalget for Teknik og Miljø den 14. august 2018?",
        "Hvem handlede personalesagen i Udvalget for Teknik og Miljø den 14. august 2018 om?",
    ],
)
def test_closed_items_by_number_or_nature_are_closed(layouts: Assistant, text: str) -> None:
    assert layouts.answer(text).status is AnswerStatus.CLOSED


def test_timeline_has_quoted_decisions_at_their_own_dates(layouts: Assistant) -> None:
    text = layouts.answer("Giv mig en tidslinje over lånet til rensningsanlægget").text
    days = ("- **10. september 2019**", "- **18. september 2019**", "- **30. september 2019**")
    assert sorted(days, key=text.index) == list(days)
    assert "**10. september 2019** (Teknisk Udvalg, gengivet 30. september 2019 under pkt. 153): Anbefales." in text


def test_host_of_a_meeting_is_no_subject(layouts: Assistant) -> None:
    answer = layouts.answer("Hvilke sager var på mødet i Hedeby den 28. januar 2014?")
    assert {day for day, _ in cited(answer)} == {"2014-01-28"}
    assert len(cited(answer)) > 2
