"""Headers of minutes (overskrifter): lines that name a meeting by what its minutes are called, body and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.bodies import is_body, tidy_body
from ingest.dates import WEEKDAY, find_dates
from ingest.places import PLACE

MAX_HEADER = 200

_KIND_WORD = (
    r"(?:(?:åbent|åben|lukket|offentligt|offentlig|ekstraordinært|ordinært|endeligt|foreløbigt|godkendt|kort|udkast"
    r" til|revideret|rettet|korrigeret|berigtiget|genudsendt|underskrevet|supplerende|samlet)\s)*"
    r"(?:beslutningsreferat|mødereferat|tillægsreferat|tillægsdagsorden|tillægsprotokol|dagsorden med (?:vedtagelser"
    r"|beslutninger"
    r"|referat|protokol|bilag)|dagsorden og referat|dagsorden/referat|referat/dagsorden|referat og"
    r" beslutningsprotokol|referat"
    r"|beslutningsprotokollat|beslutningsprotokol|forhandlingsprotokol|mødeprotokol|protokollat|protokol|dagsorden"
    r"|udskrift af (?:beslutningsprotokollen|protokollen|forhandlingsprotokollen|beslutningsprotokol)|beslutninger"
    r" fra mødet|minutes)"
)
_KIND = re.compile(rf"{_KIND_WORD}(?=$|[\s,:;–—|-])", re.IGNORECASE)
_KIND_AND_DATE = re.compile(
    rf"{_KIND_WORD}\s(?:(?:for|fra|af|den|d\.)\s){{1,2}}(?:{WEEKDAY}\s(?:den\s|d\.\s)?)?\d", re.IGNORECASE
)
_PARTS = re.compile(r"\s[-–—|]\s|,\s|\t|\s{3,40}")
_LINK = re.compile(r"(?:for|fra|af|over|til|i)(?:\s|$)", re.IGNORECASE)
_CONTINUED = re.compile(rf"{_KIND_WORD}\s(?:for|fra|af|over|til|i)", re.IGNORECASE)
_MEETING_OF = re.compile(
    r"(?:ordinært\s|ekstraordinært\s|konstituerende\s|åbent\s)?[^\W\d_]{0,40}møde\s(?:nr\.?\s\d{1,4}\s)?"
    r"(?:i|den|d\.|for)\s",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:udskrift\saf|fra|af|for|over|til|i|på|vedr\.?|vedrørende|(?-i:det|den|et)|d\.|ordinære|ordinært|ekstraordinære|ekstraordinært"
    r"|konstituerende|åbent"
    r"|lukket|\w{0,40}møde[rt]?|nr\.?\s?\d{1,4}|afholdt|afholdte|udvalgsmøde i|med|–|—|-|:|,|\|"
    rf"|{WEEKDAY})(?=\s|$)\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:[\s,–—|:(-]+(?:den|d\.?|{WEEKDAY}|møde|mødet|afholdt|fra|referat|dagsorden|kl\.?|nr\.?\s?\d{{1,4}}|på"
    rf"|i)?\s?)$",
    re.IGNORECASE,
)
_GENITIVE_MEETING = re.compile(
    r"s\s?(?:ordinære\s|ekstraordinære\s)?(?:møde(?:\snr\.?\s?[\d/-]{1,8})?|(?:beslutnings|forhandlings|møde)?protokol)$",
    re.IGNORECASE,
)
_GENITIVE_OF = re.compile(r"[A-ZÆØÅ][^\n,.:]{3,80}?s\s(?:ordinære\s|ekstraordinære\s)?møde\s(?:den|d\.)\s\d")
_MEETING_IN = re.compile(r"møde[rt]?\s(?:i|for)\s[A-ZÆØÅ]")
_INDEFINITE = re.compile(r"\w{0,60}(?:bestyrelse|udvalg|råd|nævn|skab)", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"(?:\S{1,40}\s){0,4}(?:kommune|region)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A line that names a meeting ("REFERAT Byrådet d. 24-04-2017"): kind word, body and date as found."""

    kind: str
    body: str
    day: date | None


def read_header(words: str) -> Header | None:
    """Read a line as a header of minutes, or None. The words must hold nothing else."""
    if not 4 <= len(words) <= MAX_HEADER or not (words[0].isupper() or words[0].isalpha()):
        return None
    kind = _KIND.match(words)
    if kind is None and not _MEETING_OF.match(words) and not _GENITIVE_OF.match(words):
        return _kind_later(words)
    kind_word = kind[0] if kind else "møde"
    rest = words[kind.end() :] if kind else words
    return _header(kind_word, rest)


def _header(kind: str, rest: str) -> Header | None:
    dates = find_dates(rest)
    day = dates[0].day if dates else None
    named = rest[: dates[0].start] if dates else rest
    if not dates and (clock := re.search(r"\bkl\.?\s?\d", named)):
        named = named[: clock.start()]
    body = bare_name(named)
    if dates and not body:
        body = bare_name(rest[dates[0].end :])
        body = body if is_body(body) else ""
    if body.isupper() and _INDEFINITE.fullmatch(body) and f"{body}SMØDE" in rest:
        body = body.lower()
    if body[:1].islower() and is_body(capital := body[0].upper() + body[1:]):
        # What is left of "skolebestyrelsesmøde" names no body better than a line of its own does.
        body = "" if _INDEFINITE.fullmatch(body) else capital
        named = named if body else ""
    named_so = day or (_MEETING_IN.search(rest) and not PLACE.search(body))
    if body and not (is_body(tidy_body(body)) or (named_so and _name_like(body))):
        return None
    return Header(kind, tidy_body(body), day) if body or day or not named.strip(" :.-–") else None


def _kind_later(words: str) -> Header | None:
    """Read headers that name the body first: "Byrådet – Referat – 1. oktober 2018"."""
    parts = [part.strip() for part in _PARTS.split(words) if part.strip()]
    if not 2 <= len(parts) <= 6:
        return None
    kinds = [part for part in parts if _KIND.fullmatch(part)]
    dated = [part for part in parts if not kinds and _KIND_AND_DATE.match(part) and find_dates(part)]
    if not kinds and not dated:
        return None
    others = " , ".join([part for part in parts if part not in (*kinds, *dated) and not is_municipality(part)])
    if kinds:
        return _header(kinds[0], others)
    # "Byrådet    Referat af 29-10-2014": two columns, or a dash between them.
    day = find_dates(dated[0])[0]
    return _header(dated[0].split()[0], f"{others} {dated[0][day.start :]}")


def bare_name(words: str) -> str:
    """The name in words such as "fra mødet i Byrådet den", without what stands around it."""
    words = words.strip(" .,:;–—|\t")
    for _ in range(8):
        shorter = _GENITIVE_MEETING.sub("", _LEADING.sub("", words, count=1) if _LEADING.match(words) else words)
        shorter = _TRAILING.sub("", shorter + " ").strip(" .,:;–—|\t(")
        if shorter == words:
            break
        words = shorter
    return _GENITIVE_MEETING.sub("", words)


def _name_like(words: str) -> bool:
    return words[0].isupper() and len(words) <= 60 and len(words.split()) <= 7 and not re.search(r"[.!?;]", words)


def with_continued_kinds(texts: Sequence[str]) -> list[str]:
    """Join "REFERAT" on one line with "fra mødet i …" on the next."""
    joined: list[str] = []
    for words in texts:
        begun = joined[-1] if joined else ""
        if _CONTINUED.fullmatch(begun) or (_KIND.fullmatch(begun) and _LINK.match(words)):
            joined[-1] = f"{joined[-1]} {words}"
        else:
            joined.append(words)
    return joined


def is_municipality(words: str) -> bool:
    """Whether words name a municipality or a region and nothing else."""
    return bool(_MUNICIPALITY.fullmatch(words))


def is_kind(words: str) -> bool:
    """Whether words begin with what minutes are called ("Referat", "Beslutningsprotokol")."""
    return bool(_KIND.match(words))
