"""Demands (krav): what a question demands of the sentence that answers it, and how minutes tell it.

All patterns are matched against folded text (`rag.analysis.fold`).
"""

from __future__ import annotations

import re

from rag.wording import ENDING, OFFICE_NOUN, any_of

# Offices whose holder a name must stand beside; "firma" or "person" asks for any.
OFFICE = re.compile(rf"(?:{OFFICE_NOUN}|bestyrelse){ENDING}$")
FIRM = re.compile(
    rf"(?:firma|bank|sparekasse|virksomhed|selskab|leverandor|entreprenor|operator|udbyder|bygherre){ENDING}$"
)
# What is asked to be measured, and how a text measures it.
MEASURES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        any_of(
            r"\bhvor (?:lenge|lang tid)\b",
            r"\bhvor lange? (?:er|var|bliver|blev)\b.{0,30}?\w*(?:fase|periode|frist|horing|tid|pause|orlov)\w{0,3}\b",
            r"\bhvor lange? en \w*(?:fase|periode|frist|horing|tid|pause|orlov)\b",
        ),
        any_of(
            r"\b\w*(?:minut|time|dag|dogn|uge|maned|kvarter)(?:er|r|e|ter|en|n)?\b",
            r"\bar\b",
            r"\d{4}",
            r"\b\d{1,2}[.:]\d{2} ?(?:[-–]|til) ?\d{1,2}[.:]\d{2}\b",
        ),
    ),
    (any_of(r"\bhvor hurtigt .{0,12}\bkor"), any_of(r"\bkm\b", r"\bkilometer i timen\b")),
    (
        any_of(r"\bhvor mange (?:procent|pct)\b", r"\bprocentdel", r"\b(?:hvad|hvor hoj) .*\wprocent(?:en)?\b"),
        any_of(r"\d ?(?:pct|procent|%)", r"\bprocent\b"),
    ),
    (
        any_of(r"\bhvor (?:hoj|hoje|bred|brede|dyb|dybe)\b"),
        any_of(r"\d ?(?:m|meter|cm|centimeter|etager?)\b(?! (?:fra|vek|lang|langt|lange)\b)", r"\betage"),
    ),
    (any_of(r"\bhvor mange (?:kilometer|km|meter)\b"), any_of(r"\d ?(?:km|kilometer|m|meter)\b")),
    (any_of(r"\bhvor mange (?:hektar|ha|kvadratmeter)\b"), any_of(r"\b(?:hektar|ha|kvadratmeter|m2|m²)\b")),
    (
        any_of(r"\bhvor mange (?:\w+ )?(?:stemte|stemmer)\b"),
        any_of(
            r"\b(?:stem\w+|for|i?mod|blank\w*)\W{1,3}\d",
            r"\bstem\w+.{1,40}\(\d+\)",
            r"\d\W{1,2}(?:\w+ )?(?:stem|for\b|i?mod\b|blank)",
            r"\b(?:en|to|tre|fire|fem|seks|syv|otte|ni|ti|alle) (?:\w+ )?stem",
        ),
    ),
    (any_of(r"\bhvor mange (?:ton|kilo|kg)\b"), any_of(r"\d ?(?:ton|kg|kilo)\b")),
)


def measure_of(folded: str) -> re.Pattern[str] | None:
    """How a text measures what a folded question asks to be measured; None where it asks for no measure."""
    return next((held for asked, held in MEASURES if asked.search(folded)), None)


ASKS_NAME = re.compile(
    r"\b(?:hvad hedder|hvad hed|hvilke[nt](?! \w+(?:ets|ens|des|nes) )|navnet pa|hvem (?:er|var|blev|bliver|sidder|sad)|which|what is the name|who (?:is|was))\b"
)
ASKS_TITLE_HOLDER = re.compile(r"\b(?:hvad hedder|hvad hed|navnet pa)\b")
# "Hvad koster en billet?": right before the thing that has a price.
PRICE_OF = re.compile(r"\b(?:koster|kostede|prisen (?:pa|for)) (?:(?:en|et|den|de|det|nye?|nyt) )*$")
# Who won is told where the winning is.
WON = re.compile(
    r"\b(?:vandt|vinder|vundet|valgte|valgt|velges|tildelt\w*|indga\w* (?:\w+ ){0,2}(?:aftale|kontrakt)|(?:aftale|kontrakt)\w* med|laveste? (?:til)?bud)\b"
)
ASKS_WINNER = re.compile(r"\b(?:vandt|vinder|vundet|won)\b")
# "Hvilken leder redegjorde for …?" asks for anybody who leads.
ANY_LEADER = re.compile(r"\bhvilke[nt]? (?:leder|chef|direktor)(?:e|er)? (?!(?:i|af|for|pa|med|er|var|blev)\b)\w")
COST_NOUN = re.compile(
    r"^(?:\w*leje|\w*bod|\w*lon|\w*erstatning|\w*afgift|takst|\w*gebyr|\w*honorar|kontingent|brugerbetaling|\w*legat|\w*godtgorelse)"
    rf"{ENDING}$"
)
# What "hvornår er næste møde?" is made of, and how minutes speak of a meeting to come.
NEXT_MEETING = re.compile(r"^(?:neste|kommende|ordinere|\w*mode(?:t|r|s|dato|datoen)?)$")
MEETING_AHEAD = re.compile(
    r"\b(?:neste|kommende|folgende) (?:\w+ ){0,2}?\w*mode\b|\bmode\w* (?:\w+ ){0,3}?(?:holdes|afholdes|finder sted)\b"
)
# How minutes tell who was there, and who was not.
PRESENCE = re.compile(
    r"\b(?:afbud\w*|fraver\w*|forfald|til stede|tilstede\w*|delt(?:og|ager\w*)|modt\w*|medlemmer|suppleant\w*|stedfortreder\w*|erstatte\w*|i stedet for)\b"
)
# What somebody earns is told as pay, and not as what their work costs.
EARNS = re.compile(r"\b(?:hvad|hvor meget) (?:tjener|tjente|earn\w*)\b")
PAY = re.compile(r"\b(?:\w*lon(?:nen|ninger|ning|s)?|tjen\w+|\w*honorar\w*|\w*vederlag\w*|gage\w*)\b")
PAST_ACT = re.compile(
    r"\b(?:(?:nede|kom) (?:\w+ ){0,3}?frem til|besluttede|vedtog|godkendte|afviste|tiltradte|valgte|sagde|svarede|mente|anbefalede|indstillede|fortalte|viste|konkluderede|endte|skete|stod der|(?:blev|er) (?:\w+ ){0,3}?"
    r"(?:besluttet|vedtaget|valgt|godkendt|aftalt|sagt|vist|resultatet)|(?:fik|blev) (?:\w+ )?(?:forelagt|fremlagt|presenteret)|(?:blev|var) (?:\w+ ){0,3}?(?:endelige )?beslutning(?:en)?|decided|said|voted)\b"
)
# What somebody may ask of a person that minutes seldom tell.
PARTICULAR = re.compile(
    r"(?P<surname>\befternavn\w*|\bhele navn\w*|\bfulde navn\w*|\b(?:sur|last |full )name\b)"
    r"|\b(?:(?:telefon|mobil|direkte )numm(?:er|eret|re)|tlf|mailadressen?|e-?mail(?:en)?|fodselsdag|fodselsdato|hvor gammel|how old)\b"
)
_BODY_NOUN = r"(?:bestyrelse|udvalg|rad|forening|organisation|styrelse|forvaltning|forbund|parti)"
ACTING_OTHER = re.compile(
    r"\b(?:havde|fik|gav|sagde|mente|svarede|skrev|besluttede|onskede|foreslog|anbefalede|kom|kommenterede|stemte) "
    rf"(?P<actor>\w{{3,}}{_BODY_NOUN}(?:erne|rne|er|ene|en|et|ne|r)?)\b"
)
COUNTED = re.compile(r"\b(?:hvor mange|how many) $")
# People, whom a text counts by many names, and verbs, before which what is counted goes unsaid.
UNCOUNTED = re.compile(
    r"(?:mennesker|personer|folk|people|procent|pct|penge|kr|kroner|\w*(?:[st]te|ede|ev|og|[fg]ik|kom)|var|har|er|vil|kan)$"
)
ASKS_FINDING = re.compile(
    r"\bhvad (?:viste|konkluderede|kom der ud af(?! (?:det|\w*(?:punkt|sag|mode|droftelse|behandling|orientering)(?:et|en)?)\b(?!\w* med\b))"
    r"|(?:blev|var|er) (?:konklusion(?:en|erne)|resultat(?:et|erne)|udfaldet) (?:pa|af|fra)"
    r"(?= (?:\w+ )?\w*(?:forsog|evaluering|undersogelse|analyse|maling|horing|prove|pilot)))\b(?P<thing>.*)"
)
PLANNED = re.compile(
    r"\b(?:onsker|onskes|anmoder|opfordrer|kan gores|vil|skal|planlegg\w*|forelegges|forventes|gennemfores|bestilles|iverksettes|foretages|indkaldes|inviteres|optager|indleder)\b"
)
FOUND_OUT = re.compile(r"\b(?:viste|viser|konkludere\w*|fremgar|fremgik|resultat\w*|blev)\b")
WITHIN_PAPER = re.compile(
    r"\b(?:hvad|hvilke\w*|hvor\w*)\b.{0,40}?\b(?:star|stod|fremgar|skriver|siger|viser|viste|konkluderer|konkluderede|indeholder|ifolge)\b"
    r"(?: der| det)?(?: (?:i|af|om|pa))? (?P<paper>\w+(?: (?:fra|til|om|over) \w+)?)"
)
ASKS_VOTERS = re.compile(r"\b(?:hvem|hvilke[nt]? (?:\w+ )?(?:\w*medlem|politiker|parti|gruppe)\w*|who)\b")
# Minutes name papers, and never their pages.
PAGE = re.compile(r"\b(?:pa )?(?:side|s\.|page|slide) (?:nr\.? )?\d+\b(?=.{0,20}\b(?:i|af|fra|of|in)\b)")

# What a word means is told where it is said to be something, or spelt out in brackets.
ASKS_MEANING = re.compile(
    r"^\W*(?:hvad (?:betyder|menes (?:der )?med|vil det sige at|er (?:en|et|et?n? sakaldte?)) |hvad star (?=\w+ for\W*$)|what does )"
)
MEANS = re.compile(
    r"\b(?:er (?:en|et|den|det|betegnelsen)|betyder|vil sige|dvs|defineres|forstas|star for|kaldes)\b|\("
)

# A share, a sum, an hour or a place in a row is no count of what it stands beside.
UNCOUNTING = re.compile(
    r"\b\d[\d.,]*(?:[-–]\d[\d.,]*)? ?(?:procent|pct|%|kr\b|kroner|mio|mia|t\.kr|meter|m2|km)|\bkl\.? ?\d[\d.:]*(?: ?(?:[-–]|til|og) ?\d[\d.:]*)?|\b\d{1,2}\.(?:[-–]\d{1,2}\.)?(?! ?\d)"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
