"""Names of bodies (udvalg, råd og nævn): recognised by the words that they are made of."""

from __future__ import annotations

import re

_STEM = re.compile(
    r"udvalg|byråd|kommunalbestyrelse|regionsråd|bestyrelse|forum|råd(?:et|ene)?\b|nævn|kommission|komit|direktion"
    r"|borgerrepræsentation|magistrat|chefgruppe|ledergruppe|ledelse(?:n|sgruppe|steam)?\b|styregruppe"
    r"|arbejdsgruppe|repræsentantskab|generalforsamling|kredsråd|provsti|samarbejds?organ|sekretariat\b|byting"
    r"|lokaludvalg|klub(?:ben)?\b|laug\b|forening(?:en)?\b|kontaktgruppe|følgegruppe|koordinationsgruppe|udv\."
    r"|udvalgsmøde",
    re.IGNORECASE,
)
_MED = re.compile(r"\bMED(?:\b|-)|[-a-zæøå]MED\b|\b(?:LMU|HMU|CMU|OMU|FMU|HovedMED)\b")
_SHORT = re.compile(r"[A-ZÆØÅ]{2,5}(?:\s?/\s?[A-ZÆØÅ]{2,5})?")
_NOT_BODY = re.compile(
    r"\b(?:indstiller|anbefaler|godkend\w*|orientering(?:en)?\sfra|orientere\w*|vedtagelser|referat|besluttede"
    r"|drøftede|vedtog|tog|har|er|blev|bliver|skal|kan|vil"
    r"|\w{2,40}sal(?:en)?|udvalgs(?:værelse|lokale)\w{0,4}|at|en|et|om|som|der|ikke|hvor|når"
    r"|på baggrund|afholder|deltog)\b",
    re.IGNORECASE,
)
_LOWER_WORDS = frozenset({"og", "for", "i", "af", "på", "til", "den", "det", "de", "m.v.", "mv."})
_KEPT_CAPITALS = frozenset({"MED", "KKR", "HMU", "CMU", "LMU", "SSP", "PPR", "IT", "HR", "SOSU"})
# "Børne- og Ungeudvalget 2018-2021" is the committee of one term of office.
_TERM = re.compile(r"\s\(?(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)?\d{2}\)?$")
_GENITIVE = re.compile(r"s\s?(?:ordinære\s|ekstraordinære\s|\d{1,3}\.\s)?møder?$", re.IGNORECASE)
MAX_LENGTH = 90


def is_body(words: str) -> bool:
    """Whether words name a body: a stem such as -udvalg, -råd, -bestyrelse, and no verb."""
    if not 2 <= len(words) <= MAX_LENGTH or not words[0].isupper():
        return False
    if words[-1] in ".!?;" and not words.endswith("udv."):
        return False
    named = _STEM.search(words) or _MED.search(words)
    return bool(_SHORT.fullmatch(words) or (named and not _NOT_BODY.search(words)))


def tidy_body(words: str) -> str:
    """A body's name as prose writes it: capitals folded, the municipality's name taken off.

    One committee printed as "ØKONOMIUDVALGET" and as "Økonomiudvalget" is one committee.
    """
    name = _GENITIVE.sub("", _TERM.sub("", " ".join(words.strip(" .,:;-–—|").split())))
    name = re.sub(r"(?i)(?:,|\s[-–]|\si)\s(?:\S{1,30}\s){1,3}?kommune$", "", name)
    stripped = re.sub(r"^(?:\S{1,30}\s){1,2}?(?i:kommunes?)(?:\s[-–|]|,|:)?\s(?=[A-ZÆØÅ])", "", name)
    name = stripped or name
    if name.isupper() and len(name) > 5:
        name = " ".join(_prose_case(word, first=not i) for i, word in enumerate(name.split()))
    return name


def _prose_case(word: str, *, first: bool) -> str:
    if word in _KEPT_CAPITALS or "/" in word:
        return word
    lowered = word.lower()
    if lowered in _LOWER_WORDS and not first:
        return lowered
    if lowered.endswith("-") or "-" not in lowered:
        return lowered[:1].upper() + lowered[1:]
    return "-".join(part[:1].upper() + part[1:] for part in lowered.split("-"))


def same_body(one: str, other: str) -> bool:
    """Whether two names mean the same body, the definite ending and the case aside."""
    first, second = _stem(one), _stem(other)
    return bool(first) and (first == second or (len(first) > 5 and first in second))


def _stem(name: str) -> str:
    folded = re.sub(r"[^\wæøå]", "", name.casefold())
    for ending in ("ets", "ens", "et", "en", "s"):
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            return folded[: -len(ending)]
    return folded
