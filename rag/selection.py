"""Selection (udvalg): which of an item's sentences make an answer that is whole, and short enough to check."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.domain import ItemRecord, Outcome, SectionKind
from rag.evidence import Evidence, EvidenceRanker
from rag.outcomes import UNDECIDED, classify_decision
from rag.passages import Sentence, list_around
from rag.question import Question
from rag.values import WHOLE, names_speaker
from rag.wording import Kind

_NEAR = 0.45
# Where the best sentence has the very value that is asked for, less stands beside it.
_NEAR_WHOLE = 0.25
_VALUE_NEAR = 0.3
_ANYWHERE = 9.0
_SAME_TITLE = 0.4
_MOST_BESIDE = 3
# The next best sentence may go this far beyond the limit: a shorter and worse one in its place says less.
_FOR_NEXT = 1.4
_SHORT_LEAD_IN = 90
_SHORT_BRIDGE = 60
_AT_START = 5

# What was advised and what was attached stand beside nothing but themselves.
_NO_PROOF = frozenset({SectionKind.RECOMMENDATION, SectionKind.ATTACHMENTS})
# What is to be done binds more than what was said.
_BINDS = re.compile(
    r"\b(?:skal|vil|beslutte\w*|aftal\w*|godkend\w*|inviteres|udarbejde[sr]|igangsættes|ønsker|senest)\b", re.IGNORECASE
)
_BINDING_BONUS = 0.1
# Where nothing was settled, who is to settle it is the nearest to a decision.
_TO_SETTLE = re.compile(r"\bskal (?:\w+ ){0,2}?(?:godkend|vedtag|beslut|behandl|forelæg)", re.IGNORECASE)
# "Efter målgrupperne Småbørn, Skole og Fritid, Voksne og Ældre" is a list in one sentence.
_ENUMERATES = re.compile(r"\w, [^,.;:]{2,60}(?:, [^,.;:]{2,60})* (?:og|samt|eller) \w")
_FAR_FROM_SPEAKER = 3
# "Det er meningen … Dette kræver … Det er muligt …": what the second says is said of the first.
_MOST_REFERRED = 2
# "Hvordan har sygefraværet udviklet sig?" asks for figures.
_DEVELOPED = re.compile(r"\b(?:udvikl|ændre)\w* (?:.{2,60} )?sig\b|\budvikling\w*\b", re.IGNORECASE)
_ON_POINT = 0.5
_LEANS_BACK = re.compile(
    r"^(?:Det|Den|Dette|Denne|Disse|De|Her|Dermed|Derfor|Derudover|Herudover|Herunder|Desuden|Han|Hun|Systemet|Heraf|Særligt)\b"
    # A vote is on what stands before it.
    r"|^(?:Imod|For)\b.{0,40}\bstemte\b|^[^.]{0,60}\bstemte (?:i?mod|for)\b"
)
_LEANS_ON = re.compile(
    r"^(?:Dette|Denne|Disse|Dermed|Det skal|Hun|Han|Herefter|På (?:den|denne) baggrund|"
    r"(?:På baggrund af|Ud fra) (?:disse|dette|denne)|Heraf|Resten|De (?:øvrige|resterende)|Begge|"
    r"(?:En|Et|Én|To|Tre|Fire|Fem|Seks|Nogle|Flere|Halvdelen|Ingen|\d+) af (?:dem|disse))\b"
)


def with_value(kind: Kind, evidence: Sequence[Evidence]) -> Evidence:
    """The best evidence, or one of its item that is nearly as good and holds better the value that is wanted.

    `evidence` is not empty and best first. Votes are told once, after all that they are about, however far from it.
    """
    nearly = _ANYWHERE if kind is Kind.VOTE else _VALUE_NEAR
    best = evidence[0]
    near = (
        e
        for e in evidence
        if e.record.id == best.record.id
        and e.fits
        and e.features.fits > best.features.fits
        and e.score >= best.score - nearly
    )
    return next(near, best)


def of_item(evidence: Sequence[Evidence], best: Evidence) -> list[Evidence]:
    """The evidence of one item, the given first."""
    return [best, *(e for e in evidence if e.record.id == best.record.id and e is not best)]


def elsewhere(evidence: Sequence[Evidence], best: Evidence, near: float) -> Evidence | None:
    """The evidence of another meeting on the same subject that is at most `near` below the best, or None.

    Of several the newest counts. A subject that came up again answers with both, since nobody but the reader knows
    which of them is meant; where the question says, there is nothing to add.
    """
    again = [
        e
        for e in evidence
        if e.record.meeting.id != best.record.meeting.id
        and e.score >= best.score - near
        and e.features.fits >= best.features.fits
        and _same_subject(e, best)
    ]
    return max(again, key=lambda e: (e.record.meeting.date, e.score), default=None)


def _same_subject(one: Evidence, other: Evidence) -> bool:
    number = one.record.item.case_number
    if number and number == other.record.item.case_number:
        # A standing journal number is on unrelated items too: both titles name the subject, or one and both items.
        low, high = sorted((one.features.title, other.features.title))
        held = min(one.features.item_coverage, other.features.item_coverage)
        return low > 0.0 or (high > 0.0 and held >= _SAME_TITLE)
    low, high = sorted((one.features.title, other.features.title))
    return low >= _SAME_TITLE and low >= _SAME_TITLE * high


def choose_facts(own: Sequence[Evidence], sentences: tuple[Sentence, ...], limit: int) -> list[Sentence]:
    """The best sentence, what it leans on or leads to, and others of its item nearly as good.

    Together they have at most `limit` characters, but the best always stands, and a list that it leads in comes
    whole. Where a value is wanted, sentences that hold one come before others.
    """
    best = own[0]
    positions = [best.position, *_leaning(best, sentences)]
    beside = sorted((e for e in own[1:] if _stands_beside(e, best)), key=lambda e: not e.fits)
    positions += [other.position for other in beside[:_MOST_BESIDE]]
    first_beside = beside[0].position if beside else -1
    chosen: dict[int, Sentence] = {}
    length = 0
    for position in dict.fromkeys(positions):
        led = [*_speaker(position, sentences), *_referred(position, sentences), *_whole(position, sentences)]
        added = [p for p in led if p not in chosen]
        size = sum(len(sentences[p].text) for p in added)
        if chosen and length + size > (limit * _FOR_NEXT if position == first_beside else limit):
            continue
        length += size
        chosen |= {p: sentences[p] for p in added}
    return [sentences[position] for position in sorted(_bridged(chosen, sentences))]


def _bridged(positions: Collection[int], sentences: tuple[Sentence, ...]) -> set[int]:
    """Positions with those of the short sentences that lie alone between two of them, which read better than a gap."""
    between = {
        at + 1
        for at in positions
        if at + 2 in positions
        and _together(sentences, at, at + 2)
        and len(sentences[at + 1].text) <= _SHORT_BRIDGE
        and not sentences[at + 1].listed
    }
    return {*positions, *between}


def _stands_beside(other: Evidence, best: Evidence) -> bool:
    """Whether another sentence of an item adds to the best: nearly as good, and no mere advice."""
    if other.score < best.score - (_NEAR_WHOLE if best.features.fits >= WHOLE else _NEAR):
        return False
    if other.features.adopted:
        return True
    return other.sentence.kind is best.sentence.kind or other.sentence.kind not in _NO_PROOF


def _leaning(best: Evidence, sentences: tuple[Sentence, ...]) -> list[int]:
    """The positions beside the best sentence without which it can't be read."""
    found = []
    after = best.position + 1
    if best.sentence.listed:
        lead_in, _ = list_around(sentences, best.position)
        if not sentences[lead_in].listed and len(sentences[lead_in].text) <= _SHORT_LEAD_IN:
            found.append(lead_in)
    if _together(sentences, best.position, after) and _LEANS_ON.match(sentences[after].text):
        found.append(after)
    return found


def _with_speakers(ordered: Sequence[Sentence], own: Sequence[Evidence], limit: int) -> list[Sentence]:
    """The first sentences, each from the name that it is told under, that have at most `limit` characters together."""
    whole = tuple(sorted((e.sentence for e in own), key=lambda sentence: sentence.start))
    at = {sentence: position for position, sentence in enumerate(whole)}
    kept: list[Sentence] = []
    for sentence in ordered:
        led = [whole[position] for position in (*_speaker(at[sentence], whole), at[sentence])]
        added = [each for each in led if each not in kept]
        if kept and sum(len(each.text) for each in (*kept, *added)) > limit:
            break
        kept += added
    return kept


def turn_of(sentences: Sequence[Sentence], name: str) -> list[Sentence]:
    """What stands under somebody's name ("Birgit: …"), to the next name or the section's end; empty where none does."""
    turn: list[Sentence] = []
    for sentence in sentences:
        if names_speaker(sentence.text):
            if turn:
                break
            turn = [sentence] if re.match(rf"{re.escape(name)}\b", sentence.text) else []
        elif turn and sentence.section == turn[0].section:
            turn.append(sentence)
    return turn


def _referred(position: int, sentences: tuple[Sentence, ...]) -> list[int]:
    """The sentences before one that begins with a word for them ("Dette", "Her"); empty where it stands by itself."""
    first = position
    while position - first < _MOST_REFERRED and _leans_back(first, sentences):
        first -= 1
    return list(range(first, position))


def _leans_back(position: int, sentences: tuple[Sentence, ...]) -> bool:
    return bool(_LEANS_BACK.match(sentences[position].text)) and _together(sentences, position - 1, position)


def _speaker(position: int, sentences: tuple[Sentence, ...]) -> list[int]:
    """From the name that a sentence is told under ("Birgit: …") to the sentence before it; empty where it has none."""
    for first in range(position, max(-1, position - _FAR_FROM_SPEAKER), -1):
        if sentences[first].section != sentences[position].section:
            break
        if names_speaker(sentences[first].text):
            return list(range(first, position))
    return []


def _whole(position: int, sentences: tuple[Sentence, ...]) -> range:
    """A sentence with the list that it leads in; one that leads in none by itself."""
    if sentences[position].listed or not sentences[position].text.endswith(":"):
        return range(position, position + 1)
    _, last = list_around(sentences, position)
    return range(position, last + 1)


def choose_sides(
    own: Sequence[Evidence], sentences: tuple[Sentence, ...], named: Sequence[str], limit: int
) -> list[Sentence]:
    """The sentences that tell of each of some things, and those right after that tell of no other of them.

    `own` is of one item, best first. Each thing has its best sentence whatever `limit` (of characters) says.
    """
    positions: list[int] = []
    for thing in named:
        about = [e.position for e in own if holds_phrase(e.sentence.text, thing)]
        opening = [at for at in about if holds_phrase(sentences[at].text[: len(thing) + _AT_START], thing)]
        about = [*opening, *about]
        positions += about[:1]
    for position in sorted(positions):
        after = position + 1
        if _together(sentences, position, after) and not any(holds_phrase(sentences[after].text, t) for t in named):
            positions.append(after)
    positions += [e.position for e in own if any(holds_phrase(e.sentence.text, thing) for thing in named)]
    chosen: dict[int, Sentence] = {}
    for position in dict.fromkeys(positions):
        size = sum(len(sentence.text) for sentence in chosen.values()) + len(sentences[position].text)
        if len(chosen) < len(named) or size <= limit:
            chosen[position] = sentences[position]
    return [chosen[position] for position in sorted(chosen)]


def holds_phrase(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase as whole words, in any case."""
    return re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) is not None


def choose_list(
    evidence: Sequence[Evidence], sentences: tuple[Sentence, ...], limit: int, near: float
) -> list[Sentence]:
    """The whole list that the best evidence is in, leads in or tells in itself, or one nearly as good; else none.

    `evidence` is of one item, best first; sentences of the list that don't go within `limit` are left out.
    """
    for found in evidence:
        if found.score < evidence[0].score - near:
            break
        first, last = list_around(sentences, found.position)
        if last - first >= 2:
            return within(sentences[first : last + 1], limit)
        if found.features.focus >= 1.0 and _ENUMERATES.search(found.sentence.text):
            return [found.sentence]
    return []


def own_decisions(record: ItemRecord, decisions: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a Beslutning that are the meeting's own; all of them where it only quotes others'."""
    own = [s for s in decisions if s.section is None or not record.item.sections[s.section].body]
    return own or list(decisions)


def decision_summary(
    ranker: EvidenceRanker, record: ItemRecord, limit: int, about: Question | None = None
) -> tuple[Sentence, ...]:
    """The sentences that say most of what an item came to, within `limit` characters (at least one).

    What settles the item goes before remarks, and of those goes first what is nearest to what it is `about`; an item
    without a Beslutning has none.
    """
    decision = own_decisions(record, [s for s in ranker.sentences(record) if s.kind is SectionKind.DECISION])
    settling = [s for s in decision if classify_decision(s.text) is record.outcome]
    nearest = ranker.rank_item(about, record) if about and sum(len(s.text) for s in decision) > limit else []
    ordered = list(dict.fromkeys([*settling[:1], *(e.sentence for e in nearest if e.sentence in decision), *decision]))
    chosen = sorted(within(ordered, limit), key=lambda s: s.start)
    after = decision.index(chosen[-1]) + 1 if chosen else 0
    if chosen and chosen[-1].text.endswith(":") and after < len(decision):
        chosen.append(decision[after])
    return tuple(chosen)


def development(ranker: EvidenceRanker, record: ItemRecord, about: Question) -> tuple[Sentence, ...]:
    """The sentence with a figure that is nearest to what is asked, where it is asked how something developed."""
    if not _DEVELOPED.search(about.text):
        return ()
    ranked = ranker.rank_item(replace(about, kind=Kind.AMOUNT), record)
    told = (e for e in ranked if e.fits and e.features.coverage >= _ON_POINT and e.sentence.kind not in _NO_PROOF)
    return tuple(e.sentence for e in told)[:1]


def choose_decision(own: Sequence[Evidence], limit: int, asked: Outcome = Outcome.NONE) -> list[Sentence]:
    """The sentences of a Beslutning: all where they are short, else the best and what settles the item.

    Where one outcome is asked about ("hvilke planer blev udsat"), the sentences that name it come first.
    """
    if sum(len(e.sentence.text) for e in own) <= limit:
        return [e.sentence for e in own]
    named = [e for e in own if asked is not Outcome.NONE and classify_decision(e.sentence.text) is asked]
    own = list(dict.fromkeys([*named, *own]))
    settled = own[0].record.outcome
    settling = [e for e in own if classify_decision(e.sentence.text) is settled and settled is not Outcome.NONE]
    to_settle = [e for e in own if settled in UNDECIDED and _TO_SETTLE.search(e.sentence.text)]
    binding = sorted(own[1:], key=lambda e: -e.score - (_BINDING_BONUS if _BINDS.search(e.sentence.text) else 0.0))
    ordered = dict.fromkeys([own[0], *settling[:1], *to_settle[:1], *binding])
    return _with_speakers([e.sentence for e in ordered], own, limit)


def within(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
    """The first sentences that together have at most `limit` characters, and at least one."""
    kept: list[Sentence] = []
    length = 0
    for sentence in sentences:
        length += len(sentence.text)
        if kept and length > limit:
            break
        kept.append(sentence)
    return kept


def _together(sentences: Sequence[Sentence], first: int, second: int) -> bool:
    return 0 <= first < second < len(sentences) and sentences[first].section == sentences[second].section
