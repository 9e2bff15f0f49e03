"""The words that an invented municipality's minutes are put together from. None of them is taken from real minutes."""

from __future__ import annotations

BODIES = (
    "Byrådet", "Økonomiudvalget", "Teknisk Udvalg", "Socialudvalget", "Børne- og Skoleudvalget",
    "Kultur- og Fritidsudvalget", "Klima- og Miljøudvalget", "Sundhedsudvalget", "Beskæftigelsesudvalget",
    "Plan- og Byudvalget", "Landdistriktsudvalget", "Ældrerådet", "Handicaprådet", "Integrationsrådet",
    "Udsatterådet", "Folkeoplysningsudvalget", "Børne- og Ungerådet", "Havnebestyrelsen", "Direktionen",
    "Hovedudvalget",
)  # fmt: skip
HIGHER = ("Økonomiudvalget", "Byrådet")
"""Where a case goes on to from another body."""

SYLLABLES = (
    "Al", "Birke", "Brede", "Damme", "Egel", "Elle", "Faster", "Fugle", "Gamme", "Granne", "Grøn", "Hassel", "Havre",
    "Hejre", "Horn", "Hvede", "Højer", "Kalle", "Klinte", "Kors", "Krage", "Lange", "Lind", "Lyng", "Maje", "Mose",
    "Møgel", "Nør", "Oder", "Piller", "Ravn", "Rude", "Rønne", "Sand", "Skarre", "Skov", "Snerle", "Stav", "Sten",
    "Sunde", "Svane", "Tjørne", "Torn", "Ulve", "Vester", "Vibe", "Vinter", "Ager", "Ørne", "Øster",
)  # fmt: skip
PLACES = ("vej", "gade", "bro", "lund", "høj", "dal", "mark", "strup", "by", "bakke", "eng", "torv")
"""What a street or a village ends with."""

FACILITIES = (
    ("cykelsti", "cykelstien"), ("fortov", "fortovet"), ("rundkørsel", "rundkørslen"), ("legeplads", "legepladsen"),
    ("børnehave", "børnehaven"), ("vuggestue", "vuggestuen"), ("skole", "skolen"), ("idrætshal", "idrætshallen"),
    ("svømmehal", "svømmehallen"), ("bibliotek", "biblioteket"), ("plejehjem", "plejehjemmet"), ("varmeværk", "varmeværket"),
    ("vindmølle", "vindmøllen"), ("solcellepark", "solcelleparken"), ("genbrugsplads", "genbrugspladsen"),
    ("renseanlæg", "renseanlægget"), ("regnvandsbassin", "regnvandsbassinet"), ("kunstgræsbane", "kunstgræsbanen"),
    ("forsamlingshus", "forsamlingshuset"), ("ungdomsklub", "ungdomsklubben"), ("lystbådehavn", "lystbådehavnen"),
    ("fiskerikaj", "fiskerikajen"), ("dige", "diget"), ("skaterbane", "skaterbanen"), ("mindelund", "mindelunden"),
    ("busterminal", "busterminalen"), ("parkeringsplads", "parkeringspladsen"), ("jernbaneoverskæring", "jernbaneoverskæringen"),
    ("brandstation", "brandstationen"), ("lægehus", "lægehuset"), ("sundhedshus", "sundhedshuset"),
    ("musikskole", "musikskolen"), ("museum", "museet"), ("kulturhus", "kulturhuset"), ("hundeskov", "hundeskoven"),
    ("vandværk", "vandværket"), ("kirkegårdskapel", "kirkegårdskapellet"), ("bofællesskab", "bofællesskabet"),
    ("herberg", "herberget"), ("værested", "værestedet"), ("jobcenter", "jobcentret"), ("campingplads", "campingpladsen"),
    ("motocrossbane", "motocrossbanen"), ("byggemodning", "byggemodningen"), ("butikscenter", "butikscentret"),
    ("gågade", "gågaden"), ("stoppested", "stoppestedet"), ("viadukt", "viadukten"), ("kolonihave", "kolonihaven"),
    ("naturskole", "naturskolen"), ("fodboldbane", "fodboldbanen"), ("ridehal", "ridehallen"), ("sansehave", "sansehaven"),
    ("dagcenter", "dagcentret"), ("tandklinik", "tandklinikken"), ("shelterplads", "shelterpladsen"),
)  # fmt: skip
"""Each as it is and with its article."""

MATTERS = (
    "{Thing} ved {place}, godkendelse af projekt", "Anlægsbevilling til {thing} ved {place}",
    "Lokalplan {number} for {thing} ved {place}", "Ansøgning om tilskud til {thing} ved {place}",
    "Støj fra {thing} ved {place}", "Udbud af driften af {thing} ved {place}", "Renovering af {thing} ved {place}",
    "Salg af areal ved {thing} på {place}", "Høring om lukning af {thing} ved {place}",
    "Åbningstider for {thing} ved {place}", "Evaluering af {thing} ved {place}", "Navngivning af {thing} ved {place}",
    "Borgerforslag om {thing} ved {place}", "Licitation, {thing} ved {place}", "Brugerbetaling på {thing} ved {place}",
    "Orientering om {thing} ved {place}", "{First}{second} og {thing} ved {place}",
    "Skimmelsvamp i {thing} ved {place}", "Trafiksikkerhed ved {thing} på {place}", "{First}{second}, status for {place}",
)  # fmt: skip

FIRST = (
    "affalds", "anlægs", "arbejdsmiljø", "asfalt", "bade", "befolknings", "bosætnings", "brand", "budget", "bygge",
    "byrums", "børne", "demens", "digitaliserings", "drikkevands", "energi", "erhvervs", "fiskeri", "flytte", "fonds",
    "forebyggelses", "forsikrings", "fritids", "frivillig", "grundvands", "handicap", "havne", "hegns", "hjælpemiddel",
    "husleje", "idræts", "indkøbs", "integrations", "jord", "kapacitets", "kloak", "klima", "kompetence", "kontrakt",
    "kultur", "kyst", "lednings", "lærlinge", "madordnings", "mellemkommunale", "miljø", "natur", "nødkalds", "omsorgs",
    "overvejs", "parkerings", "pasnings", "pendler", "personale", "pleje", "praktik", "rekrutterings", "rottebekæmpelses",
    "råstof", "sagsbehandlings", "selvejer", "skadedyrs", "skolebus", "skovrejsnings", "skrald", "snerydnings",
    "spildevands", "støtte", "sundheds", "syge", "tagrendes", "tandpleje", "terræn", "tilgængeligheds", "tilsyns",
    "trafik", "træplantnings", "turisme", "udbuds", "uddannelses", "ungdoms", "vandløbs", "varmeforsynings", "vedligeholdelses",
    "vej", "velfærds", "venteliste", "vikar", "vinter", "ældre", "ørken", "åbrinks",
)  # fmt: skip
SECOND = (
    "aftale", "analyse", "anvisning", "beredskab", "bestyrelse", "bidrag", "bog", "byrde", "center", "data", "dialog",
    "eftersyn", "erstatning", "fond", "forening", "fordeling", "forlig", "forsøg", "garanti", "gebyr", "gruppe", "høring",
    "indsats", "klage", "konsulent", "kontor", "koordinator", "kort", "kvote", "lager", "ledelse", "liste", "lån",
    "model", "mål", "måling", "netværk", "nævn", "ordning", "overblik", "plan", "plads", "politik", "portal", "prognose",
    "projekt", "prøve", "pulje", "rapport", "register", "regnskab", "regulativ", "reserve", "rute", "råd", "samarbejde",
    "selskab", "strategi", "styring", "system", "takst", "tal", "team", "tilladelse", "tilskud", "udgift", "undersøgelse",
    "vagt", "vejledning", "vurdering", "værksted",
)  # fmt: skip
GIVEN = (
    "Agnete", "Bendt", "Cilla", "Dagny", "Ejler", "Frode", "Gudrun", "Hjalte", "Ingolf", "Jytte", "Karlo", "Liselotte",
    "Mogens", "Nanna", "Oluf", "Poula", "Regnar", "Signe", "Torkild", "Ulla", "Viggo", "Ylva", "Åge", "Rikke",
)  # fmt: skip
FAMILY = (
    "Abildtoft", "Brohus", "Dalgas", "Ebbeskov", "Fladager", "Grønholt", "Hvidbak", "Ingvorsen", "Kjærgren", "Lundtofte",
    "Mølbak", "Nybo", "Overmark", "Pilgård", "Riisholm", "Sejrup", "Trudsø", "Ulstrup", "Vangsted", "Østbæk",
)  # fmt: skip
PARTIES = ("A", "B", "C", "F", "I", "O", "V", "Ø", "Å")

CASE = (
    "Forvaltningen har sammen med {name} gennemgået {thing_the} ved {place} og fundet {count} forhold, der skal rettes.",
    "Naboerne på {place} har siden {year} klaget over {compound} og peger på, at {thing_the} bruges mere end ventet.",
    "En {compound} fra {year} viser, at {count} borgere om ugen bruger {thing_the}, og at tallet stiger.",
    "Af {compound_the} fremgår det, at {place} er den strækning, hvor flest kommer til skade.",
    "Projektet omfatter {count} m², og arbejdet ventes at tage {months} måneder fra foråret {year}.",
    "Rådgiveren {name} anbefaler, at {thing_the} flyttes {count} meter mod {place_too}, så de gamle træer kan blive stående.",
    "Der har været holdt borgermøde om {compound_the} med {count} deltagere, hvor stemningen var delt.",
    "{Compound} og {compound} er tænkt sammen, så {thing_the} også kan bruges om aftenen.",
    "Hvis {thing_the} ikke sættes i stand inden {year}, må den lukkes af hensyn til sikkerheden.",
    "Grunden ved {place} er forurenet med {compound}, og regionen har derfor stillet krav om oprensning.",
    "Foreningen har selv samlet {amount} kr. ind og tilbyder at stå for {compound_the} med frivillige.",
    "Tidligere {compound} fra {place_too} viser, at en {compound} kan halvere ventetiden.",
    "Åbningen falder sammen med kommunens {compound}, og {name} fra forvaltningen er tovholder.",
    "{Thing_the} ligger i et område med særlige drikkevandsinteresser, og {compound_the} er derfor sendt til Miljøstyrelsen.",
    "De ansatte ved {thing_the} har peget på {compound} som den vigtigste grund til sygefraværet.",
    "Der er indhentet tilbud fra {months} firmaer, og det billigste ligger {months} procent under overslaget.",
    "Busserne kører i dag forbi {place} hver halve time, men {compound_the} lægger op til færre ture.",
    "Brugerrådet ved {thing_the} ønsker længere åbningstid om lørdagen og en fast {compound}.",
    "Kommunen har {count} pladser i alt, og med {thing_the} ved {place} bliver der {months} flere.",
    "Fortidsminder ved {place_too} betyder, at museet skal grave ud, før {thing_the} kan bygges.",
)  # fmt: skip
OPENING = (
    "Der skal tages stilling til {thing_the} ved {place} på grundlag af en {compound}.",
    "{Body} har bedt om en redegørelse for {thing_the} ved {place}.",
    "Sagen om {thing_the} ved {place} forelægges på ny, fordi {compound_the} nu er færdig.",
)  # fmt: skip
ECONOMY = (
    "Udgiften til {thing_the} er {amount} kr., som finansieres af {compound_the}.",
    "Der søges om tillægsbevilling på {amount} kr. i {year} og {amount_too} kr. i årene efter.",
    "Den årlige drift koster {amount_too} kr., heraf {amount} kr. til {compound}.",
    "Forslaget er udgiftsneutralt, da {compound_the} falder bort i {year}.",
    "Lånet afdrages over {count} år, og renten er fast til {year}.",
)  # fmt: skip
LAW = (
    "Bekendtgørelse nr. {count} fra {year} om {compound}.",
    "Lov om {compound}, paragraf {months}, og kommunens regulativ fra {year}.",
    "Det følger af {compound_the}, at kommunen skal høre naboerne i mindst {months} uger.",
)  # fmt: skip
HEARING = (
    "Forslaget har været i høring i {months} uger, og der kom {count} svar; de fleste handler om {compound}.",
    "{Compound_the} er drøftet med {name}, der på de pårørendes vegne støtter forslaget.",
    "Ældrerådet og Handicaprådet bemærker, at adgangen til {thing_the} fra {place_too} er for stejl.",
)  # fmt: skip
RECOMMENDED = (
    "at {thing_the} ved {place} gennemføres for {amount} kr.",
    "at der gives {amount} kr. til {compound} ved {place}.",
    "at {compound_the} sendes i høring i {months} uger.",
    "at forvaltningen vender tilbage om {thing_the} senest i {year}.",
    "at {name} udpeges til styregruppen.",
)  # fmt: skip
DECIDED = (
    "{Body} godkendte indstillingen.",
    "{Body} godkendte {thing_the} ved {place} med den ændring, at beløbet sættes ned til {amount} kr.",
    "{Body} udsatte sagen om {thing_the} og bad om en ny {compound}.",
    "{Body} afviste forslaget, fordi {compound_the} ikke kan holdes inden for rammen.",
    "Sagen anbefales over for {higher}. {name} ({party}) stemte imod på grund af {compound_the}.",
    "{Body} tog orienteringen om {compound_the} til efterretning.",
    "For stemte {months} medlemmer, imod stemte {name} ({party}). {Thing_the} ved {place} sættes i gang i {year}.",
)  # fmt: skip
ATTACHED = ("Kort over {place}", "Notat om {compound}", "{Compound} {year}", "Høringssvar fra {name}", "Tegninger, {thing}")  # fmt: skip

QUESTIONS = (
    "Hvad blev der besluttet om {thing_the} ved {place}?",
    "Hvor meget koster {thing_the} ved {place}?",
    "Hvorfor skulle der ske noget med {thing_the} på {place}?",
    "{title}: hvad endte det med?",
)
