"""Ten thousand conversations at the page, each in a browser tab of its own: does memory stay where it is?

    python -m tests.load.soak [--data FOLDER] [--conversations 10000] [--people 8]

A conversation is one question and its answer. The server's own memory and its mapped files are printed after each
tenth. Exits with 1 where a question went wrong, or where the second half took more than a twentieth more memory of its
own. `make load` calls it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.answering import SAMPLES, read_in
from tests.load.crowd import UNLIMITED
from tests.load.people import Conversation, Page, find_questions, open_client
from tests.served import Memory, Server, serve

QUESTIONS = 50
MOST_GROWTH = 1.05


async def soak(server: Server, conversations: int, people: int) -> tuple[list[Memory], list[str]]:
    """The server's memory after each tenth of the conversations, and what went wrong."""
    held: list[Memory] = []
    faults: list[str] = []
    async with open_client(server.address, people) as client:
        questions = await find_questions(client, random.Random(1), QUESTIONS)
        page = await Page.read(client)
        waiting = iter(range(conversations))

        async def person() -> None:
            for number in waiting:
                asked = await Conversation(client, page).ask(questions[number % len(questions)])
                faults.extend([asked.fault] if asked.fault else [])
                if (number + 1) % max(1, conversations // 10) == 0:
                    held.append(server.memory())
                    print(f"{number + 1:6} conversations  {held[-1]} MB", flush=True)

        await asyncio.gather(*(person() for _ in range(people)))
    return held, faults


def main() -> int:
    """Hold the conversations, and say what became of the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data
        if data is None:
            data = Path(folder) / "data"
            with read_in(SAMPLES, data):
                pass
        with serve(data, settings=UNLIMITED) as server:
            held, faults = asyncio.run(soak(server, arguments.conversations, arguments.people))
    print(*sorted(set(faults))[:10], sep="\n")
    half, last = held[len(held) // 2 - 1].own, held[-1].own
    print(f"second half: {last / half - 1:+.1%}, {len(faults)} faults")
    return 1 if faults or last > half * MOST_GROWTH else 0


if __name__ == "__main__":
    sys.exit(main())
