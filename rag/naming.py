"""Bodies as they are spoken of (organers navne): which of them a question names, and which it asks what it did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rag.analysis import fold
from rag.question import Known
from rag.wording import (
    ACTING_BODY,
)

_HEAD_NOUN = re.compile(r"(?:udvalg|bestyrelse|råd|forum|nævn)(?:et|en|n|s)?$")
# Two names of one body: the council of a municipality.
_COUNCIL = re.compile(r"^(?:byrad|kommunalbestyrelse)")


def of_bodies(known: Known, bodies: Sequence[str]) -> Known:
    """What is known with only the meetings of some bodies; of all where none is named."""
    return replace(known, meetings=tuple(m for m in known.meetings if m.body in bodies)) if bodies else known


def acting_body(folded: str, bodies: Sequence[str]) -> str:
    """The body that a folded question asks what it did, where the minutes are of others; else empty."""
    match = ACTING_BODY.search(folded)
    if not match:
        return ""
    council = _COUNCIL.match(match["body"])
    if any(body_pattern(body).search(match[0]) or (council and _COUNCIL.match(fold(body))) for body in bodies):
        return ""
    return match["body"]


def named_bodies(folded: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that a question names; of two names, one inside the other, the longer."""
    named = [body for body in bodies if body_pattern(body).search(folded)]
    return tuple(b for b in named if not any(b != other and fold(b) in fold(other) for other in named))


@lru_cache(maxsize=1_000)
def body_pattern(body: str) -> re.Pattern[str]:
    """A body as it is spoken of: its name, inflected or in a compound (direktionsmødet), or its initials."""
    stemmed = re.sub(r"(?:ets|ens|et|en|s)$", "", fold(body))
    forms = [rf"{re.escape(stemmed)}\w{{0,3}}", rf"{re.escape(stemmed)}(?:es|s|e)?mode\w*"]
    short = initials(body)
    if len(short) > 1:
        forms.append(rf"{re.escape(fold(short))}(?:'?s)?")
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def initials(body: str) -> str:
    """The letters that a body is known by: TMU for Teknik- og Miljøudvalget, KB for Kommunalbestyrelsen."""
    letters = ""
    for word in re.findall(r"[^\W\d_]+", body):
        if word[0].isupper():
            letters += word[0]
            tail = _HEAD_NOUN.search(word[1:].lower())
            letters += tail[0][0].upper() if tail else ""
    return letters
