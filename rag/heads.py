"""Heads (mødehoveder): what the text before the first item tells of who was there, who led, and who was away.

A head is lines of a label and what it labels, beside it or below it, in no fixed order: "Afbud: Ditte Skov",
"Deltagere" and then a name a line, "Der var mødt 31 husstande".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.analysis import Token, content_tokens, stems
from rag.asking import ASKING_WORDS
from rag.domain import MeetingRecord
from rag.naming import without_institution

_AWAY = r"(?:med )?afbud\w*|fravær\w*|ikke (?:til stede|mødt)|forfald"
_HERE = r"til ?stede\w*|delt[ao]g\w*|mødedeltag\w*|fremmødt\w*|fremmøde|mødt|medlemmer\w*"
_OFFICES = (
    r"formand\w*|mødeleder|ordstyrer|dirigent|referent\w*|sekretær|stedfortræder\w*|suppleant\w*|bemærkning\w*|"
    r"fra (?:forvaltning|administration|ledelse|medarbejder)\w*|for sekretariatet"
)
_LABEL = re.compile(
    rf"\W*(?:{_AWAY}|{_HERE}|{_OFFICES})\b[^:]{{0,40}}?(?::|\t|[ ]{{2,}}|$|(?=[ ](?-i:[A-ZÆØÅ])))", re.IGNORECASE
)
_ABSENT = re.compile(rf"\W*(?:{_AWAY})\b|[^:]*\bundtagen\b", re.IGNORECASE)
_PRESENT = re.compile(rf"\W*(?:{_HERE})\b|.*\b(?:var mødt|deltog)\b", re.IGNORECASE)
# Lines of a head that are about something else than persons.
_OTHER = re.compile(
    r"\W*(?:dato|sted|tid|kl|klokken|lokale|lokation|møde(?:t|dato|sted|tid\w*|lokale|nr)?|start\w*|slut\w*|dagsorden\w*|"
    r"indhold\w*|underskrift\w*|sag\w*|referat|protokol|beslutnings\w*|åbne|lukkede|dokumenttype|udvalg|nr|side)\b",
    re.IGNORECASE,
)
# Where the opening lines, which say whose meeting it was, give way to what they label.
_LABELLED = re.compile(
    r"[^:]{2,40}:|\W*(?:mødested|mødetid\w*|mødedato|sted|tid\w*|lokale|start\w*|dato)\b", re.IGNORECASE
)
_COLUMNS = re.compile(r"\s{3,}|\t")
_DAYS = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag\w*|kommunes?|region\w*", re.IGNORECASE)
_SHORTEST_NAME = 4
_PIECES = re.compile(r"[,;:](?![^()]*\))")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What a head tells in one breath (oplysning): a label with all that stands under it, on one line.

    `present` and `absent` tell whether it names those who were there, or those who were not.
    """

    text: str
    present: bool
    absent: bool

    def part(self, role: re.Pattern[str]) -> str:
        """The part of the line that names who had a role, or an empty text: "Per Holm (formand)"."""
        pieces = [piece.strip() for piece in _PIECES.split(self.text)]
        at = next((index for index, piece in enumerate(pieces) if role.search(piece)), None)
        if at is None:
            return ""
        if at == 0:
            return self.text
        # What stands between a name and its role ("Ida Holm, FOA (formand)") can't be told from a name by itself.
        alone = at == 1 or pieces[at - 1].endswith(")")
        return pieces[at] if alone and pieces[at][:1].isupper() else f"{pieces[at - 1]}, {pieces[at]}"


def read_head(head: str) -> tuple[HeadLine, ...]:
    """The lines of a head in their order, names below a label made one line with it."""
    found: list[list[str]] = []
    opened = False
    for written in head.splitlines():
        line = " ".join(written.split())
        if not line:
            continue
        labelled = _LABEL.match(written.strip()) is not None
        if opened and not labelled and _goes_on(line):
            found[-1].append(line)
        else:
            found.append([line])
            opened = labelled
    return tuple(_read_line(parts) for parts in found)


@lru_cache(maxsize=2_000)
def host_names(head: str, body: str) -> frozenset[str]:
    """The stems of the names by which a head says whose meeting it was: a municipality, a school; not the body."""
    found = set()
    for written in head.splitlines():
        line = _COLUMNS.split(written.strip())[0]
        if _LABEL.match(line) or _LABELLED.match(line):
            break
        found |= {token.stem for token in content_tokens(line) if _is_host(token)}
    return frozenset(found.difference(stems(without_institution(body))))


def bodies_by_host(meetings: Iterable[MeetingRecord]) -> dict[str, frozenset[str]]:
    """For the stem of each name of a host, the bodies whose heads have it."""
    found: dict[str, set[str]] = {}
    for meeting in meetings:
        for name in host_names(meeting.head, meeting.body):
            found.setdefault(name, set()).add(meeting.body)
    return {name: frozenset(bodies) for name, bodies in found.items()}


def _is_host(token: Token) -> bool:
    named = token.text[0].isupper() and len(token.text) >= _SHORTEST_NAME
    return named and _DAYS.fullmatch(token.text) is None and token.folded not in ASKING_WORDS


def _goes_on(line: str) -> bool:
    """Whether a line below a label goes on with its names: it begins no other matter, and is no sentence."""
    return _OTHER.match(line) is None and line[0].isupper() and not line.endswith(".")


def _read_line(parts: Sequence[str]) -> HeadLine:
    label, *below = parts
    absent = _ABSENT.match(label) is not None
    if label.endswith(":"):
        text = f"{label} {', '.join(below)}".strip()
    else:
        # Names that don't go on the line go on below it.
        text = f"{label.rstrip(',')}{', ' if ':' in label else ': '}{', '.join(below)}" if below else label
    return HeadLine(text, present=not absent and _PRESENT.match(label) is not None, absent=absent)
