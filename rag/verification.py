"""Verification (efterprøvning): whether the item that was found says what is asked, or only something near it.

Likeness can't tell a near miss: "412 elever" of another school is as like the question as the right figure. Each
test here is of one thing that an answer has to have. Over the sets of `tests/test_gold_floor.py` they turn away
8 of 505 questions whose best item is a right one, and 78 of 146 that the minutes don't answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from rag.analysis import fold, stems
from rag.demands import (
    ACTING_OTHER,
    ASKS_FINDING,
    FOUND_OUT,
    PAGE,
    PARTICULAR,
    PAST_ACT,
    PLANNED,
    WITHIN_PAPER,
)
from rag.domain import Outcome, SectionKind
from rag.evidence import Evidence
from rag.lacking import (
    lacks_counted,
    lacks_meaning,
    lacks_measure,
    lacks_meeting,
    lacks_money,
    lacks_name,
    lacks_office,
    lacks_value,
    lacks_voters,
    stems_of,
    words_of,
)
from rag.naming import is_same_body
from rag.outcomes import UNDECIDED, classify_decision
from rag.question import Question
from rag.selection import of_item, with_value
from rag.sought import SoughtWord, stands
from rag.timeliness import is_later, is_of_other_times, is_of_other_year, is_of_thing_of_other_year, lacks_time
from rag.values import (
    holds_name_of,
    holds_particular,
)
from rag.wording import Kind

_NEAR = 0.45
_MOST_NEAR = 4


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


def _is_announced(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], words: Sequence[SoughtWord]
) -> bool:
    """Whether it is asked what something came to that the item only says is to be done."""
    match = ASKS_FINDING.search(fold(question.text))
    things = words_of(words, set(stems(match["thing"]))) if match else []
    told = [[e for e in own if stands(thing, stems_of(e))] for thing in things]
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
    papers = words_of(words, set(stems(match["paper"])))
    attached = [e for e in own if e.sentence.kind is SectionKind.ATTACHMENTS]
    told = [e for e in own if e.sentence.kind is not SectionKind.ATTACHMENTS]
    return any(
        any(stands(paper, stems_of(e)) for e in attached) and not any(stands(paper, stems_of(e)) for e in told)
        for paper in papers
    )


def _lacks_body(question: Question, _: Sequence[Evidence], own: Sequence[Evidence], __: Sequence[SoughtWord]) -> bool:
    """Whether it is asked what a body did that the item is not of, and no sentence tells that it did anything."""
    record = own[0].record
    bodies = [record.meeting.body, *(section.body for section in record.item.sections if section.body)]
    if not question.acting or any(is_same_body(question.acting, body) for body in bodies):
        return False
    named = frozenset(stems(question.acting))
    return not any(named <= stems_of(e) and PAST_ACT.search(fold(e.sentence.text)) for e in own)


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
    actors = words_of(words, set(stems(match["actor"]))) if match else []
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
    (Lack.NAME, lacks_name),
    (Lack.OFFICE, lacks_office),
    (Lack.MONEY, lacks_money),
    (Lack.MEANING, lacks_meaning),
    (Lack.VALUE, lacks_meeting),
    (Lack.VALUE, lacks_voters),
    (Lack.VALUE, lacks_measure),
    (Lack.VALUE, lacks_counted),
    (Lack.VALUE, lacks_value),
    (Lack.DECISION, _is_undecided),
)
