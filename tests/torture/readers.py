"""A page that is asked while its minutes are replaced: each answer is the old one or the new one, never a mixture.

`python -m tests.torture.readers [--rounds 5]` prints a line for each round, and exits with 1 where an answer was
neither, where an old one came after a new one, or where the new ones never came. `make torture` calls it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag.settings import Settings
from tests.answering import Unwatched
from tests.load.crowd import UNLIMITED
from tests.served import Server, serve
from tests.torture.scenes import QUESTIONS, build_scenes
from ui.documents import answer_document
from ui.workspace import Workspace

PEOPLE = 3
SECONDS_TO_FOLLOW = 20
_SPOKEN = ("status", "answer", "citations", "nearest")


@dataclass
class Witness:
    """Who asks the same questions again and again (vidne), and what was wrong with what was answered."""

    old: dict[str, str]
    new: dict[str, str]
    asked: int = 0
    new_seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def hear(self, question: str, answer: str) -> None:
        """Judge an answer."""
        self.asked += 1
        old, new = self.old[question], self.new[question]
        if answer not in (old, new):
            self.faults.append(f"neither old nor new: {question} {answer[:300]}")
        elif old != new and answer == new:
            self.new_seen.add(question)
        elif old != new and question in self.new_seen:
            self.faults.append(f"old after new: {question}")


class Readers:
    """Minutes before and after, and what is answered from each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        _, self.replacing, later = build_scenes(folder)
        self.old = answers(self.replacing.before)
        self.new = answers(later.before)
        self.changed = {question for question in QUESTIONS if self.old[question] != self.new[question]}

    def replace_once(self) -> list[Witness]:
        """Replace the minutes below a server that several people ask all the time."""
        data = self.folder / "read"
        shutil.copytree(self.replacing.before, data)
        witnesses = [Witness(self.old, self.new) for _ in range(PEOPLE)]
        done = threading.Event()
        try:
            with serve(data, settings=UNLIMITED) as server:
                people = [threading.Thread(target=_ask_on, args=(server, each, done)) for each in witnesses]
                for person in people:
                    person.start()
                replaced = self.replacing.run(data)
                assert replaced.returncode == 0, replaced.stderr
                until = time.monotonic() + SECONDS_TO_FOLLOW
                while time.monotonic() < until and any(each.new_seen != self.changed for each in witnesses):
                    time.sleep(0.2)
                done.set()
                for person in people:
                    person.join()
        finally:
            shutil.rmtree(data)
        for each in witnesses:
            if unseen := self.changed - each.new_seen:
                each.faults.append(f"still old without a restart: {sorted(unseen)}")
        return witnesses


def _ask_on(server: Server, witness: Witness, done: threading.Event) -> None:
    while not done.is_set():
        for question in QUESTIONS:
            reply = server.post("/api/v1/ask", {"question": question})
            if reply.status == 200:
                witness.hear(question, _said(reply.document))
            else:
                witness.faults.append(f"{reply.status}: {reply.body}")


def answers(data: Path) -> dict[str, str]:
    """What each question is answered from a data folder that nobody writes to."""
    assistant = Workspace(Settings(data=data), Unwatched()).assistant
    return {question: _said(answer_document(assistant.answer(question))) for question in QUESTIONS}


def _said(document: dict[str, Any]) -> str:
    return json.dumps({part: document[part] for part in _SPOKEN}, ensure_ascii=False, sort_keys=True)


def show(number: int, witnesses: Sequence[Witness]) -> None:
    """Print what came of a round."""
    faults = [fault for each in witnesses for fault in each.faults]
    print(f"{number:3}  {sum(each.asked for each in witnesses):5} answers  {len(faults)} faults", flush=True)
    for fault in dict.fromkeys(faults):
        print(f"     {fault}")


def main() -> int:
    """Replace the minutes as often as asked, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    faulty = 0
    with tempfile.TemporaryDirectory() as folder:
        readers = Readers(Path(folder))
        for number in range(1, rounds + 1):
            witnesses = readers.replace_once()
            show(number, witnesses)
            faulty += any(each.faults for each in witnesses)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
