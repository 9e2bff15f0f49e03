"""Slowing down guesses (bremse): who fails again and again waits longer and longer."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

FORGET_SECONDS = 15 * 60
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Patience:
    """How many tries are free, and the longest wait in seconds (tålmodighed); each wait is double the last."""

    free: int
    longest: float

    def wait(self, tries: int) -> float:
        """Seconds from the last of some tries to the next."""
        return 0.0 if tries < self.free else min(self.longest, 2.0 ** min(tries - self.free, 20))


# Whoever guesses at many names comes from few addresses; whoever locks another's name out must not for long.
BY_ADDRESS = Patience(free=10, longest=FORGET_SECONDS)
BY_NAME = Patience(free=5, longest=60)


class Throttle:
    """Counts tries by key (tæller). Safe to share between threads; what is old is forgotten."""

    def __init__(self, patience: Patience, clock: Callable[[], float] = time.monotonic) -> None:
        self._patience = patience
        self._clock = clock
        self._tries: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def begin(self, key: str) -> int:
        """Count a try before it is made; whole seconds to wait where it may not be made yet, else 0."""
        now = self._clock()
        with self._lock:
            tries, last = self._tries.get(key, (0, now))
            if now - last > FORGET_SECONDS:
                tries = 0
            left = last + self._patience.wait(tries) - now
            if tries and left > 0:
                return math.ceil(left)
            self._tries.pop(key, None)
            self._tries[key] = (tries + 1, now)
            while len(self._tries) > _MOST_KEPT:
                self._tries.pop(next(iter(self._tries)))
        return 0

    def forgive(self, key: str) -> None:
        """Forget the tries of a key: one of them was right."""
        with self._lock:
            self._tries.pop(key, None)


def network(address: str) -> str:
    """What is counted as one address: of IPv6, the half that a provider hands to one household."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))
