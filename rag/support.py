"""Support (dækning): whether a claim says no more than the words that it quotes.

Every test looks for one way in which a claim can be untrue to its quote, and the first that finds something objects.
They are strict: a good sentence lost is an inconvenience, for the extractive answer stands behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rag.analysis import FUNCTION_WORDS, fold, tokenize
from rag.case_numbers import normalize
from rag.domain import ItemRecord, Outcome, Section, SectionKind
from rag.facts import (
    Fact,
    FactKind,
    clause_of,
    company,
    find_facts,
    holds_name,
    is_bound,
    is_same_time,
    keeps_order,
    sentence_of,
    surroundings,
)
from rag.outcomes import adopts, classify_decision
from rag.polarity import (
    deciding_words,
    keeps_denials,
    proposes,
    read_votes,
    says_advised,
    speaks_to_machines,
    stems_of,
    turned,
)


class Objection(StrEnum):
    """Why a statement isn't shown (indvending)."""

    QUOTE = "citatet står ikke i kilden"
    ITEMS = "citaterne er fra flere punkter"
    FORM = "udsagnet har ikke den rette form"
    ORDER = "citatet er en ordre i referatet"
    LANGUAGE = "udsagnet er ikke på dansk"
    CASE_NUMBER = "journalnummeret står ikke i kilden"
    DATE = "datoen står ikke i citatet"
    FIGURE = "tallet står ikke i citatet"
    NAME = "navnet står ikke i citatet"
    PLACE = "oplysningen hører til noget andet i citatet"
    DECIDED = "det er ikke besluttet"
    DENIAL = "nægtelsen er ikke citatets"
    TURNED = "udsagnet vender citatet"
    BEYOND = "udsagnet siger andet end citatet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim says that it stands (sted): the words quoted and the whole sentences that they are of."""

    section: Section
    quoted: str
    around: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim rests on (grundlag): one item and one or more places in it."""

    record: ItemRecord
    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """The whole sentences of all places."""
        return "\n".join(place.around for place in self.places)

    @property
    def quoted(self) -> str:
        """The words quoted at all places."""
        return "\n".join(place.quoted for place in self.places)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Whose sections they are: the bodies that the sections quote, else the meeting's own."""
        return tuple(dict.fromkeys(place.section.body or self.record.meeting.body for place in self.places))

    def only(self, *kinds: SectionKind) -> bool:
        """Whether every place is of some kinds of sections."""
        return all(place.section.kind in kinds for place in self.places)


_COVERED = 0.5
_UNITS = ("kr", "mio", "mia", "pct", "procent", "kroner", "nr", "j", "pkt")
_ALIKE = 5
_CARRIED = (Outcome.APPROVED, Outcome.NOTED, Outcome.RECOMMENDED)
_SUBJECT = 3
_MEETING_DAY = re.compile(
    r"\b(?:mode\w*|beslutte\w*|godkendte|vedtog|tiltradte|droftede|afviste|bevilgede|udsatte|afsatte)"
    r"(?: (?:den|d\.))? ?$"
)
_MEETING_AFTER = re.compile(
    r"^,? (?:beslutte\w*|godkendte|vedtog|tiltradte|droftede|afviste|bevilgede|udsatte|afsatte)\b"
)
_AT_MEETING = re.compile(r"\bmode\w* (?:den |d\. )?$")
_ITEM = re.compile(r"\b(?:punkt|pkt\.?|punktet)\s?(?:nr\.? ?)?$", re.IGNORECASE)
_BODY_WORD = re.compile(r"^(?:udvalget|radet|bestyrelsen|nevnet|byradet|direktionen|forummet|kommissionen)$")
# Words of the neighbours' languages, and of English and French, that are no words of Danish.
_FOREIGN = frozenset(
    """
    the and of was were is are that this with by from it its has will not been they their which an or as his her would
    und die das ist nicht wurde wurden mit von auf ein eine zu auch wird haben sind sich dass
    och att är inte av från till ikkje etter hva ble vart noen
    le la les une dans pour que qui sur avec sont été
    """.split()
)
_CHANGED = re.compile(
    r"\b(?:endring\w*|endret|dog|men|undtagen|delvis\w*|bortset|tilfoj\w*|suppler\w*|ikke|forbehold\w*|at-?punkt\w*|pkt|punkt\w*)\b"
)

_There = Sequence[tuple[str, Fact]]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A fact of a claim, with the claim's words and its other facts."""

    claim: str
    fact: Fact
    beside: Sequence[Fact]

    @property
    def before(self) -> str:
        return self.claim[: self.fact.start]

    @property
    def after(self) -> str:
        return self.claim[self.fact.end :]

    def is_bound(self, told: _There, same: Callable[[Fact, Fact], bool]) -> bool:
        return is_bound(self.claim, self.fact, self.beside, told, same)


Test = Callable[[str, Told], Objection | None]


def find_objection(claim: str, told: Told, asked: str) -> Objection | None:
    """The first thing that speaks against a claim, or None where it is borne out; `asked` is the question."""
    for test in _TESTS:
        found = test(claim, told)
        if found is not None:
            return found
    return Objection.BEYOND if coverage(claim, told, asked) < _COVERED else None


def coverage(claim: str, told: Told, asked: str) -> float:
    """The share of a claim's words, facts aside, that its quote, its item's head or the question has, in [0, 1]."""
    head = (told.record.item.title, *told.bodies, *(place.section.heading for place in told.places))
    there = stems_of("\n".join((told.text, asked, *head)))
    starts = {stem[:_ALIKE] for stem in there if len(stem) >= _ALIKE}
    exact = [fact for fact in find_facts(claim) if fact.kind is not FactKind.NAME]
    own = [
        token
        for token in tokenize(claim)
        if token.folded not in FUNCTION_WORDS
        and token.folded not in _UNITS
        and not any(fact.start <= token.start < fact.end for fact in exact)
    ]
    met = sum(token.stem in there or token.stem[:_ALIKE] in starts for token in own)
    return met / len(own) if own else 0.0


def _speaks_danish(claim: str, told: Told) -> Objection | None:
    words = {token.text.lower() for token in tokenize(claim)} - {token.text.lower() for token in tokenize(told.text)}
    return Objection.LANGUAGE if len(words & _FOREIGN) > 1 or "?" in claim else None


def _gives_no_order(_: str, told: Told) -> Objection | None:
    return Objection.ORDER if speaks_to_machines(told.text) else None


def _has_its_facts(claim: str, told: Told) -> Objection | None:
    facts = find_facts(claim)
    there = [(place.around, fact) for place in told.places for fact in find_facts(place.around)]
    for fact in facts:
        beside = [other for other in facts if other is not fact]
        objection = _BY_KIND[fact.kind](_Claimed(claim, fact, beside), told, there)
        if objection is not None:
            return objection
    misplaced = not _keep_order(facts, there) or _mingle(claim, facts, there) or _repeats(facts, there)
    return Objection.PLACE if misplaced else None


def _repeats(facts: Sequence[Fact], there: _There) -> bool:
    """Whether a date or figure stands oftener in a claim than in its quote: the second has another's place."""
    told = Counter((fact.kind, fact.key) for _, fact in there)
    own = Counter((fact.kind, fact.key) for fact in facts if fact.kind in (FactKind.DATE, FactKind.FIGURE))
    return any(count > max(1, told[what]) for what, count in own.items())


def _keep_order(facts: Sequence[Fact], there: _There) -> bool:
    """Whether the figures and dates of one sentence, and the names of one clause, stand in the order of the quote."""
    rows: dict[tuple[object, ...], list[str]] = {}
    for text, fact in there:
        place = clause_of(text, fact)[0] if fact.kind is FactKind.NAME else sentence_of(text, fact)
        rows.setdefault((text, place, fact.kind, _unit(fact)), []).append(fact.key)
    for (_, _, kind, _), told in rows.items():
        if not keeps_order([fact.key for fact in facts if fact.kind is kind and fact.key in told], told):
            return False
    return True


def _unit(fact: Fact) -> str:
    """The unit of a figure; figures of two units can't be mixed up."""
    return fact.key.partition(" ")[2] if fact.kind is FactKind.FIGURE else ""


def _mingle(claim: str, facts: Sequence[Fact], there: _There) -> bool:
    """Whether two like figures of a clause are of two sentences of the quote: nobody can tell which is which."""
    homes = {fact.key: (text, sentence_of(text, fact)) for text, fact in there if fact.kind is FactKind.FIGURE}
    figures = [fact for fact in facts if fact.kind is FactKind.FIGURE and fact.key in homes]
    return any(
        clause_of(claim, first) == clause_of(claim, second)
        and _unit(first) == _unit(second)
        and homes[first.key] != homes[second.key]
        for first, second in combinations(figures, 2)
    )


def _case_number(claimed: _Claimed, told: Told, there: _There) -> Objection | None:
    own = normalize(told.record.item.case_number)
    known = {other.key for _, other in there if other.kind is FactKind.CASE_NUMBER} | ({own} if own else set())
    return None if claimed.fact.key in known else Objection.CASE_NUMBER


def _date(claimed: _Claimed, told: Told, there: _There) -> Objection | None:
    if _is_meeting_day(claimed, told, there):
        return None
    return _exact(claimed, told, there, Objection.DATE)


def _is_meeting_day(claimed: _Claimed, told: Told, there: _There) -> bool:
    """Whether a date is the meeting's own, and is told as that: beside a word for meeting or deciding."""
    mention = claimed.fact.mention
    if mention is None or mention.whole_day != told.record.meeting.date:
        return False
    before, after = fold(claimed.before), fold(claimed.after)
    days = [(text, other) for text, other in there if other.mention and other.mention.whole_day]
    if any(_AT_MEETING.search(fold(text[: other.start])) for text, other in days):
        return False
    if days:
        return _AT_MEETING.search(before) is not None
    opens = before.strip() in ("", "den", "d.")
    return _MEETING_DAY.search(before) is not None or (
        opens and told.only(SectionKind.DECISION) and _MEETING_AFTER.search(after) is not None
    )


def _figure(claimed: _Claimed, told: Told, there: _There) -> Objection | None:
    numbered = any(_ITEM.search(text[: other.start]) for text, other in there)
    if _ITEM.search(claimed.before) and claimed.fact.key == told.record.item.number and not numbered:
        return None
    return _exact(claimed, told, there, Objection.FIGURE)


def _is_same(claimed: Fact, other: Fact) -> bool:
    if claimed.kind is not other.kind:
        return False
    return is_same_time(claimed, other) if claimed.kind is FactKind.DATE else claimed.key == other.key


def _exact(claimed: _Claimed, told: Told, there: _There, objection: Objection) -> Objection | None:
    """A date or figure must stand in the quote and be bound there; one of the title only beside the title's word."""
    exact = [(text, other) for text, other in there if _may_be_mixed_up(claimed.fact, other)]
    if any(_is_same(claimed.fact, other) for _, other in exact):
        return None if claimed.is_bound(exact, _is_same) else Objection.PLACE
    title = told.record.item.title
    near = _neighbours(claimed.claim, claimed.fact)
    for other in find_facts(title):
        if _is_same(claimed.fact, other) and near & _neighbours(title, other):
            return None if claimed.is_bound([(title, other), *exact], _is_same) else Objection.PLACE
    return objection


def _may_be_mixed_up(fact: Fact, other: Fact) -> bool:
    """Whether one could stand in the other's place: dates and bare figures could, figures of two units can't."""
    if FactKind.DATE in (fact.kind, other.kind):
        return other.kind in (FactKind.DATE, FactKind.FIGURE)
    return other.kind is FactKind.FIGURE and _unit(fact) == _unit(other)


def _neighbours(text: str, fact: Fact) -> set[tuple[str, int]]:
    return {place for place, weight in surroundings(text, fact).items() if weight == 1.0}


def _name(claimed: _Claimed, told: Told, there: _There) -> Objection | None:
    names = [(text, other) for text, other in there if other.kind is FactKind.NAME]
    if any(holds_name(claimed.fact.key, place.around) for place in told.places):
        named = any(_is_part(claimed.fact, other) for _, other in names)
        return None if not named or claimed.is_bound(names, _is_part) else Objection.PLACE
    if not _is_of_head(claimed.fact, told):
        return Objection.NAME
    # The body or title stands in no sentence, so it may not stand in the place of somebody who does.
    left_out = [(text, other) for text, other in names if not any(_is_part(mine, other) for mine in claimed.beside)]
    replaced = any(_is_placed_alike(claimed, text, other) for text, other in left_out)
    return Objection.PLACE if replaced else None


def _is_placed_alike(claimed: _Claimed, text: str, other: Fact) -> bool:
    """Whether a name of the quote has the place of the claim's: both open, share a neighbour or a clause."""
    if not claimed.before.strip() and len(text[: other.start].split()) < _SUBJECT:
        return True
    mine = {(word[:_ALIKE], side) for word, side in _neighbours(claimed.claim, claimed.fact)}
    theirs = {(word[:_ALIKE], side) for word, side in _neighbours(text, other)}
    return bool(mine & theirs) or len(company(claimed.claim, claimed.fact) & company(text, other)) > 1


def _is_part(claimed: Fact, other: Fact) -> bool:
    return claimed.kind is other.kind and f" {claimed.key} " in f" {other.key} "


def _is_of_head(fact: Fact, told: Told) -> bool:
    if any(holds_name(fact.key, text) for text in (told.record.item.title, *told.bodies)):
        return True
    return any(_BODY_WORD.match(fact.key) and fold(body).endswith(fact.key) for body in told.bodies)


_BY_KIND: dict[FactKind, Callable[[_Claimed, Told, _There], Objection | None]] = {
    FactKind.CASE_NUMBER: _case_number,
    FactKind.DATE: _date,
    FactKind.FIGURE: _figure,
    FactKind.NAME: _name,
}


def _is_decided(claim: str, told: Told) -> Objection | None:
    """What was only recommended or told is not passed off as decided; a decision says what its Beslutning says."""
    kinds = {place.section.kind for place in told.places}
    if SectionKind.DECISION in kinds:
        return Objection.DECIDED if SectionKind.RECOMMENDATION in kinds and not _adopted(told) else None
    if deciding_words(claim):
        elsewhere = told.record.outcome in _CARRIED or any(place.section.body for place in told.places)
        elsewhere = elsewhere or any(fact.kind is FactKind.DATE for fact in find_facts(told.text))
        if (
            SectionKind.RECOMMENDATION in kinds
            or not elsewhere
            or not deciding_words(claim) <= deciding_words(told.text)
        ):
            return Objection.DECIDED
    if SectionKind.RECOMMENDATION not in kinds and proposes(told.text) and not proposes(claim):
        return Objection.DECIDED
    return None


def _adopted(told: Told) -> bool:
    """Whether the item's Beslutning follows its Indstilling unchanged."""
    decided = "\n".join(told.record.item.section_text(s) for s in told.record.item.of_kind(SectionKind.DECISION))
    followed = adopts(decided) or classify_decision(decided) is Outcome.APPROVED
    return followed and _CHANGED.search(fold(decided)) is None


def _denies_alike(claim: str, told: Told) -> Objection | None:
    return None if keeps_denials(claim, told.quoted, told.text) else Objection.DENIAL


def _goes_along(claim: str, told: Told) -> Objection | None:
    same_votes = read_votes(claim) <= read_votes(told.text)
    return Objection.TURNED if turned(claim, told.text) or not same_votes else None


_TESTS: tuple[Test, ...] = (
    _gives_no_order,
    _speaks_danish,
    _has_its_facts,
    _is_decided,
    _denies_alike,
    _goes_along,
)


def needs_label(claim: str, told: Told) -> bool:
    """Whether a claim rests on an Indstilling alone and doesn't say so itself."""
    return told.only(SectionKind.RECOMMENDATION) and not says_advised(claim)
