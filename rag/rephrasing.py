"""Rephrasing (omformulering): a chat model that makes a follow-up stand alone, and takes a question apart.

What it writes is searched for and never shown as an answer; still it may add nothing: a question with a name, date or
number that nobody said is thrown away, and the question is read by rules as without a model.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from prompts import PromptDamaged, load_prompt
from prompts import phrasing as words
from rag.analysis import FUNCTION_WORDS, fold, tokenize
from rag.asking import ASKING_WORDS
from rag.domain import Turn
from rag.errors import ReferatError
from rag.facts import FactKind, find_facts, holds_name
from rag.listening import ModelLine
from rag.polarity import stems_of
from rag.replies import ThoughtFilter, read_object

_log = logging.getLogger(__name__)

MOST_PARTS = 4
_LONGEST = 400
_TURNS = 6
_TURN_LETTERS = 1_500
_KNOWN = 0.75
_AGAIN = re.compile(
    r"\?.+\?|(?:,| og| samt| men),? (?:hvem|hvad|hvornår|hvor|hvilke[nt]?|hvordan|hvorfor|hvorledes)\b|"
    r"\b(?:sammenlign\w*|forskel\w*|forhold til hinanden|henholdsvis|både\b.+\bog)\b",
    re.IGNORECASE | re.DOTALL,
)


def has_several_parts(text: str) -> bool:
    """Whether a question looks as if it were several: two questions, or two things set side by side."""
    return _AGAIN.search(text) is not None


def rewrite(line: ModelLine, text: str, history: Sequence[Turn], until: float) -> str:
    """A follow-up as it would be asked alone; empty where the model says nothing that can be used."""
    turns = [Turn(turn.role, turn.content[:_TURN_LETTERS]) for turn in history[-_TURNS:]]
    talk = "\n".join(f"{words.SPEAKERS[turn.role]}: {turn.content}" for turn in turns)
    read = _ask(line, "omskriv", until, samtale=talk, spoergsmaal=text)
    asked = _tidy(read.get("spørgsmål"))
    return asked if asked and adds_nothing(asked, f"{talk}\n{text}") else ""


def divide(line: ModelLine, text: str, until: float) -> tuple[str, ...]:
    """The questions that a question is made of, at most `MOST_PARTS`; empty where there is only one."""
    read = _ask(line, "opdel", until, spoergsmaal=text)
    rows = read.get("dele")
    parts = [_tidy(row) for row in rows] if isinstance(rows, list) else []
    kept = tuple(dict.fromkeys(part for part in parts if part and adds_nothing(part, text)))
    return kept if 1 < len(kept) <= MOST_PARTS else ()


def adds_nothing(asked: str, said: str) -> bool:
    """Whether a question has no fact, and few words, that were not said before it."""
    known = find_facts(said)
    for fact in find_facts(asked):
        if fact.kind is FactKind.NAME:
            if not holds_name(fact.key, said):
                return False
        elif not any(fact.kind is other.kind and fact.key == other.key for other in known):
            return False
    there = stems_of(said)
    own = [t for t in tokenize(asked) if t.folded not in FUNCTION_WORDS and t.folded not in ASKING_WORDS]
    return sum(token.stem in there for token in own) >= _KNOWN * len(own)


def _ask(line: ModelLine, name: str, until: float, **values: str) -> dict[str, object]:
    try:
        prompt = load_prompt(name)
        reply = line.ask(prompt.system, prompt.fill(**values), until)
    except (ReferatError, PromptDamaged) as error:
        _log.info("no rephrasing: %s", error)
        return {}
    return read_object(ThoughtFilter().feed(reply))


def _tidy(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if text.isprintable() and len(text) <= _LONGEST and fold(text).strip(" ?.") else ""
