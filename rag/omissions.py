"""Omissions (udeladelser): what a sentence can't lose and still be told truly.

A clause keeps its subject and its condition, a noun what narrows it, and whatever makes a sentence less than a fact is
told too: a "hvis", an offer, a wish, an "only". `rag.condensing` asks for it of every claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rag.analysis import tokenize
from rag.claims import Told
from rag.clauses import Clauses, Word, words_of
from rag.domain import SectionKind
from rag.facts import unit_of
from rag.kinship import are_kin

_PRONOUNS: Final = words_of("den det de dette disse han hun der hvilket som her hendes hans deres dens")
# Words that a noun or verb can lose without meaning more.
_PADDING: Final = words_of(
    """
    samlede samlet enstemmigt desuden fremover nuværende herefter endvidere dermed derefter således alt endelige
    offentlig offentligt firmaet selskabet
    projektleder formand næstformand borgmester chef direktør
    """
)
_LINKS: Final = words_of("som der hvilket hvoraf at")
_JOINING: Final = words_of("og eller samt")
_PARTING: Final = words_of("men mens")
_NARROWING: Final = words_of("med uden under over")
# Verbs that vouch for what hangs on them with "at".
_VOUCHING: Final = words_of(
    """
    besluttede besluttet besluttes vedtog vedtaget godkendte viser viste oplyste oplyser tilføjelse tilføjelsen ændring
    betyder aftalte aftalt orienterede konstaterede henvisning tilføjer sådan forudsætning indstiller anbefaler
    """
)
# What makes a clause less than a fact, with what may say the same.
_CONDITIONS: Final = tuple(
    words_of(row)
    for row in (
        "hvis såfremt",
        "medmindre",
        "når",
        "indtil til",
        "om hvorvidt",
        "inden før",
        "efter",
        "hvad",
        "hvem",
        "hvor",
        "hvordan",
        "hvorfor",
        "hvilke hvilken",
    )
)
_OPERATORS: Final = tuple(
    re.compile(rf"(?:{row})")
    for row in (
        r"tilbud\w*|tilbyd\w*|tilbod", r"\w*sog(?:e|er|es|t|te)|\w*ansogning\w*", r"lovet|lover|lovede", r"onsk\w*",
        r"foresl\w*|\w*forslag\w*", r"anbefal\w*", r"bed(?:es|er|t)|bad", r"opfordr\w*", r"spurgt\w*|sporg\w*",
        r"overvej\w*", r"planleg\w*", r"forsog\w*", r"men(?:er|te)|fandt|finder|peg(?:er|ede|et)", r"bekymr\w*",
        r"\w*indstil\w*", r"protester\w*", r"undersog\w*", r"mulighed\w*", r"halv(?:t|e|ar\w*|del\w*)?|hver",
        r"kun|alene", r"neppe", r"ifolge", r"dog", r"tidligere|hidtil|oprindelig\w*",
        r"\w*endring\w*|tilfoj\w*|undtag\w*|forbehold\w*|rettelse\w*|bortset|betinge\w*",
        r"forvent\w*|vent(?:es|er|ede)|regner|ansl\w*|skon\w*|vurder\w*|omkring|cirka|ca",
    )
)  # fmt: skip
_ADVISED: Final = "indstiller"


def stays_true(used: Sequence[Word], of: Clauses, claim: str, told: Told) -> bool:
    """Whether a sentence stays true when a claim tells it by these of its words alone."""
    return (
        _keeps_clauses(used, of, claim)
        and not _thins_out(used, of)
        and _keeps_operators(used, of, claim, told)
        and not _drops_a_like(used, of)
    )


def _keeps_clauses(used: Sequence[Word], of: Clauses, claim: str) -> bool:
    """Whether no clause loses its subject, its condition or one of two that are told together."""
    numbers = sorted({word.clause for word in used})
    own = {token.folded for token in tokenize(claim)}
    return all(
        _keeps_conditions(of.opening(number), own)
        and not _skips_number(of.telling(number), used)
        and (of.opening(number) != "at" or before == number - 1 or _is_vouched_for(of, number))
        and (before is None or _may_follow(before, number, used, of))
        for before, number in pairwise([None, *numbers])
        if number is not None
    )


def _keeps_conditions(opening: str, own: set[str]) -> bool:
    return all(opening not in words or not words.isdisjoint(own) for words in _CONDITIONS)


def _skips_number(telling: Sequence[Word], used: Sequence[Word]) -> bool:
    """Whether a clause loses a number before its first word that is told: "to af de fem centre"."""
    first = next((at for at, word in enumerate(telling) if word in used), 0)
    return any(word.fact is not None for word in telling[:first])


def _is_vouched_for(of: Clauses, number: int) -> bool:
    """Whether an "at" hangs on a word that vouches for it, maybe behind another "at" that hangs there too."""
    governing = next((at for at in range(number - 1, -1, -1) if of.opening(at) != "at"), 0)
    telling = of.telling(governing)
    return not telling or telling[-1].folded in _VOUCHING


def _may_follow(before: int, number: int, used: Sequence[Word], of: Clauses) -> bool:
    """Whether a clause may be told after another: with its own subject, and nothing left out that was joined to it."""
    telling, opening = of.telling(number), of.opening(number)
    if telling and telling[0] not in used and opening not in _PRONOUNS:
        return False
    if any(of.joints[between] in _PARTING for between in range(before + 1, number + 1)):
        return False
    if any(of.joints[between] in _JOINING for between in range(before + 1, number)):
        return False
    last = of.telling(number - 1)[-1:]
    return opening not in _LINKS or not last or last[0] in used


def _thins_out(used: Sequence[Word], of: Clauses) -> bool:
    """Whether a clause loses what narrows it: a word between two that are told, or what an infinitive hangs on.

    What follows the last word that is told may go: it is seldom of the subject.
    """
    for number in {word.clause for word in used}:
        clause = of.clause(number)
        told = [at for at, word in enumerate(clause) if word in used]
        skipped = {at for at in range(told[0], told[-1]) if at not in told and not clause[at].is_neutral}
        if any(clause[at].folded not in _PADDING for at in skipped):
            return True
        if _cuts_off(clause[told[-1]], of):
            return True
        before = clause[told[0] - 1] if told[0] else None
        if before is not None and not before.is_neutral and before.folded not in _PADDING:
            return True
        if before is not None and before.folded == "at" and told[0] > 1:
            return True
    return False


def _cuts_off(last: Word, of: Clauses) -> bool:
    """Whether what narrows the last word that is told of a clause, or what it goes with, is left out."""
    at = of.words.index(last) + 1
    if at == len(of.words):
        return False
    following = of.words[at]
    if following.clause == last.clause:
        return following.folded in _NARROWING
    named = last.token.text[0].isupper() or last.fact is not None
    related = following.folded in ("der", "som") and of.joints[following.clause] == ","
    return following.folded in ("idet", "dog") or (related and not named)


def _keeps_operators(used: Sequence[Word], of: Clauses, claim: str, told: Told) -> bool:
    """Whether an offer, a wish, an estimate or an "only" of a clause, or of what governs it, is told too."""
    clauses = {word.clause for word in used}
    governing = {number for number in range(max(clauses)) if _governs(number, clauses, of)}
    there = [word for word in of.words if word.fact is None and word.clause in clauses | governing]
    own = tokenize(claim)
    advised = any(place.section.kind is SectionKind.RECOMMENDATION for place in told.places)
    for operator in _OPERATORS:
        found = [word for word in there if operator.fullmatch(word.folded)]
        labelled = advised and operator.fullmatch(_ADVISED)
        kept = any(operator.fullmatch(token.folded) or any(are_kin(w.token, token) for w in found) for token in own)
        if found and not kept and not labelled:
            return False
    return True


def _governs(number: int, clauses: set[int], of: Clauses) -> bool:
    return any(of.opening(later) in ("at", "om") for later in range(number + 1, max(clauses) + 1))


def _drops_a_like(used: Sequence[Word], of: Clauses) -> bool:
    """Whether of two like numbers or dates of a clause only one is told, which the other may have been said of."""
    kept = {(word.clause, word.fact.kind, unit_of(word.fact)) for word in used if word.fact}
    left_out = [word for word in of.words if word.fact and word not in used]
    return any((word.clause, word.fact.kind, unit_of(word.fact)) in kept for word in left_out if word.fact)
