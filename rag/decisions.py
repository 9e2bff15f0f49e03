"""Decisions (beslutninger): which sentences say what an item came to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.domain import ItemRecord, Outcome, SectionKind
from rag.evidence import Evidence, EvidenceRanker
from rag.leaning import referred, speaker
from rag.outcomes import UNDECIDED, classify_decision, fallen
from rag.passages import Sentence
from rag.question import Question
from rag.selection import NO_PROOF, within
from rag.wording import Kind

# What is to be done binds more than what was said.
_BINDS = re.compile(
    r"\b(?:skal|vil|beslutte\w*|aftal\w*|godkend\w*|inviteres|udarbejde[sr]|igangsættes|ønsker|senest)\b", re.IGNORECASE
)
_BINDING_BONUS = 0.1
# Where nothing was settled, who is to settle it is the nearest to a decision.
_TO_SETTLE = re.compile(r"\bskal (?:\w+ ){0,2}?(?:godkend|vedtag|beslut|behandl|forelæg)", re.IGNORECASE)
# "Hvordan har sygefraværet udviklet sig?" asks for figures.
_DEVELOPED = re.compile(r"\b(?:udvikl|ændre)\w* (?:.{2,60} )?sig\b|\budvikling\w*\b", re.IGNORECASE)
_ON_POINT = 0.5


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
    if sum(len(s.text) for s in decision) > limit:
        # What was proposed and fell is the first to go.
        fell = fallen([s.text for s in decision])
        decision = [s for at, s in enumerate(decision) if at not in fell]
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
    told = (e for e in ranked if e.fits and e.features.coverage >= _ON_POINT and e.sentence.kind not in NO_PROOF)
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


def _with_speakers(ordered: Sequence[Sentence], own: Sequence[Evidence], limit: int) -> list[Sentence]:
    """The first sentences, each from the name that it is told under, that have at most `limit` characters together."""
    whole = tuple(sorted((e.sentence for e in own), key=lambda sentence: sentence.start))
    at = {sentence: position for position, sentence in enumerate(whole)}
    kept: list[Sentence] = []
    for sentence in ordered:
        led = [whole[position] for position in sorted(set(_led(at[sentence], whole)))]
        added = [each for each in led if each not in kept]
        if kept and sum(len(each.text) for each in (*kept, *added)) > limit:
            break
        kept += added
    return kept


def _led(at: int, sentences: tuple[Sentence, ...]) -> tuple[int, ...]:
    """A sentence with the name that it is told under, and what it can't be read without."""
    return (*speaker(at, sentences), *referred(at, sentences), at)
