"""A held state: what was there stays while something else is written, and the next whole state takes its place."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from pathlib import Path

import pytest

from rag.domain import AnswerStatus, Filters
from rag.holding import HeldCatalog, Newest
from rag.settings import Settings
from rag.stamps import Stamp
from tests.answering import SAMPLES, Unwatched
from ui.workspace import HeldWorkspace, Workspace

QUESTION = "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The sample minutes, but for those of the question."""
    from ingest.sync import sync

    made = Workspace(Settings(data=tmp_path / "data"), Unwatched())
    minutes = shutil.copytree(SAMPLES, tmp_path / "minutes")
    asked_of = next(minutes.glob("direktionen-2022-*"))
    asked_of.rename(tmp_path / asked_of.name)
    sync([minutes], made.catalog, made.encoder)
    made.update_indexes()
    return made


def add_the_rest(workspace: Workspace) -> None:
    from ingest.sync import sync

    folder = workspace.settings.data.parent
    files = [path for path in folder.iterdir() if path.is_file()]
    sync(files, workspace.catalog, workspace.encoder)


def test_a_held_catalog_stays_as_it_was(workspace: Workspace) -> None:
    held = HeldCatalog.hold(workspace.settings.data)
    assert held is not None
    before = held.find_items(Filters())
    add_the_rest(workspace)
    assert len(workspace.catalog.find_items(Filters())) > len(before)
    assert held.find_items(Filters()) == before


def test_a_held_catalog_is_shared_by_more_threads_than_it_has_connections(workspace: Workspace) -> None:
    held = HeldCatalog.hold(workspace.settings.data)
    assert held is not None
    seen: list[int] = []
    together = threading.Barrier(20)

    def read() -> None:
        together.wait()
        with held.snapshot():
            seen.append(len(held.find_items(Filters())))

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(seen) == 20
    assert len(set(seen)) == 1


def test_files_that_are_in_are_not_answered_from_until_the_indexes_have_them(workspace: Workspace) -> None:
    assert workspace.now.assistant.answer(QUESTION).status is AnswerStatus.NOT_FOUND
    add_the_rest(workspace)
    assert workspace.now.assistant.answer(QUESTION).status is AnswerStatus.NOT_FOUND
    workspace.update_indexes()
    assert workspace.now.assistant.answer(QUESTION).status is AnswerStatus.ANSWERED


def test_what_answers_goes_on_from_the_state_that_it_began_with(workspace: Workspace) -> None:
    begun = workspace.now.assistant
    stream = begun.stream(QUESTION)
    next(stream)
    add_the_rest(workspace)
    workspace.update_indexes()
    assert isinstance(workspace.now, HeldWorkspace)
    assert workspace.now.assistant is not begun
    assert getattr(list(stream)[-1], "status", None) is AnswerStatus.NOT_FOUND


def test_an_empty_data_folder_has_nothing_to_hold(tmp_path: Path) -> None:
    empty = Workspace(Settings(data=tmp_path), Unwatched())
    assert empty.now is empty


def test_a_state_that_nobody_answers_from_is_let_go_of(workspace: Workspace) -> None:
    """Else the journal would grow for good: SQLite takes its room back only when nobody reads an older state."""
    held = weakref.ref(workspace.now.catalog)
    add_the_rest(workspace)
    workspace.update_indexes()
    _ = workspace.now
    gc.collect()
    assert held() is None


def test_one_thread_builds_and_the_others_answer_from_what_there_was() -> None:
    state = Stamp("f", 1, "a", "e", 1)
    begun, go_on = threading.Event(), threading.Event()

    def build() -> str:
        if state.generation == 1:
            return "old"
        begun.set()
        go_on.wait(10)
        return "new"

    newest = Newest(lambda: state, build)
    assert newest.get() == "old"
    state = Stamp("f", 2, "b", "e", 1)
    builder = threading.Thread(target=newest.get)
    builder.start()
    begun.wait(10)
    assert newest.get() == "old"
    go_on.set()
    builder.join(10)
    assert newest.get() == "new"


def test_what_could_not_be_held_is_tried_again() -> None:
    tries = iter([None, "whole"])
    newest = Newest(lambda: Stamp("f", 1, "a", "e", 1), lambda: next(tries))
    assert (newest.get(), newest.get()) == (None, "whole")
