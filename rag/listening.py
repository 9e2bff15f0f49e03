"""Listening (lytning): a chat model's reply with a time limit, whatever the model does.

A client's own time limit counts silence only: a reply that drips a letter a second never ends. So the model speaks in
a thread of its own, and who listens leaves when the time is up. A place at the model is held until that thread has
ended, so that a model that hangs holds up no more than `places` threads.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from prompts import phrasing as words
from rag.chatmodel import ChatModel
from rag.errors import ModelOverdue, ModelUnavailable, ReferatError

log = logging.getLogger(__name__)

MOST_LETTERS = 60_000
"""Of one reply; a reply within the token budget has a quarter of that."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model is waited for (tålmodighed), in seconds.

    `first` for the first piece of a reply, `total` for all that one question needs of it, `place` for a place.
    """

    first: float = 30.0
    total: float = 90.0
    place: float = 2.0

    def deadline(self) -> float:
        """When a question that begins now has to be done with the model, by `time.monotonic`."""
        return time.monotonic() + self.total


class ModelLine:
    """The line to a chat model (linje), shared by all who ask. Safe to share between threads."""

    def __init__(self, open_model: Callable[[], ChatModel], patience: Patience, places: int) -> None:
        self._open = open_model
        self.patience = patience
        self._places = threading.BoundedSemaphore(places)
        self._lock = threading.Lock()
        self._listening = 0
        self._hangs = False
        self.name = ""

    def prepare(self) -> None:
        """Open the model beforehand, since its packages take seconds to import; what fails is told to who asks."""
        threading.Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        try:
            self.name = self._open().name
        except ReferatError as error:
            log.warning("the model: %s", error)

    def listen(self, system: str, user: str, until: float) -> Iterator[str]:
        """The reply in pieces, as they come; at most `MOST_LETTERS` letters of it.

        Raises:
            ModelUnavailable: the model is down, fails, breaks off, has no place free or talks without end;
                `ModelOverdue` where it is too slow.
            SettingError: the setting names no model.
        """
        self._take_place()
        pieces: SimpleQueue[str | ReferatError | None] = SimpleQueue()
        left = threading.Event()
        threading.Thread(target=self._speak, args=(system, user, pieces, left), daemon=True).start()
        try:
            yield from self._pieces(pieces, until)
        finally:
            left.set()
            with self._lock:
                self._listening -= 1

    def ask(self, system: str, user: str, until: float) -> str:
        """The whole reply; raises what `listen` raises."""
        return "".join(self.listen(system, user, until))

    def _pieces(self, pieces: SimpleQueue[str | ReferatError | None], until: float) -> Iterator[str]:
        heard = 0
        limit = min(until, time.monotonic() + self.patience.first)
        while True:
            left = limit - time.monotonic()
            try:
                piece = pieces.get(timeout=left) if left > 0 else pieces.get_nowait()
            except Empty:
                self._hangs = True
                raise ModelOverdue(words.SLOW.format(name=self.name)) from None
            if left <= 0 and piece is not None:
                self._hangs = True
                raise ModelOverdue(words.SLOW.format(name=self.name))
            if isinstance(piece, ReferatError):
                self._hangs = isinstance(piece, ModelOverdue)
                raise piece
            if piece is None:
                self._hangs = False
                return
            limit = until
            heard += len(piece)
            yield piece[:MOST_LETTERS]
            if heard > MOST_LETTERS:
                raise ModelUnavailable(words.TALKATIVE.format(name=self.name))

    def _take_place(self) -> None:
        """Take a place. While the model was last seen to hang, one question tries it, and no other waits for that.

        Raises:
            ModelUnavailable: none is free in time.
        """
        with self._lock:
            tried = self._hangs and self._listening > 0
        if tried or not self._places.acquire(timeout=self.patience.place):
            raise ModelUnavailable(words.BUSY.format(name=self.name))
        with self._lock:
            self._listening += 1

    def _speak(
        self,
        system: str,
        user: str,
        pieces: SimpleQueue[str | ReferatError | None],
        left: threading.Event,
    ) -> None:
        """Pass the model's pieces on until it ends or nobody listens any more."""
        try:
            model = self._open()
            self.name = model.name
            stream = model.stream(system, user)
            for piece in stream:
                if left.is_set():
                    break
                pieces.put(piece)
            # Its connection is given back now, not when somebody collects what is left of it.
            if isinstance(stream, Generator):
                stream.close()
            pieces.put(None)
        except ReferatError as error:
            pieces.put(error)
        except Exception as error:  # whatever it is, who listens must be told
            log.exception("the model's thread")
            pieces.put(ModelUnavailable(words.FAILED.format(name=self.name, kind=type(error).__name__)))
        finally:
            self._places.release()
