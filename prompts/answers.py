"""Svarenes faste sætninger: what an answer says in its own words, around what it quotes."""

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

SEASONS = ("foråret", "sommeren", "efteråret")

YES = "Ja."
NO = "Nej."
SPEAKERS = "Der var kommentarer fra {names} og {last}."
ON_DATE = "**{date}:** {text}"
EARLIER = "**{body} {date}:**"
EARLIER_UNDATED = "**{body}:**"
AS_RECOMMENDED_BY = "Indstillingen:"
SOURCE = "[{numbers}] {date}, {body}, pkt. {item}{case}: {title}"
SOURCE_CASE = ", j.nr. {number}"

NOT_FOUND = "Det fremgår ikke af {scope}."
SCOPE_ONE = "det ene referat, jeg har ({first})"
SCOPE_MANY = "de {count} referater, jeg har ({first} – {last})"
WELCOME = "Selv tak. Spørg endelig videre."
INTRODUCTION = (
    "Jeg svarer på spørgsmål om {scope}, og viser hvor i referatet svaret står. Spørg for eksempel »Hvad skete der på "
    "mødet {day}?«, »Hvilke sager blev udsat i {year}?« eller »Hvad blev der besluttet om …?« med det emne, du leder "
    "efter."
)
WHICH = (
    "Skriv, hvilken sag eller hvilket møde det drejer sig om, for eksempel »Hvad blev der besluttet på mødet {day}?« "
    "eller »Hvad blev der besluttet om …?«"
)
SURE = (
    "Svaret er citeret ordret fra referaterne. Tallet efter hver del af svaret viser, hvilket punkt den kommer fra, så "
    "du kan læse efter i referatet."
)
NO_MEETING_ON = "Jeg har ikke noget referat fra {when}."
NO_SUCH_CASE = "Ingen sag i referaterne har journalnummer {number}."
LACKS = {
    "value": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet oplyser ikke{value}.",
    "name": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet oplyser det ikke om netop det, der spørges til.",
    "office": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet nævner ikke navnet.",
    "money": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet nævner ikke beløbet.",
    "time": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet oplyser det ikke om {times}.",
    "later": "Det ligger efter mødet den {date}, som er det nærmeste; et senere referat om det er ikke med.",
    "paper": "Bilaget er nævnt under »{title}« ({date}, pkt. {item}), men dets indhold er ikke med i referatet.",
    "body": (
        "Nærmest er »{title}« ({date}, pkt. {item}), men punktet er fra {body} og oplyser ikke, hvad det organ, "
        "der spørges til, har gjort."
    ),
    "meaning": "Nærmest er »{title}« ({date}, pkt. {item}), men punktet forklarer ikke, hvad ordet betyder.",
    "decision": "Nærmest er »{title}« ({date}, pkt. {item}), men det blev ikke besluttet dér.",
}
VALUE = " det, der spørges om"
VALUES = {
    "who": ", hvem det er",
    "when": ", hvornår det er",
    "amount": ", hvor meget eller hvor mange det er",
    "cost": ", hvad beløbet er",
    "vote": ", hvem der stemte hvad",
    "attendance": ", hvem der var til stede",
}
SEARCHED_ONLY = "Der er kun søgt i det, spørgsmålet er afgrænset til: {filters}."
ALSO_CLOSED = "Der er også lukkede punkter, som referatet intet viser om: {items}."
NOT_OF = "Spørgsmålet nævner {filters}. Svaret står i et andet referat, så det er ikke brugt som afgrænsning."
NEAREST = "Det nærmeste, jeg fandt:"
NEAREST_LINE = "- {date}, pkt. {item}: {title}"
ATTACHMENT_MISSING = "Bilagene er nævnt, men deres indhold er ikke med i referaterne."
CLOSED = "Punkt {item} på mødet den {date} er lukket. Referatet oplyser kun, at punktet er lukket."
CLOSED_SEVERAL = "Disse punkter er lukkede, og referaterne oplyser kun det:"

MEETING_LINE = "**{body} {date}** – {items}"
OVERVIEW_ITEM = "- **Pkt. {item}: {title}** ({outcome}) – {summary}"
OVERVIEW_BARE_ITEM = "- **Pkt. {item}: {title}**"
TIMELINE_ITEM = "- **{date}** (pkt. {item}, {title}): {summary}"
TIMELINE_QUOTED = "- **{date}** ({body}, gengivet {meeting} under pkt. {item}): {summary}"
TIMELINE_LATEST = "Senest behandlet den {date}: {outcome}."
COMPARISON_SIDE = "**{date}** (pkt. {item}, {title}): {summary}"
CASE_NUMBER = "Journalnummeret på »{title}« ({date}, pkt. {item}) er **{number}**."
CASE_NUMBER_NONE = "»{title}« ({date}, pkt. {item}) har intet journalnummer i referatet."
CASE_HEAD = "Journalnummer **{number}** er brugt på {count} i referaterne:"
ONE_ITEM = "ét punkt"
ITEMS = "{count} punkter"
ONE_MEETING = "ét møde"
MEETINGS = "{count} møder"
ONE_MINUTES = "ét referat"
MINUTES = "{count} referater"
CASES_HEAD = "**{items}** har et journalnummer med **{part}**:"
CASES_ITEM = "- **{date}**, pkt. {item}: {title} – **{number}**"
CASE_ITEM = "- **{date}**, pkt. {item}: {title} – {summary}"
CASE_BARE_ITEM = "- **{date}**, pkt. {item}: {title}"
ON_AGENDA = "På dagsordenen stod **{title}** ({date}, pkt. {item})."
STANDING = {"efterretning": "taget til efterretning", "oversendt": "sendt videre"}
MEETING_DATE_ONE = "Det var på dagsordenen i {body} {date} som pkt. {item}: {title}."
MEETING_DATE_MANY = "Det var på dagsordenen {count} gange:"
MEETING_DATE_ITEM = "- **{date}**, {body}, pkt. {item}: {title}"
DOCKET = "**{count} af {total} punkter** {became}:"
DOCKET_NEWEST = "{text}. De {count} seneste er:"
NONE_CAME_TO = "Ingen af de {total} punkter, der er spurgt til, {became}."
BECAME = {
    "godkendt": "blev {degree}godkendt",
    "efterretning": "blev taget til efterretning",
    "drøftet": "blev drøftet uden en beslutning",
    "udsat": "blev {degree}udsat",
    "afvist": "blev {degree}afvist",
    "oversendt": "blev sendt videre",
    "anbefalet": "blev anbefalet til et andet organ",
}
DAY_MENTIONED = "{day} er nævnt under **{items}**:"
MENTIONS = "{name} er nævnt under **{items}**:"
AND = " og "
BALLOTS = {
    "any": "Der er nævnt stemmer under **{count} af {total} punkter**:",
    "for": "Der er nævnt stemmer for under **{count} af {total} punkter**:",
    "against": "Nogen stemte imod eller undlod at stemme under **{count} af {total} punkter**:",
}
BALLOTS_NAMED = {
    "any": "{name} er nævnt ved afstemninger under **{items}**:",
    "for": "{name} er nævnt blandt dem, der stemte for, under **{items}**:",
    "against": "{name} er nævnt blandt dem, der stemte imod eller undlod at stemme, under **{items}**:",
}
NO_BALLOTS = {
    "any": "Der er ikke nævnt stemmer under nogen af de {total} punkter, der er spurgt til.",
    "for": "Der er ikke nævnt stemmer for under nogen af de {total} punkter, der er spurgt til.",
    "against": "Der er ikke nævnt stemmer imod under nogen af de {total} punkter, der er spurgt til.",
}
PARTLY = "helt eller delvist "
COUNT_MEETINGS = "Det var på dagsordenen på **{count} af {total} møder**:"
COUNT_ITEMS = "Der var **{items}** på dagsordenen {date}."
COUNT_ITEMS_TOTAL = "Der er **{count} punkter** i de {total} referater."
COUNT_CLOSED = "Der er **{count} lukkede punkter** i {minutes}."
COUNT_CLOSED_ONE = "Der er **ét lukket punkt** i {minutes}."
COUNT_ALL_MEETINGS = "Der er **{meetings}** i referaterne:"
COUNT_BODIES = "Organer, der er referater fra: **{count}**."
COUNT_BODY_LINE = "- {body}: {meetings}, senest {date}"
AGENDA_LINE = "- **{date}**, {body}: {titles}"
COUNT_MEETING_LINE = "- {date}, {body}"
ATTACHMENTS = "Bilag til »{title}« ({date}, pkt. {item}):"
ATTACHMENTS_LINE = "- **{date}**, pkt. {item}: {title} – {attachments}"
ATTACHMENTS_NONE = "Referatet nævner ingen bilag til »{title}« ({date}, pkt. {item})."
ATTENDANCE = "{body} {date}: {line}"
ABSENT_UNDER = "{body} {date}, første gang under pkt. {item}: {line}"
ATTENDED = "{name} står opført i hovedet af **{count} af {total} referater**:"
ABSENT = "{name} står opført som fraværende i hovedet af **{count} af {total} referater**:"
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
PLACE = "Mødet {weekday} den {date} blev holdt i {place}."
TIME = "Mødet {weekday} den {date} begyndte kl. {time}."
PLACE_AND_TIME = "Mødet {weekday} den {date} blev holdt i {place} og begyndte kl. {time}."

ITEM_FILTER = "pkt. {number}"
CASE_FILTER = "j.nr. {number}"
PERIOD_FROM = "fra {first}"
PERIOD_UNTIL = "til {last}"

STEP_UNDERSTAND = "Læser spørgsmålet"
STEP_SEARCH = "Søger i {count} referater"
STEP_CHECK = "Kontrollerer citaterne"

EXAMPLE_DECISION = "Hvad blev der besluttet om {title}?"
EXAMPLE_OVERVIEW = "Hvad skete der på mødet {date}?"
