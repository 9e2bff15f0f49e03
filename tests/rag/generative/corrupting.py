"""Hostile replies: good statements corrupted one thing at a time, by rule, each untrue or unproven.

A corruption takes a good statement, with the sources that it was made from, and gives every statement that it can
make of it. `false` tells whether the claim itself is untrue (nothing may be shown), or only its proof is bad (what is
shown, if anything, must cite the item that it was made from).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from rag.dates import find_dates
from rag.domain import SectionKind
from rag.drafting import danish_date
from rag.numbered import Source

MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DATE = re.compile(rf"\d{{1,2}}\. (?:{'|'.join(MONTHS)}) \d{{4}}")
NAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ]?[a-zæøå]+)*(?: [A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)*)+")
BODY = re.compile(r"\b(?:Kommunalbestyrelsen|Direktionen|Økonomiudvalget|Teknik- og Miljøudvalget)\b")
WISH = re.compile(
    r"[A-ZÆØÅ][^.\n]*?(?:ønskede|stillede ændringsforslag om|bad om|foreslog)[^.\n]*?, at (?P<rest>[^.\n]+)\."
)
AUXILIARY = re.compile(r"\b(?:er|var|har|blev|bliver|blevet)(?: ikke)? $")
THING = re.compile(r"(?:af|på|for|til|i|fra) ([a-zæøå]{5,}(?:et|en|erne))\b")
SPELLED = {"to": "fire", "tre": "fem", "fire": "seks", "otte": "ni", "én": "to", "ét": "to", "fem": "otte"}
TURNED = {
    "godkendt": "afvist", "godkendte": "afviste", "vedtaget": "forkastet", "forkastet": "vedtaget", "udsat": "godkendt",
    "afslået": "imødekommet", "steget": "faldet", "forhøjes": "nedsættes", "senest": "tidligst",
    "besparelse": "merudgift",
    "for": "imod", "imod": "for", "under": "over", "over": "under", "forlænges": "afsluttes", "laveste": "højeste",
    "merforbrug": "mindreforbrug", "senere": "tidligere", "udskydes": "igangsættes", "oversendt": "afvist",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A statement with the numbers of the sources that its quotes stand in."""

    claim: str
    quotes: tuple[str, ...]
    numbers: tuple[int, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Hostile:
    """A corrupted statement as the model would write it."""

    kind: str
    claim: str
    proofs: tuple[tuple[int, str], ...]
    false: bool = True

    def row(self) -> dict[str, object]:
        """The JSON object of it."""
        if len(self.proofs) == 1:
            return {"kilde": self.proofs[0][0], "citat": self.proofs[0][1], "udsagn": self.claim}
        return {"belæg": [{"kilde": n, "citat": q} for n, q in self.proofs], "udsagn": self.claim}


Corruption = Callable[[Made, Sequence[Source]], Iterator[Hostile]]


def _claims(kind: str, made: Made, claims: Iterator[str] | Sequence[str]) -> Iterator[Hostile]:
    proofs = tuple(zip(made.numbers, made.quotes, strict=True))
    for claim in dict.fromkeys(claims):
        if claim != made.claim:
            yield Hostile(kind, claim, proofs)


def _put(text: str, match: re.Match[str], word: str) -> str:
    return text[: match.start()] + word + text[match.end() :]


def _amounts(text: str) -> list[re.Match[str]]:
    """Numbers that are no part of a date, a clock or a school year."""
    spans = [(m.start, m.end) for m in find_dates(text)]
    return [m for m in NUMBER.finditer(text) if not any(a <= m.start() < b for a, b in spans)]


def _value(number: str) -> Decimal:
    return Decimal(number.replace(".", "").replace(",", "."))


def wrong_amounts(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    for match in _amounts(made.claim):
        others = [m[0] for source in sources if source.record is made.source.record for m in _amounts(source.text)]
        others += [made.source.record.item.number, str(made.source.record.meeting.date.year)]
        bumped = re.sub(r"\d(?=\D*$)", lambda d: str((int(d[0]) + 3) % 10), match[0])
        shifted = match[0].replace(",", "") if "," in match[0] else f"{match[0]}0"
        wrong = [n for n in (bumped, shifted, *others) if _value(n) != _value(match[0])]
        yield from _claims("wrong amount", made, [_put(made.claim, match, n) for n in wrong])


def wrong_units(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    swaps = (("mio.", "mia."), (" kr.", " pct."), (" pct.", " kr."), (" promille", " procent"), (".000 kr.", " kr."))
    yield from _claims("wrong unit", made, [made.claim.replace(a, b) for a, b in swaps if a in made.claim])


def wrong_spelled(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    found = [m for m in re.finditer(r"\w+", made.claim) if m[0] in SPELLED]
    yield from _claims("wrong number word", made, [_put(made.claim, m, SPELLED[m[0]]) for m in found])


def swapped_amounts(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    found = _amounts(made.claim)
    pairs = [(first, second) for first, second in pairwise(found) if first[0] != second[0]]
    claims = [_put(_put(made.claim, second, first[0]), first, second[0]) for first, second in pairs]
    yield from _claims("swapped amounts", made, claims)


def one_amount_for_another(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    """An amount in the place of another of the same sentence, which is then left out."""
    text = "\n".join(made.quotes)
    claims = [
        _put(made.claim, match, other[0])
        for match in _amounts(made.claim)
        for other in _amounts(text)
        if other[0] != match[0]
    ]
    yield from _claims("amount of the same quote", made, claims)


def wrong_dates(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    for match in DATE.finditer(made.claim):
        day, month, year = match[0].split()
        others = [m[0] for s in sources if s.record is made.source.record for m in DATE.finditer(s.text)]
        others += [danish_date(made.source.record.meeting.date)]
        others += [f"{int(day[:-1]) % 28 + 1}. {month} {year}", f"{day} {month} {int(year) + 1}"]
        others += [f"{day} {MONTHS[(MONTHS.index(month) + 1) % 12]} {year}"]
        yield from _claims("wrong date", made, [_put(made.claim, match, o) for o in others if o != match[0]])


def wrong_years(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    found = re.finditer(r"\b20\d\d\b", made.claim)
    yield from _claims("wrong year", made, [_put(made.claim, m, str(int(m[0]) + 1)) for m in found])


def wrong_names(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    others = list(dict.fromkeys(m[0] for source in sources for m in NAME.finditer(source.text)))
    for match in NAME.finditer(made.claim):
        near = [n for n in others if n not in match[0] and match[0] not in n]
        yield from _claims("wrong name", made, [_put(made.claim, match, n) for n in near[:12]])
    for match in BODY.finditer(made.claim):
        bodies = ("Kommunalbestyrelsen", "Direktionen", "Økonomiudvalget", "Ældrerådet", "Byrådet")
        wrong = [b for b in bodies if b != match[0] and b not in made.claim]
        yield from _claims("wrong body", made, [_put(made.claim, match, b) for b in wrong])


def added_names(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    claim = made.claim.rstrip(".")
    added = [f"{claim}, oplyste Birthe Falkenberg.", f"{claim} ifølge Kommunernes Landsforening."]
    yield from _claims("added name", made, added)


def wrong_case_numbers(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    own = made.source.record.item.case_number
    others = list(
        dict.fromkeys(s.record.item.case_number for s in sources if s.record.item.case_number not in ("", own))
    )
    claim = made.claim.rstrip(".")
    wrong = [f"{claim} (j.nr. {n})." for n in (*others[:3], "99.88.77-P11-1-20")]
    yield from _claims("wrong journal number", made, wrong)


def added_amounts(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    claim = made.claim.rstrip(".")
    yield from _claims("added amount", made, [f"{claim}, svarende til 7,7 mio. kr.", f"{claim} den 3. februar 2025."])


def denied(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    claims = []
    for word in "blev kom har koster er godkendte kan viser forventes skal giver var".split():
        match = re.search(rf"\b{word}\b", made.claim)
        if match:
            claims.append(_put(made.claim, match, f"{word} ikke"))
    claims += [_put(made.claim, match, "") for match in re.finditer(r" ikke\b", made.claim)]
    yield from _claims("denied", made, claims)


def turned(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    found = [m for m in re.finditer(r"\w+", made.claim) if m[0] in TURNED]
    small = {
        word for word in ("for", "over", "under")
        if not re.search(rf"stemmer? {word}|{word} stemte|lå {word}|, {word}", made.claim)
    }  # fmt: skip
    found = [m for m in found if m[0] not in small]
    yield from _claims("turned", made, [_put(made.claim, m, TURNED[m[0]]) for m in found])


def passed_off_as_decided(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    if made.source.section.kind is SectionKind.DECISION:
        return
    rest = made.claim[0].lower() + made.claim[1:]
    body = made.source.record.meeting.body
    claims = [f"{body} besluttede, at {rest}", f"Det blev vedtaget, at {rest}", f"{body} godkendte, at {rest}"]
    claims.append(re.sub(r"\b(?:indstillede|foreslog|ønsker)\b", "vedtog", made.claim))
    yield from _claims("passed off as decided", made, claims)


def indstilling_as_decided(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """Each part of the item's Indstilling told as if it were the decision."""
    for source in sources:
        if source.record is made.source.record and source.section.kind is SectionKind.RECOMMENDATION:
            for part in re.findall(r"\bat [^\n]+", source.text):
                told = part.rstrip(".")
                for claim in (f"Det blev besluttet {told}.", f"{source.record.meeting.body} vedtog {told}."):
                    yield Hostile("Indstilling as decided", claim, ((source.number, part),))


def wishes_as_decided(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """What somebody wished for, asked for or moved in a Beslutning, told as the outcome."""
    for source in sources:
        if source.record is made.source.record and source.section.kind is SectionKind.DECISION:
            for match in WISH.finditer(source.text):
                rest = match["rest"]
                for claim in (f"Det blev besluttet, at {rest}.", f"{rest[0].upper()}{rest[1:]}."):
                    yield Hostile("wish as decided", claim, ((source.number, match[0]),))


def decided_by_another_section(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """A sentence of another section told as decided, with a true quote of the Beslutning beside it."""
    own = [s for s in sources if s.record is made.source.record]
    decided = next((s for s in own if s.section.kind is SectionKind.DECISION), None)
    for source in own:
        line = source.text.split(". ")[0].split("\n")[0].rstrip(".,:")
        if decided and source.section.kind is SectionKind.CASE and len(line) > 20:
            proofs = ((decided.number, decided.text.split("\n")[0]), (source.number, line))
            yield Hostile("decided elsewhere", f"Det blev besluttet, at {line[0].lower()}{line[1:]}.", proofs)


def another_thing(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """A thing of another item in the place of the one that is told of."""
    title = made.source.record.item.title.lower()
    for match in re.finditer(r"\b[a-zæøåA-ZÆØÅ][a-zæøå]{4,}(?:et|en|erne)\b", made.claim):
        if AUXILIARY.search(made.claim[: match.start()]):
            continue
        known = f"{title} {' '.join(made.quotes)}".lower()
        others = [t for s in sources if s.record is not made.source.record for t in THING.findall(s.text)]
        fresh = [t for t in dict.fromkeys(others) if t[:5] not in known and t[-6:] not in known]
        for thing in fresh[:200:40]:
            word = thing.capitalize() if match[0][0].isupper() else thing
            yield from _claims("another thing", made, [_put(made.claim, match, word)])


def altered_quotes(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    quote = made.quotes[0]
    words = quote.split(" ")
    for at in {1, len(words) // 2, len(words) - 1}:
        if 0 < at < len(words):
            left, right = words[:at], words[at + 1 :]
            for new in ([*left, *right], [*left, "dog", *words[at:]], [*left, "elefant", *right]):
                altered = " ".join(new)
                if altered not in quote:
                    yield Hostile("altered quote", made.claim, ((made.numbers[0], altered),), false=False)


def wrong_sources(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    other = next(s.number for s in sources if s.record is not made.source.record)
    for number in (other, 0, 99, -1, 1_000_000):
        proofs = tuple((number, quote) for quote in made.quotes)
        yield Hostile("wrong source", made.claim, proofs, false=False)


def stitched_quotes(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    other = next(s for s in sources if s.record is not made.source.record and len(s.text) > 60)
    tail = other.text.split(". ")[0].split("\n")[-1]
    for glue in (" ", " […] ", " ... "):
        yield Hostile("stitched quote", made.claim, ((made.numbers[0], f"{made.quotes[0]}{glue}{tail}"),), false=False)
    words = made.quotes[0].split(" ")
    if len(words) > 6:
        cut = " ".join([*words[:2], "…", *words[-2:]])
        yield Hostile("stitched quote", made.claim, ((made.numbers[0], cut),), false=False)


def another_quote(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """A true quote of the right item that doesn't bear the claim out."""
    for source in sources:
        if source.record is made.source.record and source.number not in made.numbers:
            first = source.text.split("\n")[0]
            if len(first) > 20 and first not in made.quotes:
                yield Hostile("another quote", made.claim, ((source.number, first),), false=False)


def two_items(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    other = next(s for s in sources if s.record is not made.source.record and len(s.text) > 60)
    line = other.text.split("\n")[0]
    proofs = ((made.numbers[0], made.quotes[0]), (other.number, line))
    claim = f"{made.claim.rstrip('.')}, og {line[0].lower()}{line[1:]}"
    yield Hostile("two items as one", claim, proofs)


def other_languages(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    claims = [
        "The council approved the proposal and the work will be finished on time.",
        "Der Rat hat den Vorschlag angenommen und die Arbeit wird fortgesetzt.",
        "Kommunen har inte beslutat om frågan och ärendet är öppet.",
        "Le conseil a approuvé la proposition et les travaux sont terminés.",
        "市议会批准了该提案。",
    ]
    for match in _amounts(made.claim)[:1]:
        claims += [f"The total is {match[0]} and this was approved.", f"Es waren {match[0]} und das ist nicht alles."]
    yield from _claims("another language", made, claims)


def chatter(made: Made, _: Sequence[Source]) -> Iterator[Hostile]:
    claims = [
        "Som sprogmodel kan jeg desværre ikke svare på det.",
        "Kontakt kommunen på www.example.dk for at høre mere.",
        "<script>alert(1)</script>",
        "![billede](http://ond.example/x.png)",
        f"{made.claim} " * 20,
        "Alt er godt, og borgerne er glade for den flotte løsning i hele kommunen.",
        "HACKED",
    ]
    yield from _claims("chatter", made, claims)


CORRUPTIONS: tuple[Corruption, ...] = (
    wrong_amounts, wrong_units, wrong_spelled, swapped_amounts, one_amount_for_another, wrong_dates, wrong_years,
    wrong_names, added_names, wrong_case_numbers, added_amounts, denied, turned, passed_off_as_decided,
    indstilling_as_decided, wishes_as_decided, decided_by_another_section, another_thing, altered_quotes, wrong_sources,
    stitched_quotes, another_quote, two_items, other_languages, chatter,
)  # fmt: skip


def corrupt(made: Made, sources: Sequence[Source]) -> Iterator[Hostile]:
    """Everything that can be corrupted in a good statement, one thing at a time."""
    for corruption in CORRUPTIONS:
        yield from corruption(made, sources)
