"""The sentences of an agenda item (sætninger), with the section and the list that each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.domain import AgendaItem, SectionKind
from rag.sentences import split_sentences

_LIST_MARK = re.compile(r"[ \t]*(?:[-–•*]|\d{1,2}[.)]|[a-z]\))[ \t]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list entry of an item, at its offsets in the item's text.

    `section` is the index of its section, or None above the first label. `listed` tells a list entry.
    """

    section: int | None
    kind: SectionKind
    heading: str
    start: int
    end: int
    text: str
    listed: bool


def read_sentences(item: AgendaItem) -> tuple[Sentence, ...]:
    """Every sentence under a label of an item, in reading order; a closed item has none."""
    if item.closed:
        return ()
    found = []
    for index, section in enumerate(item.sections):
        body = item.section_text(section)
        for start, end in split_sentences(body):
            text = body[start:end]
            if any(letter.isalnum() for letter in text):
                listed = _LIST_MARK.match(_line_before(body, start) + text) is not None
                found.append(
                    Sentence(
                        index, section.kind, section.heading, section.start + start, section.start + end, text, listed
                    )
                )
    return tuple(found)


def _line_before(body: str, start: int) -> str:
    return body[body.rfind("\n", 0, start) + 1 : start]


def list_around(sentences: tuple[Sentence, ...], at: int) -> tuple[int, int]:
    """The run of sentences that make one list with the sentence at an index: first and last index.

    The sentence right before a list, its lead-in, belongs to it. A sentence of no list is a run of its own.
    """
    sentence = sentences[at]
    if sentence.listed:
        first = at
        while first > 0 and _same_list(sentences[first - 1], sentence):
            first -= 1
        if first > 0 and sentences[first - 1].section == sentence.section:
            first -= 1
    elif at + 1 < len(sentences) and _same_list(sentences[at + 1], sentence):
        first = at
    else:
        return at, at
    last = at
    while last + 1 < len(sentences) and _same_list(sentences[last + 1], sentence):
        last += 1
    return first, last


def _same_list(other: Sentence, sentence: Sentence) -> bool:
    return other.listed and other.section == sentence.section
