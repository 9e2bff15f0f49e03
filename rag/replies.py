"""Replies (modellens svar): the statements in a language model's text, read as it comes.

Statements are JSON objects wherever they stand: one a line as asked for, in a list, in a wrapping object, in a code
block or between other words. What is not JSON is passed over and counted. Runs in linear time and bounded memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

LONGEST = 12_000
"""Characters that one object may have before it is given up."""
_DEEPEST = 4
_THINKS, _THOUGHT = "<think>", "</think>"
_SOURCE, _QUOTE, _CLAIM, _PROOFS, _NONE = "kilde", "citat", "udsagn", "belæg", "intet_svar"


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a statement says that it stands (belæg): a source's number, 0 where it names none, and a quote."""

    source: int
    quote: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement as a model proposes it (forslag til udsagn), not checked in any way."""

    claim: str
    proofs: tuple[Proof, ...]


class ReplyReader:
    """Reads one reply. `malformed` counts objects that could not be read; `declined` tells that it found no answer."""

    def __init__(self) -> None:
        self.malformed = 0
        self.declined = False
        self._text = ""
        self._opened: list[int] = []
        self._at = 0
        self._quoted = False
        self._escaped = False

    def feed(self, text: str) -> list[Proposal]:
        """The statements that a further piece of the reply completes, in order."""
        self._text += text
        found: list[Proposal] = []
        while self._at < len(self._text):
            letter = self._text[self._at]
            self._at += 1
            if self._opened and self._at - self._opened[0] > LONGEST:
                self._give_up()
            if letter == "{" and (not self._quoted or self._begins_line()):
                self._open()
            elif not self._opened:
                continue
            elif self._quoted:
                self._within(letter)
            elif letter == '"':
                self._quoted = True
            elif letter == "}":
                found += self._close()
        self._forget()
        return found

    def finish(self) -> None:
        """The reply is over: what is still open counts as malformed."""
        if self._opened:
            self._give_up()

    def _begins_line(self) -> bool:
        """Whether an object begins a line in what was read as a string: the line before never closed it."""
        line = self._text[: self._at - 1].rpartition("\n")
        if line[1] and not line[2].strip():
            self._give_up()
            return True
        return False

    def _open(self) -> None:
        self._opened.append(self._at - 1)
        if len(self._opened) > _DEEPEST:
            self.malformed += 1
            del self._opened[0]

    def _within(self, letter: str) -> None:
        if self._escaped:
            self._escaped = False
        elif letter == "\\":
            self._escaped = True
        elif letter == '"':
            self._quoted = False

    def _close(self) -> list[Proposal]:
        written = self._text[self._opened.pop() : self._at]
        try:
            read = json.loads(written, strict=False)
        except (ValueError, RecursionError):
            self.malformed += 1
            return []
        if read.get(_NONE) is True:
            self.declined = True
        if _CLAIM not in read or isinstance(read[_CLAIM], (list, dict)):
            return []
        proposal = _proposal(read)
        self.malformed += proposal is None
        return [proposal] if proposal else []

    def _give_up(self) -> None:
        self.malformed += 1
        self._opened.clear()
        self._quoted = self._escaped = False

    def _forget(self) -> None:
        """Keep only what an open object, or the beginning of the line, still needs."""
        line = self._text.rfind("\n") + 1
        kept = self._opened[0] if self._opened else max(line, len(self._text) - 1)
        self._text = self._text[kept:]
        self._at -= kept
        self._opened = [start - kept for start in self._opened]


class ThoughtFilter:
    """Passes a reply on without what a reasoning model thinks aloud before it (between `<think>` tags)."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking: bool | None = None

    def feed(self, text: str) -> str:
        """What of the reply so far is to be read, each character once."""
        if self._thinking is False:
            return text
        self._held += text
        if self._thinking is None:
            begun = self._held.lstrip()
            if len(begun) < len(_THINKS) and _THINKS.startswith(begun):
                return ""
            self._thinking = begun.startswith(_THINKS)
        if self._thinking:
            _, ended, rest = self._held.partition(_THOUGHT)
            self._held = rest if ended else self._held[-len(_THOUGHT) :]
            if self._held.startswith(_THINKS) and not ended:
                self._held = self._held[1:]
            if not ended:
                return ""
            self._thinking = False
        held, self._held = self._held, ""
        return held


def _proposal(read: dict[str, object]) -> Proposal | None:
    claim = read[_CLAIM]
    rows = read.get(_PROOFS)
    pairs = rows if isinstance(rows, list) else [read]
    proofs = [_proof(pair) for pair in pairs[:_DEEPEST]]
    if not isinstance(claim, str) or not claim.strip() or not proofs or None in proofs:
        return None
    return Proposal(claim, tuple(proof for proof in proofs if proof))


def _proof(pair: object) -> Proof | None:
    if not isinstance(pair, dict) or not isinstance(pair.get(_QUOTE), str):
        return None
    return Proof(_number(pair.get(_SOURCE)), pair[_QUOTE])


def _number(value: object) -> int:
    """A source's number as models write it: 3, "3", "K3" or [3]."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value if 0 < value < 1_000 else 0
    digits = "".join(letter for letter in value if letter in "0123456789") if isinstance(value, str) else ""
    return int(digits) if 0 < len(digits) < 4 else 0


def read_object(text: str) -> dict[str, object]:
    """The first JSON object of a reply; empty where there is none that can be read."""
    start = text.find("{")
    if start < 0:
        return {}
    try:
        read, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
