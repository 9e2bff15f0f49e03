"""Minutes that something happened to: whatever it was, what is read holds together, and soon.

`python -m tests.ingest.test_fuzz 20000` runs more than the suite does, and prints what became of them.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ingest.chunking import chunk_item
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from ingest.reading import ReadFile
from ingest.workers import Readers
from rag.domain import AgendaItem, SourceFile
from rag.errors import DocumentRejected

ROOT = Path(__file__).parents[2]
TEXTS, BINARIES = 900, 100
SECONDS = 5.0
FILES = sorted(path for path in (ROOT / "tests" / "layouts").iterdir() if path.suffix != ".json")
NUMBER = re.compile(r"(?<![\d./-])010203-1234(?![\d/-]|\.\d)")
INSERTED = (
    "\u202e", "\x00", "\x0c", "\ufeff", "010203-1234", "Punkt 3: ", "Beslutning", "Lukket", "1. ", "**", "# ", "\t",
    "Indholdsfortegnelse", "REFERAT Byrådet d. 01-02-2023", "LUKKEDE SAGER", "Bilag", "For stemte: 5 (A+V)", "[a](b)",
    "....... 7",
)  # fmt: skip


def check_item(item: AgendaItem) -> None:
    position = 0
    for section in item.sections:
        assert position <= section.start <= section.end <= len(item.text)
        body = item.section_text(section)
        assert body == body.strip()
        position = section.end
    assert not (item.closed and item.sections)
    for chunk in chunk_item(item):
        assert chunk.text == item.text[chunk.start : chunk.end]


def check_text(text: str) -> str:
    """Read a text and check what was read; returns what became of it."""
    started = time.perf_counter()
    try:
        document = parse_text(text, source_name="2020-01-01.txt")
    except DocumentRejected:
        return "rejected"
    assert time.perf_counter() - started < SECONDS
    assert document.meetings
    assert 0 <= document.figures.placed <= 1
    assert not NUMBER.search(repr(document))
    for meeting in document.meetings:
        for item in meeting.items:
            check_item(item)
    return "warned" if document.warnings else "read"


def mutate(text: str, rng: random.Random) -> str:
    """A text with one to eight things done to its lines."""
    lines = text.split("\n")
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(lines))
        match rng.randrange(9):
            case 0:
                del lines[at : at + rng.randint(1, 4)]
            case 1:
                lines.insert(at, lines[rng.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: rng.randint(0, len(lines[at]))]
            case 3:
                lines[at] = lines[at].upper()
            case 4:
                lines[at] = rng.choice(INSERTED) + lines[at] + rng.choice(INSERTED)
            case 5:
                lines[at] = lines[at] * rng.randint(2, 30)
            case 6:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 7:
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
            case _:
                lines.insert(at, rng.choice(INSERTED))
        lines = lines or [""]
    return "\n".join(lines)


def damage(data: bytes, rng: random.Random) -> bytes:
    """Bytes with some of them changed, cut out or doubled."""
    damaged = bytearray(data)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(max(1, len(damaged)))
        match rng.randrange(3):
            case 0:
                damaged[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del damaged[at : at + rng.randint(1, 400)]
            case _:
                damaged[at:at] = damaged[at : at + rng.randint(1, 400)]
    return bytes(damaged)


def mutated_texts(count: int) -> Iterator[str]:
    texts = [convert_bytes(path.read_bytes(), path.name).text for path in FILES]
    for seed in range(count):
        rng = random.Random(seed)
        text = mutate(rng.choice(texts), rng)
        yield text if rng.random() < 0.8 else f"{text}\n{mutate(rng.choice(texts), rng)}"


def damaged_files(count: int) -> Iterator[tuple[SourceFile, bytes]]:
    for seed in range(count):
        rng = random.Random(seed)
        path = rng.choice(FILES)
        yield SourceFile(path.name, ""), damage(path.read_bytes(), rng)


def check_files(count: int) -> Counter[str]:
    became: Counter[str] = Counter()
    with Readers(seconds=4 * SECONDS) as readers:
        for _, reply in readers.read(damaged_files(count)):
            if isinstance(reply, ReadFile):
                for meeting, _ in reply.meetings:
                    for item in meeting.items:
                        check_item(item)
                became["read"] += 1
                continue
            assert "fejl i programmet" not in reply
            assert "stoppe" not in reply
            became["rejected"] += 1
    return became


def test_mutated_minutes_are_read_or_rejected() -> None:
    became = Counter(check_text(text) for text in mutated_texts(TEXTS))
    assert became.total() == TEXTS
    assert became["rejected"] < TEXTS // 5


def test_damaged_files_are_read_or_rejected() -> None:
    assert sum(check_files(BINARIES).values()) == BINARIES


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    became = Counter(check_text(text) for text in mutated_texts(wanted * 9 // 10))
    sys.stdout.write(f"texts {dict(became)}, files {dict(check_files(wanted // 10))}\n")
