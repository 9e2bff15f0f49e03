"""The sample minutes, read in by the real parts, and short ways to ask about them."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.sync import sync
from rag.assistant import Assistant
from rag.domain import Answer, MeetingRecord, Period, SourceFile, Turn
from rag.question import Known
from rag.settings import Settings
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "ingest" / "samples"
SHARED = ROOT.parent / "shared"


class Unwatched:
    """Progress that nobody looks at."""

    def begin(self, label: str, total: int) -> Callable[[int], None]:
        """Count nothing."""
        del label, total
        return lambda _steps: None


@contextmanager
def read_in(minutes: Path, data: Path) -> Iterator[Workspace]:
    """A workspace over a new data folder with the given minutes in it."""
    workspace = Workspace(Settings(data=data), Unwatched())
    report = sync([minutes], workspace.catalog, workspace.encoder)
    # Golden parses lie beside the layouts.
    assert not [entry for entry in report.rejected if not entry.file.endswith(".json")]
    workspace.update_indexes()
    yield workspace
    workspace.catalog.close()


def converse(assistant: Assistant, *questions: str) -> Answer:
    """The answer to the last of some questions, each asked in the conversation before it."""
    history: list[Turn] = []
    answers = []
    for question in questions:
        answers.append(assistant.answer(question, history))
        history += [Turn("user", question), Turn("assistant", answers[-1].text)]
    return answers[-1]


def cited(answer: Answer) -> set[tuple[str, str]]:
    """The date and number of each cited item."""
    return {(citation.meeting_date.isoformat(), citation.number) for citation in answer.citations}


def day(iso: str) -> Period:
    """The period of one day."""
    return Period(date.fromisoformat(iso), date.fromisoformat(iso))


def knowing(*meetings: tuple[str, str], case_numbers: tuple[str, ...] = ()) -> Known:
    """What a catalog of (date, body) meetings can be asked for."""
    records = tuple(
        MeetingRecord(index, body, date.fromisoformat(iso), "", "", "", SourceFile(f"{index}.txt", "0" * 64), 1)
        for index, (iso, body) in enumerate(sorted(meetings), start=1)
    )
    return Known(tuple(sorted({record.body for record in records})), records, case_numbers)


KNOWN = knowing(
    ("2019-03-11", "Havneudvalget"),
    ("2020-09-14", "Børne- og Skoleudvalget"),
    ("2021-05-12", "Havneudvalget"),
    ("2021-06-09", "Kommunalbestyrelsen"),
    ("2022-01-20", "Kommunalbestyrelsen"),
    case_numbers=("05.01.00-P20-7-21", "05.01.00-P20-9-21", "00.32.00-S00-2-21", "22/4711"),
)
"""Five meetings of three invented bodies."""
