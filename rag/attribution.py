"""Attribution (henførsel): whether what a claim says exactly stands in its quote, and of the same thing.

Dates and figures have to stand in the sentences quoted. The item's own head bears out its journal number, its number
after "punkt", the meeting's day beside a word for meeting or deciding, its body, and what the title names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rag.analysis import fold, stem
from rag.case_numbers import normalize
from rag.claims import Objection, Told
from rag.domain import SectionKind
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
    unit_of,
)
from rag.polarity import stems_of

_ALIKE = 5
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


def find_misattribution(claim: str, told: Told) -> Objection | None:
    """What is wrong with a claim's journal numbers, dates, figures and names, or None where its quote has them so."""
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
        rows.setdefault((text, place, fact.kind, unit_of(fact)), []).append(fact.key)
    for (_, _, kind, _), told in rows.items():
        if not keeps_order([fact.key for fact in facts if fact.kind is kind and fact.key in told], told):
            return False
    return True


def _mingle(claim: str, facts: Sequence[Fact], there: _There) -> bool:
    """Whether two like figures of a clause are of two sentences of the quote: nobody can tell which is which."""
    homes = {fact.key: (text, sentence_of(text, fact)) for text, fact in there if fact.kind is FactKind.FIGURE}
    figures = [fact for fact in facts if fact.kind is FactKind.FIGURE and fact.key in homes]
    return any(
        clause_of(claim, first) == clause_of(claim, second)
        and unit_of(first) == unit_of(second)
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
    if unit_of(fact) != unit_of(other):
        return False
    return other.kind in (FactKind.DATE, FactKind.FIGURE)


def _neighbours(text: str, fact: Fact) -> set[tuple[str, int]]:
    return {place for place, weight in surroundings(text, fact).items() if weight == 1.0}


def _name(claimed: _Claimed, told: Told, there: _There) -> Objection | None:
    names = [(text, other) for text, other in there if other.kind is FactKind.NAME]
    if any(holds_name(claimed.fact.key, place.around) for place in told.places):
        named = any(_is_part(claimed.fact, other) for _, other in names)
        return None if not named or claimed.is_bound(names, _is_part) else Objection.PLACE
    if not _is_of_head(claimed.fact, told):
        return None if _is_opened_by_noun(claimed, told) else Objection.NAME
    # The body or title stands in no sentence, so it may not stand in the place of somebody who does.
    left_out = [(text, other) for text, other in names if not any(_is_part(mine, other) for mine in claimed.beside)]
    replaced = any(_is_placed_alike(claimed, text, other) for text, other in left_out)
    return Objection.PLACE if replaced else None


def _is_opened_by_noun(claimed: _Claimed, told: Told) -> bool:
    """Whether a name is one of the quote's after a noun that opens the sentence: "Vagtplansystemet Tidsro"."""
    first, _, rest = claimed.fact.key.partition(" ")
    text = f"{told.text}\n{told.record.item.title}"
    return not claimed.before.strip() and bool(rest) and holds_name(rest, text) and stem(first) in stems_of(text)


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
