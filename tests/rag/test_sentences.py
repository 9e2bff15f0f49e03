from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_the_end_of_a_full_line_is_no_short_line() -> None:
    text = "Målingerne viste 48 decibel ved nærmeste bolig på stedet. To af dem ligger på\nRebslagervej."
    assert sentences(text)[1] == "To af dem ligger på\nRebslagervej."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mødet holdes den 9. maj 2018 i salen.", id="day of month"),
        pytest.param("Fristen er d. 21. december.", id="d."),
        pytest.param("Der er bl.a. behov for lys, jf. Vejloven § 4, stk. 2, nr. 3.", id="bl.a., jf., stk., nr."),
        pytest.param("Prisen er ca. 2,5 mio. kr. om året.", id="ca., mio., kr."),
        pytest.param("Det gælder f.eks. Nordskolen og dvs. Vestskolen.", id="capital after f.eks."),
        pytest.param("Det gælder f. eks. Nordskolen.", id="f. eks. with a space"),
        pytest.param("Hans P. Holm (A) deltog ikke.", id="initial"),
        pytest.param("Det sker i samarbejde med IT-afd. Nord.", id="a compound's abbreviation"),
        pytest.param("Tilbuddet er fra Brdr. Holm og Chr. Dam.", id="Brdr., Chr."),
        pytest.param("Budgettet har været til 1. behandling i går.", id="counted noun"),
        pytest.param("Som 1. Viceborgmester blev Ida Krogh valgt.", id="capitalised counted noun"),
        pytest.param("1. at planen vedtages", id="list number"),
        pytest.param("Indkomst pr. Indbygger stiger.", id="pr."),
        pytest.param("Opgjort pr. 31. marts 2021 på 9.30-10.40.", id="times"),
        pytest.param("Beløbet er 1.250.000 kr., som tages af kassen.", id="thousands"),
        pytest.param("Kl. 16.30 blev punkt 3 behandlet.", id="kl."),
        pytest.param("Se https://www.eksempel.dk/a.b for mere.", id="address"),
        pytest.param("Har du set det? spurgte formanden.", id="question inside"),
        pytest.param("Det blev ... udsat.", id="ellipsis"),
        pytest.param("Vi ses den 3. Maj i hallen.", id="capital month"),
        pytest.param("Regnskab pr. 28. feb. 2022 blev lagt frem.", id="short month"),
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Godkendt. Udsat.", ["Godkendt.", "Udsat."], id="plain"),
        pytest.param(
            "Det koster 2 mio. kr. Kommunen betaler.", ["Det koster 2 mio. kr.", "Kommunen betaler."], id="kr."
        ),
        pytest.param("Der er kager m.m. Mødet slutter.", ["Der er kager m.m.", "Mødet slutter."], id="m.m."),
        pytest.param("Det sker i 2018. Derefter slut.", ["Det sker i 2018.", "Derefter slut."], id="year"),
        pytest.param("Det sker før jul. Derefter slut.", ["Det sker før jul.", "Derefter slut."], id="jul is no month"),
        pytest.param(
            "Se pkt. 2. Ved budgetstop gælder det.", ["Se pkt. 2.", "Ved budgetstop gælder det."], id="pkt. 2."
        ),
        pytest.param("Hvornår? I dag! Ja.", ["Hvornår?", "I dag!", "Ja."], id="marks"),
        pytest.param('Han sagde: "Nej." Så gik han.', ['Han sagde: "Nej."', "Så gik han."], id="quotation"),
        pytest.param("Overskrift\n\nTekst her.", ["Overskrift", "Tekst her."], id="paragraph"),
        pytest.param(
            "Forvaltningen indstiller,\n\n1. at a\n2. at b",
            ["Forvaltningen indstiller,", "1. at a", "2. at b"],
            id="numbered list",
        ),
        pytest.param(
            "Fokus:\n- lys\n  - og luft\n- vand", ["Fokus:", "- lys", "- og luft", "- vand"], id="nested list"
        ),
        pytest.param(
            "Notat.docx\nKort over byen\nPlan 2022", ["Notat.docx", "Kort over byen", "Plan 2022"], id="files"
        ),
        pytest.param(
            "For stemte: 5 (A+V)\nImod stemte: 2 (O)", ["For stemte: 5 (A+V)", "Imod stemte: 2 (O)"], id="votes"
        ),
    ],
)
def test_borders(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_line_broken_at_the_margin_goes_on() -> None:
    text = "Udvalget besluttede efter en længere drøftelse af sagen, at der\nskal anlægges en sti langs vejen."
    assert sentences(text) == [text]


def test_nothing_has_no_sentences() -> None:
    assert split_sentences(" \n\t ") == []


@given(st.text(alphabet='aB1 .\n-?!:,"(d)æ§…\t', max_size=200))
def test_spans_are_ordered_trimmed_and_leave_only_blanks_out(text: str) -> None:
    spans = split_sentences(text)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "unit",
    ["." * 50, ". ", "a.b.", "\n", " \n \n", "1. ", "((((", '."', "d. 9. ", "a" * 100, "… ", "\t\n- "],
    ids=repr,
)
def test_time_is_linear(unit: str) -> None:
    started = time.perf_counter()
    split_sentences(unit * (400_000 // len(unit)))
    assert time.perf_counter() - started < 4
