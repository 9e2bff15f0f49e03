"""What goes wrong, as programs are told (fejl): problem details with one Danish sentence."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from rag.errors import DataFolderError, IndexDamaged, ModelUnavailable, NothingIngested, NotThere, ReferatError
from ui import texts
from ui.api.turnstile import Busy
from ui.problems import problem

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

log = logging.getLogger(__name__)

_STATUSES: tuple[tuple[type[ReferatError], int], ...] = (
    (NotThere, 404),
    (NothingIngested, 409),
    (ModelUnavailable, 503),
    (DataFolderError, 503),
    (IndexDamaged, 503),
)
_SHOWN = ("query", "body", "path")


def status_of(error: ReferatError) -> int:
    """The HTTP status of an error."""
    if isinstance(error, Busy):
        return 503
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def add_handlers(api: FastAPI) -> None:
    """Tell every error of an application as a problem."""
    api.add_exception_handler(ReferatError, _known)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _unexpected)


def _known(_: Request, error: Exception) -> Response:
    assert isinstance(error, ReferatError)  # noqa: S101 - the handler of that class
    later = {"retry-after": "2"} if error.retryable else None
    return problem(status_of(error), error.user_message, later)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the handler of that class
    sentence = texts.API_REFUSALS.get(error.status_code, texts.API_MALFORMED)
    return problem(error.status_code, sentence, error.headers)


def _unexpected(_: Request, error: Exception) -> Response:
    log.error("No reply to a program", exc_info=error)
    return problem(500, texts.NO_ANSWER)


def _malformed(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the handler of that class
    found = [(_field(each["loc"]), _reason(each["type"], each.get("ctx", {}))) for each in error.errors()]
    field, reason = found[0]
    details = [{"field": name, "reason": why} for name, why in found]
    return problem(422, texts.API_FIELD.format(field=field, reason=reason), errors=details)


def _field(place: tuple[int | str, ...]) -> str:
    named = [str(part) for part in place if part not in _SHOWN or len(place) == 1]
    return ".".join(named)


def _reason(kind: str, context: dict[str, object]) -> str:
    template = texts.API_REASONS.get(kind)
    if template is None:
        family = next((name for name in texts.API_FAMILIES if kind.startswith(name)), "")
        return texts.API_FAMILIES.get(family, texts.REASON_FORM)
    return template.format(**context)
