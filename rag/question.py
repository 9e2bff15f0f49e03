"""What is asked (spørgsmålet): the kind of answer, the subject's words, and what narrows the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from rag.analysis import Token, fold, is_content, stem, tokenize
from rag.case_numbers import find_case_numbers
from rag.dates import DateMention, find_dates
from rag.domain import Filters, MeetingRecord, Period, SectionKind
from rag.periods import Reference, find_relative, reference_period
from rag.wording import (
    ACTING_BODY,
    ASKING_WORDS,
    GERMAN,
    KIND_SIGNS,
    MONEY_ASKED,
    POLAR_START,
    PRESUMED,
    QUESTION_WORD,
    TAG,
    Kind,
    has_content_role,
    has_meeting_role,
    has_time_role,
)


class Role(StrEnum):
    """What a date in a question is about: the meeting, the content, or it can't be told."""

    MEETING = "meeting"
    CONTENT = "content"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog can be asked for: its bodies, meetings (oldest first) and journal numbers."""

    bodies: tuple[str, ...]
    meetings: tuple[MeetingRecord, ...]
    case_numbers: tuple[str, ...]

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
    what is asked about is said to have been so ("i 2020"), without a meeting of their own. A question that
    `acting` is a body without minutes that is asked what it did. A question that
    `presumes` takes a decision for granted ("hvornår blev det vedtaget"). An `anchored` question leans on the items
    that the answer before it cited. `doubtful` are the demanded days that may be the content's instead.
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
    anchored: bool = False
    doubtful: tuple[Period, ...] = ()

    def is_timely(self, day: date) -> bool:
        """Whether a meeting of that day lies in a time that the question may mean."""
        return any(period.holds(day) for period in self.preferred.periods)

    @property
    def filters(self) -> Filters:
        """Demanded and preferred filters together."""
        return merge(self.demanded, self.preferred)


def merge(first: Filters, second: Filters) -> Filters:
    """Two filters as one; for each field the first counts where it has anything."""
    return Filters(
        first.periods or second.periods,
        first.bodies or second.bodies,
        first.item_numbers or second.item_numbers,
        first.case_numbers or second.case_numbers,
    )


_ABOUT_MEETINGS = frozenset({Kind.COUNT, Kind.OVERVIEW, Kind.MEETING_FACT, Kind.ATTENDANCE})
_COMPARED = frozenset({Kind.COST, Kind.AMOUNT, Kind.WHEN, Kind.WHO, Kind.VOTE, Kind.DECISION})
# A question made of asking words alone ("hvornår er næste møde?") is about them.
_FROM_SENTENCES = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.AMOUNT, Kind.COST})
# What is asked about a meeting without naming a subject is asked about the meeting as a whole.
_SUBJECTLESS = frozenset({Kind.FACT, Kind.LIST, Kind.DECISION})
_HEAD_NOUN = re.compile(r"(?:udvalg|bestyrelse|råd|forum|nævn)(?:et|en|n|s)?$")
_SENTENCE = 4
# "Store Vig", "Ny Strandvej": a name of several words is itself by each of them.
_LONG_NAME = re.compile(r"(?<=[^.!?:\s] )([A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)+)")
_AND_ASKS = re.compile(
    r",? (?:og|samt|and|und) (?=(?:hvem|hvad|hvornar|hvor|hvilke\w*|hvordan|hvorfor|who|when|where|(?:bis )?wann)\b)"
)
_LETTERED = re.compile(
    r"\b(?P<noun>[^\W\d_]{3,}?)(?:er|erne|en|et|ene)? (?P<one>[A-Z]|\d)\b"
    r".{1,30}?\b(?:(?P=noun)\w{0,3} )?(?P<other>[A-Z]|\d)\b"
)
# "Jeg mener gadelyset, ikke svømmehallen": what is said not to be meant.
_DENIED = re.compile(r"(?:,|;|–|\bog) (?:og )?ikke (?:om )?\w+\W*$", re.IGNORECASE)
_CASE_TAIL = re.compile(r"^(.{7,}?)s?(?:sag|sagen|sager|sagerne|sagens|punktet|modet|modets|emnet)$")
_ITEM_NUMBER = re.compile(
    r"\b(?:punkt|pkt|dagsordenspunkt|item|agenda item|tagesordnungspunkt|top)\.?\s?(?:nr\.?\s?)?(\d{1,3})\b",
    re.IGNORECASE,
)
_SECTION_SIGNS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (SectionKind.RECOMMENDATION, re.compile(r"\b(?:indstil\w*|anbefalede forvaltningen|forslaget fra)\b")),
    (SectionKind.ATTACHMENTS, re.compile(r"\b(?:bilag\w*|vedlagt\w*|vedheft\w*|lagt ved|attach\w*|anlag\w+)\b")),
    (SectionKind.ECONOMY, re.compile(r"\b(?:okonomiske konsekvenser|finansier\w*)\b")),
    (SectionKind.LEGAL_BASIS, re.compile(r"\b(?:lovgrundlag\w*|hjemmel|retsgrundlag\w*)\b")),
    (SectionKind.LEGAL_BASIS, re.compile(r"\b(?:hvilke[nt]?|which) (?:lov\w*|paragraf\w*|bekendtgorelse\w*|laws?)\b")),
    (SectionKind.HEARING, re.compile(r"\b(?:horing\w*|horingssvar\w*|partshoring\w*)\b")),
    (SectionKind.CASE, re.compile(r"\b(?:baggrund\w*|sagsfremstilling\w*|background)\b")),
)


def interpret(text: str, known: Known) -> Question:
    """Understand a question against what the catalog holds. Never fails: an odd question has few parts."""
    text = _spelled(text)
    numbers = find_case_numbers(text, known.case_numbers)
    blanked = _blank(text, [(found.start, found.end) for found in numbers])
    mentions = find_dates(blanked)
    spans = [(mention.start, mention.end) for mention in mentions]
    folded = fold(blanked)
    numbered = list(_ITEM_NUMBER.finditer(blanked))
    terms = _terms(_blank(blanked, [*spans, *(match.span() for match in numbered)]), known.bodies)
    kind = _kind(folded, bool(numbers), bool(mentions))
    terms = _without_asking(kind, terms, folded)
    demanded, preferred, content, unknown = _place_dates(blanked, mentions, known)
    doubtful = {m.period for m in mentions if m.whole_day and _role(blanked, m) is Role.EITHER}
    reference = find_relative(folded)
    bodies = _bodies(folded, known.bodies)
    if reference and not demanded.periods:
        demanded = _refer(reference, of_bodies(known, bodies), preferred)
    matched = tuple(dict.fromkeys(n for found in numbers for n in found.matches))
    missing = tuple(found.text for found in numbers if not found.matches)
    items = tuple(dict.fromkeys(match[1] for match in numbered))
    if kind in _ABOUT_MEETINGS and not demanded.periods and not unknown:
        demanded, unknown = _about_meetings(demanded, preferred, content, known)
    if not terms and (demanded.periods or preferred.periods) and not items and kind in _SUBJECTLESS:
        kind = Kind.OVERVIEW
    if items and not terms and kind in (Kind.FACT, Kind.OVERVIEW):
        kind = Kind.DECISION
    if not terms and kind in _FROM_SENTENCES:
        terms = _terms(_blank(blanked, spans), known.bodies, frozenset())
    demanded = Filters(demanded.periods, (), items, matched or missing)
    preferred = Filters(preferred.periods, bodies if len(known.bodies) > 1 else (), (), ())
    return Question(
        text=text,
        kind=kind,
        polar=_is_polar(text),
        terms=terms,
        demanded=demanded,
        preferred=preferred,
        content_dates=content,
        unknown_dates=unknown,
        unknown_case_numbers=missing,
        focus=_focus(blanked, terms),
        names=() if GERMAN.search(folded) else tuple(token for token in terms if _is_name(blanked, token)),
        happened=tuple(m.period for m in content if m.period and has_time_role(fold(text[: m.start]), m)),
        doubtful=tuple(p for p in demanded.periods if p in doubtful),
        presumes=PRESUMED.search(folded) is not None,
        acting=_acting(folded, known.bodies),
        section=next((section for section, sign in _SECTION_SIGNS if sign.search(folded)), None),
    )


_MISSPELT = re.compile(r"\b[hv][^\W\d_]{4,7}\b", re.IGNORECASE)
_SHORTENED = re.compile(r"^\W*(?:va|hvd|vd)(?= )", re.IGNORECASE)
_LONG_QUESTION_WORDS = ("hvornår", "hvorfor", "hvordan", "hvilken", "hvilket", "hvilke")


def _spelled(text: str) -> str:
    """A question with the first word that is a question word but for one slip of the finger spelt right."""
    text = _SHORTENED.sub("hvad", text)
    if QUESTION_WORD.search(text):
        return text
    for match in _MISSPELT.finditer(text):
        near = [word for word in _LONG_QUESTION_WORDS if _is_slip(fold(match[0]), fold(word))]
        if near:
            return text[: match.start()] + near[0] + text[match.end() :]
    return text


def _is_slip(written: str, word: str) -> bool:
    return DamerauLevenshtein.distance(written, word, score_cutoff=1) <= 1


def _without_asking(kind: Kind, terms: Sequence[Token], folded: str) -> tuple[Token, ...]:
    """The terms without the words that only ask: "deltog" in "hvem deltog", "koster" in "hvad koster kajen"."""
    if kind is Kind.COST:
        return tuple(token for token in terms if not MONEY_ASKED.match(token.folded)) or tuple(terms)
    if kind is not Kind.ATTENDANCE:
        return tuple(terms)
    said = " ".join(match[0] for other, sign in KIND_SIGNS if other is kind for match in sign.finditer(folded))
    return tuple(token for token in terms if token.folded not in said.split())


def _is_polar(text: str) -> bool:
    """Whether a question wants a yes or a no: it opens with its verb, or is a sentence without a question word."""
    asked = TAG.sub("?", text.strip())
    if POLAR_START.search(fold(asked)):
        return True
    return asked.endswith("?") and len(asked.split()) >= _SENTENCE and QUESTION_WORD.search(asked) is None


def compared_kind(question: Question) -> Kind:
    """What a comparison sets side by side: the kind of answer that its question would want without it."""
    folded = fold(question.text)
    return next((kind for kind, sign in KIND_SIGNS if kind in _COMPARED and sign.search(folded)), Kind.FACT)


def alternatives(question: Question) -> tuple[str, ...]:
    """The things that a comparison names, as they are written: "løsning A", "løsning B", or two names."""
    match = _LETTERED.search(question.text)
    if match:
        return tuple(f"{match['noun']} {letter}" for letter in (match["one"], match["other"]))
    names = tuple(dict.fromkeys(token.text for token in question.names))
    return names if len(names) > 1 else ()


def _kind(folded: str, has_number: bool, has_date: bool) -> Kind:  # noqa: FBT001 - two facts about the text
    """The kind of answer wanted; of two questions in one sentence, that of the first where it wants a value."""
    first = _AND_ASKS.split(folded, maxsplit=1)[0]
    leading = _single_kind(first, has_number, has_date) if first != folded else Kind.FACT
    return leading if leading in _COMPARED else _single_kind(folded, has_number, has_date)


def _single_kind(folded: str, has_number: bool, has_date: bool) -> Kind:  # noqa: FBT001 - two facts about the text
    for kind, sign in KIND_SIGNS:
        if sign.search(folded):
            if kind is Kind.CASE_NUMBER and has_number:
                return Kind.CASE
            if kind is Kind.OVERVIEW and not has_date and not find_relative(folded):
                continue
            return kind
    return Kind.CASE if has_number else Kind.FACT


def _place_dates(
    text: str, mentions: Sequence[DateMention], known: Known
) -> tuple[Filters, Filters, tuple[DateMention, ...], tuple[Period, ...]]:
    """Sort dates into meeting dates, dates of the content, and meeting dates that no meeting has."""
    demanded: list[Period] = []
    preferred: list[Period] = []
    content: list[DateMention] = []
    unknown: list[Period] = []
    for mention in mentions:
        role = _role(text, mention)
        periods = _resolve(mention, known)
        held = [period for period in periods if known.has_met(period)]
        if role is Role.MEETING:
            demanded += held
            unknown += [] if held else list(periods)
            if not periods:
                content.append(mention)
        elif mention.period is None or not held or role is Role.CONTENT:
            content.append(mention)
            if role is Role.EITHER and mention.period is None:
                preferred += held
        elif mention.whole_day is not None:
            demanded += held
        else:
            preferred += held
            content.append(mention)
    return Filters(tuple(demanded)), Filters(tuple(preferred)), tuple(content), tuple(unknown)


def _role(text: str, mention: DateMention) -> Role:
    if has_meeting_role(fold(text[: mention.start]), fold(text[mention.end :]), mention.whole_day is not None):
        return Role.MEETING
    return Role.CONTENT if has_content_role(fold(text[: mention.start])) else Role.EITHER


def _resolve(mention: DateMention, known: Known) -> tuple[Period, ...]:
    """The periods that a mention can mean; without a year, each meeting that fits it."""
    if mention.period is not None:
        return (mention.period,)
    days: list[date] = [
        meeting.date
        for meeting in known.meetings
        if meeting.date.month == mention.month and mention.day in (None, meeting.date.day)
    ]
    return tuple(Period(day, day) for day in dict.fromkeys(days))


def of_bodies(known: Known, bodies: Sequence[str]) -> Known:
    """What is known with only the meetings of some bodies; of all where none is named."""
    return replace(known, meetings=tuple(m for m in known.meetings if m.body in bodies)) if bodies else known


def _refer(reference: Reference, known: Known, preferred: Filters) -> Filters:
    period = reference_period(reference, known.meetings, preferred.periods)
    return Filters((period,)) if period else Filters()


def _about_meetings(
    demanded: Filters, preferred: Filters, content: Sequence[DateMention], known: Known
) -> tuple[Filters, tuple[Period, ...]]:
    """For a question about meetings as such every time is a meeting's: the held ones, and those that none has."""
    times = [*preferred.periods, *(mention.period for mention in content if mention.period)]
    held = tuple(period for period in dict.fromkeys(times) if known.has_met(period))
    return Filters(demanded.periods or held), () if held else tuple(dict.fromkeys(times))


# Two names of one body: the council of a municipality.
_COUNCIL = re.compile(r"^(?:byrad|kommunalbestyrelse)")


def _acting(folded: str, bodies: Sequence[str]) -> str:
    """The body that a folded question asks what it did, where the minutes are of others; else empty."""
    match = ACTING_BODY.search(folded)
    if not match:
        return ""
    council = _COUNCIL.match(match["body"])
    if any(_body_pattern(body).search(match[0]) or (council and _COUNCIL.match(fold(body))) for body in bodies):
        return ""
    return match["body"]


def _bodies(folded: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """The bodies that a question names; of two names, one inside the other, the longer."""
    named = [body for body in bodies if _body_pattern(body).search(folded)]
    return tuple(b for b in named if not any(b != other and fold(b) in fold(other) for other in named))


@lru_cache(maxsize=1_000)
def _body_pattern(body: str) -> re.Pattern[str]:
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


def _focus(text: str, terms: Sequence[Token]) -> Token | None:
    """The first subject word after the (last) question word, or None."""
    asked = [match.end() for match in QUESTION_WORD.finditer(text)]
    if not asked:
        return None
    return min((token for token in terms if token.start >= asked[-1]), key=lambda token: token.start, default=None)


def _is_name(text: str, token: Token) -> bool:
    """Whether a word is written as a name: with a capital, and not because it begins a sentence."""
    before = text[: token.start].rstrip(" \"»“”'(")
    return token.text[:1].isupper() and before != "" and before[-1] not in ".!?:"


def _terms(text: str, bodies: Sequence[str], asking: frozenset[str] = ASKING_WORDS) -> tuple[Token, ...]:
    """The subject's words: what is left without asking words, bodies, dates and journal numbers."""
    named = [match.span() for body in bodies for match in _body_pattern(body).finditer(fold(text))]
    said = {fold(text)[start:end] for start, end in named}
    spoken = {word for phrase in said for word in re.findall(r"\w+", phrase)}
    text = _DENIED.sub(lambda match: " " * len(match[0]), text)
    in_names = {at for match in _LONG_NAME.finditer(text) for at in range(match.start(1), match.end())}
    tokens = [
        _without_case_tail(token)
        for token in tokenize(text)
        if token.folded not in spoken and (token.start in in_names or _is_telling(token, asking))
    ]
    return tuple({token.stem: token for token in reversed(tokens)}.values())[::-1]


def _is_telling(token: Token, asking: frozenset[str]) -> bool:
    return is_content(token) and token.folded not in asking and token.stem not in asking


def _without_case_tail(token: Token) -> Token:
    """A word such as "svømmehalssagen" without its -sagen, which names no subject."""
    match = _CASE_TAIL.match(token.folded)
    return replace(token, stem=stem(match[1]), folded=match[1]) if match else token


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
