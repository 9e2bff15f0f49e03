"""Forms one by one: how items are headed, what heads of minutes look like, what is closed, what case numbers are."""

from __future__ import annotations

import pytest

from ingest.parse import parse_text
from rag.domain import AgendaItem

TITLES = ("Godkendelse af dagsorden", "Renovering af Skovvej", "Takster for 2024", "Orientering fra formanden")
OUTCOMES = ("Godkendt.", "Udsat.", "Godkendt med 3 stemmer mod 2.", "Taget til efterretning.")
ROMANS = ("I", "II", "III", "IV")
HEADINGS = (
    "Punkt {n}. {t}",
    "Punkt {n} {t}",
    "PUNKT {n} - {t}",
    "Punkt {n}: {t}",
    "Punkt nr. {n}: {t}",
    "Pkt. nr. {n}: {t}",
    "Pkt.nr. {n} {t}",
    "Pkt {n} {t}",
    "Sag nr. {n} - {t}",
    "Sag {n} – {t}",
    "Sag {n}. {t}",
    "Sag nr.: {n} {t}",
    "{n}.0 {t}",
    "0{n}. {t}",
    "00{n} {t}",
    "{n}/2019 {t}",
    "2019-{n} {t}",
    "2019-0{n} {t}",
    "{n}/19. {t}",
    "Nr. {n}. {t}",
    "Nr. {n} {t}",
    "Nr {n}: {t}",
    "#{n} {t}",
    "({n}) {t}",
    "{n}) {t}",
    "{n} – {t}",
    "{n} | {t}",
    "{n}.) {t}",
    "{n}.: {t}",
    "{n}.- {t}",
    "Ad {n}) {t}",
    "Ad. pkt. {n} {t}",
    "Ad punkt {n}: {t}",
    "Ad {n} {t}",
    "Til punkt {n}: {t}",
    "Vedr. punkt {n}: {t}",
    "Vedr. pkt. {n} {t}",
    "Dagsordenspunkt nr. {n}: {t}",
    "Emne {n}: {t}",
    "Punkt: {n}\nTitel: {t}",
    "Punkt: {n}\nEmne: {t}",
    "Punkt {n}\nOverskrift: {t}",
    "{n}.\n{t}",
    "{n}\n{t}",
    "Punkt {n}\n{t}",
    "Punkt {n}:\n{t}",
    "{r}. {t}",
    "{r}) {t}",
    "{t} (punkt {n})",
    "{t} (pkt. {n})",
    "B{n}. {t}",
    "B{n} {t}",
    "B.{n} {t}",
    "Beslutningspunkt {n}: {t}",
    "1.{n} {t}",
    "1.{n}. {t}",
    "{n}. punkt: {t}",
    "**{n}. {t}**",
    "### {n}. {t}",
    "### Punkt {n}: {t}",
    "**Punkt {n}** {t}",
    "**Punkt {n}:** {t}",
    "**{n}.** {t}",
    "{n}. {T}",
    "Punkt {n}. Åbent. {t}",
    "{n}. (Åbent) {t}",
    "{n}. Åben - {t}",
    "Åbent punkt {n}: {t}",
    "Åben sag nr. {n}: {t}",
    "{n}. Sag: {t}",
    "{n}. Titel: {t}",
    "{n}\t{t}",
    "   {n}.   {t}",
    "Punktnr. {n}: {t}",
    "Punktnr.: {n} {t}",
    "Sag nr. {n}\n{t}",
    "Pkt. {n}\t{t}",
    "{n} . {t}",
    "Dagsordenens punkt {n}: {t}",
    "Behandling af punkt {n}: {t}",
    "{t}\nPunkt {n}",
    "{t}\nSag nr. {n}",
    "Agendapunkt {n}: {t}",
    "Item {n}: {t}",
)
"""How the heading of an item may be written: its number, its title, and the title in capitals."""

HEADS = (
    "REFERAT Teknik- og Miljøudvalget d. 04-10-2023\nMødetid: 15:00\nSted: Mødelokale 2",
    "Teknik- og Miljøudvalget\nReferat\n4. oktober 2023 kl. 15.00\nMødelokale 2",
    "Referat af møde i Teknik- og Miljøudvalget den 4. oktober 2023 kl. 15.00 i Mødelokale 2",
    "Referat fra møde nr. 7 i Teknik- og Miljøudvalget onsdag d. 4/10 2023 kl. 15.00-17.00\nSted: Mødelokale 2",
    "Referat fra ordinært møde i Teknik- og Miljøudvalget\nOnsdag 4. oktober 2023, kl. 15:00\nMødelokale 2",
    (
        "Mødereferat\n\nUdvalg: Teknik- og Miljøudvalget\n"
        "Mødedato: 04.10.2023\nMødetidspunkt: 15:00\nMødested: Mødelokale 2"
    ),
    "Beslutningsreferat - Teknik- og Miljøudvalget - 4. oktober 2023\nkl. 15.00\nSted: Mødelokale 2",
    "Teknik- og Miljøudvalget - 04-10-2023 - Referat\nTidspunkt: 15:00\nSted: Mødelokale 2",
    "Protokol fra Teknik- og Miljøudvalgets møde onsdag den 4. oktober 2023 kl. 15.00 i Mødelokale 2",
    (
        "Hasle Kommune\nTeknik- og Miljøudvalget\nReferat\n"
        "Mødedato: 4. oktober 2023\nMødetidspunkt: Kl. 15.00\nMødelokale: Mødelokale 2"
    ),
    "# Teknik- og Miljøudvalget\n## Referat fra 4. oktober 2023\n**Tid:** 15.00\n**Sted:** Mødelokale 2",
    "Organ: Teknik- og Miljøudvalget\nDato: 04/10/2023\nTid: 15.00 - 17.00\nSted: Mødelokale 2",
    "Møde i: Teknik- og Miljøudvalget\nMødedato: 4.10.2023\nStart: 15:00\nSlut: 17:00\nLokale: Mødelokale 2",
    "Teknik- og Miljøudvalget, onsdag den 4. oktober 2023 kl. 15.00, Mødelokale 2\nReferat",
    "TEKNIK- OG MILJØUDVALGET\nBESLUTNINGSPROTOKOL\nONSDAG DEN 4. OKTOBER 2023 KL. 15.00\nMødelokale 2",
    (
        "Åbent referat\nTeknik- og Miljøudvalget\n"
        "Dato og tid: 4. oktober 2023 kl. 15:00\nSted: Mødelokale 2\nUdskrevet: 12. oktober 2023"
    ),
    "Udskrift af Teknik- og Miljøudvalgets beslutningsprotokol\n4. oktober 2023 kl. 15.00\nMødelokale 2",
    "Referat\nTeknik- og Miljøudvalget\nDato\n4. oktober 2023\nTid\n15.00\nSted\nMødelokale 2",
    (
        "Referat\nUdvalg\tTeknik- og Miljøudvalget\n"
        "Dato\tOnsdag den 4. oktober 2023\nTidspunkt\t15.00\nSted\tMødelokale 2"
    ),
    "Teknik- og Miljøudvalgets møde nr. 10/2023\nOnsdag den 4. oktober 2023\nKl. 15.00\nSted: Mødelokale 2",
    (
        "Teknik- og Miljøudvalget\nMøde den 04-10-2023 kl. 15:00\n"
        "Sted: Mødelokale 2\nReferat godkendt den 1. november 2023"
    ),
    "Teknik- og Miljøudvalget 2022-2025\nReferat 2023-10-04 15:00\nMødelokale 2",
    "REFERAT\nfra\nTEKNIK- OG MILJØUDVALGETS MØDE\nden 4. oktober 2023\nkl. 15.00\ni Mødelokale 2",
    "Referat Teknik- og Miljøudvalget (2022-2025)\nonsdag den 4. oktober 2023\nKlokken 15.00\nSted: Mødelokale 2",
    (
        "Teknik- og Miljøudvalget\nDagsorden og referat\n"
        "Mødetid: Onsdag den 4. oktober 2023 kl. 15.00-16.30\nMødested: Mødelokale 2"
    ),
    "Referat for Teknik- og Miljøudvalget den 4. okt. 2023\nMødet startede kl. 15.00\nSted: Mødelokale 2",
    "Dagsorden med beslutninger\nTeknik- og Miljøudvalget\n4. oktober 2023\n15:00\nMødelokale 2",
    "Godkendt referat\nTeknik- og Miljøudvalget\nonsdag 04-10-2023 kl. 15.00\nMødelokale 2",
    "Titel: Referat Teknik- og Miljøudvalget\nMøde: 4. oktober 2023 kl. 15.00\nSted: Mødelokale 2",
    "Hasle Kommune | Teknik- og Miljøudvalget | Referat | 4. oktober 2023\nTid: kl. 15.00\nSted: Mødelokale 2",
    (
        "Teknik- og Miljøudvalget\nMødet den 4. oktober 2023\n"
        "Mødested: Mødelokale 2\nMødetid: 15:00 - 16:00\nDeltagere: A, B"
    ),
    (
        "Mødeindkaldelse og referat\nForum: Teknik- og Miljøudvalget\n"
        "Dato: onsdag den 4. oktober 2023 kl. 15:00-17:00\nSted: Mødelokale 2\nReferent: Ib"
    ),
    (
        "Forum: Teknik- og Miljøudvalget\n"
        "Tid: Onsdag den 4. oktober 2023 kl. 15:00-17:00\nSted: Mødelokale 2\nDeltagere: Ib, Bo"
    ),
    (
        "Referat\nMødetitel: Teknik- og Miljøudvalget\n"
        "Starttidspunkt: 04-10-2023 15:00\nSluttidspunkt: 04-10-2023 17:00\nLokation: Mødelokale 2"
    ),
    "Teknik- og Miljøudvalget\nTid og sted: 4. oktober 2023 kl. 15.00, Mødelokale 2\nTil stede: Ib, Bo",
    (
        "Teknik- og Miljøudvalget\nReferat nr. 9\n"
        "Tid: 4. oktober 2023 kl. 15.00\nSted: Mødelokale 2\nNæste møde: 1. november 2023"
    ),
    "Emne: Møde i Teknik- og Miljøudvalget\nDato: 4. oktober 2023\nKl.: 15.00\nSted: Mødelokale 2",
    "Mødedato: 4. oktober 2023\nMødetidspunkt: 15:00\nMødested: Mødelokale 2\n\nReferat for Teknik- og Miljøudvalget",
)
"""Heads of one meeting of Teknik- og Miljøudvalget, on 4 October 2023 at 15 in Mødelokale 2."""

CLOSED = (
    "Punkt 2: Lukket",
    "Punkt 2: Lukket punkt",
    "Punkt 2: Lukket sag - Salg af Havnegade 2",
    "Punkt 2: Salg af Havnegade 2 (lukket)",
    "Punkt 2: Salg af Havnegade 2 - lukket punkt",
    "Punkt 2: LUKKET: Salg af Havnegade 2",
    "Punkt 2 (Lukket): Salg af Havnegade 2",
    "Punkt 2 - Lukket - Salg af Havnegade 2",
    "Lukket punkt 2: Salg af Havnegade 2",
    "Punkt 2: (FOR LUKKEDE DØRE) Salg af Havnegade 2",
    "Punkt 2: Salg af Havnegade 2 (for lukkede døre)",
    "Punkt 2: [Lukket] Salg af Havnegade 2",
    "Punkt 2: Fortroligt - Salg af Havnegade 2",
    "Punkt 2: Fortrolig sag: Salg af Havnegade 2",
    "Punkt 2: Salg af Havnegade 2\nLukket",
    "Punkt 2: Salg af Havnegade 2\nLukket sag",
    "Punkt 2: Salg af Havnegade 2\nSagen behandles for lukkede døre",
    "Punkt 2: Salg af Havnegade 2\n(Lukket punkt)",
    "Punkt 2: Salg af Havnegade 2\nÅben/lukket: Lukket",
    "Punkt 2: Salg af Havnegade 2\nType: Lukket",
    "Punkt 2: Salg af Havnegade 2\nDette punkt er lukket",
    "Punkt 2: Salg af Havnegade 2\nPunktet er lukket for offentligheden",
    "LUKKEDE SAGER\n\nPunkt 2: Salg af Havnegade 2",
    "Lukkede punkter:\n\nPunkt 2: Salg af Havnegade 2",
    "LUKKET DAGSORDEN\n\nPunkt 2: Salg af Havnegade 2",
    "Sager for lukkede døre\n\nPunkt 2: Salg af Havnegade 2",
    "FOR LUKKEDE DØRE\n\nPunkt 2: Salg af Havnegade 2",
    "B. Lukkede sager\n\nPunkt 2: Salg af Havnegade 2",
    "Lukket møde\n\nPunkt 2: Salg af Havnegade 2",
    "Sager til behandling i lukket møde\n\nPunkt 2: Salg af Havnegade 2",
    "Punkt 2: Closed: Sale of Havnegade 2",
    "Punkt 2: Closed item - Havnegade 2",
    "Punkt 2: Lukket punkt. Salg af Havnegade 2",
    "Punkt 2: Lukket, Salg af Havnegade 2",
    "Punkt 2: LUKKET SAG Salg af Havnegade 2",
    "Punkt 2: Salg af Havnegade 2 LUKKET",
    "Punkt 2: Salg af Havnegade 2 (LUKKET SAG)",
    "Punkt 2: Salg af Havnegade 2 [LUKKET]",
    "Punkt 2: * Lukket * Salg af Havnegade 2",
    "Punkt 2: (L) Salg af Havnegade 2",
    "Punkt 2: L - Salg af Havnegade 2",
    "Punkt 2: Salg af Havnegade 2 (ikke offentlig)",
    "Punkt 2: Ikke offentligt: Salg af Havnegade 2",
    "Punkt 2: Ikke-offentligt punkt",
    "Punkt 2: Salg af Havnegade 2 - behandles for lukkede døre",
    "Punkt 2: Salg af Havnegade 2 (lukket dagsorden)",
    "Punkt 2: Salg af Havnegade 2\nLukket dagsordenspunkt",
    "Punkt 2: Salg af Havnegade 2\nOffentlighed: Nej",
    "Punkt 2: Salg af Havnegade 2\nOffentlig: Nej",
    "Punkt 2: Lukket tillægspunkt: Salg af Havnegade 2",
    "Punkt 2: Hemmeligt: Salg af Havnegade 2",
    "Punkt 2: Lukket behandling: Salg af Havnegade 2",
    "Punkt 2: Personsag (lukket)",
    "IKKE OFFENTLIGE SAGER\n\nPunkt 2: Salg af Havnegade 2",
    "Fortrolige sager\n\nPunkt 2: Salg af Havnegade 2",
    "Lukket del\n\nPunkt 2: Salg af Havnegade 2",
    "Lukkede dagsordenspunkter\n\nPunkt 2: Salg af Havnegade 2",
    "II. Lukket dagsorden\n\nPunkt 2: Salg af Havnegade 2",
)
"""How minutes say that their second item is closed."""

OPEN = (
    "Lukket kreds af ansøgere",
    "Lukkede døre i daginstitutioner",
    "Lukning af skolen",
    "Lukkedage 2024",
    "Fortroligheden i sagsbehandlingen",
    "Lukket ungdomsinstitution udvides",
    "Offentlige toiletter",
)
CASE_NUMBERS = {
    "Sagsnr.: 23/4402": "23/4402",
    "Sagsnr. 23/4402": "23/4402",
    "Sagsnr 23/4402": "23/4402",
    "Sagsnummer: 23/4402": "23/4402",
    "Sag: 23/4402": "23/4402",
    "Sag 23/4402": "23/4402",
    "Sag nr. 23/4402": "23/4402",
    "J.nr.: 05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "J. nr. 05.01.00P20-0098": "05.01.00P20-0098",
    "Journalnr.: 05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "Journal nr. 05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "Jnr. 2012-4402": "2012-4402",
    "Sagsid: EMN-2017-00123": "EMN-2017-00123",
    "Sags ID: EMN-2017-00123": "EMN-2017-00123",
    "SagsID.: 00.15.00-A00-3-17": "00.15.00-A00-3-17",
    "Acadresag: 15/12345": "15/12345",
    "Acadre-sagsnr.: 15/12345": "15/12345",
    "ESDH-sag: 15/12345": "15/12345",
    "KLE: 05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "Sagsnr.: S2019-1234": "S2019-1234",
    "Sagsnr.: 2012/057275": "2012/057275",
    "Sagsnr. 306-2009-600": "306-2009-600",
    "2017-004392": "2017-004392",
    "(2017-0093216)": "2017-0093216",
    "05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "1-51-71-3321-08": "1-51-71-3321-08",
    "Dok.nr. 1234/15  Sagsnr. 15/998877": "15/998877",
    "Sagsnr.: 15/998877 Dok.nr.: 1234/15": "15/998877",
    "Sagsbeh.: abc  Sagsnr.: 15/998877": "15/998877",
    "Sagsnr.\n15/998877": "15/998877",
    "Journalnummer\n05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "Sagsnr.: 25-027618": "25-027618",
    "Sagsnr.: 24.000123": "24.000123",
    "Sagsnr: GEO-2022-00531": "GEO-2022-00531",
    "Sagsnr.: 01.02.05-P16-8-20": "01.02.05-P16-8-20",
    "Sag: 01.02.05P16-0008": "01.02.05P16-0008",
    "Sagsnr.: 01.02.05.P16-8-20": "01.02.05.P16-8-20",
    "Journal nr.: 01.02.05.P16": "01.02.05.P16",
    "Sagsnr.: P27-22-1": "P27-22-1",
    "Sagsnr. 773.112": "773.112",
    "eDoc sagsnr. 2019-0000123": "2019-0000123",
    "Sagens nr. 23/4402": "23/4402",
    "Sagsnøgle: 23/4402": "23/4402",
    "Reference: 23/4402": "23/4402",
    "Ref.: 23/4402": "23/4402",
    "Ref.nr. 23/4402": "23/4402",
    "Sagsident: 23/4402": "23/4402",
    "Nova-sag: S2021-8812": "S2021-8812",
    "SBSYS: 05.01.00-P20-3-23": "05.01.00-P20-3-23",
    "Sagsnummer\t23/4402": "23/4402",
    "Sagsnr.; 23/4402": "23/4402",
    "[23/4402]": "23/4402",
}
LABELS = {
    "anledning": [
        "Anledning",
        "Beslutningstema",
        "Sagens kerne",
        "Resumé",
        "Resume",
        "Sagsresumé",
        "Indledning",
        "Formål",
        "Sammenfatning",
        "Kort resumé",
        "Sagens formål",
        "Emne",
        "Introduktion",
        "Kort fortalt",
        "Sagen kort",
        "Sagen i korte træk",
        "Hvad handler sagen om?",
        "Hvad skal udvalget beslutte?",
        "Punktets formål",
        "Formål med punktet",
        "Hvorfor behandles sagen?",
        "Kort beskrivelse",
        "Sagsresume",
        "Beslutningsoplæg",
    ],
    "sagsfremstilling": [
        "Sagsfremstilling",
        "Sagsbeskrivelse",
        "Baggrund",
        "Problemstilling",
        "Løsning",
        "Redegørelse",
        "Sagens oplysninger",
        "Sagsoplysninger",
        "Beskrivelse",
        "Uddybende sagsfremstilling",
        "Supplerende sagsfremstilling",
        "Ny sagsfremstilling",
        "Sagsfremstilling/begrundelse",
        "Sag og baggrund",
        "Baggrund for sagen",
        "Sagens baggrund",
        "Vurdering",
        "Administrationens vurdering",
        "Forvaltningens bemærkninger",
        "Administrationens bemærkninger",
        "Sagens fakta",
        "Fakta",
        "Sagsudredning",
        "Faglig vurdering",
        "Kommentarer",
        "Forvaltningens kommentarer",
        "Uddybning",
        "Supplerende bemærkninger",
        "Bemærkninger fra forvaltningen",
        "Redegørelse for sagen",
        "Overvejelser",
        "Handlemuligheder",
    ],
    "indstilling": [
        "Indstilling",
        "Forslag",
        "Anbefaling",
        "Forvaltningens indstilling",
        "Administrationens indstilling",
        "Direktionens indstilling",
        "Forslag til beslutning",
        "Det indstilles",
        "Det indstilles, at",
        "Administrationen foreslår",
        "Administrationen anbefaler",
        "Forvaltningen indstiller",
        "Direktøren indstiller",
        "Teknisk Udvalg indstiller",
        "Borgmesteren indstiller",
        "Indstilling fra forvaltningen",
        "Indstilling til beslutning",
        "Økonomiudvalgets indstilling",
        "Revideret indstilling",
        "Ny indstilling",
        "Administrationens forslag",
        "Forvaltningens forslag",
        "Forvaltningens anbefaling",
        "Fagforvaltningens indstilling",
        "Centerchefens indstilling",
        "Det anbefales",
        "Udvalget indstiller",
        "Indstilling/beslutning",
        "Formandens indstilling",
        "Sekretariatets indstilling",
        "Forslag til afgørelse",
        "Beslutningsforslag",
        "Det foreslås",
    ],
    "økonomi": [
        "Økonomi",
        "Økonomiske konsekvenser",
        "Økonomi og finansiering",
        "Bevillingsmæssige konsekvenser",
        "Økonomi/bevilling",
        "Finansiering",
        "Økonomiske forhold",
        "Økonomi og personaleforhold",
        "Økonomiske og personalemæssige konsekvenser",
        "Budgetmæssige konsekvenser",
        "Økonomisk konsekvens",
        "Bevilling",
        "Økonomi og afledt drift",
        "Økonomi - bevilling",
        "Økonomi og ressourcer",
    ],
    "lovgrundlag": [
        "Lovgrundlag",
        "Retsgrundlag",
        "Lovgrundlag mv.",
        "Lovgrundlag m.v.",
        "Lovhjemmel",
        "Hjemmel",
        "Juridiske forhold",
        "Retlige forhold",
        "Retligt grundlag",
        "Lovgivning",
        "Juridiske konsekvenser",
        "Lov- og plangrundlag",
        "Plangrundlag",
        "Lovgrundlag, planer mv.",
        "Lovgrundlag og politikker",
        "Regelgrundlag",
        "Gældende regler",
    ],
    "sagsgang": [
        "Sagsgang",
        "Beslutningskompetence",
        "Historik",
        "Sagens gang",
        "Videre sagsgang",
        "Den videre sagsgang",
        "Kompetence",
        "Tidligere behandling",
        "Tidligere politisk behandling",
        "Sagens forløb",
        "Det videre forløb",
        "Videre proces",
        "Videre forløb",
        "Sagsforløb",
        "Sagens videre forløb",
        "Politisk behandling",
        "Tidligere beslutninger",
        "Tids- og handleplan",
        "Tidligere sagsgang",
        "Beslutningsproces",
        "Den videre proces",
        "Politisk proces",
        "Kompetenceudvalg",
        "Beslutningskompetencen",
    ],
    "høring": [
        "Høring",
        "Høringssvar",
        "Borgerinddragelse",
        "Inddragelse",
        "Inddragelse og høring",
        "Høringer",
        "Udtalelser",
        "Høring og inddragelse",
        "Partshøring",
        "Nærdemokrati",
        "Høringsparter",
        "Høring og borgerinddragelse",
        "Brugerinddragelse",
        "Inddragelse af borgere",
        "Høring/udtalelse",
        "Udtalelse fra Handicaprådet",
        "Ældrerådets udtalelse",
        "MED-høring",
        "Borgerdialog",
        "Høring i MED",
    ],
    "bilag": [
        "Bilag",
        "Bilag til punkt",
        "Bilagsliste",
        "Vedlagte bilag",
        "Bilag:",
        "Åbne bilag",
        "Bilagsoversigt",
        "Bilag til sagen",
        "Vedhæftede filer",
        "Bilag/link",
        "Bilag og links",
        "Bilag (åbne)",
        "Bilag (2)",
        "Lukkede bilag",
        "Sagens dokumenter",
        "Bilag vedlagt",
        "Bilag i sagen",
    ],
    "beslutning": [
        "Beslutning",
        "Vedtagelse",
        "Afgørelse",
        "Beslutninger",
        "Udvalgets beslutning",
        "Byrådets beslutning",
        "Beslutning i Byrådet den 04-10-2023",
        "Byrådet, 4. oktober 2023, pkt. 3:",
        "Byrådet den 4. oktober 2023",
        "Beslutning Byrådet den 4. oktober 2023",
        "Byrådets beslutning den 4. oktober 2023",
        "Beslutning:",
        "Beslutningen",
        "Referat",
        "Protokol",
        "Protokollering",
        "Udfald",
        "Beslutning/referat",
        "Beslutning den 04-10-2023",
        "Beslutning fra Byrådet, 04-10-2023",
        "Rådets beslutning",
        "Vedtaget",
        "Resultat",
        "Mødets beslutning",
        "Endelig beslutning",
        "Beslutning for Punkt 3",
        "Beslutning for Punkt 3: Titel på sagen",
        "Byrådets vedtagelse",
        "Beslutning truffet",
        "Truffet beslutning",
        "Beslutning og opfølgning",
        "Konklusion/beslutning",
        "Behandling i Byrådet den 4. oktober 2023",
        "Beslutning i Byrådet 4. oktober 2023",
    ],
}
"""Words that label sections, by what they open."""
ROAD = "Punkt 1: Renovering af Skovvej\n\nSagsnr. 23/4401\n\nSagsfremstilling\nVejen er slidt.\n\nBeslutning\nUdsat."


def kinds(item: AgendaItem) -> list[str]:
    return [section.kind.value for section in item.sections]


@pytest.mark.parametrize("label", ["{}\n", "{}: ", "**{}**\n\n"], ids=["alone", "inline", "bold"])
@pytest.mark.parametrize("form", HEADINGS)
def test_items_are_found_by_any_heading(form: str, label: str) -> None:
    text = "Referat fra mødet i Teknisk Udvalg\nOnsdag den 4. oktober 2023 kl. 15.00\nSted: Mødelokale 2\n\n"
    for number, (title, roman, outcome) in enumerate(zip(TITLES, ROMANS, OUTCOMES, strict=True), 1):
        text += form.format(n=number, t=title, r=roman, T=title.upper()) + f"\nSagsnr.: 23/440{number}\n\n"
        if number in (2, 3):
            text += label.format("Sagsfremstilling") + "Vejen er slidt. Udgiften er 2 mio. kr.\n\n"
            text += label.format("Indstilling") + "Forvaltningen indstiller, at sagen godkendes.\n\n"
        text += label.format("Beslutning") + f"{outcome}\n\n"
    (meeting,) = parse_text(text, source_name="a.txt").meetings
    assert [item.title.casefold() for item in meeting.items] == [title.casefold() for title in TITLES]
    long = ["sagsfremstilling", "indstilling", "beslutning"]
    assert [kinds(item) for item in meeting.items] == [["beslutning"], long, long, ["beslutning"]]
    assert [item.case_number for item in meeting.items] == [f"23/440{number}" for number in (1, 2, 3, 4)]


@pytest.mark.parametrize("head", HEADS)
def test_heads_tell_who_met_when_and_where(head: str) -> None:
    items = "\n\n1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n\n2. Skovvej\n\nBeslutning\nUdsat.\n"
    (meeting,) = parse_text(head + items, source_name="a.txt").meetings
    assert (meeting.body, meeting.date.isoformat(), meeting.time) == ("Teknik- og Miljøudvalget", "2023-10-04", "15:00")
    assert meeting.place.casefold() == "mødelokale 2"
    assert [item.number for item in meeting.items] == ["1", "2"]


@pytest.mark.parametrize("form", CLOSED)
def test_a_closed_item_tells_nothing(form: str) -> None:
    below = "Sagsnr. 23/4402\n\nBeslutning\nGodkendt. Prisen for Havnegade 2 er 4 mio. kr."
    document = parse_text(f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\n{form}\n\n{below}\n", source_name="a.txt")
    (meeting,) = document.meetings
    assert [(item.closed, item.case_number) for item in meeting.items] == [(False, "23/4401"), (True, "23/4402")]
    assert "avnegade" not in repr(document)


@pytest.mark.parametrize("title", OPEN)
def test_a_title_about_closing_is_open(title: str) -> None:
    text = f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\nPunkt 2: {title}\n\nBeslutning\nGodkendt.\n"
    (meeting,) = parse_text(text, source_name="a.txt").meetings
    assert (meeting.items[1].title, meeting.items[1].closed) == (title, False)


@pytest.mark.parametrize("form", CASE_NUMBERS)
def test_case_numbers_are_read_and_school_years_are_not(form: str) -> None:
    sections = "Sagsfremstilling\nI skoleåret 2018/2019 blev 12 elever talt.\n\nBeslutning\nGodkendt."
    text = f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\nPunkt 2: Cykelsti\n{form}\n\n{sections}\n"
    (meeting,) = parse_text(text, source_name="a.txt").meetings
    item = meeting.items[1]
    assert (item.title, item.case_number) == ("Cykelsti", CASE_NUMBERS[form])
    assert kinds(item) == ["sagsfremstilling", "beslutning"]


@pytest.mark.parametrize(
    "form", ["{}\n{}", "{}:\n{}", "**{}**\n\n{}", "### {}\n\n{}"], ids=["alone", "colon", "bold", "heading"]
)
@pytest.mark.parametrize(("kind", "label"), [(kind, label) for kind, labels in LABELS.items() for label in labels])
def test_labels_open_their_kind_of_section(kind: str, label: str, form: str) -> None:
    case, decision = ("Sagsfremstilling", "Stien er lang."), ("Beslutning", "Godkendt.")
    own = (label, "Godkendt." if kind == "beslutning" else "Der er afsat 2 mio. kr. i 2023.")
    orders = {"anledning": [own, case, decision], "sagsfremstilling": [own, decision], "beslutning": [case, own]}
    sections = "\n\n".join(form.format(*section) for section in orders.get(kind, [case, own, decision]))
    (meeting,) = parse_text(
        f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\nPunkt 2: Sti\n\n{sections}", source_name="a"
    ).meetings
    expected = {"anledning": [kind, "sagsfremstilling", "beslutning"], "sagsfremstilling": [kind, "beslutning"]}
    usual = ["sagsfremstilling", "beslutning"] if kind == "beslutning" else ["sagsfremstilling", kind, "beslutning"]
    assert kinds(meeting.items[1]) == expected.get(kind, usual)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            "Referat TRIO-møde, Plejecenter Egely\n4. oktober 2023", "TRIO, Plejecenter Egely", id="a meeting's letters"
        ),
        pytest.param(
            "Referat af personalemøde\nVuggestuen Ærten\n4. oktober 2023",
            "Personalemøde, Vuggestuen Ærten",
            id="a meeting's kind",
        ),
        pytest.param("Byrådet, Egå Kommune      Referat af 04-10-2023", "Byrådet", id="two columns"),
        pytest.param(
            "REFERAT AF BESTYRELSESMØDE NR. 12\nI EGÅ VARME A/S\n4. oktober 2023",
            "Bestyrelsen i Egå Varme A/S",
            id="company below the meeting",
        ),
        pytest.param(
            "Bestyrelsesmøde\nEgå Gymnasium & HF\n4. oktober 2023",
            "Bestyrelsen, Egå Gymnasium & HF",
            id="school below the meeting",
        ),
        pytest.param(
            "Referat fra skolebestyrelsesmøde på Egå Skole\n4. oktober 2023",
            "Skolebestyrelsen på Egå Skole",
            id="school in the line",
        ),
        pytest.param(
            "Forældrebestyrelsesmøde i Daginstitution Sol\n4. oktober 2023",
            "Forældrebestyrelsen i Daginstitution Sol",
            id="parents' board",
        ),
        pytest.param(
            "LokalMED Egå Skole\nReferat fra møde i LokalMED d. 04-10-2023",
            "LokalMED Egå Skole",
            id="name that begins with the board's",
        ),
        pytest.param(
            "Vandværket\nReferat af bestyrelsesmøde\n4. oktober 2023\nVandværksvej 8",
            "Bestyrelsen, Vandværket",
            id="no address for a name",
        ),
        pytest.param(
            "Referat Økonomiudvalget d. 04-10-2023\nEgå Skole", "Økonomiudvalget", id="a committee that met at a school"
        ),
    ],
)
def test_a_board_is_named_with_its_institution(head: str, body: str) -> None:
    items = "\n\n1. Godkendelse af dagsorden\n\nBeslutning\nGodkendt.\n\n2. Skovvej\n\nBeslutning\nUdsat.\n"
    (meeting,) = parse_text(head + items, source_name="a.txt").meetings
    assert (meeting.body, meeting.date.isoformat()) == (body, "2023-10-04")


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param(
            "Sagsfremstilling:\nStien er lang.\n\nKonklusion:\nUdsat.", ["sagsfremstilling", "beslutning"], id="below"
        ),
        pytest.param(
            "Sagsfremstilling: Stien er lang.\nKonklusion: Udsat.", ["sagsfremstilling", "beslutning"], id="beside"
        ),
        pytest.param(
            "### Sagsfremstilling\nStien er lang.\n\n### Konklusion\nUdsat.",
            ["sagsfremstilling", "beslutning"],
            id="headings",
        ),
        pytest.param(
            "Sagsfremstilling\nStien er lang.\nKonklusion: den er smal.", ["sagsfremstilling"], id="in running text"
        ),
        pytest.param(
            "Sagsfremstilling:\nSmal.\n\nKonklusion:\nDen er lang.\n\nBeslutning:\nUdsat.",
            ["sagsfremstilling", "beslutning"],
            id="before the decision",
        ),
    ],
)
def test_a_conclusion_printed_as_other_labels_is_the_decision(sections: str, expected: list[str]) -> None:
    (meeting,) = parse_text(
        f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\nPunkt 2: Sti\n\n{sections}\n", source_name="a"
    ).meetings
    assert kinds(meeting.items[1]) == expected


def test_a_documents_number_is_no_case_where_cases_have_their_own() -> None:
    items = (
        "Punkt 1: Sti\nSagsnr. 23/4401\n\nBeslutning\nGodkendt.\n\nPunkt 2: Bro\nDok.nr. 881-23\n\nBeslutning\nUdsat.\n"
    )
    (meeting,) = parse_text(f"REFERAT Byrådet d. 04-10-2023\n\n{items}", source_name="a").meetings
    assert [item.case_number for item in meeting.items] == ["23/4401", ""]


def test_earlier_treatment_is_the_course_of_the_case_above_the_decisions_that_it_quotes() -> None:
    earlier = (
        "Sagens tidligere behandling\nTeknisk Udvalg, 2. oktober 2023, pkt. 5: Anbefales.\n\nBeslutning\nGodkendt."
    )
    text = f"REFERAT Byrådet d. 04-10-2023\n\n{ROAD}\n\nPunkt 2: Sti\n\nSagsfremstilling\nLang.\n\n{earlier}\n"
    (meeting,) = parse_text(text, source_name="a").meetings
    assert kinds(meeting.items[1]) == ["sagsfremstilling", "sagsgang", "beslutning", "beslutning"]
    assert [section.body for section in meeting.items[1].sections] == ["", "", "Teknisk Udvalg", ""]
