"""Danish text analysis (sproganalyse): folding, tokens, stems and function words.

One analyzer serves the lexical index, the question and the choice of sentences, so that they agree on
what a word is. Folding makes "økonomi", "oekonomi" and "okonomi" one word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"å": "a", "æ": "e", "ä": "e", "ø": "o", "ö": "o", "ü": "u", "é": "e", "ß": "s"})
_DIGRAPHS = (("aa", "a"), ("ae", "e"), ("oe", "o"))
_STEMMER = Stemmer.Stemmer("danish")

# Words that carry no subject: grammar, question words, and the verbs of asking.
_FUNCTION_WORDS = """
ad af al alle allerede alt altså altid anden andet andre at ved bare begge bl blandt blev blevet bliver burde bør ca
da de dem den denne dens der deraf deres derfor det dets dette dig din dine disse dit dog du efter egen eget egne ej
eller ellers en end endnu ene er et etc enten faktisk fik fleste flere for forbi fordi fra frem få fået får før
først gang gennem gjorde gør gøre ham han hans har havde have heller hen hende hendes her herefter hos hun hvad hvem
hver hvert hvilke hvilken hvilket hvis hvor hvoraf hvordan hvorfor hvorledes hvornår hvorvidt i idet ift ifm igen
ikke imellem imod ind inden indtil ingen intet ja jeg jer jeres jo kan kom komme kommer kun kunne lad lige lidt man
mange med meget mellem men mens mere mest mht mig min mine mit mod må måde måden måtte ned nej netop noget nogen
nogle nok nu når ny nye nyt næsten og også om omkring op os osv over overfor på samme samt selv senere ses siden sig
sin sine sit skal skulle snart som stadig står stå stod så sådan således tage tager tog til tit ud uden under
undtagen var ved vedr vedrørende vel vi via vil ville vor vore vores vær være været hej tak venligst gerne fortæl
fortælle vis vise sig sige siger giv give oplys forklar ønsker vide ved undrer høre egentlig lige måske mon helt
præcis præcist nærmere kort okay ok the of and to a an in on is are was were what which who whom when where why how
did does do for about by with at from this that it its be been has have had will would should can could there their
they we our you your any tell me please der die das und ist sind war wurde wurden was wer wann wo warum wie ein eine
einen einem einer von zu mit über für auf dem pr nr kl evt jf jvf ang mv mm fx dvs inkl ekskl hhv den des im am wird
werden hat haben nicht es och att som för av med på är var vad vem vilka vilket när hur ett det den inte har hade
blev hva hvem hvilke når hvordan ikke ble er var å many much may might than then after before during later into onto
between each some these those because while also only became become still per ab während nach bei vor seit gilt wird
werde worden waren sein seine ihre kein keine noch nur auch hatte zum zur aus hoch jahr sie soll sollen laut bis
wessen welche welcher welches från mycket många skulle blir finns fanns till efter längs vilken etter mye hvilken
skal ville
gav giver gives givet gjort gøres blive lader lade kommet vises vist viser lavede lavet
""".split()


def fold(text: str) -> str:
    """Lower case, with å/aa, æ/ae/ä and ø/oe/ö made one letter each and other accents dropped."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    for digraph, letter in _DIGRAPHS:
        text = text.replace(digraph, letter)
    return text


FUNCTION_WORDS: frozenset[str] = frozenset(fold(word) for word in _FUNCTION_WORDS)


@lru_cache(maxsize=200_000)
def snowball(word: str) -> str:
    """What the Danish Snowball rules leave of one folded word."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def stem(word: str) -> str:
    """The stem (stamme) of one folded word, by the Danish Snowball rules.

    A function word's stem is its own, marked, or "sommer" would be met by every "som", and "Anders" by "andre".
    """
    return f"{word}_" if word in FUNCTION_WORDS else snowball(word)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text (ord): its stem, its folded form, itself, and where it stands."""

    stem: str
    folded: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words of a text in order; runs of letters and digits, folded and stemmed."""
    tokens = []
    for match in _WORD.finditer(text):
        read = _read(match[0])
        tokens.append(Token(read[0], read[1], match[0], match.start(), match.end()))
    return tokens


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order, function words included."""
    return [_read(word)[0] for word in _WORD.findall(text)]


@lru_cache(maxsize=100_000)
def _read(word: str) -> tuple[str, str]:
    """The stem and the folded form of a word; the words of minutes come again and again.

    A lone capital is its own stem: parties go by them, and folding makes one of O and Ø.
    """
    folded = fold(word)
    if len(word) == 1 and word.isupper():
        return word, folded
    return stem(folded), folded


def content_tokens(text: str) -> list[Token]:
    """The words of a text that can name a subject."""
    return [token for token in tokenize(text) if is_content(token)]


def is_content(token: Token) -> bool:
    """Whether a word can name a subject: no function word, no single letter."""
    return token.folded not in FUNCTION_WORDS and (len(token.folded) > 1 or token.folded.isdigit())
