"""The conversation (samtale): what the page asks of the program, and how an answer comes in.

Nothing here knows the web framework: `ui.page` shows what these functions return.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from rag.domain import Answer, ItemRecord, SearchedScope, Statement, Step, Turn
from rag.errors import ReferatError
from ui import panels, sources, texts
from ui.panels import Exchange
from ui.sources import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

log = logging.getLogger(__name__)

Conversation = tuple[Exchange, ...]
Login = tuple[str, str] | list[tuple[str, str]] | Callable[[str, str], bool]


class Responder(Protocol):
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

    def neighbours(self, item_id: int) -> tuple[ItemRecord | None, ItemRecord | None]:
        """The item before and the item after this one in its meeting."""

    def examples(self) -> tuple[str, ...]:
        """Questions that the minutes at hand can answer, for an empty conversation."""


def ask(
    responder: Responder, past: Conversation, question: str, dropped: Collection[str] = ()
) -> Iterator[Conversation]:
    """The conversation after each thing that happens on the way to an answer.

    A blank question changes nothing. The last conversation yielded ends with a finished exchange: an
    answer, or one Danish sentence where something failed. Nothing is raised.
    """
    question = question.strip()
    if not question:
        yield past
        return
    entry = Exchange(question=question, dropped=frozenset(dropped))
    yield (*past, entry)
    try:
        for event in responder.stream(question, history(past), entry.dropped):
            entry = _after(entry, event)
            yield (*past, entry)
        if not entry.finished:
            yield (*past, replace(entry, failure=texts.CUT_SHORT))
    except ReferatError as error:
        yield (*past, replace(entry, failure=error.user_message))
    except Exception:
        log.exception("No answer to a question")
        yield (*past, replace(entry, failure=texts.NO_ANSWER))


def drop(responder: Responder, past: Conversation, field: str) -> Iterator[Conversation]:
    """Ask the last question again without one of the filters it was understood to set.

    The new answer takes the place of the last one. A field that is no filter changes nothing.
    """
    if not past or field not in texts.FIELDS:
        yield past
        return
    last = past[-1]
    yield from ask(responder, past[:-1], last.question, last.dropped | {field})


def history(past: Conversation) -> tuple[Turn, ...]:
    """The finished exchanges as turns of a conversation; failed ones are left out."""
    turns = []
    for entry in past:
        if entry.answer is not None:
            turns += [Turn("user", entry.question), Turn("assistant", entry.answer.text)]
    return tuple(turns)


def _after(entry: Exchange, event: Step | Statement | Answer) -> Exchange:
    match event:
        case Step():
            return replace(entry, step=event.text)
        case Statement():
            return replace(entry, statements=(*entry.statements, event))
        case Answer():
            return replace(entry, answer=event)


def conversation_html(past: Conversation) -> str:
    """The conversation as HTML; nothing for an empty one."""
    return panels.conversation(past)


def welcome_html(responder: Responder) -> str:
    """What stands where no question has been asked: what is in and what can be asked, or why not."""
    try:
        return panels.welcome(responder.scope(), responder.examples())
    except ReferatError as error:
        return panels.welcome_failure(error.user_message)
    except Exception:
        log.exception("No welcome")
        return panels.welcome_failure(texts.NO_ANSWER)


def scope_html(responder: Responder) -> str:
    """What is in, in one line; empty where that can't be had."""
    try:
        return panels.scope_years(responder.scope())
    except ReferatError:
        return ""
    except Exception:
        log.exception("No scope")
        return ""


def source_html(responder: Responder, wanted: Mapping[str, object]) -> str:
    """The source panel for a request from the browser; a sentence where it can't be shown.

    `wanted` has `item` (an id) and may have `start`, `end`, `number` and `total`, all whole numbers.
    """
    try:
        item_id = _whole(wanted, "item")
        place = Place(*(_whole(wanted, key) for key in ("start", "end", "number", "total")))
        return sources.source_panel(responder.item(item_id), *responder.neighbours(item_id), place)
    except ReferatError as error:
        return sources.source_error(error.user_message)
    except Exception:
        log.exception("No source panel")
        return sources.source_error(texts.SOURCE_UNAVAILABLE)


def _whole(wanted: Mapping[str, object], key: str) -> int:
    value = wanted.get(key, 0)
    return int(value) if isinstance(value, int | str) and value != "" else 0
