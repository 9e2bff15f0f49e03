"""The assistant (assistenten): a question and its conversation in, a checked answer out.

The way through is three steps: understand, then retrieve and write, then ground. `rag.chain` composes them as a
LangChain chain. With a writer that has a chat model, the first two may ask it; what it says is checked as it comes, and
without one, or when it fails, the extractive answer stands.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from prompts import answers as words
from prompts import errors as sentences
from prompts import phrasing
from rag.analysis import fold
from rag.catalog import Catalog
from rag.conversation import readings
from rag.domain import (
    Answer,
    AnswerMode,
    AnswerStatus,
    AppliedFilter,
    Citation,
    SearchedScope,
    Statement,
    Step,
    Turn,
)
from rag.drafting import Draft, cite_title, danish_date, danish_period
from rag.errors import NothingIngested
from rag.grounding import Grounded, ground
from rag.heads import bodies_by_host
from rag.naming import named_bodies
from rag.question import Known, Question
from rag.refusing import refuse_ungrounded
from rag.rendering import number_citations, render
from rag.routing import Router

if TYPE_CHECKING:
    from rag.generative import GenerativeWriter

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Request:
    """A question with its conversation (forespørgsel); `dropped` names filters that the user removed."""

    text: str
    history: tuple[Turn, ...] = ()
    dropped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Understood:
    """A request and its understood question (forstået forespørgsel).

    `otherwise` is the question as the rules read it, where a chat model has read it; `notes` say so. `until` is when
    the model must be done with the question.
    """

    request: Request
    question: Question
    otherwise: Question | None = None
    notes: tuple[str, ...] = ()
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Drafted:
    """An understood question and the draft that answers it (udkast), and who phrased it.

    `dropped` counts statements of a chat model that were not borne out.
    """

    question: Question
    draft: Draft
    mode: AnswerMode = AnswerMode.EXTRACTIVE
    model: str = ""
    prompt: str = ""
    dropped: int = 0


class Assistant:
    """Answers questions over one catalog, phrased by a chat model where it has one. Safe to share between threads."""

    def __init__(self, catalog: Catalog, router: Router, writer: GenerativeWriter | None = None) -> None:
        self._catalog = catalog
        self._router = router
        self._writer = writer
        self._known: tuple[int, Known] | None = None

    def answer(self, text: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()) -> Answer:
        """The answer to a question.

        Raises:
            NothingIngested: the catalog holds no meeting.
            IndexDamaged: an index can't be read.
        """
        started = time.perf_counter()
        request = Request(text, tuple(history), frozenset(dropped))
        answer = self.ground(self.draft(self.understand(request)))
        return replace(answer, seconds=round(time.perf_counter() - started, 4))

    def stream(
        self, text: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()
    ) -> Iterator[Step | Statement | Answer]:
        """What happens on the way to an answer: steps, then checked statements, last the whole answer.

        A chat model's statements come while it writes. Where it then breaks off, the answer has others, and counts.

        Raises:
            NothingIngested: the catalog holds no meeting.
            IndexDamaged: an index can't be read.
        """
        started = time.perf_counter()
        yield Step(words.STEP_UNDERSTAND)
        understood = yield from self._understanding(Request(text, tuple(history), frozenset(dropped)))
        yield Step(words.STEP_SEARCH.format(count=len(self.known().meetings)))
        drafted = yield from self._drafting(understood)
        if drafted.mode is AnswerMode.EXTRACTIVE:
            yield Step(words.STEP_CHECK)
        answer = self.ground(drafted)
        if drafted.mode is AnswerMode.EXTRACTIVE:
            yield from answer.statements
        yield replace(answer, seconds=round(time.perf_counter() - started, 4))

    def known(self) -> Known:
        """What the catalog can be asked for, as of its present generation."""
        generation = self._catalog.generation()
        if self._known is None or self._known[0] != generation:
            catalog = self._catalog
            meetings = catalog.meetings()
            known = Known(
                catalog.bodies(), meetings, catalog.case_numbers(), catalog.treatments(), bodies_by_host(meetings)
            )
            self._known = (generation, known)
        return self._known[1]

    def understand(self, request: Request) -> Understood:
        """The question of a request, read in its conversation.

        Raises:
            NothingIngested: the catalog holds no meeting.
        """
        return _result(self._understanding(request))

    def _understanding(self, request: Request) -> Generator[Step, None, Understood]:
        known = self.known()
        if not known.meetings:
            raise NothingIngested(sentences.NOTHING_INGESTED)
        text = self._router.readings.unframed(request.text, known)
        found = readings(text, request.history, known)
        question = _without(self._router.readings.choose(found), request.dropped)
        if self._writer is None:
            return Understood(request, question)
        until = self._writer.deadline()
        if all(reading.text == text for reading in found):
            return Understood(request, question, until=until)
        yield Step(phrasing.STEP_REWRITE)
        alone = self._writer.rewrite(request.text, request.history, until)
        if not alone:
            return Understood(request, question, until=until)
        rewritten = _without(self._router.readings.choose(readings(alone, (), known)), request.dropped)
        return Understood(request, rewritten, question, (phrasing.REWRITTEN.format(question=alone),), until)

    def draft(self, understood: Understood) -> Drafted:
        """A draft for an understood question, from what retrieval finds.

        Raises:
            IndexDamaged: an index can't be read.
        """
        return _result(self._drafting(understood))

    def _drafting(self, understood: Understood) -> Generator[Step | Statement, None, Drafted]:
        question, draft = self._extract(understood)
        writer = self._writer
        if writer is None:
            return Drafted(question, draft)
        also: tuple[Citation, ...] = ()
        if writer.has_parts(question, draft):
            yield Step(phrasing.STEP_DIVIDE)
            draft, also = writer.answer_parts(question, draft, self.known(), understood.until)
        if not writer.can_phrase(question, draft):
            return Drafted(question, draft)
        phrased = yield from writer.phrase(question, draft, also, understood.until)
        return Drafted(question, phrased.draft, phrased.mode, phrased.model, phrased.prompt, phrased.dropped)

    def _extract(self, understood: Understood) -> tuple[Question, Draft]:
        """The extractive draft; of two readings the model's, unless only that of the rules is answered."""
        question, other = understood.question, understood.otherwise
        draft = self._router.draft(question, self.known())
        if other is not None and draft.status is AnswerStatus.NOT_FOUND:
            by_rules = self._router.draft(other, self.known())
            if by_rules.status is not AnswerStatus.NOT_FOUND:
                return other, by_rules
        return question, replace(draft, notes=(*understood.notes, *draft.notes)) if understood.notes else draft

    def ground(self, drafted: Drafted) -> Answer:
        """The answer that is left of a draft when its citations have been checked."""
        question, draft = drafted.question, drafted.draft
        grounded = ground(draft.statements, self._catalog)
        if draft.statements and not grounded.statements:
            draft = refuse_ungrounded(draft, self.known())
            grounded = Grounded(draft.statements, grounded.checked, grounded.proposed)
        citations, statements = number_citations(grounded.statements)
        filters = describe_filters(question, draft.lifted, citations)
        return Answer(
            status=draft.status,
            text=render(draft, statements, citations),
            statements=statements,
            citations=citations,
            nearest=_nearest(draft),
            filters=filters,
            mode=drafted.mode,
            outcome=draft.outcome,
            checked=grounded.checked,
            proposed=grounded.proposed + (drafted.dropped if drafted.mode is AnswerMode.GENERATIVE else 0),
            notes=draft.notes + (_note_unused(filters) if citations else ()),
            scope=_scope(self.known()) if draft.searched else SearchedScope(0, None, None),
            model=drafted.model,
            prompt=drafted.prompt,
        )


def _result(steps: Generator[Step | Statement, None, Result]) -> Result:
    """What a way through comes to, for who doesn't look on."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def _without(question: Question, dropped: Collection[str]) -> Question:
    """A question without the filters that the user removed."""
    if not dropped:
        return question
    nothing = dict.fromkeys(dropped, ())
    return replace(
        question,
        demanded=replace(question.demanded, **nothing),
        preferred=replace(question.preferred, **nothing),
        unknown_dates=() if "periods" in dropped else question.unknown_dates,
        unknown_case_numbers=() if "case_numbers" in dropped else question.unknown_case_numbers,
    )


def _nearest(draft: Draft) -> tuple[Citation, ...]:
    return tuple(cite_title(record) for record in draft.nearest)


def _scope(known: Known) -> SearchedScope:
    if not known.meetings:
        return SearchedScope(0, None, None)
    return SearchedScope(len(known.meetings), known.meetings[0].date, known.meetings[-1].date)


def describe_filters(
    question: Question, lifted: Collection[str], citations: Sequence[Citation]
) -> tuple[AppliedFilter, ...]:
    """The understood filters in words, and whether the answer keeps to them.

    Demanded filters are used unless they were lifted. A time or body that was only preferred counts as used where
    all that is cited is of it.
    """
    demanded, preferred = question.demanded, question.preferred
    timely = bool(citations) and all(question.is_timely(citation.meeting_date) for citation in citations)
    ours = bool(citations) and all(_is_of(citation, preferred.bodies) for citation in citations)
    times = () if demanded.periods else preferred.periods
    return (
        *(AppliedFilter("periods", danish_period(p), "periods" not in lifted) for p in demanded.periods),
        *(AppliedFilter("periods", danish_period(p), timely) for p in times),
        *(AppliedFilter("bodies", body, ours) for body in preferred.bodies),
        *(AppliedFilter("item_numbers", words.ITEM_FILTER.format(number=n)) for n in demanded.item_numbers),
        *(AppliedFilter("case_numbers", words.CASE_FILTER.format(number=n)) for n in demanded.case_numbers),
    )


def _is_of(citation: Citation, bodies: Sequence[str]) -> bool:
    """Whether a citation is of one of some bodies: by its minutes, or as another's quote it."""
    return citation.body in bodies or bool(named_bodies(fold(citation.section), bodies))


def _note_unused(filters: Sequence[AppliedFilter]) -> tuple[str, ...]:
    """A sentence on what the question narrows its answer to and the answer doesn't keep to."""
    unused = ", ".join(entry.label for entry in filters if not entry.applied)
    return (words.NOT_OF.format(filters=unused),) if unused else ()


def example_questions(known: Known, titles: Sequence[str]) -> tuple[str, ...]:
    """Questions that the ingested minutes can answer: about the newest meeting and some of its items."""
    if not known.meetings:
        return ()
    newest = known.meetings[-1]
    asked = [words.EXAMPLE_DECISION.format(title=f"»{title}«") for title in titles[:3]]
    return (words.EXAMPLE_OVERVIEW.format(date=danish_date(newest.date)), *asked)
