"""Votes (stemmer): what a sentence of a decision tells of who was for and who was against."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias

from rag.analysis import fold
from rag.parties import named_parties

Voter: TypeAlias = Callable[[str], bool]
"""Tells whether a text of the minutes names a party or a person."""

_BALLOT = re.compile(
    r"\bstemt?e\b.{0,60}\b(?:for|i?mod)\b|\b(?:for|i?mod)\b.{0,60}\bstemte\b|\bstemmer (?:for|i?mod)\b"
    r"|\bmed \w+ stemmer\b|\bundlod (?:\w+ )?at stemme\b|\b(?:for|imod): ?\d"
    r"|\b(?:fler|minder|min)d?tal\w* (?:\(|bestående af)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\b(?:For|Imod): ?[A-ZÆØÅ]{1,2}\b")
# Each part tells of one side: "… med 8 stemmer for (V, C) og 11 imod (A)".
_BETWEEN_SIDES = re.compile(
    r"[;.] |, (?=i?mod\b|mens\b|for stemte\b)|(?:, | og )(?=\w+,? (?:stemte |der )?(?:imod\b|undlod\b|hverken\b))"
    r"| (?=mod \d)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\bi?mod\b|\bundlod\b|\bhverken for\b", re.IGNORECASE)
# A minority may have been for what was advised, and says so.
_MINORITY = re.compile(r"\bmindretal", re.IGNORECASE)
_FOR = re.compile(r"\bfor\b|\bflertal|\btiltrådte\b|\bmed \w+ stemmer\b", re.IGNORECASE)
_ASKED_AGAINST = re.compile(
    r"\b(?:i?mod|nej|uenig\w*|dissens\w*|mindretal\w*|undlod|against)\b|\bikke (?:\w+ )?enstemmig\w*"
)
_ASKED_FOR = re.compile(r"\b(?:stemt?e?r?|voted?)\b(?: \w+){0,3}? (?:for|ja)\b|\bfor stemte\b")


class Side(StrEnum):
    """The side of a vote (for eller ikke for) that somebody was on, or that is asked for; ANY is both."""

    ANY = "any"
    FOR = "for"
    AGAINST = "against"


def is_ballot(sentence: str) -> bool:
    """Whether a sentence tells how votes fell."""
    return _BALLOT.search(sentence) is not None or _LETTERED.search(sentence) is not None


def asked_side(question: str) -> Side:
    """The side whose votes a question is for; those who didn't vote count as not for."""
    folded = fold(question)
    if _ASKED_AGAINST.search(folded):
        return Side.AGAINST
    return Side.FOR if _ASKED_FOR.search(folded) else Side.ANY


def sides_of(sentence: str, voter: Voter) -> set[Side]:
    """The sides that a sentence tells a voter to be on; empty where it doesn't name the voter with a side."""
    return {side for part in _BETWEEN_SIDES.split(sentence) if voter(part) for side in _sides(part)}


def holds_side(sentence: str, side: Side) -> bool:
    """Whether a sentence tells of votes on a side."""
    return side is Side.ANY or any(side in _sides(part) for part in _BETWEEN_SIDES.split(sentence))


def _sides(part: str) -> Iterable[Side]:
    if _AGAINST.search(part):
        return (Side.AGAINST,)
    if _FOR.search(part):
        return (Side.FOR,)
    return (Side.AGAINST,) if _MINORITY.search(part) else ()


def party_voters(question: str) -> list[tuple[str, Voter]]:
    """The parties that a question names, as it writes them."""
    return [(name, party.stands_in) for name, party in named_parties(question)]


def person_voter(name: str) -> Voter:
    """Somebody by name, in the genitive too."""
    written = re.compile(rf"(?<![^\W\d_]){re.escape(name)}s?(?![^\W\d_])")
    return lambda text: written.search(text) is not None
