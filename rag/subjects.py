"""The subject of a question (emnet): its words, which of them are names, and the one that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.analysis import Token, fold, is_content, stem, tokenize
from rag.asking import ASKING_WORDS
from rag.dates import MONTHS
from rag.naming import body_pattern
from rag.wording import KIND_SIGNS, MONEY_ASKED, QUESTION_WORD, SLOT_ASKED, VOTE_ASKED, Kind

# "Store Vig", "Ny Strandvej": a name of several words is itself by each of them.
_LONG_NAME = re.compile(r"(?<=[^.!?:\s] )([A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ][a-zæøåé]+)+)")
# "Jeg mener gadelyset, ikke svømmehallen": what is said not to be meant.
_DENIED = re.compile(r"(?:,|;|–|\bog) (?:og )?ikke (?:om )?\w+\W*$", re.IGNORECASE)
# "KL", "IT" and "DA" are names, and no abbreviations or pronouns, where they are written so.
_PLACE = re.compile(
    r"[^\W\d_]{3}(?:vej|vejen|gade|gaden|alle|skole|skolen|parken|garden|haven|klub|huset|centret|torvet|strand|mosen)s?$"
)
_SHORT_NAME = re.compile(r"[A-ZÆØÅ]{2,4}")
# "Et eventuelt budgetstop" is of a stop; "under Eventuelt" and "kom der noget eventuelt?" are of the item.
_POSSIBLE = re.compile(
    r"(?<!under )(?<!punktet )(?<!pkt\. )\b(?:eventuel(?:t|le)?|mulige?|muligt) (?=[^\W\d_]{4,})", re.IGNORECASE
)
# What only links: "i forbindelse med", "de dele af aftalen, som".
_LINKS = re.compile(
    r"\bi (?:forbindelse med|løbet af|forhold til|gang med|kraft)\b|\bpå (?:baggrund|grund) af\b|\bved hjælp af\b"
    r"|\bsom følge af\b|\barbejdet? (?:med|omkring)\b|\b(?:den|de|hvilken) (?:måde|dele?)\b(?: af)?|\bmåden\b"
    r"|\bregne(?:r|de|t)? (?:man|vi|de|i|jeg|kommunen|forvaltningen|administrationen)? ?med\b"
    r"|\bslippe for(?: at)?\b|\bhar det sidste ord\b"
    r"|\b(?:slutningen|begyndelsen|starten|midten|løbet) af(?= (?:år(?:et)? )?(?:\d{4}|"
    rf"{'|'.join(MONTHS)})\b)"
    r"|^\W*(?:hvad er )?status(?:sen)?(?= (?:på|for|i|med)\b)"
    r"|\bbeslutning(?:er|erne)?\b(?: (?:blev|er|var|har))?(?: (?:der|man|de|i|udvalget))? (?:taget|truffet)\b"
    r"|\b(?:taget|truffet)(?= (?:en |nogen |nogle |hvilke )?beslutning)"
    r"|\b(?:det )?(?:næste|videre) (?:skridt|forløb|proces)\b(?= (?:i|for|med|om|omkring)\b)"
    r"|\b(?:i|på|med) (?:\w+ ){0,2}?(?:linjer?|sætninger?|ord|punktform|stikord)\W*$"
    r"|\bi vejen (?:med|for)\b"
    r"|\b(?:trin for trin|skridt for skridt)\b"
    r"|\bin kraft\b|\b(?:jeg|vi) leder\b",
    re.IGNORECASE,
)
# "Er sagen om kajen afsluttet?": what it came to is asked, and no ending of anything.
_IS_DONE = re.compile(
    r"^\W*(?:er|var|blev|bliver) sagen\b.*?\b(?P<done>(?:endeligt )?(?:afsluttet|færdigbehandlet))\W*$", re.IGNORECASE
)
_CASE_TAIL = re.compile(
    r"^(.{7,}?)s?(?:omradet?|sporgsmalet?|sag|sagen|sager|sagerne|sagens|punktet|modet|modets|emnet)$"
)


_ASKED = {Kind.COST: MONEY_ASKED, Kind.VOTE: VOTE_ASKED}


def without_asking(kind: Kind, terms: Sequence[Token], folded: str) -> tuple[Token, ...]:
    """The terms without the words that only ask: "deltog" in "hvem deltog", "koster" in "hvad koster kajen"."""
    slot = SLOT_ASKED.search(folded)
    if slot is not None:
        terms = [t for t in terms if t.folded not in re.findall(r"\w+", slot[0])] or terms
    asked = _ASKED.get(kind)
    if asked is not None:
        return tuple(token for token in terms if not asked.match(token.folded)) or tuple(terms)
    if kind not in (Kind.ATTENDANCE, Kind.MEETING_FACT):
        return tuple(terms)
    said = " ".join(match[0] for other, sign in KIND_SIGNS if other is kind for match in sign.finditer(folded))
    return tuple(token for token in terms if token.folded not in re.findall(r"\w+", said))


def find_focus(text: str, terms: Sequence[Token]) -> Token | None:
    """The first subject word after the (last) question word, or None."""
    asked = [match.end() for match in QUESTION_WORD.finditer(text)]
    if not asked:
        return None
    return min((token for token in terms if token.start >= asked[-1]), key=lambda token: token.start, default=None)


def is_name(text: str, token: Token) -> bool:
    """Whether a word is written as a name: with a capital, and not because it begins a sentence.

    In a question without capitals, what ends as the names of places do is one.
    """
    if text.islower():
        return _PLACE.search(token.folded) is not None
    before = text[: token.start].rstrip(" \"»“”'(")
    return token.text[:1].isupper() and before != "" and before[-1] not in ".!?:"


def read_terms(text: str, bodies: Sequence[str], asking: frozenset[str] = ASKING_WORDS) -> tuple[Token, ...]:
    """The subject's words: what is left without asking words, bodies, dates and journal numbers."""
    named = [match.span() for body in bodies for match in body_pattern(body).finditer(fold(text))]
    said = {fold(text)[start:end] for start, end in named}
    spoken = {word for phrase in said for word in re.findall(r"\w+", phrase)}
    for sign in (_DENIED, _POSSIBLE, _LINKS):
        text = sign.sub(lambda match: " " * len(match[0]), text)
    done = _IS_DONE.match(text)
    text = blank(text, [done.span("done")]) if done else text
    in_names = {at for match in _LONG_NAME.finditer(text) for at in range(match.start(1), match.end())}
    tokens = [
        _without_case_tail(token)
        for token in tokenize(text)
        if token.folded not in spoken and (token.start in in_names or _is_telling(token, asking))
    ]
    return tuple({token.stem: token for token in reversed(tokens)}.values())[::-1]


def _is_telling(token: Token, asking: frozenset[str]) -> bool:
    if _SHORT_NAME.fullmatch(token.text):
        return True
    return is_content(token) and token.folded not in asking and token.stem not in asking


def _without_case_tail(token: Token) -> Token:
    """A word such as "svømmehalssagen" without its -sagen, which names no subject."""
    match = _CASE_TAIL.match(token.folded)
    return replace(token, stem=stem(match[1]), folded=match[1]) if match else token


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text of the same length with spaces for some of its spans."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
