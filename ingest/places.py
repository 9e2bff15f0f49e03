"""Places of meetings (mødesteder) as heads of minutes give them without a label."""

from __future__ import annotations

import re

_PLACE_AFTER_TIME = re.compile(
    r"\bkl\.?\s?[\d.:]{1,5}(?:\s?[-–]\s?(?:kl\.?\s?)?[\d.:]{1,5})?,?\s(?:i|på|ved|hos)\s(?P<place>[^\n]{2,150})$",
    re.IGNORECASE,
)
_HELD_AT = re.compile(
    r"møde[t]?\s(?:blev\s|er\s)?(?:(?:af)?hold[te]{0,2}s?|foregik|fandt\ssted)\s(?:på|i|hos)\s(?P<place>[^\n.]{2,120}?)"
    r"(?:,?\s(?:den|d\.|kl)\b.{0,80})?\.?$",
    re.IGNORECASE,
)
CLOCK_LAST = re.compile(r",\s?kl\.?\s?[\d.:]{1,5}(?:\s?[-–]\s?[\d.:]{1,5})?\.?$", re.IGNORECASE)
_HELD_ONLINE = re.compile(
    r"møde[t]?\s(?:blev\s|er\s)?(?:(?:af)?hold[te]{0,2}s?|foregik)\s(?P<place>virtuelt|online|digitalt)\b",
    re.IGNORECASE,
)
_PLACE_AFTER_CLOCK = re.compile(
    r"kl\.?\s?[\d.:]{1,5}(?:\s?(?:[-–]|til)\s?(?:kl\.?\s?)?[\d.:]{1,5})?,?\s(?P<place>[A-ZÆØÅ][^\n:]{2,100})$"
)
_PLACE_AFTER_DATE = re.compile(r",?\s(?:i|på)\s(?P<place>[A-ZÆØÅ][^\n.:]{2,80})\.?")
_CLOCK_BEFORE = re.compile(
    r"^(?:i\s|på\s|kl\.?\s?[\d.:]{1,5}(?:\s?[-–]\s?(?:kl\.?\s?)?[\d.:]{1,5})?,?\s(?:i\s|på\s)?)", re.IGNORECASE
)
PLACE = re.compile(
    r"(?:rådhus|administrationsbygning|kulturhus|medborgerhus|forsamlingshus|sognegård|præstegård|mødelokale"
    r"|udvalgslokale|fælleshus|beboerhus|\w{2,40}sal(?:en)?\b|byråds?lokale|udvalgsværelse|værelse\s\d|lokale\s\S|\w{2,30}lokalet\b"
    r"|\w{2,30}værelset\b|\bsal\s\d|kantinen?\b|brandstation|kontoret\b|\w{2,30}(?:vej|gade|vænget?|allé|plads|torv|stræde)\s\d"
    r"|teams\b|virtuelt)",
    re.IGNORECASE,
)
# Houses that also give bodies and institutions their names: a place only right below the time.
HOUSE = re.compile(
    r"(?:bibliotek|skole|center|centret|centeret|hus|huset|hal|hallen|kro|kroen|museum|museet|hjem|hjemmet|gård|gården"
    r"|hotel|klub|klubben)(?:$|[\s,])",
    re.IGNORECASE,
)


def place_beside_clock(words: str) -> str:
    """The place in "kl. 17.00 i Byrådssalen" or "Mødet blev holdt på Rådhuset, kl. 9", or an empty string."""
    match = _PLACE_AFTER_TIME.search(words) or _HELD_AT.match(words) or _HELD_ONLINE.match(words)
    if match is None and (match := _PLACE_AFTER_CLOCK.search(words)) and not PLACE.search(match["place"]):
        match = None
    return match["place"].strip(" ,.") if match else ""


def place_beside_date(words: str, end: int) -> str:
    """The place in "Møde torsdag d. 2. maj 2019 i Forsamlingshuset", whose date ends at `end`, or an empty string."""
    match = _PLACE_AFTER_DATE.fullmatch(words, end)
    return match["place"].strip(" ,.") if match else ""


def bare_place(words: str) -> str:
    """A line without the time that stands before or after the place."""
    return CLOCK_LAST.sub("", _CLOCK_BEFORE.sub("", words))
