"""Leads (ja eller nej): what a yes/no question is answered with before its proof, where the proof settles it.

A wrong word here is worse than none: where parts were decided apart, or the proof is of something near, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from prompts import answers as words
from rag.analysis import stems
from rag.domain import ItemRecord, Outcome, SectionKind
from rag.evidence import Evidence
from rag.outcomes import adopts, classify_decision
from rag.question import Question
from rag.sentences import split_sentences
from rag.wording import Kind

_DECIDED = re.compile(r"\b(?:beslut\w+|drøft\w+|indstil\w+|anbefal\w+)\b", re.IGNORECASE)
SETTLING = frozenset({Outcome.APPROVED, Outcome.REJECTED, Outcome.POSTPONED})
# "Fik klubben tilskud?", "har kommunen givet lov til …?": whether what was applied for was given.
_ASKS_GRANT = re.compile(
    r"^\W*(?:og |men )?(?:fik|har|gav|giver|blev)\b.*"
    r"\b(?:lov|tilladelse|dispensation|tilskud|støtte|garanti|grønt lys)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:afslag|afsl[åo]s|afslået|afvises|ikke imødekom\w+|imødekommes ikke)\b", re.IGNORECASE)
_UNANIMOUS = re.compile(r"\benstemmig\w*\b|\balle (?:enige|for)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\bimod\b|\bundlod\b|\bstemmer mod\b", re.IGNORECASE)
_LONG = 5
_GRANTS = re.compile(r"\b(?:godkend\w*|vedtog\w*|vedtage\w*|tiltr[aå]d\w*|bevilge\w*)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:senere|siden(?:hen)?|efterfølgende|til sidst|i sidste ende)\b", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:ikke|ingen|intet|hverken|aldrig|uden at|afvist|afviste|afslag|nej)\b", re.IGNORECASE)


def named_outcome(question: Question) -> Outcome:
    """The outcome that a question names, but for "besluttet", which names any."""
    return outcome_in(question.text)


def outcome_in(text: str) -> Outcome:
    """The outcome that words of a question name, but for "besluttet", which names any."""
    return classify_decision(_DECIDED.sub(" ", text))


def asks_grant(question: Question) -> bool:
    """Whether it is asked if something was given that was applied for."""
    return question.polar and _ASKS_GRANT.search(question.text) is not None


def grant_lead(question: Question, record: ItemRecord) -> str:
    """Say "Ja." or "Nej." where it is asked whether an application was granted, by what its item came to.

    "Godkendt som indstillet" refuses where that was what was advised.
    """
    if not asks_grant(question):
        return ""
    if record.outcome in (Outcome.REJECTED, Outcome.POSTPONED):
        return words.NO
    decided, advised = (
        " ".join(record.item.section_text(section) for section in record.item.of_kind(kind))
        for kind in (SectionKind.DECISION, SectionKind.RECOMMENDATION)
    )
    if record.outcome is not Outcome.APPROVED:
        return ""
    return words.NO if adopts(decided) and _REFUSED.search(advised) else words.YES


def voted_lead(question: Question, told: str) -> str:
    """Say "Ja." or "Nej." where it is asked whether all were of one mind; nothing where the votes don't tell."""
    if not question.polar or not _UNANIMOUS.search(question.text):
        return ""
    if _AGAINST.search(told):
        return words.NO
    return words.YES if _UNANIMOUS.search(told) else ""


def _is_of_another(question: Question, record: ItemRecord) -> bool:
    """Whether what was approved is something else: another sentence of the Beslutning has the subject of a question."""
    text = " ".join(record.item.section_text(section) for section in record.item.of_kind(SectionKind.DECISION))
    subject = [t.stem for t in question.terms if classify_decision(t.text) is Outcome.NONE and len(t.stem) >= _LONG]
    told = [text[start:end] for start, end in split_sentences(text)]
    named = [sentence for sentence in told if _names_any(subject, stems(sentence))]
    approving = [sentence for sentence in told if _GRANTS.search(sentence)]
    return bool(named and approving) and not any(sentence in named for sentence in approving)


def _names_any(subject: Sequence[str], held: Collection[str]) -> bool:
    """Whether one of some words, or what a compound ends with, is among a sentence's."""
    return any(word == other or (len(other) >= _LONG and word.endswith(other)) for word in subject for other in held)


def polar_lead(question: Question, outcome: Outcome, best: Evidence) -> str:
    """Say "Ja." or "Nej." where the proof settles a yes/no question, else nothing."""
    if not question.polar or question.kind not in (Kind.DECISION, Kind.FACT) or best.features.context < 0.6:
        return ""
    met = best.record.meeting.date
    if _LATER.search(question.text) or (question.happened and not any(p.holds(met) for p in question.happened)):
        # What this meeting came to says nothing of another time.
        return ""
    asked = named_outcome(question)
    if asked in (Outcome.REJECTED, Outcome.POSTPONED) and outcome in SETTLING:
        return words.YES if asked is outcome else words.NO
    if outcome in (Outcome.REJECTED, Outcome.POSTPONED):
        return words.NO
    if _NEGATION.search(question.text):
        return ""
    if best.sentence.kind is not SectionKind.DECISION and outcome is Outcome.NONE:
        # What led up to a decision may be a recap of another meeting's.
        return ""
    if _NEGATION.search(best.sentence.text):
        return words.NO if best.features.coverage >= 0.5 else ""
    if outcome is Outcome.APPROVED and best.features.coverage >= 0.5 and not _is_of_another(question, best.record):
        return words.YES
    return ""
