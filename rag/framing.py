"""Framing (indramning): what a question says beside what it asks, of who asks and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.analysis import Token, fold
from rag.case_numbers import find_case_numbers
from rag.dates import find_dates
from rag.question import Question, order_spans
from rag.sentences import is_abbreviation, split_sentences
from rag.subjects import blank, read_terms
from rag.wording import POLAR_START, QUESTION_WORD

# "Kan du sige mig, hvad …", "Jeg er ny her og vil gerne vide, hvem …": a clause about who asks, before what is asked.
_BEFORE_ASKING = re.compile(
    r"^\W*(?:og |men |altså,? |så )?"
    r"(?:jeg|vi|min|mit|mine|vores|som|(?:kan|kunne|vil|ville|gider|mon|må) (?:du|i|man|jeg|vi)|"
    r"(?:can|could|would) you|i(?: am|'m| would|'d| want| need| have)|we)\b[^.!?]{0,200}?"
    r"(?:[,:]| og| men| vide| høre| sige(?: mig| os)?| fortælle(?: mig| os)?| se| forstå| af| om| på| know| tell me),? "
    rf"(?={QUESTION_WORD.pattern})",
    re.IGNORECASE,
)
# "Jeg er leder på en skole, og der går rygter om …": what the asker is, before what the sentence tells.
_BEFORE_TELLING = re.compile(
    r"^\W*(?:jeg|vi) (?:er|arbejder|sidder|bor|kommer|skriver)\b[^,.!?]{0,80}, (?:og|men|så) "
    r"(?=(?!jeg |vi |vil |skal |har )\w+ )",
    re.IGNORECASE,
)
_SAYS_IT = re.compile(r"\b(?:om|til|med|af|for|ved) (?:det|den|dem)(?! \w+(?:t|te|ne|de)\b)\b")
_FOR_THE_MACHINE = re.compile(
    r"^\W*(?:giv|lav|vis|find|skriv|fortel|nevn|list|saml|opsummer|sammenlign|beskriv|gengiv|folg|opremse?|forklar|redegor)\b"
)
_SMALL = re.compile(r"\b(?P<word>[^\W\d_]{3,})[.!] +(?=[a-zæøå])")
_SELF = re.compile(r"\b(?:jeg|vi|mig|os|min|mit|mine|vores|we|my|ich|wir|jag)\b", re.IGNORECASE)
# "Jeg er ny leder", "som forælder": what the one who asks is.
_ROLE = re.compile(
    r"\b(?:som|(?:jeg|vi) er(?: (?:nye?|ansat|selv|lige|netop|blevet|startet|begyndt|nyvalgt|valgt|en|et|som))*) "
    r"(?P<role>[\w-]+)",
    re.IGNORECASE,
)
# What one does with an answer, and how one came to ask.
_OF_ASKER = re.compile(
    r"(?:ansat|bor|prov(?:er|e|ede)|ting(?:ene)?|sted(?:er|et)?|set(?:te|ter)|brug(?:e|er|t)|skriv(?:er|e)|arbejd(?:er|e)|"
    r"lav(?:er|e)|sog(?:er|e)|undersog(?:er|e)|forbered(?:er|e)|tenker?|undrer|hort|leser|leste|hast(?:er|e)|travlt|"
    r"eftermiddag|formiddag|morgen|aktindsigt|artik(?:el|len|ler)|(?:lokal)?avis(?:en)?|journalist|redaktion(?:en)?|"
    r"radio(?:en)?|noten?|oplegg?(?:et)?|spurgt|sporger|kolleg(?:a|aen|er)|nabo(?:en|er)?|chef|kone|mand|mor|far|datter|"
    r"syg|ferie|feri|barsel|orlov|forhindret|fraverende|vek|udlandet|kursus|hospitalet|"
    r"son|dreng|pige|familie|veninde|ven|nye?|startet|begyndt|opgave|praktik|studerende)"
)
_ITEM = re.compile(r"\b(?:punkt|pkt|sag)\.? ?(?:nr\.? ?)?\d", re.IGNORECASE)


def asked_alone(text: str, bodies: Sequence[str]) -> str | None:
    """What asks in a question, with spaces for the rest.

    None where all of it asks, where nothing can be told apart, and where orders are given to the machine. A sentence
    or clause that names a day, an item or a journal number stays: it narrows what is asked.
    """
    spans = [part for span in split_sentences(text) for part in _typed_small(text, *span)]
    asking = next((found for sign in _SIGNS if (found := [s for s in spans if sign(text[slice(*s)])])), [])
    telling = [s for s in asking if QUESTION_WORD.search(text, *s) or read_terms(text[slice(*s)], bodies)]
    kept = telling or asking
    if not kept or order_spans(text):
        return None
    framing = [span for span in spans if span not in kept]
    framing += [(start, start + match.end()) for start, end in kept if (match := _BEFORE_ASKING.match(text[start:end]))]
    framing = [(start, end) for start, end in framing if not _narrows(text[start:end])]
    if not framing:
        return None
    alone = blank(text, framing)
    # What is left begins a sentence of its own.
    first = re.search(r"\S", alone[kept[-1][0] :])
    at = kept[-1][0] + (first.start() if first else 0)
    return alone[:at] + alone[at : at + 1].upper() + alone[at + 1 :]


def without_asker(text: str) -> str:
    """A question without what the asker is, where what asks says "det" of what is told after it.

    "Jeg er leder på en skole, og der går rygter om et budgetstop. Hvad er der sagt om det?"
    """
    match = _BEFORE_TELLING.match(text)
    if match is None or not any(_SAYS_IT.search(fold(text[slice(*span)])) for span in split_sentences(text)[1:]):
        return text
    return text[match.end() :]


def context_terms(whole: Question, asked: Question) -> tuple[Token, ...]:
    """The subject's words that a question has beside what it asks, without those of who asks and what for."""
    own = {token.stem for token in asked.terms}
    roles = {match.start("role") for match in _ROLE.finditer(whole.text)}
    return tuple(
        token
        for token in whole.terms
        if token.stem not in own and token.start not in roles and not _OF_ASKER.fullmatch(token.folded)
    )


def _typed_small(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a span whose later ones begin with a small letter: "jeg er ny her. hvem er formand?"."""
    borders = [match.end() for match in _SMALL.finditer(text, start, end) if not is_abbreviation(match["word"])]
    return list(pairwise([start, *borders, end]))


def _ends_asking(sentence: str) -> bool:
    return sentence.rstrip(" \"'»”’)").endswith("?")


def _asks(sentence: str) -> bool:
    folded = fold(sentence)
    return bool(QUESTION_WORD.search(sentence) or POLAR_START.search(folded) or _FOR_THE_MACHINE.search(folded))


def _is_of_others(sentence: str) -> bool:
    return _SELF.search(sentence) is None


_SIGNS = (_ends_asking, _asks, _is_of_others)


def _narrows(text: str) -> bool:
    return bool(find_dates(text) or find_case_numbers(text, ()) or _ITEM.search(text))
