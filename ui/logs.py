"""The log (driftslog): what a caretaker may read of what happened, one line each on standard error.

No question, answer or search word is ever written, and of an error only its kind and where it arose: its words may
quote what somebody asked. `REFERAT_LOG=json` writes each line as a JSON object and adds the requests and the answers;
`debug` adds the errors' own words, for troubleshooting.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TypeAlias

OURS = ("ui", "ingest", "rag", "prompts")
_Caught: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def set_up(mode: str) -> None:
    """Write the log as a mode says: `json`, `debug`, or only errors."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter({"json": JsonLines(), "debug": logging.Formatter(_LINE)}.get(mode, Plain(_LINE)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.ERROR if mode != "debug" else logging.INFO)
    for name in OURS:
        # Libraries tell what was sent where; even where troubles are sought, a question is not to be among it.
        logging.getLogger(name).setLevel({"json": logging.INFO, "debug": logging.DEBUG}.get(mode, logging.ERROR))


_LINE = "%(levelname)s %(name)s: %(message)s"


def note(log: logging.Logger, event: str, **fields: object) -> None:
    """Write an event with its fields; none of them may hold what somebody wrote."""
    log.info(event, extra={"fields": fields})


class Plain(logging.Formatter):
    """Lines of text, errors without their own words."""

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - the name that logging gives it
        """The kind of an error and where it arose."""
        return "; ".join((_kind(ei[1]), *_places(ei[1])))


class JsonLines(logging.Formatter):
    """A JSON object a line: `time` (UTC), `level`, `logger`, `event`, and the event's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        fields: dict[str, Any] = getattr(record, "fields", {})
        document = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **fields,
        }
        if record.exc_info and record.exc_info[1]:
            document |= {"error": _kind(record.exc_info[1]), "at": _places(record.exc_info[1])}
        return json.dumps(document, ensure_ascii=False, default=str)


def _kind(error: BaseException | None) -> str:
    return type(error).__name__ if error else ""


def _places(error: BaseException | None) -> list[str]:
    """Where an error came through, the innermost last: file, line, function."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
