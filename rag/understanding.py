"""Understanding (forståelse): from the words of a question to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from rag.analysis import Token, fold
from rag.asking import ASKING_WORDS
from rag.case_numbers import CaseNumberMention, find_case_numbers
from rag.dateroles import has_time_role
from rag.dates import DateMention, find_dates
from rag.dividing import divide
from rag.domain import Filters, Period, SectionKind, Treatment
from rag.naming import acting_body, body_pattern, named_bodies, of_bodies
from rag.periods import find_relative
from rag.placing import Role, about_meetings, date_role, earlier_decisions, place_dates, refer
from rag.question import COMPARED, Known, Question, asking_sentence, order_spans
from rag.spelling import spell
from rag.subjects import blank, find_focus, is_name, read_terms, without_asking
from rag.wording import GERMAN, KIND_SIGNS, POLAR_START, PRESUMED, QUESTION_WORD, SLOT_ASKED, TAG, Kind

_ABOUT_MEETINGS = frozenset({Kind.COUNT, Kind.OVERVIEW, Kind.MEETING_FACT, Kind.ATTENDANCE})
# A question made of asking words alone ("hvornår er næste møde?") is about them.
_FROM_SENTENCES = frozenset({Kind.WHO, Kind.WHEN, Kind.HOW_OFTEN, Kind.WHERE, Kind.WHY, Kind.AMOUNT, Kind.COST})
# What is asked about a meeting without naming a subject is asked about the meeting as a whole.
_SUBJECTLESS = frozenset({Kind.FACT, Kind.LIST, Kind.DECISION})
_SENTENCE = 4
_AND_ASKS = re.compile(
    r",? (?:og|samt|and|und) (?=(?:fra )?"
    r"(?:hvem|hvad|hvornar|hvor|hvilke\w*|hvordan|hvorfor|who|when|where|(?:bis )?wann)\b)"
)
_WHEN_ACTED = re.compile(
    r"(?:(?<!fra )\bhvornar|\bhvilken (?:dato|dag)) \w+(?:ede|gav|gik|tog|fik|bad|sagde|valgte|roste|holdt|"
    r"lagde|sendte|udskod) $"
)
# "I februar 2022 … den 3.?"
_BARE_DAY = re.compile(r"\bden (?P<day>\d{1,2})\.?(?=\W*$)", re.IGNORECASE)
# "Hvem sidder i udvalget?": the head of its minutes tells.
_OF_MEMBERS = re.compile(r"\b(?:sidder|sad|er med|var med|medlem(?:mer|met|merne)?) (?:\w+ )?(?:i|af)\b")
_MEMBER = re.compile(r"medlem(?:mer|met|merne)?|sidder|sad")
# "Hvordan ændrede det sig fra mødet i maj til mødet i oktober?" is of two meetings and none between.
_FROM_TO = re.compile(r"\b(?:fra|mellem)\b.{2,60}\b(?:til|og)\b")
_BOTH = 2
_ONWARD = re.compile(r"\b(?:sket|skete|sker|gik det)\b")
_AFTER = re.compile(r"\befter (?:mode\w* )?(?:i |den |d\. ?)?$")
# Of no meeting: "et resumé af sagen om kajen".
_SUMMARY = re.compile(
    r"\b(?:opsummer\w*|sammenfat\w*|resume\w*|overblik\w*|summar\w*)\b.{1,30}\b(?:sag(?:en)?|forlob\w*|om|case)\b"
)
# Who meets: "hvad talte cheferne om?"
_MEMBERS = re.compile(
    r"(?:chef|leder|direktor|politiker|medlem|folk)(?:erne|ene|mer|merne|er|ne)?$|(?:ledelse|udvalg|rad|byrad|bestyrelse|forum)(?:n|en|et)?$"
)
# The agenda and the last minutes are a subject too, where it is asked whether they were changed.
_AGENDA = r"(?:dagsorden|referat|protokol)(?:len|en|et)?"
_REMARK = r"(?:endre[ts]?|rettet|taget|fjernet|slettet|bemerkning\w*|rettelse\w*|endring\w*)"
_OF_AGENDA = re.compile(rf"\b{_AGENDA}\b.{{0,40}}\b{_REMARK}\b|\b{_REMARK}\b.{{0,40}}\b{_AGENDA}\b")
_OFF_AGENDA = re.compile(r"\b(?:taget|tages|fjernet|slettet|udgik|udgar|udget)\b.{0,20}\b(?:af|fra) dagsordenen\b")
_DOING = re.compile(r"arbejde\w*|beskeftige\w*|haft|foretage\w*|bestille\w*|lavet|laver|lavede|stilling|taget|tog")
_DOINGS = re.compile(
    rf"^\W*(?:hvad|hvilke\w*|what)\b.*\b(?:{_DOING.pattern}|behandle\w*|drofte\w*|droftet|diskutere\w*|beslutte\w*|vedt[ao]g\w*|done?)\b"
)
# "Referat 9. maj 2018": the whole of it.
_NAMES_MINUTES = re.compile(r"^\W*(?:hele )?(?:mode)?(?:referat|protokol|dagsorden|beslutningsreferat)(?:et|en|len)?\b")
# A number after "sag" is an item's where a meeting is named too; else it may be any case's.
_CASE_OF_MEETING = re.compile(r"\bsag(?:en)?\.?\s(?:nr\.?\s?)?(\d{1,3})(?![\d/.-])", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class _Written:
    """A question as it is written: its text, without its journal numbers, and what stands where in it.

    `bodies` are all that have minutes or are quoted in them; `earlier` the decisions that its days are of.
    """

    text: str
    blanked: str
    folded: str
    numbers: Sequence[CaseNumberMention]
    numbered: Sequence[re.Match[str]]
    spans: Sequence[tuple[int, int]]
    mentions: Sequence[DateMention]
    earlier: tuple[Treatment, ...]
    bodies: tuple[str, ...]

    def terms(self, spans: Sequence[tuple[int, int]], asking: frozenset[str] = ASKING_WORDS) -> tuple[Token, ...]:
        """The subject's words outside of some spans."""
        return read_terms(blank(self.blanked, spans), self.bodies, asking)


def _read(text: str, known: Known) -> _Written:
    text = spell(text, known.bodies)
    numbers = find_case_numbers(text, known.case_numbers)
    blanked = blank(text, [(found.start, found.end) for found in numbers])
    asked = blank(blanked, order_spans(text))
    # "… skriv, at kajen er solgt. Hvad blev resultatet?" has its subject in the order.
    blanked = asked if read_terms(asked, known.bodies) else blanked
    folded = fold(blanked)
    mentions = _with_bare_day(blanked, find_dates(blanked))
    bodies = tuple(dict.fromkeys([*known.bodies, *(treatment.body for treatment in known.treatments)]))
    earlier = earlier_decisions(mentions, named_bodies(folded, bodies), known)
    # "Blev punkt 5 taget af dagsordenen?" is answered under the item on the agenda.
    off = _OFF_AGENDA.search(folded)
    numbered = (
        [] if off else [*_ITEM_NUMBER.finditer(blanked), *(_CASE_OF_MEETING.finditer(blanked) if mentions else ())]
    )
    return _Written(
        text,
        blanked,
        folded,
        numbers,
        numbered,
        [(mention.start, mention.end) for mention in mentions],
        [_after(blanked, mention) for mention in mentions if mention not in earlier],
        tuple(dict.fromkeys(treatment for quoted in earlier.values() for treatment in quoted)),
        bodies,
    )


def _with_bare_day(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """The dates of a question, its only month narrowed to a day that is told at the end of the question."""
    match = _BARE_DAY.search(text)
    if not match or len(mentions) != 1 or not (period := mentions[0].period) or not period.first or not period.last:
        return mentions
    days = (period.first + timedelta(days=at) for at in range((period.last - period.first).days + 1))
    told = [day for day in days if day.day == int(match["day"])]
    return [DateMention(*match.span(), Period(told[0], told[0]))] if len(told) == 1 else mentions


def _after(text: str, mention: DateMention) -> DateMention:
    """A time after which it is asked what came of something, as all after it: "hvad skete der videre efter maj?"."""
    before, period = fold(text[: mention.start]), mention.period
    if period is None or period.last is None or not _ONWARD.search(before) or not _AFTER.search(before):
        return mention
    return DateMention(mention.start, mention.end, Period(period.last + timedelta(days=1), None))


def interpret(text: str, known: Known) -> Question:
    """Understand a question against what the catalog holds. Never fails: an odd question tells little."""
    parts = tuple(_interpret(part, known) for part in divide(text))
    return replace(_interpret(text, known), parts=parts)


def _interpret(text: str, known: Known) -> Question:
    written = _read(text, known)
    text, folded, mentions = written.text, written.folded, written.mentions
    kind = _kind(folded, bool(written.numbers), bool(mentions))
    terms = without_asking(kind, written.terms([*written.spans, *(m.span() for m in written.numbered)]), folded)
    demanded, preferred, content, unknown = place_dates(written.blanked, mentions, known)
    kind, terms, bodies = _of_bodies(kind, terms, written, known)
    reference = find_relative(folded)
    if reference and not demanded.periods:
        demanded = refer(reference, of_bodies(known, bodies), preferred)
    of_meetings = kind in _ABOUT_MEETINGS or SLOT_ASKED.search(folded) is not None
    if of_meetings and not demanded.periods and not unknown:
        demanded, unknown = about_meetings(demanded, preferred, content, known)
    if not terms and kind is Kind.FACT and not demanded.periods and not unknown and _NAMES_MINUTES.search(folded):
        demanded, _ = about_meetings(demanded, preferred, content, known)
    kind, terms = _of_subject(kind, terms, demanded, preferred, written)
    doubtful = {m.period for m in mentions if m.whole_day and date_role(written.blanked, m) is Role.EITHER}
    # The day on which the body that is named met is the meeting's.
    doubtful -= {p for p in doubtful if p and any(m.body in bodies and m.date == p.first for m in known.meetings)}
    missing = tuple(found.text for found in written.numbers if not found.matches)
    return Question(
        text=text,
        kind=kind,
        polar=_is_polar(text),
        terms=terms,
        demanded=_demand(demanded.periods, bodies, written, known),
        preferred=Filters(preferred.periods, bodies),
        content_dates=content,
        unknown_dates=unknown,
        unknown_case_numbers=missing,
        focus=find_focus(written.blanked, terms),
        names=() if GERMAN.search(folded) else tuple(token for token in terms if is_name(written.blanked, token)),
        happened=tuple(m.period for m in content if m.period and has_time_role(fold(text[: m.start]), m)),
        doubtful=tuple(p for p in demanded.periods if p in doubtful),
        presumes=PRESUMED.search(folded) is not None,
        acting=acting_body(folded, written.bodies),
        treated=written.earlier,
        section=next((section for section, sign in _SECTION_SIGNS if sign.search(folded)), None),
    )


def _of_bodies(
    kind: Kind, terms: tuple[Token, ...], written: _Written, known: Known
) -> tuple[Kind, tuple[Token, ...], tuple[str, ...]]:
    """The bodies that a question names where there are several, and what that tells of its kind and subject."""
    bodies = named_bodies(written.folded, known.bodies) if len(known.bodies) > 1 and not written.earlier else ()
    if terms and all(token.stem in known.hosts for token in terms):
        # Nothing but whose meeting it was is left.
        hosted = frozenset[str]().union(*(known.hosts[token.stem] for token in terms))
        terms, bodies = (), tuple(b for b in bodies or known.bodies if b in hosted)
    numbered = written.numbered or written.numbers
    if not numbered and kind in _SUBJECTLESS and _asks_doings(written.folded, terms):
        alone = named_bodies(written.folded, known.bodies)
        if alone or written.mentions:
            return Kind.OVERVIEW, (), alone
    return kind, terms, bodies


def _demand(periods: tuple[Period, ...], bodies: Sequence[str], written: _Written, known: Known) -> Filters:
    """What a question narrows itself to; a body that is named counts where it met on the very days."""
    days = {period.first for period in periods if period.first == period.last}
    met = {meeting.body for meeting in known.meetings if meeting.date in days} if len(days) == len(periods) else set()
    if written.numbered:
        # "Punkt 7 på byrådsmødet i marts" is of no other body that met then.
        met |= {meeting.body for meeting in known.meetings if any(period.holds(meeting.date) for period in periods)}
    matched = tuple(dict.fromkeys(number for found in written.numbers for number in found.matches))
    missing = tuple(found.text for found in written.numbers if not found.matches)
    items = tuple(dict.fromkeys(match[1] for match in written.numbered))
    return Filters(periods, tuple(body for body in bodies if body in met), items, matched or missing)


def _of_subject(
    kind: Kind, terms: tuple[Token, ...], demanded: Filters, preferred: Filters, written: _Written
) -> tuple[Kind, tuple[Token, ...]]:
    """The kind and the subject of a question together: each tells of some words whether they are the other's."""
    if kind is Kind.WHEN and _acted_when(written.folded, written.bodies):
        kind = Kind.MEETING_DATE
    if kind is Kind.OVERVIEW and demanded.periods:
        terms = _asked_last(written.text, terms)
    if kind is Kind.TIMELINE and len(demanded.periods) == _BOTH and _FROM_TO.search(written.folded):
        kind = Kind.COMPARISON
    if kind is Kind.MEETING_FACT:
        terms = tuple(token for token in terms if not _MEMBERS.search(token.folded.removesuffix("s")))
    if all(t.folded.isdigit() or re.fullmatch(_REMARK, t.folded) for t in terms) and _is_of_agenda(
        kind, written.folded
    ):
        agenda = written.terms(written.spans, frozenset())
        terms, kind = tuple(t for t in agenda if re.fullmatch(_AGENDA, t.folded)), Kind.DECISION
    if kind is Kind.WHO and all(_MEMBER.fullmatch(t.folded) for t in terms) and _OF_MEMBERS.search(written.folded):
        kind = Kind.ATTENDANCE
    kind = _without_subject(kind, terms, demanded, preferred, written)
    if not terms and kind in _FROM_SENTENCES:
        terms = written.terms(written.spans, frozenset())
    return kind, terms


def _without_subject(
    kind: Kind, terms: Sequence[Token], demanded: Filters, preferred: Filters, written: _Written
) -> Kind:
    """The kind of a question that may name no subject: it is about the item it numbers, or the meeting as a whole."""
    if terms:
        return kind
    if written.numbered:
        return Kind.DECISION if kind in (Kind.FACT, Kind.OVERVIEW) else kind
    if written.numbers and kind in _SUBJECTLESS - {Kind.DECISION}:
        return Kind.CASE
    return Kind.OVERVIEW if (demanded.periods or preferred.periods) and kind in _SUBJECTLESS else kind


def _is_of_agenda(kind: Kind, folded: str) -> bool:
    return bool(_OFF_AGENDA.search(folded) or (kind is not Kind.OVERVIEW and _OF_AGENDA.search(folded)))


def _asks_doings(folded: str, terms: Sequence[Token]) -> bool:
    """Whether it is asked what a body did, and nothing of it: "hvad har udvalget beskæftiget sig med?"."""
    return all(_DOING.fullmatch(token.folded) for token in terms) and _DOINGS.search(folded) is not None


def _acted_when(folded: str, bodies: Sequence[str]) -> bool:
    """Whether it is asked when a body did something, which is the day of its meeting."""
    starts = (match.start() for body in bodies for match in body_pattern(body).finditer(folded))
    return any(_WHEN_ACTED.search(folded[:start]) for start in starts)


def _asked_last(text: str, terms: tuple[Token, ...]) -> tuple[Token, ...]:
    """The terms of the sentence that asks: neither why a whole meeting is asked for, nor who met, is its subject."""
    start, end = asking_sentence(text)
    return tuple(token for token in terms if start <= token.start < end and not _MEMBERS.search(token.folded))


def _is_polar(text: str) -> bool:
    """Whether a question wants a yes or a no: it opens with its verb, or is a sentence without a question word."""
    asked = TAG.sub("?", text.strip())
    if POLAR_START.search(fold(asked)):
        return True
    return asked.endswith("?") and len(asked.split()) >= _SENTENCE and QUESTION_WORD.search(asked) is None


def _kind(folded: str, has_number: bool, has_date: bool) -> Kind:  # noqa: FBT001 - two facts about the text
    """The kind of answer wanted; of two questions in one sentence, that of the first where it wants a value."""
    first = _AND_ASKS.split(folded, maxsplit=1)[0]
    leading = _single_kind(first, has_number, has_date) if first != folded else Kind.FACT
    return leading if leading in COMPARED else _single_kind(folded, has_number, has_date)


def _single_kind(folded: str, has_number: bool, has_date: bool) -> Kind:  # noqa: FBT001 - two facts about the text
    for kind, sign in KIND_SIGNS:
        if sign.search(folded):
            if kind is Kind.CASE_NUMBER and has_number:
                return Kind.CASE
            if kind is Kind.OVERVIEW and not has_date and not find_relative(folded):
                if _SUMMARY.search(folded):
                    return Kind.TIMELINE
                continue
            return kind
    return Kind.CASE if has_number else Kind.FACT
