"""Heads of minutes (mødehoveder): which body met, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ingest.bodies import is_body, tidy_body
from ingest.dates import WEEKDAY, find_bare_time, find_dates, find_time
from ingest.headers import Header, bare_name, is_kind, is_municipality, read_header, with_continued_kinds
from ingest.institutions import meeting_named, with_institution
from ingest.lines import Line
from ingest.places import CLOCK_LAST, HOUSE, PLACE, bare_place, place_beside_clock, place_beside_date

MAX_HEAD_LINES = 80
SHORT_HEAD = 8
"""In so many first lines a clock at the end of a line tells when the meeting began."""

_LABELS: dict[str, re.Pattern[str]] = {
    "body": re.compile(
        r"(?:udvalg|organ|mødeforum|forum|mødenavn|gremium|udvalgets navn|råd/udvalg|møde i)(?=\s|:|$)"
        r"|(?:menighedsråd|råd|nævn|bestyrelse)(?=\s?:)",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"(?:mødedato|mødetidspunkt|mødedag|dato og tid(?:spunkt)?|dato/tid|dato for mødet|dato for møde|dato|mødet"
        r" afholdt|afholdt"
        r"|tid og sted|tid/sted|tidspunkt|tid|møde(?:t)? den|hvornår|mødestart)(?=\s|:|$)",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"(?:mødetidspunkt|starttidspunkt(?: for møde(?:t)?)?|mødestart|start(?:tid)?|mødetid|tidspunkt|tid|klokkeslæt"
        r"|klokken|kl\.?"
        r"|mødet?\s(?:er\s|blev\s)?(?:start(?:et|ede|er)?|begynd(?:t|te|er)|åbne(?:t|de|s)))(?=\s|:|$)",
        re.IGNORECASE,
    ),
    "place": re.compile(r"(?:mødested|mødelokale|sted|lokale|lokation|mødet holdes|hvor)(?=\s|:|$)", re.IGNORECASE),
}
_ANY_LABEL = re.compile(
    r"(?:mødedato|mødested|mødetidspunkt|mødelokale|starttidspunkt|sluttidspunkt|dato|sted|tid|tidspunkt|lokale"
    r"|start(?:tid)?|slut(?:tid)?|lokation|mødetid|mødet? (?:start(?:et|ede)?|slut(?:tede)?)"
    r"|deltagere|mødedeltagere|fremmødte|mødt|ikke mødt"
    r"|til stede|tilstede|tilstedeværende|fraværende|afbud|medlemmer|indholdsfortegnelse|ordstyrer|referent|mødeleder"
    r"|mødet hævet"
    r"|fra forvaltningen|fra administrationen|udvalg|formand)(?=\s|:|$)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"(?:mødetitel|titel|emne|møde)\s?:\s{0,5}(?P<value>\S.{2,120})", re.IGNORECASE)
_CLOCK_ALONE = re.compile(r"\d{1,2}[.:]\d{2}(?:\s?[-–]\s?\d{1,2}[.:]\d{2})?")
_OTHER_DATE = re.compile(
    r"(?:udskrevet|udsendt|udsendelse|udsendelsesdato|printet|genereret|godkendt|offentliggjort|næste|frist|revideret"
    r"|opdateret|dagsorden udsendt"
    r"|referat godkendt|sidst|oprettet|seneste|valgperiode)",
    re.IGNORECASE,
)
# "Mødelokale 4, Rådhuset" is a place as it stands; "Mødelokale: 4" is a label with its value.
_ROOM = re.compile(r"(?:mødelokale|lokale)\s[^\s:][^:\t]{0,100}", re.IGNORECASE)
_BULLET = re.compile(r"^[-–•*]\s{1,4}(?=[A-ZÆØÅ])")
_FIELD_BREAK = re.compile(r"\s{0,9}\|\s{0,9}|\t{1,9}|\s{3,40}")
_WEEKDAY_DATE = re.compile(WEEKDAY, re.IGNORECASE)
_DECIDED_KIND = re.compile(r"referat|protokol|vedtagelser|beslutninger|minutes", re.IGNORECASE)
_MEETING_WORD = re.compile(
    r"\b(?P<stem>[^\W\d_]{0,40}(?:bestyrelse|udvalg|råd|nævn|repræsentantskab))s-?møde[rt]?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of minutes says (mødehoved); empty fields were not found.

    `agenda`: it calls itself an agenda without decisions. `kinds`: what it calls itself, as printed.
    `conflicting`: another date that it also gives.
    """

    body: str
    day: date | None
    time: str
    place: str
    agenda: bool
    conflicting: date | None = None
    kinds: tuple[str, ...] = ()


def has_head_label(words: str) -> bool:
    """Whether a line is labelled as part of a head (Mødedato, Sted, Deltagere …)."""
    return bool(_ANY_LABEL.match(words))


def read_head(lines: Sequence[Line]) -> Head:
    """Read the lines before the first item of a meeting."""
    texts = [line.words for line in lines if line.words][:MAX_HEAD_LINES]
    texts = [part for words in texts for part in _fields(_BULLET.sub("", words[:400]))]
    texts = with_continued_kinds(texts)
    headers = [header for words in texts if (header := read_header(words))]
    labelled = _labelled_day(texts)
    header_day = next((header.day for header in headers if header.day), None)
    day = header_day or labelled or _any_day(texts)
    conflicting = labelled if header_day and labelled and labelled != header_day else None
    kinds = [header.kind for header in headers]
    agenda = bool(kinds) and not any(_DECIDED_KIND.search(kind) for kind in kinds if kind != "møde")
    agenda = agenda and any("dagsorden" in kind.casefold() for kind in kinds)
    return Head(_body(texts, headers), day, _time(texts), _place(texts), agenda, conflicting, tuple(kinds))


def _fields(words: str) -> list[str]:
    """The fields of a line that holds several: "Dato: 9. juni 2021 | Tid: 10:00 | Sted: Naturrum"."""
    parts = [part for part in _FIELD_BREAK.split(words) if part]
    return parts if sum(":" in part and has_head_label(part) for part in parts) > 1 else [words]


def _body(texts: Sequence[str], headers: Sequence[Header]) -> str:
    return with_institution(_named_body(texts, headers) or meeting_named(texts), texts)


def _named_body(texts: Sequence[str], headers: Sequence[Header]) -> str:
    if found := next((header.body for header in headers if header.body), ""):
        return found
    for value in _values(texts, "body"):
        if value and not find_dates(value):
            return tidy_body(value)
    for words in texts[:25]:
        named = _beside_host(words)
        if dates := find_dates(words):
            named = bare_name(words[: dates[0].start])
        elif "s møde" in (folded := named.casefold()) or folded.endswith("protokol"):
            named = bare_name(named)
        if (
            is_body(named)
            and not _MEETING_WORD.match(named)
            and not is_kind(named)
            and not has_head_label(named)
            and not is_municipality(tidy_body(named))
            and ":" not in named
        ):
            return tidy_body(named)
    return _titled_body(texts) or next((body for words in texts[:25] if (body := _body_of_meeting(words))), "")


def _beside_host(words: str) -> str:
    """What stands on a line beside the municipality's name in a column of its own; the line where none does."""
    columns = [column for column in _FIELD_BREAK.split(words) if column]
    others = [column for column in columns if not is_municipality(tidy_body(column))]
    return others[0] if len(others) == 1 and len(columns) > 1 else words


def _titled_body(texts: Sequence[str]) -> str:
    """The body in "Titel: Referat Byrådet" or "Emne: Møde i Byrådet", or an empty string."""
    for words in texts[:25]:
        if titled := _TITLED.match(words):
            header = read_header(titled["value"])
            named = header.body if header else bare_name(titled["value"])
            if is_body(named):
                return tidy_body(named)
    return ""


def _body_of_meeting(words: str) -> str:
    """The body that a word such as "skolebestyrelsesmøde" or "Byrådsmødet" names, or an empty string."""
    match = _MEETING_WORD.search(words)
    if match is None:
        return ""
    stem = match["stem"].lower() if match["stem"].isupper() else match["stem"]
    name = stem[:1].upper() + stem[1:]
    return name + ("n" if name.casefold().endswith("bestyrelse") else "et")


def _labelled_day(texts: Sequence[str]) -> date | None:
    for value in _values(texts, "date"):
        if dates := find_dates(value, short_years=True):
            return dates[0].day
    return None


def _any_day(texts: Sequence[str]) -> date | None:
    usable = [words for words in texts if not _OTHER_DATE.match(words)]
    ranked = [words for words in usable if _WEEKDAY_DATE.search(words)] + usable
    for words in ranked:
        if dates := find_dates(words):
            return dates[0].day
    return None


def _time(texts: Sequence[str]) -> str:
    for value in _values(texts, "date"):
        if clock := find_time(value):
            return clock
    for value in _values(texts, "time"):
        if clock := find_time(value) or find_bare_time(value):
            return clock
    for index, words in enumerate(texts[:30]):
        if (dates := find_dates(words)) and (clock := find_bare_time(words[dates[0].end :][:8])):
            return clock
        if index and _CLOCK_ALONE.fullmatch(words) and find_dates(texts[index - 1]):
            return find_bare_time(words)
        told = dates or words.casefold().startswith(("kl", "møde"))
        if (told or (index < SHORT_HEAD and CLOCK_LAST.search(words))) and (clock := find_time(words)):
            return clock
    return ""


def _place(texts: Sequence[str]) -> str:
    for value in _values(texts, "place"):
        if value and (not has_head_label(value) or value.split()[0].casefold() in ("mødelokale", "lokale")):
            if _ROOM.fullmatch(value):
                return value[:200]
            return next((words for words in texts if _ROOM.fullmatch(words) and words.endswith(value)), value)[:200]
    for words in texts[:30]:
        if place := place_beside_clock(words):
            return place
        if (dates := find_dates(words)) and (place := place_beside_date(words, dates[-1].end)):
            return "" if is_body(place) else place
    if place := next((words for words in map(bare_place, texts[:25]) if _is_place(words)), ""):
        return place
    below = (words for above, words in pairwise(texts[:25]) if find_time(above) and find_dates(above))
    return next((words for words in below if HOUSE.search(words) and _is_plain(words)), "")


def _is_place(words: str) -> bool:
    """Whether a line is nothing but a place: "Rådhuset, lokale 251", "Kulturhuset, sal 2"."""
    return bool(PLACE.search(words)) and _is_plain(words)


def _is_plain(words: str) -> bool:
    """Whether a line is no label, date, body or sentence."""
    if (
        not 3 <= len(words) <= 80
        or words.casefold().startswith("mødet ")
        or ":" in words
        or words[-1] in ".;"
        or find_dates(words)
        or is_municipality(words)
    ):
        return False
    if not PLACE.match(words) and (words[0].islower() or has_head_label(words)):
        return False
    return not is_body(words) and read_header(words) is None


def _values(texts: Sequence[str], label: str) -> list[str]:
    """What follows a label on its line, or on the next line where it stands alone."""
    values: list[str] = []
    for index, words in enumerate(texts):
        match = _LABELS[label].match(words)
        if match is None:
            continue
        value = words[match.end() :].strip(" :\t")
        if not value and index + 1 < len(texts):
            value = texts[index + 1]
        values.append(value)
    return values
