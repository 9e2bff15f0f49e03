"""The manner in which a question is written changes few answers: gold questions, written otherwise, against floors.

Every third question of the samples is asked as it stands and in each manner; the share of those answered rightly
either way that are so the other way too is held against a floor. Measured when the floors were set
(`python -m pytest tests/rag/test_manners.py -s` prints them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from rag.assistant import Assistant
from rag.evaluation import GoldQuestion, judge, read_gold
from tests.answering import ROOT
from ui.workspace import Workspace

_EVERY = 3
_LETTERS = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}


def _ended(text: str) -> str:
    return text if text[-1] in ".?!" else f"{text}."


def _with_a_slip(text: str) -> str:
    """The text with two neighbouring letters swapped in a word of six letters or more."""
    random = Random(text)
    words = list(re.finditer(r"[a-zæøå]{6,}", text))
    if not words:
        return text
    word = random.choice(words)
    at = word.start() + random.randrange(1, len(word[0]) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


MANNERS: dict[str, tuple[Callable[[str], str], float]] = {
    "small letters": (str.lower, 0.94),
    "capitals": (str.upper, 0.94),
    "no question mark": (lambda text: text.rstrip("?! "), 0.98),
    "thanks": (lambda text: f"{_ended(text)} På forhånd tak for hjælpen!", 0.98),
    "greeting and signature": (lambda text: f"Hej med jer. {_ended(text)} Mvh. Karen", 0.98),
    "who asks": (lambda text: f"Jeg er lige startet som leder og prøver at sætte mig ind i tingene. {text}", 0.96),
    "why": (lambda text: f"{_ended(text)} Det haster lidt, for jeg skal bruge det til et møde i eftermiddag.", 0.96),
    "no Danish letters": (lambda text: "".join(_LETTERS.get(letter, letter) for letter in text), 0.94),
    "a slip of the finger": (_with_a_slip, 0.88),
}


@pytest.fixture(scope="module")
def asked() -> list[GoldQuestion]:
    questions = read_gold(ROOT / "tests" / "gold" / "samples.jsonl")
    return [question for question in questions if question.kind != "injection"][::_EVERY]


@pytest.fixture(scope="module")
def right(assistant: Assistant, samples: Workspace, asked: list[GoldQuestion]) -> frozenset[str]:
    """The questions that are answered rightly as they stand."""
    return frozenset(q.id for q in asked if _is_right(assistant, samples, q, q.question))


@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_loses_few_answers(
    assistant: Assistant, samples: Workspace, asked: list[GoldQuestion], right: frozenset[str], manner: str
) -> None:
    write, floor = MANNERS[manner]
    kept = [question for question in asked if question.id in right]
    lost = [q.id for q in kept if not _is_right(assistant, samples, q, write(q.question))]
    share = 1 - len(lost) / len(kept)
    print(f"{manner}: {share:.3f} of {len(kept)}, lost {lost}")
    assert share >= floor, f"{manner} loses {lost}"


def _is_right(assistant: Assistant, samples: Workspace, gold: GoldQuestion, text: str) -> bool:
    return judge(gold, assistant.answer(text, gold.history), samples.catalog).correct
