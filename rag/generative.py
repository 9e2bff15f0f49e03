"""Generative answers (svar formuleret af en sprogmodel): statements that are checked while they stream.

The evidence comes first: what the extractive answer rests on, and what else is near the question, is numbered and
handed to a chat model within a budget. Each statement that it writes is shown when its quote has been found word for
word and bears it out; where only its wording can't be proved, the quoted sentences are shown in its place, and the
others are counted. Where too little is left, or the model fails, the extractive answer stands, with the reason. A
question costs at most three calls: one to read a follow-up, one to take a question apart, one to answer.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from prompts import PromptDamaged, load_prompt
from prompts import answers as sentences
from prompts import phrasing as words
from rag.catalog import Catalog
from rag.checking import Checked, check
from rag.claims import Objection
from rag.domain import AnswerMode, AnswerStatus, Citation, Statement, Step, Turn
from rag.drafting import Draft, DraftStatement, danish_date
from rag.errors import ReferatError
from rag.grounding import ground
from rag.listening import ModelLine
from rag.numbered import Source, gather_sources, write_sources
from rag.parts import answer_parts, put_together
from rag.question import Known, Question
from rag.rephrasing import divide, has_several_parts, rewrite
from rag.replies import Proposal, ReplyReader, ThoughtFilter
from rag.routing import Router
from rag.wording import Kind

_log = logging.getLogger(__name__)

MOST_STATEMENTS = 10
MOST_NONSENSE = 3_000
"""Letters outside thoughts without one statement, after which a reply is given up."""
_ENOUGH = 0.5
# What SQL answers whole is told as it is: phrasing could only lose a line of it.
_COMPLETE = frozenset(
    {
        Kind.OVERVIEW, Kind.CASE, Kind.CASE_NUMBER, Kind.MEETING_DATE, Kind.COUNT, Kind.ATTACHMENTS, Kind.MEETING_FACT,
        Kind.ATTENDANCE,
    }
)  # fmt: skip
_SIDE_BY_SIDE = frozenset({Kind.TIMELINE, Kind.COMPARISON})


@dataclass(frozen=True, slots=True)
class Phrased:
    """What became of a draft (formuleret udkast); `dropped` statements of the model's were not borne out."""

    draft: Draft
    mode: AnswerMode = AnswerMode.EXTRACTIVE
    model: str = ""
    prompt: str = ""
    dropped: int = 0


@dataclass(slots=True)
class _Tally:
    """What a reply has come to so far (optælling)."""

    kept: list[DraftStatement] = field(default_factory=list)
    objections: Counter[str] = field(default_factory=Counter)
    reworded: Counter[Objection] = field(default_factory=Counter)
    borne_out: int = 0
    declined: bool = False

    @property
    def dropped(self) -> int:
        return self.objections.total()

    @property
    def proposed(self) -> int:
        return self.borne_out + self.reworded.total() + self.dropped


class GenerativeWriter:
    """Phrases drafts by a chat model. Safe to share between threads."""

    def __init__(self, line: ModelLine, catalog: Catalog, router: Router, budget: int) -> None:
        self._line = line
        self._catalog = catalog
        self._router = router
        self._budget = budget

    def deadline(self) -> float:
        """When a question that begins now has to be done with the model."""
        return self._line.patience.deadline()

    def rewrite(self, text: str, history: Sequence[Turn], until: float) -> str:
        """A follow-up as it would be asked alone; empty where the model has no use or says nothing usable."""
        return rewrite(self._line, text, history, until)

    def has_parts(self, question: Question, draft: Draft) -> bool:
        """Whether a question looks as if it were several, and is worth a call to take it apart."""
        if draft.status is AnswerStatus.CLOSED or question.kind in _COMPLETE:
            return False
        return question.kind is Kind.COMPARISON or has_several_parts(question.text)

    def answer_parts(
        self, question: Question, draft: Draft, known: Known, until: float
    ) -> tuple[Draft, tuple[Citation, ...]]:
        """The draft of a question taken apart, and what its parts' own drafts cite.

        Raises:
            IndexDamaged: an index can't be read.
        """
        texts = divide(self._line, question.text, until)
        parts = answer_parts(self._router, texts, known)
        also = tuple(citation for part in parts if part.answered for citation in _cited(part.draft))
        return put_together(question, draft, parts), also

    def can_phrase(self, question: Question, draft: Draft) -> bool:
        """Whether a draft is one that phrasing serves: an answer, and no list that the catalog answers whole."""
        return draft.status is AnswerStatus.ANSWERED and question.kind not in _COMPLETE and bool(_cited(draft))

    def phrase(
        self, question: Question, draft: Draft, also: Sequence[Citation], until: float
    ) -> Generator[Step | Statement, None, Phrased]:
        """Phrase a draft: yields checked statements as the model writes them, and returns what became of it.

        `also` are citations of the question's parts. Never raises for what a model does.

        Raises:
            IndexDamaged: an index can't be read.
        """
        yield Step(words.STEP_PHRASE)
        sources = self._sources(question, draft, also)
        tally = _Tally()
        try:
            prompt = load_prompt("svar")
            filled = prompt.fill(kilder=write_sources(sources), spoergsmaal=question.text)
            for statement in self._statements(prompt.system, filled, question, sources, tally, until):
                yield Statement(statement.text, statement.citations)
        except ReferatError as error:
            return _fall_back(draft, error.user_message, tally)
        except PromptDamaged as error:
            return _fall_back(draft, str(error), tally)
        reason = _too_little(tally)
        if reason:
            return _fall_back(draft, reason, tally)
        written = _finish(question, draft, tally)
        return Phrased(written, AnswerMode.GENERATIVE, self._line.name, prompt.version, tally.dropped)

    def _sources(self, question: Question, draft: Draft, also: Sequence[Citation]) -> tuple[Source, ...]:
        cited = (*_cited(draft), *also)
        records = self._catalog.items(citation.item_id for citation in cited)
        evidence = self._router.weigh(question, question.demanded).evidence
        return gather_sources(cited, records, evidence, self._budget)

    def _statements(
        self, system: str, user: str, question: Question, sources: Sequence[Source], tally: _Tally, until: float
    ) -> Iterator[DraftStatement]:
        reader, thoughts = ReplyReader(), ThoughtFilter()
        read = 0
        for piece in self._line.listen(system, user, until):
            said = thoughts.feed(piece)
            read += len(said)
            for proposal in reader.feed(said):
                for statement in self._checked(proposal, sources, tally):
                    shown = _dated(statement) if question.kind in _SIDE_BY_SIDE else statement
                    if shown.text not in {kept.text for kept in tally.kept} and self._stands(shown):
                        tally.kept.append(shown)
                        yield shown
            enough = tally.proposed >= 2 * MOST_STATEMENTS or len(tally.kept) >= MOST_STATEMENTS
            if enough or (read > MOST_NONSENSE and not tally.proposed):
                break
        reader.finish()
        tally.declined = reader.declined
        tally.objections["MALFORMED"] += reader.malformed

    def _checked(self, proposal: Proposal, sources: Sequence[Source], tally: _Tally) -> tuple[DraftStatement, ...]:
        checked = check(proposal, sources)
        if not isinstance(checked, Checked):
            tally.objections[checked.name] += 1
            _log.info("statement dropped: %s", checked.name)
            return ()
        if checked.reworded is None:
            tally.borne_out += 1
        else:
            tally.reworded[checked.reworded] += 1
            _log.info("statement in the minutes' words: %s", checked.reworded.name)
        return checked.statements

    def _stands(self, statement: DraftStatement) -> bool:
        return bool(ground([statement], self._catalog).statements)


def _cited(draft: Draft) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citation for statement in draft.statements for citation in statement.citations))


def _dated(statement: DraftStatement) -> DraftStatement:
    """A statement with the day of its meeting before it, for what is set side by side."""
    day = danish_date(statement.citations[0].meeting_date)
    return replace(statement, text=sentences.ON_DATE.format(date=day, text=statement.text))


def _too_little(tally: _Tally) -> str:
    """Why a reply is not shown; empty where enough of it was borne out."""
    proposed, stand = tally.proposed, tally.proposed - tally.dropped
    if not proposed:
        return words.NO_ANSWER if tally.declined else words.NO_STATEMENTS
    if not tally.kept:
        return words.NOTHING_LEFT
    if not tally.borne_out and (tally.dropped or set(tally.reworded) - {Objection.BEYOND}):
        return words.NOTHING_BORNE_OUT
    return words.TOO_LITTLE.format(kept=stand, proposed=proposed) if stand < _ENOUGH * proposed else ""


def _fall_back(draft: Draft, reason: str, tally: _Tally) -> Phrased:
    _log.info("extractive instead: %s %s", reason, dict(tally.objections))
    return Phrased(replace(draft, notes=(*draft.notes, words.FELL_BACK.format(reason=reason))), dropped=tally.dropped)


def _finish(question: Question, draft: Draft, tally: _Tally) -> Draft:
    """The draft in the model's words; of what is set side by side, the items that it left out stay as they were."""
    items = {citation.item_id for statement in tally.kept for citation in statement.citations}
    left_out: tuple[DraftStatement, ...] = ()
    if question.kind in _SIDE_BY_SIDE:
        left_out = tuple(s for s in draft.statements if s.citations and not items & {c.item_id for c in s.citations})
    notes = draft.notes
    if tally.dropped:
        notes += (words.DROPPED_ONE if tally.dropped == 1 else words.DROPPED.format(count=tally.dropped),)
    if tally.reworded:
        count = tally.reworded.total()
        notes += (words.REWORDED_ONE if count == 1 else words.REWORDED.format(count=count),)
    if left_out:
        notes += (words.SUPPLEMENTED,)
    first = next((c.item_id for s in draft.statements for c in s.citations), None)
    outcome = draft.outcome if first in items else None
    return replace(draft, statements=(*tally.kept, *left_out), lead="", outcome=outcome, notes=notes)
