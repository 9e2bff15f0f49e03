"""A data folder that an earlier program wrote is taken over as it is: `schema-1.sql` was dumped from one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rag.catalog import Catalog
from rag.database import FILE_NAME
from rag.domain import AnswerStatus, Filters
from rag.schema import VERSION
from rag.settings import Settings
from tests.answering import Unwatched
from ui.examination import examine
from ui.workspace import Workspace

STORED = Path(__file__).with_name("schema-1.sql")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(STORED.read_text(encoding="utf-8"))
    return tmp_path


def version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_the_stored_catalog_is_of_the_first_version(earlier: Path) -> None:
    assert version(earlier) == 1


def test_it_is_brought_to_the_version_of_today(earlier: Path) -> None:
    Catalog.open(earlier).close()
    assert version(earlier) == VERSION


def test_nothing_of_it_is_lost(earlier: Path) -> None:
    first, second = Catalog.open(earlier).find_items(Filters())
    assert (first.item.title, first.item.case_number) == ("Ny cykelsti langs Åvej", "05.01.00-G01-7-21")
    assert [section.heading for section in first.item.sections] == ["Sagsfremstilling", "Beslutning"]
    assert second.item.closed


def test_it_is_answered_from_and_found_sound(earlier: Path) -> None:
    workspace = Workspace(Settings(data=earlier), Unwatched())
    answer = workspace.assistant.answer("Hvad besluttede Teknikudvalget om cykelstien langs Åvej?")
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.citations[0].quote == "Udvalget besluttede at anlægge stien i 2022."
    assert [finding for finding in examine(workspace) if finding.reason] == []
