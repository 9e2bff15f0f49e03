"""What surrounds a data folder goes wrong: a full disk, one that can't be written, two writers at once.

`python -m tests.torture.surroundings` prints a table, and exits with 1 where one of them is met with a traceback, with
more than one sentence, or with minutes missing once it is over. `make torture` calls it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.torture.faults import Outcome
from tests.torture.rooms import NotPermitted, Room, small_disk
from tests.torture.scenes import ROOT, build_scenes, write_questions
from tests.torture.state import read_answers, read_content

SIZES = tuple(f"{size}k" for size in (4, 40, 300, 800, 1500, 2500, 3500))
"""Disks on which reading in stops at another place each: the catalog, its journal, the indexes."""


class Surroundings:
    """The scenes of reading in, and what they come to undisturbed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "questions.jsonl"
        write_questions(self.questions)
        self.reading, self.pruning, _ = build_scenes(folder)
        self.whole = self.pruning.before
        self.content = read_content(self.whole)
        self.answers = read_answers(self.reading, self.whole, self.questions)

    def fill_disk(self, size: str) -> Outcome:
        """Read in on a disk that is too small, then on the same disk when there is room.

        Raises:
            NotPermitted: nobody may mount a disk here.
        """
        with small_disk(size, ROOT) as room:
            reading = replace(self.reading, within=room.enter)
            full = reading.run(room.inside / "data")
            told, faults = _refusal(full)
            room.remount("size=64m")
            again = reading.run(room.inside / "data")
            if again.returncode:
                return Outcome(size, "full disk", told, (*faults, again.stderr.strip()))
            return Outcome(size, "full disk", told, (*faults, *self._differences(room)))

    def lock_disk(self) -> list[Outcome]:
        """Ask of a data folder that can't be written, and read into it.

        Raises:
            NotPermitted: nobody may mount a disk here.
        """
        with small_disk("64m", ROOT) as room:
            reading = replace(self.reading, within=room.enter)
            shutil.copytree(self.whole, room.outside / "data")
            room.remount("ro")
            asked = reading.run(room.inside / "data", "ask", "--batch", str(self.questions), "--json")
            written = reading.run(room.inside / "data")
            told = [_refusal(each) for each in (asked, written)]
            room.remount("rw")
            after = self._differences(room)
        names = ("asking", "reading in")
        return [
            Outcome(name, "read-only", met, (*faults, *after)) for name, (met, faults) in zip(names, told, strict=True)
        ]

    def write_twice(self) -> Outcome:
        """Two processes read the same folder in at once: one does, the other is told or comes after."""
        data = self.folder / "contested"
        shutil.copytree(self.reading.before, data)
        with self.reading.start(data) as first, self.reading.start(data) as second:
            ends = [_ended(first), _ended(second)]
        refused = [each for each in ends if each.returncode]
        faults = [fault for each in refused for fault in _refusal(each)[1]]
        if len(refused) == len(ends):
            faults.append("neither read in")
        met = _refusal(refused[0])[0] if refused else "one after the other"
        return Outcome("data folder", "two writers", met, (*faults, *self._compare(data)))

    def _differences(self, room: Room) -> list[str]:
        """What the data folder on a disk of its own comes to, copied from it."""
        copied = self.folder / "copied"
        shutil.copytree(room.outside / "data", copied)
        try:
            return self._compare(copied)
        finally:
            shutil.rmtree(copied)

    def _compare(self, data: Path) -> list[str]:
        wrong = self.content.differences(read_content(data))
        if read_answers(self.reading, data, self.questions) != self.answers:
            wrong.append("other answers")
        return wrong


def _ended(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def _refusal(done: subprocess.CompletedProcess[str]) -> tuple[str, tuple[str, ...]]:
    """How a command met something, and what is wrong with that."""
    told = done.stderr.strip().splitlines()
    if "Traceback" in done.stderr:
        return "a traceback", (told[-1],)
    if done.returncode == 0:
        return "done", ()
    return f"refused: {' / '.join(told)}", () if len(told) == 1 else (f"not one sentence but {len(told)}",)


def run_all(surroundings: Surroundings) -> list[Outcome]:
    """Everything that this machine permits, printed as it comes."""
    outcomes = [surroundings.write_twice()]
    _show(outcomes[-1])
    try:
        for size in SIZES:
            outcomes.append(surroundings.fill_disk(size))
            _show(outcomes[-1])
        outcomes += surroundings.lock_disk()
        for outcome in outcomes[-2:]:
            _show(outcome)
    except NotPermitted as refusal:
        print(f"full and read-only disks left out: this machine permits no `{refusal}`")
    return outcomes


def _show(outcome: Outcome) -> None:
    print(f"| {outcome.file} | {outcome.damage} | {outcome.met} | {'; '.join(outcome.faults) or 'ok'} |", flush=True)


def main() -> int:
    """Try everything, and say what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = run_all(Surroundings(Path(folder)))
    faulty = sum(bool(outcome.faults) for outcome in outcomes)
    print(f"{len(outcomes)} surroundings, {faulty} met badly")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
