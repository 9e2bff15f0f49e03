"""`referat ingest --watch` as a system uses it: files come while it runs, and it is stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rag.catalog import Catalog

MINUTES = "REFERAT Byrådet d. 0{day}-02-2023\n\nPunkt 1: Havnen\n\nBeslutning\n\nGodkendt.\n"


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A process started where nobody is to be interrupted (nohup) would hand that on to its own."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_files_are_read_as_they_come_until_it_is_stopped(tmp_path: Path, stop: signal.Signals) -> None:
    folder, data = tmp_path / "ind", tmp_path / "data"
    folder.mkdir()
    (folder / "1.txt").write_text(MINUTES.format(day=1), encoding="utf-8")
    command = [sys.executable, "-m", "ui.cli", "ingest", str(folder), "--watch", "--data", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait_until(lambda: (data / "catalog.sqlite3").exists() and "1.txt" in Catalog.open(data).sources())
        with (folder / "2.txt").open("w", encoding="utf-8") as file:
            file.write(MINUTES.format(day=2))
            file.flush()
            time.sleep(1)
            file.write("\nPunkt 2: Molen\n\nBeslutning\n\nUdsat.\n")
        wait_until(lambda: "2.txt" in Catalog.open(data).sources())
        time.sleep(1)
        process.send_signal(stop)
        out, error = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Stoppet; det, der var færdigt, er gemt." in error
    assert "Traceback" not in error
    assert "I alt 3 punkter" in out
