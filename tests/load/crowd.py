"""Many people at once over the real page and the API: every answer timed, every fault counted, memory watched.

    python -m tests.load.crowd [--data FOLDER] [--people 50] [--minutes 10] [--pause 10]

One person in five is a program at the API. Each asks, reads for `--pause` seconds on average (half of it to one and a
half), and asks again; a person starts a new conversation after five questions. Without `--data`, 1,000 meetings are
made and read in. The people run on the same machine as the server and take processor time from it. The server's own
memory and the mapped files are told apart; both together are what is called resident. Exits with 1 where anything went
wrong. `make load` calls it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.answering import read_in
from tests.benchmarks.municipality import write
from tests.load.people import Asking, Conversation, Page, ask_api, find_questions, open_client
from tests.served import Memory, Server, serve

MEETINGS = 1000
QUESTIONS = 400
QUESTIONS_A_CONVERSATION = 5
PROGRAMS = 5
"""Every so manieth is a program."""
SECONDS_BETWEEN_LOOKS = 5
UNLIMITED = {"REFERAT_QUESTIONS_PER_MINUTE": "0"}
"""All of them come from one address."""


@dataclass
class Crowd:
    """What was seen of everybody (mængde): each question, and the server's memory over time."""

    asked: list[Asking] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What went wrong."""
        return [each.fault for each in self.asked if each.fault]

    def lines(self) -> list[str]:
        """A table of what was seen."""
        shown = ["| door | questions | faults | p50 | p95 | p99 | longest |", "|---|---|---|---|---|---|---|"]
        for door in ("page", "API"):
            own = [each for each in self.asked if each.door == door]
            if own:
                seconds = sorted(each.seconds for each in own)
                figures = [f"{percentile(seconds, share):.2f} s" for share in (0.5, 0.95, 0.99, 1.0)]
                faults = sum(bool(each.fault) for each in own)
                shown.append(f"| {door} | {len(own)} | {faults} | {' | '.join(figures)} |")
        memory = self.memory[:: max(1, len(self.memory) // 10)]
        return [*shown, f"Memory over time, own + mapped, MB: {', '.join(map(str, memory))}; last {self.memory[-1]}"]


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that a share of some ordered values does not exceed."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def crowd(server: Server, people: int, seconds: float, pause: float) -> Crowd:
    """Let people ask a server for some time."""
    seen = Crowd()
    chance = random.Random(people)
    async with open_client(server.address, people) as client:
        questions = await find_questions(client, chance, QUESTIONS)
        page = await Page.read(client)
        until = time.monotonic() + seconds

        async def person(number: int) -> None:
            own = random.Random(number)
            await asyncio.sleep(own.uniform(0, pause))
            talk, asked = Conversation(client, page), 0
            while time.monotonic() < until:
                question = own.choice(questions)
                program = number % PROGRAMS == 0
                seen.asked.append(await (ask_api(client, question) if program else talk.ask(question)))
                asked += 1
                if asked % QUESTIONS_A_CONVERSATION == 0:
                    talk = Conversation(client, page)
                await asyncio.sleep(own.uniform(0.5, 1.5) * pause)

        async def watch() -> None:
            while True:
                seen.memory.append(server.memory())
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

        watching = asyncio.create_task(watch())
        await asyncio.gather(*(person(number) for number in range(people)))
        seen.memory.append(server.memory())
        watching.cancel()
    return seen


def made(folder: Path, meetings: int) -> Path:
    """A data folder with the minutes of an invented municipality in it."""
    write(folder / "minutes", meetings)
    with read_in(folder / "minutes", folder / "data"):
        return folder / "data"


def main() -> int:
    """Let a crowd in, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pause", type=float, default=10)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or made(Path(folder), MEETINGS)
        with serve(data, settings=UNLIMITED) as server:
            seen = asyncio.run(crowd(server, arguments.people, arguments.minutes * 60, arguments.pause))
    print(*seen.lines(), *sorted(set(seen.faults))[:10], sep="\n")
    return 1 if seen.faults else 0


if __name__ == "__main__":
    sys.exit(main())
