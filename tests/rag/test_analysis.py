from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.analysis import FUNCTION_WORDS, content_tokens, fold, stem, stems, tokenize


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("Økonomi", "økonomi", "oekonomi", "okonomi", "ÖKONOMI"), id="ø"),
        pytest.param(("Ærø", "aeroe", "ero"), id="æ and ø"),
        pytest.param(("Aabenraa", "Åbenrå", "abenra"), id="å and aa"),
        pytest.param(("café", "cafe"), id="accent"),
        pytest.param(("Müller", "muller"), id="ü"),
        pytest.param(("ﬁn", "fin"), id="ligature"),
        pytest.param(("a\u030a", "å"), id="two code points for one letter"),
    ],
)
def test_folding_makes_spellings_one(words: tuple[str, ...]) -> None:
    assert len({fold(word) for word in words}) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("rapport", "rapporten", "rapporter", "rapporternes"), id="noun"),
        pytest.param(("økonomi", "økonomien", "Oekonomiens"), id="noun, however spelt"),
        pytest.param(("cykelsti", "cykelstien", "cykelstier"), id="compound"),
    ],
)
def test_inflections_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("word", ["sommeren", "Anders", "nøglen", "Hansen", "varer", "farligt"])
def test_no_word_of_the_subject_shares_its_stem_with_a_function_word(word: str) -> None:
    assert not set(stems(word)) & {stem(function) for function in FUNCTION_WORDS}


def test_tokens_are_runs_of_letters_and_digits() -> None:
    folded = [token.folded for token in tokenize("IT-strategi 2018/19: a_b, 12,5 mio. kr.")]
    assert folded == ["it", "strategi", "2018", "19", "a", "b", "12", "5", "mio", "kr"]
    assert tokenize("– […] §") == []


def test_content_words_name_the_subject() -> None:
    words = [token.folded for token in content_tokens("Hvad blev der sagt om de 2 nye cykelstier i Å?")]
    assert words == ["sagt", "2", "cykelstier"]


def test_function_words_are_folded() -> None:
    assert {"pa", "hvornar", "vere"} <= FUNCTION_WORDS
    assert {fold(word) for word in FUNCTION_WORDS} == FUNCTION_WORDS


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.folded
        end = token.end
    assert [token.stem for token in tokenize(text)] == stems(text)


@given(st.text("abcdefghijklmnopqrstuvwxyzæøåÆØÅéü ", max_size=30))
def test_folding_twice_changes_nothing_more_than_digraphs(text: str) -> None:
    once = fold(text)
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz ")
    assert fold(once.upper()) == fold(once)
