"""Extractive answers (svar i referatets egne ord): verbatim sentences, no language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from prompts import answers as words
from rag.domain import AnswerStatus, ItemRecord, Outcome, SectionKind
from rag.drafting import Draft, DraftStatement, quote_by_section
from rag.evidence import Evidence, EvidenceRanker
from rag.outcomes import classify_decision
from rag.passages import Sentence, list_around
from rag.question import Question
from rag.wording import Kind

_DECISION_LIMIT = 600
_FACT_LIMIT = 420
_LIST_LIMIT = 1_200
_NEAR = 0.3
_LIST_NEAR = 0.35
_VALUE_NEAR = 0.3

# A Beslutning that says only that the Indstilling was followed needs the Indstilling beside it.
_REFERS = re.compile(
    r"\b(?:som indstillet|indstilling(?:en|er\w*)|forslaget|tiltr[aå]dt|orientering\w*|godkendt|efterretning|"
    r"anbefal\w*)\b",
    re.IGNORECASE,
)
_BARE = 130
# What is to be done binds more than what was said.
_BINDS = re.compile(
    r"\b(?:skal|vil|beslutte\w*|aftal\w*|godkend\w*|inviteres|udarbejde[sr]|igangsættes|ønsker|senest)\b", re.IGNORECASE
)
_BINDING_BONUS = 0.1
_LEANS_BACK = re.compile(
    r"^(?:Det|Den|Dette|Denne|Disse|De|Her|Dermed|Derfor|Derudover|Herudover|Desuden|Han|Hun|Systemet|Heraf)\b"
)
_LEANS_ON = re.compile(r"^(?:Dette|Denne|Disse|Dermed|Det skal|Hun|Han)\b")
_NEGATION = re.compile(r"\b(?:ikke|ingen|intet|hverken|aldrig|uden at|afvist|afviste|afslag|nej)\b", re.IGNORECASE)


class ExtractiveWriter:
    """Writes drafts from ranked evidence."""

    def __init__(self, ranker: EvidenceRanker) -> None:
        self._ranker = ranker

    def write(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """A draft that answers from the best evidence; `evidence` is not empty and best first."""
        best = evidence[0]
        if question.kind is Kind.DECISION:
            return self._write_decision(question, evidence, best.record)
        if question.kind is Kind.RECOMMENDATION or question.section is SectionKind.RECOMMENDATION:
            statements = self._write_recommendation(best.record)
            if statements:
                return Draft(AnswerStatus.ANSWERED, statements)
        return self._write_facts(question, evidence)

    def _write_decision(self, question: Question, evidence: Sequence[Evidence], record: ItemRecord) -> Draft:
        own = [e for e in evidence if e.record.id == record.id and e.sentence.kind is SectionKind.DECISION]
        if not own:
            return self._write_facts(question, evidence)
        chosen = _choose(own, _DECISION_LIMIT)
        statements = quote_by_section(record, chosen)
        text = " ".join(sentence.text for sentence in chosen)
        whole = sum(len(e.sentence.text) for e in own)
        if whole <= _BARE and _REFERS.search(text):
            statements += self._write_recommendation(record)
        outcome = classify_decision(text)
        return Draft(
            AnswerStatus.ANSWERED,
            statements,
            lead=_polar_lead(question, outcome, own[0]),
            outcome=record.outcome,
        )

    def _write_recommendation(self, record: ItemRecord) -> tuple[DraftStatement, ...]:
        """The Indstilling of an item, named as such and never as decided."""
        sentences = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.RECOMMENDATION]
        if not sentences:
            return ()
        return _as_recommended(record, _within(sentences, _DECISION_LIMIT))

    def _write_facts(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        best = with_value(evidence)
        sentences = self._ranker.sentences(best.record)
        listed = self._best_list(question, evidence, best)
        if listed:
            return Draft(AnswerStatus.ANSWERED, quote_by_section(best.record, listed))
        own = [best, *(e for e in evidence if e.record.id == best.record.id and e is not best)]
        chosen = _neighbourhood(own, sentences)
        if all(sentence.kind is SectionKind.RECOMMENDATION for sentence in chosen):
            # What was recommended answers only beside what became of it.
            chosen = [*decision_summary(self._ranker, best.record, _FACT_LIMIT // 2), *chosen]
        lead = _polar_lead(question, Outcome.NONE, best)
        return Draft(AnswerStatus.ANSWERED, _name_recommendations(best.record, chosen), lead=lead)

    def _best_list(self, question: Question, evidence: Sequence[Evidence], best: Evidence) -> list[Sentence]:
        """The whole list that the question is about, where one is: asked for, or the best sentence is in it."""
        sentences = self._ranker.sentences(best.record)
        near = [best]
        if question.kind is Kind.LIST:
            near += [e for e in evidence if e.record.id == best.record.id and e.score >= best.score - _LIST_NEAR]
        for found in near:
            first, last = list_around(sentences, found.position)
            if last - first >= 2 and question.kind in (Kind.LIST, Kind.FACT, Kind.WHERE, Kind.WHO):
                return _within(sentences[first : last + 1], _LIST_LIMIT)
        return []


def _name_recommendations(record: ItemRecord, chosen: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
    """Statements by section, the decision first, what was only recommended named as that."""
    decided = [sentence for sentence in chosen if sentence.kind is SectionKind.DECISION]
    advised = [sentence for sentence in chosen if sentence.kind is SectionKind.RECOMMENDATION]
    others = [sentence for sentence in chosen if sentence not in decided and sentence not in advised]
    return (*quote_by_section(record, [*others, *decided]), *_as_recommended(record, advised))


def _as_recommended(record: ItemRecord, advised: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
    """Sentences of an Indstilling, named as such."""
    return tuple(
        replace(statement, text=f"{words.AS_RECOMMENDED_BY} {statement.text}")
        for statement in quote_by_section(record, advised)
    )


def with_value(evidence: Sequence[Evidence]) -> Evidence:
    """The best evidence, or one of its item that is nearly as good and holds the value it lacks.

    `evidence` is not empty and best first.
    """
    best = evidence[0]
    if best.fits:
        return best
    near = (e for e in evidence if e.record.id == best.record.id and e.fits and e.score >= best.score - _VALUE_NEAR)
    return next(near, best)


def _neighbourhood(own: Sequence[Evidence], sentences: tuple[Sentence, ...]) -> list[Sentence]:
    """The best sentence, what it leans on or leads to, and others of its item that are nearly as good."""
    best = own[0]
    positions = [best.position]
    if _LEANS_BACK.match(best.sentence.text) and _together(sentences, best.position - 1, best.position):
        positions.append(best.position - 1)
    after = best.position + 1
    if _together(sentences, best.position, after) and _LEANS_ON.match(sentences[after].text):
        positions.append(after)
    positions += [other.position for other in own[1:4] if other.score >= best.score - _NEAR]
    chosen: list[Sentence] = []
    length = 0
    for position in dict.fromkeys(positions):
        length += len(sentences[position].text)
        if chosen and length > _FACT_LIMIT:
            continue
        chosen.append(sentences[position])
    return chosen


def decision_summary(ranker: EvidenceRanker, record: ItemRecord, limit: int) -> tuple[Sentence, ...]:
    """The sentences that say most of what an item came to, within `limit` characters (at least one).

    What settles the item goes before remarks; an item without a Beslutning has none.
    """
    decision = [s for s in ranker.sentences(record) if s.kind is SectionKind.DECISION]
    settling = [s for s in decision if classify_decision(s.text) is record.outcome]
    ordered = list(dict.fromkeys([*settling[:1], *decision]))
    chosen = sorted(_within(ordered, limit), key=lambda s: s.start)
    after = decision.index(chosen[-1]) + 1 if chosen else 0
    if chosen and chosen[-1].text.endswith(":") and after < len(decision):
        chosen.append(decision[after])
    return tuple(chosen)


def _choose(own: Sequence[Evidence], limit: int) -> list[Sentence]:
    """The sentences of a Beslutning: all where they are short, else the best and what settles the item."""
    if sum(len(e.sentence.text) for e in own) <= limit:
        return [e.sentence for e in own]
    settled = own[0].record.outcome
    settling = [e for e in own if classify_decision(e.sentence.text) is settled and settled is not Outcome.NONE]
    binding = sorted(own[1:], key=lambda e: -e.score - (_BINDING_BONUS if _BINDS.search(e.sentence.text) else 0.0))
    ordered = dict.fromkeys([own[0], *settling[:1], *binding])
    return _within([e.sentence for e in ordered], limit)


def _within(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
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


def _polar_lead(question: Question, outcome: Outcome, best: Evidence) -> str:
    """Say "Ja." or "Nej." where the proof settles a yes/no question, else nothing."""
    if not question.polar or question.kind not in (Kind.DECISION, Kind.FACT) or best.features.context < 0.6:
        return ""
    if outcome in (Outcome.REJECTED, Outcome.POSTPONED):
        return words.NO
    if _NEGATION.search(question.text):
        return ""
    if _NEGATION.search(best.sentence.text):
        return words.NO if best.features.coverage >= 0.5 else ""
    if outcome is Outcome.APPROVED and best.features.coverage >= 0.5:
        return words.YES
    return ""
