"""Dividing (opdeling): the questions that a question is made of, by its words alone."""

from __future__ import annotations

import re

from rag.analysis import fold
from rag.sentences import split_sentences
from rag.wording import POLAR_START, QUESTION_WORD

MOST = 3
_ASKS = (
    r"(?:hvem|hvad|hvorn(?:å|aa|a)r|hvor|hvilke\w*|hvordan|hvorfor|who|what|when|where|why|how|which|wer|was|wo|wann|wie|warum|"
    r"vem|vad|när|hur|varför|vilk\w+)"
)
_BEFORE = r"(?:(?:i|på|fra|til|ved|med|om|for|af|hos|bis|till) )?"
_VERB = r"(?:er|var|bliver|blev|har|havde|skal|skulle|kan|kunne|må|måtte|vil|ville|får|fik|kommer|kom|går|gik)"
# ", og hvem …", " og hvornår …", ", og er programmet på plads?"
_AND = re.compile(rf"(?:,? (?:og|samt|and|und|och) (?={_BEFORE}{_ASKS}\b)|, (?:og|samt) (?={_VERB} ))", re.IGNORECASE)
# "Hvor og hvornår holdes det?": what the first asks about is told after the second.
_BARE = re.compile(rf"^(?:.*\b)?{_BEFORE}{_ASKS}$", re.IGNORECASE)
_WORD = re.compile(rf"^{_BEFORE}{_ASKS}\b ?", re.IGNORECASE)


def divide(text: str) -> tuple[str, ...]:
    """The questions that a question is made of, at most `MOST`, in order; empty where it is one.

    Each can be read by itself as far as its words go: "hvor" of "hvor og hvornår" has what stands after "hvornår".
    """
    sentences = [text[start:end] for start, end in split_sentences(text)]
    # "Jeg vil forstå, hvor galt det stod til." tells why what comes after it is asked.
    marked = [sentence for sentence in sentences if sentence.rstrip().endswith("?")]
    parts = [part for sentence in marked or sentences if _asks(sentence) for part in _split(sentence)]
    return tuple(parts[:MOST]) if len(parts) > 1 else ()


def _asks(sentence: str) -> bool:
    return QUESTION_WORD.search(sentence) is not None or POLAR_START.search(fold(sentence)) is not None


def _split(sentence: str) -> list[str]:
    borders = [match.span() for match in _AND.finditer(sentence)]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(sentence)]
    *parts, last = [sentence[start:end] for start, end in zip(starts, ends, strict=True)]
    if parts and not _asks(parts[0]):
        return [sentence]
    whole = [last]
    for part in reversed(parts):
        whole.insert(0, f"{part} {_told(whole[0])}" if _BARE.match(part) else part)
    return whole


def _told(part: str) -> str:
    """What a question is about: what stands after its question word."""
    match = _WORD.match(part)
    return part[match.end() :] if match else part
