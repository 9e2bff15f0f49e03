"""Support (dækning): whether a claim says no more than the words that it quotes.

Most tests look for one way in which a claim can be untrue to its quote, so that the objection says what is wrong; the
last asks for proof. They are strict, for the sentences quoted can stand in a claim's place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.analysis import FUNCTION_WORDS, fold, tokenize
from rag.attribution import find_misattribution
from rag.claims import Objection, Told
from rag.condensing import condensed_from
from rag.domain import Outcome, SectionKind
from rag.facts import FactKind, find_facts
from rag.kinship import are_kin
from rag.outcomes import adopts, classify_decision
from rag.polarity import (
    deciding_words,
    drops_wish,
    keeps_denials,
    proposes,
    read_votes,
    says_advised,
    speaks_to_machines,
    turned,
)

_COMMON = 0.5
_BOTH = {SectionKind.DECISION, SectionKind.RECOMMENDATION}
_CARRIED = (Outcome.APPROVED, Outcome.NOTED, Outcome.RECOMMENDED)
# Words of the neighbours' languages, and of English and French, that are no words of Danish.
_FOREIGN = frozenset(
    """
    the and of was were is are that this with by from it its has will not been they their which an or as his her would
    und die das ist nicht wurde wurden mit von auf ein eine zu auch wird haben sind sich dass
    och att är inte av från till ikkje etter hva ble vart noen
    le la les une dans pour que qui sur avec sont été
    """.split()
)
_CHANGED = re.compile(
    r"\b(?:endring\w*|endret|dog|men|undtagen|delvis\w*|bortset|tilfoj\w*|suppler\w*|ikke|forbehold\w*|at-?punkt\w*|"
    r"pkt|punkt\w*)\b"
)

Test = Callable[[str, Told], Objection | None]


def find_objection(claim: str, told: Told) -> Objection | None:
    """The first thing that speaks against a claim, or None where it is borne out."""
    found = _first(_OF_FACTS, claim, told)
    if found is not None:
        return found
    condensed = condensed_from(claim, told)
    if condensed is not None:
        return _first(_OF_WORDS, claim, condensed)
    return _first(_OF_WORDS, claim, told) or Objection.BEYOND


def _first(tests: Sequence[Test], claim: str, told: Told) -> Objection | None:
    return next((found for test in tests if (found := test(claim, told)) is not None), None)


def is_about(claim: str, told: Told) -> bool:
    """Whether a claim and what it quotes have at least half of the claim's words in common, names and facts aside."""
    there = [*tokenize(told.text), *tokenize(told.record.item.title)]
    own = [token for token in tokenize(claim) if token.folded not in FUNCTION_WORDS and not token.folded.isdigit()]
    met = sum(any(are_kin(token, other) for other in there) for token in own)
    return met >= _COMMON * len(own)


def _speaks_danish(claim: str, told: Told) -> Objection | None:
    words = {token.text.lower() for token in tokenize(claim)} - {token.text.lower() for token in tokenize(told.text)}
    return Objection.LANGUAGE if len(words & _FOREIGN) > 1 or "?" in claim else None


def _gives_no_order(_: str, told: Told) -> Objection | None:
    return Objection.ORDER if speaks_to_machines(told.text) else None


def _is_decided(claim: str, told: Told) -> Objection | None:
    """What was only recommended or told is not passed off as decided; a decision says what its Beslutning says."""
    kinds = {place.section.kind for place in told.places}
    if drops_wish(claim, told.text):
        return Objection.DECIDED
    if SectionKind.DECISION in kinds:
        return None if kinds == {SectionKind.DECISION} or (kinds == _BOTH and _adopted(told)) else Objection.DECIDED
    if deciding_words(claim):
        elsewhere = told.record.outcome in _CARRIED or any(place.section.body for place in told.places)
        elsewhere = elsewhere or any(fact.kind is FactKind.DATE for fact in find_facts(told.text))
        if (
            SectionKind.RECOMMENDATION in kinds
            or not elsewhere
            or not deciding_words(claim) <= deciding_words(told.text)
        ):
            return Objection.DECIDED
    if SectionKind.RECOMMENDATION not in kinds and proposes(told.text) and not proposes(claim):
        return Objection.DECIDED
    return None


def _adopted(told: Told) -> bool:
    """Whether the item's Beslutning follows its Indstilling unchanged."""
    decided = "\n".join(told.record.item.section_text(s) for s in told.record.item.of_kind(SectionKind.DECISION))
    followed = adopts(decided) or classify_decision(decided) is Outcome.APPROVED
    return followed and _CHANGED.search(fold(decided)) is None


def _denies_alike(claim: str, told: Told) -> Objection | None:
    return None if keeps_denials(claim, told.quoted, told.text) else Objection.DENIAL


def _goes_along(claim: str, told: Told) -> Objection | None:
    same_votes = read_votes(claim) <= read_votes(told.text)
    return Objection.TURNED if turned(claim, told.text) or not same_votes else None


_OF_FACTS: tuple[Test, ...] = (_gives_no_order, _speaks_danish, find_misattribution)
_OF_WORDS: tuple[Test, ...] = (_is_decided, _denies_alike, _goes_along)


def needs_label(claim: str, told: Told) -> bool:
    """Whether a claim rests on an Indstilling alone and doesn't say so itself."""
    return told.only(SectionKind.RECOMMENDATION) and not says_advised(claim)
