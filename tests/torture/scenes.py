"""What is done to a data folder while it is killed: reading in, pruning, and embedding anew with another model."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rag.embedding.loading import shipped_directory
from tests.benchmarks.generator import Made, make

REFERAT = (sys.executable, "-m", "ui.cli")
ROOT = Path(__file__).parents[2]
MEETINGS = 24
SECONDS_FOR_A_RUN = 300
QUESTIONS = (
    "Hvad blev besluttet om cykelstier?",
    "Hvem deltog i det seneste møde?",
    "Hvor mange punkter blev udsat?",
    "Hvad blev der afsat til legepladser?",
    "Er der lukkede punkter?",
    "Hvad er besluttet om kommunens ubåde?",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A data folder as it is before, and the command that is killed in the middle."""

    name: str
    before: Path
    arguments: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    """A command that runs another one somewhere else; it is put before each."""

    def start(self, data: Path) -> subprocess.Popen[str]:
        """The command over a data folder, in a process group of its own."""
        return subprocess.Popen(
            [*self.within, *REFERAT, *self.arguments, "--data", str(data)],
            cwd=ROOT, env=self._environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip

    def run(self, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another command over the same data folder, with the same settings, to its end."""
        return subprocess.run(
            [*self.within, *REFERAT, *(arguments or self.arguments), "--data", str(data)],
            cwd=ROOT, env=self._environment(), capture_output=True, text=True, timeout=SECONDS_FOR_A_RUN, check=False,
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("REFERAT_")}
        return {**own, **self.settings}


def build_scenes(folder: Path) -> list[Scene]:
    """The three scenes, with their minutes and data folders made below a folder."""
    first, second = folder / "first", folder / "second"
    made = list(make(MEETINGS + 6))
    _write(first, made[:MEETINGS])
    _write(second, [*map(_altered, made[:6]), *made[12:]])
    empty, full, later = folder / "empty", folder / "full", folder / "later"
    empty.mkdir()
    reading = Scene("ingest", empty, ("ingest", str(first)))
    _demand(reading.run(full))
    pruning = Scene("prune", full, ("ingest", str(second), "--prune"))
    shutil.copytree(full, later)
    _demand(pruning.run(later))
    model = folder / "another-model"
    shutil.copytree(shipped_directory(), model)
    asking = ("ask", QUESTIONS[0])
    return [reading, pruning, Scene("re-embed", later, asking, {"REFERAT_EMBEDDING_MODEL": str(model)})]


def write_questions(path: Path) -> None:
    """The questions as `referat ask --batch` reads them."""
    rows = ({"id": str(number), "question": question} for number, question in enumerate(QUESTIONS))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _altered(made: Made) -> Made:
    return Made(made.name, made.text.replace(" og ", " samt "), made.body, made.day, made.items)


def _write(folder: Path, made: list[Made]) -> None:
    folder.mkdir()
    for each in made:
        (folder / each.name).write_text(each.text, encoding="utf-8")


def _demand(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode:
        raise RuntimeError(f"the scene could not be made: {done.stderr}")
