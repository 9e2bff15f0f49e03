"""Golden parses: what a document was read as, in the form of `referat parse --json`.

`python -m tests.ingest.test_layouts FILE…` writes the golden file beside each document; read it before it
is committed.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.convert import convert_bytes
from ingest.parse import ParsedDocument, parse_text

FOLDER = Path(__file__).parents[1] / "layouts"


def documents() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@cache
def text_of(path: Path) -> str:
    return convert_bytes(path.read_bytes(), path.name).text


@cache
def document_of(path: Path) -> ParsedDocument:
    return parse_text(text_of(path), source_name=path.name)


def parsed(path: Path) -> dict[str, Any]:
    document = document_of(path)
    return {
        "meetings": [
            {
                "body": meeting.body,
                "date": meeting.date.isoformat(),
                "time": meeting.time,
                "place": meeting.place,
                "items": [
                    {
                        "number": item.number,
                        "title": item.title,
                        "case_number": item.case_number,
                        "closed": item.closed,
                        "sections": [
                            {
                                "kind": section.kind.value,
                                "heading": section.heading,
                                "body": section.body,
                                "date": section.date.isoformat() if section.date else None,
                                "text": item.section_text(section),
                            }
                            for section in item.sections
                        ],
                    }
                    for item in meeting.items
                ],
            }
            for meeting in document.meetings
        ],
        "warnings": [warning.message for warning in document.warnings],
    }


def golden(path: Path) -> Path:
    return path.with_suffix(".json")


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_layout_is_read_as_its_golden_parse(path: Path) -> None:
    expected = json.loads(golden(path).read_text(encoding="utf-8"))
    assert parsed(path) == expected


def test_there_are_enough_layouts() -> None:
    assert len(documents()) >= 130


@pytest.mark.parametrize(
    ("layout", "secret"),
    [
        pytest.param("03-embedded-decisions", "Havnegade", id="closed group"),
        pytest.param("04-lettered-groups", "Havnens Hus", id="closed lettered group"),
        pytest.param("05-sag-nr-before", "virksomhed", id="leaking title"),
        pytest.param("07-pkt-numbers", "ansøger", id="closed in the line of the case number"),
        pytest.param("08-nr-dash", "Holk", id="closed doors"),
        pytest.param("15-decision-first", "Grundsalg", id="leaking table of contents"),
        pytest.param("18-dokument-med-tabel", "Klage", id="closed case in html"),
        pytest.param("20-supplement", "Sale", id="closed in English"),
        pytest.param("24-running-lines", "færgedrift", id="contents without dots"),
        pytest.param("25-open-and-closed-marks", "Anne", id="closed in parentheses"),
        pytest.param("26-sbsys-udvalg", "Kærvej", id="26-sbsys-udvalg"),
        pytest.param("27-first-agenda", "Personsag", id="27-first-agenda"),
        pytest.param("28-acadre-byraad", "Algade", id="28-acadre-byraad"),
        pytest.param("29-menighedsraad", "gravermedhjælper", id="29-menighedsraad"),
        pytest.param("31-skolebestyrelse", "Personalesag", id="31-skolebestyrelse"),
        pytest.param("33-affaldsselskab", "varmekontrakt", id="33-affaldsselskab"),
        pytest.param("34-region", "Leje af lokaler", id="34-region"),
        pytest.param("36-old-2002", "afdelingsleder", id="36-old-2002"),
        pytest.param("37-lettered-groups", "arkitekt", id="37-lettered-groups"),
        pytest.param("38-aeldreraad", "pårørende", id="38-aeldreraad"),
        pytest.param("40-running-headers", "Engvænget", id="40-running-headers"),
        pytest.param("42-edoc", "Ejendomskøb", id="42-edoc"),
        pytest.param("44-beredskab", "Purchase", id="44-beredskab"),
        pytest.param("48-havneudvalg", "rederi", id="48-havneudvalg"),
        pytest.param("50-menighedsraad-tabel", "Personalesag", id="50-menighedsraad-tabel"),
        pytest.param("51-sagsnr-foer-titel", "Ejendomshandel", id="51-sagsnr-foer-titel"),
        pytest.param("53-bestyrelse-forsyning", "nabokommune", id="53-bestyrelse-forsyning"),
        pytest.param("54-fu-region", "Køb af grund", id="54-fu-region"),
        pytest.param("56-dagsorden-med-vedtagelser", "Anbringelse", id="56-dagsorden-med-vedtagelser"),
        pytest.param("57-integrationsraad", "pris", id="57-integrationsraad"),
        pytest.param("58-pdf-two-columns", "Industrivej", id="58-pdf-two-columns"),
        pytest.param("59-pdf-beboer", "Udsættelsessag", id="59-pdf-beboer"),
        pytest.param("60-word-skole", "Klagesag", id="60-word-skole"),
        pytest.param("62-beslutning-foer", "Påbud", id="62-beslutning-foer"),
        pytest.param("63-grupper-lukket", "Jordkøb", id="63-grupper-lukket"),
        pytest.param("65-moede-tabulated", "Kontraktforhold", id="65-moede-tabulated"),
        pytest.param("66-efter-titel", "Ekspropriation", id="66-efter-titel"),
        pytest.param("67-kolon-md", "Personsag", id="67-kolon-md"),
        pytest.param("68-nr-aaret", "Afskedssag", id="68-nr-aaret"),
        pytest.param("72-english", "Havnen", id="72-english"),
        pytest.param("74-bilag-referat", "Ankesag", id="74-bilag-referat"),
        pytest.param("76-kortliste", "Forpagtningsaftale", id="76-kortliste"),
        pytest.param("77-elevraad", "konkret elev", id="77-elevraad"),
        pytest.param("78-sag-i-ramme", "Påbud", id="78-sag-i-ramme"),
        pytest.param("82-forside", "Plejefamilie", id="82-forside"),
        pytest.param("84-oeku-indlejret", "Fjordvej", id="84-oeku-indlejret"),
        pytest.param("88-ekstraordinaert", "Indkøb", id="88-ekstraordinaert"),
        pytest.param("89-regionsudvalg", "Erstatningssag", id="89-regionsudvalg"),
        pytest.param("90-forsyning", "Ekspropriation", id="90-forsyning"),
        pytest.param("93-sider-foroven", "Køb af areal", id="93-sider-foroven"),
        pytest.param("98-protokol-oversigt", "Klagesag", id="98-protokol-oversigt"),
        pytest.param("100-bogstaver", "Naboklage", id="100-bogstaver"),
        pytest.param("102-forhandlingsprotokol", "Personalesag", id="102-forhandlingsprotokol"),
        pytest.param("104-direktion", "Fratrædelse", id="104-direktion"),
        pytest.param("109-lukkede-former", "Bager Munk", id="109-lukkede-former"),
        pytest.param("109-lukkede-former", "Torvegade", id="109-lukkede-former group"),
        pytest.param("109-lukkede-former", "harbour", id="109-lukkede-former English"),
        pytest.param("117-sbsys-aaben-lukket", "Ekspropriation", id="117-sbsys-aaben-lukket Ekspropriation"),
        pytest.param("119-sags-id-emn", "Opsigelse", id="119-sags-id-emn Opsigelse"),
        pytest.param("120-region-resume", "Holtby", id="120-region-resume Holtby"),
        pytest.param("124-menighedsraad-to-moeder", "Gravermedhjælper", id="124-menighedsraad-to-moeder"),
        pytest.param("125-kommunalbestyrelse-2004", "Bygaden", id="125-kommunalbestyrelse-2004 Bygaden"),
        pytest.param("125-kommunalbestyrelse-2004", "skoleinspektør", id="125-kommunalbestyrelse-2004 skoleinspektør"),
        pytest.param("127-punkt-streg-tidligere", "punkt - Økonomi", id="127-punkt-streg-tidligere punkt - Økonomi"),
        pytest.param("128-bestyrelse-uden-numre", "Personalesag", id="128-bestyrelse-uden-numre Personalesag"),
        pytest.param("129-prepare-forloeb", "Tilskudssag", id="129-prepare-forloeb Tilskudssag"),
        pytest.param("130-pkt-nr-magistrat", "Rosenlund", id="130-pkt-nr-magistrat Rosenlund"),
        pytest.param("133-vedtagelser-to-udvalg", "Autoophug", id="133-vedtagelser-to-udvalg Autoophug"),
        pytest.param("134-md-konverteret", "Garantistillelse", id="134-md-konverteret Garantistillelse"),
        pytest.param("135-pdf-titel-sag-nr", "Anbringelse", id="135-pdf-titel-sag-nr Anbringelse"),
        pytest.param("139-historik-closed", "wetlands", id="139-historik-closed wetlands"),
        pytest.param("139-historik-closed", "neighbour", id="139-historik-closed neighbour"),
        pytest.param("141-beslutning-flere-led", "Personalesag", id="141-beslutning-flere-led"),
        pytest.param("145-pdf-indhold-fod", "borgersag", id="145-pdf-indhold-fod"),
        pytest.param("151-fagudvalg-2007", "plejehjemsleder", id="151-fagudvalg-2007"),
        pytest.param("152-meddelelser-lister", "Forhandling", id="152-meddelelser-lister"),
        pytest.param("153-roemertal", "Nordkajen", id="153-roemertal"),
        pytest.param("156-afstemning-navne", "Ekspropriation", id="156-afstemning-navne"),
        pytest.param("160-tillaegsdagsorden", "personsag", id="160-tillaegsdagsorden"),
        pytest.param("161-skolebestyrelse-paa-skolen", "Personsag", id="161-skolebestyrelse-paa-skolen"),
        pytest.param("165-hoved-i-to-kolonner", "Ansættelse af direktør", id="165-hoved-i-to-kolonner"),
        pytest.param("166-forsyning-ad-blandet", "Fortrolige", id="166-forsyning-ad-blandet"),
        pytest.param("168-dokumentnumre-og-sager", "Ekspropriation", id="168-dokumentnumre-og-sager"),
        pytest.param("173-firstagenda-sektioner", "forvaltningen (", id="173-firstagenda-sektioner"),
    ],
)
def test_what_a_closed_item_is_about_is_nowhere_in_the_parse(layout: str, secret: str) -> None:
    path = next(each for each in documents() if each.stem == layout)
    assert secret not in repr(document_of(path))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        written = json.dumps(parsed(Path(name)), ensure_ascii=False, indent=1)
        golden(Path(name)).write_text(written + "\n", encoding="utf-8")
