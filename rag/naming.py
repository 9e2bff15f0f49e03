"""Bodies as they are spoken of (organers navne): which of them a question names, and which it asks what it did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rag.analysis import fold, stem
from rag.question import Known
from rag.wording import ACT_BEFORE_BODY, ACTED_BY_BODY, ACTING_BODY, PERFECT_AFTER, PERFECT_BEFORE

_HEAD_NOUN = re.compile(r"(?:udvalg|bestyrelse|råd|forum|nævn)(?:et|en|n|s)?$")
# Two names of one body: the council of a municipality.
_COUNCIL = re.compile(r"^(?:byrad|kommunalbestyrelse)")
_EITHER_COUNCIL = r"\b(?:byrad|kommunalbestyrels)(?:et|en|e|s|ets|ens|es)?(?:mode\w*)?\b"
_NOUN = re.compile(
    r"(?P<of>[^\W\d_]*?)s?(?P<noun>udvalg|rad|bestyrelse|forum|nevn|direktion|kommission)(?:et|en|n|s|ets|ens)?$"
)
# A board with the institution that it is the board of: "Bestyrelsen, Klitby Forsyning A/S".
_BOARD_OF = re.compile(
    r"(?P<board>[^\W\d_]{0,30}(?:bestyrelsen?|kommissionen?|mode)|trio|[^\W\d_]{0,10}med)(?:,| i| pa| for| ved) "
    r"(?P<of>\S.*?)(?: (?:a/s|aps|i/s|p/s|[af]\.?m\.?b\.?a\.?))?"
)
_LINKS = frozenset({"og", "for", "i", "af", "kommune", "kommunes"})


def of_bodies(known: Known, bodies: Sequence[str]) -> Known:
    """What is known with only the meetings of some bodies; of all where none is named."""
    return replace(known, meetings=tuple(m for m in known.meetings if m.body in bodies)) if bodies else known


def acting_body(folded: str, bodies: Sequence[str]) -> str:
    """The body that a folded question asks what it did, by its name in the minutes where it has one; else empty."""
    # "bestyrelsen" alone is no one institution's.
    for body in (each for each in bodies if (full := _board_of(each)) is None or full.search(folded)):
        if any(_acts(folded[: match.start()], folded[match.end() :]) for match in body_pattern(body).finditer(folded)):
            return body
    match = ACTING_BODY.search(folded) or ACTED_BY_BODY.search(folded)
    return match["body"] if match else ""


def _acts(before: str, after: str) -> bool:
    """Whether a body between two stretches of a question is asked what it did: "besluttede …", "har … besluttet"."""
    if ACT_BEFORE_BODY.search(before):
        return True
    return PERFECT_BEFORE.search(before) is not None and PERFECT_AFTER.search(after) is not None


def is_same_body(one: str, other: str) -> bool:
    """Whether two names may be of one body: "Udvalget for Teknik og Miljø" is the Teknik- og Miljøudvalg."""
    first, second = _name_words(one), _name_words(other)
    return first <= second or second <= first


@lru_cache(maxsize=1_000)
def _name_words(body: str) -> frozenset[str]:
    """What a body's name is made of: its nouns and what they are of."""
    words: set[str] = set()
    for word in re.findall(r"[^\W\d_]+", fold(body)):
        made = _NOUN.match(word)
        if _COUNCIL.match(word):
            words.add("council")
        elif made:
            words |= {stem(part) for part in (made["of"], made["noun"]) if part}
        elif word not in _LINKS:
            words.add(stem(word))
    return frozenset(words)


def named_bodies(folded: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that a question names; of two names, one inside the other, the longer."""
    named = [body for body in bodies if _own_pattern(body).search(folded)]
    if not any(_COUNCIL.match(fold(body)) for body in named):
        named = [body for body in bodies if body in named or body_pattern(body).search(folded)]
    whole = [body for body in named if (full := _board_of(body)) is None or full.search(folded)]
    # Where the school is named, "skolebestyrelsen" is that school's; else it is any school's.
    boards = {_board(body) for body in whole if _board_of(body)}
    named = [body for body in named if body in whole or _board(body) not in boards]
    return tuple(b for b in named if not any(_is_part(b, other) for other in whole))


def without_institution(body: str) -> str:
    """A body without the institution that it is the board of, folded: "skolebestyrelsen"."""
    match = _BOARD_OF.fullmatch(fold(body))
    return match["board"] if match else fold(body)


def _board(body: str) -> str:
    return _stem(without_institution(body))


@lru_cache(maxsize=1_000)
def _board_of(body: str) -> re.Pattern[str] | None:
    """A board named with its institution ("bestyrelsen for X", "X's bestyrelse"); None for other bodies."""
    match = _BOARD_OF.fullmatch(fold(body))
    if match is None:
        return None
    board, of = rf"{re.escape(_stem(match['board']))}(?:\w{{0,3}}|(?:es|s)?mode\w{{0,3}})", re.escape(match["of"])
    return re.compile(rf"\b(?:{board},? (?:(?:for|i|pa|ved|hos|af|fra) )?{of}|{of}'?s? {board})")


def _is_part(body: str, other: str) -> bool:
    """Whether a body's name is a part of another's, and not the same name in another form."""
    return body != other and fold(body) in fold(other) and _name_words(body) != _name_words(other)


@lru_cache(maxsize=1_000)
def body_pattern(body: str) -> re.Pattern[str]:
    """A body as it is spoken of: its name, inflected or in a compound (direktionsmødet), or its initials.

    A council is spoken of by either of its names.
    """
    own = _own_pattern(body)
    return re.compile(rf"{own.pattern}|{_EITHER_COUNCIL}") if _COUNCIL.match(fold(body)) else own


@lru_cache(maxsize=1_000)
def _own_pattern(body: str) -> re.Pattern[str]:
    stemmed = _board(body)
    forms = [full.pattern] if (full := _board_of(body)) else []
    forms += [rf"{re.escape(stemmed)}\w{{0,3}}", rf"{re.escape(stemmed)}(?:es|s|e)?mode\w*"]
    short = initials(body)
    if len(short) > 1:
        forms.append(rf"{re.escape(fold(short))}(?:'?s)?")
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _stem(folded: str) -> str:
    return re.sub(r"(?:ets|ens|et|en|s)$", "", folded)


def initials(body: str) -> str:
    """The letters that a body is known by: TMU for Teknik- og Miljøudvalget, KB for Kommunalbestyrelsen."""
    letters = ""
    for word in re.findall(r"[^\W\d_]+", body):
        if word[0].isupper():
            letters += word[0]
            tail = _HEAD_NOUN.search(word[1:].lower())
            letters += tail[0][0].upper() if tail else ""
    return letters
