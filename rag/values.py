"""Values in a sentence (værdier): persons, dates, amounts, places and reasons, by their form.

A value answers only where it is news: what the question itself names is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from rag.analysis import fold, tokenize
from rag.dates import find_dates, season_months
from rag.wording import Kind

WHOLE, PARTLY, NONE = 1.0, 0.6, 0.0
"""How well a value fits what is asked: a name, date or figure; an office, a vague time or a number in letters; nothing."""

_CAPITALIZED = r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)*"
# "Nørre Allé" is a street; "Vestre Skole" may act as a person does.
_STREET = r"(?:Allé|Alle|Vej|Gade|Plads|Torv|Stræde|Boulevard)"
_NAME = re.compile(rf"\b{_CAPITALIZED}(?: (?:[A-ZÆØÅ]\.|(?!{_STREET}\b){_CAPITALIZED}))+")
_INCORPORATED = re.compile(r"\b[A-ZÆØÅ][\w&.-]*(?: [\w&.-]+){0,3} (?:A/S|ApS|I/S|K/S|P/S|a\.?m\.?b\.?a|IVS)(?!\w)")
# "Lund & Bro" may be a firm, and "Børn & Unge" a part of the administration: both may be who it was.
_PAIR = re.compile(r"(?<!for )(?<![,&] )\b[A-ZÆØÅ]\w+ & [A-ZÆØÅ]\w+")
_FIRM = re.compile(
    rf"\b(?:\w*firma(?:et)?|virksomheden|\w*selskabet|leverandøren|entreprenøren|bygherren|forhandleren|kontraktholder|rådgiveren),? "
    rf"{_CAPITALIZED}|{_CAPITALIZED} (?:Bank|Sparekasse|Entreprise|Rådgivning|Rådgivere|Udvikling|Consult|Byg|Software|Arkitekter)\b"
)
# Who won is a company, whatever it is called, where a company is asked for.
_AWARDED = re.compile(
    r"\b(?:valgte|vælger|tildelte|(?:aftale|kontrakt)(?:en)? (?:indgås |indgået )?med|(?:til)?bud(?:det)? (?:\w+ )?(?:er |var )?fra|leveres af|"
    rf"vundet af) {_CAPITALIZED}"
)
# Parties by their letters: "Imod: 2 (F, Ø)", "Imod stemte O", "15 (A+F+O)".
_PARTIES = re.compile(
    r"\b(?:stemte|imod|for)\b:? ?(?:\d+ ?)?\(?[A-ZÆØÅ]{1,2}(?:(?:, ?|\+| og )[A-ZÆØÅ]{1,2})*(?![\w.])|\d ?\([A-ZÆØÅ](?:(?:, ?|\+)[A-ZÆØÅ])*\)"
)
_FIRST_NAME = re.compile(rf"(?<![.!?:] )(?<!^)(?<!- )\b{_CAPITALIZED}\b")
# "Birgit: …" tells who said it, "Afbud: …" doesn't.
_SPEAKER = re.compile(
    r"(?!(?:Afbud|Frav\w+|Deltag\w+|Imod|For|Bilag|Note|Bem\w+|Orientering\w*|Beslutning\w*|Indstilling\w*|Status|Tid|Sted|Emne|"
    rf"Ansvarlig\w*|Frist\w*|Fordel\w*|Ulempe\w*|Punkt|Scenar\w+|Model|Projekt|Sag\w*|Dato|Konklusion|Baggrund)\b){_CAPITALIZED}: "
)
_ROLE = re.compile(
    r"\b\w*(?:direktor|chef|leder|formand|borgmester|minister|sekretar|sekreter|konsulent|udvalg|rad|bestyrelse|forvaltning|"
    r"administration|afdeling|stab|forum|direktion|gruppe|styrelse|parti|koordinator|medarbejder|radgiver|firma|entreprenor|"
    r"kommune|region|kl|kkr|cheferne|redaktion|direktorat|ministeri|nevn|tilsyn|politi|regering|folketing)(?:er|ne|erne|en|et|n|s|ens|ets|erens|erne?s|um|umet)?\b"
)
# Who decides is told without a name too: "det besluttes politisk".
_POLITICALLY = re.compile(r"\b(?:beslut|afgør|godkend|vedtag|bestem)\w* politisk\b", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s(?![a-zæøå]*(?:klasse|behandling))")
_LONG_ENOUGH = 4
_NUMBER = re.compile(r"\d")
_COUNTED = (
    r"(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|tredive|fyrre|"
    r"halvtreds|tres|halvfjerds|firs|halvfems|hundrede|tusind|million\w*|halv\w*)"
)
_NUMBER_WORD = re.compile(rf"\b(?:ingen|nul|begge|samtlige|{_COUNTED})\b")
# Only the accents tell the number from the article.
_ONE = re.compile(r"\b(?:ét|én)\b", re.IGNORECASE)
_MONEY = re.compile(r"\d[\d.,]*\s?(?:kr|mio|mia|t\.kr|tkr|kroner|pct|procent|%|,-)|\bkr\.?\s?\d", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:kl\. ?\d+|mandag|tirsdag|onsdag|torsdag|fredag|lordag|sondag|januar|februar|marts|april|maj|juni|juli|august|september|"
    r"oktober|november|december|sommerferie\w*|jul|nytar|paske\w*|uge|uger|primo|medio|ultimo|kvartal\w*|halvar\w*|arsskiftet|"
    rf"(?:\d+|et|en|{_COUNTED}) (?:minut|time|dag|dogn|uge|maned|ar)(?:er|e|ter)?)\b"
)
_VAGUE_TIME = re.compile(
    r"\b(?:straks|hurtigst|arligt|snarest|nu|neste (?:mode|ar|uge|maned)|inden for|senest|maneder?|ar|lobende|permanent|indtil)\b"
)
_FREQUENCY = re.compile(
    r"\bhver(?:t)? (?:[\w.]+ )?(?:\w*dag|uge|maned|kvartal|halvar|ar|mode|gang|sommer|vinter|forar|efterar)\b"
    r"|\b(?:arlig|halvarlig|manedlig|ugentlig|daglig|kvartalsvis|lobende)(?:t|e|s)?\b"
    rf"|\b(?:\d+|en|et|{_COUNTED}) gange? (?:om|pr|i)\b|\b(?:\d+|{_COUNTED}) (?:arlige|moder om aret)\b"
)
_VOTE = re.compile(
    r"\b(?:stemte|stemmer|stemt|afstemning\w*|enstemmig\w*|flertal\w*|mindretal\w*|imod)\b|\bfor(?:slaget)?: ?\d"
)
_COUNTED_VOTES = re.compile(rf"\b(?:\d+|{_COUNTED}) (?:stemmer|stemte|for|i?mod)\b", re.IGNORECASE)
_LETTER = re.compile(r"(?<![\w.])[A-ZÆØÅ]{1,2}(?![\w.])")
_PLACE = re.compile(r"\b(?:i|pa|ved|til|hos|fra|langs)\s+(?:\w+\s)?[a-z0-9]", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:fordi|da|idet|derfor|grund\w*|baggrund|skyldes|skyldtes|arsag\w*|hensyn|henblik|saledes|sa at|for at|hvorfor|dermed|betyder|"
    r"medforer|nodvendig\w*|begrund\w*|formal\w*|udgangspunkt|med henvisning|som folge|pga)\b"
)
_TOKEN = re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_][^\W_]*(?:-[^\W_]+)*")


def _person(text: str) -> float:
    if (
        holds_name(text)
        or _INCORPORATED.search(text)
        or _PAIR.search(text)
        or _PARTIES.search(text)
        or names_speaker(text)
    ):
        return WHOLE
    return PARTLY if _FIRST_NAME.search(text) or _ROLE.search(fold(text)) or _POLITICALLY.search(text) else NONE


# That a value is not known yet is an answer too.
_UNKNOWN = re.compile(
    r"\bikke (?:er |endnu |blevet )*(?:beregnet|opgjort|kendt|fastsat|fastlagt|afklaret)\b|\bkendes (?:endnu )?ikke\b"
)


def _time(text: str) -> float:
    if find_dates(text) or any(season_months(word) for word in _TOKEN.findall(text)):
        return WHOLE
    folded = fold(text)
    return PARTLY if _TIME.search(folded) or _VAGUE_TIME.search(folded) or _UNKNOWN.search(folded) else NONE


def _frequency(text: str) -> float:
    return WHOLE if _FREQUENCY.search(fold(text)) else NONE


def _amount(text: str) -> float:
    undated = _LIST_NUMBER.sub("  ", text)
    for mention in find_dates(undated):
        undated = undated[: mention.start] + " " * (mention.end - mention.start) + undated[mention.end :]
    if _NUMBER.search(undated):
        return WHOLE
    return PARTLY if holds_number_word(text) or _UNKNOWN.search(fold(text)) else NONE


def _money(text: str) -> float:
    if holds_money(text):
        return WHOLE
    return PARTLY if _UNKNOWN.search(fold(text)) else NONE


def _vote(text: str) -> float:
    return WHOLE if _VOTE.search(fold(text)) else NONE


def _place(text: str) -> float:
    return WHOLE if _PLACE.search(text) else NONE


def _reason(text: str) -> float:
    return WHOLE if _REASON.search(fold(text)) else NONE


_CHECKS: Mapping[Kind, Callable[[str], float]] = {
    Kind.WHO: _person,
    Kind.WHEN: _time,
    Kind.HOW_OFTEN: _frequency,
    Kind.AMOUNT: _amount,
    Kind.COST: _money,
    Kind.VOTE: _vote,
    Kind.WHERE: _place,
    Kind.WHY: _reason,
}
# What is no news when the question has it too: names for "who", figures for amounts. A time is news by its day.
_NAMES, _FIGURES = re.compile(r"[^\W\d_]"), re.compile(r"\d")
_NO_NEWS: Mapping[Kind, re.Pattern[str]] = {Kind.WHO: _NAMES, Kind.AMOUNT: _FIGURES, Kind.COST: _FIGURES}


def wants_value(kind: Kind) -> bool:
    """Whether a kind of question is answered only by a sentence with a value of that kind."""
    return kind in _CHECKS


def asked_tokens(text: str) -> frozenset[str]:
    """The words and numbers of a question, folded, as `value_strength` takes them."""
    return frozenset(fold(token) for token in _TOKEN.findall(text))


def value_strength(kind: Kind, text: str, asked: Collection[str] = ()) -> float:
    """How well a text holds the kind of value that a question wants, `NONE` to `WHOLE`; `WHOLE` where it wants none.

    `asked` are the question's `asked_tokens`: a name or figure among them answers nothing.
    """
    check = _CHECKS.get(kind)
    if check is None:
        return WHOLE
    known = _NO_NEWS.get(kind)
    return check(_without(text, asked, known) if asked and known else text)


def holds_value(kind: Kind, text: str, asked: Collection[str] = ()) -> bool:
    """Whether a text holds any value of the kind that a question wants."""
    return value_strength(kind, text, asked) > NONE


def _without(text: str, asked: Collection[str], known: re.Pattern[str]) -> str:
    """A text with those of its words or figures that the question has too made dashes."""
    return _TOKEN.sub(lambda match: "—" if known.match(match[0]) and fold(match[0]) in asked else match[0], text)


def names_speaker(text: str) -> bool:
    """Whether a text begins with the name of who said it: "Birgit: …"."""
    return _SPEAKER.match(text) is not None


def counts_votes(text: str) -> bool:
    """Whether a text tells how many votes were cast and names nobody who cast them: no person, no party's letter."""
    return _COUNTED_VOTES.search(text) is not None and not (holds_name(text) or _LETTER.search(text))


def holds_money(text: str) -> bool:
    """Whether a text holds a sum of money or a percentage."""
    return _MONEY.search(text) is not None


def holds_number_word(text: str) -> bool:
    """Whether a text holds a number written in letters; "en" and "et" only with their accents."""
    return bool(_NUMBER_WORD.search(fold(text)) or _ONE.search(text))


def holds_company(text: str) -> bool:
    """Whether a text holds the name of a company: with its form (A/S), or after what it is or did ("firmaet …")."""
    return any(sign.search(text) for sign in (_INCORPORATED, _FIRM, _AWARDED))


def names_kinds(stem: str, text: str) -> bool:
    """Whether a text names several kinds of a thing by compounds of its word: "ungepolitik" and "skolepolitik"."""
    if len(stem) < _LONG_ENOUGH:
        return False
    return len({t.stem for t in tokenize(text) if t.stem.endswith(stem) and t.stem != stem}) > 1


def holds_number(text: str) -> bool:
    """Whether a text holds a number, in figures or in letters."""
    return _NUMBER.search(text) is not None or holds_number_word(text)


def holds_name(text: str) -> bool:
    """Whether a text holds a person's full name."""
    return _NAME.search(text) is not None


def holds_name_of(name: str, text: str) -> bool:
    """Whether a text holds the full name of a person who is named by a part of it."""
    return any(name in match[0].split() for match in _NAME.finditer(text))


# What is asked of a person, folded, and how a text tells it.
_PARTICULARS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (r"numm(?:er|eret|re)\b|\btlf\b", r"\b(?:\+45 ?)?\d{2} ?\d{2} ?\d{2} ?\d{2}\b"),
        (r"mail", r"\S@\S"),
        (r"", r"\b\d{1,3} år\b|\bfødt\b"),
    )
)
_PERSON_NEAR = re.compile(rf"\b{_CAPITALIZED} (?:[A-ZÆØÅ]\. )?(?!Kommunes?\b|Region\b|{_STREET}\b){_CAPITALIZED}")
_PERSON_BEFORE = re.compile(rf"{_CAPITALIZED} {_CAPITALIZED},? \(?(?:(?!og |samt )\w+ ){{0,2}}$")
_NAME_RIGHT_AFTER = re.compile(rf"^ {_CAPITALIZED}\b")
_BESIDE = 70


def holds_particular(asked: str, text: str) -> bool:
    """Whether a text holds the telephone number, the mail address, or the age or birth that is asked for."""
    told = next(told for sign, told in _PARTICULARS if sign.search(fold(asked)))
    return told.search(text) is not None


def names_holder(office: str, text: str) -> bool:
    """Whether a text has a name beside a word for an office, given by its stem: "lederen af huset, Bo Lind"."""
    for token in tokenize(text):
        if token.stem.endswith(office):
            after = re.split(r"[.:;!?]", text[token.end : token.end + _BESIDE])[0]
            before = text[max(0, token.start - _BESIDE) : token.start]
            if _NAME_RIGHT_AFTER.match(after) or _PERSON_NEAR.search(after) or _PERSON_BEFORE.search(before):
                return True
    return False


def explains(short: str, text: str) -> bool:
    """Whether a text tells what letters stand for: "FGU (Forberedende …)", "Forum (DIF)", "DIF er et …"."""
    word = re.escape(short)
    return (
        re.search(
            rf"\b{word}['’]?s? ?\((?!\d)|\w \({word}\)|\b{word} (?:er (?:en|et|betegnelsen)|betyder|står for|vil sige)\b",
            text,
        )
        is not None
    )
