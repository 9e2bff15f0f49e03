from __future__ import annotations

from dataclasses import fields

import pytest

from rag.evidence import EvidenceRanker
from rag.judgement import Signals, confidence, read_signals
from rag.question import Known
from rag.understanding import interpret
from ui.workspace import Workspace


def judge(samples: Workspace, known: Known, text: str) -> float:
    """How sure the minutes answer a question."""
    ranker = EvidenceRanker(samples.search)
    question = interpret(text, known)
    found = samples.search.items(text, [term.stem for term in question.terms], question.demanded, 10)
    return confidence(read_signals(ranker.rank(question, found, ranker.sought(question))))


CLEAR = [
    pytest.param("Hvad blev der besluttet om cykelstien langs Ellekærvej?", id="decision"),
    pytest.param("Hvad blev der besluttet om vindmøllerne ved Strandlyst?", id="rejection"),
    pytest.param("Hvor mange underskrifter er der samlet for en cykelsti langs Ellekærvej?", id="amount"),
]
FOREIGN = [
    pytest.param("Hvem vandt verdensmesterskabet i fodbold?", id="football"),
    pytest.param("Hvad er hovedstaden i Mongoliet?", id="geography"),
    pytest.param("Hvordan bager man surdejsbrød?", id="baking"),
]


@pytest.mark.parametrize("clear", CLEAR)
@pytest.mark.parametrize("foreign", FOREIGN)
def test_what_stands_there_is_surer_than_what_does_not(
    samples: Workspace, known: Known, clear: str, foreign: str
) -> None:
    assert 0.0 < judge(samples, known, foreign) < judge(samples, known, clear) < 1.0


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_confidence_is_a_probability(value: float) -> None:
    signals = Signals(**{field.name: value for field in fields(Signals)})
    assert 0.0 < confidence(signals) < 1.0
    assert set(signals.vector()) == {value}
