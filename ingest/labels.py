"""Labels of sections (afsnitsoverskrifter): which words open which kind of section.

The vocabulary was gathered from public minutes of Danish councils, committees and boards. A label is
recognised by its words alone; whether it counts where it stands is decided in `ingest.sections`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ingest.bodies import is_body, tidy_body
from ingest.dates import find_dates
from ingest.lines import Line
from rag.domain import SectionKind

MAX_LABEL = 120
MAX_INLINE = 60


class Trust(IntEnum):
    """How far a label is believed: weak ones are everyday words, anchors hardly ever are."""

    WEAK = 0
    STRONG = 1
    ANCHOR = 2


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


_K = SectionKind
_ANCHORS: dict[SectionKind, str] = {
    _K.OCCASION: "anledning|beslutningstema|sagens kerne|resumé|resume|resumè|sagsresumé|sagsresume|kort resumé"
    "|kort resume|sagens anledning|anledning til sagen|sagens tema|sagens formål|formål med sagen|hvad drejer sagen sig om"
    "|kort om sagen|kort sagsresumé|sagen i korte træk|sagen kort",
    _K.CASE: "sagsfremstilling|sagsfremstillinger|sagsbeskrivelse|sagens baggrund|kort sagsfremstilling|sagsfremstilling mv"
    "|supplerende sagsfremstilling|beskrivelse af sagen|beslutningsgrundlag|uddybende sagsfremstilling|sagsoplysning|sagsoplysninger"
    "|sagsredegørelse|sagens indhold",
    _K.RECOMMENDATION: "indstilling|indstillinger|administrationens indstilling|forvaltningens indstilling"
    "|direktionens indstilling|forslag til beslutning|forslag til vedtagelse|beslutningsforslag|forslag til indstilling"
    "|administrationens anbefaling|forvaltningens anbefaling|det indstilles|indstilles|indstilling til beslutning"
    "|borgmesterens indstilling|kommunaldirektørens indstilling|direktørens indstilling|tidligere indstilling"
    "|administrationen indstiller|forvaltningen indstiller|sagens indstilling|ny indstilling|supplerende indstilling",
    _K.DECISION: "beslutning|beslutninger|beslutningen|vedtagelse|afgørelse|udvalgets beslutning|byrådets beslutning"
    "|rådets beslutning|bestyrelsens beslutning|kommunalbestyrelsens beslutning|beslutning/konklusion"
    "|beslutningsreferat|beslutning og konklusion|mødets beslutning|endelig beslutning|b e s l u t n i n g"
    "|beslutning/referat|referat/beslutning|konklusion/beslutning|drøftelse og beslutning|behandling og beslutning",
    _K.ATTACHMENTS: "bilag|bilag til sagen|bilag til punktet|bilag til punkt|vedlagte bilag|bilagsliste|bilagsoversigt"
    "|bilag på sagen|sagens bilag|bilag i sagen|vedhæftede bilag|vedhæftede filer|vedhæftninger|bilag/links|bilag og links"
    "|åbne bilag|offentlige bilag|bilagsfortegnelse|underbilag|oversigt over bilag",
    _K.ECONOMY: "økonomi|økonomiske konsekvenser|økonomiske forhold|bevillingsmæssige konsekvenser|økonomi og finansiering"
    "|økonomiske og personalemæssige konsekvenser|budgetmæssige konsekvenser|økonomiske og bevillingsmæssige konsekvenser"
    "|økonomi og bevilling|økonomi og personale|økonomi/finansiering|økonomi/bevilling|økonomiske og personalemæssige forhold"
    "|økonomiske bemærkninger|økonomisk konsekvens|økonomiske perspektiver|økonomi og tidsplan|bevillingsmæssige forhold",
    _K.LEGAL_BASIS: "lovgrundlag|lovgrundlag mv|lovgrundlag m.v|retsgrundlag|lovhjemmel|juridiske forhold"
    "|juridiske konsekvenser|love og regler|lovgrundlag, planer mv|lovgrundlag og planer|retligt grundlag|lovgrundlaget"
    "|juridisk grundlag|retsregler|retlige forhold|lov- og regelgrundlag|lovgivning|lovmæssigt grundlag|jura",
    _K.PROCEDURE: "sagsgang|beslutningskompetence|historik|kompetence|sagens gang|sagens forløb|sagsforløb|sagshistorik"
    "|sagens historik|politisk behandling|tidligere behandling|tidligere politisk behandling|kompetence/beslutning"
    "|videre sagsgang|sagsgang og historik|politisk sagsgang|kompetencefordeling|tidligere beslutninger|sagens videre forløb"
    "|den videre sagsgang|sagens videre gang|behandling i udvalg|sagen behandles i|sagen afgøres i|sagen afgøres af"
    "|beslutningskompetencer|sagsforløb og kompetence|tidligere sagsgang|beslutningsproces",
    _K.HEARING: "høring|høringer|høring og inddragelse|inddragelse og høring|partshøring|høringssvar|høring/inddragelse"
    "|inddragelse/høring|høringsparter|borgerinddragelse|høring, udtalelser mv|høring og udtalelser|høring/udtalelser"
    "|udtalelser|høringsperiode|høringssvar og udtalelser|nærdemokrati|borgerinddragelse og høring|brugerinddragelse",
}
_STRONG: dict[SectionKind, str] = {
    _K.OCCASION: "indledning|formål|sammenfatning|sammendrag|punktets formål|formål med punktet|emne for sagen|hovedbudskaber",
    _K.CASE: "baggrund|sagen|problemstilling|løsning|redegørelse|baggrund og problemstilling|problemstilling og løsning"
    "|administrationens vurdering|forvaltningens vurdering|administrationens bemærkninger|forvaltningens bemærkninger"
    "|løsningsforslag|supplerende oplysninger|uddybning|supplerende redegørelse|faktiske forhold",
    _K.RECOMMENDATION: "forslag|anbefaling|anbefalinger",
    _K.DECISION: "vedtaget|vedtagelser",
    _K.ECONOMY: "finansiering|bevilling|bevillinger|budget og finansiering|økonomisk vurdering",
    _K.LEGAL_BASIS: "hjemmel|regelgrundlag|planforhold|planer og lovgivning",
    _K.PROCEDURE: "videre forløb|det videre forløb|videre proces|den videre proces|behandlingsplan|tids- og procesplan",
    _K.HEARING: "inddragelse|udtalelse|involvering|dialog/høring|kommunikation/høring",
    _K.OTHER: "miljømæssige konsekvenser|sundhedsmæssige konsekvenser|personalemæssige konsekvenser|øvrige konsekvenser"
    "|andre konsekvenser|konsekvenser for børn og unge|klimamæssige konsekvenser|kommunikation|miljøvurdering|agenda 21"
    "|handicappolitiske konsekvenser|handicapforhold|sundhed|bæredygtighed|fn's verdensmål|verdensmål|børn og unge"
    "|miljø og klima|klima og miljø|konsekvensvurdering|effektvurdering|bæredygtighedsvurdering|ligestilling"
    "|sammenhæng til politikker|sammenhæng med politikker og strategier|personaleforhold|risikovurdering",
}
_WEAK: dict[SectionKind, str] = {
    _K.OCCASION: "tema|intro|introduktion|emne|kort introduktion",
    _K.CASE: "status|orientering|oplæg|vurdering|beskrivelse|fakta|analyse|konklusion|bemærkninger|drøftelse|alternativer",
    _K.DECISION: "referat|protokol|resultat|udfald|konklusioner|aftalt|protokollat",
    _K.ATTACHMENTS: "dokumenter|links|vedlagt|vedlagt materiale|materiale",
    _K.PROCEDURE: "proces|tidsplan|tidsperspektiv|forhistorie",
    _K.OTHER: "konsekvenser|miljø|klima|personale|andet|øvrigt|perspektiv|perspektiver",
}
_VOCABULARY: dict[str, tuple[SectionKind, Trust]] = {
    word: (kind, trust)
    for trust, table in ((Trust.WEAK, _WEAK), (Trust.STRONG, _STRONG), (Trust.ANCHOR, _ANCHORS))
    for kind, words in table.items()
    for word in words.split("|")
}
_FIRST_LETTERS = frozenset(word[0] for word in _VOCABULARY)

_DIGIT = re.compile(r"\d")
_JOINT = re.compile(r"\s?/\s?|\sog\s|,\s")
_DECISION_OF_ITEM = re.compile(
    r"Beslutning(?:en)?\s(?:for|til|på)\s(?:punkt|pkt\.?|sag)\s?(?:nr\.?\s?)?\d{1,4}\b[^()\n]{0,200}"
    r"(?:\((?P<aside>[^()\n]{0,120})\)[^()\n]{0,60}){0,3}$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[►▶■▪●◆*•]\s*")
_COUNT = re.compile(r"\s*\((?:\d{1,3}(?: ?stk\.?)?|åbne?|offentlige?)\)$", re.IGNORECASE)
_INLINE = re.compile(r"([^\W\d_][^:\n]{1,59}?)\s?:\s*(?=\S)")
_WHO = r"[A-ZÆØÅ][^:;!?\n]{1,90}?"
_RECOMMENDS = re.compile(
    rf"(?:{_WHO}\s(?:indstiller|anbefaler|foreslår|indstillede|fremsender til godkendelse)\b|(?:Det|Der)\s(?:indstilles|anbefales|foreslås)\b)"
    r"(?P<rest>[^\n]{0,200})$"
)
_TO_WHOM = re.compile(r"\s?(?:til|over\s?for|,?\s?at\b)?[^.!?\n]{0,160}?(?:[,:]|\bat[:,]?|\.{3}|…)?$", re.IGNORECASE)
_DECIDES = re.compile(
    r"(?:Endelig |Foreløbig )?(?P<word>Beslutning(?:en|er)?|Vedtagelse|Afgørelse|Behandling|Behandlet|Anbefaling|Indstilling|Erklæring|Udtalelse)"
    r"(?:,?\s(?:fra|i|af|på|truffet i|truffet af|ved|for)\s|\s?[,:–-]\s|\s)(?P<who>[^:\n]{2,100}?)(?P<end>:|$)"
)
_GENITIVE = re.compile(
    r"(?P<who>[A-ZÆØÅ][^:.;\n]{1,80}?)s\s(?:(?:ende?lige|foreløbige|tidligere|møde)\s)?"
    r"(?P<word>beslutning|vedtagelse|afgørelse|behandling|anbefaling|indstilling|udtalelse|erklæring)\b"
    r"(?P<rest>[^:\n]{0,80}?)(?P<end>:|$)"
)
_ITEM_REFERENCE = re.compile(r",?\s?\(?(?:pkt\.?|punkt|sag)\s?(?:nr\.?\s?)?\d{1,4}\)?", re.IGNORECASE)
_CONNECTIVE = re.compile(
    r"(?:^|[\s,(])(?:den|d\.|af|fra|på|i|møde[t]?|ordinært|ekstraordinært|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)?$",
    re.IGNORECASE,
)
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


def kind_of(words: str) -> tuple[SectionKind, Trust] | None:
    """What kind of section words open when they stand alone as a label."""
    key = " ".join(_COUNT.sub("", words.strip(" :.–-")).casefold().split())
    if key[1:2] == " " and len(key) < 40 and all(len(part) == 1 for part in key.split()):
        key = key.replace(" ", "")
    return _VOCABULARY.get(key) or _kind_of_several(key)


def _kind_of_several(key: str) -> tuple[SectionKind, Trust] | None:
    """The kind of the first of several labels ("Indledning/Baggrund"), if each is one."""
    if len(key) > MAX_INLINE or not _JOINT.search(key):
        return None
    found = [_VOCABULARY.get(part) for part in _JOINT.split(key)]
    if found[0] is None or None in found or found[0][1] is Trust.WEAK:
        return None
    return found[0]


def _whole_line(words: str) -> Label | None:
    if len(words) > MAX_INLINE + 20 or words[0].casefold() not in _FIRST_LETTERS:
        return None
    if words.endswith((".", ",")) and not words.endswith(("mv.", "m.v.")):
        return None
    found = kind_of(words)
    return Label(found[0], words.rstrip(" :"), found[1]) if found else None


def _from_lead(line: Line) -> Label | None:
    found = kind_of(line.lead)
    if found is None:
        return None
    start = line.text.index(line.lead) + len(line.lead)
    while start < len(line.text) and line.text[start] in " :\t":
        start += 1
    return Label(found[0], line.lead.rstrip(" :"), found[1], start)


def _inline(line: Line) -> Label | None:
    words = line.words
    if ":" not in words[: MAX_INLINE + 2]:
        return None
    match = _INLINE.match(words)
    found = kind_of(match[1]) if match else None
    if match is None or found is None or found[1] is Trust.WEAK:
        return None
    start = line.text.index(words) + match.end()
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
    if "s " in head and (match := _GENITIVE.match(head)):
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
    """ "Økonomiudvalget, 18. september 2019, pkt. 153: Anbefales." """
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
        offset = line.text.index(line.words) + match.end()
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
    """ "Kommunaldirektøren indstiller, at …": the line itself belongs to the recommendation."""
    words = line.words
    match = _RECOMMENDS.match(words[:400]) if len(words) <= 400 else None
    if match is None or not _TO_WHOM.fullmatch(match["rest"].rstrip(" .")):
        return None
    heading = words[: match.start("rest")]
    start = None if line.marked else line.text.index(words)
    return Label(SectionKind.RECOMMENDATION, heading, Trust.STRONG, start, recommending=True)
