"""Follow-ups (opfølgende spørgsmål): what a question borrows from the conversation before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.analysis import FUNCTION_WORDS, fold
from rag.asking import ASKING_WORDS
from rag.case_numbers import find_case_numbers
from rag.courtesy import is_about_assistant
from rag.dates import DateMention, find_dates
from rag.domain import Filters, Period, Turn
from rag.naming import of_bodies
from rag.periods import Reference, find_relative, reference_period
from rag.question import Known, Question
from rag.settled import asked_outcome
from rag.understanding import interpret
from rag.wording import QUESTION_WORD, Kind

# Words that can only point back, and words that do so when no noun of their own follows.
_POINTING = re.compile(
    r"\b(?:sa(?! (?:mange|meget|stor\w*|lang\w*|hoj\w*|vidt|snart|at|som)\b)|"
    r"dem|deres|dens|dets|sagens|punktets|han|hun|ham|hende|hans|hendes|heraf|hertil|dertil|herom|derom|derved|samme|"
    r"they|them|their|he|she|his|her|"
    r"(?:sagen|punktet|beslutningen|forslaget|indstillingen|modet)(?! (?:om|vedr|for|fra|pa|i|den|til|af|d|\d+)\b))\b"
)
# "Det at …" points forward.
_WEAKLY_POINTING = re.compile(r"\b(?:den|det|de|denne|dette|disse|it|that)\b(?! at\b)[ ?.!,]*(\w*)")
# Before a verb form without the ending of an adjective "den" is a pronoun: "skal den godkendes", "er den godkendt".
_VERB_AFTER = re.compile(r"\w{3,}(?:es|[^s]t)$")
_OPENING = re.compile(r"^\W*(?:og|men|hvad med|hvad sa|hva med|and|what about|okay|ok|sa)\b")
_SAME_AGAIN = re.compile(
    r"^\W*(?:og |men |and )?(?:hvad med|hvad sa med|pa det|i|ved det|what about|det neste|aret|neste|forrige|on the)\b"
)
# "Hvornår var det?": the day of the meeting, and no day that the item tells of.
_WHEN_WAS_IT = re.compile(
    r"^\W*(?:og |men )?hvornar (?:var|skete|er|blev|fandt)(?: (?:det|sagen|beslutningen))"
    r"(?: (?:sket|sted|besluttet|vedtaget|behandlet|droftet|taget))?\W*$"
)
# "Hvad skete der så?": all that came of it.
_WHAT_THEN = re.compile(r"^\W*(?:og |men )?hvad (?:skete|er) der\b")
# "Hvad sagde Bodil?": there, if that is where Bodil is named.
_SAID_THERE = re.compile(
    r"^\W*(?:og |men )?hvad (?:sagde|mente|svarede|spurgte|foreslog|onskede|oplyste|bemerkede) (?:[^\W\d_]+\W*){1,4}$"
)
# "Hvad endte den med at koste?": a later meeting on the case may tell.
_IN_THE_END = re.compile(
    r"\b(?:endte|ender|til sidst|i sidste ende|endelig\w*|senere|siden|igen|nu|i dag|(?:er|blev) \w+ ferdig\w*)\b"
)
_OWN_WORDS = 3
_FEW_WORDS = 1
# A lone verb ("hvem stemte imod?") names no subject of its own; a lone noun does.
_ACT = re.compile(r"(?:ansvarlige?|enige?|uenige?|ede|te|[^e]des?|tes|nder|rer|ler|ter)$")
_FROM_SENTENCES = frozenset(
    {
        Kind.WHO, Kind.WHEN, Kind.HOW_OFTEN, Kind.WHERE, Kind.WHY, Kind.AMOUNT, Kind.COST, Kind.VOTE,
        Kind.FACT, Kind.LIST, Kind.DECISION, Kind.RECOMMENDATION, Kind.ATTACHMENTS,
    }
)  # fmt: skip
_ABOUT_MEETINGS = frozenset({Kind.COUNT, Kind.OVERVIEW, Kind.MEETING_DATE, Kind.MEETING_FACT, Kind.CASE_NUMBER})

_MEETING = re.compile(r"mode|\bmeeting|sitzung")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an earlier answer rested on: its meeting days and journal numbers."""

    periods: tuple[Period, ...]
    case_numbers: tuple[str, ...]


def understand(text: str, history: Sequence[Turn], known: Known) -> Question:
    """Understand a question in its conversation by its words alone; one that stands alone borrows nothing."""
    return readings(text, history, known)[0]


def readings(text: str, history: Sequence[Turn], known: Known) -> tuple[Question, ...]:
    """The ways in which a question can be read in its conversation: one, or two where only the minutes can tell.

    The first is what its words say. A short question without names ("hvem var projektleder?") may lean although
    nothing in it points back, and "hvad med …" may name another side of the same case or a case of its own.
    """
    question = interpret(text, known)
    if history and question.kind is Kind.MEETING_FACT and not _MEETING.search(fold(text)) and not question.filters:
        question = replace(question, kind=Kind.WHEN)
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked or is_about_assistant(question.text):
        return (question,)
    before = understand(asked[-1], _before_last_user(history), known)
    anchors = read_anchors(history, known)
    if asked_outcome(question) is not None and _is_of_whole(before):
        return (_narrowed_as(question, before, anchors),)
    if before.kind is Kind.ATTENDANCE and _is_of_who_met(question):
        return (_narrowed_as(question, before, anchors),)
    if _numbers_item(question) and anchors.periods:
        # "Hvad var så punkt 3?": of the meeting that was just told of.
        return (replace(question, demanded=replace(question.demanded, periods=anchors.periods)),)
    if leans(question):
        carried = _carry(question, before, anchors, known)
        if _names_another(question, carried):
            return (carried, _instead(question, carried, before))
        told = _of_told_year(question, carried, before, anchors)
        return (carried, told) if told else (carried,)
    return (question, _carry(question, before, anchors, known)) if may_lean(question) else (question,)


def _is_of_who_met(question: Question) -> bool:
    """Whether a question may be about those who were at the meeting just told of: "hvem var formand?"."""
    timed = question.demanded or question.preferred.periods or question.content_dates or question.unknown_dates
    return question.kind in (Kind.WHO, Kind.ATTENDANCE) and len(question.terms) <= _FEW_WORDS and not timed


def _numbers_item(question: Question) -> bool:
    """Whether a question names an item by its number, and no meeting."""
    timed = question.demanded.periods or question.preferred.periods or question.unknown_dates
    return bool(question.demanded.item_numbers) and not timed


def _of_told_year(question: Question, carried: Question, before: Question, anchors: Anchors) -> Question | None:
    """The question about the same item with the year of its content moved: "i efteråret 2017", "og året efter?".

    None where it moves by no year, or the question before had no year of the content.
    """
    step = {Reference.YEAR_AFTER: 1, Reference.YEAR_BEFORE: -1}.get(
        find_relative(fold(question.text)) or Reference.NEXT
    )
    moved = [shifted for m in before.content_dates if m.period and (shifted := _by_years(m.period, step or 0))]
    if step is None or not moved or not anchors.periods:
        return None
    return replace(
        carried,
        kind=before.kind if before.kind in _FROM_SENTENCES else carried.kind,
        demanded=Filters(anchors.periods, (), (), anchors.case_numbers),
        unknown_dates=(),
        content_dates=tuple(DateMention(0, 0, period) for period in moved),
        happened=tuple(moved),
        anchored=True,
    )


def _by_years(period: Period, years: int) -> Period | None:
    """A period so many years later; None where it has no end or begins or ends on a leap day."""
    first, last = period.first, period.last
    if first is None or last is None or (2, 29) in ((first.month, first.day), (last.month, last.day)):
        return None
    return Period(first.replace(year=first.year + years), last.replace(year=last.year + years))


def may_lean(question: Question) -> bool:
    """Whether a question has so few words of its own that it may be about what was just answered."""
    stranger = question.names and not _SAID_THERE.match(fold(question.text))
    return (
        question.kind in _FROM_SENTENCES
        and not (stranger or question.demanded or question.unknown_dates or question.unknown_case_numbers)
        and len(question.terms) <= _OWN_WORDS + 1
    )


def _is_of_whole(question: Question) -> bool:
    """Whether a question is about whole meetings, or the items of all."""
    about_meetings = question.kind in (Kind.OVERVIEW, Kind.COUNT) and not question.terms
    return about_meetings or asked_outcome(question) is not None


def _narrowed_as(question: Question, before: Question, anchors: Anchors) -> Question:
    """A question with the times of the one before, or of the meeting that it was answered with, and its bodies."""
    if question.demanded.periods or question.preferred.periods:
        return question
    periods = before.demanded.periods or before.preferred.periods
    if not periods and before.kind is Kind.OVERVIEW:
        periods = anchors.periods
    bodies = question.preferred.bodies or before.preferred.bodies
    return replace(
        question,
        demanded=replace(question.demanded, periods=periods),
        preferred=replace(question.preferred, bodies=bodies),
    )


def _names_another(question: Question, carried: Question) -> bool:
    return carried.anchored and bool(question.terms) and _SAME_AGAIN.match(fold(question.text)) is not None


def _instead(question: Question, carried: Question, before: Question) -> Question:
    """The question before with this one's subject in the place of its names, and no longer about its item."""
    own = {token.stem for token in question.terms}
    gone = {token.stem for token in before.names}
    terms = tuple(token for token in carried.terms if token.stem in own or token.stem not in gone)
    return replace(carried, terms=terms, names=question.names, demanded=question.demanded, anchored=False)


def leans(question: Question) -> bool:
    """Whether a question can't stand alone: it opens as a continuation or points back with few words of its own."""
    if question.demanded.case_numbers or question.demanded.item_numbers:
        return False
    folded = fold(question.text)
    if _OPENING.match(folded):
        return True
    if question.kind is Kind.CASE_NUMBER and not question.terms:
        return True
    if question.names or len(question.terms) > _OWN_WORDS:
        return False
    if _points_back(folded):
        return True
    if question.kind in _ABOUT_MEETINGS or question.demanded.periods:
        return False
    asks = QUESTION_WORD.search(question.text) is not None or question.polar
    own = [token for token in question.terms if token.folded not in ASKING_WORDS]
    return asks and all(_ACT.search(token.folded) for token in own[: _FEW_WORDS + 1])


def _points_back(folded: str) -> bool:
    """Whether a pronoun stands for something said before; "den nye plan" and "den 9. maj" are no pronouns."""
    if _POINTING.search(folded):
        return True
    return any(
        not match[1] or match[1] in FUNCTION_WORDS | ASKING_WORDS or _VERB_AFTER.match(match[1])
        for match in _WEAKLY_POINTING.finditer(folded)
    )


def read_anchors(history: Sequence[Turn], known: Known) -> Anchors:
    """The meetings and journal numbers that the last answer names."""
    answers = [turn.content for turn in history if turn.role == "assistant"]
    if not answers:
        return Anchors((), ())
    days = {meeting.date for meeting in known.meetings}
    periods = [
        mention.period
        for mention in find_dates(answers[-1])
        if mention.whole_day in days and mention.period is not None
    ]
    numbers = [number for found in find_case_numbers(answers[-1], known.case_numbers) for number in found.matches]
    return Anchors(tuple(dict.fromkeys(periods)), tuple(dict.fromkeys(numbers)))


def _carry(question: Question, before: Question, anchors: Anchors, known: Known) -> Question:
    """The question with the subject of the one before, and its anchors unless it moves in time."""
    again = _SAME_AGAIN.match(fold(question.text)) is not None and question.kind is Kind.FACT
    kind = before.kind if again and len(question.terms) <= 1 else question.kind
    if kind is Kind.OVERVIEW and before.terms:
        kind = Kind.DECISION
    if _WHAT_THEN.match(fold(question.text)) and before.terms:
        kind = Kind.TIMELINE
    if _WHEN_WAS_IT.match(fold(question.text)):
        kind = Kind.MEETING_DATE
    moved = _move(question, before, anchors, known)
    if moved is None and question.content_dates and not question.terms:
        # "Hvad med 2015?" after a year of the content: the same is asked of another year, wherever it stands.
        moved = ()
    stems = {token.stem for token in question.terms}
    terms = (*question.terms, *(token for token in before.terms if token.stem not in stems))
    carried = replace(
        question,
        text=f"{before.text} {question.text}",
        kind=kind,
        terms=terms,
        section=question.section or (before.section if again else None),
    )
    if moved is not None:
        times = tuple(mention.period for mention in question.content_dates if mention.period)
        happened = question.happened or (times if not moved else ())
        return replace(
            carried, demanded=Filters(periods=moved), unknown_dates=question.unknown_dates, happened=happened
        )
    whole_case = bool(anchors.case_numbers) and _IN_THE_END.search(fold(question.text)) is not None
    return replace(
        carried,
        demanded=Filters(
            question.demanded.periods or (() if whole_case else anchors.periods or before.demanded.periods),
            (),
            (),
            anchors.case_numbers or before.demanded.case_numbers,
        ),
        anchored=bool(anchors.case_numbers or anchors.periods),
    )


def _move(question: Question, before: Question, anchors: Anchors, known: Known) -> tuple[Period, ...] | None:
    """Where the question moves to in time: a meeting or period of its own, else None."""
    reference = find_relative(fold(question.text))
    if reference is not None:
        meetings = of_bodies(known, question.preferred.bodies).meetings
        period = reference_period(reference, meetings, anchors.periods or before.filters.periods)
        return (period,) if period else ()
    own = question.demanded.periods or question.preferred.periods
    return own or None


def _before_last_user(history: Sequence[Turn]) -> Sequence[Turn]:
    last = max(index for index, turn in enumerate(history) if turn.role == "user")
    return history[:last]
