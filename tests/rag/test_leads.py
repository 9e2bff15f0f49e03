"""Yes and no: said where the proof settles it, and not a word where it doesn't."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant

LEADS = [
    pytest.param("Fik sejlklubben tilskud?", "Nej.", id="not granted"),
    pytest.param("Har kommunen givet lov til vindmøllerne ved Strandlyst?", "Nej.", id="no leave"),
    pytest.param("Fik ejeren dispensation fra lokalplan 118?", "Nej.", id="approved to refuse"),
    pytest.param("Blev ansøgningen fra sejlklubben afslået?", "Ja.", id="refusal asked about"),
    pytest.param("Blev cykelstien langs Ellekærvej vedtaget enstemmigt i 2024?", "Nej.", id="not of one mind"),
    pytest.param("Blev klimatilpasningsplanen vedtaget enstemmigt i 2024?", "Ja.", id="of one mind"),
    pytest.param("Fik projekt 5 lov til at gå i gang?", "", id="parts decided apart"),
    pytest.param("Blev cykelstien langs Ellekærvej vedtaget senere?", "", id="of another time"),
    pytest.param("Blev referatet fra mødet den 1. september 2021 godkendt?", "Ja.", id="minutes of a day without any"),
    pytest.param("Hvad blev der besluttet om sejlklubben?", "", id="no yes or no asked for"),
]


@pytest.mark.parametrize(("text", "lead"), LEADS)
def test_lead(assistant: Assistant, text: str, lead: str) -> None:
    first = assistant.answer(text).text.split()[0]
    assert (first if first in ("Ja.", "Nej.") else "") == lead
