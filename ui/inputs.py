"""Files that commands are given (inddatafiler): questions and conversations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from prompts.rejections import reason_of
from rag.domain import Turn
from rag.errors import GoldError
from ui import texts


def read_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a file of questions.

    Raises:
        GoldError: the file can't be read, or a row has no id or question.
    """
    from prompts import errors as sentences

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(sentences.GOLD_UNREADABLE.format(path=path, reason=reason(error))) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
                _ = row["id"], row["question"]
            except (ValueError, KeyError, TypeError) as error:
                raise GoldError(sentences.GOLD_ROW.format(line=number, path=path, reason=reason(error))) from error
            yield row


def read_history(path: Path) -> tuple[Turn, ...]:
    """The conversation in a JSON file.

    Raises:
        GoldError: it can't be read, or is no conversation.
    """
    try:
        return read_turns(json.loads(path.read_text(encoding="utf-8")), path)
    except (OSError, ValueError) as error:
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason=reason(error))) from error


def read_turns(rows: Sequence[Any], path: Path) -> tuple[Turn, ...]:
    """A conversation from JSON objects with `role` and `content`.

    Raises:
        GoldError: they are no conversation.
    """
    try:
        turns = tuple(Turn(row["role"], str(row["content"])) for row in rows)
    except (KeyError, TypeError) as error:
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason=reason(error))) from error
    if any(turn.role not in ("user", "assistant") for turn in turns):
        raise GoldError(texts.HISTORY_UNREADABLE.format(path=path, reason="role"))
    return turns


def reason(error: Exception) -> str:
    """Why a file or a line of it can't be used, in Danish where the error is one that people cause."""
    if isinstance(error, KeyError):
        return texts.REASON_FIELD.format(field=error.args[0])
    for kind, sentence in _REASONS:
        if isinstance(error, kind):
            return sentence
    return reason_of(error) if isinstance(error, OSError) else str(error)


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (FileNotFoundError, texts.REASON_ABSENT),
    (IsADirectoryError, texts.REASON_FOLDER),
    (PermissionError, texts.REASON_ACCESS),
    (UnicodeDecodeError, texts.REASON_BYTES),
    (json.JSONDecodeError, texts.REASON_JSON),
    (TypeError, texts.REASON_FORM),
)
