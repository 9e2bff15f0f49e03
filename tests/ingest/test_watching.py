from __future__ import annotations

import os
import zipfile
from pathlib import Path

from ingest.hashes import Hashes
from ingest.sources import find_files
from ingest.watching import folder_state, wait_for_change


def test_the_state_of_a_folder_tells_every_change(tmp_path: Path) -> None:
    states = [folder_state([tmp_path])]
    (tmp_path / "a.txt").write_text("a")
    states.append(folder_state([tmp_path]))
    (tmp_path / "a.txt").write_text("ab")
    states.append(folder_state([tmp_path]))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("c.txt", "c")
    states.append(folder_state([tmp_path]))
    (tmp_path / "a.txt").rename(tmp_path / "d.txt")
    states.append(folder_state([tmp_path]))
    assert len(set(states)) == 5
    assert folder_state([tmp_path]) == states[-1]


def test_a_change_is_told_when_nothing_has_changed_for_a_while(tmp_path: Path) -> None:
    slept: list[float] = []

    def write_on(seconds: float) -> None:
        """What another system does while we wait: it begins a file, goes on with it, and lets it be."""
        slept.append(seconds)
        if len(slept) in (2, 3):
            with (tmp_path / "a.txt").open("a") as file:
                file.write("linje\n")

    state = wait_for_change([tmp_path], folder_state([tmp_path]), write_on)
    assert len(slept) == 4
    assert state == folder_state([tmp_path])


def test_a_busy_folder_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    count = iter(range(1000))
    wait_for_change([tmp_path], frozenset(), lambda _: (tmp_path / f"{next(count)}.txt").touch())
    assert next(count) < 10


def test_a_file_that_was_just_written_has_not_settled(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    os.utime(tmp_path / "a.txt", (0, 0))
    (found,) = find_files([tmp_path]).files
    assert not Hashes(60).settled(found)
    assert Hashes(0).settled(found)


def test_hashes_are_kept_until_a_file_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (found,) = find_files([tmp_path]).files
    hashes = Hashes(2)
    hashes.keep(found, "abc")
    assert hashes.known(found) == "abc"
    (tmp_path / "a.txt").write_text("ab")
    assert hashes.known(found) == ""
