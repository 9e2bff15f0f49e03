"""Answers as they are made (strøm): server-sent events or a JSON object a line."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from enum import Enum
from typing import Any

from starlette.responses import StreamingResponse

from rag.domain import Answer, Statement, Step
from rag.errors import ReferatError
from ui import texts
from ui.api.failures import status_of
from ui.api.turnstile import Turnstile
from ui.documents import answer_document, citation_document
from ui.problems import problem_document

log = logging.getLogger(__name__)

Event = Step | Statement | Answer


class Form(Enum):
    """How a stream is written (strømform): its value is the media type that asks for it."""

    EVENTS = "text/event-stream"
    LINES = "application/x-ndjson"

    def write(self, name: str, document: dict[str, Any]) -> str:
        """One event."""
        if self is Form.EVENTS:
            return f"event: {name}\ndata: {json.dumps(document, ensure_ascii=False)}\n\n"
        return json.dumps({"event": name, **document}, ensure_ascii=False) + "\n"


def wanted_form(accept: str) -> Form | None:
    """The stream that a request asks for; None where it wants one document."""
    asked = {part.partition(";")[0].strip().casefold() for part in accept.split(",")}
    return next((form for form in Form if form.value in asked), None)


def stream_response(events: Iterator[Event], form: Form, turnstile: Turnstile) -> StreamingResponse:
    """A response that writes each event as it comes, and an `error` where no answer came of it."""
    # Proxies such as nginx would hold a stream back until it is whole.
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    media_type = f"{form.value}; charset=utf-8" if form is Form.LINES else form.value
    return StreamingResponse(_written(events, form, turnstile), media_type=media_type, headers=headers)


async def _written(events: Iterator[Event], form: Form, turnstile: Turnstile) -> AsyncIterator[str]:
    try:
        async for event in turnstile.each(events):
            yield form.write(*event_document(event))
    except ReferatError as error:
        yield form.write("error", problem_document(status_of(error), error.user_message))
    except Exception:
        log.exception("No answer to a program")
        yield form.write("error", problem_document(500, texts.NO_ANSWER))


def event_document(event: Event) -> tuple[str, dict[str, Any]]:
    """The name and the document of an event."""
    match event:
        case Step():
            return "step", {"text": event.text}
        case Statement():
            return "statement", {"text": event.text, "citations": [citation_document(c) for c in event.citations]}
        case Answer():
            return "answer", answer_document(event)
