"""A real page over invented minutes: a responder written for these tests, the real server, real Chromium."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from rag.domain import (
    AgendaItem,
    Answer,
    AnswerStatus,
    AppliedFilter,
    Citation,
    ItemRecord,
    MeetingRecord,
    Outcome,
    SearchedScope,
    Section,
    SectionKind,
    SourceFile,
    Statement,
    Step,
    Turn,
)
from rag.errors import NothingIngested, ReferatError
from tests.served import InThread
from ui.access.accounts import Account, Accounts, Role
from ui.access.passwords import PlainPassword
from ui.feedback import Judgement
from ui.sources import Surroundings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

FILLER = "Udvalget har tidligere drøftet sagen, og forvaltningen har indhentet flere tilbud. " * 12

HOSTILE_TITLE = "<script>window.hostile=1</script> & [tryk](javascript:window.hostile=2)"
HOSTILE_TEXT = (
    '<img src="http://198.51.100.7/x.png" onerror="window.hostile=3"> ![billede](http://198.51.100.7/y.png) '
    "${window.hostile=4} {{value}} `</textarea>"
)

PAPERS = (
    ("1", "Godkendelse af dagsorden", "", Outcome.APPROVED, "Dagsordenen blev godkendt.", ""),
    (
        "2",
        "Ny cykelsti langs Åvej",
        "05.01.00-G01-7-21",
        Outcome.APPROVED,
        "Udvalget besluttede at anlægge stien i 2022. Der afsættes 1,2 mio. kr. til formålet.",
        FILLER,
    ),
    ("3", "Lukket punkt", "", Outcome.CLOSED, "", ""),
    ("4", HOSTILE_TITLE, "00.00.00-<b>-1-21", Outcome.POSTPONED, HOSTILE_TEXT, ""),
)


def written(number: str, title: str, case: str, decision: str, filler: str) -> AgendaItem:
    """An agenda item laid out as minutes are: title, journal number, case, decision."""
    text = f"Punkt {number}: {title}\n\n{case}\n\n"
    sections = []
    for kind, body in ((SectionKind.CASE, filler), (SectionKind.DECISION, decision)):
        if body:
            heading = kind.value.capitalize()
            text += f"{heading}\n\n"
            sections.append(Section(kind, heading, len(text), len(text) + len(body)))
            text += f"{body}\n\n"
    return AgendaItem(number, title, case, closed=not decision, text=text.rstrip(), sections=tuple(sections))


MEETING = MeetingRecord(
    1, "Teknik- og Miljøudvalget", date(2021, 5, 12), "16:30", "Sal B", "", SourceFile("tmu-2021-05-12.md", "0" * 64), 4
)
RECORDS = tuple(
    ItemRecord(index + 10, index, MEETING, written(number, title, case, decision, filler), outcome)
    for index, (number, title, case, outcome, decision, filler) in enumerate(PAPERS)
)


def cite(item_id: int, quote: str, *, last: str = "") -> Citation:
    """A citation of words that stand in an item; with `last`, from the first words to the last ones."""
    record = next(entry for entry in RECORDS if entry.id == item_id)
    item = record.item
    start = item.text.index(quote) if quote else 0
    end = item.text.index(last) + len(last) if last else start + len(quote)
    shown = f"{quote} […] {last}" if last else quote
    source = MEETING.source.name
    return Citation(
        item_id,
        MEETING.date,
        MEETING.body,
        item.number,
        item.title,
        item.case_number,
        "Beslutning",
        shown,
        start,
        end,
        source,
    )


SCOPE = SearchedScope(5, date(2017, 12, 21), date(2022, 2, 3))
BUILD = Statement(
    "Udvalget besluttede at **anlægge stien** i 2022.", (cite(11, "Udvalget besluttede at anlægge stien i 2022."),)
)
MONEY = Statement("Der afsættes 1,2 mio. kr.", (cite(11, "Der afsættes 1,2 mio. kr. til formålet."),))
YEAR = AppliedFilter("periods", "2021")


def answered(*statements: Statement, **changes: Any) -> Answer:
    """An answer that says these statements, numbered as they come."""
    citations = tuple(citation for statement in statements for citation in statement.citations)
    text = "\n\n".join(f"{entry.text} [{number}]" for number, entry in enumerate(statements, 1))
    base = Answer(
        AnswerStatus.ANSWERED,
        text,
        statements,
        citations,
        checked=len(citations),
        proposed=len(citations),
        scope=SCOPE,
        seconds=0.4,
    )
    return replace(base, **changes)


class InventedResponder:
    """Answers from the invented minutes above; each question word has its own ending."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.asked: list[tuple[str, tuple[Turn, ...], frozenset[str]]] = []
        self.judgements: list[Judgement] = []

    def stream(
        self, question: str, history: Sequence[Turn], dropped: Collection[str]
    ) -> Iterator[Step | Statement | Answer]:
        self.asked.append((question, tuple(history), frozenset(dropped)))
        yield Step("Søger i 5 møder")
        words = question.casefold()
        if "fejl" in words:
            raise NothingIngested("Der er ikke indlæst nogen referater endnu; kør først: referat ingest MAPPE")
        if "nedbrud" in words:
            raise ZeroDivisionError("secret detail")
        for event in self._events(words, frozenset(dropped)):
            time.sleep(self.pause)
            yield event

    def _events(self, words: str, dropped: frozenset[str]) -> Iterator[Statement | Answer]:
        filters = () if "periods" in dropped else (YEAR,)
        if "fjendtlig" in words:
            statement = Statement(HOSTILE_TEXT, (cite(13, HOSTILE_TEXT[:36], last=HOSTILE_TEXT[-12:]),))
            yield statement
            yield answered(
                statement,
                outcome=Outcome.POSTPONED,
                notes=(HOSTILE_TEXT,),
                filters=(AppliedFilter("bodies", HOSTILE_TITLE),),
            )
        elif "svømmehal" in words:
            yield Answer(
                AnswerStatus.NOT_FOUND,
                "Det fremgår ikke af de referater, jeg har.",
                nearest=(cite(11, "Der afsættes 1,2 mio. kr. til formålet."), cite(10, "Dagsordenen blev godkendt.")),
                filters=filters,
                scope=SCOPE,
            )
        elif "lukket" in words:
            yield answered(
                Statement("Punktet er lukket.", (cite(12, ""),)), status=AnswerStatus.CLOSED, outcome=Outcome.CLOSED
            )
        else:
            yield BUILD
            yield MONEY
            yield answered(BUILD, MONEY, outcome=Outcome.APPROVED, filters=filters)

    def item(self, item_id: int) -> ItemRecord:
        for record in RECORDS:
            if record.id == item_id:
                return record
        raise ReferatError("Punktet findes ikke længere; spørg igen.")

    def scope(self) -> SearchedScope:
        return SCOPE

    def surroundings(self, item_id: int) -> Surroundings:
        place = next(index for index, record in enumerate(RECORDS) if record.id == item_id)
        before = RECORDS[place - 1] if place else None
        after = RECORDS[place + 1] if place + 1 < len(RECORDS) else None
        return Surroundings(before, after, 2 if RECORDS[place].item.case_number else 0)

    def items_at(self, body: str, day: date, number: str) -> tuple[ItemRecord, ...]:
        here = (body, day) == (MEETING.body, MEETING.date)
        return tuple(record for record in RECORDS if here and record.item.number == number)

    def followups(self, answer: Answer) -> tuple[str, ...]:
        return ("Hvad koster cykelstien?",) if answer.citations else ()

    def keep_judgement(self, judgement: Judgement) -> None:
        self.judgements.append(judgement)

    def read_samples(self) -> None:
        raise ReferatError("Der er læst referater ind allerede.")

    def examples(self) -> tuple[str, ...]:
        return ("Hvad blev der besluttet om cykelstien?", "Hvad blev der sagt om svømmehallen?")


class EmptyResponder(InventedResponder):
    """A catalog that nothing has been read into, until the samples are."""

    filled = False

    def scope(self) -> SearchedScope:
        return SCOPE if self.filled else SearchedScope(0, None, None)

    def examples(self) -> tuple[str, ...]:
        return super().examples() if self.filled else ()

    def read_samples(self) -> None:
        self.filled = True


class Served(InThread):
    """The page over a responder, on a free port unless one is named."""

    def __init__(self, responder: InventedResponder, *, port: int = 0, **site: Any) -> None:
        from ui.server import Site, start

        self.responder = responder
        opened = Site(port=port, **site)
        super().__init__(lambda ready: start(responder, opened, ready=ready))


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The page over the invented minutes."""
    server = Served(InventedResponder(pause=0.15))
    yield server
    server.close()


@pytest.fixture(scope="session")
def served_empty() -> Iterator[Served]:
    """The page before any minutes are in."""
    server = Served(EmptyResponder())
    yield server
    server.close()


@pytest.fixture(scope="session")
def served_login() -> Iterator[Served]:
    """The page behind a login."""
    anna = Account("anna", frozenset({Role.READER}), PlainPassword("hemmelig"))
    server = Served(InventedResponder(), accounts=Accounts({"anna": anna}))
    yield server
    server.close()


CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running headless Chromium; skips where there is none, fails in continuous integration.

    Not for the whole session: while it runs its thread has an event loop, and no other test could start one.
    """
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; the browser tests must run here")
        pytest.skip("Chromium is missing; name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()
