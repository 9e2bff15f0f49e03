"""Parties (partier): by the names that people ask for, and the letters and short forms that minutes put for them.

The letters are those of the ballot papers, given by the Ministry of the Interior to parties that stand for the whole
country. Some minutes have the initials of the press instead: "(S)", "(DF)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.analysis import Token, fold, stems


@dataclass(frozen=True, slots=True)
class Party:
    """A party (parti): its `name` as a pattern, and the `signs` that stand for it, in capitals."""

    name: re.Pattern[str]
    signs: tuple[str, ...]

    def stands_in(self, text: str) -> bool:
        """Whether a text of the minutes names the party, or has one of its signs by itself."""
        return self.name.search(text) is not None or any(_alone(sign).search(text) for sign in self.signs)


def _party(name: str, *signs: str) -> Party:
    return Party(re.compile(rf"\b(?P<name>{name})s?\b"), signs)


# A name is looked for with its capital: "venstre" is a side of the road too.
PARTIES: tuple[Party, ...] = (
    _party(r"[Ss]ocialdemokrat(?:iet|ern?e|en)?|Social Democrats", "A", "S"),
    _party(r"(?:De )?Radikale(?: Venstre)?", "B", "R", "RV"),
    _party(r"(?:Det |De )?[Kk]onservative(?: Folkeparti)?", "C", "K", "KF"),
    _party(r"Nye Borgerlige", "D", "NB"),
    _party(r"SF|Socialistisk Folkeparti", "F", "SF"),
    _party(r"Liberal Alliance", "LA"),
    _party(r"Kristendemokraterne", "KD"),
    _party(r"Moderaterne", "M"),
    _party(r"Dansk Folkeparti|DF", "O", "DF"),
    _party(r"(?<!Radikale )Venstre", "V"),
    _party(r"Danmarksdemokraterne", "Æ", "DD"),
    _party(r"Enhedslisten", "Ø", "EL"),
    _party(r"Alternativet", "Å"),
)


def _alone(sign: str) -> re.Pattern[str]:
    """A sign by itself; before a full stop and a name it is an initial ("O. Hansen")."""
    return re.compile(rf"(?<![\w.-]){sign}(?![\w-]|\. ?[A-ZÆØÅ])")


def named_parties(question: str) -> list[tuple[str, Party]]:
    """The parties that a question names, each as it is written there but for a genitive; capitals don't count."""
    found = []
    for party in PARTIES:
        match = re.search(party.name.pattern, question, re.IGNORECASE)
        if match:
            found.append((match["name"], party))
    return found


def party_signs(question: str, terms: Iterable[Token]) -> dict[str, tuple[str, ...]]:
    """For the stem of each of a question's words that is of a party's name: the stems of that party's signs."""
    named = [(fold(name).split(), party) for name, party in named_parties(question)]
    return {
        token.stem: tuple(stem for sign in party.signs for stem in stems(sign))
        for token in terms
        for words, party in named
        if token.folded in words
    }
