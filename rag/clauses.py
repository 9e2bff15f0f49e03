"""Clauses (ledsætninger): a sentence as words, numbers and dates, in the clauses that its commas and "og" make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from rag.analysis import Token, fold, tokenize
from rag.facts import Fact, FactKind, find_facts


def words_of(text: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(fold(word) for word in text.split())


MODALS: Final = words_of("kan kunne skal skulle må måtte bør burde vil ville")
# Grammar, without which no sentence can be said shorter.
_NEUTRAL: Final = MODALS | words_of(
    """
    ad af at da de dem den denne dens der deres derfor dermed det dets dette disse en et ene er har havde han hun hans
    hendes sin sit sine i idet ikke ej ingen intet og også desuden om på som var ved blev blevet bliver blive være
    været hvilket hvoraf heraf deraf men mens så for til kl d § selv nu endnu hvis såfremt medmindre når indtil hvorvidt
    fordi j nr mødet
    """
)
_JOINTS: Final = words_of("og eller samt men mens")
_BREAK = re.compile(r"[,;:()]\s?|\s[-–]\s|\b(?:og|eller|samt|men|mens)\b", re.IGNORECASE)
_VERB: Final = re.compile(
    r"er|var|har|havde|blev|bliver|skal|kan|vil|ma|bor|skulle|kunne|ville|\w+ede|\w+es|\w+[dlrs]te|"
    r"\w*(?:gar|far|star|kom|ligger|la|gav|fik|gik|stod|tog|steg|faldt|satte|sogte|bragte|valgte|sendte)|"
    r"falder|stiger|giver|koster|krever|udlober|fortsetter|bruger|dekker|viser|mangler|onsker|stemte|betaler|venter|"
    r"skriver|kommer|folger|gelder|varer|holder|skyldes|udgor|genabnede|rummer|bygger|lober|finder|deltager"
)
_ELLIPTICAL = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a number or date as one thing (led), and the number of its clause."""

    token: Token
    clause: int
    fact: Fact | None = None

    @property
    def folded(self) -> str:
        """The word without capitals and Danish letters."""
        return self.token.folded

    @property
    def is_neutral(self) -> bool:
        """Whether it is grammar and says nothing by itself."""
        return self.fact is None and self.folded in _NEUTRAL


@dataclass(frozen=True)
class Clauses:
    """A sentence in words and clauses (periode); `joints` are the marks or words before each clause."""

    text: str
    words: tuple[Word, ...]
    joints: tuple[str, ...]

    @cached_property
    def folded(self) -> frozenset[str]:
        """Its words."""
        return frozenset(word.folded for word in self.words)

    @property
    def begins_done(self) -> bool:
        """Whether it begins as decisions do that leave their subject out: "Godkendt, idet …"."""
        return bool(self.words) and self.words[0].folded.endswith("t") and self.words[0].fact is None

    @property
    def is_elliptical(self) -> bool:
        """Whether it is a decision in a few words: "Vedtaget enstemmigt."."""
        return len(self.words) <= _ELLIPTICAL and self.begins_done

    def clause(self, number: int) -> list[Word]:
        """The words of a clause."""
        return [word for word in self.words if word.clause == number]

    def telling(self, number: int) -> list[Word]:
        """The words of a clause that say anything."""
        return [word for word in self.clause(number) if not word.is_neutral]

    def opening(self, number: int) -> str:
        """The first word of a clause, whatever it is."""
        return next((word.folded for word in self.clause(number)), "")


@lru_cache(maxsize=512)
def read_clauses(text: str) -> Clauses:
    """A sentence in clauses. Words that join them are no words of it."""
    facts = [fact for fact in find_facts(text) if fact.kind is not FactKind.NAME]
    breaks = [m for m in _BREAK.finditer(text) if not any(f.start <= m.start() < f.end for f in facts)]
    joints, words = [""], list[Word]()
    for token in tokenize(text):
        while breaks and breaks[0].start() <= token.start:
            joint = fold(breaks.pop(0)[0]).strip()
            if words and words[-1].clause == len(joints) - 1:
                joints.append(joint)
            else:
                joints[-1] = joint
        fact = next((f for f in facts if f.start <= token.start < f.end), None)
        if fact is None and token.folded in _JOINTS:
            continue
        if fact is None or not words or words[-1].fact is not fact:
            words.append(Word(token, len(joints) - 1, fact))
    return Clauses(text, tuple(words), tuple(joints))


def split_statements(text: str) -> Iterator[str]:
    """The parts of a text that have a verb each, as far as its commas and "og" part them."""
    cuts = [match.end() for match in _BREAK.finditer(text) if match[0].strip() not in ("(", ")", ":")]
    held = ""
    for start, end in pairwise([0, *cuts, len(text)]):
        piece = text[start:end]
        if _has_verb(held) and _has_verb(piece):
            yield held
            held = ""
        held += piece
    yield held


def _has_verb(text: str) -> bool:
    return any(_VERB.fullmatch(token.folded) for token in tokenize(text))
