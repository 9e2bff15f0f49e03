"""Near misses over two invented meetings: what is asked lies beside what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prompts import answers as words
from rag.assistant import Assistant
from rag.domain import AnswerStatus
from rag.verification import Lack
from tests.answering import read_in

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST = """REFERAT Havneudvalget d. 04-03-2020

Mødedato Onsdag d. 4. marts 2020 kl. 16:00

Mødet blev hævet kl. 18.15.

Punkt 1: Sejlerskolen i Lille Vig

05.01.00-P20-3-20

Sagsfremstilling

Sejlerskolen i Lille Vig har 64 elever. Bådebyggeren Kølhus ApS har leveret tolv joller og betaler en bod på 15.000 kr.
for forsinkelsen. Skolen ledes af en forstander, og undervisningen begynder i maj.

Indstilling

Forvaltningen indstiller, at skolen får nye redningsveste i sommeren 2020.

Beslutning

Godkendt som indstillet. En evaluering forelægges på mødet den 7. oktober 2020.

Bilag

Notat om jollernes tilstand

Punkt 2: Omlægning af fyret

05.01.00-P20-4-20

Sagsfremstilling

Fyret på Ydermolen er 14 meter højt. Fyrmester Tove Lindekilde har talt 310 besøgende i 2019.
Regnskabet for fyret er opgjort pr. 31. december 2019.

Beslutning

Forslaget om at omlægge fyret blev drøftet.

Punkt 3: Takstrapport

05.01.00-P20-6-20

Sagsfremstilling

Rapporten viser, at taksterne dækker to tredjedele af driften.

Beslutning

Taget til efterretning.
"""
SECOND = """REFERAT Havneudvalget d. 05-05-2021

Mødedato Onsdag d. 5. maj 2021 kl. 16:00

Punkt 1: Omlægning af fyret - fornyet behandling

05.01.00-P20-4-20

Sagsfremstilling

Fyret omlægges til solceller. Regnskabet for fyret er opgjort pr. 31. marts 2021. Udgiften er 220.000 kr.

Beslutning

Udvalget godkendte omlægningen af fyret.

Havnemester Birgit deltog. Pladserne fordeles efter brugerne fiskere, sejlere, roere og gæster. Planen for tangen
blev godkendt den 7. oktober 2020. Et eventuelt budgetstop besluttes af byrådet. Fyret efterses hvert tredje år, og
fyrdagen holdes den 9. juni kl. 13-16.

Punkt 2: Lystbådehavnens takster

05.01.00-P20-5-21

Sagsfremstilling

Taksten for en lystbåd var 900 kr. i 2020 og er 950 kr. i 2021. Prisen for en vinterplads er endnu ikke fastsat.

Beslutning

Udsat.

Punkt 3: Takstrapport nr. 3

05.01.00-P20-8-21

Sagsfremstilling

Rapporten viser, at taksterne dækker hele driften.

Beslutning

Taget til efterretning.

Punkt 4: Trivselsmåling 2021 blandt sejlerne

05.01.00-P20-9-21

Sagsfremstilling

Ved målingen i 2018 svarede 71 procent af sejlerne. Målet er en svarprocent på mindst 80.

Beslutning

Målingen gennemføres til efteråret.

Punkt 5: Frokost til sejlerne

05.01.00-P20-10-21

Beslutning

Udvalget valgte Strandkøkkenet fra næste sæson, og der blev givet 90.000 kr. ud over indstillingen.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over both meetings."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "havneudvalget-2020-03-04.txt").write_text(FIRST, encoding="utf-8")
    (folder / "havneudvalget-2021-05-05.txt").write_text(SECOND, encoding="utf-8")
    with read_in(folder, tmp_path_factory.mktemp("data")) as workspace:
        yield workspace.assistant


SAID = [
    pytest.param("Hvor mange elever har sejlerskolen i Lille Vig?", "64 elever", id="amount"),
    pytest.param("Hvor stor en bod betaler Kølhus for forsinkelsen?", "15.000 kr.", id="the sum asked for"),
    pytest.param("Hvor højt er fyret på Ydermolen?", "14 meter", id="measure"),
    pytest.param("Hvor høje er fyrene på Ydermolen?", "14 meter", id="measure of several"),
    pytest.param("Hvilken dag i juni 2021 holdes fyrdagen?", "den 9. juni", id="a month whose day is without its year"),
    pytest.param("Hvem blev fyrmester, da fyret fik en ny formand?", "Tove", id="one office, and another in passing"),
    pytest.param("Hvem er fyrmester på Ydermolen?", "Tove Lindekilde", id="holder of an office"),
    pytest.param("Hvilket firma har leveret joller til sejlerskolen?", "Kølhus ApS", id="company"),
    pytest.param(
        "Hvad koster en vinterplads?",
        "Prisen for en vinterplads er endnu ikke fastsat.",
        id="a value that is not known yet",
    ),
    pytest.param("Hvad var taksten for en lystbåd i 2020?", "900 kr. i 2020", id="year in the sentence"),
    pytest.param("Hvilke brugere fordeles pladserne efter?", "fiskere, sejlere, roere og gæster", id="list in a line"),
    pytest.param("Hvornår blev planen for tangen godkendt?", "den 7. oktober 2020", id="decided at another time"),
    pytest.param("Hvor ofte efterses fyret?", "hvert tredje år", id="how often"),
    pytest.param("Hvad blev sagt om et eventuelt budgetstop?", "budgetstop besluttes af byrådet", id="eventuelt"),
    pytest.param("I hvilket tidsrum er fyrdagen den 9. juni 2021?", "kl. 13-16", id="a day without its year"),
    pytest.param("Hvad var svarprocenten i trivselsmålingen i 2018?", "71 procent", id="a share of its year"),
    pytest.param("Hvilket firma valgte udvalget til sejlernes frokost?", "Strandkøkkenet", id="who won"),
    pytest.param("Hvad blev givet til frokosten ud over indstillingen?", "90.000 kr.", id="beyond what was advised"),
    pytest.param("Hvornår sluttede mødet den 4. marts 2020?", "hævet kl. 18.15", id="when a meeting ended"),
    pytest.param("Hvor lang tid varer fyrdagen?", "kl. 13-16", id="how long, by its hours"),
    pytest.param("Hvilken leder talte de besøgende i fyret?", "Fyrmester Tove Lindekilde", id="any leader"),
    pytest.param("Hvad er Kølhus?", "Bådebyggeren Kølhus ApS", id="what something is, told beside its name"),
    pytest.param("Hvornår får sejlerskolen nye redningsveste?", "sommeren 2020", id="adopted recommendation"),
]


@pytest.mark.parametrize(("text", "proof"), SAID)
def test_what_is_said_is_answered(harbour: Assistant, text: str, proof: str) -> None:
    answer = harbour.answer(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert proof in " ".join(answer.text.split())


NEAR = [
    pytest.param("Hvor mange elever har sejlerskolen i Store Vig?", id="another name"),
    pytest.param("Hvad får forstanderen på sejlerskolen i løn?", id="another sum"),
    pytest.param("Hvad hedder forstanderen på sejlerskolen i Lille Vig?", id="an office without a name"),
    pytest.param("Hvad blev der besluttet om regnskabet for fyret pr. 31. marts 2018?", id="the day in another year"),
    pytest.param("Hvad var udgiften i regnskabet for fyret pr. 31. december 2019?", id="the sum of another day"),
    pytest.param("Hvem er ansat som leder af sejlerskolen i Lille Vig?", id="no leader"),
    pytest.param("Hvor lang er prøveperioden for jollerne?", id="a length that is no time"),
    pytest.param("Hvad tjener fyrmesteren om året?", id="earnings"),
    pytest.param("Hvad blev svarprocenten i trivselsmålingen i 2021?", id="the share of another year and a goal"),
    pytest.param("Hvilken entreprenør har omlagt fyret?", id="no company"),
    pytest.param("Hvad var taksten for en lystbåd i 2017?", id="another year"),
    pytest.param("Hvor mange cykler er der ved sejlerskolen i Lille Vig?", id="another thing counted"),
    pytest.param("Hvad viste evalueringen af sejlerskolen?", id="only announced"),
    pytest.param(
        "Hvilket firma vandt udbuddet af nye joller til sejlerskolen i Lille Vig?", id="a firm that won nothing"
    ),
    pytest.param("Hvad var resultatet af evalueringen af sejlerskolen?", id="its result"),
    pytest.param("Hvor mange procent af sejlerskolens elever er piger?", id="no share"),
    pytest.param("Hvad viste evalueringen af sejlerskolen i oktober 2020?", id="announced"),
    pytest.param("Hvad besluttede Byrådet om sejlerskolen i Lille Vig?", id="a body without minutes"),
    pytest.param("Hvad står der i notatet om jollernes tilstand?", id="a paper that is only named"),
    pytest.param("Hvad hedder havnemester Birgit til efternavn?", id="a surname"),
    pytest.param("Hvilke kommentarer havde skolebestyrelserne til sejlerskolen i Lille Vig?", id="a body not named"),
    pytest.param("Hvad er telefonnummeret til fyrmesteren?", id="a telephone number"),
    pytest.param("Hvad betyder taget til efterretning?", id="what a word means"),
    pytest.param("Hvad blev der sagt om fyrdagen 2016?", id="a thing of another year"),
    pytest.param("Hvornår er næste møde?", id="no meeting to come"),
    pytest.param("Hvem vandt udbuddet om sejlerskolens joller?", id="a tender that nothing tells of"),
    pytest.param("Hvad koster en tallerken til sejlernes frokost?", id="the price of a thing that is not told of"),
    pytest.param("Hvornår blev det vedtaget at sætte lystbådehavnens takster op?", id="postponed"),
]


@pytest.mark.parametrize("text", NEAR)
def test_near_miss_is_refused(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.citations == ()
    assert "Det fremgår ikke" in answer.text


def test_refusal_says_what_is_lacking(harbour: Assistant) -> None:
    text = harbour.answer("Hvilken entreprenør har omlagt fyret?").text
    assert "men punktet nævner ikke navnet" in text
    assert "Omlægning af fyret" in text


@pytest.mark.parametrize("lack", list(Lack))
def test_every_lack_has_its_words(lack: Lack) -> None:
    place = dict.fromkeys(("title", "date", "item", "value", "times", "body"), "x")
    assert words.LACKS[lack].format(**place).endswith(".")


def test_a_subject_that_came_up_again_answers_with_its_newest_decision(harbour: Assistant) -> None:
    answer = harbour.answer("Hvad blev der besluttet om omlægning af fyret?")
    assert "godkendte omlægningen" in answer.text
    assert answer.citations[-1].meeting_date.year == 2021


def test_a_numbered_thing_is_compared_with_the_one_that_has_no_number_in_its_title(harbour: Assistant) -> None:
    answer = harbour.answer("Sammenlign takstrapport nr. 1 med takstrapport nr. 3.")
    assert {(c.meeting_date.year, c.number) for c in answer.citations} == {(2020, "3"), (2021, "3")}


def test_two_years_are_set_side_by_side(harbour: Assistant) -> None:
    answer = harbour.answer("Hvad blev der sagt om fyret i 2020, og hvad blev besluttet om det i 2021?")
    assert {citation.meeting_date.year for citation in answer.citations} == {2020, 2021}


def test_a_meeting_named_answers_alone(harbour: Assistant) -> None:
    answer = harbour.answer("Hvad blev der besluttet om omlægning af fyret på mødet den 5. maj 2021?")
    assert {citation.meeting_date.year for citation in answer.citations} == {2021}
