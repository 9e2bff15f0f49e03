"""Lacking values (manglende værdier): whether the value that is asked for is told, and of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.analysis import fold, stems
from rag.demands import (
    ANY_LEADER,
    ASKS_MEANING,
    ASKS_NAME,
    ASKS_TITLE_HOLDER,
    ASKS_VOTERS,
    ASKS_WINNER,
    COST_NOUN,
    COUNTED,
    EARNS,
    FIRM,
    MEANS,
    MEETING_AHEAD,
    NEXT_MEETING,
    OFFICE,
    PAY,
    PRESENCE,
    PRICE_OF,
    UNCOUNTED,
    UNCOUNTING,
    WON,
    measure_of,
)
from rag.domain import SectionKind
from rag.evidence import Evidence
from rag.heads import host_names
from rag.question import Question
from rag.sought import SoughtWord, met, stands
from rag.values import (
    NONE,
    WHOLE,
    asked_tokens,
    counts_votes,
    explains,
    holds_company,
    holds_money,
    holds_number,
    names_holder,
    value_strength,
)
from rag.votes import is_ballot
from rag.wording import Kind

# A name has to be itself.
_SAME_NAME = 0.65
# Below this a sentence has nothing near in meaning to what is to be counted.
_LIKE_COUNTED = 0.45
_VERY_THING = 0.95
# A part of a compound is met by .5.
_STANDS = 0.55
_TENDER = re.compile(
    r"\b(?:vandt|vundet|vinder\w*)\b.{0,20}\b(?:\w*udbud\w*|licitation\w*|opgaven|kontrakten|ordren)\b"
)
_VALUES = frozenset({Kind.WHO, Kind.WHEN, Kind.HOW_OFTEN, Kind.AMOUNT, Kind.COST, Kind.VOTE})


def lacks_value(question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]) -> bool:
    """Whether no sentence has a value of the kind that is asked for."""
    if question.kind is Kind.ATTENDANCE:
        return not any(PRESENCE.search(fold(e.sentence.text)) for e in near)
    return question.kind in _VALUES and _strength(question, near) == NONE


def lacks_name(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether a name asked about stands neither in a sentence with the value, nor before it, nor in the title."""
    names = words_of(words, {token.stem for token in question.names})
    if question.kind not in _VALUES or not names:
        return False
    record = near[0].record
    title = host_names(record.meeting.head, record.meeting.body).union(stems(record.item.title))
    whole = title.union(*(stems_of(e) for e in own))
    if question.kind is Kind.VOTE:
        # Votes are told after all that they are about.
        title = whole
    told = [sum(met(name, title | _around(e, own)) >= _SAME_NAME for name in names) for e in near]
    held = sum(met(name, whole) >= _SAME_NAME for name in names)
    # Of several names half may stand elsewhere in the item: who was elected instead of whom.
    return held < len(names) or max(told) < len(names) / 2


def lacks_office(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether the holder of an office or a firm is asked for, and no sentence has the office with a name, or a firm."""
    tendered = question.kind is Kind.WHO and _TENDER.search(fold(question.text)) is not None
    if tendered and not any(WON.search(fold(e.sentence.text)) for e in near):
        return True
    if question.kind is not Kind.WHO or not ASKS_NAME.search(fold(question.text)):
        return False
    if ANY_LEADER.search(fold(question.text)):
        return _strength(question, near) == NONE
    if any(FIRM.search(token.folded) for token in question.terms):
        won = ASKS_WINNER.search(fold(question.text)) is not None
        firms = [e for e in near if holds_company(e.sentence.text)]
        return not any(not won or WON.search(fold(e.sentence.text)) for e in firms)
    offices = words_of(words, {token.stem for token in question.terms if OFFICE.search(token.folded)})
    named = [e for e in near if _strength(question, [e]) == WHOLE]
    if ASKS_TITLE_HOLDER.search(fold(question.text)) and offices:
        return not any(names_holder(office.stem, e.sentence.text) for office in offices for e in near)
    focus = words_of(words, {question.focus.stem}) if question.focus else []
    if any(stands(word, stems_of(e)) for word in focus for e in named):
        # "Hvem blev suppleant, da udvalget fik ny formand?" asks for no chairman.
        return False
    return not any(all(stands(office, stems_of(e)) for office in offices) for e in named)


def lacks_money(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether a fine, a wage or a rent is asked for, and no sentence has it together with a sum."""
    if question.kind is not Kind.COST:
        return False
    priced = question.focus is not None and PRICE_OF.search(fold(question.text[: question.focus.start])) is not None
    if priced and max(e.features.focus for e in own) < _STANDS:
        # Nothing in the item is like what has the price.
        return True
    sums = [e for e in near if holds_money(e.sentence.text)]
    if EARNS.search(fold(question.text)):
        return not any(PAY.search(fold(e.sentence.text)) for e in sums)
    nouns = words_of(words, {token.stem for token in question.terms if COST_NOUN.search(token.folded)})
    return bool(nouns) and not any(stands(noun, stems_of(e)) for noun in nouns for e in sums)


def lacks_meeting(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked when the next meeting is, and no sentence of the body's minutes speaks of one."""
    if question.kind is not Kind.WHEN or not all(NEXT_MEETING.search(token.folded) for token in question.terms):
        return False
    bodies = question.preferred.bodies
    of_other = bool(bodies) and near[0].record.meeting.body not in bodies
    return of_other or not any(MEETING_AHEAD.search(fold(e.sentence.text)) for e in near)


def lacks_meaning(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what a word means, and no sentence says what it is."""
    if not ASKS_MEANING.match(fold(question.text)):
        return False
    short = [token.text for token in question.terms if token.text.isupper() and len(token.text) > 1]
    if short:
        return not any(explains(word, e.sentence.text) for word in short for e in near)
    return not any(MEANS.search(fold(e.sentence.text)) for e in near)


def lacks_voters(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], _: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked who voted, and the sentences about votes only count them."""
    if question.kind is not Kind.VOTE or not ASKS_VOTERS.search(fold(question.text)):
        return False
    cast = [e.sentence.text for e in own if e.sentence.kind is SectionKind.DECISION and is_ballot(e.sentence.text)]
    return all(counts_votes(text) for text in cast or [e.sentence.text for e in near])


def lacks_measure(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether a height, a share or a number of votes is asked for, and no sentence has such a measure."""
    wanted = measure_of(fold(question.text))
    return (
        question.kind in (Kind.AMOUNT, Kind.VOTE)
        and wanted is not None
        and not any(wanted.search(fold(e.sentence.text)) for e in near)
    )


def lacks_counted(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether things are to be counted, and no sentence has anything like them beside a number."""
    focus = question.focus
    if question.kind is not Kind.AMOUNT or focus is None or UNCOUNTED.match(focus.folded):
        return False
    if not COUNTED.search(fold(question.text[: question.text.find(focus.text)])):
        return False
    # Where the very thing stands, something like it beside a number is no count of it.
    exact = [e for e in near if e.features.focus >= _VERY_THING] or near
    counting = [e for e in exact if e.fits and holds_number(UNCOUNTING.sub(" ", e.sentence.text))]
    return max((e.features.focus for e in counting), default=0.0) < _LIKE_COUNTED


def _strength(question: Question, near: Sequence[Evidence]) -> float:
    asked = asked_tokens(question.text)
    return max(value_strength(question.kind, e.sentence.text, asked) for e in near)


def words_of(words: Sequence[SoughtWord], wanted: set[str]) -> list[SoughtWord]:
    """Those of some words whose stems are wanted."""
    return [word for word in words if word.stem in wanted]


def stems_of(evidence: Evidence) -> frozenset[str]:
    """The stems of a sentence."""
    return frozenset(stems(evidence.sentence.text))


def _around(evidence: Evidence, own: Sequence[Evidence]) -> frozenset[str]:
    """The stems of a sentence and of the one before it in its section."""
    before = [e for e in own if e.position == evidence.position - 1 and e.sentence.section == evidence.sentence.section]
    return stems_of(evidence).union(*(stems_of(e) for e in before))
