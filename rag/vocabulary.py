"""The words of the ingested minutes (ordforråd): how rare each is, and which of them belong together.

Danish writes compounds as one word, so *økonomirapport* and *rapport om økonomien* share no token. The
vocabulary finds, for a word of a question, the corpus's compounds that hold it, the parts that it is made
of, and what a misspelt word was probably meant to be. All of it is learned from the corpus itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from rag.analysis import fold, snowball, stem

_LINKS = ("", "s", "e")
_SHORTEST_PART = 4
_SHORTEST_WORD = 3
_SHORTEST_FIRST = 7
_LONG = 8
_MOST_RELATED = 12
_SPELLED_OUT = 0.9
_OTHER_FORM = 0.95
_TAKEN_FOR_ENDINGS = ("s", "es", "et", "en", "er")
# What bodies and things are called for short, where the minutes spell them out.
_SHORT: dict[str, tuple[str, ...]] = {
    stem(fold(short)): tuple(stem(fold(word)) for word in words.split())
    for short, words in (
        ("KB", "kommunalbestyrelsen kommunalbestyrelse"),
        ("BR", "byrådet byråd"),
        ("ØU", "økonomiudvalget økonomiudvalg"),
        ("HU", "hovedudvalget hovedudvalg"),
        ("FU", "forretningsudvalget forretningsudvalg"),
        ("RR", "regionsrådet regionsråd"),
        ("AI", "intelligens intelligensen"),
        ("KI", "intelligens intelligensen"),
        ("AMR", "arbejdsmiljørepræsentant"),
        ("APV", "arbejdspladsvurdering"),
        ("BBR", "boligregister"),
        ("DPO", "databeskyttelsesrådgiver"),
        ("ESDH", "sagsbehandlingssystem dokumenthåndtering"),
        ("FGU", "grunduddannelse"),
        ("GDPR", "databeskyttelsesforordning databeskyttelse persondataforordning"),
        ("KL", "landsforening"),
        ("HR", "personale personaleafdeling"),
        ("MUS", "medarbejderudviklingssamtale udviklingssamtale"),
        ("OPP", "partnerskab"),
        ("SFO", "skolefritidsordning fritidsordning"),
        ("SSP", "kriminalitetsforebyggelse"),
        ("TR", "tillidsrepræsentant tillidsmand"),
        ("UU", "ungdomsvejledning uddannelsesvejledning"),
        ("VVM", "miljøvurdering miljøkonsekvensvurdering"),
    )
}
# What goes by several names in any minutes.
_SAME = (
    "corona coronavirus covid covid19",
    "plejehjem plejecenter plejecentret plejehjemmet",
    "dagtilbud daginstitution",
    "nedlukning lockdown",
    "genbrugsplads genbrugsstation",
    "fartgrænse hastighedsgrænse",
    "afskedigelse fyring",
    "personale medarbejdere ansatte",
    "forperson formand",
)
_OTHERS: dict[str, frozenset[str]] = {
    own: frozenset(group) - {own}
    for words in _SAME
    for group in [[stem(fold(word)) for word in words.split()]]
    for own in group
}
# And the other way: what is asked for in full may stand there for short.
_LONG_OF: dict[str, tuple[str, ...]] = {
    word: tuple(short for short, words in _SHORT.items() if word in words)
    for words in _SHORT.values()
    for word in words
}


@dataclass(frozen=True, slots=True)
class Related:
    """A stem of the corpus that stands for a word of a question; `weight` in (0, 1], 1 is the word itself."""

    stem: str
    weight: float


class Vocabulary:
    """Every stem of the corpus with the number of passages that hold it, and how it is `written` there."""

    def __init__(self, frequencies: Mapping[str, int], passages: int, written: Mapping[str, str] | None = None) -> None:
        self._frequencies = dict(frequencies)
        self._written = dict(written or {})
        self._passages = passages
        self._forward = sorted(self._frequencies)
        self._backward = sorted(word[::-1] for word in self._frequencies)
        # A question's words are looked up to search and again to read sentences.
        self._related = lru_cache(maxsize=10_000)(self._find_related)
        self._lengths: dict[int, list[str]] = {}
        for word in self._forward:
            self._lengths.setdefault(len(word), []).append(word)

    def __contains__(self, stem: str) -> bool:
        return stem in self._frequencies

    def rarity(self, stem: str) -> float:
        """The inverse document frequency as in BM25, at least 0; an unknown stem is the rarest."""
        found = self._frequencies.get(stem, 0)
        return max(0.0, log(1 + (self._passages - found + 0.5) / (found + 0.5)))

    def nearest(self, stem: str) -> str | None:
        """The commonest word of the corpus that is a slip of the finger from a stem, as it is written there."""
        near = [word for word in self._spellings(stem) if is_slip(stem, word)]
        return self._written.get(max(near, key=self._frequencies.__getitem__, default=""))

    def related(self, stem: str) -> tuple[Related, ...]:
        """The stems of the corpus that stand for a word: itself, compounds, parts, or its likely spelling.

        Empty where the corpus has nothing like it.
        """
        return self._related(stem)

    def _find_related(self, stem: str) -> tuple[Related, ...]:
        found: dict[str, float] = {}
        if stem in self._frequencies:
            found[stem] = 1.0
        for form in self._forms(stem):
            found.setdefault(form, _OTHER_FORM)
        for part, weight in self._parts(stem).items():
            found.setdefault(part, weight)
        for whole, weight in self._compounds(stem).items():
            found.setdefault(whole, weight)
        for word in self._other_names(stem):
            found[word] = max(found.get(word, 0.0), _SPELLED_OUT)
        if not found:
            found = self._two_words(stem) or self._spellings(stem)
        ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Related(word, weight) for word, weight in ranked[:_MOST_RELATED])

    def _other_names(self, stem: str) -> list[str]:
        """What else goes by the name of a word, in full or for short; for short where the word itself isn't there."""
        short = () if stem in self._frequencies else _LONG_OF.get(stem, ())
        return [word for word in (*_SHORT.get(stem, ()), *_OTHERS.get(stem, ()), *short) if word in self._frequencies]

    def first_part(self, stem: str) -> str | None:
        """What a compound begins with, where the corpus has its last part as a word: "integration" of "-sindsats"."""
        for cut in range(_SHORTEST_FIRST, len(stem) - _SHORTEST_PART + 1):
            if stem[cut:] in self._frequencies or any(form in self._frequencies for form in self._forms(stem[cut:])):
                head = stem[:cut]
                return head.removesuffix("s")
        return None

    def _forms(self, stem: str) -> list[str]:
        """The stems of other forms of a word, where the stemmer takes an end of the word itself for an ending.

        "Indsats" loses its last letter, "indsatsen" does not; so do "likviditet" and "likviditeten" part.
        """
        shorter = snowball(stem)
        forms = [shorter] if len(shorter) >= _SHORTEST_PART else []
        forms += [longer for end in _TAKEN_FOR_ENDINGS if snowball(longer := stem + end) == stem]
        return [form for form in forms if form != stem and form in self._frequencies]

    def _compounds(self, stem: str) -> dict[str, float]:
        """Longer words that begin or end with this one."""
        if len(stem) < _SHORTEST_PART or not stem.isalpha():
            return {}
        found = {}
        for word in _with_prefix(self._forward, stem):
            if len(word) >= len(stem) + 2:
                found[word] = 0.55
        for reverse in _with_prefix(self._backward, stem[::-1]):
            if len(reverse) >= len(stem) + 3:
                found[reverse[::-1]] = 0.6
        return found

    def _parts(self, word: str) -> dict[str, float]:
        """The corpus's own words that this one is put together of; the last names what it is."""
        for cut in range(len(word) - _SHORTEST_PART + 1, _SHORTEST_PART - 1, -1):
            tail = word[cut:]
            if tail not in self._frequencies or len(tail) < _SHORTEST_PART:
                continue
            for link in _LINKS:
                head = word[: cut - len(link)] if word[:cut].endswith(link) else ""
                if len(head) < _SHORTEST_PART:
                    continue
                # The head of a compound keeps the ending that its own stem has lost: "sygefravær(s)indsats".
                own = next((form for form in (head, stem(head)) if form in self._frequencies), None)
                if own is not None or self._begins(head):
                    return {tail: 0.5} | ({own: 0.5} if own is not None else {})
        return {}

    def _two_words(self, word: str) -> dict[str, float]:
        """The two words of the corpus that a compound is written as there: "chef dag" for "chefdag"."""
        for cut in range(len(word) - _SHORTEST_WORD, _SHORTEST_WORD - 1, -1):
            if word[:cut] in self._frequencies and word[cut:] in self._frequencies:
                return {word[:cut]: 0.5, word[cut:]: 0.5}
        return {}

    def _begins(self, head: str) -> bool:
        at = bisect_left(self._forward, head)
        return at < len(self._forward) and self._forward[at].startswith(head)

    def _spellings(self, stem: str) -> dict[str, float]:
        """Words one slip of the finger away, two for long words (Damerau-Levenshtein)."""
        if len(stem) < _SHORTEST_PART or not stem.isalpha():
            return {}
        allowed = 1 if len(stem) < 7 else 2 if len(stem) < 14 else 3
        near = [w for size in range(len(stem) - allowed, len(stem) + allowed + 1) for w in self._lengths.get(size, ())]
        hits = process.extract(stem, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=3)
        best = min((distance for _, distance, _ in hits), default=0)
        return {word: 0.8 - 0.1 * distance for word, distance, _ in hits if distance == best}


def is_slip(written: str, meant: str) -> bool:
    """Whether a near word was probably meant: letters are swapped, lacking or too many, or the word is a long one.

    In short ones another letter makes another word: "rygge" and "bygge".
    """
    return min(len(written), len(meant)) >= _LONG or len(written) != len(meant) or sorted(written) == sorted(meant)


def _with_prefix(words: list[str], prefix: str) -> Iterable[str]:
    at = bisect_left(words, prefix)
    while at < len(words) and words[at].startswith(prefix):
        yield words[at]
        at += 1
