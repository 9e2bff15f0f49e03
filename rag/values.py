"""Values in a sentence (værdier): persons, dates, amounts, places and reasons, by their form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rag.analysis import fold
from rag.dates import find_dates
from rag.wording import Kind

_NAME = re.compile(
    r"\b[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)*(?: (?:[A-ZÆØÅ]\.|[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)*))+"
)
_FIRST_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÆØÅ][a-zæøåéü]{2,}s?\b|^[A-ZÆØÅ][a-zæøåéü]+:")
_ROLE = re.compile(
    r"\b\w*(?:direktor|chef|leder|formand|borgmester|minister|sekretar|sekreter|konsulent|udvalg|rad|bestyrelse|forvaltning|"
    r"administration|afdeling|stab|forum|direktion|gruppe|styrelse|parti|koordinator|medarbejder|radgiver|firma|entreprenor|"
    r"kommune|region|kl|kkr|cheferne|redaktion)(?:er|ne|erne|en|et|n|s|ens|ets|erens|erne?s)?\b"
)
_NUMBER = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    r"\b(?:ingen|nul|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|"
    r"tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems|hundrede|tusind|million\w*|halv\w*|begge|samtlige)\b"
)
_MONEY = re.compile(r"\d[\d.,]*\s?(?:kr|mio|mia|t\.kr|tkr|kroner|pct|procent|%|,-)|\bkr\.?\s?\d", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:kl\. ?\d+|mandag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|januar|februar|marts|april|maj|juni|juli|august|september|"
    r"oktober|november|december|forar\w*|sommer\w*|efterar\w*|vinter\w*|jul|nytar|paske\w*|uge|uger|primo|medio|ultimo|kvartal\w*|halvar\w*|"
    r"straks|hurtigst|arligt|snarest|nu|neste (?:mode|ar|uge|maned)|inden for|senest|arsskiftet|maneder?|ar)\b"
)
_VOTE = re.compile(
    r"\b(?:stemte|stemmer|stemt|afstemning\w*|enstemmig\w*|flertal\w*|mindretal\w*|imod)\b|\bfor(?:slaget)?: ?\d"
)
_PLACE = re.compile(r"\b(?:i|pa|ved|til|hos|fra|langs)\s+(?:\w+\s)?[a-z0-9]", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:fordi|da|idet|derfor|grund\w*|baggrund|skyldes|arsag\w*|hensyn|henblik|saledes|sa at|for at|hvorfor|dermed|betyder|medforer|"
    r"nodvendig\w*|begrund\w*|formal\w*|udgangspunkt|med henvisning|som folge|pga)\b"
)


def _has_person(text: str) -> bool:
    return bool(_NAME.search(text) or _FIRST_NAME.search(text) or _ROLE.search(fold(text)))


def _has_time(text: str) -> bool:
    return bool(find_dates(text)) or bool(_TIME.search(fold(text)))


def _has_amount(text: str) -> bool:
    return bool(_NUMBER.search(text) or _NUMBER_WORD.search(fold(text)))


def holds_money(text: str) -> bool:
    """Whether a text holds a sum of money or a percentage."""
    return _MONEY.search(text) is not None


def _has_vote(text: str) -> bool:
    return bool(_VOTE.search(fold(text)))


def _has_place(text: str) -> bool:
    return bool(_PLACE.search(text))


def _has_reason(text: str) -> bool:
    return bool(_REASON.search(fold(text)))


_CHECKS: Mapping[Kind, Callable[[str], bool]] = {
    Kind.WHO: _has_person,
    Kind.WHEN: _has_time,
    Kind.AMOUNT: _has_amount,
    Kind.COST: holds_money,
    Kind.VOTE: _has_vote,
    Kind.WHERE: _has_place,
    Kind.WHY: _has_reason,
}


def wants_value(kind: Kind) -> bool:
    """Whether a kind of question is answered only by a sentence with a value of that kind."""
    return kind in _CHECKS


def holds_value(kind: Kind, text: str) -> bool:
    """Whether a text holds the kind of value that a question wants; true where it wants none."""
    check = _CHECKS.get(kind)
    return check is None or check(text)


def holds_name(text: str) -> bool:
    """Whether a text holds a person's full name."""
    return _NAME.search(text) is not None
