"""Closed agenda items (lukkede punkter): how minutes say that an item is not public."""

from __future__ import annotations

import re

TITLE = "Lukket"

_WORD = r"(?:lukket|lukkede|fortroligt?|closed|ikke[-\s]offentligt?|hemmeligt?)"
_TITLE = re.compile(
    rf"(?:[(\[*]?\s?{_WORD}\s?[)\]*]?(?=$|\s?[-–—:(./,]|(?<=[)\]*])|\s(?:(?:tillægs|dagsordens)?punkt|sag|dagsorden"
    rf"|møde|behandling|session|item)\b|\sdøre(?=$|\s?[-–—:(.,]))"
    rf"|\(L\)\s|L\s[-–]\s|\((?:behandles\s)?for\slukkede\sdøre\)"
    rf"|(?:punktet|sagen)\s(?:er|behandles)\s(?:lukket|for\slukkede|i\slukket))",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"(?:[([]\s?(?:{_WORD}|(?:behandles\s)?for\slukkede\sdøre|lukkede\sdøre|lukket\s(?:punkt|sag|møde|dør|dagsorden))\s?[)\]]"
    rf"|\s[-–—]\s?(?:{_WORD}|lukket\s(?:punkt|sag)|lukkede\sdøre)|\bfor\slukkede\sdøre|\s(?-i:LUKKET))\s?[.:]?$",
    re.IGNORECASE,
)
_LEAKING = re.compile(rf"\(?{_WORD}\)?(?:\s(?:punkt|sag|dagsorden|dagsordenspunkt|møde))?\)?\.?", re.IGNORECASE)
_STATEMENT = re.compile(
    r"(?:\(?(?:lukket|fortroligt?)(?:\s(?:punkt|sag|dagsordenspunkt|møde))?\)?\.?|\(?(?:behandle[st]\s)?for\slukkede\sdøre\)?\.?"
    r"|lukkede\sdøre"
    r"|(?:punktet|sagen|dette\spunkt|denne\ssag)\s(?:er\s(?:lukket|fortrolig|ikke\soffentlig)t?|behandle[sdt]e?s?\s(?:for\slukkede\sdøre|på\slukket\smøde"
    r"|i\slukket\smøde))[^.]{0,60}\.?"
    r"|(?:lukket(?:\s(?:punkt|sag))?|fortrolig(?:t)?)\s?:\s?(?:ja|x)|(?:åben\s?/\s?lukket|åbent\s?/\s?lukket|status"
    r"|offentlighed|adgang|dagsordenstype|sagstype|type)\s?:?\s(?:lukket|fortrolig)[^.]{0,30}"
    r"|offentlig(?:t|hed)?\s?:\s?nej|ikke[-\s]offentligt?(?:\s(?:punkt|sag))?|closed\sitem\.?)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:lukke(?:t|de)|fortroligt?e?|ikke[-\s]offentlige?|hemmelige)\s(?:sager|punkter|dagsordenspunkter|dagsorden|møde|døre|del|protokol)\b"
    r"|for\slukkede\sdøre",
    re.IGNORECASE,
)
_OPEN_GROUP = re.compile(
    r"(?:åbne|åben|åbent|(?<!ikke[-\s])offentlige?)\s(?:sager|punkter|dagsordenspunkter|dagsorden|møde|døre|del|protokol)\b"
    r"|for\såbne\sdøre",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\(?lukket(?:\s(?:punkt|sag|dagsordenspunkt))?\)?\s?[-–:]\s?\S.{2,150}[^.!?]", re.IGNORECASE)
_META_CLOSED = re.compile(r"(?:^|\s{2,}|\t)(?:Lukket(?:\s(?:punkt|sag))?|Fortrolig)$")


def is_closed_title(title: str) -> bool:
    """Whether a title says that its item is closed. A closed road or school is no closed item."""
    return bool(_TITLE.match(title) or _SUFFIX.search(title))


def says_closed(words: str) -> bool:
    """Whether a line between an item's title and its first section says that it is closed."""
    return len(words) <= 160 and bool(_STATEMENT.fullmatch(words) or _META_CLOSED.search(words))


def names_closed_item(words: str) -> bool:
    """Whether a line says that an item is closed and goes on to tell what it is about ("LUKKET SAG - Salg")."""
    return len(words) <= 160 and bool(_NAMED.fullmatch(words))


def public_title(title: str) -> str:
    """The title of a closed item as it may be shown: as printed only where it reveals nothing."""
    return title if _LEAKING.fullmatch(title) else TITLE


def opens_closed_group(words: str) -> bool:
    """Whether a group heading announces closed items."""
    return bool(_GROUP.search(words))


def opens_open_group(words: str) -> bool:
    """Whether a group heading announces open items."""
    return bool(_OPEN_GROUP.search(words))
