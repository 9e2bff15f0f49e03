"""Probing (afprøvning): does the chat model answer, and how fast?"""

from __future__ import annotations

import time
from dataclasses import dataclass

from prompts import PromptDamaged, load_prompt
from prompts import phrasing as words
from rag.errors import ModelUnavailable
from rag.listening import ModelLine

# Letters after which a model that was asked for one word has said enough.
_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class Probe:
    """How a model answered a word (prøve): seconds to its first and to its last piece, opening it included."""

    first: float
    whole: float


def try_model(line: ModelLine) -> Probe:
    """Ask a model for one word.

    Raises:
        ModelUnavailable: it doesn't answer, or with nothing.
        SettingError: the setting names no model.
    """
    try:
        prompt = load_prompt("proeve")
    except PromptDamaged as error:
        raise ModelUnavailable(str(error)) from error
    started = time.perf_counter()
    first = 0.0
    said = ""
    for piece in line.listen(prompt.system, prompt.fill(ord=words.PROBE_WORD), line.patience.deadline()):
        said += piece
        first = first or time.perf_counter() - started
        if len(said) > _ENOUGH:
            break
    if not said.strip():
        raise ModelUnavailable(words.SAYS_NOTHING.format(name=line.name))
    return Probe(first, time.perf_counter() - started)
