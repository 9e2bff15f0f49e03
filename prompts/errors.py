"""Fejlbeskeder: one sentence each, saying what is wrong and what to do."""

UNKNOWN_SETTING = "Indstillingen {name} findes ikke; fjern den, eller brug en af disse: {known}."
BAD_SETTING = "Indstillingen {name} kan ikke bruges ({reason}); ret den, og prøv igen."
SETTING_REASONS = {
    "address": "en adresse begynder med http:// eller https:// og har hverken navn eller adgangskode",
    "float_parsing": "det skal være et tal",
    "int_parsing": "det skal være et helt tal",
    "int_from_float": "det skal være et helt tal",
    "greater_than": "det skal være over {gt:g}",
    "greater_than_equal": "det skal være mindst {ge:g}",
    "less_than_equal": "det må højst være {le:g}",
    "form": "værdien har ikke den rette form",
    "not_text": "den er ikke tekst",
}
"""By what is wrong with a value, as pydantic names it."""
DATA_FOLDER = "Datamappen {path} kan ikke bruges ({reason}); giv skriveadgang, eller vælg en anden mappe med --data."
DATABASE_REASONS = {
    "SQLITE_READONLY": "der må kun læses i den",
    "SQLITE_READONLY_DIRECTORY": "der må kun læses i den",
    "SQLITE_CANTOPEN": "kataloget kan ikke åbnes",
    "SQLITE_BUSY": "en anden proces bruger kataloget",
    "SQLITE_LOCKED": "en anden proces bruger kataloget",
    "SQLITE_IOERR": "disken svarer med en fejl",
}
"""By the name that SQLite gives its error."""
DISK_FULL = "Disken med datamappen {path} er fuld; skaf plads, og prøv igen. Det, der allerede er læst ind, er bevaret."
CATALOG_DAMAGED = (
    "Kataloget {path} er beskadiget og kan ikke læses; hent det fra en sikkerhedskopi med: "
    "referat restore FIL --replace, eller slet datamappen og indlæs referaterne igen."
)
CATALOG_LOST = (
    "Kataloget {path} er væk, men indekserne er der endnu; hent det fra en sikkerhedskopi med: "
    "referat restore FIL, eller indlæs referaterne igen."
)
CATALOG_TOO_NEW = (
    "Kataloget {path} er skrevet af en nyere udgave af Referat (skema {found}, kendt {known}); opgradér programmet."
)
WRITER_BUSY = "En anden proces er ved at skrive i datamappen {path}; vent, til den er færdig, og prøv igen."
INDEX_DAMAGED = "Søgeindekset i {path} kan ikke læses ({reason}); det bygges igen ud fra kataloget ved næste start."
BACKUP_UNWRITABLE = "Sikkerhedskopien {path} kan ikke skrives ({reason}); giv plads og skriveadgang, og prøv igen."
BACKUP_UNREADABLE = "Sikkerhedskopien {path} kan ikke bruges ({reason}); intet er ændret. Vælg en anden kopi."
BACKUP_REASONS = {
    "foreign": "filen er ikke en sikkerhedskopi fra Referat",
    "altered": "indholdet er ændret eller beskadiget",
}
CHROMA_UNREACHABLE = "Chroma-serveren på {url} svarer ikke; start den, eller ret REFERAT_CHROMA_URL."
NOTHING_INGESTED = "Der er ikke indlæst nogen referater endnu; kør først: referat ingest MAPPE"
GOLD_UNREADABLE = "Filen {path} kan ikke læses ({reason}); angiv en fil med ét JSON-objekt pr. linje."
GOLD_ROW = "Linje {line} i {path} kan ikke bruges ({reason}); ret linjen, og prøv igen."
PORT_IN_USE = "Port {port} på {host} er optaget; luk det andet program, eller vælg en anden port med --port."
MODEL_DAMAGED = (
    "Sprogmodellen i mappen {path} er beskadiget eller ufuldstændig; "
    "hent den igen, eller fjern indstillingen for at bruge den medfølgende model."
)
MODEL_MISSING = (
    "Sprogmodellen »{name}« findes ikke på maskinen og kan ikke hentes; skriv stien til en mappe "
    "med modellen, eller fjern indstillingen for at bruge den medfølgende model."
)
