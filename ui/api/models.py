"""What the API takes and gives (modeller), as pydantic checks and describes it.

Requests are checked against these. Replies are the documents of `ui.documents` and `ui.records` as they are; their
models describe them, and a test holds the two together.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from prompts import programs as words
from prompts.programs import FIELDS
from rag.domain import AnswerMode, AnswerStatus, Outcome, SectionKind

LONGEST_QUESTION = 2000
LONGEST_QUERY = 500
LONGEST_NAME = 200
LONGEST_TURN = 20_000
MOST_TURNS = 40
MOST_LISTED = 500
MOST_FOUND = 100
MOST_BODIES = 50

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]
SearchWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUERY)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_NAME)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnModel(_Model):
    """One message of a conversation (replik)."""

    role: Literal["user", "assistant"]
    content: str = Field(max_length=LONGEST_TURN)


class AskModel(_Model):
    """A question with its conversation (forespørgsel)."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": words.EXAMPLE_QUESTION}]})

    question: Words = Field(description=FIELDS["question"])
    history: list[TurnModel] = Field([], max_length=MOST_TURNS, description=FIELDS["history"])
    dropped: list[Literal["periods", "bodies", "item_numbers", "case_numbers"]] = Field(
        [], max_length=4, description=FIELDS["dropped"]
    )


class CitationModel(_Model):
    """Proof of a statement (kildehenvisning); `[…]` in a quote marks what was left out between start and end."""

    meeting_date: date
    body: str
    item: int | str
    title: str
    journal_number: str | None
    section: str | None
    quote: str
    start: int
    end: int
    source: str


class AnswerModel(_Model):
    """An answer (svar): Markdown whose `[1]`, `[2]` … number `citations`."""

    status: AnswerStatus
    answer: str
    mode: AnswerMode
    model: str | None = None
    prompt: str | None = None
    citations: list[CitationModel]
    nearest: list[CitationModel]
    filters: dict[str, list[str]]
    checked: int
    notes: list[str]
    seconds: float


class ListedModel(_Model):
    """An item in a list (punkt)."""

    id: int
    meeting_id: int
    meeting_date: date
    body: str
    item: int | str
    title: str
    journal_number: str | None
    outcome: Outcome
    source: str
    closed: bool


class FoundModel(ListedModel):
    """A found item (fund) with its best passage; `score` lies in [0, 1]."""

    score: float
    snippet: str


class HitsModel(_Model):
    """What a search found (fund), best first."""

    items: list[FoundModel]


class ItemsModel(_Model):
    """A page of items (punkter); `total` counts all that the filter keeps."""

    total: int
    items: list[ListedModel]


class SectionModel(_Model):
    """A section of an item (afsnit); `body` and `date` where it quotes another body or meeting."""

    kind: SectionKind
    heading: str
    text: str
    start: int
    end: int
    body: str | None
    date: Annotated[str, Field(json_schema_extra={"format": "date"})] | None


class ItemModel(ListedModel):
    """A whole item (punkt); a closed one has no text and no sections."""

    page: int | None
    text: str
    sections: list[SectionModel]


class MeetingModel(_Model):
    """A meeting in a list (møde); `items` counts its items."""

    id: int
    meeting_date: date
    body: str
    time: str
    place: str
    items: int
    source: str


class MeetingsModel(_Model):
    """A page of meetings (møder); `total` counts all that the filter keeps."""

    total: int
    meetings: list[MeetingModel]


class HeldModel(_Model):
    """A meeting with its items (møde)."""

    meeting: MeetingModel
    items: list[ListedModel]


class EntryModel(ListedModel):
    """An item on a timeline (nedslag): its decision, and the Indstilling where the decision follows it."""

    decision: list[SectionModel]
    recommendation: list[SectionModel]


class MissingModel(_Model):
    """A meeting that is told of and whose minutes are not in (manglende referat); `told_by` is an item's id."""

    body: str
    meeting_date: date
    outcome: Outcome
    quote: str
    told_by: int


class TimelineModel(_Model):
    """A case over time (forløb), oldest first, closed items left out; `latest` is its newest standing."""

    bodies: list[str]
    journal_numbers: list[str]
    items: list[EntryModel]
    latest: EntryModel
    missing: list[MissingModel]


class StatusModel(_Model):
    """What is ingested (omfang)."""

    sources: int
    meetings: int
    items: int
    chunks: int
    first: date | None
    last: date | None
    bodies: list[str]
    encoder: str
    indexes_current: bool


class ProblemModel(BaseModel):
    """A refusal (RFC 9457): `detail` is one Danish sentence, `errors` names the fields that it is about."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] = []
