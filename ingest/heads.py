"""Heads of minutes (mødehoveder): which body met, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.bodies import is_body, tidy_body
from ingest.dates import WEEKDAY, find_bare_time, find_dates, find_time
from ingest.lines import Line

MAX_HEAD_LINES = 80
MAX_HEADER = 200

_KIND_WORD = (
    r"(?:(?:åbent|åben|lukket|offentligt|offentlig|ekstraordinært|ordinært|endeligt|foreløbigt|godkendt|kort|udkast"
    r" til)\s)*"
    r"(?:beslutningsreferat|mødereferat|tillægsreferat|tillægsdagsorden|tillægsprotokol|dagsorden med (?:vedtagelser"
    r"|beslutninger"
    r"|referat|protokol|bilag)|dagsorden og referat|dagsorden/referat|referat/dagsorden|referat og"
    r" beslutningsprotokol|referat"
    r"|beslutningsprotokollat|beslutningsprotokol|forhandlingsprotokol|mødeprotokol|protokollat|protokol|dagsorden"
    r"|udskrift af (?:beslutningsprotokollen|protokollen|forhandlingsprotokollen|beslutningsprotokol)|beslutninger"
    r" fra mødet|minutes)"
)
_KIND = re.compile(rf"{_KIND_WORD}(?=$|[\s,:;–—|-])", re.IGNORECASE)
_LINK = re.compile(r"(?:for|fra|af|over|til|i)(?:\s|$)", re.IGNORECASE)
_CONTINUED = re.compile(rf"{_KIND_WORD}\s(?:for|fra|af|over|til|i)", re.IGNORECASE)
_MEETING_OF = re.compile(
    r"(?:ordinært\s|ekstraordinært\s|konstituerende\s|åbent\s)?[^\W\d_]{0,40}møde\s(?:nr\.?\s\d{1,4}\s)?"
    r"(?:i|den|d\.|for)\s",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:fra|af|for|over|til|i|på|vedr\.?|vedrørende|det|den|et|d\.|ordinære|ordinært|ekstraordinære|ekstraordinært"
    r"|konstituerende|åbent"
    r"|lukket|\w{0,40}møde[rt]?|nr\.?\s?\d{1,4}|afholdt|afholdte|udvalgsmøde i|med|–|—|-|:|,|\|)(?=\s|$)\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?:[\s,–—|:(-]+(?:den|d\.?|{WEEKDAY}|møde|mødet|afholdt|fra|referat|dagsorden|kl\.?|nr\.?\s?\d{{1,4}}|på"
    rf"|i)?\s?)$",
    re.IGNORECASE,
)
_GENITIVE_MEETING = re.compile(r"s\s?(?:ordinære\s|ekstraordinære\s)?møde$", re.IGNORECASE)
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
        r"(?:mødetidspunkt|starttidspunkt(?: for møde(?:t)?)?|mødestart|start|tidspunkt|tid|klokkeslæt|klokken|kl\.?"
        r"|mødet?\s(?:er\s|blev\s)?(?:start(?:et|ede|er)?|begynd(?:t|te|er)|åbne(?:t|de|s)))(?=\s|:|$)",
        re.IGNORECASE,
    ),
    "place": re.compile(r"(?:mødested|mødelokale|sted|lokale|mødet holdes|hvor)(?=\s|:|$)", re.IGNORECASE),
}
_ANY_LABEL = re.compile(
    r"(?:mødedato|mødested|mødetidspunkt|mødelokale|starttidspunkt|sluttidspunkt|dato|sted|tid|tidspunkt|lokale"
    r"|start|slut|mødet? (?:start(?:et|ede)?|slut(?:tede)?)|deltagere|mødedeltagere|fremmødte|mødt|ikke mødt"
    r"|til stede|tilstede|tilstedeværende|fraværende|afbud|medlemmer|indholdsfortegnelse|ordstyrer|referent|mødeleder"
    r"|mødet hævet"
    r"|fra forvaltningen|fra administrationen|udvalg|formand)(?=\s|:|$)",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"(?:udskrevet|udsendt|udsendelse|udsendelsesdato|printet|genereret|godkendt|offentliggjort|næste|frist|revideret"
    r"|opdateret|dagsorden udsendt"
    r"|referat godkendt|sidst|oprettet|seneste|valgperiode)",
    re.IGNORECASE,
)
_PLACE_AFTER_TIME = re.compile(
    r"\bkl\.?\s?[\d.:]{1,5}(?:\s?[-–]\s?(?:kl\.?\s?)?[\d.:]{1,5})?,?\s(?:i|på|ved|hos)\s(?P<place>[^\n]{2,150})$",
    re.IGNORECASE,
)
_HELD_AT = re.compile(
    r"møde[t]?\s(?:blev\s|er\s)?(?:(?:af)?hold[te]{0,2}s?|foregik|fandt\ssted)\s(?:på|i|hos)\s(?P<place>[^\n.]{2,120}?)"
    r"(?:,?\s(?:den|d\.|kl)\b.{0,80})?\.?$",
    re.IGNORECASE,
)
# "Mødelokale 4, Rådhuset" is a place as it stands; "Mødelokale: 4" is a label with its value.
_ROOM = re.compile(r"(?:mødelokale|lokale)\s[^\s:][^:\t]{0,100}", re.IGNORECASE)
_PLACE_AFTER_CLOCK = re.compile(r"kl\.?\s?[\d.:]{1,5}[^,\n]{0,30},\s(?P<place>[A-ZÆØÅ][^\n:]{2,100})$", re.IGNORECASE)
_PLACE_AFTER_DATE = re.compile(r",?\s(?:i|på)\s(?P<place>[A-ZÆØÅ][^\n.:]{2,80})\.?")
_CLOCK_BEFORE = re.compile(
    r"^(?:i\s|på\s|kl\.?\s?[\d.:]{1,5}(?:\s?[-–]\s?(?:kl\.?\s?)?[\d.:]{1,5})?,?\s(?:i\s|på\s)?)", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:rådhus|administrationsbygning|kulturhus|medborgerhus|forsamlingshus|sognegård|præstegård|mødelokale"
    r"|udvalgslokale|fælleshus|beboerhus|byrådssal|regionssal|byråds?lokale|udvalgsværelse|værelse\s\d|lokale\s\S"
    r"|\bsal\s\d|kantinen?\b|brandstation|kontoret\b|\w{2,30}vej\s\d|\w{2,30}gade\s\d|teams\b|virtuelt)",
    re.IGNORECASE,
)
_WEEKDAY_DATE = re.compile(WEEKDAY, re.IGNORECASE)
_DECIDED_KIND = re.compile(r"referat|protokol|vedtagelser|beslutninger|minutes", re.IGNORECASE)
_MEETING_IN = re.compile(r"møde[rt]?\s(?:i|for)\s[A-ZÆØÅ]")
_INDEFINITE = re.compile(r"\w{0,60}(?:bestyrelse|udvalg|råd|nævn|skab)", re.IGNORECASE)
_MEETING_WORD = re.compile(
    r"\b(?P<stem>[^\W\d_]{0,40}(?:bestyrelse|udvalg|råd|nævn|repræsentantskab))s-?møde[rt]?\b", re.IGNORECASE
)
_MUNICIPALITY = re.compile(r"(?:\S{1,40}\s){0,4}(?:kommune|region)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A line that names a meeting ("REFERAT Byrådet d. 24-04-2017"): kind word, body and date as found."""

    kind: str
    body: str
    day: date | None


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


def read_header(words: str) -> Header | None:
    """Read a line as a header of minutes, or None. The words must hold nothing else."""
    if not 4 <= len(words) <= MAX_HEADER or not (words[0].isupper() or words[0].isalpha()):
        return None
    kind = _KIND.match(words)
    if kind is None and not _MEETING_OF.match(words):
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
    body = _bare(named)
    if dates and not body:
        body = _bare(rest[dates[0].end :])
        body = body if is_body(body) else ""
    if body[:1].islower() and is_body(capital := body[0].upper() + body[1:]):
        # What is left of "skolebestyrelsesmøde" names no body better than a line of its own does.
        body = "" if _INDEFINITE.fullmatch(body) else capital
        named = named if body else ""
    named_so = day or (_MEETING_IN.search(rest) and not _PLACE.search(body))
    if body and not (is_body(tidy_body(body)) or (named_so and _name_like(body))):
        return None
    return Header(kind, tidy_body(body), day) if body or day or not named.strip(" :.-–") else None


def _kind_later(words: str) -> Header | None:
    """Read headers that name the body first: "Byrådet – Referat – 1. oktober 2018"."""
    parts = [part.strip() for part in re.split(r"\s[-–—|]\s|,\s|\t", words) if part.strip()]
    if not 2 <= len(parts) <= 6:
        return None
    kinds = [part for part in parts if _KIND.fullmatch(part)]
    if not kinds:
        return None
    others = " , ".join(part for part in parts if part not in kinds and not _MUNICIPALITY.fullmatch(part))
    return _header(kinds[0], others)


def _bare(words: str) -> str:
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


def has_head_label(words: str) -> bool:
    """Whether a line is labelled as part of a head (Mødedato, Sted, Deltagere …)."""
    return bool(_ANY_LABEL.match(words))


def read_head(lines: Sequence[Line]) -> Head:
    """Read the lines before the first item of a meeting."""
    texts = [line.words for line in lines if line.words][:MAX_HEAD_LINES]
    texts = _with_continued_kinds([words[:400] for words in texts])
    headers = [header for words in texts if (header := read_header(words))]
    labelled = _labelled_day(texts)
    header_day = next((header.day for header in headers if header.day), None)
    day = header_day or labelled or _any_day(texts)
    conflicting = labelled if header_day and labelled and labelled != header_day else None
    kinds = [header.kind for header in headers]
    agenda = bool(kinds) and not any(_DECIDED_KIND.search(kind) for kind in kinds if kind != "møde")
    agenda = agenda and any("dagsorden" in kind.casefold() for kind in kinds)
    return Head(_body(texts, headers), day, _time(texts), _place(texts), agenda, conflicting, tuple(kinds))


def _with_continued_kinds(texts: Sequence[str]) -> list[str]:
    """Join "REFERAT" on one line with "fra mødet i …" on the next."""
    joined: list[str] = []
    for words in texts:
        begun = joined[-1] if joined else ""
        if _CONTINUED.fullmatch(begun) or (_KIND.fullmatch(begun) and _LINK.match(words)):
            joined[-1] = f"{joined[-1]} {words}"
        else:
            joined.append(words)
    return joined


def _body(texts: Sequence[str], headers: Sequence[Header]) -> str:
    if found := next((header.body for header in headers if header.body), ""):
        return found
    for value in _values(texts, "body"):
        if value and not find_dates(value):
            return tidy_body(value)
    for words in texts[:25]:
        named = words
        if dates := find_dates(words):
            named = _bare(words[: dates[0].start])
        if (
            is_body(named)
            and not _KIND.match(named)
            and not has_head_label(named)
            and not _MUNICIPALITY.fullmatch(tidy_body(named))
            and ":" not in named
        ):
            return tidy_body(named)
    return next((body for words in texts[:25] if (body := _body_of_meeting(words))), "")


def _body_of_meeting(words: str) -> str:
    """The body that a word such as "skolebestyrelsesmøde" or "Byrådsmødet" names, or an empty string."""
    match = _MEETING_WORD.search(words)
    if match is None:
        return ""
    name = match["stem"][:1].upper() + match["stem"][1:]
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
    for words in texts[:30]:
        told = find_dates(words) or words.casefold().startswith(("kl", "møde"))
        if told and (clock := find_time(words)):
            return clock
    return ""


def _place(texts: Sequence[str]) -> str:
    for value in _values(texts, "place"):
        if value and (not has_head_label(value) or value.split()[0].casefold() in ("mødelokale", "lokale")):
            return next((words for words in texts if _ROOM.fullmatch(words) and words.endswith(value)), value)[:200]
    for words in texts[:30]:
        if match := _PLACE_AFTER_TIME.search(words) or _HELD_AT.match(words):
            return match["place"].strip(" ,.")
        if (match := _PLACE_AFTER_CLOCK.search(words)) and _is_place(match["place"]):
            return match["place"].strip(" ,.")
        if (dates := find_dates(words)) and (match := _PLACE_AFTER_DATE.fullmatch(words, dates[-1].end)):
            return "" if is_body(match["place"]) else match["place"].strip(" ,.")
    bare = (_CLOCK_BEFORE.sub("", words) for words in texts[:25])
    return next((words for words in bare if _is_place(words)), "")


def _is_place(words: str) -> bool:
    """Whether a line is nothing but a place: "Rådhuset, lokale 251", "Kulturhuset, sal 2"."""
    if (
        not 3 <= len(words) <= 80
        or ":" in words
        or words[-1] in ".;"
        or find_dates(words)
        or _MUNICIPALITY.fullmatch(words)
    ):
        return False
    if not _PLACE.match(words) and (words[0].islower() or has_head_label(words)):
        return False
    return bool(_PLACE.search(words)) and not is_body(words) and read_header(words) is None


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
