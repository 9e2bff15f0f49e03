"""Support (dækning): whether a claim says no more than the words that it quotes.

Every test looks for one way in which a claim can be untrue to its quote, and the first that finds something objects.
They are strict: a good sentence lost is an inconvenience, for the extractive answer stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import pairwise

from rag.analysis import FUNCTION_WORDS, fold, tokenize
from rag.attribution import find_misattribution
from rag.claims import Objection, Told
from rag.domain import Outcome, SectionKind
from rag.facts import FactKind, find_facts
from rag.outcomes import adopts, classify_decision
from rag.polarity import (
    deciding_words,
    drops_wish,
    keeps_denials,
    proposes,
    read_votes,
    says_advised,
    speaks_to_machines,
    stems_of,
    turned,
)

_COVERED = 0.5
_KIN = 4
_NO_THINGS = FUNCTION_WORDS | {"sammen", "aften", "omegnen"}
# A noun with its article: "biblioteket", "lodsejerne". After an auxiliary it may be a participle ("har modtaget").
_THING = re.compile(r"\w{3}(?:et|en|erne|ene)s?$")
_AUXILIARY = frozenset("har havde er var blev bliver blevet vere vil skal kan".split())
_UNITS = ("kr", "mio", "mia", "pct", "procent", "kroner", "nr", "j", "pkt")
_ALIKE = 5
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


def find_objection(claim: str, told: Told, asked: str, elsewhere: Collection[str] = ()) -> Objection | None:
    """The first thing that speaks against a claim, or None where it is borne out.

    `asked` is the question, `elsewhere` the stems of what the model was shown of other items.
    """
    for test in _TESTS:
        found = test(claim, told)
        if found is not None:
            return found
    if _tells_of_another(claim, told, asked, elsewhere) or coverage(claim, told, asked) < _COVERED:
        return Objection.BEYOND
    return None


def _tells_of_another(claim: str, told: Told, asked: str, elsewhere: Collection[str]) -> bool:
    """Whether a claim is about a thing of another item: a noun that neither its quote nor the question has."""
    there = _scope(told, asked)
    tokens = tokenize(claim)
    things = [
        token
        for before, token in pairwise([None, *tokens])
        if token is not None
        and token.folded not in _NO_THINGS
        and _THING.search(token.folded)
        and (before is None or before.folded not in _AUXILIARY)
    ]
    return any(token.stem in elsewhere and not any(_are_kin(token.stem, stem) for stem in there) for token in things)


def _are_kin(stem: str, other: str) -> bool:
    """Whether two stems are one word or one ends or begins the other, as in compounds."""
    short, long = sorted((stem, other), key=len)
    return short == long or (len(short) >= _KIN and (long.endswith(short) or long.startswith(short)))


def _scope(told: Told, asked: str) -> frozenset[str]:
    """The stems of a claim's quote, its item's head and the question."""
    head = (told.record.item.title, *told.bodies, *(place.section.heading for place in told.places))
    return stems_of("\n".join((told.text, asked, *head)))


def coverage(claim: str, told: Told, asked: str) -> float:
    """The share of a claim's words, facts aside, that its quote, its item's head or the question has, in [0, 1]."""
    there = _scope(told, asked)
    starts = {stem[:_ALIKE] for stem in there if len(stem) >= _ALIKE}
    exact = [fact for fact in find_facts(claim) if fact.kind is not FactKind.NAME]
    own = [
        token
        for token in tokenize(claim)
        if token.folded not in FUNCTION_WORDS
        and token.folded not in _UNITS
        and not any(fact.start <= token.start < fact.end for fact in exact)
    ]
    met = sum(token.stem in there or token.stem[:_ALIKE] in starts for token in own)
    return met / len(own) if own else 0.0


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


_TESTS: tuple[Test, ...] = (
    _gives_no_order,
    _speaks_danish,
    find_misattribution,
    _is_decided,
    _denies_alike,
    _goes_along,
)


def needs_label(claim: str, told: Told) -> bool:
    """Whether a claim rests on an Indstilling alone and doesn't say so itself."""
    return told.only(SectionKind.RECOMMENDATION) and not says_advised(claim)
