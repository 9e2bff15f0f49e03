"""The words that label sections (afsnitsord), by what they open and how far they are believed.

Gathered from public minutes of Danish councils, committees and boards.
"""

from __future__ import annotations

import re
from enum import IntEnum

from rag.domain import SectionKind


class Trust(IntEnum):
    """How far a label is believed: weak ones are everyday words, anchors hardly ever are."""

    WEAK = 0
    STRONG = 1
    ANCHOR = 2


_K = SectionKind
_ANCHORS: dict[SectionKind, str] = {
    _K.OCCASION: "anledning|beslutningstema|sagens kerne|resumé|resume|resumè|sagsresumé|sagsresume|kort resumé"
    "|kort resume|sagens anledning|anledning til sagen|sagens tema|sagens formål|formål med sagen|hvad drejer sagen"
    " sig om"
    "|kort fortalt|hvad handler sagen om|hvad skal udvalget beslutte|hvorfor behandles sagen|kort beskrivelse"
    "|beslutningsoplæg|kort om sagen|kort sagsresumé|sagen i korte træk|sagen kort",
    _K.CASE: "sagsfremstilling|sagsfremstillinger|sagsbeskrivelse|sagens baggrund|kort sagsfremstilling"
    "|sagsfremstilling mv"
    "|supplerende sagsfremstilling|beskrivelse af sagen|beslutningsgrundlag|uddybende sagsfremstilling|sagsoplysning"
    "|sagsoplysninger"
    "|sagsredegørelse|sagens indhold|sagens oplysninger|sagens fremstilling",
    _K.RECOMMENDATION: "indstilling|indstillinger|administrationens indstilling|forvaltningens indstilling"
    "|direktionens indstilling|forslag til beslutning|forslag til vedtagelse|beslutningsforslag|forslag til indstilling"
    "|administrationens anbefaling|forvaltningens anbefaling|det indstilles|indstilles|indstilling til beslutning"
    "|borgmesterens indstilling|kommunaldirektørens indstilling|direktørens indstilling|tidligere indstilling"
    "|administrationen indstiller|forvaltningen indstiller|sagens indstilling|ny indstilling|supplerende indstilling",
    _K.DECISION: "beslutning|beslutninger|beslutningen|vedtagelse|afgørelse|udvalgets beslutning|byrådets beslutning"
    "|rådets beslutning|bestyrelsens beslutning|kommunalbestyrelsens beslutning|beslutning/konklusion"
    "|beslutningsreferat|beslutning og konklusion|mødets beslutning|endelig beslutning"
    "|beslutning/referat|referat/beslutning|konklusion/beslutning|drøftelse og beslutning|behandling og beslutning",
    _K.ATTACHMENTS: "bilag|bilag til sagen|bilag til punktet|bilag til punkt|vedlagte bilag|bilagsliste|bilagsoversigt"
    "|bilag på sagen|sagens bilag|bilag i sagen|vedhæftede bilag|vedhæftede filer|vedhæftninger|bilag/links|bilag og"
    " links"
    "|åbne bilag|offentlige bilag|bilagsfortegnelse|underbilag|oversigt over bilag|lukkede bilag|sagens dokumenter"
    "|bilag vedlagt",
    _K.ECONOMY: "økonomi|økonomiske konsekvenser|økonomiske forhold|bevillingsmæssige konsekvenser"
    "|økonomi og finansiering"
    "|økonomiske og personalemæssige konsekvenser|budgetmæssige konsekvenser|økonomiske og bevillingsmæssige"
    " konsekvenser"
    "|økonomi og bevilling|økonomi og personale|økonomi/finansiering|økonomi/bevilling|økonomiske og personalemæssige"
    " forhold"
    "|økonomiske bemærkninger|økonomisk konsekvens|økonomiske perspektiver|økonomi og tidsplan|bevillingsmæssige"
    " forhold",
    _K.LEGAL_BASIS: "lovgrundlag|lovgrundlag mv|lovgrundlag m.v|retsgrundlag|lovhjemmel|juridiske forhold"
    "|juridiske konsekvenser|love og regler|lovgrundlag, planer mv|lovgrundlag og planer|retligt grundlag|lovgrundlaget"
    "|juridisk grundlag|retsregler|retlige forhold|lov- og regelgrundlag|lovgivning|lovmæssigt grundlag|jura",
    _K.PROCEDURE: "sagsgang|beslutningskompetence|historik|kompetence|sagens gang|sagens forløb|sagsforløb|sagshistorik"
    "|sagens historik|politisk behandling|tidligere behandling|tidligere politisk behandling|kompetence/beslutning"
    "|videre sagsgang|sagsgang og historik|politisk sagsgang|kompetencefordeling|tidligere beslutninger|sagens videre"
    " forløb"
    "|den videre sagsgang|sagens videre gang|behandling i udvalg|sagen behandles i|sagen afgøres i|sagen afgøres af"
    "|beslutningskompetencer|sagsforløb og kompetence|tidligere sagsgang|beslutningsproces|sagens tidligere behandling"
    "|tidligere behandling af sagen|sagens behandling|sagens politiske behandling|tidligere beslutning",
    _K.HEARING: "høring|høringer|høring og inddragelse|inddragelse og høring|partshøring|høringssvar|høring/inddragelse"
    "|inddragelse/høring|høringsparter|borgerinddragelse|høring, udtalelser mv|høring og udtalelser|høring/udtalelser"
    "|udtalelser|høringsperiode|høringssvar og udtalelser|nærdemokrati|borgerinddragelse og høring|brugerinddragelse",
}
_STRONG: dict[SectionKind, str] = {
    _K.OCCASION: "indledning|formål|sammenfatning|sammendrag|punktets formål|formål med punktet|emne for sagen"
    "|hovedbudskaber",
    _K.CASE: "baggrund|sagen|problemstilling|løsning|redegørelse|baggrund og problemstilling|problemstilling og løsning"
    "|administrationens vurdering|forvaltningens vurdering|administrationens bemærkninger|forvaltningens bemærkninger"
    "|løsningsforslag|supplerende oplysninger|uddybning|supplerende redegørelse|faktiske forhold|sagens fakta"
    "|sagsudredning|sag og baggrund",
    _K.RECOMMENDATION: "forslag|anbefaling|anbefalinger|forslag til afgørelse",
    _K.DECISION: "vedtaget|vedtagelser|protokollering|beslutning truffet|truffet beslutning",
    _K.ECONOMY: "finansiering|bevilling|bevillinger|budget og finansiering|økonomisk vurdering"
    "|konsekvenser for økonomi|konsekvenser for økonomien",
    _K.LEGAL_BASIS: "hjemmel|regelgrundlag|planforhold|planer og lovgivning|plangrundlag|lov- og plangrundlag"
    "|gældende regler",
    _K.PROCEDURE: "videre forløb|det videre forløb|videre proces|den videre proces|behandlingsplan|tids- og procesplan"
    "|tids- og handleplan|kompetenceudvalg|beslutningskompetencen|politisk proces",
    _K.HEARING: "inddragelse|udtalelse|involvering|dialog/høring|kommunikation/høring|med-høring|borgerdialog"
    "|høring i med|inddragelse af borgere",
    _K.OTHER: "miljømæssige konsekvenser|sundhedsmæssige konsekvenser|personalemæssige konsekvenser|øvrige konsekvenser"
    "|andre konsekvenser|konsekvenser for børn og unge|klimamæssige konsekvenser|kommunikation|miljøvurdering|agenda 21"
    "|handicappolitiske konsekvenser|handicapforhold|sundhed|bæredygtighed|fn's verdensmål|verdensmål|børn og unge"
    "|miljø og klima|klima og miljø|konsekvensvurdering|effektvurdering|bæredygtighedsvurdering|ligestilling"
    "|sammenhæng til politikker|sammenhæng med politikker og strategier|personaleforhold|risikovurdering",
}
_WEAK: dict[SectionKind, str] = {
    _K.OCCASION: "tema|intro|introduktion|emne|kort introduktion",
    _K.CASE: "status|orientering|oplæg|vurdering|beskrivelse|fakta|analyse|konklusion|bemærkninger|drøftelse"
    "|alternativer|kommentarer|overvejelser|handlemuligheder",
    _K.DECISION: "referat|protokol|resultat|udfald|konklusioner|aftalt|protokollat",
    _K.ATTACHMENTS: "dokumenter|links|link|vedlagt|vedlagt materiale|materiale",
    _K.PROCEDURE: "proces|tidsplan|tidsperspektiv|forhistorie|procedure|næste skridt|opfølgning|det videre arbejde",
    _K.OTHER: "konsekvenser|miljø|klima|personale|andet|øvrigt|perspektiv|perspektiver",
}
CASE_LABELS = frozenset({"journalnummer", "journalnr", "journal nr", "j.nr", "sagsnummer", "sagsnr", "sagsid"})
"""Labels of a case number that stand on a line of their own below the sections, and end the last of them."""
VOCABULARY: dict[str, tuple[SectionKind, Trust]] = {
    word: (kind, trust)
    for trust, table in ((Trust.WEAK, _WEAK), (Trust.STRONG, _STRONG), (Trust.ANCHOR, _ANCHORS))
    for kind, words in table.items()
    for word in words.split("|")
} | dict.fromkeys(CASE_LABELS, (_K.OTHER, Trust.STRONG))
"""A label in lower case, without its colon → what it opens, and how far it is believed."""

_MODIFIERS = frozenset(
    "ny nyt revideret opdateret ændret justeret supplerende uddybende yderligere kort faglig samlet foreløbig".split()
)
_HEADS = dict.fromkeys(("indstilling", "anbefaling", "forslag"), _K.RECOMMENDATION) | dict.fromkeys(
    ("sagsfremstilling", "vurdering", "bemærkninger", "kommentarer", "redegørelse"), _K.CASE
)
_HEADS |= dict.fromkeys(("høringssvar", "udtalelse"), _K.HEARING)
_OF_WHOM = re.compile(
    r"(?P<head>[a-zæøå]{5,20})\s(?:for|til|i|fra|af)\s"
    r"(?:sagen|punktet|forvaltningen|administrationen|direktionen|sekretariatet|udvalget)"
)
_AND_MORE = re.compile(r"(?P<head>[a-zæøå]{5,20})(?:\sog\s|\s?/\s?)[a-zæøå-]{3,20}(?:\s[a-zæøå-]{3,20}){0,2}")


def derived_kind(key: str) -> tuple[SectionKind, Trust] | None:
    """What words made of a label's opens: "centerchefens indstilling", "ny sagsfremstilling", "økonomi og drift"."""
    first, _, second = key.partition(" ")
    if second in _HEADS and (first in _MODIFIERS or (first.endswith("s") and len(first) > 5)):
        return _HEADS[second], Trust.STRONG
    if (of_whom := _OF_WHOM.fullmatch(key)) and (kind := _HEADS.get(of_whom["head"]) or _anchored(of_whom["head"])):
        return kind, Trust.STRONG
    if (more := _AND_MORE.fullmatch(key)) and (kind := _anchored(more["head"])):
        return kind, Trust.STRONG
    return None


def _anchored(word: str) -> SectionKind | None:
    found = VOCABULARY.get(word)
    return found[0] if found and (found[1] is Trust.ANCHOR or word == "baggrund") else None
