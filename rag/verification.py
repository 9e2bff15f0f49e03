"""Verification (efterprøvning): whether the item that was found says what is asked, or only something near it.

Likeness can't tell a near miss: "412 elever" of another school is as like the question as the right figure. Each
test here is of one thing that an answer has to have. Over the sets of `tests/test_gold_floor.py` they turn away
9 of 536 questions whose best item is a right one, and 75 of 149 that the minutes don't answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from rag.analysis import fold, stems
from rag.demands import (
    ACTING_OTHER,
    ANY_LEADER,
    ASKS_FINDING,
    ASKS_MEANING,
    ASKS_NAME,
    ASKS_TITLE_HOLDER,
    ASKS_VOTERS,
    ASKS_WINNER,
    COST_NOUN,
    COUNTED,
    EARNS,
    FIRM,
    FOUND_OUT,
    MEANS,
    MEETING_AHEAD,
    NEXT_MEETING,
    OFFICE,
    PAGE,
    PARTICULAR,
    PAST_ACT,
    PAY,
    PLANNED,
    PRESENCE,
    PRICE_OF,
    UNCOUNTED,
    UNCOUNTING,
    WITHIN_PAPER,
    WON,
    measure_of,
)
from rag.domain import Outcome, SectionKind
from rag.evidence import Evidence
from rag.heads import host_names
from rag.naming import is_same_body
from rag.outcomes import UNDECIDED, classify_decision
from rag.question import Question
from rag.selection import of_item, with_value
from rag.sought import SoughtWord, met, stands
from rag.timeliness import is_later, is_of_other_times, is_of_other_year, is_of_thing_of_other_year, lacks_time
from rag.values import (
    NONE,
    WHOLE,
    asked_tokens,
    counts_votes,
    explains,
    holds_company,
    holds_money,
    holds_name_of,
    holds_number,
    holds_particular,
    names_holder,
    value_strength,
)
from rag.votes import is_ballot
from rag.wording import Kind

_NEAR = 0.45
_MOST_NEAR = 4
# A name has to be itself.
_SAME_NAME = 0.65
# Below this a sentence has nothing near in meaning to what is to be counted.
_LIKE_COUNTED = 0.45
_VERY_THING = 0.95
_VALUES = frozenset({Kind.WHO, Kind.WHEN, Kind.HOW_OFTEN, Kind.AMOUNT, Kind.COST, Kind.VOTE})


class Lack(StrEnum):
    """What an item that is near a question doesn't say (mangel)."""

    VALUE = "value"
    NAME = "name"
    OFFICE = "office"
    MONEY = "money"
    TIME = "time"
    LATER = "later"
    PAPER = "paper"
    DECISION = "decision"
    BODY = "body"
    MEANING = "meaning"


def find_lack(question: Question, evidence: Sequence[Evidence], words: Sequence[SoughtWord]) -> Lack | None:
    """What the best evidence's item lacks of what a question asks, or None; `evidence` is best first, not empty."""
    best = with_value(question.kind, evidence)
    own = of_item(evidence, best)
    near = [e for e in own if e.fits and e.score >= best.score - _NEAR][:_MOST_NEAR] or [best]
    return next((lack for lack, lacks in _TESTS if lacks(question, near, own, words)), None)


_Test = Callable[[Question, Sequence[Evidence], Sequence[Evidence], Sequence[SoughtWord]], bool]


def _lacks_value(question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]) -> bool:
    if question.kind is Kind.ATTENDANCE:
        return not any(PRESENCE.search(fold(e.sentence.text)) for e in near)
    return question.kind in _VALUES and _strength(question, near) == NONE


def _lacks_name(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether a name asked about stands neither in a sentence with the value, nor before it, nor in the title."""
    names = _words_of(words, {token.stem for token in question.names})
    if question.kind not in _VALUES or not names:
        return False
    record = near[0].record
    title = host_names(record.meeting.head, record.meeting.body).union(stems(record.item.title))
    whole = title.union(*(_stems(e) for e in own))
    if question.kind is Kind.VOTE:
        # Votes are told after all that they are about.
        title = whole
    told = [sum(met(name, title | _around(e, own)) >= _SAME_NAME for name in names) for e in near]
    held = sum(met(name, whole) >= _SAME_NAME for name in names)
    # Of several names half may stand elsewhere in the item: who was elected instead of whom.
    return held < len(names) or max(told) < len(names) / 2


def _lacks_office(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether the holder of an office or a firm is asked for, and no sentence has the office with a name, or a firm."""
    if question.kind is not Kind.WHO or not ASKS_NAME.search(fold(question.text)):
        return False
    if ANY_LEADER.search(fold(question.text)):
        return _strength(question, near) == NONE
    if any(FIRM.search(token.folded) for token in question.terms):
        won = ASKS_WINNER.search(fold(question.text)) is not None
        firms = [e for e in near if holds_company(e.sentence.text)]
        return not any(not won or WON.search(fold(e.sentence.text)) for e in firms)
    offices = _words_of(words, {token.stem for token in question.terms if OFFICE.search(token.folded)})
    named = [e for e in near if _strength(question, [e]) == WHOLE]
    if ASKS_TITLE_HOLDER.search(fold(question.text)) and offices:
        return not any(names_holder(office.stem, e.sentence.text) for office in offices for e in near)
    focus = _words_of(words, {question.focus.stem}) if question.focus else []
    if any(stands(word, _stems(e)) for word in focus for e in named):
        # "Hvem blev suppleant, da udvalget fik ny formand?" asks for no chairman.
        return False
    return not any(all(stands(office, _stems(e)) for office in offices) for e in named)


def _lacks_money(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether a fine, a wage or a rent is asked for, and no sentence has it together with a sum."""
    if question.kind is not Kind.COST:
        return False
    priced = question.focus is not None and PRICE_OF.search(fold(question.text[: question.focus.start])) is not None
    if priced and max(e.features.focus for e in own) < _LIKE_COUNTED:
        # Nothing in the item is like what has the price.
        return True
    sums = [e for e in near if holds_money(e.sentence.text)]
    if EARNS.search(fold(question.text)):
        return not any(PAY.search(fold(e.sentence.text)) for e in sums)
    nouns = _words_of(words, {token.stem for token in question.terms if COST_NOUN.search(token.folded)})
    return bool(nouns) and not any(stands(noun, _stems(e)) for noun in nouns for e in sums)


def _lacks_meeting(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked when the next meeting is, and no sentence of the body's minutes speaks of one."""
    if question.kind is not Kind.WHEN or not all(NEXT_MEETING.search(token.folded) for token in question.terms):
        return False
    bodies = question.preferred.bodies
    of_other = bool(bodies) and near[0].record.meeting.body not in bodies
    return of_other or not any(MEETING_AHEAD.search(fold(e.sentence.text)) for e in near)


def _lacks_meaning(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what a word means, and no sentence says what it is."""
    if not ASKS_MEANING.match(fold(question.text)):
        return False
    short = [token.text for token in question.terms if token.text.isupper() and len(token.text) > 1]
    if short:
        return not any(explains(word, e.sentence.text) for word in short for e in near)
    return not any(MEANS.search(fold(e.sentence.text)) for e in near)


def _lacks_voters(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], _: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked who voted, and the sentences about votes only count them."""
    if question.kind is not Kind.VOTE or not ASKS_VOTERS.search(fold(question.text)):
        return False
    cast = [e.sentence.text for e in own if e.sentence.kind is SectionKind.DECISION and is_ballot(e.sentence.text)]
    return all(counts_votes(text) for text in cast or [e.sentence.text for e in near])


def _lacks_measure(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether a height, a share or a number of votes is asked for, and no sentence has such a measure."""
    wanted = measure_of(fold(question.text))
    return (
        question.kind in (Kind.AMOUNT, Kind.VOTE)
        and wanted is not None
        and not any(wanted.search(fold(e.sentence.text)) for e in near)
    )


def _lacks_counted(
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


def _is_announced(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what something came to that the item only says is to be done."""
    match = ASKS_FINDING.search(fold(question.text))
    things = _words_of(words, set(stems(match["thing"]))) if match else []
    told = [[e for e in own if stands(thing, _stems(e))] for thing in things]
    rarest = min((held for held in told if held), key=len, default=[])
    texts = [fold(e.sentence.text) for e in rarest]
    return bool(texts) and all(PLANNED.search(text) and not FOUND_OUT.search(text) for text in texts)


def _lacks_paper(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what a paper says that is only named among the Bilag."""
    folded = fold(question.text)
    page, match = PAGE.search(folded), WITHIN_PAPER.search(folded)
    if page and not any(page[0] in fold(e.sentence.text) for e in own):
        return True
    if not match:
        return False
    papers = _words_of(words, set(stems(match["paper"])))
    attached = [e for e in own if e.sentence.kind is SectionKind.ATTACHMENTS]
    told = [e for e in own if e.sentence.kind is not SectionKind.ATTACHMENTS]
    return any(
        any(stands(paper, _stems(e)) for e in attached) and not any(stands(paper, _stems(e)) for e in told)
        for paper in papers
    )


def _lacks_body(question: Question, _: Sequence[Evidence], own: Sequence[Evidence], __: Sequence[SoughtWord]) -> bool:
    """Whether it is asked what a body did that the item is not of, and no sentence tells that it did anything."""
    record = own[0].record
    bodies = [record.meeting.body, *(section.body for section in record.item.sections if section.body)]
    if not question.acting or any(is_same_body(question.acting, body) for body in bodies):
        return False
    named = frozenset(stems(question.acting))
    return not any(named <= _stems(e) and PAST_ACT.search(fold(e.sentence.text)) for e in own)


def _is_undecided(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked when something was decided that was not."""
    if question.kind is not Kind.MEETING_DATE or not question.presumes:
        return False
    decided = next((e for e in near if e.sentence.kind is SectionKind.DECISION), None)
    own = classify_decision(decided.sentence.text) if decided else Outcome.NONE
    return (own if own is not Outcome.NONE else near[0].record.outcome) in UNDECIDED


def _lacks_particular(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether a particular of a person is asked for (surname, age, telephone) that the item says nothing of."""
    match = PARTICULAR.search(fold(question.text))
    if not match:
        return False
    text = " ".join(e.sentence.text for e in own)
    if match["surname"]:
        return not any(holds_name_of(token.text, text) for token in question.names)
    return match[0] not in fold(text) and not holds_particular(match[0], text)


def _lacks_actor(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what some body without minutes of its own said or did, and the item doesn't name it."""
    match = ACTING_OTHER.search(fold(question.text))
    actors = _words_of(words, set(stems(match["actor"]))) if match else []
    record = own[0].record
    whole = frozenset(stems(f"{record.meeting.body} {record.item.title} {record.item.text}"))
    return any(not stands(actor, whole) for actor in actors)


_TESTS: tuple[tuple[Lack, _Test], ...] = (
    (Lack.PAPER, _lacks_paper),
    (Lack.LATER, is_later),
    (Lack.LATER, _is_announced),
    (Lack.BODY, _lacks_body),
    (Lack.BODY, _lacks_actor),
    (Lack.NAME, _lacks_particular),
    (Lack.TIME, lacks_time),
    (Lack.TIME, is_of_other_year),
    (Lack.TIME, is_of_other_times),
    (Lack.TIME, is_of_thing_of_other_year),
    (Lack.NAME, _lacks_name),
    (Lack.OFFICE, _lacks_office),
    (Lack.MONEY, _lacks_money),
    (Lack.MEANING, _lacks_meaning),
    (Lack.VALUE, _lacks_meeting),
    (Lack.VALUE, _lacks_voters),
    (Lack.VALUE, _lacks_measure),
    (Lack.VALUE, _lacks_counted),
    (Lack.VALUE, _lacks_value),
    (Lack.DECISION, _is_undecided),
)


def _strength(question: Question, near: Sequence[Evidence]) -> float:
    asked = asked_tokens(question.text)
    return max(value_strength(question.kind, e.sentence.text, asked) for e in near)


def _words_of(words: Sequence[SoughtWord], wanted: set[str]) -> list[SoughtWord]:
    return [word for word in words if word.stem in wanted]


def _stems(evidence: Evidence) -> frozenset[str]:
    return frozenset(stems(evidence.sentence.text))


def _around(evidence: Evidence, own: Sequence[Evidence]) -> frozenset[str]:
    """The stems of a sentence and of the one before it in its section."""
    before = [e for e in own if e.position == evidence.position - 1 and e.sentence.section == evidence.sentence.section]
    return _stems(evidence).union(*(_stems(e) for e in before))
