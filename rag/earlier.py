"""Earlier decisions (tidligere behandlinger): what other bodies came to, as an item quotes it under their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.analysis import fold
from rag.catalog import Catalog
from rag.domain import AnswerStatus, ItemRecord, Section
from rag.drafting import Draft, quote_by_section
from rag.evidence import Evidence, EvidenceRanker
from rag.naming import is_same_body
from rag.question import Known, Question
from rag.refusing import refuse, refuse_lack
from rag.retrieval import FoundItem
from rag.selection import within
from rag.values import WHOLE, asked_tokens, value_strength, wants_value
from rag.verification import Lack
from rag.weighing import Weigher
from rag.wording import Kind

_LIMIT = 600
# How much of the subject an item must hold, by words near in meaning, to be the one whose treatment is asked about.
_ABOUT = 0.4
_ASKS_BODIES = re.compile(
    r"\bhvilke[nt]?\b (?:\w+ )?(?:udvalg|organ(?:er)?|rad|bestyrelser?|instans(?:er)?|fora|forum)\b"
)
# Their headings say when they were.
_TOLD_BY_HEADING = frozenset({Kind.WHEN, Kind.MEETING_DATE, Kind.LIST})


class EarlierWriter:
    """Writes drafts about what an item quotes of other bodies' decisions."""

    def __init__(self, catalog: Catalog, ranker: EvidenceRanker, weigher: Weigher) -> None:
        self._catalog = catalog
        self._ranker = ranker
        self._weigher = weigher

    def draft(self, question: Question, known: Known) -> Draft | None:
        """What a body came to on the day asked about, or on the subject; None where no item quotes it.

        Raises:
            IndexDamaged: an index can't be read.
        """
        if question.treated:
            return self._of_day(question, known)
        if not _may_quote(question, known):
            return None
        weighed = self._weigher.weigh(question, question.demanded)
        if not weighed.likely:
            return None
        record = weighed.evidence[0].record
        if question.acting and is_same_body(question.acting, record.meeting.body):
            return None
        quoted = [s for s in _quoted(record) if not question.acting or is_same_body(s.body, question.acting)]
        return self._tell(question, known, weighed.evidence, quoted) if quoted else None

    def _of_day(self, question: Question, known: Known) -> Draft | None:
        """What was decided on the days asked about, on the subject asked about; a refusal where that is another."""
        records = {r.id: r for treatment in question.treated for r in self._catalog.treated(treatment)}
        found = [FoundItem(record, 1.0, ()) for record in records.values() if not record.item.closed]
        evidence = self._ranker.rank(question, found, self._ranker.sought(question))
        if not evidence or (question.terms and max(e.features.soft_item for e in evidence) < _ABOUT):
            return refuse(known, list(records.values()))
        best = max(evidence, key=lambda e: (e.features.title, e.features.soft_item, e.score))
        days = {(treatment.body, treatment.date) for treatment in question.treated}
        quoted = [section for section in _quoted(best.record) if (section.body, section.date) in days]
        own = [e for e in evidence if e.record.id == best.record.id]
        return self._tell(question, known, own, quoted)

    def _tell(
        self, question: Question, known: Known, evidence: Sequence[Evidence], quoted: Sequence[Section]
    ) -> Draft | None:
        """Decisions that an item quotes, each under its body and day; `evidence` begins with the item's."""
        record = evidence[0].record
        said = [e for e in evidence if e.record.id == record.id and _stands_in(e, quoted)]
        if not said:
            return None
        asked = asked_tokens(question.text)
        told = question.kind in _TOLD_BY_HEADING or not wants_value(question.kind)
        if not told and max(value_strength(question.kind, e.sentence.text, asked) for e in said) < WHOLE:
            return refuse_lack(question, known, [record], Lack.VALUE)
        return Draft(AnswerStatus.ANSWERED, quote_by_section(record, within([e.sentence for e in said], _LIMIT)))


def _may_quote(question: Question, known: Known) -> bool:
    """Whether a question asks what a body did that some item quotes, or which bodies did something."""
    if question.acting:
        return any(is_same_body(treatment.body, question.acting) for treatment in known.treatments)
    return bool(known.treatments) and _ASKS_BODIES.search(fold(question.text)) is not None


def _quoted(record: ItemRecord) -> list[Section]:
    """The sections of an item that are of another body or day."""
    return [section for section in record.item.sections if section.body]


def _stands_in(evidence: Evidence, quoted: Sequence[Section]) -> bool:
    index = evidence.sentence.section
    return index is not None and evidence.record.item.sections[index] in quoted
