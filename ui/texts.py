"""Every Danish sentence and word of the interface, standard library only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.domain import AnswerMode, Order, Outcome, Relation, SectionKind

if TYPE_CHECKING:
    from datetime import date

# ---------------------------------------------------------------- dates

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def short_day(day: date) -> str:
    """A date as it is shown beside a source: `21. dec. 2017`, `9. maj 2018`."""
    month = MONTHS[day.month - 1]
    shown = month if len(month) <= 5 else f"{month[:3]}."
    return f"{day.day}. {shown} {day.year}"


def long_day(day: date) -> str:
    """A date as it is written in a case file: `21. december 2017`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: `1 møde`, `5 møder`."""
    return f"{count} {one if count == 1 else many}"


# ---------------------------------------------------------------- the page

TITLE = "Referat"
SUBTITLE = "Svar med kilder fra mødereferater"
QUESTION = "Spørgsmål"
PLACEHOLDER = "Spørg om møderne …"
SEND = "Spørg"
NEW_CONVERSATION = "Ny samtale"
SKIP_TO_QUESTION = "Spring til spørgsmålet"
STOP = "Stop"
STOPPED = "Du stoppede svaret."
UNSENT = "Spørgsmålet nåede ikke frem; prøv igen."
HINT = "/ for at skrive · piletaster bladrer i kilderne · Esc lukker kilden"
TALKS = "Samtaler"
TODAY, YESTERDAY, EARLIER = "I dag", "I går", "Tidligere"
DELETE_TALK = "Slet samtalen {title}"
DELETE_TALKS = "Slet alle samtaler"
DELETE_TALKS_SURE = "Slet alle samtaler i denne browser?"
LOADING = "Siden gøres klar …"
NO_SCRIPT = "Siden kræver JavaScript; slå det til i browseren, og genindlæs siden."

WELCOME = "Hvad vil du vide om møderne?"
WELCOME_BODY = "Du får et kort svar og det sted i referatet, det står. Står det der ikke, siger jeg det."
EXAMPLES = "Prøv for eksempel"
EMPTY = "Der er ingen referater endnu"
EMPTY_SAMPLES = "Prøv med seks opdigtede referater fra en kommune, der ikke findes; det tager nogle sekunder."
READ_SAMPLES = "Læs eksemplerne ind"
READING_SAMPLES = "Læser eksemplerne ind …"
SAMPLES_REFUSED = "Eksemplerne kan kun læses ind på den maskine, siden kører på, og kun når der ingen referater er."
EMPTY_BODY = "Eller læs dine egne ind fra en mappe med denne kommando, og genindlæs så siden:"
EMPTY_COMMAND = "referat ingest MAPPE"

MEETING, MEETINGS = "møde", "møder"

THINKING = "Leder i referaterne"
YOUR_QUESTION = "Du spurgte:"
ANSWER_READY = "Svaret er klar."
SOURCES = "Kilder"
NEAREST = "Det nærmeste, jeg fandt"
SEARCHED = "Jeg har søgt i {scope}."
WIDEN = "Søg uden afgrænsning"
SEARCH_INSTEAD = "Søg efter ordene i referaterne"
FILTERS = "Sådan forstod jeg spørgsmålet"
REMOVE_FILTER = "Fjern afgrænsningen {label}, og spørg igen"
UNUSED_FILTER = "{label} (ikke brugt)"
UNUSED_FILTER_WHY = "Forstået, men ikke brugt: det ville have skjult svaret"
DROPPED = "Søgt uden afgrænsning på {fields}"
FIELDS = {
    "periods": "tid",
    "bodies": "udvalg",
    "item_numbers": "punkt",
    "case_numbers": "journalnummer",
}
QUOTE, QUOTES = "citat", "citater"
CHECKED = "{checked} af {quotes} kontrolleret"
MODES = {
    AnswerMode.EXTRACTIVE: "Ordret fra referaterne",
    AnswerMode.GENERATIVE: "Formuleret af en sprogmodel, citater kontrolleret",
}
PHRASED_BY = "{model}, instruks {prompt}"
SECONDS = "{seconds}\N{NO-BREAK SPACE}s"
COPY = "Kopiér"
COPY_ANSWER = "Kopiér svar"
COPY_LINK = "Kopiér link til spørgsmålet"
TAKE = "Tag med"
TAKE_MARKDOWN = "Gem som Markdown"
TAKE_WORD = "Gem som Word-fil"
TAKE_PAGE = "Åbn til udskrift"
TAKE_FAILED = "Svaret kunne ikke gemmes; prøv igen om lidt."
PRINT = "Udskriv"
RETRY = "Spørg igen"
EDIT = "Ret"
EDITING = "Du retter et spørgsmål. Svarene fra det og frem bliver erstattet."
UNDO_EDIT = "Fortryd"
JUDGE = "Var svaret godt?"
GOOD, BAD = "Godt svar", "Dårligt svar"
WHY = "Hvad var der galt?"
REASONS = {
    "forkert": "Svaret er forkert",
    "mangelfuldt": "Der mangler noget",
    "forkert kilde": "Kilden er den forkerte",
    "fremgår ikke": "Det står slet ikke i referaterne",
    "fremgår dog": "Det står i referaterne",
}
COMMENT = "Skriv gerne mere (ikke personoplysninger)"
STORED_HERE = "Gemmes kun her på serveren, uden dit navn."
SEND_JUDGEMENT = "Send"
CLOSE = "Luk"
THANKS = "Tak, det er gemt."
FEEDBACK_FULL = "Der er ikke plads til flere vurderinger; sig det til den, der passer Referat."
NOT_JUDGED = "Din vurdering kunne ikke gemmes; prøv igen om lidt."
FOLLOWUPS = "Spørg videre"
ASK_DECISION = "Hvad blev der besluttet om »{title}« {day}?"
ASK_RECOMMENDATION = "Hvad var indstillingen til »{title}« {day}?"
ASK_ECONOMY = "Hvad står der om økonomien i »{title}« {day}?"
ASK_ATTACHMENTS = "Hvilke bilag er der til »{title}« {day}?"
ASK_CASE = "Hvad er der sket i sagen med journalnummer {case_number}?"
ASK_MEETING = "Hvad blev der behandlet på mødet i {body} {day}?"
FALLEN = "{count} af {total} står ikke længere sådan i referaterne."
NOW_CLOSED = "Svaret kan ikke vises mere, for et punkt, det bygger på, er lukket siden."

SCRIPT = {
    "stopped": STOPPED,
    "today": TODAY,
    "yesterday": YESTERDAY,
    "earlier": EARLIER,
    "talks": TALKS,
    "deleteTalk": DELETE_TALK,
    "deleteTalks": DELETE_TALKS,
    "deleteTalksSure": DELETE_TALKS_SURE,
    "takeFailed": TAKE_FAILED,
    "notJudged": NOT_JUDGED,
    "unsent": UNSENT,
}
"""What the scripts of the page say."""

# ---------------------------------------------------------------- an answer taken along

EXPORT_SOURCE = "[{number}] {reference}"
EXPORT_QUOTE = "»{quote}«"
EXPORTED = "Hentet fra Referat {day} kl. {time}. Gemt som fil kan svaret kontrolleres med: referat verify FIL"
EXPORT_NAME = "svar-{day}"
SEAL = "Kontrolsum (SHA-256): {digest}"
NO_WORD_FILE = "Filen er ikke en Word-fil; vælg en docx-fil eller en Markdown-fil, der er gemt fra Referat."
NO_EXPORT = "Filen {path} er ikke et svar gemt fra Referat: der er hverken kilder eller kontrolsum i den."
UNREADABLE_EXPORT = "Filen {path} kan ikke læses ({reason}); vælg en fil, der er gemt fra Referat."
FILE_UNALTERED = "Filen er, som da den blev gemt."
FILE_ALTERED = "Filen er ændret, siden den blev gemt: kontrolsummen passer ikke."
FILE_UNSEALED = "Filen har ingen kontrolsum, så ændringer i den kan ikke ses."
STANDINGS = {
    "stands": "står",
    "changed": "står ikke sådan mere",
    "closed": "punktet er lukket",
    "gone": "punktet findes ikke i referaterne",
}
STANDING_LINE = "[{number}] {standing}: {reference}"
STANDING_COUNT = "{count} af {total} står i referaterne."
JUDGEMENT_LINES = "{at}  {verdict}{reason}: {question}{comment}"
VERDICTS = {"op": "godt", "ned": "dårligt"}
JUDGEMENTS_NONE = "Ingen har bedømt et svar endnu."
JUDGEMENTS_LEFT_OUT = "{count} uden facit er udeladt; se dem med: referat feedback"
HELP_VERIFY = "Kontrollér en fil, der er gemt fra Referat: står citaterne, og er filen uændret?"
HELP_VERIFY_FILE = "et svar gemt som Markdown eller Word"
HELP_FEEDBACK = "Vis, hvad læserne har syntes om svarene; med --json som guldspørgsmål til eval."
COPIED = "Kopieret"
NOT_COPIED = "Kunne ikke kopiere"

NEEDS_WORDS = "Skriv et spørgsmål."
NO_ANSWER = "Noget gik galt undervejs, og jeg kan ikke svare lige nu; prøv igen om lidt."
CUT_SHORT = "Svaret blev afbrudt; spørg igen."

# ---------------------------------------------------------------- the source panel

SOURCE = "Kilde"
SOURCE_OF = "Kilde {number} af {total}"
ITEM_IN_MEETING = "Punkt fra mødet"
SHOW_SOURCE = "Vis kilde {number}: {label}"
SHOW_ITEM = "Vis {label}"
PREVIOUS_SOURCE = "Forrige kilde"
NEXT_SOURCE = "Næste kilde"
CLOSE_SOURCE = "Luk kilden"
ITEM_TEXT = "Punktets tekst"
ITEM = "Pkt. {number}"
CASE_NUMBER = "J.nr."
COPY_CASE_NUMBER = "Kopiér journalnummer"
COPY_REFERENCE = "Kopiér henvisning"
ITEM_PAGE = "Vis punktet på sin egen side"
CASE_OVER_TIME = "Sagen over tid ({meetings})"
REFERENCE = "{body}, {day}, pkt. {number}, {title}"
REFERENCE_CASE = ", j.nr. {case_number}"
CLOSED_ITEM = "Punktet er lukket. Referatet viser ikke, hvad det handler om."
EMPTY_SECTION = "Afsnittet er tomt i referatet."
SECTION_FROM = "{heading} · {origin}"
NEIGHBOURS = "Andre punkter på mødet"
PREVIOUS_ITEM = "Forrige punkt på mødet: {label}"
NEXT_ITEM = "Næste punkt på mødet: {label}"
SOURCE_FILE = "Fra filen {name}"
SOURCE_FILE_PAGE = "Fra filen {name}, side {page}"
SOURCE_UNAVAILABLE = "Kilden kan ikke vises lige nu; prøv igen om lidt."

OUTCOMES = {
    Outcome.APPROVED: "Godkendt",
    Outcome.PARTLY: "Delvist godkendt",
    Outcome.NOTED: "Taget til efterretning",
    Outcome.DISCUSSED: "Drøftet",
    Outcome.POSTPONED: "Udsat",
    Outcome.REJECTED: "Afvist",
    Outcome.FORWARDED: "Sendt videre",
    Outcome.RECOMMENDED: "Anbefalet",
    Outcome.CLOSED: "Lukket punkt",
    Outcome.NONE: "Ingen beslutning",
}

# ---------------------------------------------------------------- the views

MENU = {"ASK": "Spørg", "MEETINGS": "Møder", "CASES": "Sager", "SEARCH": "Søg", "OVERVIEW": "Overblik"}
MENU_LABEL = "Sider"
MENU_BUTTON = "Menu"
SKIP = "Spring til indholdet"
PATH_LABEL = "Her er du"
WINDOW_TITLE = "{title} · Referat"
PAGES_LABEL = "Flere sider"
PAGE_OF = "Side {page} af {pages}"
PREVIOUS_PAGE = "Forrige side"
NEXT_PAGE = "Næste side"
ITEM_WORD, ITEM_WORDS = "punkt", "punkter"

NO_SUCH_PAGE = "Siden findes ikke"
NO_SUCH_PAGE_BODY = "Adressen fører ikke til noget i referaterne. Er den skrevet af, så se efter, om der mangler noget."
NOT_IN_MINUTES = "Det er ikke i referaterne"
NO_SUCH_MEETING_THAT_DAY = "Der er ikke noget referat fra det møde. Måske er det ikke læst ind endnu."
NO_SUCH_ITEM_THERE = "Mødet har ikke noget punkt med det nummer. Referatet kan være læst ind igen siden."
NO_SUCH_CASE_HERE = "Ingen åbne punkter har det journalnummer. Skriv det, som det står i referatet, eller søg på emnet."
NO_SUCH_TOPIC_HERE = "Ingen åbne punkter handler om det. Prøv færre eller andre ord, eller søg i hele teksten."
VIEW_FAILED = "Siden kan ikke vises"
VIEW_FAILED_BODY = "Noget gik galt; prøv igen om lidt."
GO_ON = "Søg i referaterne"

ALL_BODIES = "Alle organer"
ALL_YEARS = "Alle år"
BODY = "Organ"
YEAR = "År"
SHOW = "Vis"
MEETINGS_SPAN = "{meetings} fra {bodies}, {years}."
BODY_WORD, BODY_WORDS = "organ", "organer"
NO_MEETINGS_KEPT = "Der er ingen møder med det valg."
NO_MEETINGS_NEAR = "{body} holdt møder i {years}, men ingen referater fra {year} er læst ind."
MEETING_TITLE = "{body}, {day}"
MEETING_TIME = "kl. {time}"
MEETING_HEAD = "Deltagere og andet fra referatets hoved"
MEETING_ITEMS = "Punkter"
EARLIER_MEETING = "Forrige møde: {day}"
LATER_MEETING = "Næste møde: {day}"
OTHER_MEETINGS = "Organets andre møder"
NO_ITEMS = "Der er ikke fundet nogen punkter i filen."
RELATIONS = {
    Relation.OLDER: "En ældre udgave af referatet er læst ind fra filen {name}; den bruges ikke.",
    Relation.NEWER: "En nyere udgave er læst ind fra filen {name}.",
    Relation.SUPPLEMENT: "Et tillæg til referatet er læst ind fra filen {name}.",
    Relation.SAME_MEETING: "En anden del af mødet er læst ind fra filen {name}.",
}
TITLE_SEPARATOR = " · "
AND_MORE = "og {count} til"

ABOUT_ITEM = "Om punktet"
OUTCOME = "Udfald"
MEETING_ONE = "Møde"
CASE_ONE = "Sag"
CASE_THROUGH_TIME = "Sagen over tid: {items}"

CASES_LEAD = "{count} er brugt i referaterne. De sager, der har været på flest møder, står først."
CASE_NUMBER_WORD, CASE_NUMBER_WORDS = "journalnummer", "journalnumre"
FIND_CASE = "Emne eller journalnummer"
FIND_CASE_BUTTON = "Følg sagen"
NO_CASES = "Ingen af referaterne har journalnumre. Følg i stedet en sag på dens emne."
CASE_COLUMNS = ("Journalnummer", "Seneste punkt", "Udfald", "Møder", "År")
CASE_TITLE = "Sagen {number}"
TOPIC_TITLE = "Emnet »{topic}«"
TOPIC_FOUND = "Punkterne er fundet på emnet, ikke på et fælles journalnummer, så se efter, at de hører sammen."
TOPIC_CASES = "Journalnumre på tidslinjen:"
TOPIC_SEARCH = "Søg efter alle punkter med ordene"
LATEST = "Seneste stilling"
LATEST_LINE = "{outcome} i {body} {day}."
LATEST_NONE = "Behandlet i {body} {day}; referatet viser ingen beslutning."
LATEST_OPEN = "Der er ikke noget senere referat om sagen."
ON_AXIS = "Tidslinje"
AXIS_MISSING = "Referat mangler"
AXIS_BLANK = "ingen referater"
AXIS_QUIET = "ikke på dagsordenen"
COURSE = "Møde for møde"
DECIDED = "Beslutning"
ADVICE = "Indstillingen, som beslutningen følger"
UNDECIDED_HERE = "Referatet viser ingen beslutning på punktet."
MISSING_TITLE = "Referater, der mangler"
MISSING_LINE = "{body}, {day}: referatet er ikke læst ind. Punktet {item} gengiver beslutningen:"
SILENT_LINE = "Der er ingen referater fra {body} i {years}."

SEARCH_TITLE = "Søg i referaterne"
SEARCH_WORDS = "Søgeord"
SEARCH_HINT = "Ord, navne eller et journalnummer. Alle ordene skal stå i punktet."
SEARCH_BUTTON = "Søg"
ORDER_LABEL = "Rækkefølge"
ORDERS = {Order.BEST: "Bedste først", Order.NEWEST: "Nyeste først"}
NARROW = "Indsnævr"
FACETS = {"body": "Organ", "year": "År", "outcome": "Udfald", "section": "Afsnit med ordene"}
NARROWED_TO = "Indsnævret til"
REMOVE_NARROWING = "Fjern {label}"
MORE_VALUES = "Vis {count} til"
FOUND_COUNT = "{items} med »{query}«"
FOUND_ALL = "{items} i referaterne"
UNKNOWN_WORDS = "Ikke i noget referat: {words}."
ALIKE_WORDS = "Ikke i noget referat: {words}. Her er punkter med ord, der ligner."
PARTIAL = "Intet punkt har alle ordene; her er dem, der har flest."
NOTHING_FOUND = "Ingen punkter har de ord."
NOTHING_KEPT = "Ingen punkter har de ord og hører under det valgte. Fjern en indsnævring."
NEAR_IN_MEANING = "Det nærmeste i betydning"
FOLLOW_CASE = "Følg sagen {number} over tid"
FOLLOW_TOPIC = "Følg »{topic}« over tid"
HITS = "Fund"
SECTIONS = {
    SectionKind.OCCASION: "Anledning",
    SectionKind.CASE: "Sagsfremstilling",
    SectionKind.RECOMMENDATION: "Indstilling",
    SectionKind.DECISION: "Beslutning",
    SectionKind.ATTACHMENTS: "Bilag",
    SectionKind.ECONOMY: "Økonomi",
    SectionKind.LEGAL_BASIS: "Lovgrundlag",
    SectionKind.PROCEDURE: "Sagsgang",
    SectionKind.HEARING: "Høring",
    SectionKind.OTHER: "Andet",
}

OVERVIEW_LEAD = "Det er det, der er læst ind, og det, svarene bygger på."
OVERVIEW_FACTS = {"meetings": "Møder", "items": "Punkter", "bodies": "Organer", "files": "Filer"}
FROM_TO = "Fra og til"
LAST_INGESTED = "Sidst læst ind"
CLOCK = "{day} kl. {hour:02}.{minute:02}"
PER_YEAR = "Møder pr. organ og år"
PER_YEAR_HINT = "Skraverede felter er år uden referater mellem organets første og sidste."
ALL_TOGETHER = "Alle"
NO_MINUTES = "ingen"
WARNED_FILES = "Filer med bemærkninger"
NO_WARNINGS = "Ingen filer har bemærkninger."
REJECTED_FILES = "Filer, der ikke kunne læses"
NO_REJECTIONS = "Alle filer kunne læses."
EDITIONS = "Flere filer om samme møde"
NO_EDITIONS = "Hvert møde står i én fil."
SHOW_LIST = "Vis {count}"
FILE_WORD, FILE_WORDS = "fil", "filer"

# ---------------------------------------------------------------- the server

ADDRESS_UNUSABLE = "Siden kan ikke åbnes på {host}:{port} ({reason}); vælg en anden adresse med --host eller --port."
LOGIN_MESSAGE = "Log ind for at søge i referaterne."
LOGIN_TO_UPLOAD = "Alle kan læse. Log ind for at lægge referater ind."
LOGIN_NOBODY = "Du behøver ikke logge ind. Alle kan læse her."
LOGIN_WRONG = "Forkert brugernavn eller adgangskode; prøv igen."
LOGIN_TOO_OFTEN = "Der er prøvet for mange gange; vent {wait}, og prøv igen."
LOGIN_TITLE = "Log ind"
LOG_IN = "Log ind"
LOG_IN_TO_UPLOAD = "Log ind for at lægge referater ind"
LOG_OUT = "Log ud"
LOGGED_IN = "Du er logget ind som {name}."
USERNAME = "Brugernavn"
PASSWORD = "Adgangskode"  # noqa: S105 - a label
NO_SUCH_ITEM = "Punktet findes ikke i kataloget; find det igen med en søgning."
NO_SUCH_MEETING = "Mødet findes ikke i kataloget; find det igen i listen over møder."
NO_SUCH_CASE = "Intet åbent punkt har journalnummeret {case_number}; se, om det er skrevet som i referatet."
NO_SUCH_TOPIC = "Intet åbent punkt handler om det emne; prøv med et ord fra titlen, eller søg."
FOREIGN_FORM = "Formularen kom fra en anden side; åbn siden her, og prøv igen."
REFUSED = "Det må du ikke"


def waiting(seconds: int) -> str:
    """How long to wait: `1 sekund`, `40 sekunder`, `3 minutter`."""
    if seconds < 120:
        return plural(seconds, "sekund", "sekunder")
    return plural(-(-seconds // 60), "minut", "minutter")


FRAMEWORK = {
    "Error": "Fejl",
    "Warning": "Advarsel",
    "Info": "Besked",
    "Connection Lost": "Forbindelsen er væk",
    "Connection to the server was lost. Attempting reconnection...": (
        "Der er ikke forbindelse til serveren. Jeg prøver igen …"
    ),
    "Connection errored out.": "Der er ikke forbindelse til serveren.",
    "This application is currently busy. Please try again.": "Der er travlt lige nu. Prøv igen om lidt.",
    "This application is currently busy. Please try again": "Der er travlt lige nu. Prøv igen om lidt.",
    "Loading...": LOADING,
    "Loading": LOADING,
    "Login": "Log ind",
    "login": "Log ind",
    "username": "Brugernavn",
    "Username": "Brugernavn",
    "password": "Adgangskode",
    "Password": "Adgangskode",
    "Incorrect Credentials": "Forkert brugernavn eller adgangskode",
    "incorrect_credentials": "Forkert brugernavn eller adgangskode",
    "Submit": SEND,
    "Clear": "Ryd",
    "Close": "Luk",
    "Dismiss": "Luk",
    "Dismiss notification": "Luk besked",
}
"""What Gradio says of itself where it has no Danish: the English words and ours, matched whole."""

# ---------------------------------------------------------------- putting minutes in

UPLOAD_TITLE = "Læg referater ind"
UPLOAD_LEAD = "Vælg filerne med referater. De bliver læst ind, mens alle andre kan spørge videre."
UPLOAD_FILES = "Filer"
UPLOAD_LIMITS = "Filtyper: {kinds}. Højst {files} filer og {megabytes} MB ad gangen."
UPLOAD_SEND = "Læg ind"
UPLOAD_MORE = "Læg flere ind"
UPLOAD_ASK = "Spørg om referaterne"
UPLOAD_WAITING = "{files} læses ind. Siden viser resultatet, når det er der."
UPLOAD_REFUSED = "Ikke taget imod"
UPLOAD_REJECTED = "Kunne ikke læses"
UPLOAD_WARNED = "Værd at vide"
UPLOAD_UNDERSTOOD = "Sådan blev filerne læst"
UPLOAD_NOTHING = "Ingen af filerne blev lagt ind; ret det, der står ud for dem, og prøv igen."
UPLOAD_UNKNOWN = "Den indlæsning kendes ikke her; referaterne er der, hvis den blev færdig."
UPLOAD_KNOWN = "Filen er allerede lagt ind som {name}."
UPLOAD_NAME = "Filnavnet kan ikke bruges. Giv filen et almindeligt, kortere navn, og prøv igen."
UPLOAD_CONTENT = "Indholdet er ikke det, som endelsen {suffix} siger. Gem filen på ny, og prøv igen."
UPLOAD_MALFORMED = "Filerne kunne ikke modtages; send højst {most} filer ad gangen, og prøv igen."
UPLOAD_TOO_OFTEN = "Du har lagt ind {most} gange på en time; vent lidt, og prøv igen."
UPLOAD_TOO_SLOW = "Indlæsningen tog for lang tid og blev stoppet; prøv med færre filer."
UPLOAD_FAILED = "Indlæsningen gik i stå; prøv igen, eller bed den, der driver serveren, om at se efter."
UPLOAD_UNWRITABLE = "Filerne kan ikke gemmes på serveren ({reason}); bed den, der driver den, om at se efter."
UPLOAD_NOT_YOU = "{name} må ikke lægge referater ind; bed den, der driver serveren, om rollen indlæser."
UPLOAD_NOT_ANYBODY = "Kun brugere med rollen indlæser kan lægge referater ind; log ind først."

# ---------------------------------------------------------------- programs

API_REFUSALS = {
    404: "Adressen findes ikke; se /api/ for dem, der gør.",
    405: "Adressen svarer ikke på den metode; se /api/.",
    413: "Forespørgslen er for lang; send mindre ad gangen.",
}
API_MALFORMED = "Forespørgslen kan ikke læses; se /api/ for, hvordan den skal se ud."
METRICS_REFUSED = "Måltallene læses fra maskinen selv eller med login som indlæser."
ASKED_TOO_OFTEN = "Der er spurgt mange gange på kort tid; vent {wait}, og spørg igen."
API_BUSY = "Der er travlt lige nu; prøv igen om lidt."
API_FIELD = "{field} kan ikke bruges ({reason}); ret det, og prøv igen."
API_TOO_LARGE = "Det fylder mere end {most} MB; send mindre ad gangen."
API_REASONS = {
    "missing": "det mangler, eller der er givet for meget",
    "period": "perioden ender, før den begynder",
    "string_too_short": "det er tomt",
    "string_too_long": "det har mere end {max_length} tegn",
    "too_long": "der er mere end {max_length}",
    "greater_than_equal": "det skal være mindst {ge}",
    "less_than_equal": "det må højst være {le}",
    "extra_forbidden": "feltet kendes ikke",
    "literal_error": "det skal være {expected}",
    "json_invalid": "det er ikke gyldig JSON",
}
"""What pydantic calls what is wrong with a field, and the Danish for it."""
API_FAMILIES = {"date": "det skal være en dato som 2024-05-31", "int": "det skal være et helt tal"}
MCP_WHICH_ITEM = "Giv item_id, eller meeting_date og number."
MCP_WHICH_CASE = "Giv enten journal_number eller topic."
MCP_SEVERAL_ITEMS = "Flere organer har et punkt med det nummer den dag ({bodies}); giv også body."
HELP_MCP = "Lad andre assistenter slå op (MCP) på standard ind og ud, eller over HTTP."
HELP_MCP_HTTP = "svar på http://ADRESSE:PORT/mcp i stedet for på standard ind og ud"
MCP_ABSENT = "Pakken mcp mangler; installer den med: pip install 'referat[mcp]'"
MCP_SERVING = "Andre assistenter kan slå op på {url}/mcp (stop med Ctrl+C)"
API_GIVES, API_GETS, API_REQUIRED = "Du sender", "Du får", "skal med"

# ---------------------------------------------------------------- the command line
# The command line's own sentences stand below this line.

INDEX_LABELS = ("Beregner vektorer igen", "Gemmer vektorer", "Gemmer ord")
PROGRAM = "Svar med kilder fra kommunale mødereferater."
HELP_INGEST = "Indlæs referater fra filer og mapper."
HELP_PARSE = "Vis, hvordan en fil bliver læst; intet gemmes."
HELP_ASK = "Stil et spørgsmål til de indlæste referater."
HELP_SEARCH = "Søg i de indlæste referater."
HELP_CHAT = "Vis siden med chatten."
HELP_EMBED = "Skriv en vektor for hver linje på standard ind."
HELP_STATUS = "Vis, hvad der er indlæst."
HELP_DOCTOR = "Undersøg data og indekser."
HELP_EVAL = "Mål svarene mod en fil med guldspørgsmål."
HELP_DATA = "datamappen (ellers REFERAT_DATA, ellers data/)"
HELP_JSON = "skriv JSON til programmer"
HELP_PATHS = "filer, mapper eller zip-filer"
HELP_PRUNE = "fjern det, hvis fil er væk"
HELP_WATCH = "bliv ved, og læs nye og ændrede filer, når de kommer"
HELP_FILE = "en fil med referater, eller en mappe eller zip-fil med flere"
HELP_QUESTION = "spørgsmålet"
HELP_HISTORY = "JSON-fil med samtalen før spørgsmålet"
HELP_BATCH = "JSONL-fil med spørgsmål; svarene skrives som JSONL"
HELP_QUERY = "søgeordene"
HELP_LIMIT = "højst så mange fund"
HELP_HOST = "adressen, der lyttes på"
HELP_PORT = "porten, der lyttes på"
HELP_AUTH_FILE = "fil med brugere; nævner den læsere, er læsning kun for dem, den nævner"
HELP_ROOT_PATH = "stien, som siden ligger under bag en proxy, for eksempel /referat"
HELP_PROXY = "adresse eller net på en proxy, hvis X-Forwarded-hoveder gælder; kan gentages"
BAD_ROOT_PATH = "Stien {path} kan ikke bruges til --root-path; skriv den som /referat."
BAD_PROXY = "{name} er ingen adresse og intet net; skriv --proxy 10.0.0.5 eller --proxy 10.0.0.0/24."
HELP_HASH = "Skriv en linje til login-filen; adgangskoden læses fra terminalen eller standard ind."
HELP_NAME = "brugerens navn"
HELP_ROLE = "læser (må læse, og så er læsning lukket for andre) eller indlæser (må lægge referater ind)"
ASK_SECRET = "Adgangskode: "  # noqa: S105 - a prompt
ASK_AGAIN = "Igen: "
TYPED_LENGTH = "Adgangskoden skal have mellem {least} og {most} tegn; vælg en anden."
TYPED_DIFFERS = "De to adgangskoder er ikke ens; prøv igen."
NAME_UNUSABLE = "Navnet må ikke være tomt, begynde med # eller have kolon eller linjeskift; vælg et andet."
HELP_EMBED_QUERY = "linjerne er spørgsmål, ikke tekststykker"
HELP_BACKUP = "Tag en sikkerhedskopi af datamappen, også mens siden er i brug."
HELP_RESTORE = "Læg en sikkerhedskopi tilbage i datamappen."
HELP_BACKUP_FILE = "sikkerhedskopien, en zip-fil"
HELP_REPLACE = "erstat det, der er i datamappen"
HELP_REPAIR = "byg det igen, som ikke dur"
HELP_GOLD = "JSONL-fil med guldspørgsmål"
HELP_WRONG = "vis de forkerte svar"
USAGE = "brug"
OPTIONS = "valg"
ARGUMENTS = "argumenter"
HELP_HELP = "vis denne hjælp"

INGEST_SUMMARY = (
    "{added} nye, {updated} ændrede, {unchanged} uændrede, {removed} fjernede filer. "
    "I alt {items} punkter og {chunks} tekststykker ({seconds} s)."
)
INGEST_NOTHING = (
    "Der er ingen filer at læse. Læg referater (txt, md, pdf, docx, html eller zip) i mappen, og indlæs igen."
)
INGEST_READ = "Læst: {meetings} møder med {sections} afsnit og {case_numbers} journalnumre."
WATCHING = "Nye og ændrede filer bliver læst, efterhånden som de kommer (stop med Ctrl+C)."
WATCH_STOPPED = "Stoppet; det, der var færdigt, er gemt."
INGEST_REJECTED = "Afvist: {file}: {reason}"
INGEST_WARNING = "Bemærk: {file}: {message}"
NO_SUCH_PATH = "Stien {path} findes ikke; ret den, og prøv igen."
NEEDS_QUESTION = "Giv et spørgsmål, eller en fil med --batch."
PARSE_FILE = "{file}:"
PARSE_MEETING = "{body}, {date}{time}{place}: {count} punkter"
PARSE_ITEM = "  {number}. {title}{case}{closed}"
PARSE_SECTION = "      {heading}: {length} tegn"
SEARCH_HIT = "{rank}. {date}, {body}, pkt. {item}{case}: {title} ({score})\n   {snippet}"
SEARCH_NOTHING = "Ingen fund."
STATUS_LINES = (
    "Datamappe: {data}\nFiler: {sources}\nMøder: {meetings} ({first} – {last})\nOrganer: {bodies}\nPunkter: {items}\n"
    "Tekststykker: {chunks}\nModel: {encoder}\nIndekser: {indexes}"
)
STATUS_EMPTY = "Datamappe: {data}\nDer er ikke indlæst nogen referater endnu."
INDEX_CURRENT = "ajour"
INDEX_BEHIND = "bagud; de bygges ved næste spørgsmål"
BACKED_UP = "Sikkerhedskopi af {meetings} møder og {files} andre filer: {path} ({size} MB)."
RESTORED = "{meetings} møder og {files} andre filer er lagt tilbage fra {path}."
SET_ASIDE = "Det beskadigede katalog er lagt til side som {path}."
RESTORE_OVER = (
    "Der er allerede referater i datamappen {path}. Tilføj --replace for at erstatte dem, eller vælg en tom med --data."
)
DOCTOR_OK = "{part}: i orden"
DOCTOR_BAD = "{part}: {reason}"
DOCTOR_REPAIRED = "Indekserne er bygget igen."
DOCTOR_CATALOG = "Katalog"
DOCTOR_MODEL = "Model"
DOCTOR_INDEXES = "Indekser"
DOCTOR_CHAT = "Sprogmodel {name}"
DOCTOR_CHAT_SPEED = "Sprogmodel {name} (første ord efter {first} s, hele svaret efter {whole} s)"
DOCTOR_QUOTES = "Tekststykker"
DOCTOR_QUOTES_BAD = "{count} tekststykker stemmer ikke med punkternes tekst; indlæs filerne igen"
SERVING = "Siden er klar på {url} (stop med Ctrl+C)"
BAD_AUTH_FILE = (
    "Login-filen {path} kan ikke bruges ({reason}); skriv én linje pr. bruger, som »referat password NAVN« viser den."
)
HISTORY_UNREADABLE = "Samtalen i {path} kan ikke læses ({reason}); angiv en JSON-liste af role og content."
UNEXPECTED = "Der skete en uventet fejl ({kind}); kør igen med REFERAT_LOG=debug, og send udskriften til os."
INTERRUPTED = "Afbrudt; det, der var færdigt, er gemt."
READING_FILES = "Læser filer"
RATE = "{rate}/s"
EVALUATING = "Svarer"
INGEST_REMOVED = "Fjernet: {file}"
BAD_AUTH_LINE = "linje {number} har ikke formen navn:rolle:aftryk, og rollen er læser eller indlæser"
AUTH_TWICE = "linje {number} nævner {name} igen"
AUTH_EMPTY = "den nævner ingen brugere"
AUTH_READABLE = (
    "Bemærk: adgangskoden for {names} kan læses i login-filen; kør referat password NAVN, og brug den linje."
)
ACCESS_OPEN = "Alle, der kan nå adressen, kan læse; kun brugere med rollen indlæser kan lægge referater ind."
ACCESS_CLOSED = "Kun brugerne i login-filen kan læse."
FIGURES = (
    "{items} punkter ({listed} i indholdsfortegnelsen), {sections} afsnit, "
    "{case_numbers} journalnumre, {placed} af teksten placeret"
)
FIGURES_UNPLACED = "Ikke placeret: {text}"
FIGURES_UNLABELLED = "Lagt i punktet uden overskrift: {text}"
FIGURES_AGENDA = "Filen er en dagsorden uden beslutninger."
CLOSED_MARK = " (lukket)"
MODE_LINE = "({checked} af {proposed} citater kontrolleret · {seconds} s)"
ITEM_GONE = "Punktet findes ikke længere i kataloget; stil spørgsmålet igen."
USAGE_MISSING = "Der mangler {names}."
USAGE_UNKNOWN = "{names} kendes ikke."
USAGE_CHOICE = "{name} kan ikke være {value}."
USAGE_NUMBER = "{name} skal være et helt tal i det rette område, ikke {value}."
USAGE_VALUE = "{name} mangler en værdi."
USAGE_WRONG = "Kommandoen kan ikke forstås."
USAGE_HELP = "Se {program} --help."
REASON_ABSENT = "filen findes ikke"
REASON_FOLDER = "det er en mappe"
REASON_ACCESS = "der er ikke adgang til filen"
REASON_BYTES = "filen er ikke UTF-8-tekst"
REASON_JSON = "det er ikke gyldig JSON"
REASON_FIELD = "feltet {field} mangler"
REASON_FORM = "det har ikke den rette form"
