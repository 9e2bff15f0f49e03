"""Leaning (sammenhæng): which sentences another one can't be read without."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.evidence import Evidence
from rag.passages import Sentence, list_around
from rag.values import names_speaker

_SHORT_LEAD_IN = 90
_SHORT_BRIDGE = 60
_FAR_FROM_SPEAKER = 3
# "Det er meningen … Dette kræver … Det er muligt …": what the second says is said of the first.
_MOST_REFERRED = 2
_SEVERAL = 2
_LEANS_BACK = re.compile(
    r"^(?:Det|Den|Dette|Denne|Disse|De|Her|Dermed|Derfor|Derudover|Herudover|Herunder|Desuden|Han|Hun|Systemet|Heraf|Særligt)\b"
    # A vote is on what stands before it.
    r"|^(?:Ændringsf|F)orslaget (?:blev|bortfaldt|faldt)\b"
    r"|^(?:Imod|For)\b.{0,40}\bstemte\b|^[^.]{0,60}\bstemte (?:i?mod|for)\b"
)
_LEANS_ON = re.compile(
    r"^(?:Dette|Denne|Disse|Dermed|Det skal|Hun|Han|Herefter|På (?:den|denne) baggrund|"
    r"(?:På baggrund af|Ud fra) (?:disse|dette|denne)|Heraf|Resten|De (?:øvrige|resterende)|Begge|"
    r"(?:Ændringsf|F)orslaget (?:blev|bortfaldt|faldt)|"
    r"(?:En|Et|Én|To|Tre|Fire|Fem|Seks|Nogle|Flere|Halvdelen|Ingen|\d+) af (?:dem|disse))\b"
)


def turn_of(sentences: Sequence[Sentence], name: str) -> list[Sentence]:
    """What stands under somebody's name ("Birgit: …"), to the next name or the section's end; empty where none does."""
    turn: list[Sentence] = []
    for sentence in sentences:
        if names_speaker(sentence.text):
            if turn:
                break
            turn = [sentence] if re.match(rf"{re.escape(name)}\b", sentence.text) else []
        elif turn and sentence.section == turn[0].section:
            turn.append(sentence)
    return turn


def turns_around(text: str, sentences: Sequence[Sentence], at: int) -> list[Sentence]:
    """What all say under their names in the section of a sentence, with what leads it in; empty where only one does.

    The last turn ends with its line of the item's `text`: nothing tells what else is still that speaker's.
    """
    speaking = [
        position
        for position, sentence in enumerate(sentences)
        if sentence.section == sentences[at].section and names_speaker(sentence.text)
    ]
    if len(speaking) < _SEVERAL:
        return []
    first = speaking[0] - 1 if together(sentences, speaking[0] - 1, speaking[0]) else speaking[0]
    lead = first if sentences[first].text.endswith(":") else speaking[0]
    last = speaking[-1]
    while together(sentences, last, last + 1) and "\n" not in text[sentences[last].end : sentences[last + 1].start]:
        last += 1
    return list(sentences[lead : last + 1])


def leaning(best: Evidence, sentences: tuple[Sentence, ...]) -> list[int]:
    """The positions beside the best sentence without which it can't be read."""
    found = []
    after = best.position + 1
    if best.sentence.listed:
        lead_in, _ = list_around(sentences, best.position)
        if not sentences[lead_in].listed and len(sentences[lead_in].text) <= _SHORT_LEAD_IN:
            found.append(lead_in)
    if together(sentences, best.position, after) and _LEANS_ON.match(sentences[after].text):
        found.append(after)
    return found


def bridged(positions: Collection[int], sentences: tuple[Sentence, ...]) -> set[int]:
    """Positions with those of the short sentences that lie alone between two of them, which read better than a gap."""
    between = {
        at + 1
        for at in positions
        if at + 2 in positions
        and together(sentences, at, at + 2)
        and len(sentences[at + 1].text) <= _SHORT_BRIDGE
        and not sentences[at + 1].listed
    }
    return {*positions, *between}


def referred(position: int, sentences: tuple[Sentence, ...]) -> list[int]:
    """The sentences before one that begins with a word for them ("Dette", "Her"); empty where it stands by itself."""
    first = position
    while position - first < _MOST_REFERRED and _leans_back(first, sentences):
        first -= 1
    return list(range(first, position))


def _leans_back(position: int, sentences: tuple[Sentence, ...]) -> bool:
    return bool(_LEANS_BACK.match(sentences[position].text)) and together(sentences, position - 1, position)


def speaker(position: int, sentences: tuple[Sentence, ...]) -> list[int]:
    """From the name that a sentence is told under ("Birgit: …") to the sentence before it; empty where it has none."""
    for first in range(position, max(-1, position - _FAR_FROM_SPEAKER), -1):
        if sentences[first].section != sentences[position].section:
            break
        if names_speaker(sentences[first].text):
            return list(range(first, position))
    return []


def together(sentences: Sequence[Sentence], first: int, second: int) -> bool:
    """Whether two positions, the first before the second, are sentences of one section."""
    return 0 <= first < second < len(sentences) and sentences[first].section == sentences[second].section
