"""What came of matters (udfald), as it is asked for: "hvilke sager blev udsat?"."""

from __future__ import annotations

import re

from rag.analysis import Token, fold
from rag.domain import Outcome
from rag.question import Question

# How an outcome is asked for, folded. "Drøftet" alone asks for what a meeting was about.
_OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = tuple(
    (outcome, re.compile(rf"\b(?:{sign})\b"))
    for outcome, sign in (
        (Outcome.NOTED, r"(?:tage[nt]s? |tog .{0,40})?til efterretning|til orientering"),
        (Outcome.POSTPONED, r"udsatt?e?|udskudte?|udskod|(?:ud)?skubbet|sat pa pause|postponed"),
        (
            Outcome.REJECTED,
            r"afviste?|forkaste(?:t|de)|nedstemt|afslet|afslog|afslag(?: pa)?|(?:sagt?|sagde) nej(?: til)?|rejected",
        ),
        (Outcome.FORWARDED, r"oversendte?|sendt (?:videre|tilbage)|videresendte?|hjemvist|henvist"),
        (Outcome.RECOMMENDED, r"anbefalet(?: godkendt)?|anbefalede"),
        (Outcome.DISCUSSED, r"(?:kun|blot|alene|bare) (?:\w+ )?(?:droftet|diskuteret)|(?:droftet|diskuteret)(?= uden)"),
        (Outcome.APPROVED, r"godkendte?|vedtaget|vedtagne|vedtog|imodekommet|(?:sagt?|sagde) ja(?: til)?|approved"),
    )
)
_THINGS = r"(?:(?:dagsordens)?punkt(?:er|erne)|sag(?:er|erne)|emner(?:ne)?|gange|items)"
_ASKED = re.compile(
    rf"\b(?:hvilke|hvor mange|antal|alle|vis|list|nevn|er der|var der|which|how many)\b.{{0,25}}?\b{_THINGS}\b"
    rf"|^\W*(?:\w+ ){{0,2}}{_THINGS}\b"
    r"|^\W*(?:og |men )?(?:hvilke|hvor mange)(?: af (?:dem|punkterne|sagerne))?,? (?:der )?(?:blev|er|var)\b"
    r"|^\W*(?:og |men )?hvad (?:blev|er|var|har|fik|sagde|udskod|afviste|afslog)\b"
    r"|^\W*(?:og |men )?hvad med (?:de )?\w+\W*$"
)
# What else such a question is made of and no item is about.
_EMPTY = re.compile(
    r"(?:punkt|sag|emne|item|dagsordenspunkt)(?:er|erne|ne|s)?|til|pa|nej|ja|pause|senere|tid|tidspunkt|uden|beslutning|kun|blot|"
    r"alene|videre|tilbage|fet|fik|far|orienterings?|efterretning|hidtil|endnu|nogen|alle|samtlige|af|i|alt|behandling"
)
_WHO_DECIDES = re.compile(
    r"\w*(?:bestyrelse|udvalg|rad|forvaltning|direktion|ministerie?t?|administration)(?:n|en|et)?"
)
_ONWARD = frozenset({Outcome.FORWARDED, Outcome.RECOMMENDED})


def asked_outcome(question: Question) -> Outcome | None:
    """The outcome whose items a question asks for, or None where it asks for anything else, or is about a subject."""
    demanded = question.demanded
    if question.anchored or demanded.item_numbers or demanded.case_numbers:
        return None
    folded = fold(question.text)
    said = [(match.start(), outcome, match[0]) for outcome, sign in _OUTCOMES for match in sign.finditer(folded)]
    if not said or not _ASKED.search(folded):
        return None
    _, outcome, words = min(said, key=lambda told: told[0])
    return None if any(_is_subject(token, words, outcome) for token in question.terms) else outcome


def is_sent_on(outcome: Outcome) -> bool:
    """Whether an outcome leaves the matter to somebody else, so that a body that is named is who is to decide."""
    return outcome in _ONWARD


def _is_subject(token: Token, said: str, outcome: Outcome) -> bool:
    """Whether a word of a question for an outcome, said in some words, tells what the items are to be about."""
    if outcome in _ONWARD and _WHO_DECIDES.fullmatch(token.folded):
        return False
    return token.folded not in said.split() and _EMPTY.fullmatch(token.folded) is None
