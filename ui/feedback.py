"""The readers' judgements (bedømmelser): stored beside the catalog, one JSON object a line, added to and never changed.

A judgement that is changed or taken back is a further line of the same id, and the last one counts. CPR numbers
are masked before anything is stored; who judged is not stored at all.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from ingest.cpr import mask_cpr_numbers
from prompts import errors as sentences
from prompts.rejections import reason_of
from rag.domain import Answer, AnswerStatus
from rag.errors import DataFolderError
from ui import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rag.domain import Turn

FILE_NAME = "bedoemmelser.jsonl"
LONGEST_COMMENT = 1000
# Anybody who reads may judge: what they can fill the disk with has an end.
LARGEST_FILE = 64 * 1024 * 1024
_ID = re.compile(r"[0-9a-f]{32}")


class Verdict(StrEnum):
    """What a reader thought of an answer (dom)."""

    GOOD = "op"
    BAD = "ned"
    WITHDRAWN = ""


class Reason(StrEnum):
    """Why an answer was bad (grund)."""

    WRONG = "forkert"
    INCOMPLETE = "mangelfuldt"
    WRONG_SOURCE = "forkert kilde"
    NOT_IN_MINUTES = "fremgår ikke"
    REFUSED = "fremgår dog"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reader's judgement of one answer (bedømmelse).

    `cited` has date, body, item number and quote of each citation; `at` is the time in ISO 8601 with its offset.
    """

    id: str
    at: str
    verdict: Verdict
    reason: Reason
    comment: str
    question: str
    history: tuple[tuple[str, str], ...]
    status: str
    answer: str
    cited: tuple[tuple[str, str, str, str], ...]


def new_judgement(
    verdict: Verdict,
    reason: Reason,
    comment: str,
    question: str,
    history: Sequence[Turn],
    answer: Answer,
    *,
    known: str = "",
) -> Judgement:
    """A judgement made now. `known` is the id of the one that it takes the place of."""
    return Judgement(
        id=known if _ID.fullmatch(known) else uuid4().hex,
        at=datetime.now().astimezone().isoformat(timespec="seconds"),
        verdict=verdict,
        reason=reason,
        comment=_masked(comment[:LONGEST_COMMENT].strip()),
        question=_masked(question),
        history=tuple((turn.role, _masked(turn.content)) for turn in history),
        status=answer.status.value,
        answer=_masked(answer.text),
        cited=tuple((c.meeting_date.isoformat(), c.body, c.number, c.quote) for c in answer.citations),
    )


def _masked(words: str) -> str:
    return mask_cpr_numbers(words)[0]


def store(folder: Path, judgement: Judgement) -> None:
    """Add a judgement to those of a data folder; one write, so that lines of several processes never mix.

    Raises:
        DataFolderError: the folder can't be written, or holds as many judgements as it may.
    """
    line = json.dumps(asdict(judgement), ensure_ascii=False) + "\n"
    path = folder / FILE_NAME
    try:
        with path.open("ab", buffering=0) as file:
            path.chmod(0o600)
            full = file.tell() > LARGEST_FILE
            if not full:
                file.write(line.encode())
    except OSError as error:
        raise DataFolderError(sentences.DATA_FOLDER.format(path=path, reason=reason_of(error))) from error
    if full:
        raise DataFolderError(texts.FEEDBACK_FULL)


def read(folder: Path) -> tuple[Judgement, ...]:
    """The judgements that count, in the order in which they were first made.

    Raises:
        DataFolderError: the file can't be read, or a line of it is no judgement.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return ()
    found: dict[str, Judgement] = {}
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            judgement = _read_line(line)
            found[judgement.id] = judgement
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFolderError(sentences.DATA_FOLDER.format(path=path, reason=error)) from error
    return tuple(each for each in found.values() if each.verdict is not Verdict.WITHDRAWN)


def _read_line(line: str) -> Judgement:
    row: dict[str, Any] = json.loads(line)
    row["verdict"], row["reason"] = Verdict(row["verdict"]), Reason(row["reason"])
    row["history"] = tuple((role, content) for role, content in row["history"])
    row["cited"] = tuple((day, body, number, quote) for day, body, number, quote in row["cited"])
    return Judgement(**row)


def gold_rows(judgements: Iterable[Judgement]) -> tuple[dict[str, Any], ...]:
    """The judgements that tell what a right answer is, as gold questions for `referat eval`.

    An answer found good is expected again, from the same items; where the minutes don't say, by the answer or
    by the reader, a refusal is. Of other bad answers nobody has said what is right: they are left out.
    """
    rows = (_gold_row(judgement) for judgement in judgements)
    return tuple(row for row in rows if row is not None)


def _gold_row(judgement: Judgement) -> dict[str, Any] | None:
    good = judgement.verdict is Verdict.GOOD
    refused = judgement.status == AnswerStatus.NOT_FOUND
    answerable = good and not refused
    if not answerable and not (good and refused) and judgement.reason is not Reason.NOT_IN_MINUTES:
        return None
    items = dict.fromkeys((day, number) for day, _, number, _ in judgement.cited) if answerable else {}
    if answerable and not items:
        return None
    return {
        "id": judgement.id,
        "question": judgement.question,
        "kind": _KIND if answerable else _REFUSAL_KIND,
        "history": [{"role": role, "content": content} for role, content in judgement.history],
        "answerable": answerable,
        "expected": [{"date": day, "item": number} for day, number in items],
        "must_contain": [],
        "note": judgement.comment,
    }


_KIND = "feedback"
_REFUSAL_KIND = "unanswerable"
