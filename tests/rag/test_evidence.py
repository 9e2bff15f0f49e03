from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rag.domain import Filters
from rag.evidence import Evidence, EvidenceRanker
from rag.question import Known
from rag.retrieval import FoundItem
from rag.sought import SoughtWord, coverage, met
from rag.understanding import interpret
from ui.workspace import Workspace


@pytest.fixture(scope="module")
def ranker(samples: Workspace) -> EvidenceRanker:
    """A ranker over the sample minutes."""
    return EvidenceRanker(samples.search)


def rank(samples: Workspace, ranker: EvidenceRanker, known: Known, text: str) -> list[Evidence]:
    """The evidence for a question over all that is found."""
    question = interpret(text, known)
    found = samples.search.items(text, [term.stem for term in question.terms], question.demanded, 10)
    return ranker.rank(question, found, ranker.sought(question))


CLEAR = [
    pytest.param(
        "Hvad blev der besluttet om vindmøllerne ved Strandlyst?", "Indstillingen blev forkastet.", id="decision"
    ),
    pytest.param("Hvornår udløber kontrakten på telefoniløsningen?", "den 31. oktober 2022", id="when"),
    pytest.param("Hvor mange underskrifter er der samlet for en cykelsti?", "684 underskrifter", id="how many"),
    pytest.param("Hvad koster beboerlicensen om måneden?", "150 kr. om måneden", id="how much"),
]


@pytest.mark.parametrize(("text", "proof"), CLEAR)
def test_proof_is_among_the_best(
    samples: Workspace, ranker: EvidenceRanker, known: Known, text: str, proof: str
) -> None:
    best = rank(samples, ranker, known, text)[:4]
    assert any(proof in evidence.sentence.text for evidence in best)


def test_evidence_is_verbatim_and_ordered(samples: Workspace, ranker: EvidenceRanker, known: Known) -> None:
    evidence = rank(samples, ranker, known, "Hvad koster renoveringen af svømmehallen?")
    assert [e.score for e in evidence] == sorted((e.score for e in evidence), reverse=True)
    for found in evidence:
        assert found.record.item.text[found.sentence.start : found.sentence.end] == found.sentence.text
        assert ranker.sentences(found.record)[found.position] == found.sentence


def test_signals_are_shares(samples: Workspace, ranker: EvidenceRanker, known: Known) -> None:
    evidence = rank(samples, ranker, known, "Hvem klagede over vindmøllerne?")
    assert evidence
    for found in evidence:
        assert all(-1e-6 <= value <= 1.0 + 1e-6 for value in found.features.vector())


def test_closed_items_give_no_evidence(samples: Workspace, ranker: EvidenceRanker, known: Known) -> None:
    closed = [r for r in samples.catalog.find_items(interpret("", known).demanded) if r.item.closed]
    assert len(closed) == 5
    found = [FoundItem(record, 1.0, ()) for record in closed]
    question = interpret("Hvad blev arealet solgt for?", known)
    assert ranker.rank(question, found, ranker.sought(question)) == []


def test_misspelt_word_stands_for_the_right_one(ranker: EvidenceRanker, known: Known) -> None:
    right = ranker.sought(interpret("svømmehallen", known))[0]
    wrong = ranker.sought(interpret("svømehallen", known))[0]
    assert met(wrong, {right.stem}) > 0


def test_unknown_word_is_met_by_nothing(ranker: EvidenceRanker, known: Known) -> None:
    assert ranker.sought(interpret("xyzzyplugh", known))[0].weights == {}


def word(stem: str, rarity: float, **weights: float) -> SoughtWord:
    """A word that is asked for."""
    return SoughtWord(stem, weights, rarity, np.zeros(1, np.float32))


def test_coverage_weighs_by_rarity() -> None:
    words = [word("kaj", 3.0, kaj=1.0), word("ny", 1.0, ny=1.0)]
    assert coverage(words, {"kaj", "ny"}) == pytest.approx(1.0)
    assert coverage(words, {"kaj"}) == pytest.approx(0.75)
    assert coverage(words, set()) == 0.0


@pytest.mark.parametrize("words", [[], [word("kaj", 0.0, kaj=1.0)]], ids=["no words", "no rarity"])
def test_coverage_of_nothing(words: list[SoughtWord]) -> None:
    assert coverage(words, {"kaj"}) == 0.0


def test_word_is_met_by_its_best_alternative() -> None:
    assert met(word("kaj", 1.0, kaj=1.0, havnekaj=0.6), {"havnekaj"}) == pytest.approx(0.6)
    assert met(word("kaj", 1.0, kaj=1.0, havnekaj=0.6), {"havnekaj", "kaj"}) == pytest.approx(1.0)


def test_the_names_of_whose_meeting_it_was_are_words_of_its_items(samples: Workspace, ranker: EvidenceRanker) -> None:
    record = samples.catalog.find_items(Filters())[0]
    hosted = replace(record, meeting=replace(record.meeting, head="Havneby Skole\nSkolebestyrelsen\nReferat"))
    assert "havneby" in ranker.words(hosted)
    assert "havneby" not in ranker.words(record)
