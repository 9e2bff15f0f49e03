"""Labels of sections (afsnitsoverskrifter): which words open which kind of section.

A label is recognised by its words alone; whether it counts where it stands is decided in `ingest.sections`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ingest.bodies import is_body, tidy_body
from ingest.dates import find_dates
from ingest.lines import Line
from ingest.vocabulary import VOCABULARY, Trust, derived_kind
from rag.domain import SectionKind

MAX_LABEL = 120
MAX_INLINE = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label (overskrift) found in a line.

    `heading` is as printed, without a closing colon. `body_start` is where in `Line.text` the section's
    own words begin when they follow on the same line, else None. `body` and `date` as in `Section`.
    `recommending`: a sentence "X indstiller, at …" stands for the label and belongs to the section.
    `attributed`: a body or a date, but no word such as "Beslutning", makes it a label.
    """

    kind: SectionKind
    heading: str
    trust: Trust
    body_start: int | None = None
    body: str = ""
    date: date | None = None
    recommending: bool = False
    attributed: bool = False


_DIGIT = re.compile(r"\d")
_JOINT = re.compile(r"\s?/\s?|\sog\s|,\s|\s[-–]\s")
_DECISION_OF_ITEM = re.compile(
    r"Beslutning(?:en)?\s(?:for|til|på)\s(?:punkt|pkt\.?|sag)\s?(?:nr\.?\s?)?\d{1,4}\b[^()\n]{0,200}"
    r"(?:\((?P<aside>[^()\n]{0,120})\)[^()\n]{0,60}){0,3}$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[►▶■▪●◆*•]\s*")
_COUNT = re.compile(r"\s*\((?:\d{1,3}(?: ?stk\.?)?|åbne?|offentlige?)\)$", re.IGNORECASE)
_INLINE = re.compile(r"([^\W\d_][^:\n\t]{1,59}?)(?:\s?:\s*(?=\S)|\t\s*(?=\S)(?!\d{1,4}$))")
_WHO = r"[A-ZÆØÅ][^:;!?\n]{1,90}?"
_RECOMMENDS = re.compile(
    rf"(?:{_WHO}\s(?:indstiller|anbefaler|foreslår|indstillede|fremsender til godkendelse|INDSTILLER|ANBEFALER"
    rf"|FORESLÅR)\b|(?:Det|Der)\s(?:indstilles|anbefales|foreslås)\b|(?:DET\s)?INDSTILLES\b|DET\s(?:ANBEFALES|FORESLÅS)\b)"
    r"(?P<rest>[^\n]{0,200})$"
)
_TO_WHOM = re.compile(r"\s?(?:til|over\s?for|,?\s?at\b)?[^.!?\n]{0,160}?(?:[,:]|\bat[:,]?|\.{3}|…)?$", re.IGNORECASE)
# Full stops that end no sentence: "300.000 kr. om året".
_ABBREVIATION = re.compile(r"\b(\d{1,4}|kr|mio|nr|ca|pct|pr|jf|stk|evt|maks)\.(?!$)")
_OPENS_LIST = re.compile(r"\bat\b|[:,…]$")
_DECIDES = re.compile(
    r"(?i:Endelig |Foreløbig )?(?P<word>(?i:Beslutning(?:en|er)?|Vedtagelse|Afgørelse|Behandling|Behandlet|Anbefaling"
    r"|Indstilling|Erklæring|Udtalelse))"
    r"(?:,?\s(?i:fra|i|af|på|truffet i|truffet af|ved|for)\s|\s?[,:–-]\s|\s)(?P<who>[^:\n]{2,100}?)(?P<end>:|$)"
)
_GENITIVE = re.compile(
    r"(?P<who>[A-ZÆØÅ][^:.;\n]{1,80}?)(?i:s)\s(?i:(?:ende?lige|foreløbige|tidligere|møde)\s)?"
    r"(?P<word>(?i:beslutning|vedtagelse|afgørelse|behandling|anbefaling|indstilling|udtalelse|erklæring))\b"
    r"(?P<rest>[^:\n]{0,80}?)(?P<end>:|$)"
)
_ITEM_REFERENCE = re.compile(r",?\s?\(?(?:pkt\.?|punkt|sag)\s?(?:nr\.?\s?)?\d{1,4}\)?", re.IGNORECASE)
_CONNECTIVE = re.compile(
    r"(?:^|[\s,(])(?:den|d\.|af|fra|på|i|møde[t]?|ordinært|ekstraordinært|mandag|tirsdag|onsdag|torsdag|fredag|lørdag"
    r"|søndag)?$",
    re.IGNORECASE,
)
_OPENING_KINDS = (SectionKind.CASE, SectionKind.OCCASION)
_WORD_KINDS = {
    "anbefaling": SectionKind.RECOMMENDATION,
    "indstilling": SectionKind.RECOMMENDATION,
    "udtalelse": SectionKind.HEARING,
    "erklæring": SectionKind.HEARING,
}


def read_label(line: Line) -> Label | None:
    """The label that a line is or begins with, or None. Looks at at most `MAX_LABEL` characters."""
    words = line.words
    if len(words) < 3 or words[0] in "-–0123456789" or words[0].islower():
        return None
    if line.lead and (label := _from_lead(line)):
        return label
    bare = _BULLET.sub("", words)
    if len(bare) <= MAX_LABEL and (label := _whole_line(bare)):
        return label
    return _inline(line) or _decision(line) or _recommending(line)


def concludes(words: str) -> bool:
    """Whether an everyday word opens what came of an item where no "Beslutning" does ("Konklusion", "Referat")."""
    key = words.strip(" :").casefold()
    return key == "konklusion" or VOCABULARY.get(key) == (SectionKind.DECISION, Trust.WEAK)


def kind_of(words: str) -> tuple[SectionKind, Trust] | None:
    """What kind of section words open when they stand alone as a label."""
    key = " ".join(_COUNT.sub("", words.strip(" :.?–-")).casefold().split())
    return VOCABULARY.get(key) or _kind_of_several(key) or derived_kind(key)


def _kind_of_several(key: str) -> tuple[SectionKind, Trust] | None:
    """The kind of the first of several labels ("Indledning/Baggrund"), if each is one."""
    if len(key) > MAX_INLINE or not _JOINT.search(key):
        return None
    found = [VOCABULARY.get(part) for part in _JOINT.split(key)]
    if found[0] is None or None in found or found[0][1] is Trust.WEAK:
        return None
    return found[0]


def _whole_line(words: str) -> Label | None:
    if len(words) > MAX_INLINE + 20:
        return None
    if words.endswith((".", ",")) and not words.casefold().endswith(("mv.", "m.v.")):
        return None
    found = kind_of(words)
    return Label(found[0], words.rstrip(" :"), found[1]) if found else None


def _from_lead(line: Line) -> Label | None:
    found = kind_of(line.lead)
    if found is None:
        return None
    start = line.text.index(line.lead) + len(line.lead)
    if line.text.startswith(",", start):
        return None  # "**Det indstilles**, at …" is a sentence
    while start < len(line.text) and line.text[start] in " :\t":
        start += 1
    return Label(found[0], line.lead.rstrip(" :"), found[1], start)


def _inline(line: Line) -> Label | None:
    words = line.words
    if ":" not in words[: MAX_INLINE + 2] and "\t" not in words[: MAX_INLINE + 2]:
        return None
    match = _INLINE.match(words)
    found = kind_of(match[1]) if match else None
    if match is None or found is None:
        return None
    if found[1] is Trust.WEAK and not (concludes(match[1]) or found[0] in _OPENING_KINDS):
        return None
    start = line.indent + match.end()
    if found[0] is SectionKind.DECISION:
        rest = words[match.end() :]
        inner = _bare_body(Line(rest, rest), rest[:220])
        if inner is not None and inner.body_start is not None:
            return replace(inner, attributed=False, body_start=start + inner.body_start)
    return Label(found[0], match[1], found[1], start)


def _decision(line: Line) -> Label | None:
    words = line.words
    head = words[:220]
    if words.endswith((".", ",")) and ":" not in head:
        return None
    if match := _DECISION_OF_ITEM.match(head):
        body, day, clean = _body_and_date(match["aside"] or "")
        named = clean and day is not None and is_body(body)
        return Label(
            SectionKind.DECISION,
            words,
            Trust.ANCHOR,
            None,
            tidy_body(body) if named else "",
            day if named else None,
        )
    if match := _DECIDES.match(head):
        return _attributed(line, match, match["word"])
    if "s " in head.casefold() and (match := _GENITIVE.match(head)):
        return _attributed(line, match, match["word"])
    return _bare_body(line, head)


def _attributed(line: Line, match: re.Match[str], word: str) -> Label | None:
    rest = match["who"] + (f" {match['rest']}" if "rest" in match.re.groupindex else "")
    body, day, clean = _body_and_date(rest)
    if not clean or not (is_body(body) or (day and not body)):
        return None
    kind = _WORD_KINDS.get(word.casefold(), SectionKind.DECISION)
    trust = Trust.ANCHOR if kind is SectionKind.DECISION else Trust.STRONG
    return _labelled(line, match, kind, trust, body, day)


def _bare_body(line: Line, head: str) -> Label | None:
    """Read a body with a date as a label: "Økonomiudvalget, 18. september 2019, pkt. 153: Anbefales."."""
    if not _DIGIT.search(head, 0, 120):
        return None
    match = re.match(r"(?P<who>[A-ZÆØÅ][^:\n]{2,119}?)(?P<end>:|$)", head)
    if match is None:
        return None
    body, day, clean = _body_and_date(match["who"])
    if not clean or day is None or not is_body(body):
        return None
    label = _labelled(line, match, SectionKind.DECISION, Trust.ANCHOR, body, day)
    return replace(label, attributed=True)


def _labelled(line: Line, match: re.Match[str], kind: SectionKind, trust: Trust, body: str, day: date | None) -> Label:
    start: int | None = None
    if match["end"] and line.words[match.end() :].strip():
        offset = line.indent + match.end()
        start = offset + len(line.text[offset:]) - len(line.text[offset:].lstrip())
    return Label(kind, line.words[: match.end()].rstrip(" :"), trust, start, tidy_body(body), day)


def _body_and_date(words: str) -> tuple[str, date | None, bool]:
    """Split "Byrådet den 3. maj 2018, pkt. 4" into body and date; the flag says nothing else was there."""
    words = _ITEM_REFERENCE.sub("", words)
    dates = find_dates(words, short_years=True)
    if not dates:
        return words.strip(" ,:-–"), None, True
    before, after = words[: dates[0].start], words[dates[0].end :].strip(" ,.:)-–")
    for _ in range(5):
        shorter = _CONNECTIVE.sub("", before.rstrip(" ,(-–."))
        shorter = re.sub(r"\sd$", "", shorter)
        if shorter == before:
            break
        before = shorter
    clean = not after or bool(re.fullmatch(r"kl\.?\s?[\d.:]{1,5}", after))
    return before.strip(" ,:-–("), dates[0].day, clean


def _recommending(line: Line) -> Label | None:
    """Read "Direktøren indstiller, at …" as a label; the line itself belongs to the recommendation."""
    words = line.words
    match = _RECOMMENDS.match(words[:400]) if len(words) <= 400 else None
    if match is None or not _TO_WHOM.fullmatch(_ABBREVIATION.sub(r"\1", match["rest"]).rstrip(" .")):
        return None
    heading = words[: match.start("rest")]
    # "Dansk Folkeparti foreslår flagdag." tells of a proposal; "foreslår, at …" and "foreslår:" make one.
    if "indstil" not in heading.casefold() and match["rest"] and not _OPENS_LIST.search(match["rest"]):
        return None
    start = None if line.marked else line.indent
    return Label(SectionKind.RECOMMENDATION, heading, Trust.STRONG, start, recommending=True)
