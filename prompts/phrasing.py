"""Svar formuleret af en sprogmodel: what is said about the model, its answers and its failures."""

from __future__ import annotations

from typing import Final

STEP_REWRITE: Final = "Sprogmodellen læser spørgsmålet i sammenhæng"
STEP_DIVIDE: Final = "Sprogmodellen deler spørgsmålet op"
STEP_PHRASE: Final = "Sprogmodellen formulerer, og citaterne kontrolleres undervejs"

FELL_BACK: Final = "Svaret er i referatets egne ord. {reason}"
NOTHING_LEFT: Final = "Intet af det, sprogmodellen skrev, kunne findes i kilderne."
TOO_LITTLE: Final = "For lidt af det, sprogmodellen skrev, kunne findes i kilderne ({kept} af {proposed} udsagn)."
NOTHING_BORNE_OUT: Final = "Det, sprogmodellen skrev, kunne ikke bekræftes ord for ord."
NO_STATEMENTS: Final = "Sprogmodellen skrev ikke noget, der kunne kontrolleres."
NO_ANSWER: Final = "Sprogmodellen fandt ikke svaret i kilderne."
DROPPED_ONE: Final = "Ét udsagn fra sprogmodellen er udeladt, fordi det ikke kunne findes i kilderne."
DROPPED: Final = "{count} udsagn fra sprogmodellen er udeladt, fordi de ikke kunne findes i kilderne."
REWORDED_ONE: Final = "Ét udsagn står i referatets egne ord, fordi sprogmodellens ikke kunne bekræftes ord for ord."
REWORDED: Final = "{count} udsagn står i referatets egne ord, fordi sprogmodellens ikke kunne bekræftes ord for ord."
SUPPLEMENTED: Final = "Det, sprogmodellen ikke nævnte, er tilføjet i referatets egne ord."
REWRITTEN: Final = "Spørgsmålet er forstået som: {question}"
DIVIDED: Final = "Spørgsmålet er delt op: {parts}"
PART_MISSING: Final = "Det fremgår ikke af referaterne: {question}"

SOURCE_HEAD: Final = (
    "KILDE {number}\n<<<{fence}\nMøde: {date}, {body}\nPunkt: {item}\nJournalnummer: {case}\nTitel: {title}\n"
    "Afsnit: {heading} ({kind})\nTekst:\n{text}\n{fence}>>>"
)
NO_CASE: Final = "intet"
SPEAKERS: Final = {"user": "Spørger", "assistant": "Svar"}
PROBE_WORD: Final = "klar"

BAD_MODEL: Final = (
    "REFERAT_CHAT_MODEL kan ikke være »{name}«; skriv den som udbyder:model, for eksempel ollama:llama3.1 "
    "eller openai:gpt-4o-mini."
)
UNKNOWN_PROVIDER: Final = (
    "Udbyderen »{provider}« i REFERAT_CHAT_MODEL kendes ikke; ret den, for eksempel til ollama eller openai."
)
MISSING_PACKAGE: Final = (
    'Sprogmodellen {name} kræver en pakke, der ikke er installeret; installér den med: pip install "{package}"'
)
KEY_UNREADABLE: Final = (
    "Nøglefilen {path} kan ikke læses ({reason}); ret REFERAT_CHAT_KEY_FILE eller adgangen til filen."
)
NOT_STARTED: Final = (
    "Sprogmodellen {name} kan ikke tages i brug ({kind}); se REFERAT_CHAT_MODEL og de andre indstillinger."
)
UNREACHABLE: Final = "Sprogmodellen {name} svarer ikke; start den, eller ret REFERAT_CHAT_URL."
REFUSED: Final = "Sprogmodellen {name} afviste nøglen; ret REFERAT_CHAT_KEY eller nøglefilen."
NO_SUCH_MODEL: Final = "Sprogmodellen {name} findes ikke dér, hvor der spørges; ret REFERAT_CHAT_MODEL."
OVERLOADED: Final = "Sprogmodellen {name} har for travlt lige nu; prøv igen om lidt."
FAILED: Final = "Sprogmodellen {name} fejlede ({kind}); prøv igen, eller se dens egen log."
BROKE_OFF: Final = "Sprogmodellen {name} brød af midt i svaret; prøv igen, eller se dens egen log."
SLOW: Final = "Sprogmodellen {name} var for længe om at svare; prøv igen, eller hæv REFERAT_CHAT_SECONDS."
TALKATIVE: Final = "Sprogmodellen {name} skrev langt mere, end den blev bedt om, og blev afbrudt."
BUSY: Final = "Sprogmodellen {name} er optaget af andre spørgsmål; prøv igen om lidt."
SAYS_NOTHING: Final = "Sprogmodellen {name} svarede uden ord; prøv en anden model i REFERAT_CHAT_MODEL."
