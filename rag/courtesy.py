"""Courtesy (høflighed): a question without what only surrounds it, its letters and dates written as they mostly are."""

from __future__ import annotations

import re

from rag.dates import MONTHS
from rag.wording import QUESTION_WORD

_GREETING = re.compile(
    r"^\W*(?:hej|hejsa|halløj\w*|hallo|davs|goddag|god (?:morgen|dag|aften|eftermiddag)|hei|hello|hi|hallå|moin|"
    r"guten tag)\b"
    r"(?:(?: [^\W\d_]+){0,3}[,.!:–-]+(?= )|(?: (?:med (?:jer|dig)|igen|alle(?: sammen)?))?)\s*",
    re.IGNORECASE,
)
_DEAR = re.compile(r"^\W*(?:kære|dear|käre|liebe[rs]?) [^.!?,:]{1,40}[,!:]+\s*", re.IGNORECASE)
_THANKS = re.compile(
    r"(?:^|[\s,.!?–-]+)(?<!\ben )(?<!\bstor )(?:på forhånd )?(?:(?:mange|tusind) )?"
    r"\b(?:tak|thanks|thank you|danke|tack|takk)(?: (?:på forhånd|skal (?:du|i) have|in advance))?"
    r"(?: for (?:hjælpen|(?:din|jeres) (?:hjælp|tid)|svar|svaret|your help))?\W*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?<=[.!?,\n\s])(?:\b(?:mvh|vh|med venlig hilsen|venlig hilsen|(?:de )?bedste hilsner|(?:mange|kærlige?) hilsn?er|"
    r"(?:best|kind) regards|mit freundlichen grüßen|med vennlig hilsen|med vänlig hälsning)|(?<=[.!?,\n] )hilsen)\b"
    r"[.,]?(?:\s+[^\W\d_][\w.'-]*,?){0,6}\W*$",
    re.IGNORECASE,
)
# What leads in a question: a number before it, "Spørgsmål:", "Sig mig engang,".
_LEAD = re.compile(
    r"^\W*(?:(?:q|spm|spørgsmål|følgende spørgsmål)\.? ?\d{0,2}: ?"
    rf"|\d{{1,2}}[.)] (?={QUESTION_WORD.pattern})"
    r"|(?:undskyld|sig mig|hør(?: her)?|ved (?:du|i)|(?:kan|kunne) (?:man|du|jeg) se|altså|nå|okay|ok)"
    rf"(?: engang| lige)?,?(?: men)?,? (?={QUESTION_WORD.pattern}))",
    re.IGNORECASE,
)
# What follows a question and is about the answer alone: how long, in what form, with which proof.
_ON_ANSWER = re.compile(
    r"(?<=[.?!])\s+(?:"
    r"(?:svar|skriv|angiv|oplys|husk|henvis|citer|brug|gerne|(?:du|i) må gerne|vær (?:venlig|sød)|please|med)\b"
    r"[^.?!]{0,80}"
    r"\b(?:kort|kortfattet|præcist?|ordret|kilde\w*|henvisning\w*|citat\w*|citere|datoer|dato|journalnumm\w*|journalnr|"
    r"punktform|punkter|dansk|muligt)"
    r"|(?:og )?hvor (?:i referate(?:t|rne) )?(?:står|fremgår|ses) (?:det|der)(?: henne)?"
    r"|(?:kan|vil) du citere(?: det)?|(?:er det|passer det)(?: rigtigt| korrekt| sandt)?)"
    r"(?: tak)?,?\s*[.?!]*$",
    re.IGNORECASE,
)
# Question words in more words than they need, and what they mean.
_ROUNDABOUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b{roundabout}", re.IGNORECASE), meant)
    for roundabout, meant in (
        (r"hvem (?:er|var) det,? (?:der|som)\b", "hvem"),
        (r"hvilken person(?:,? (?:der|som))?\b", "hvem"),
        (r"hvad for (?:nogle|nogen)\b", "hvilke"),
        (r"hvor stort et antal\b", "hvor mange"),
        (
            r"hvornår (?:mødes|samles|holder) (.{3,60}?) (?:et )?(?:møde )?(?:næste gang|igen)\b",
            r"hvornår er næste møde i \1",
        ),
        (r"der (?:går|gik) (?:et )?rygte[rt]? om,?(?: at)? ", ""),
        (r"(?<=hvad )(?:pokker|søren|i alverden|i grunden|mon) ", ""),
        (r"(?<=hv[eo][mr] )(?:pokker|søren|i alverden|i grunden|mon) ", ""),
    )
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# "Torsdag den 9. maj": the day of the week adds nothing to the date.
_WEEKDAY = re.compile(
    r"\b(?:man|tirs|ons|tors|fre|lør|søn)dag(?:en)?,? "
    rf"(?=(?:den |d\. ?)?\d{{1,2}}(?:\.? (?:{_MONTH})\b|[./]\d|-\d{{1,2}}-))",
    re.IGNORECASE,
)
# "Maj '18", and "9. maj 18" where nothing follows that could be counted.
_SHORT_YEAR = re.compile(
    rf"\b((?:{_MONTH})\.?) (?:['’](\d\d)\b|(\d\d)(?=\s*(?:[?!;]|,(?! ?\d)|\.?\s*$)))", re.IGNORECASE
)
# Words that ask nothing of the minutes, and questions about the assistant.
_ONLY_COURTESY = re.compile(
    r"^\W*(?:(?:hej|hejsa|halløj|hallo|davs|goddag|hello|hi|god (?:morgen|dag|aften)|selv tak|thanks|nej tak|farvel"
    r"|(?:mange |tusind )?tak(?: for hjælpen)?|ok|okay|fint|super|perfekt|test|igen|alle|med dig|med jer)\W*)+$",
    re.IGNORECASE,
)
_THANKED = re.compile(
    r"^\W*(?:(?:ok|okay|fint|super|perfekt)\W*)*(?:(?:(?:mange |tusind )?tak|thanks)\b[^?]{0,30})?$", re.IGNORECASE
)
_OF_ASSISTANT = re.compile(
    r"^\W*(?:(?:kan du )?hjælpe?(?: mig)?|help(?: me)?|what can you do|who are you|hvad kan (?:du|man|jeg)"
    r"(?: (?:(?:svare|spørge)(?: (?:dig|mig))?(?: (?:på|om))?|hjælpe(?: mig)? med|gøre|bruge (?:dig|det(?: her)?) til"
    r"))?|hvem (?:er|har lavet) du|hvad er (?:du|det her|dette)(?: for (?:noget|en))?"
    r"|hvordan (?:virker|fungerer|bruger) (?:man |jeg )?(?:du|dig|det(?: her)?|dette|siden))\W*$",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"^\W*(?:(?:men |og |nu )*(?:er du (?:helt |nu )?sikker(?: på det)?|passer det(?: nu)?"
    r"|er det (?:nu )?(?:rigtigt|sandt|korrekt)|hvor (?:ved|har) du det(?: fra)?|are you sure)\W*)+$",
    re.IGNORECASE,
)
_ENOUGH_LETTERS = 12
_DANISH = re.compile(r"[æøåÆØÅäöÄÖ]")
# Words that nobody writes so but for want of the letters.
_TRANSLITERATED = re.compile(
    r"\b(?:paa|naar|hvornaar|faar|gaar|maa|maatte|saa|staar|faaet|gaaet|aar|aaret|foer|naeste|raad|raadet|byraadet|"
    r"moed\w*|oekonomi\w*|laer\w*|boern\w*|aeldre\w*|vaer\w*|oensk\w*|droeft\w*|aendr\w*|gaeld\w*|spoerg\w*|"
    r"goer\w*|hoer\w*|foers\w*|kraev\w*)\b",
    re.IGNORECASE,
)
_DIGRAPH = re.compile(r"aa|ae(?!l\b)|oe", re.IGNORECASE)
_LETTERS = {"aa": "å", "ae": "æ", "oe": "ø"}


def plain(text: str) -> str:
    """A question without its greeting, thanks, signature and wishes for the answer, its letters and dates made plain.

    It is never less than a question of such words alone: "tak" stays "tak".
    """
    if _shouts(text):
        text = text.lower()
    if not _DANISH.search(text) and _TRANSLITERATED.search(text):
        text = _DIGRAPH.sub(lambda match: _LETTERS[match[0].lower()], text)
    for sign, meant in _ROUNDABOUT:
        text = sign.sub(meant, text)
    text = _SHORT_YEAR.sub(lambda match: f"{match[1]} 20{match[2] or match[3]}", _WEEKDAY.sub("", text))
    left = text
    for sign in (_SIGNATURE, _THANKS, _ON_ANSWER, _THANKS, _GREETING, _DEAR, _LEAD):
        left = sign.sub("", left)
    return left.strip() if re.search(r"\w", left) else text


def is_about_assistant(text: str) -> bool:
    """Whether a question asks nothing of the minutes: a greeting, thanks, or what the assistant is and can do."""
    return any(sign.match(text) for sign in (_ONLY_COURTESY, _OF_ASSISTANT, _DOUBTS))


def is_thanks(text: str) -> bool:
    """Whether somebody says thanks, and asks nothing."""
    return _THANKED.match(text) is not None


def is_doubt(text: str) -> bool:
    """Whether somebody asks nothing but whether an answer is right."""
    return _DOUBTS.match(text) is not None


def _shouts(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _ENOUGH_LETTERS and not any(letter.islower() for letter in letters)
