"""A question with its answer (spørgsmål og svar), and the form in which the reader's browser keeps it.

The browser holds the conversations, and sends with a question those that came before it: the server keeps
none, so that a conversation outlives it. What comes back is a document from outside, and read as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

# pydantic reads the annotations of `Exchange` while it runs, so these names must be there.
from rag.domain import Answer, Statement

if TYPE_CHECKING:
    from pydantic import TypeAdapter

MOST_EXCHANGES = 100
LONGEST_DOCUMENT = 400_000
LONGEST_QUESTION = 2000


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what has come back so far (spørgsmål og svar).

    While the answer is made `step` says what is happening and `statements` grows; at the end either
    `answer` or `failure` (one Danish sentence) is set. `dropped` are the filters the reader removed,
    `followups` questions that go on from the answer, and `rated` the reader's judgement: `op`, `ned` or
    nothing, stored under the id `rating`.
    """

    question: str
    dropped: frozenset[str] = frozenset()
    step: str = ""
    statements: tuple[Statement, ...] = ()
    answer: Answer | None = None
    failure: str = ""
    followups: tuple[str, ...] = ()
    rated: str = ""
    rating: str = ""

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.answer is not None or bool(self.failure)


Conversation = tuple[Exchange, ...]


def write_exchange(entry: Exchange) -> str:
    """A finished exchange as the JSON that the browser keeps; what streamed is in the answer already."""
    document = _adapter().dump_json(
        entry, exclude={"step": True, "statements": True, "answer": {"statements": True}}, exclude_defaults=True
    )
    return document.decode()


def read_exchange(document: object) -> Exchange | None:
    """An exchange from what a browser sent; None where it is none, or of another version of the program."""
    from pydantic import ValidationError

    if not isinstance(document, str) or len(document) > LONGEST_DOCUMENT:
        return None
    try:
        entry = _adapter().validate_json(document)
    except ValidationError:
        return None
    return entry if entry.finished and len(entry.question) <= LONGEST_QUESTION else None


def read_conversation(documents: object) -> Conversation:
    """The exchanges of a conversation from what a browser sent; what can't be read is left out."""
    if not isinstance(documents, list):
        return ()
    read = (read_exchange(document) for document in documents[-MOST_EXCHANGES:])
    return tuple(entry for entry in read if entry is not None)


@cache
def _adapter() -> TypeAdapter[Exchange]:
    from pydantic import TypeAdapter

    return TypeAdapter(Exchange)
