"""A thousand meetings made from the layouts and the composed minutes: the same number gives the same files.

`python -m tests.benchmarks.generator FOLDER [COUNT]` writes them. Every meeting has a body and a day of its own.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.ingest.composing import MONTHS, SENTENCES, WEEKDAYS, compose

ROOT = Path(__file__).parents[2]
LAYOUTS = ROOT / "tests" / "layouts"
FIRST_DAY = date(1996, 1, 8)
DETAILS = (
    "Forvaltningen har i {year} gennemgået {count} sager og vurderer, at udgiften bliver {amount} kr. årligt.",
    "På {street} er der talt {count} cyklister i døgnet, og farten skal ned på {limit} km/t.",
    "{count} borgere har skrevet til kommunen om {topic}, og de fleste ønsker en løsning inden {year}.",
    "Der afsættes {amount} kr. til {topic}, som finansieres af puljen for {year}.",
    "Høringen om {topic} gav {count} svar; heraf handler {limit} om {street}.",
)
STREETS = ("Elmevej", "Nørregade", "Havnegade", "Skovbrynet", "Møllebakken", "Strandvejen", "Kirkestræde", "Åparken")
TOPICS = ("legepladser", "busruter", "hjemmehjælp", "svømmehaller", "cykelstier", "daginstitutioner", "affald", "lys")


@dataclass(frozen=True)
class Made:
    """A file of minutes that was made: its name, its text, and how many items it holds."""

    name: str
    text: str
    body: str
    day: date
    items: int


def make(count: int) -> Iterator[Made]:
    """So many files of one meeting each, composed ones and redated layouts by turns."""
    layouts = list(_layouts())
    taken: set[tuple[str, date]] = set()
    seed = 0
    for number in range(count):
        if number % 2:
            path, parsed = layouts[(number // 2) % len(layouts)]
            made = _redated(path, parsed, FIRST_DAY + timedelta(days=7 * number), number)
        else:
            while (composed := compose(seed)) and (composed.body, composed.day) in taken:
                seed += 1
            seed += 1
            text = _lengthened(composed.text, number)
            made = Made(f"{number:05}.txt", text, composed.body, composed.day, len(composed.items))
        taken.add((made.body, made.day))
        yield made


def write(folder: Path, count: int = 1000) -> list[Made]:
    """Write the files into a folder, a hundred to each folder below it."""
    made = list(make(count))
    for number, each in enumerate(made):
        below = folder / f"{number // 100:02}"
        below.mkdir(parents=True, exist_ok=True)
        (below / each.name).write_text(each.text, encoding="utf-8")
    return made


def _layouts() -> Iterator[tuple[Path, dict[str, object]]]:
    """The layouts of text with one meeting whose day is written in them."""
    for path in sorted(LAYOUTS.iterdir()):
        if path.suffix not in (".txt", ".md", ".html"):
            continue
        parsed = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if len(parsed["meetings"]) == 1 and not parsed["warnings"]:
            yield path, parsed["meetings"][0]


def _redated(path: Path, parsed: dict[str, object], day: date, number: int) -> Made:
    text = path.read_text(encoding="utf-8")
    old = date.fromisoformat(str(parsed["date"]))
    # The same day of the week, so that the text stays true.
    day += timedelta(days=(old.weekday() - day.weekday()) % 7)
    for before, after in zip(_written(old), _written(day), strict=True):
        text = re.sub(rf"(?<!\d){re.escape(before)}(?!\d)", after, text, flags=re.IGNORECASE)
    items = parsed["items"]
    body = f"{number:05}-{path.stem[3:]}{path.suffix}"
    return Made(body, text, str(parsed["body"]), day, len(items) if isinstance(items, list) else 0)


def _written(day: date) -> list[str]:
    """Every way in which the layouts write a day."""
    month = MONTHS[day.month - 1]
    forms = [f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day.day}-{day.month}-{day.year}"]
    forms += [
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}/{day.month}-{day.year}",
    ]
    for number in (f"{day.day:02}", str(day.day)):
        forms += [
            f"{number}. {month} {day.year}",
            f"{number}. {month[:3]} {day.year}",
            f"{number}. {month[:3]}. {day.year}",
            f"{number}-{month[:3]}-{day.year}",
        ]
        forms += [f"{number}. {month}", f"{number}-{month}-{day.year}", f"{number} {month} {day.year}"]
    return [*forms, f"{WEEKDAYS[day.weekday()]} {day.year}"]


def _lengthened(text: str, number: int) -> str:
    """The text with paragraphs of its own after its sentences, to the length of usual minutes."""
    rng = random.Random(number)

    def paragraph(match: re.Match[str]) -> str:
        details = [
            rng.choice(DETAILS).format(
                year=rng.randint(1998, 2026),
                count=rng.randint(3, 900),
                amount=f"{rng.randint(10, 9000)}.000",
                street=rng.choice(STREETS),
                limit=rng.choice((30, 40, 50)),
                topic=rng.choice(TOPICS),
            )
            for _ in range(rng.randint(1, 6))
        ]
        return f"{match[0]} {' '.join(details)}"

    return re.sub("|".join(re.escape(sentence) for sentence in SENTENCES), paragraph, text)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
