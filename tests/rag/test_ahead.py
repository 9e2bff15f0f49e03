"""What the minutes of one meeting tell of a time after it, and of who was away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.domain import AnswerStatus
from tests.answering import cited, read_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.assistant import Assistant

MINUTES = """REFERAT Havneudvalget d. 02-12-2020

Punkt 1: Mødeplan for 2021

05.01.00-P20-3-20

Sagsfremstilling

Møderne i 2021 foreslås holdt den første tirsdag i måneden kl. 18.

Beslutning

Godkendt, idet møderne i 2021 begynder kl. 17 i stedet for kl. 18. Fraværende: Bo Lind (V).

Punkt 2: Molen

05.01.00-P20-4-20

Beslutning

Udvalget drøftede molens tilstand. Fraværende: Bo Lind (V).
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over one meeting."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "havneudvalget-2020-12-02.txt").write_text(MINUTES, encoding="utf-8")
    with read_in(folder, tmp_path_factory.mktemp("data")) as workspace:
        yield workspace.assistant


@pytest.mark.parametrize("text", ["Hvad tid begynder møderne i 2021?", "Hvornår starter havneudvalgets møder i 2021?"])
def test_when_meetings_to_come_begin(harbour: Assistant, text: str) -> None:
    answer = harbour.answer(text)
    assert cited(answer) == {("2020-12-02", "1")}
    assert "kl. 17" in answer.text


@pytest.mark.parametrize("text", ["Hvad skete der på møderne i 2021?", "Hvad besluttede udvalget om molen i 2021?"])
def test_meetings_to_come_have_no_minutes(harbour: Assistant, text: str) -> None:
    assert harbour.answer(text).status is AnswerStatus.NOT_FOUND


def test_who_was_away_is_told_under_the_items(harbour: Assistant) -> None:
    answer = harbour.answer("Hvem var fraværende på mødet den 2. december 2020?")
    assert cited(answer) == {("2020-12-02", "1")}
    assert answer.text.count("Fraværende: Bo Lind (V).") == 1
