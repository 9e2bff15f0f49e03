"""Refusals for programs (problemer): problem details as RFC 9457 has them, with the Danish sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> JSONResponse:
    """A response that says in one sentence what is wrong and what to do; `errors` are fields with what is wrong."""
    document = problem_document(status, detail) | ({"errors": list(errors)} if errors else {})
    return JSONResponse(document, status_code=status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def problem_document(status: int, detail: str) -> dict[str, Any]:
    """A problem as it is told within a stream that has begun."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
