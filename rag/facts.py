"""Facts (oplysninger): journal numbers, dates, figures and names in a text, and whether another bears them out.

A fact is borne out by one of the same kind and key that stands in the same surroundings: with two sums in a sentence
the right one is the one whose neighbours are those of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rag.analysis import FUNCTION_WORDS, fold, tokenize
from rag.case_numbers import find_case_numbers, normalize
from rag.dates import DateMention, find_dates
from rag.domain import Period
from rag.figures import find_figures


class FactKind(StrEnum):
    """What a fact is (oplysningens art)."""

    CASE_NUMBER = "journalnummer"
    DATE = "dato"
    FIGURE = "tal"
    NAME = "navn"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something exact that a text says (oplysning), and where. Facts of one kind and key are the same."""

    kind: FactKind
    key: str
    start: int
    end: int
    mention: DateMention | None = None


_NEAR = 6
_BESIDE = 0.5
_CLEARLY = 0.3
_SENTENCES = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])|\n+")
_UNIT_AFTER = re.compile(r"\s?(?:mio|mia|million|milliard|tusind|kr\b|t\.?kr|pct|procent|%|,-)", re.IGNORECASE)
# What parts a sentence into clauses; a comma or full stop within a number doesn't.
CLAUSES = re.compile(r"[,;:()]\s|[.!?]\s+(?=[A-ZÆØÅ])|\s(?:og|mens|men|mod|samt|eller|hvoraf)\s|\n+")
_NAME_WORD = re.compile(r"(?<![^\W_])[A-ZÆØÅÄÖÉ][^\W\d_]*(?:[-'][^\W\d_]+)*(?:\.(?= [A-ZÆØÅ]))?")
_LINK = re.compile(r" (?:(?:von|van|de|af) )?|-| & ")
_OPENS = re.compile(r"(?:^|[.!?:;»\"“(]\s?)$")
_BODY = re.compile(
    r"(?:udvalg|råd|bestyrelse|nævn|direktion|byråd|regionsråd|forum|kommission)(?:et|en|n)?s?$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag(?:en|e)?s?\b", re.IGNORECASE)
_LONE_MONTH = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)s?\b", re.IGNORECASE
)


def find_facts(text: str) -> list[Fact]:
    """Every fact of a text. What is read as one kind is not read as another; names are read last."""
    facts: list[Fact] = []
    rest = text
    for reader in (_case_numbers, _dates, _figures):
        found = reader(rest)
        facts += found
        rest = _blank(rest, found)
    facts += find_names(rest)
    return sorted(facts, key=lambda fact: fact.start)


def _case_numbers(text: str) -> list[Fact]:
    return [
        Fact(FactKind.CASE_NUMBER, normalize(found.text), found.start, found.end)
        for found in find_case_numbers(text, ())
    ]


def _dates(text: str) -> list[Fact]:
    mentions = [m for m in find_dates(text) if not _UNIT_AFTER.match(text, m.end)]
    found = [Fact(FactKind.DATE, _date_key(m), m.start, m.end, m) for m in mentions]
    rest = _blank(text, found)
    for pattern in (_WEEKDAY, _LONE_MONTH):
        for match in pattern.finditer(rest):
            key = match[0].lower().rstrip("s").removesuffix("en").removesuffix("e")
            found.append(Fact(FactKind.DATE, key, match.start(), match.end()))
    return found


def _date_key(mention: DateMention) -> str:
    if mention.period is None:
        return f"{mention.day or ''}/{mention.month or ''}"
    return f"{mention.period.first}–{mention.period.last}"


def _figures(text: str) -> list[Fact]:
    return [Fact(FactKind.FIGURE, f"{f.key} {f.unit}".strip(), f.start, f.end) for f in find_figures(text)]


def find_names(text: str) -> list[Fact]:
    """Runs of words with a capital that no sentence's beginning explains, and names of bodies anywhere."""
    facts: list[Fact] = []
    for match in _NAME_WORD.finditer(text):
        opens = _OPENS.search(text[: match.start()]) is not None
        joined = facts and _LINK.fullmatch(text[facts[-1].end : match.start()]) is not None
        if joined:
            start = facts.pop().start
        elif opens and not _starts_name(text, match):
            continue
        else:
            start = match.start()
        facts.append(Fact(FactKind.NAME, name_key(text[start : match.end()]), start, match.end()))
    return [fact for fact in facts if fact.key and fact.key not in ("i", "de", "dem", "deres")]


def _starts_name(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence's first word is part of a name: another capital follows, or it is a body."""
    if fold(match[0]) in FUNCTION_WORDS:
        return False
    following = _NAME_WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1] in (" ", "-") else None
    return following is not None or _BODY.search(match[0]) is not None or match[0].isupper()


def name_key(name: str) -> str:
    """A name as it is compared: folded, without the s of the genitive."""
    return " ".join(_bare(part) for part in re.findall(r"[^\W_]+", fold(name)))


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def holds_name(key: str, text: str) -> bool:
    """Whether a text holds the words of a name side by side, in any case or genitive."""
    return f" {key} " in f" {name_key(text)} "


def is_same_time(claimed: Fact, told: Fact) -> bool:
    """Whether what a text tells bears a claimed time out: the same, or one that lies within it."""
    if claimed.key == told.key:
        return True
    if claimed.mention is None or told.mention is None:
        return claimed.mention is None and told.mention is not None and _names_month(claimed.key, told.mention)
    mine, other = claimed.mention, told.mention
    if mine.period is None:
        return (mine.day, mine.month) in ((other.day, other.month), (None, other.month))
    if not _is_calendar_time(mine.period) or other.period is None or other.period.first is None:
        return False
    return (
        mine.period.holds(other.period.first) and other.period.last is not None and mine.period.holds(other.period.last)
    )


def _is_calendar_time(period: Period) -> bool:
    """Whether a period is a whole month or year, which a day of it may be told as."""
    first, last = period.first, period.last
    if first is None or last is None or first.year != last.year or first.day != 1:
        return False
    next_day = last + timedelta(days=1)
    return next_day.day == 1 and ((first.month, last.month) == (1, 12) or first.month == last.month)


def _names_month(key: str, mention: DateMention) -> bool:
    found = find_dates(f"i {key}")
    return bool(found) and found[0].month is not None and found[0].month == mention.month


def unit_of(fact: Fact) -> str:
    """The unit of a figure; figures of two units can't be mixed up."""
    return fact.key.partition(" ")[2] if fact.kind is FactKind.FIGURE else ""


Weights = dict[tuple[str, int], float]


def surroundings(text: str, fact: Fact) -> Weights:
    """The stems around a fact by the side on which they stand, the nearer the heavier."""
    tokens = tokenize(text)
    before = [token.stem for token in tokens if token.end <= fact.start][-_NEAR:]
    after = [token.stem for token in tokens if token.start >= fact.end][:_NEAR]
    weights: Weights = {}
    for side, row in ((-1, reversed(before)), (1, after)):
        for distance, word in enumerate(row, start=1):
            weights[word, side] = max(weights.get((word, side), 0.0), 1.0 / distance)
    return weights


def clause_of(text: str, fact: Fact) -> tuple[int, int]:
    """The span of the part of a sentence that a fact stands in."""
    breaks = [match.span() for match in CLAUSES.finditer(text)]
    start = max((end for _, end in breaks if end <= fact.start), default=0)
    return start, min((first for first, _ in breaks if first >= fact.end), default=len(text))


def sentence_of(text: str, fact: Fact) -> int:
    """Where the sentence that a fact stands in begins."""
    return max((match.end() for match in _SENTENCES.finditer(text) if match.end() <= fact.start), default=0)


def company(text: str, fact: Fact) -> frozenset[str]:
    """The stems of the words that share a clause with a fact, function words left out."""
    start, end = clause_of(text, fact)
    return frozenset(
        token.stem
        for token in tokenize(text)
        if start <= token.start < end
        and not fact.start <= token.start < fact.end
        and token.folded not in FUNCTION_WORDS
    )


def likeness(claim: str, fact: Fact, text: str, other: Fact) -> float:
    """How alike the places of two facts are: by the words of their clauses, and by what stands right beside them."""
    around, theirs = surroundings(claim, fact), surroundings(text, other)
    beside = sum(min(weight, theirs[place]) for place, weight in around.items() if place in theirs)
    return len(company(claim, fact) & company(text, other)) + _BESIDE * beside


Same = Callable[[Fact, Fact], bool]


def is_bound(claim: str, fact: Fact, beside: Sequence[Fact], told: Sequence[tuple[str, Fact]], same: Same) -> bool:
    """Whether a claimed fact stands where the text has it, and not in the place of another.

    `beside` are the claim's other facts, `told` those of the evidence that they could be mixed up with, each with the
    text in which it stands. One that the claim has too may have changed places with this one; another may have been
    replaced by it.
    """

    def place(claimed: Fact, meant: Fact) -> float:
        return max((likeness(claim, claimed, text, other) for text, other in told if same(meant, other)), default=0.0)

    own = place(fact, fact)
    for text, other in told:
        if same(fact, other):
            continue
        twin = next((mine for mine in beside if same(mine, other)), None)
        if twin is None and likeness(claim, fact, text, other) > own + _CLEARLY:
            return False
        if twin is not None and place(fact, twin) + place(twin, fact) > own + place(twin, twin) + _CLEARLY:
            return False
    return True


def keeps_order(claimed: Sequence[str], told: Sequence[str]) -> bool:
    """Whether keys stand in the order in which the evidence has them; keys that it has twice don't count."""
    placed = [told.index(key) for key in claimed if told.count(key) == 1 and list(claimed).count(key) == 1]
    return placed == sorted(placed)


def _blank(text: str, facts: Sequence[Fact]) -> str:
    for fact in facts:
        text = f"{text[: fact.start]}{'·' * (fact.end - fact.start)}{text[fact.end :]}"
    return text
