"""From an agenda item to chunks (tekststykker): one or more passages of each section.

A passage is small enough that one embedding says what it is about, and ends where a sentence or a paragraph
ends, so that every sentence can be quoted from one passage.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.domain import AgendaItem, Chunk, Section, SectionKind
from rag.sentences import split_sentences

WHOLE_ITEM = 400
"""An item of at most this many characters is one chunk."""
WHOLE_SECTION = 1200
"""A section of at most this many characters is one chunk."""
TARGET = 900
"""A longer section is cut into chunks of at most this many characters, where its sentences allow."""
LEAST = 300
"""A last piece shorter than this joins the one before it."""


def chunk_item(item: AgendaItem) -> tuple[Chunk, ...]:
    """Cut an item into chunks, in reading order.

    `chunk.text` equals `item.text[chunk.start:chunk.end]`; every visible character of every section lies
    in exactly one chunk. A closed item has none. An item without sections is cut as one text.
    """
    if item.closed or not item.text.strip():
        return ()
    if len(item.text) <= WHOLE_ITEM or not item.sections:
        return tuple(_chunk(item, None, start, end) for start, end in _pieces(item.text, 0, len(item.text)))
    return tuple(
        _chunk(item, index, start, end)
        for index, section in enumerate(item.sections)
        for start, end in _pieces(item.text, section.start, section.end)
    )


def _chunk(item: AgendaItem, index: int | None, start: int, end: int) -> Chunk:
    section = _leading(item) if index is None else item.sections[index]
    kind = section.kind if section else SectionKind.OTHER
    heading = section.heading if section else ""
    return Chunk(index, kind, heading, start, end, item.text[start:end])


def _leading(item: AgendaItem) -> Section | None:
    """The section that a whole item is best filed under: its decision, else its first."""
    decisions = item.of_kind(SectionKind.DECISION)
    return decisions[-1] if decisions else next(iter(item.sections), None)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if end - start <= WHOLE_SECTION:
        yield start, end
        return
    yield from _packed(list(_bounded(text, start, end)), text)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span; one without an end for too long is cut at spaces."""
    for first, last in split_sentences(text[start:end]):
        begin, stop = start + first, start + last
        while stop - begin > WHOLE_SECTION:
            cut = text.rfind(" ", begin + LEAST, begin + TARGET)
            cut = cut if cut > 0 else begin + TARGET
            yield begin, cut
            begin = cut
            while text[begin].isspace():
                begin += 1
        yield begin, stop


def _packed(sentences: list[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    """Whole sentences packed up to the target size, preferring to break between paragraphs."""
    begin, stop = sentences[0]
    remaining = sentences[-1][1]
    for first, last in sentences[1:]:
        paragraph = "\n" in text[stop:first] and text.count("\n", stop, first) > 1
        full = last - begin > TARGET
        rounded = paragraph and stop - begin >= TARGET * 2 // 3
        if ((full or rounded) and remaining - first >= LEAST) or last - begin > WHOLE_SECTION:
            yield begin, stop
            begin = first
        stop = last
    yield begin, stop
