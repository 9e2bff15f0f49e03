"""Extractive answers (svar i referatets egne ord): verbatim sentences, no language model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from prompts import answers as words
from rag.analysis import fold, stems
from rag.decisions import choose_decision, decision_summary, own_decisions
from rag.domain import AnswerStatus, ItemRecord, Outcome, SectionKind
from rag.drafting import (
    Draft,
    DraftStatement,
    danish_date,
    flat,
    quote_advice,
    quote_by_section,
    quote_speakers,
    quote_with_advice,
)
from rag.evidence import Evidence, EvidenceRanker
from rag.leads import SETTLING, asks_grant, grant_lead, named_outcome, outcome_in, polar_lead, voted_lead
from rag.leaning import turn_of, turns_around
from rag.outcomes import adopts, classify_decision
from rag.passages import Sentence
from rag.question import Question, listed_names
from rag.selection import choose_facts, choose_list, choose_sides, elsewhere, holds_phrase, of_item, with_value, within
from rag.sought import coverage
from rag.values import WHOLE, names_kinds, names_speaker
from rag.wording import ASKS_SPEAKERS, LISTS_SPEAKERS, Kind

_DECISION_LIMIT = 700
_WITH_RECOMMENDATION = 720
_FACT_LIMIT = 520
_BESIDE_LIMIT = 260
_LIST_LIMIT = 1_100
_LIST_NEAR = 0.35
_SEVERAL = 2
_AGAIN_NEAR = 0.25
_PART_NEAR = 0.3
_PART_MORE = 0.1

# A Beslutning that says only that the Indstilling was followed needs the Indstilling beside it.
_REFERS = re.compile(
    r"\b(?:som indstillet|indstilling(?:en|er\w*)|forslaget|tiltr[aå]dt|orientering\w*|godkendt|efterretning|"
    r"anbefal\w*)\b",
    re.IGNORECASE,
)
# A question for what was decided that also speaks of what was proposed.
# Items of many matters, of which one is asked about.
_COLLECTS = re.compile(
    r"\b(?:evt|eventuelt|meddelelser|siden sidst|orienteringer)\b(?:\.|\W*$| fra\b| og\b)", re.IGNORECASE
)
_ASKS_REMARKS = re.compile(
    r"\b(?:kommentarer|bemærkninger|input|indspark|tilbagemeldinger|comments|remarks)\b", re.IGNORECASE
)
_REMARKS_LIMIT = 1_300
_WHICH = re.compile(r"\b(?:hvilke\w*|hvad for nogle|which)\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\b(?:foreslog|foreslået|indstillede|indstillet|indstillingen)\b", re.IGNORECASE)
# "Hvad godkendte Byrådet ud over indstillingen?" asks for what was decided.
_BEYOND_ADVICE = re.compile(
    r"\b(?:ud ?over|foruden|i forhold til|i stedet for|imod|mod|end) indstilling", re.IGNORECASE
)
_BARE = 130
_MORE, _MORE_LISTED = " …", "\n- …"
# A sentence of these that is nearer than any of the Beslutning or the Indstilling is what was asked for.
_TELLING = frozenset({SectionKind.CASE, SectionKind.ECONOMY, SectionKind.LEGAL_BASIS, SectionKind.HEARING})
_UNDONE = re.compile(
    r"\b(?:ikke (?:blev |er )?(?:\w+ )?(?:vedtaget|godkendt|besluttet|igennem)|udsat|udskudt|udskød|udsatte|nedstemt|"
    r"afvis\w*|afslag\w*|forkast\w*|droppe\w*|sendt tilbage|nej til)\b",
    re.IGNORECASE,
)


class ExtractiveWriter:
    """Writes drafts from ranked evidence."""

    def __init__(self, ranker: EvidenceRanker) -> None:
        self._ranker = ranker

    def write(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """A draft that answers from the best evidence; `evidence` is not empty and best first.

        Of a question made of several, what is not yet told is answered from the item that answers the whole.
        """
        draft = self._write(question, evidence)
        more = self._parts(question, evidence[0].record, draft.statements)
        return replace(draft, statements=(*draft.statements, *more))

    def _parts(
        self, question: Question, record: ItemRecord, told: Sequence[DraftStatement]
    ) -> tuple[DraftStatement, ...]:
        """What an item says on the parts of a question, each in its best sentence, where that adds to what was told."""
        said = flat(" ".join(statement.text for statement in told))
        held = frozenset(stems(said))
        added: dict[Sentence, None] = {}
        for part in question.parts:
            asked = part if part.terms else replace(part, terms=question.terms, focus=None)
            best = next((e for e in self._ranker.rank_item(asked, record) if e.fits), None)
            if best is None or best.features.soft < _PART_NEAR or flat(best.sentence.text) in said:
                continue
            words_asked = self._ranker.sought(asked)
            if coverage(words_asked, frozenset(stems(best.sentence.text))) >= coverage(words_asked, held) + _PART_MORE:
                added[best.sentence] = None
        return quote_with_advice(record, tuple(added))

    def _write(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        best = evidence[0]
        sentences = self._ranker.sentences(best.record)
        turns = [turn for name in question.names if (turn := turn_of(sentences, name.text))]
        if turns and not listed_names(question.text):
            said = [sentence for turn in turns for sentence in within(turn, _DECISION_LIMIT // len(turns))]
            return Draft(AnswerStatus.ANSWERED, quote_by_section(best.record, said))
        asks_speakers = ASKS_SPEAKERS if question.kind is Kind.WHO else LISTS_SPEAKERS
        if asks_speakers.search(fold(question.text)):
            spoke = [sentence for sentence in sentences if names_speaker(sentence.text)]
            if len(spoke) > 1:
                return Draft(AnswerStatus.ANSWERED, (quote_speakers(best.record, spoke),))
        if question.kind is Kind.LIST and _ASKS_REMARKS.search(question.text) and not listed_names(question.text):
            remarks = turns_around(best.record.item.text, sentences, best.position)
            if remarks:
                return Draft(AnswerStatus.ANSWERED, quote_by_section(best.record, within(remarks, _REMARKS_LIMIT)))
        told_before = question.polar and best.sentence.kind in _TELLING and not asks_grant(question)
        collects = bool(question.terms) and _COLLECTS.search(best.record.item.title) is not None
        if question.kind is Kind.DECISION and not told_before and not collects:
            return self._write_decision(question, evidence)
        if _asks_advice(question) and best.sentence.kind not in _TELLING:
            statements = self._write_recommendation(best.record, _DECISION_LIMIT)
            if statements:
                return Draft(AnswerStatus.ANSWERED, (*self._came_to(question, best.record), *statements))
        return self._write_facts(question, evidence)

    def _write_decision(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        record = evidence[0].record
        own = [e for e in evidence if e.sentence.kind is SectionKind.DECISION]
        best = next((e for e in own if e.record.id == record.id), None)
        if best is None:
            return self._write_facts(question, evidence)
        later = None if _is_settled(question) else elsewhere(own, best, _AGAIN_NEAR)
        if later and question.polar and _is_overtaken(later.record, record):
            best, record, later = later, later.record, None
        if later and later.record.meeting.date > record.meeting.date:
            both = _by_date({e.record: self._decided(own, e, _BESIDE_LIMIT) for e in (best, later)})
            return Draft(AnswerStatus.ANSWERED, both, outcome=later.record.outcome)
        of_outcome = self._of_outcome(question, of_item(own, best))
        if of_outcome:
            return Draft(AnswerStatus.ANSWERED, of_outcome, outcome=record.outcome)
        statements = self._decided(own, best, _DECISION_LIMIT, named_outcome(question))
        if _PROPOSED.search(question.text):
            statements = tuple(dict.fromkeys([*statements, *self._write_recommendation(record, _BESIDE_LIMIT)]))
        ours = own_decisions(record, [e.sentence for e in of_item(own, best)])
        outcome = _outcome_of(ours, best)
        text = " ".join(statement.text for statement in statements)
        lead = voted_lead(question, text) or grant_lead(question, record) or polar_lead(question, outcome, best)
        return Draft(AnswerStatus.ANSWERED, statements, lead=lead, outcome=record.outcome)

    def _of_outcome(self, question: Question, own: Sequence[Evidence]) -> tuple[DraftStatement, ...]:
        """The sentences of a decision that tell which things came to the outcome asked about, where they stand apart.

        "Hvilke planer blev udsat?" is answered without those that were approved.
        """
        clauses = _WHICH.split(question.text)[1:]
        # A follow-up stands after the question that it leans on.
        clauses = clauses[-1:] if question.anchored else clauses
        outcomes = {outcome for clause in clauses if (outcome := outcome_in(clause)) is not Outcome.NONE}
        asked = next(iter(outcomes), Outcome.NONE)
        if len(outcomes) != 1 or asked not in SETTLING:
            return ()
        told = [e.sentence for e in own if classify_decision(e.sentence.text) is not Outcome.NONE]
        named = [sentence for sentence in told if classify_decision(sentence.text) is asked]
        apart = {classify_decision(sentence.text) for sentence in told} & SETTLING
        return quote_by_section(own[0].record, named) if named and len(apart) > 1 else ()

    def _decided(
        self, decisions: Sequence[Evidence], best: Evidence, limit: int, asked: Outcome = Outcome.NONE
    ) -> tuple[DraftStatement, ...]:
        """What an item came to, with the Indstilling beside it where its words need it."""
        whole = of_item(decisions, best)
        ours = own_decisions(best.record, [e.sentence for e in whole])
        own = [e for e in whole if e.sentence in ours]
        chosen = choose_decision(own, limit, asked)
        text = " ".join(sentence.text for sentence in chosen)
        return quote_by_section(best.record, chosen) + self._resolved(
            best.record, text, sum(len(e.sentence.text) for e in own)
        )

    def _resolved(self, record: ItemRecord, decision: str, whole: int) -> tuple[DraftStatement, ...]:
        """The Indstilling that a Beslutning of `whole` characters follows, where its words need it beside them."""
        if (whole <= _BARE and _REFERS.search(decision)) or adopts(decision):
            return self._write_recommendation(record, _WITH_RECOMMENDATION - len(decision))
        return ()

    def _came_to(self, question: Question, record: ItemRecord) -> tuple[DraftStatement, ...]:
        """The Beslutning, where yes or no is asked: what was recommended alone would be read as decided."""
        if not question.polar:
            return ()
        return quote_by_section(record, decision_summary(self._ranker, record, _BESIDE_LIMIT))

    def _write_recommendation(self, record: ItemRecord, limit: int) -> tuple[DraftStatement, ...]:
        """The Indstilling of an item, named as such and never as decided; what has no room is marked as left out."""
        sentences = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.RECOMMENDATION]
        if not sentences:
            return ()
        kept = within(sentences, limit)
        *statements, last = quote_advice(record, kept)
        more = "" if len(kept) == len(sentences) else _MORE_LISTED if kept[-1].listed else _MORE
        return (*statements, replace(last, text=last.text + more))

    def _write_facts(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        best = with_value(question.kind, evidence)
        lead = polar_lead(question, Outcome.NONE, best)
        again = None if _is_settled(question) else elsewhere(evidence, best, _AGAIN_NEAR)
        if again and _is_overtaken(again.record, best.record):
            return Draft(AnswerStatus.ANSWERED, self._facts(question, of_item(evidence, again), _FACT_LIMIT))
        if again and not _is_overtaken(best.record, again.record):
            both = {e.record: self._facts(question, of_item(evidence, e), _BESIDE_LIMIT) for e in (best, again)}
            return Draft(AnswerStatus.ANSWERED, _by_date(both))
        told = self._facts(question, of_item(evidence, best), _FACT_LIMIT)
        voted = voted_lead(question, " ".join(statement.text for statement in told))
        return Draft(AnswerStatus.ANSWERED, told, lead=voted or lead)

    def _facts(self, question: Question, own: Sequence[Evidence], limit: int) -> tuple[DraftStatement, ...]:
        """What an item says on a question, best evidence first in `own`."""
        record = own[0].record
        sentences = self._ranker.sentences(record)
        named = listed_names(question.text)
        if named and all(holds_phrase(record.item.text, name) for name in named):
            return quote_by_section(record, choose_sides(own, sentences, named, _LIST_LIMIT))
        if question.kind is Kind.LIST:
            told = [e for e in own if e.sentence.kind is not SectionKind.RECOMMENDATION or _asks_advice(question)]
            listed = choose_list(told, sentences, _LIST_LIMIT, _LIST_NEAR)
            kinds = [e for e in told if e.score >= own[0].score - _LIST_NEAR and _names_kinds(question, e)]
            if kinds and len(listed) < _SEVERAL:
                listed = [kinds[0].sentence]
            if listed:
                return quote_with_advice(record, listed)
        if question.kind is Kind.VOTE and own[0].sentence.kind is SectionKind.DECISION:
            # What citizens were for and against is no vote.
            own = [e for e in own if e.sentence.kind is SectionKind.DECISION]
        if question.kind is Kind.WHO and own[0].sentence.kind in _TELLING and own[0].features.fits >= WHOLE:
            # Where what led up to it names somebody, the names of the Indstilling are of something else.
            own = [e for e in own if not e.features.adopted]
        chosen = choose_facts(own, sentences, limit)
        if _asks_why_not(question) or any(sentence.kind is SectionKind.RECOMMENDATION for sentence in chosen):
            # What was recommended answers only beside what became of it, and why it was put off stands there too.
            chosen = [*decision_summary(self._ranker, record, limit // 2), *chosen]
        chosen = list(dict.fromkeys(chosen))
        return quote_with_advice(record, chosen) + self._followed(record, chosen)

    def _followed(self, record: ItemRecord, chosen: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
        """The Indstilling, where all that some sentences tell of the Beslutning is that it was followed."""
        decided = " ".join(sentence.text for sentence in chosen if sentence.kind is SectionKind.DECISION)
        if not adopts(decided) or any(sentence.kind is SectionKind.RECOMMENDATION for sentence in chosen):
            return ()
        return self._write_recommendation(record, _BESIDE_LIMIT)


def _outcome_of(decision: Sequence[Sentence], best: Evidence) -> Outcome:
    """What a Beslutning came to; where that is different for different matters, what its best sentence did."""
    apart = {classify_decision(sentence.text) for sentence in decision} - {Outcome.NONE}
    return classify_decision(best.sentence.text if len(apart) > 1 else " ".join(s.text for s in decision))


def _is_overtaken(newer: ItemRecord, older: ItemRecord) -> bool:
    """Whether what an item put off was settled by the other, later one, which then tells how it stands."""
    later = newer.meeting.date > older.meeting.date
    return later and older.outcome is Outcome.POSTPONED and newer.outcome in SETTLING - {Outcome.POSTPONED}


def _names_kinds(question: Question, evidence: Evidence) -> bool:
    return question.focus is not None and names_kinds(question.focus.stem, evidence.sentence.text)


def _asks_advice(question: Question) -> bool:
    named = question.section is SectionKind.RECOMMENDATION and not _BEYOND_ADVICE.search(question.text)
    return question.kind is Kind.RECOMMENDATION or named


def _asks_why_not(question: Question) -> bool:
    return question.kind is Kind.WHY and _UNDONE.search(question.text) is not None


def _is_settled(question: Question) -> bool:
    """Whether a question says which meeting it means, so that what others came to is beside the point."""
    return question.anchored or bool(question.demanded) or bool(question.preferred.periods)


def _by_date(sides: Mapping[ItemRecord, tuple[DraftStatement, ...]]) -> tuple[DraftStatement, ...]:
    """Statements of several meetings, oldest first, each meeting's led by its date."""
    statements: list[DraftStatement] = []
    for record in sorted(sides, key=lambda record: (record.meeting.date, record.position)):
        first, *rest = sides[record]
        text = words.ON_DATE.format(date=danish_date(record.meeting.date), text=first.text)
        statements += [replace(first, text=text), *rest]
    return tuple(statements)
