"""Danish sentences (sætninger): where they begin and end.

Minutes are full of full stops that end nothing: "bl.a.", "d. 9. maj", "kr. 2,5 mio.", "jf. § 4, stk. 2".
A stop ends a sentence when a capital, a digit or a quotation mark follows and the word before it is no
abbreviation, initial or ordinal. Blank lines, and line breaks before list items, always end one.
"""

from __future__ import annotations

import re
from typing import Final

ABBREVIATIONS: Final = frozenset(
    """
    a adr afd afs alm ang anm ank art att bd bekg bem best betj bl bla brdr ca cirk d dep dir div dkr do dok dr ds dvs
    eftf eftm eks eksp ekskl el endv etc evt
    f fhv fig flg forb fors fortl fr fx g gl gr hhv hr hrs iflg ifm ift ifht iht inc
    incl indb inkl instr istf jf jfr jnr jr kap kbh kgl kl komm kr kv kvt kvm lb lbnr lic lign ll lovbek lr m mag maks
    matr mdl mdr medl mf mfl mht mhp mia mill min mio ml mm mr mrk mul mv ndr nr nuv o obl obs omkr opg opr osv p pag
    par pct pga pkt pl plf pr prof psl ref reg repr resp s sct sdr sek sekr sen skr skt sml spm st stk str stud sv såk t
    tdl tdr tel tgl th tidl tilsv tlf tv u udb udg udv uafh v vedr vejl vha vol vs årg årl ø øv cvr cpr chr joh kons bek
    """.split()
)
"""Abbreviations without inner stops that a full stop follows within a sentence, lower-cased."""

# These end a sentence as often as not: a stop after one ends it when a capital follows.
_MAY_END: Final = frozenset(
    """
    art el etc evt kbh kr kvm lign m mdr mfl mia mill min mio ml mm mv osv pct sek st stk tdl th tlf tv årl
    """.split()
)
_DOTTED_MAY_END: Final = frozenset(
    {"m.m", "m.v", "m.fl", "o.l", "o.lign", "o.a", "e.l", "d.d", "p.t", "s.u", "p.a", "a.m.b.a"}
)
_MONTHS: Final = frozenset(
    """
    januar februar marts april maj juni juli august september oktober november december
    mai märz dezember may march jan feb febr mar apr jun jul aug sep sept okt nov dec
    """.split()
)
# What an ordinal counts: "den 2. behandling", "1. viceborgmester", "3. sal", "5. klasse".
_COUNTED: Final = frozenset(
    """
    behandling kvartal quartal quarter halvår del klasse klassetrin årgang sal etape punkt led gang plads år uge
    suppleant viceborgmester næstformand stedfortræder generation version udgave budgetopfølgning økonomirapport
    budgetkontrol
    """.split()
)

_CANDIDATE = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)|\n(?:[ \t]*\n)+|\n(?=[ \t]*(?:[-–—•*·▪►]|\d{1,3}[.)]|[a-z][.)])[ \t])|\n"
)
_BLANKS = re.compile(r"\s+")
_MARK = re.compile(r"[ \t]*(?:[-–—•*·▪►]|\d{1,3}[.)]|[a-z][.)])[ \t]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of a text, in order, without surrounding white space.

    Spans don't overlap, and every character outside them is white space. A line that begins with a list
    mark starts a sentence; its mark belongs to it. A line break alone ends a sentence only after a line
    that is a heading or list item, or that ends in a full stop, colon or semicolon. Runs in linear time.
    """
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for match in _CANDIDATE.finditer(text):
        if match.start() < start:
            continue
        end = match.start() if text[match.start()] == "\n" else match.end()
        if not _ends(text, start, match, end):
            continue
        if (stop := _trimmed(text, start, end)) > start:
            spans.append((start, stop))
        start = _skip(text, match.end())
    if (stop := _trimmed(text, start, len(text))) > start:
        spans.append((start, stop))
    return spans


def _ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    found = match.group()
    if found[0] == "\n":
        return len(found) > 1 or _breaks_line(text, start, match.start(), match.end())
    if found[0] != ".":
        return not _next(text, end).islower()
    if len(found.rstrip("\"'”’»)]")) > 1 and _capital(text, end):
        return True
    return _stop_ends(text, start, match.start(), end)


def _breaks_line(text: str, start: int, at: int, after: int) -> bool:
    """Whether a single line break ends a sentence."""
    if _MARK.match(text, after):
        return True
    if _MARK.match(text, start) and not _next(text, after).islower():
        return True
    before = text[at - 1] if at > start else ""
    if before in ".:;!?":
        return before != "." or _next(text, after).isupper() or not is_abbreviation(_word(text, start, at - 1))
    if before == ",":
        return False
    # A short line without an end, followed by a capital, is a heading, an address or a name of a file.
    line_start = text.rfind("\n", 0, at) + 1
    return at - line_start <= 60 and not _next(text, after).islower()


def _stop_ends(text: str, start: int, at: int, end: int) -> bool:
    """Whether the full stop at `at` ends the sentence that began at `start`."""
    following = _next(text, end)
    if not following or following.islower():
        return False
    if "\n\n" in text[end : end + 3]:
        return True
    word = _word(text, start, at)
    if not word:
        return True
    lowered = word.lower()
    if lowered[-1].isdigit():
        return _number_ends(text, lowered, start, at, end)
    if len(word) == 1 and word.isupper():
        return False
    if lowered in _MONTHS:
        return not following.isdigit()
    if not is_abbreviation(word):
        return True
    return (lowered in _MAY_END or lowered in _DOTTED_MAY_END) and following.isupper()


def _number_ends(text: str, word: str, start: int, at: int, end: int) -> bool:
    """Tell an ordinal ("d. 9. maj", "2. behandling") from a number that ends a sentence ("i 2018. Der")."""
    if at - len(word) <= start:
        return False
    upcoming = _upcoming(text, end)
    lowered = upcoming.lower()
    if lowered in _MONTHS or lowered in _COUNTED:
        return False
    if len(word) <= 2 and word.isdigit():
        before = _word(text, start, at - len(word) - 1).lower()
        if before in ("den", "d", "d.", "nr", "pkt"):
            return before in ("nr", "pkt", "nr.", "pkt.") and upcoming[:1].isupper()
    return True


def is_abbreviation(word: str) -> bool:
    """Whether a word, without the full stop after it, is one that a full stop shortens: "jf", "bl.a", "sagsnr"."""
    lowered = word.lower().rstrip(".")
    if lowered.rpartition("-")[2] in ABBREVIATIONS or lowered.endswith("nr"):
        return True
    if "." not in lowered or lowered[-1].isdigit():
        return False
    return all(len(part) <= 2 or part in ABBREVIATIONS for part in lowered.split("."))


def _word(text: str, start: int, at: int) -> str:
    """The word that ends before `at`, at most 40 characters of it."""
    if at <= start or text[at - 1].isspace():
        return ""
    return text[max(start, at - 40) : at].rsplit(None, 1)[-1].lstrip("([\"'“”„»«")


def _upcoming(text: str, position: int) -> str:
    position = _skip(text, position)
    end = position
    while end < len(text) and end < position + 40 and text[end].isalpha():
        end += 1
    return text[position:end]


def _next(text: str, position: int) -> str:
    """The first character after `position` that is neither white space nor an opening mark."""
    position = _skip(text, position)
    while position < len(text) and text[position] in "\"'“”„«»([":
        position += 1
    return text[position : position + 1]


def _capital(text: str, position: int) -> bool:
    following = _next(text, position)
    return bool(following) and not following.islower()


def _skip(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
