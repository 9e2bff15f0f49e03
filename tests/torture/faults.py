"""Files of a data folder lost, cut off or overwritten, one by one: the same answers, or a sentence and a way out.

`python -m tests.torture.faults [--only NAME]` tries every damage on every file and prints a table. It exits with 1
where a damage is met with a traceback, with other answers, or with nothing that helps. `make torture` calls it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.torture.scenes import Scene, build_scenes, write_questions
from tests.torture.state import read_answers

CATALOG = "catalog.sqlite3"


def lose(path: Path) -> None:
    """The file is gone."""
    path.unlink()


def cut_off(path: Path) -> None:
    """The second half is gone."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def empty(path: Path) -> None:
    """Nothing is left but the name."""
    path.write_bytes(b"")


def overwrite(path: Path) -> None:
    """The first kilobyte, or all of a smaller file, is other bytes."""
    content = path.read_bytes()
    path.write_bytes(bytes(255 - byte for byte in content[:1024]) + content[1024:])


DAMAGES: tuple[Callable[[Path], None], ...] = (lose, cut_off, empty, overwrite)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a damage to a file (udfald): how it was met, and what was wrong about that."""

    file: str
    damage: str
    met: str
    faults: tuple[str, ...] = ()


class Damages:
    """A whole data folder, its backup, and what it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "questions.jsonl"
        write_questions(self.questions)
        scene = build_scenes(folder)[1]
        self.scene = Scene("damage", scene.before, ("status",))
        self.backup = folder / "backup.zip"
        assert self.scene.run(scene.before, "backup", str(self.backup)).returncode == 0
        self.answers = read_answers(self.scene, scene.before, self.questions)

    def files(self) -> list[Path]:
        """The files of the data folder that hold something, relative to it."""
        found = sorted(path for path in self.scene.before.rglob("*") if path.is_file() and path.stat().st_size)
        return [path.relative_to(self.scene.before) for path in found]

    def inflict(self, file: Path, damage: Callable[[Path], None]) -> Outcome:
        """Damage a file of a copy, and see how the program meets it."""
        data = self.folder / "damaged"
        shutil.copytree(self.scene.before, data)
        try:
            damage(data / file)
            met, faults = self._meet(data)
        finally:
            shutil.rmtree(data)
        return Outcome(str(file), damage.__name__, met, tuple(faults))

    def _meet(self, data: Path) -> tuple[str, list[str]]:
        asked = self.scene.run(data, "ask", "--batch", str(self.questions), "--json")
        if "Traceback" in asked.stderr:
            return "a traceback", [asked.stderr.strip().splitlines()[-1]]
        if asked.returncode == 0:
            return "answered", self._differences(data)
        told = asked.stderr.strip().splitlines()
        if len(told) != 1:
            return "refused", [f"not one sentence but {told}"]
        return f"refused: {told[0]}", self._recover(data)

    def _recover(self, data: Path) -> list[str]:
        """Build the indexes again, or else put the backup back; then all must be as it was."""
        if self.scene.run(data, "doctor", "--repair").returncode == 0:
            return self._differences(data)
        restored = self.scene.run(data, "restore", str(self.backup), "--replace")
        return self._differences(data) if restored.returncode == 0 else [restored.stderr.strip()]

    def _differences(self, data: Path) -> list[str]:
        try:
            answers = read_answers(self.scene, data, self.questions)
        except AssertionError as error:
            return [str(error)]
        return [] if answers == self.answers else ["other answers"]


def main() -> int:
    """Try every damage on every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="files with this in their name")
    only = parser.parse_args().only
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        damages = Damages(Path(folder))
        for file in (each for each in damages.files() if only in str(each)):
            for damage in DAMAGES:
                outcomes.append(damages.inflict(file, damage))
                last = outcomes[-1]
                print(f"| {last.file} | {last.damage} | {last.met} | {'; '.join(last.faults) or 'ok'} |", flush=True)
    faulty = sum(bool(outcome.faults) for outcome in outcomes)
    print(f"{len(outcomes)} damages, {faulty} met badly")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
