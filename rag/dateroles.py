"""What a date in a question is about (datoers rolle), by the words around it; all patterns are on folded text."""

from __future__ import annotations

import re

from rag.analysis import fold
from rag.dates import DateMention
from rag.domain import Period

_MEETING_NOUN = (
    r"(?:\w*mode(?:t|r|rne|ts|dato|datoen)?|modtes|sitzung|meeting|motet?|samling\w*|dagsorden\w*|"
    r"(?:punkt|pkt\.?) ?\d+)"
)
_OF_CONTENT = re.compile(
    r"\b(?:referat\w*|protokol\w*|notat\w*|brev\w*|rapport\w*|\w*rapport\w*|aftale\w*|pr)\.? "
    r"(?:fra |af |pr\.? ?|for )?(?:den |d\.? ?)?$"
)
_AT = r"(?:den |d\.? ?|fra |af |i |pa |der blev holdt |afholdt |holdt |on |of |vom |am |the )*"
_MEETING_BEFORE = re.compile(rf"\b{_MEETING_NOUN}\s?[,(:–-]?\s?(?:(?:lige|kort|umiddelbart|sidst) )?{_AT}$")
# "Blev referatet fra mødet den 5. maj godkendt?" is of the meeting after that.
_MINUTES_BEFORE = re.compile(rf"\breferat\w* (?:fra|af) (?:det )?(?:\w+ )?mode\w* {_AT}$")
_APPROVED = re.compile(r"\b(?:godkend\w*|bemerkning\w*|rettelse\w*|endring\w*)\b")
_ACT = (
    r"(?:droftede|besluttede|godkendte|godkendt|\w*behandlede|vedtog|diskuterede|afviste|gennemgik|sagde|mente|bestemte|drofted|"
    r"discussed|decided|approved|"
    r"droftet|besluttet|\w*behandlet|vedtaget|afgjort|diskuteret)"
)
_ACT_BEFORE = re.compile(rf"\b{_ACT}\b(?P<between>[^,.;:?]*?){_AT}$")
_NOUN_LINK = re.compile(r"\b(?:om|vedr|vedrorende|til|for|af|fra|med|about|regarding|on|pr|per|mod)\b\.?")
_START = re.compile(r"^\W*(?:og )?(?:den |d\.? ?|i |on )?$")
_IN_TIME = re.compile(
    r"\b(?:i|i lobet af|i perioden|mellem|fra|siden|in|during|im jahr|under|efter|inden)\s"
    r"(?:aret |arene |perioden )?$"
)
# "Møderne for 2021" are held in it, "budgettet for 2022" is not decided in it.
_FOR = re.compile(r"\bfor (?:aret |arene |perioden )?$")
_AT_TIME = re.compile(r"\b(?:i|i lobet af|in|during|im jahr|under|ultimo|primo|medio|ar)\s(?:hele |aret |year )?$")
_THROUGH = re.compile(
    r"\b(?:i|gennem|igennem|i lobet af|over|fra|through|during) "
    r"(?:hele )?(?:aret |arene |ar |(?:slutningen|begyndelsen|starten|midten|lobet) af (?:ar(?:et)? )?)?$"
)
_PREPOSITION = re.compile(
    r"\b(?P<link>i|fra|til|for|og|samt|mod|med|siden|end|in|and|from|to|im|und|mellem|kontra|versus)\s(?:aret\s|ar\s)?$"
)
_OWN_PREPOSITION = re.compile(r"(?P<link>for|inden|efter|siden|before|after|since)\b")
_MEETINGS = re.compile(r"\b(?:\w*mode(?:t|r|rne|ts)?|modtes|referat\w*|dagsorden\w*|programmet|meetings?)\b")
_DECIDED = re.compile(rf"\b(?:{_ACT}|besluttes|beslutning\w*|skete|sket|foregik|decision\w*)\b")


def has_meeting_role(before: str, after: str, whole_day: bool) -> bool:  # noqa: FBT001 - a fact about the date
    """Whether a date between two folded stretches of a question tells when a meeting was.

    "mødet den …", "drøftede anlægsplanen den …" and "besluttet i …" do; "seminaret den …", "referatet fra den …",
    "budget …" don't.
    """
    if has_content_role(before) and _APPROVED.search(before + after):
        return False
    if _MEETING_BEFORE.search(before):
        return True
    act = None if _OF_CONTENT.search(before) else _ACT_BEFORE.search(before)
    if act and whole_day and not _NOUN_LINK.search(act["between"]):
        return True
    if _START.match(before) and whole_day and after.lstrip().startswith((":", "-", "–", ",", "mode")):
        return True
    if _FOR.search(before):
        return _MEETINGS.search(before) is not None
    timed = _IN_TIME.search(before) is not None
    return timed and (_MEETINGS.search(before) is not None or _DECIDED.search(before + after) is not None)


def has_time_role(before: str, mention: DateMention) -> bool:
    """Whether a date after a folded stretch of a question tells when something was so: "i 2020", "den 4. juni 2020"."""
    return _AT_TIME.search(before) is not None if mention.whole_day is None else not has_content_role(before)


def has_content_role(before: str) -> bool:
    """Whether a date after a folded stretch of a question dates something spoken of: "referatet fra den …", "pr. …"."""
    return _OF_CONTENT.search(before) is not None or _MINUTES_BEFORE.search(before) is not None


def preposition_of(text: str, mention: DateMention) -> str:
    """The preposition of a time in a question, folded; empty where the time belongs to a name ("Takster 2018")."""
    match = _PREPOSITION.search(fold(text[: mention.start])) or _OWN_PREPOSITION.match(fold(text[mention.start :]))
    return match["link"] if match else ""


def has_through_role(before: str, period: Period) -> bool:
    """Whether something is followed through a time after a folded stretch of a question: "gennem 2018".

    "Fra 2018 og frem" has no end, so a "fra" has to have the years at both ends after it.
    """
    if _THROUGH.search(before) is None:
        return False
    return re.search(r"\bfra (?:\w+ af )?$", before) is None or bool(
        period.first and period.last and period.first.year < period.last.year
    )
