"""The words of the field: meetings, agenda items, citations and answers.

Standard library only. Every type is frozen and slotted; every offset counts characters of
`AgendaItem.text`, the one text that quotes are checked against.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class SectionKind(StrEnum):
    """What a section of an agenda item is for (sagsfremstillingens afsnit)."""

    OCCASION = "anledning"
    CASE = "sagsfremstilling"
    RECOMMENDATION = "indstilling"
    DECISION = "beslutning"
    ATTACHMENTS = "bilag"
    ECONOMY = "økonomi"
    LEGAL_BASIS = "lovgrundlag"
    PROCEDURE = "sagsgang"
    HEARING = "høring"
    OTHER = "andet"


class Outcome(StrEnum):
    """What became of an agenda item (udfald)."""

    APPROVED = "godkendt"
    PARTLY = "delvist godkendt"
    NOTED = "efterretning"
    DISCUSSED = "drøftet"
    POSTPONED = "udsat"
    REJECTED = "afvist"
    FORWARDED = "oversendt"
    RECOMMENDED = "anbefalet"
    CLOSED = "lukket"
    NONE = "ingen beslutning"


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLOSED = "closed"


class AnswerMode(StrEnum):
    """Who phrased an answer: verbatim sentences, or a chat model over checked evidence."""

    EXTRACTIVE = "extractive"
    GENERATIVE = "generative"


@dataclass(frozen=True, slots=True)
class Section:
    """A section (afsnit) of an agenda item: a label and the span of the text under it.

    `start` and `end` delimit the body below the label, without surrounding white space.
    `body` and `date` are set where an item quotes a decision of another body or meeting
    ("Økonomiudvalget, 18. september 2019: Anbefales."); else they are empty.
    """

    kind: SectionKind
    heading: str
    start: int
    end: int
    body: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An agenda item (Punkt) as it stands in the minutes.

    `number` is the number as printed, without "Punkt" or a full stop; `case_number` the journal
    number (journalnummer) as printed, or empty. `text` is the whole item from its title line on,
    with Markdown marks removed and line breaks kept. Sections are in reading order and don't overlap.
    A closed item (lukket punkt) has `closed` set and a text that reveals nothing but that.
    `page` is the page (1-based) on which it starts, where the file has pages.
    """

    number: str
    title: str
    case_number: str = ""
    closed: bool = False
    text: str = ""
    sections: tuple[Section, ...] = ()
    page: int | None = None

    def section_text(self, section: Section) -> str:
        """The words of one of this item's sections."""
        return self.text[section.start : section.end]

    def of_kind(self, kind: SectionKind) -> tuple[Section, ...]:
        """This item's sections of one kind, in reading order."""
        return tuple(section for section in self.sections if section.kind is kind)


@dataclass(frozen=True, slots=True)
class Treatment:
    """A decision of another body or meeting that an item quotes (tidligere behandling); `date` is None if untold."""

    body: str
    date: date | None


class Edition(StrEnum):
    """Which edition of a meeting's minutes a document is (udgave), from the least to the most final."""

    AGENDA = "dagsorden"
    DRAFT = "udkast"
    MINUTES = "referat"
    REVISED = "revideret"
    SUPPLEMENT = "tillæg"


class Relation(StrEnum):
    """What another document of the same meeting is to one (forhold)."""

    OLDER = "ældre udgave"
    NEWER = "nyere udgave"
    SUPPLEMENT = "tillæg"
    SAME_MEETING = "samme møde"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting (møde) of one body, with its agenda items in the order of the minutes.

    `head` is the text before the first item (place, time, attendance), verbatim.
    """

    body: str
    date: date
    time: str = ""
    place: str = ""
    head: str = ""
    items: tuple[AgendaItem, ...] = ()
    edition: Edition = Edition.MINUTES


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """How much of a file was understood (læserapport).

    `listed` counts the entries of its tables of contents, 0 where it has none. `placed` is the share, in
    [0, 1], of its visible characters that stand in a head, a table of contents or an item; `unplaced` is
    the rest, word for word, except that closed items are never shown. `unlabelled` is what was kept in an
    item without a label saying what it is. `cpr_numbers` counts what was masked because it looks like one.
    `warnings` are Danish sentences.
    """

    meetings: int
    items: int
    listed: int
    sections: int
    case_numbers: int
    placed: float
    unplaced: tuple[str, ...] = ()
    agenda_only: bool = False
    cpr_numbers: int = 0
    warnings: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage (tekststykke) of one section, small enough to embed.

    `text` equals `item.text[start:end]`; `section` is the index into `item.sections`, or None for a
    passage that covers a short item whole.
    """

    section: int | None
    kind: SectionKind
    heading: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of minutes (kildefil): its name below the ingested folder and its content hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting as the catalog knows it, without its items."""

    id: int
    body: str
    date: date
    time: str
    place: str
    head: str
    source: SourceFile
    item_count: int


@dataclass(frozen=True, slots=True)
class RelatedMeeting:
    """Another document of a meeting (samme møde i en anden fil), and what it is to that one."""

    meeting: MeetingRecord
    relation: Relation


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An agenda item as the catalog knows it, with its meeting."""

    id: int
    position: int
    meeting: MeetingRecord
    item: AgendaItem
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """A chunk as the catalog knows it, with what an index needs to place it."""

    id: int
    item_id: int
    chunk: Chunk
    body: str
    date: date
    number: str
    title: str
    case_number: str
    source: SourceFile


@dataclass(frozen=True, slots=True)
class Period:
    """A span of dates (periode), both ends included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question narrows the search to (afgrænsning). Empty fields narrow nothing.

    Several periods, bodies, numbers or case numbers are alternatives; the fields together are demands.
    """

    periods: tuple[Period, ...] = ()
    bodies: tuple[str, ...] = ()
    item_numbers: tuple[str, ...] = ()
    case_numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.periods or self.bodies or self.item_numbers or self.case_numbers)


class Order(StrEnum):
    """In what order items are shown (rækkefølge)."""

    BEST = "bedste"
    NEWEST = "nyeste"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a search is narrowed to (indsnævring). An empty field narrows nothing; the fields are demands together.

    `section` keeps the items whose words stand in a section of that kind.
    """

    body: str = ""
    year: int = 0
    outcome: Outcome | None = None
    section: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation (replik)."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Proof of a statement (kildehenvisning): an item and the words that the statement rests on.

    `quote` equals the item's text from `start` to `end`, except that `[…]` marks what was left out of a
    span. An empty quote cites the item's own head: its number, title, date or journal number.
    """

    item_id: int
    meeting_date: date
    body: str
    number: str
    title: str
    case_number: str
    section: str
    quote: str
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing an answer says (udsagn), with the citations that carry it."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SearchedScope:
    """What was searched (søgegrundlag): how many meetings, and their first and last date."""

    meetings: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class AppliedFilter:
    """A filter that a question was understood to set (forstået afgrænsning).

    `field` is the name of a field of `Filters`; `label` is what a person reads; `applied` is false where
    the filter was understood but not used because it would have hidden the answer.
    """

    field: Literal["periods", "bodies", "item_numbers", "case_numbers"]
    label: str
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer (svar): Markdown, its checked citations, and how it came about.

    `text` numbers its citations as `[1]`, `[2]` … into `citations`. `checked` of `proposed` quotes passed
    the check against the catalog; those that failed are not in `citations`. `nearest` holds what came
    closest where nothing answers. `notes` are sentences on how the answer came about. `model` and `prompt` name the
    chat model that phrased a generative answer and the version of the words it was told; else they are empty.
    """

    status: AnswerStatus
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    filters: tuple[AppliedFilter, ...] = ()
    mode: AnswerMode = AnswerMode.EXTRACTIVE
    outcome: Outcome | None = None
    checked: int = 0
    proposed: int = 0
    notes: tuple[str, ...] = ()
    scope: SearchedScope = field(default_factory=lambda: SearchedScope(0, None, None))
    seconds: float = 0.0
    model: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found agenda item (fund) with its best passage. `score` lies in [0, 1], higher is better."""

    record: ItemRecord
    score: float
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is happening while an answer is made (trin), in words for the reader."""

    text: str


def passage_text(title: str, chunk: Chunk) -> str:
    """What is embedded for a passage: its item's title and its label stand before its words.

    A passage of a Beslutning seldom names its subject; the title does. A short item kept whole has both.
    """
    if chunk.section is None:
        return chunk.text
    return f"{title}\n{chunk.heading}\n{chunk.text}" if chunk.heading else f"{title}\n{chunk.text}"
