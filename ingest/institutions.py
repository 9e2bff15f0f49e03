"""Whose board it is (institutionens navn): a school's, a company's or an association's name beside its board's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.bodies import tidy_body
from ingest.dates import find_dates

NEAR = 6
"""In so many first lines of a head the name of an institution stands beside its board's."""

_BOARD = re.compile(
    r"bestyrelse[n]?|(?:skole|forældre|organisations|afdelings|institutions|selskabs)bestyrelse[n]?"
    r"|[^\W\d_]{0,30}(?:kommission(?:en)?|repræsentantskab(?:et)?)|direktion(?:en)?|[A-ZÆØÅ]{2,8}|(?-i:[A-ZÆØÅ])[^\W\d_]{3,30}møde",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?<!\w)(?:A/S|ApS|I/S|P/S|K/S|S/I|[AF]\.?m\.?b\.?a\.?)(?!\w)"
    r"|\w{0,40}(?:skole[nr]?|gymnasi(?:um|et)|college|akademi(?:et)?|seminari(?:um|et)|værk(?:et)?|fjernvarme|forsyning(?:en)?"
    r"|vandcenter|renovation|havn|brandvæsen|redningsberedskab|forening(?:en)?|(?:bolig|andels|bygge)selskab(?:et)?|menighed(?:en)?"
    r"|muse(?:um|et)|bibliotek(?:et)?|teat(?:er|ret)|(?:pleje|ældre|bo|dag|kultur|frivillig|aktivitets)cent(?:er|ret)|plejehjem(?:met)?"
    r"|børnehave[n]?|børnehus(?:et)?|vuggestue[n]?|dagtilbud(?:det)?|institution(?:en)?|bosted(?:et)?|hospital(?:et)?)\b",
    re.IGNORECASE,
)
_LINKED = re.compile(r"(?P<link>i|på|for|ved|af)\s(?P<name>\S.{2,80})", re.IGNORECASE)
_MEETING = re.compile(r"\b[^\W\d_]{0,40}-?møde[rt]?\b(?:\snr\.?\s?[\d/-]{1,8})?(?P<rest>.{0,90})", re.IGNORECASE)
_BOARD_OF = re.compile(
    r"\b(?P<board>(?:skole|forældre|organisations|afdelings|institutions)bestyrelse)smøde[rt]?\s(?:nr\.?\s?[\d/-]{1,8}\s)?"
    r"(?P<link>i|på|for|ved)\s(?P<name>[A-ZÆØÅ].{2,80})",
    re.IGNORECASE,
)
_KIND_OF_MEETING = re.compile(
    r"(?:referat|beslutningsreferat|mødereferat|dagsorden|protokol)(?:\s(?:fra|af|over))?\s"
    r"(?P<stem>[^\W\d_]{3,30}?)(?P<dash>-?)møde(?:t|r)?\b",
    re.IGNORECASE,
)
_OF_A_BODY = re.compile(r"(?:udvalgs|råds|bestyrelses|nævns|ordinært|ekstraordinært)$", re.IGNORECASE)


def with_institution(body: str, texts: Sequence[str]) -> str:
    """The name of a board with its institution's, where the head gives one; every school has a "Skolebestyrelsen".

    Args:
        body: the body as the head names it; one that is no institution's board is returned as it is.
        texts: the first lines of the head.
    """
    near = texts[:NEAR]
    for words in near:
        if (match := _BOARD_OF.search(words)) and body and match["name"].startswith(body):
            return f"{match['board'].capitalize()}n {match['link'].lower()} {body}"
    if not _BOARD.fullmatch(body):
        return body
    for words in (_named_in_line(words) for words in near):
        if words:
            return f"{body}{words}"
    for words in near:
        link, name = _linked(words)
        if name.startswith(f"{body} ") and _is_institution(name):
            return tidy_body(name)
        if _is_institution(name):
            return f"{body}{_joined(link, name)}"
    return body


def meeting_named(texts: Sequence[str]) -> str:
    """What "Referat TRIO-møde" and "Referat af personalemøde" call those who met, or an empty string."""
    for words in texts[:NEAR]:
        match = _KIND_OF_MEETING.match(words)
        if match is None or _OF_A_BODY.search(match["stem"]):
            continue
        if match["dash"]:
            return match["stem"] if match["stem"].isupper() else match["stem"].capitalize()
        return f"{match['stem']}møde".capitalize()
    return ""


def _named_in_line(words: str) -> str:
    """The institution that follows the word for the meeting: "skolebestyrelsesmøde på Engdalskolen"."""
    match = _MEETING.search(words)
    if match is None:
        return ""
    rest = match["rest"].strip(" ,:–-|")
    if dates := find_dates(rest):
        rest = re.sub(r"[\s,]+(?:den|d\.|\w{3,4}dag)?(?:\s(?:den|d\.))?$", "", rest[: dates[0].start].rstrip())
    link, name = _linked(rest)
    return _joined(link, name) if _is_institution(name) else ""


def _linked(words: str) -> tuple[str, str]:
    """A name and the word that links it to its board ("på Engdalskolen"), empty where there is none."""
    match = _LINKED.fullmatch(words)
    return (match["link"], match["name"]) if match else ("", words)


def _joined(link: str, name: str) -> str:
    tidy = tidy_body(name) + ("." if name.casefold().endswith("b.a.") else "")
    return f" {link.lower()} {tidy}" if link else f", {tidy}"


def _is_institution(words: str) -> bool:
    plain = (
        3 <= len(words) <= 80
        and words[0].isupper()
        and not re.search(r"[\d:;!?]|\.\s|bestyrelse|,", words, re.IGNORECASE)
    )
    return plain and _INSTITUTION.search(words) is not None
