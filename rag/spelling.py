"""Spelling (stavning): slips of the finger in the words that tell what is asked.

Subjects are matched loosely where they are searched for (`rag.vocabulary`); these words decide the kind of answer
before anything is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from rag.analysis import FUNCTION_WORDS, fold, stem
from rag.dates import MONTHS
from rag.wording import ASKING_WORDS, QUESTION_WORD

# Of shorter words too many are one letter apart: "udsat" and "udsagt".
_SHORTEST = 6
_MISSPELT = re.compile(r"\b[^\W\d_]{5,}\b")
_SHORTENED = re.compile(r"^\W*(?:va|hvd|vd)(?= )", re.IGNORECASE)
_WITHOUT_H = re.compile(r"\bvor(?= (?:mange|meget|stor|lang|længe|ofte|tit)\b)", re.IGNORECASE)
_LONG_QUESTION_WORDS = ("hvornår", "hvorfor", "hvordan", "hvilken", "hvilket", "hvilke")
# The words of minutes that tell what is asked for.
_OF_MINUTES = (
    "godkendt", "besluttet", "vedtaget", "drøftet", "afvist", "referatet", "referat", "dagsordenen", "dagsorden",
    "indstillet", "indstillingen", "beslutningen", "journalnummer", "journalnummeret", "punktet",
)  # fmt: skip
_OF_YEAR = tuple(name for name in MONTHS if len(name) >= _SHORTEST)


def spell(text: str, bodies: Sequence[str]) -> str:
    """A question with its question word, and what it says of minutes, spelt right where they are one slip away.

    That is the words for what minutes hold, the months and the `bodies` of one word; other words stand as they are.
    """
    text = _WITHOUT_H.sub("hvor", _SHORTENED.sub("hvad", text))
    meant = (*_OF_MINUTES, *_OF_YEAR, *(body for body in bodies if " " not in body))
    if not QUESTION_WORD.search(text):
        meant = (*_LONG_QUESTION_WORDS, *meant)
    return _MISSPELT.sub(lambda match: _meant(match[0], meant), text)


def _meant(word: str, meant: Sequence[str]) -> str:
    folded = fold(word)
    if folded in ASKING_WORDS or folded in FUNCTION_WORDS or any(stem(folded) == stem(fold(other)) for other in meant):
        return word
    return next((other for other in meant if _is_slip(folded, fold(other))), word)


def _is_slip(written: str, word: str) -> bool:
    return DamerauLevenshtein.distance(written, word, score_cutoff=1) <= 1
