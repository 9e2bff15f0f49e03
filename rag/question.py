"""What is asked (spørgsmålet): the kind of answer, the subject's words, and what narrows the search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rag.analysis import Token, fold
from rag.dates import DateMention
from rag.domain import Filters, MeetingRecord, Period, SectionKind, Treatment
from rag.sentences import split_sentences
from rag.wording import DICTATES, KIND_SIGNS, ORDERS, QUESTION_WORD, Kind

_BARE = frozenset({Kind.DECISION, Kind.FACT, Kind.RECOMMENDATION})
COMPARED = frozenset({Kind.COST, Kind.AMOUNT, Kind.WHEN, Kind.WHO, Kind.VOTE, Kind.DECISION})
_LETTERED = re.compile(
    r"\b(?P<noun>[^\W\d_]{3,}?)(?:er|erne|en|et|ene)? (?P<nr>nr\.? )?(?P<one>[A-Z]|\d)\b"
    r".{1,30}?\b(?:(?P=noun)\w{0,3} )?(?:nr\.? )?(?P<other>[A-Z]|\d)\b"
)
_NAME = r"[A-ZÆØÅ][\w.-]*[\w.](?: [A-ZÆØÅ][\w.-]*[\w.])*"
_LISTED_NAMES = re.compile(rf"\b{_NAME}(?:, {_NAME})+,? (?:og|samt) {_NAME}")


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog can be asked for: its bodies, meetings (oldest first), journal numbers and quoted decisions.

    `hosts` gives for the stem of a name of whose meetings they were (a municipality, a school) the bodies that met.
    """

    bodies: tuple[str, ...]
    meetings: tuple[MeetingRecord, ...]
    case_numbers: tuple[str, ...]
    treatments: tuple[Treatment, ...] = ()
    hosts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def has_met(self, period: Period) -> bool:
        """Whether there was a meeting in a period."""
        return any(period.holds(meeting.date) for meeting in self.meetings)


@dataclass(frozen=True, slots=True)
class Question:
    """An understood question (forstået spørgsmål).

    `demanded` filters were asked for in so many words; `preferred` ones may be about the content instead,
    so they only put items forward and hide none. `content_dates` are dates that a proof should
    name. `terms` are the subject's words. `polar` tells a yes/no question. `unknown_dates` are full
    dates asked for as meetings of which there is none. `focus` is the word that the question word asks
    about ("hvor mange elever", "hvem skrev"); `names` are the terms written as names. `happened` are times at which
    what is asked about is said to have been so ("i 2020"), without a meeting of their own. `acting` is the body that
    is asked what it did, with or without minutes; `treated` are the decisions, quoted in the minutes of others,
    that its days are of. A question that `presumes` takes a decision for granted ("hvornår blev det vedtaget"). An
    `anchored` question leans on the items that the answer before it cited. `doubtful` are the demanded days that
    may be the content's instead. `parts` are the questions that a question is made of; none where it is one.
    """

    text: str
    kind: Kind
    polar: bool
    terms: tuple[Token, ...]
    demanded: Filters
    preferred: Filters
    content_dates: tuple[DateMention, ...] = ()
    unknown_dates: tuple[Period, ...] = ()
    unknown_case_numbers: tuple[str, ...] = ()
    section: SectionKind | None = None
    focus: Token | None = None
    names: tuple[Token, ...] = ()
    happened: tuple[Period, ...] = ()
    presumes: bool = False
    acting: str = ""
    treated: tuple[Treatment, ...] = ()
    anchored: bool = False
    doubtful: tuple[Period, ...] = ()
    parts: tuple[Question, ...] = ()

    def is_timely(self, day: date) -> bool:
        """Whether a meeting of that day lies in a time that the question may mean."""
        return any(period.holds(day) for period in self.preferred.periods)

    @property
    def filters(self) -> Filters:
        """Demanded and preferred filters together."""
        return merge(self.demanded, self.preferred)


def asking_sentence(text: str) -> tuple[int, int]:
    """Where the sentence that asks stands: the first with a question word, else the last."""
    spans = split_sentences(text) or [(0, len(text))]
    return next(((start, end) for start, end in spans if QUESTION_WORD.search(text, start, end)), spans[-1])


def order_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a question stand that give orders to the machine and ask nothing."""
    return [
        (start, end)
        for start, end in split_sentences(text)
        if ORDERS.search(fold(text[start:end])) and not QUESTION_WORD.search(text, start, end)
    ]


def names_nothing(question: Question) -> bool:
    """Whether a question for a decision or a fact names no matter, time or body: "hvad blev besluttet?"."""
    times = (*question.content_dates, *question.unknown_dates)
    bare = question.kind in _BARE and not (question.terms or times or question.anchored or question.parts)
    return bare and not (question.filters or question.unknown_case_numbers or question.acting or question.treated)


def asks_nothing(text: str) -> bool:
    """Whether there is nothing in a question but orders to the machine, and to write something down."""
    orders = order_spans(text)
    others = (text[start:end] for start, end in split_sentences(text) if (start, end) not in orders)
    return bool(orders) and not any(QUESTION_WORD.search(other) or not DICTATES.match(fold(other)) for other in others)


def merge(first: Filters, second: Filters) -> Filters:
    """Two filters as one; for each field the first counts where it has anything."""
    return Filters(
        first.periods or second.periods,
        first.bodies or second.bodies,
        first.item_numbers or second.item_numbers,
        first.case_numbers or second.case_numbers,
    )


def compared_kind(question: Question) -> Kind:
    """What a comparison sets side by side: the kind of answer that its question would want without it."""
    folded = fold(question.text)
    return next((kind for kind, sign in KIND_SIGNS if kind in COMPARED and sign.search(folded)), Kind.FACT)


def listed_names(text: str) -> tuple[str, ...]:
    """The three or more names that a question lists: "Anna, Bo og Carl"; else none."""
    match = _LISTED_NAMES.search(text)
    return tuple(re.split(r", | (?:og|samt) ", match[0])) if match else ()


def alternatives(question: Question) -> tuple[str, ...]:
    """The things that a comparison names, as they are written: "løsning A", "løsning B", or two names."""
    match = _LETTERED.search(question.text)
    if match:
        return tuple(f"{match['noun']} {match['nr'] or ''}{letter}" for letter in (match["one"], match["other"]))
    names = tuple(dict.fromkeys(token.text for token in question.names))
    return names if len(names) > 1 else ()
