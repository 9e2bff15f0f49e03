"""The gate (porten): names and passwords tried, sessions opened, guesses slowed down."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from rag.errors import LoginRefused
from ui import texts
from ui.access.accounts import Accounts, Visitor, normal
from ui.access.sessions import Sessions
from ui.access.throttle import BY_ADDRESS, BY_NAME, Throttle, network

# Each try takes 32 MiB and most of a core for .3 s: more at once would hold up the answers.
_TRIED_AT_ONCE = 2
_REMEMBERED_SECONDS = 300
_MOST_REMEMBERED = 1000


class Gate:
    """Lets visitors in (port). One for a server; its methods belong to the server's event loop."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = time.monotonic) -> None:
        self.accounts = accounts
        self.sessions = Sessions(clock)
        self._clock = clock
        self._by_address = Throttle(BY_ADDRESS, clock)
        self._by_name = Throttle(BY_NAME, clock)
        self._workers = ThreadPoolExecutor(_TRIED_AT_ONCE, thread_name_prefix="login")
        self._secret = secrets.token_bytes(32)
        self._remembered: dict[bytes, tuple[Visitor, float]] = {}

    async def enter(self, name: str, password: str, address: str) -> Visitor:
        """Whose name and password these are. Every try counts until one of them is right.

        Raises:
            LoginRefused: nobody's, or it was tried too often from this address or for this name.
        """
        keys = ((self._by_address, network(address)), (self._by_name, normal(name)))
        wait = max(throttle.begin(key) for throttle, key in keys)
        if wait:
            raise LoginRefused(texts.LOGIN_TOO_OFTEN.format(wait=texts.waiting(wait))).after(wait)
        loop = asyncio.get_running_loop()
        visitor = await loop.run_in_executor(self._workers, self.accounts.admit, name, password)
        if visitor is None:
            raise LoginRefused(texts.LOGIN_WRONG)
        for throttle, key in keys:
            throttle.forgive(key)
        return visitor

    async def recognise(self, name: str, password: str, address: str) -> Visitor:
        """As `enter`, for programs that send both each time: a right pair is remembered for five minutes.

        Raises:
            LoginRefused: as `enter`.
        """
        mark = hmac.digest(self._secret, f"{normal(name)}\0{password}".encode("utf-8", "surrogatepass"), hashlib.sha256)
        known = self._remembered.get(mark)
        if known and known[1] > self._clock():
            return known[0]
        visitor = await self.enter(name, password, address)
        while len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)))
        self._remembered[mark] = (visitor, self._clock() + _REMEMBERED_SECONDS)
        return visitor
