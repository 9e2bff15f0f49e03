"""Which words look misspelt by the shipped vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.embedding.lexicon import Lexicon
from rag.embedding.loading import open_lexicon
from rag.errors import ModelUnavailable


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return open_lexicon()


@pytest.mark.parametrize(
    "word",
    [
        "budgetseminaret",
        "Kommunalbestyrelsen",
        "forsamlingshusenes",
        "godkendt",
        "trafikplanen",
        "meeting",
        "SKOLEN",
        "lukkedage",
        "",
    ],
)
def test_what_is_spelt_right_is_not_odd(lexicon: Lexicon, word: str) -> None:
    assert not lexicon.is_odd(word)


@pytest.mark.parametrize("word", ["telfoner", "bugetseminaret", "poltik", "ignenem", "bgyges", "besulttet", "febuar"])
def test_slips_of_the_finger_are_odd(lexicon: Lexicon, word: str) -> None:
    assert lexicon.is_odd(word)


def test_common_words_are_commoner(lexicon: Lexicon) -> None:
    assert lexicon.commonness["møde"] > lexicon.commonness["dieseldrev"]


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_missing_or_damaged_vocabulary_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(ModelUnavailable):
        Lexicon.open(tmp_path)
