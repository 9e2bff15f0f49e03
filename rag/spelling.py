"""Spelling (stavning): slips of the finger in the words that tell what is asked.

Subjects are matched loosely where they are searched for (`rag.vocabulary`); these words decide the kind of answer
before anything is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from rag.analysis import FUNCTION_WORDS, fold, stem
from rag.asking import ASKING_WORDS
from rag.dates import MONTHS
from rag.wording import QUESTION_WORD

# Of shorter words too many are one letter apart: "udsat" and "udsagt".
_SHORTEST = 6
_MISSPELT = re.compile(r"\b[^\W\d_]{5,}\b")
_SHORTENED = re.compile(r"^\W*(?:va|hvd|vd)(?= )", re.IGNORECASE)
_WITHOUT_H = re.compile(r"\bvor(?= (?:mange|meget|stor|lang|længe|ofte|tit)\b)", re.IGNORECASE)
_QUESTION_WORDS = {fold(word): word for word in ("hvornår", "hvorfor", "hvordan", "hvilken", "hvilket", "hvilke")}
# The words of minutes that tell what is asked for.
_OF_MINUTES = (
    "godkendt", "besluttet", "vedtaget", "drøftet", "afvist", "referatet", "referat", "dagsordenen", "dagsorden",
    "indstillet", "indstillingen", "beslutningen", "journalnummer", "journalnummeret", "punktet",
)  # fmt: skip
# "Juni 20021": a year with a digit typed twice, after its month.
_LONG_YEAR = re.compile(
    rf"\b(?P<month>{'|'.join(MONTHS)})\.? (?=(?:19|20)\d{{3}}\b)"
    r"(?P<head>\d*?)(?P<twice>\d)(?P=twice)(?P<tail>\d*)\b",
    re.IGNORECASE,
)
_OF_YEAR = tuple(name for name in MONTHS if len(name) >= _SHORTEST)


def spell(text: str, bodies: Sequence[str]) -> str:
    """A question with its question word, and what it says of minutes, spelt right where they are one slip away.

    That is the words for what minutes hold, the months, a year after one, and the `bodies` of one word; other words
    stand as they are.
    """
    text = _WITHOUT_H.sub("hvor", _SHORTENED.sub("hvad", text))
    text = _LONG_YEAR.sub(r"\g<month> \g<head>\g<twice>\g<tail>", text)
    meant = _known(tuple(bodies))
    if not QUESTION_WORD.search(text):
        meant = {**_QUESTION_WORDS, **meant}
    stems = {stem(folded) for folded in meant}
    return _MISSPELT.sub(lambda match: _mended(match[0], meant, stems), text)


@lru_cache(maxsize=16)
def _known(bodies: tuple[str, ...]) -> Mapping[str, str]:
    """The words that may be meant, by their folded form; a body's name of several words is none."""
    return {fold(word): word for word in (*_OF_MINUTES, *_OF_YEAR, *bodies) if " " not in word}


def _mended(word: str, meant: Mapping[str, str], stems: Collection[str]) -> str:
    folded = fold(word)
    if folded in ASKING_WORDS or folded in FUNCTION_WORDS or stem(folded) in stems:
        return word
    return next((other for known, other in meant.items() if _is_slip(folded, known)), word)


def _is_slip(written: str, word: str) -> bool:
    return DamerauLevenshtein.distance(written, word, score_cutoff=1) <= 1
