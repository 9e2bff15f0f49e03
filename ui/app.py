"""The conversation (samtale): what the page asks of the program, and how an answer comes in.

Nothing here knows the web framework: `ui.page` shows what these functions return.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from rag.domain import Answer, ItemRecord, SearchedScope, Statement, Step, Turn
from rag.errors import ReferatError
from ui import sources, texts, welcome
from ui.exchanges import LONGEST_QUESTION, Conversation, Exchange, read_conversation, read_exchange
from ui.feedback import Judgement, Reason, Verdict, new_judgement
from ui.sources import Place, Surroundings
from ui.verifying import Shelf, look_up_answer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

log = logging.getLogger(__name__)


class Responder(Shelf, Protocol):
    """What the page talks to (svarer). Every method may be called from several threads at once.

    All of them may raise `ReferatError`, whose sentence is then what the reader sees.
    """

    def stream(
        self, question: str, history: Sequence[Turn], dropped: Collection[str]
    ) -> Iterator[Step | Statement | Answer]:
        """What happens on the way to an answer; the last event is the `Answer`.

        `dropped` holds names of fields of `Filters` that the reader has removed. Consecutive events
        may be asked for by different threads.
        """

    def item(self, item_id: int) -> ItemRecord:
        """The agenda item with this id, as citations name it."""

    def scope(self) -> SearchedScope:
        """What is there to be searched."""

    def surroundings(self, item_id: int) -> Surroundings:
        """The neighbours of an item in its meeting, and how many meetings dealt with its case."""

    def examples(self) -> tuple[str, ...]:
        """Questions that the minutes at hand can answer, for an empty conversation."""

    def followups(self, answer: Answer) -> tuple[str, ...]:
        """Questions that go on from an answer, and that the minutes can answer."""

    def keep_judgement(self, judgement: Judgement) -> None:
        """Store what a reader thought of an answer."""

    def read_samples(self) -> None:
        """Read the sample minutes in, where nothing is in yet."""


def ask(
    responder: Responder, past: Conversation, question: str, dropped: Collection[str] = ()
) -> Iterator[Conversation]:
    """The conversation after each thing that happens on the way to an answer.

    A blank question changes nothing. `dropped` are names of fields of `Filters` that the reader removed; others
    are ignored. The last conversation yielded ends with a finished exchange: an answer, or one Danish sentence
    where something failed. Nothing is raised.
    """
    # Half a character, which JSON can hold, can't be stored or shown.
    question = question.encode(errors="replace").decode().strip()[:LONGEST_QUESTION]
    if not question:
        yield past
        return
    entry = Exchange(question=question, dropped=frozenset(dropped).intersection(texts.FIELDS))
    yield (*past, entry)
    try:
        for event in responder.stream(question, history(past), entry.dropped):
            entry = _after(entry, event, responder)
            yield (*past, entry)
        if not entry.finished:
            yield (*past, replace(entry, failure=texts.CUT_SHORT))
    except ReferatError as error:
        yield (*past, replace(entry, failure=error.user_message))
    except Exception:
        log.exception("No answer to a question")
        yield (*past, replace(entry, failure=texts.NO_ANSWER))


def paced(
    states: Iterator[Conversation], seconds: float, clock: Callable[[], float] = time.monotonic
) -> Iterator[Conversation]:
    """Of states that come faster than one in so many seconds only some, and always the last.

    An overview has a hundred statements that come at once, and each state is drawn whole: drawing all of them took
    three times as long as answering.
    """
    shown, waiting = clock() - seconds, None
    for state in states:
        waiting = state
        if clock() - shown >= seconds:
            yield state
            shown, waiting = clock(), None
    if waiting is not None:
        yield waiting


def refuse(past: Conversation, question: str, sentence: str) -> Conversation:
    """The conversation with a question that is not answered, and the sentence that says why."""
    return (*past, Exchange(question=question.encode(errors="replace").decode()[:LONGEST_QUESTION], failure=sentence))


def _followups(responder: Responder, answer: Answer) -> tuple[str, ...]:
    try:
        return responder.followups(answer)
    except Exception:
        # The answer is there: that nothing follows on it must not take it away.
        log.exception("No questions to go on with")
        return ()


def restore(responder: Responder, documents: object) -> Conversation:
    """A conversation that a browser kept, every citation looked up again in the minutes as they are now.

    An answer whose words have been closed since is replaced by a sentence. Nothing is raised.
    """
    return tuple(_restored(responder, entry) for entry in read_conversation(documents))


def _restored(responder: Responder, entry: Exchange) -> Exchange:
    if entry.answer is None:
        return entry
    try:
        answer = look_up_answer(entry.answer, responder)
    except ReferatError as error:
        return replace(entry, answer=None, failure=error.user_message)
    except Exception:
        log.exception("A kept answer could not be looked up")
        return replace(entry, answer=None, failure=texts.NO_ANSWER)
    if answer is None:
        return replace(entry, answer=None, failure=texts.NOW_CLOSED, followups=())
    return replace(entry, answer=answer)


def judge(responder: Responder, wanted: Mapping[str, object]) -> dict[str, str]:
    """Store a reader's judgement; `said` is the sentence to show and `rating` its id, empty where that failed.

    `wanted` has `kept`, the exchange as the page keeps it, `verdict`, and may have `past`, `reason` and `comment`.
    """
    entry = read_exchange(wanted.get("kept"))
    try:
        verdict, reason = Verdict(str(wanted.get("verdict", "?"))), Reason(str(wanted.get("reason") or ""))
    except ValueError:
        entry = None
    if entry is None or entry.answer is None:
        return {"said": texts.NOT_JUDGED, "rating": ""}
    past = history(read_conversation(wanted.get("past")))
    comment = str(wanted.get("comment") or "")
    judgement = new_judgement(verdict, reason, comment, entry.question, past, entry.answer, known=entry.rating)
    try:
        responder.keep_judgement(judgement)
    except ReferatError as error:
        return {"said": error.user_message, "rating": ""}
    return {"said": texts.THANKS if verdict is not Verdict.WITHDRAWN else "", "rating": judgement.id}


def history(past: Conversation) -> tuple[Turn, ...]:
    """The finished exchanges as turns of a conversation; failed ones are left out."""
    turns = []
    for entry in past:
        if entry.answer is not None:
            turns += [Turn("user", entry.question), Turn("assistant", entry.answer.text)]
    return tuple(turns)


def _after(entry: Exchange, event: Step | Statement | Answer, responder: Responder) -> Exchange:
    match event:
        case Step():
            return replace(entry, step=event.text)
        case Statement():
            return replace(entry, statements=(*entry.statements, event))
        case Answer():
            return replace(entry, answer=event, followups=_followups(responder, event))


def welcome_html(responder: Responder, upload: str = "") -> str:
    """What stands where no question has been asked: what is in and what can be asked, or why not.

    `upload` is the address where this reader may put minutes in, empty for one who may not.
    """
    try:
        return welcome.welcome(responder.scope(), responder.examples(), upload)
    except ReferatError as error:
        return welcome.welcome_failure(error.user_message)
    except Exception:
        log.exception("No welcome")
        return welcome.welcome_failure(texts.NO_ANSWER)


def samples_html(responder: Responder, *, allowed: bool) -> Iterator[str]:
    """What stands while the sample minutes are read in, and then the welcome; a sentence where that fails."""
    if not allowed:
        yield welcome.welcome_failure(texts.SAMPLES_REFUSED)
        return
    yield welcome.reading_samples()
    try:
        responder.read_samples()
    except ReferatError as error:
        yield welcome.welcome_failure(error.user_message)
    except Exception:
        log.exception("The samples were not read")
        yield welcome.welcome_failure(texts.NO_ANSWER)
    else:
        yield welcome_html(responder)


def scope_html(responder: Responder) -> str:
    """What is in, in one line; empty where that can't be had."""
    try:
        return welcome.scope_years(responder.scope())
    except ReferatError:
        return ""
    except Exception:
        log.exception("No scope")
        return ""


def source_html(responder: Responder, wanted: Mapping[str, object]) -> str:
    """The source panel for a request from the browser; a sentence where it can't be shown.

    `wanted` has `item` (an id) and may have `start`, `end`, `number` and `total`, all whole numbers, and `quote`.
    """
    try:
        item_id = _whole(wanted, "item")
        start, end, number, total = (_whole(wanted, key) for key in ("start", "end", "number", "total"))
        place = Place(start, end, number, total, str(wanted.get("quote", "")))
        return sources.source_panel(responder.item(item_id), responder.surroundings(item_id), place)
    except ReferatError as error:
        return sources.source_error(error.user_message)
    except Exception:
        log.exception("No source panel")
        return sources.source_error(texts.SOURCE_UNAVAILABLE)


def _whole(wanted: Mapping[str, object], key: str) -> int:
    value = wanted.get(key, 0)
    return int(value) if isinstance(value, int | str) and value != "" else 0
