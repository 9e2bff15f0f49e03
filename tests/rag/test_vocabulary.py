from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.analysis import stem
from rag.vocabulary import Vocabulary

WORDS = {
    "okonomirapport": 2, "rapport": 5, "okonomi": 6, "slebested": 3, "skolebestyrels": 4, "bestyrels": 3,
    "takst": 2, "sygefrav": 2, "indsats": 3,
    "lystbadehavn": 2, "havn": 4, "budget": 7, "lokalplan": 4, "plan": 3, "arbejdsmiljo": 3, "miljo": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(WORDS, 20)


@pytest.mark.parametrize(
    ("word", "related"),
    [
        pytest.param("takst", ["takst"], id="itself"),
        pytest.param("okonomirapport", ["okonomirapport", "okonomi", "rapport"], id="a compound and its parts"),
        pytest.param("rapport", ["rapport", "okonomirapport"], id="what a compound is"),
        pytest.param("okonomi", ["okonomi", "okonomirapport"], id="what a compound begins with"),
        pytest.param("miljorapport", ["miljo", "rapport"], id="a compound the corpus lacks"),
        pytest.param("havnerapport", ["havn", "rapport"], id="a linking e"),
        pytest.param("arbejdsmiljorapport", ["arbejdsmiljo", "rapport"], id="three words in one"),
        pytest.param("sygefraversindsats", ["indsats", "sygefrav"], id="a head that has lost its ending"),
        pytest.param("slebsted", ["slebested"], id="a letter missing"),
        pytest.param("slebetsed", ["slebested"], id="two letters swapped"),
        pytest.param("budgt", ["budget"], id="a short word misspelt"),
        pytest.param("budgeet", ["budget"], id="a letter doubled"),
        pytest.param("zzzzzzzz", [], id="nothing like it"),
        pytest.param("hav", [], id="too short to be a part"),
        pytest.param("tak", [], id="too short to be misspelt"),
        pytest.param("2018", [], id="a number is not misspelt"),
        pytest.param("", [], id="empty"),
    ],
)
def test_what_stands_for_a_word(vocabulary: Vocabulary, word: str, related: list[str]) -> None:
    assert [found.stem for found in vocabulary.related(word)] == related


@given(st.one_of(st.sampled_from(sorted(WORDS)), st.text("abehiklnoprst", max_size=14)))
def test_weights_fall_and_name_words_of_the_corpus(word: str) -> None:
    vocabulary = Vocabulary(WORDS, 20)
    related = vocabulary.related(word)
    assert all(found.stem in WORDS and 0 < found.weight <= 1 for found in related)
    assert all(first.weight >= second.weight for first, second in pairwise(related))
    assert len({found.stem for found in related}) == len(related)
    assert (word in vocabulary) == any(found.weight == 1 for found in related)


def test_rare_words_weigh_more(vocabulary: Vocabulary) -> None:
    assert vocabulary.rarity("unknown") > vocabulary.rarity("takst") > vocabulary.rarity("budget") > 0


def test_rarity_is_never_negative() -> None:
    assert Vocabulary({"havn": 5}, 0).rarity("havn") == 0


def test_empty_corpus() -> None:
    assert Vocabulary({}, 0).related("havn") == ()


def test_a_compound_is_met_by_the_two_words_that_it_is_written_as() -> None:
    vocabulary = Vocabulary({"chef": 3, "dag": 5, "havn": 2}, 20)
    assert {found.stem for found in vocabulary.related("chefdag")} == {"chef", "dag"}
    assert not vocabulary.related("chefråd")


def test_a_thing_is_met_by_what_it_is_called_for_short() -> None:
    spelled_out = stem("intelligens")
    vocabulary = Vocabulary({spelled_out: 2, "kaj": 1}, 4)
    assert [(found.stem, found.weight) for found in vocabulary.related("ai")] == [(spelled_out, 0.9)]
    assert vocabulary.related("dpo") == ()


def test_what_is_asked_in_full_is_met_by_what_it_is_called_for_short() -> None:
    vocabulary = Vocabulary({stem("dpo"): 2, "kaj": 1}, 4)
    assert [found.stem for found in vocabulary.related(stem("databeskyttelsesradgiver"))] == [stem("dpo")]


@pytest.mark.parametrize(
    ("stem", "written"),
    [
        pytest.param("kjaen", None, id="too short"),
        pytest.param("slebestde", "Slæbestedet", id="letters swapped"),
        pytest.param("havnfogd", "havnefogeden", id="a letter lacking"),
        pytest.param("takstblade", None, id="nothing near"),
    ],
)
def test_what_a_slip_was_meant_to_be_is_told_as_it_is_written(stem: str, written: str | None) -> None:
    words = {"slebested": "Slæbestedet", "havnefogd": "havnefogeden", "kaj": "kajen"}
    assert Vocabulary(dict.fromkeys(words, 2), 9, words).nearest(stem) == written


def test_a_body_is_met_by_what_it_is_called_for_short() -> None:
    vocabulary = Vocabulary({stem("kommunalbestyrelsen"): 3}, 20)
    assert [found.stem for found in vocabulary.related("kb")] == [stem("kommunalbestyrelsen")]


@pytest.mark.parametrize(
    ("one", "other"), [("indsats", "indsatsen"), ("likviditet", "likviditeten"), ("proces", "processen")]
)
def test_forms_that_the_stemmer_keeps_apart_are_one_word(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    for asked, held in ((one, other), (other, one)):
        related = Vocabulary({stem(held): 2}, 4).related(stem(asked))
        assert [(found.stem, found.weight) for found in related] == [(stem(held), 0.95)]


@pytest.mark.parametrize(
    ("word", "part"),
    [
        pytest.param("integrationsindsatsen", "integration", id="with a link"),
        pytest.param("budgetindsats", None, id="too short a first part"),
        pytest.param("integrationskrav", None, id="no last part of the corpus"),
    ],
)
def test_first_part_of_a_compound(word: str, part: str | None) -> None:
    assert Vocabulary({stem("indsats"): 2}, 4).first_part(stem(word)) == part
