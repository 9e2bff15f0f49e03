"""kill -9 at random moments of reading in, pruning and embedding anew; then a normal run; then nothing may be missing.

`python -m tests.torture.kills [--rounds 100] [--seed 1]` prints a line for each round and a table at the end, and
exits with 1 where the catalog or an answer differs from that of an undisturbed run. `make torture` calls it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.torture.scenes import Scene, build_scenes, write_questions
from tests.torture.state import Content, read_answers, read_content

SECONDS_TO_VANISH = 20


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a scene comes to when nobody kills it, and how long it takes."""

    scene: Scene
    content: Content
    answers: list[dict[str, object]]
    seconds: float


@dataclass(frozen=True, slots=True)
class Round:
    """One kill: after how long, whether the command was still at work, and what was wrong afterwards."""

    scene: str
    after: float
    hit: bool
    faults: tuple[str, ...]


class Torture:
    """The scenes below a folder, ready to be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.questions = folder / "questions.jsonl"
        write_questions(self.questions)
        self.undisturbed = [self._undisturbed(scene) for scene in build_scenes(folder)]

    def _undisturbed(self, scene: Scene) -> Undisturbed:
        data = self.folder / f"{scene.name}-undisturbed"
        shutil.copytree(scene.before, data)
        started = time.monotonic()
        done = scene.run(data)
        seconds = time.monotonic() - started
        if done.returncode:
            raise RuntimeError(done.stderr)
        return Undisturbed(scene, read_content(data), read_answers(scene, data, self.questions), seconds)

    def kill_once(self, whole: Undisturbed, share: float, *, group: bool) -> Round:
        """Kill a scene's command after a share of its time, run it again, and compare.

        `group` kills the command's own processes with it; else they must see for themselves that it is gone.
        """
        data = self.folder / "killed"
        shutil.copytree(whole.scene.before, data)
        after = share * whole.seconds
        with whole.scene.start(data) as process:
            time.sleep(after)
            hit = process.poll() is None
            if hit:
                (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
            process.communicate()
        faults = [*_left_behind(process.pid), *self._compare(whole, data)]
        shutil.rmtree(data)
        return Round(whole.scene.name, after, hit, tuple(faults))

    def _compare(self, whole: Undisturbed, data: Path) -> list[str]:
        again = whole.scene.run(data)
        if again.returncode:
            return [f"the next run ended with {again.returncode}: {again.stderr.strip()}"]
        try:
            content, answers = read_content(data), read_answers(whole.scene, data, self.questions)
        except AssertionError as error:
            return [str(error)]
        wrong = whole.content.differences(content)
        pairs = zip(whole.answers, answers, strict=True)
        return wrong + [f"answer {before['id']} differs" for before, after in pairs if before != after]


def _left_behind(group: int) -> list[str]:
    """A complaint where processes of a killed command live on."""
    until = time.monotonic() + SECONDS_TO_VANISH
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return []
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return ["processes of the killed command lived on"]


def main() -> int:
    """Kill as often as asked, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(Path(folder))
        for number in range(arguments.rounds):
            whole = torture.undisturbed[number % len(torture.undisturbed)]
            rounds.append(torture.kill_once(whole, chance.random(), group=bool(number // 3 % 2)))
            last = rounds[-1]
            print(f"{number + 1:3}  {last.scene:9} {last.after:6.2f} s  {'killed' if last.hit else 'was done':8}  "
                  f"{'; '.join(last.faults) or 'ok'}", flush=True)  # fmt: skip
    print("\n| | rounds | killed at work | faults |\n|---|---|---|---|")
    for name in dict.fromkeys(each.scene for each in rounds):
        own = [each for each in rounds if each.scene == name]
        print(f"| {name} | {len(own)} | {sum(each.hit for each in own)} | {sum(bool(each.faults) for each in own)} |")
    return 1 if any(each.faults for each in rounds) else 0


if __name__ == "__main__":
    sys.exit(main())
