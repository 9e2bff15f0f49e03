from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ingest import workers
from ingest.workers import Readers
from rag.domain import SourceFile
from rag.errors import DocumentRejected


def source(name: str) -> SourceFile:
    return SourceFile(name, "0" * 64)


def minutes(day: int) -> bytes:
    return f"REFERAT Byrådet d. {day:02}-03-2023\n\nPunkt 1: Havnen\n\nBeslutning\n\nGodkendt.\n".encode()


SLOW = b"REFERAT Byr\xc3\xa5det d. 01-03-2023\n" + b"Punkt 1: Havnen og et og andet\n1. at\nBeslutning\n" * 100_000


def test_files_come_back_in_their_order() -> None:
    with Readers(2) as readers:
        files = [(source(f"{day}.txt"), minutes(day)) for day in range(1, 29)]
        read = list(readers.read(iter(files)))
    assert [each.name for each, _ in read] == [f"{day}.txt" for day in range(1, 29)]
    assert all(not isinstance(reply, str) for _, reply in read)


def test_a_file_that_takes_too_long_is_rejected_and_the_rest_goes_on() -> None:
    with Readers(1, seconds=1.0) as readers:
        started = time.monotonic()
        (_, slow), (_, quick) = readers.read([(source("a.txt"), SLOW), (source("b.txt"), minutes(2))])
    assert slow == "Filen kunne ikke læses på 1 sekunder. Del den i mindre filer, og indlæs igen."
    assert not isinstance(quick, str)
    assert time.monotonic() - started < 6


def test_a_file_that_ends_its_process_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MEMORY", 1 << 20)
    with Readers(1) as readers, pytest.raises(DocumentRejected, match=r"stoppe|hukommelse"):
        readers.read_one(source("a.txt"), minutes(1))


def test_no_process_outlives_its_use() -> None:
    with Readers(1) as readers:
        readers.read_one(source("a.txt"), minutes(1))
        (process,) = [reader._process for reader in readers._all if reader._process]
    assert process.poll() is not None


@pytest.mark.skipif(os.name != "posix", reason="the folder that one stands in is searched for modules on POSIX too")
def test_a_program_in_the_folder_one_stands_in_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ingest.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    with Readers(1) as readers:
        assert readers.read_one(source("a.txt"), minutes(1)).report.items == 1
