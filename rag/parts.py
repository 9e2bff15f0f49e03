"""Parts (delspørgsmål): a question of several questions answered part by part and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prompts import phrasing as words
from rag.conversation import readings
from rag.domain import AnswerStatus
from rag.drafting import Draft
from rag.question import Known, Question
from rag.routing import Router
from rag.wording import Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a question is made of (delspørgsmål), and its own extractive draft."""

    question: Question
    draft: Draft

    @property
    def answered(self) -> bool:
        """Whether the minutes answer it."""
        return self.draft.status is AnswerStatus.ANSWERED


def answer_parts(router: Router, texts: Sequence[str], known: Known) -> tuple[Part, ...]:
    """Each part with its own draft.

    Raises:
        IndexDamaged: an index can't be read.
    """
    questions = [router.readings.choose(readings(text, (), known)) for text in texts]
    return tuple(Part(question, router.draft(question, known)) for question in questions)


def put_together(question: Question, whole: Draft, parts: Sequence[Part]) -> Draft:
    """The draft of a question from those of its parts, where they answer more of it than the question as a whole did.

    A comparison that was answered as a whole stays so. A part that the minutes don't answer is named in a note.
    """
    answered = [part for part in parts if part.answered]
    if whole.status is AnswerStatus.CLOSED or not answered:
        return whole
    if whole.status is AnswerStatus.ANSWERED and (question.kind is Kind.COMPARISON or len(answered) < 2):
        return whole
    statements = tuple(dict.fromkeys(statement for part in answered for statement in part.draft.statements))
    missing = [words.PART_MISSING.format(question=part.question.text) for part in parts if not part.answered]
    notes = (words.DIVIDED.format(parts=" / ".join(part.question.text for part in parts)), *missing)
    lifted = frozenset[str]().union(*(part.draft.lifted for part in answered))
    return replace(
        answered[0].draft, statements=statements, lead="", outcome=None, notes=notes, nearest=(), lifted=lifted
    )
