"""Sessions (sessioner): who is logged in, known by a random word in a cookie and kept in memory only."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ui.access.accounts import Visitor

COOKIE = "referat_session"
LIFETIME_SECONDS = 12 * 3600
_MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class _Session:
    visitor: Visitor
    ends: float


class Sessions:
    """The sessions of one server. They end after half a day, at logout, and when the server stops."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[bytes, _Session] = {}
        self._lock = threading.Lock()

    def open(self, visitor: Visitor) -> str:
        """A new session; the result is the cookie's value, of 256 random bits."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[_key(token)] = _Session(visitor, self._clock() + LIFETIME_SECONDS)
        return token

    def visitor(self, token: str) -> Visitor | None:
        """Whose session a cookie names; None where it names none that is open."""
        with self._lock:
            found = self._kept.get(_key(token))
            if found is None:
                return None
            if found.ends <= self._clock():
                del self._kept[_key(token)]
                return None
        return found.visitor

    def close(self, token: str) -> None:
        """End a session, if it is one."""
        with self._lock:
            self._kept.pop(_key(token), None)


def _key(token: str) -> bytes:
    # Looked up by its hash, so that how long a look takes says nothing of the words that are kept.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
