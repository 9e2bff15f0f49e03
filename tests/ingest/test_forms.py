"""Every form of header, date, item, number, section and closed item that is promised stands in a layout."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.ingest.test_layouts import documents, text_of

FORMS = {
    "REFERAT body d. date": r"^#* ?\**REFERAT \w.{2,60} d\. \d\d-\d\d-\d{4}",
    "Referat fra mødet i": r"Referat fra mødet i\b",
    "Beslutningsprotokol": r"(?i)^\W*beslutningsprotokol",
    "Åbent referat": r"(?i)åbent referat",
    "Tillægsreferat": r"(?i)tillægsreferat",
    "Dagsorden med vedtagelser": r"(?i)dagsorden med vedtagelser",
    "24. april 2017": r"(?m)^\D*24\. april 2017",
    "mandag den 24. april 2017": r"(?i)mandag den 24\. april 2017",
    "Torsdag d. 03. februar 2022": r"(?i)torsdag d\. 03\. februar 2022",
    "dd-mm-yyyy": r"(?i)dato\W{1,20}\d\d-\d\d-\d{4}",
    "dd.mm.yyyy": r"\b\d\d\.\d\d\.(?:19|20)\d\d\b",
    "15-maj-2002": r"15-maj-2002",
    "28. jun 2022": r"28\. jun 2022",
    "Punkt N: title": r"^#* ?Punkt \d+: \w",
    "N. title": r"^#* ?\d+\. [A-ZÆØÅ]",
    "N title": r"^#* ?\d+ [A-ZÆØÅ]",
    "Pkt. N": r"^#* ?Pkt\. \d",
    "Sag nr. N before the title": r"^#* ?Sag nr\. \d+[.:]? +\w",
    "Sag nr. N after the title": r"^\w.{5,80} Sag nr\. \d+$",
    "Nr. 60 -": r"^(?:\*\*)?Nr\. 60 -",
    "1 :": r"^#* ?1 : ",
    "numbers through the year": r"^\d{3}\. [A-ZÆØÅ]",
    "lettered groups": r"^[AB]\. (?i:sager)",
    "KLE": r"00\.30\.14-G01-2-18",
    "older KLE": r"00\.01\.00P35-0098",
    "16/24751": r"16/24751",
    "2012/057275": r"2012/057275",
    "306-2009-600": r"306-2009-600",
    "2017-004392": r"2017-004392",
    "25-027618": r"25-027618",
    "1-51-71-3321-08": r"1-51-71-3321-08",
    "Sagsnr.": r"Sagsnr\.:? ?\d",
    "Sag": r"^Sag:? \d+[/.-]\d+",
    "J.nr.": r"J\.nr\.:? +\d",
    "Sagsid": r"Sagsid\.?:? \d",
    "Dok.nr.": r"Dok\.nr\. \d",
    "a school year": r"2018/2019",
    "Anledning": r"(?i)^\W*anledning",
    "Beslutningstema": r"(?i)^\W*beslutningstema",
    "Sagens kerne": r"(?i)^\W*sagens kerne",
    "Resumé": r"(?i)^\W*resumé",
    "Indledning": r"(?i)^\W*indledning\W*$",
    "Formål": r"(?i)^\W*formål\W",
    "Sagsbeskrivelse": r"(?i)^\W*sagsbeskrivelse",
    "Baggrund": r"(?i)^\W*baggrund\W*$",
    "Problemstilling": r"(?i)^\W*problemstilling\W*$",
    "Løsning": r"(?i)^\W*løsning\W*$",
    "Redegørelse": r"(?i)^\W*redegørelse",
    "Forslag": r"(?i)^\W*forslag\W*$",
    "Anbefaling": r"(?i)^\W*anbefaling\W*$",
    "X indstiller": r"^\w+ indstiller\b",
    "Økonomi": r"(?i)^\W*økonomi\W*$",
    "Lovgrundlag": r"(?i)^\W*lovgrundlag\W*$",
    "Sagsgang": r"(?i)^\W*sagsgang\W*$",
    "Beslutningskompetence": r"(?i)^\W*beslutningskompetence",
    "Historik": r"(?i)^\W*historik\W*$",
    "Høring": r"(?i)^\W*høring\W*$",
    "Bilag": r"(?i)^\W*bilag\W*$",
    "Beslutning i body den": r"^Beslutning i \w.{3,60} den \d",
    "decision of an earlier body": r"Økonomiudvalget, 18\. september 2019, pkt\. 153:",
    "Ad 1": r"^Ad 1\b",
    "votes by party": r"For stemte: 5 \(A\+T\+V\)",
    "Imod stemte": r"^Imod stemte:? ",
    "a reservation": r"(?i)forbehold",
    "absence in a decision": r"^Fraværende: \w",
    "party letters": r"\w \([AVCFOØB]\), \w",
    "Lukket": r"^(?:#* ?)(?:Punkt )?\d+[.:]? Lukket$",
    "Lukket punkt": r"Lukket punkt$",
    "Lukket - title": r"Lukket - \w",
    "(FOR LUKKEDE DØRE)": r"\(FOR LUKKEDE DØRE\)",
    "LUKKEDE SAGER": r"LUKKEDE SAGER",
    "Closed:": r"Closed: \w",
}


@cache
def texts() -> tuple[str, ...]:
    return tuple(text_of(path) for path in documents())


@pytest.mark.parametrize("form", FORMS)
def test_a_layout_has_the_form(form: str) -> None:
    pattern = re.compile(FORMS[form], re.MULTILINE)
    assert any(pattern.search(text) for text in texts())
