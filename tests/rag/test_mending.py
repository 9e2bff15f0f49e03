"""Misspelt words of questions: mended by words of asking, the bodies, the minutes and common Danish, in this order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.analysis import fold, stem, tokenize
from rag.embedding.loading import open_lexicon
from rag.mending import Mender
from rag.vocabulary import Vocabulary

BODIES = ("Direktionen", "Teknik- og Havneudvalget")
WRITTEN = ("Slæbestedet", "molen", "havnemesteren", "Sildegyden", "Kystpladsen", "bropengene")
VOCABULARY = Vocabulary({stem(fold(word)): 3 for word in WRITTEN}, 20, {stem(fold(word)): word for word in WRITTEN})


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender(open_lexicon())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("hvonrår er molen lukket?", "hvornår er molen lukket?", id="question word"),
        pytest.param("Hvilke forslag kom ignenem?", "Hvilke forslag kom igennem?", id="word of asking"),
        pytest.param("Hvad sagde Dierktionen?", "Hvad sagde Direktionen?", id="body"),
        pytest.param("Referat fra direktiosnmødet", "Referat fra direktionsmødet", id="meeting of a body"),
        pytest.param("Hvad siger Havneduvalget?", "Hvad siger Havneudvalget?", id="part of a body's name"),
        pytest.param("Hvem er havnemsetren?", "Hvem er havnemesteren?", id="word of the minutes"),
        pytest.param("Hvad sker der på Sidlegyden?", "Hvad sker der på Sildegyden?", id="name of the minutes"),
        pytest.param("Hvem sikfter lamperne?", "Hvem skifter lamperne?", id="word of common Danish"),
    ],
)
def test_slips_are_mended(mender: Mender, text: str, meant: str) -> None:
    assert mender.mended(text, BODIES, VOCABULARY) == meant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hvem bygger et rygcenter på Kystpladsen?", id="a compound nobody has used"),
        pytest.param("Har nogen ondt i ryggen?", id="a word near another"),
        pytest.param("Må it-systemer træffe afgørelser af sig selv?", id="a word near one of asking"),
        pytest.param("Hvad blev der sagt om sammenlægningen?", id="a word near another of asking"),
        pytest.param("When was the slipway discussed?", id="English"),
        pytest.param("82.06.00-P20-4-21", id="journal number"),
        pytest.param("", id="empty"),
    ],
)
def test_what_looks_right_is_left(mender: Mender, text: str) -> None:
    assert mender.mended(text, BODIES, VOCABULARY) == text


@settings(max_examples=60)
@given(st.text(max_size=50))
def test_any_text_keeps_its_number_of_words(text: str) -> None:
    assert len(tokenize(MENDER.mended(text, BODIES, VOCABULARY))) == len(tokenize(text))


MENDER = Mender(open_lexicon())
