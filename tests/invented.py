"""Invented minutes for tests, and a small encoder that is quick to make."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rag.analysis import stems
from rag.catalog import Catalog
from rag.domain import AgendaItem, Chunk, Meeting, Section, SectionKind, SourceFile, passage_text
from rag.embedding.encoder import Encoder
from rag.writing import CatalogWriter

HEADINGS = {kind: kind.value.capitalize() for kind in SectionKind}


class BagEncoder:
    """Counts of hashed stems: an encoder whose neighbours can be foretold."""

    def __init__(self, name: str = "bag-64", dimensions: int = 64) -> None:
        self.name = name
        self.dimensions = dimensions

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, shape (texts, dimensions)."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for stem in stems(text):
                row[zlib.crc32(stem.encode()) % self.dimensions] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as for passages."""
        return self.encode_passages(texts)


def item(number: str, title: str, case_number: str = "", **sections: str) -> AgendaItem:
    """An agenda item with sections by the names of `SectionKind`, in the order given."""
    text = f"{title}\n{case_number}\n" if case_number else f"{title}\n"
    found = []
    for name, body in sections.items():
        kind = SectionKind[name.upper()]
        text += f"\n{HEADINGS[kind]}\n"
        found.append(Section(kind, HEADINGS[kind], len(text), len(text) + len(body)))
        text += f"{body}\n"
    return AgendaItem(number, title, case_number, text=text, sections=tuple(found))


def meeting(day: str, *items: AgendaItem, body: str = "Havneudvalget") -> Meeting:
    """A meeting of an invented body."""
    return Meeting(body, date.fromisoformat(day), "16.00", "Sal B", "Til stede: alle", items)


def chunks(of: AgendaItem) -> tuple[Chunk, ...]:
    """One passage a section."""
    return tuple(
        Chunk(index, section.kind, section.heading, section.start, section.end, of.section_text(section))
        for index, section in enumerate(of.sections)
    )


def store(writer: CatalogWriter, encoder: Encoder, name: str, *meetings: Meeting) -> int:
    """Put meetings into the catalog as one file; returns the generation."""
    per_meeting = [(each, [chunks(entry) for entry in each.items]) for each in meetings]
    texts = [
        passage_text(entry.title, chunk)
        for each, per_item in per_meeting
        for entry, found in zip(each.items, per_item, strict=True)
        for chunk in found
    ]
    digest = f"{zlib.crc32(repr(meetings).encode()):064x}"
    return writer.replace_source(SourceFile(name, digest), per_meeting, encoder.encode_passages(texts))


def add(catalog: Catalog, encoder: Encoder, name: str, *meetings: Meeting) -> None:
    """Read meetings in as one file."""
    with catalog.write() as writer:
        store(writer, encoder, name, *meetings)


MAY = meeting(
    "2021-05-12",
    item("1", "Godkendelse af dagsorden", "00.01.00-G01-1-21", decision="Dagsordenen blev godkendt."),
    item(
        "2",
        "Ny slæbested ved Nordkajen",
        "05.01.00-P20-7-21",
        case="Sejlklubben ønsker et slæbested. Anlægget koster 1.250.000 kr.",
        recommendation="at slæbestedet anlægges i 2022.",
        decision="Indstillingen blev godkendt. Udvalget afsætter 1.250.000 kr. til slæbestedet.",
    ),
)
JUNE = meeting(
    "2021-06-09",
    item(
        "3",
        "Økonomirapport for havnen",
        "00.32.00-S00-2-21",
        case="Forvaltningen fremlægger rapporten.",
        decision="Rapporten blev taget til efterretning.",
    ),
)
COUNCIL = meeting(
    "2022-01-20",
    item("3", "Lystbådehavnens takster", "05.01.00-P20-7-21", decision="Taksterne hæves med 3 procent."),
    body="Kommunalbestyrelsen",
)


def fill(catalog: Catalog, encoder: Encoder) -> None:
    """Three meetings in three files."""
    with catalog.write() as writer:
        writer.set_encoder(encoder.name)
        store(writer, encoder, "maj.txt", MAY)
        store(writer, encoder, "juni.txt", JUNE)
        store(writer, encoder, "januar.txt", COUNCIL)
