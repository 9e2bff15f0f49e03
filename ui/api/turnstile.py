"""Hands for programs (drejekors): a few requests at a time, so that a flood of them leaves the page alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import TypeVar

from rag.errors import ReferatError
from ui import texts

Result = TypeVar("Result")

AT_ONCE = 8
MOST_WAITING = 64


class Busy(ReferatError):
    """More is asked than there are hands for; it may go better in a moment."""

    retryable = True


class Turnstile:
    """Runs work in threads of its own; belongs to one event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="program")
        self._inside = 0

    async def run(self, work: Callable[..., Result], *args: object) -> Result:
        """The result of some work.

        Raises:
            Busy: too many wait already.
        """
        if self._inside >= AT_ONCE + MOST_WAITING:
            raise Busy(texts.API_BUSY)
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *args))
        finally:
            self._inside -= 1

    async def each(self, events: Iterator[Result]) -> AsyncIterator[Result]:
        """The events of an iterator, each made in a thread; it is closed when nobody listens any more."""
        try:
            while True:
                found = await self.run(_take, events)
                if not found:
                    return
                yield found[0]
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                self._threads.submit(close)


def _take(events: Iterator[Result]) -> tuple[Result, ...]:
    """The next event, or nothing: what `next` raises at the end can't pass through a future."""
    return tuple(islice(events, 1))
