"""Twenty bodies over twenty years: the minutes of an invented municipality, the same ones every time.

    python -m tests.benchmarks.municipality FOLDER [MEETINGS]

5,000 meetings are about 70,000 items and 300,000 passages. Cases go from a committee to Økonomiudvalget and Byrådet
under one journal number, titles repeat with other places, and every body writes in one of the ways that the
layouts under `tests/layouts` have. Fewer meetings are spread over the same bodies, in fewer years.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks import words
from tests.ingest.composing import MONTHS, WEEKDAYS

MEETINGS_A_YEAR = 250
LAST_DAY = date(2025, 12, 31)
_FORWARDED = 0.55
_CLOSED = 0.04
_REPEATED = 0.06


@dataclass(frozen=True)
class Matter:
    """A case: what it is called, its journal number, and what its sentences are filled with."""

    title: str
    journal_number: str
    slots: Mapping[str, str]


@dataclass(frozen=True)
class MadeItem:
    """An item as it stands in the minutes."""

    number: str
    title: str
    matter: Matter | None
    closed: bool = False


@dataclass(frozen=True)
class MadeMeeting:
    """A file of minutes: its name, its text, and what it holds."""

    name: str
    text: str
    body: str
    day: date
    items: tuple[MadeItem, ...]


@dataclass(frozen=True)
class Asked:
    """A question about a case, a meeting that dealt with it, and the items about it: (file name, item number)."""

    text: str
    subject: str
    journal_number: str
    body: str
    day: date
    right: tuple[tuple[str, str], ...]


@dataclass
class _Municipality:
    rng: random.Random
    waiting: dict[str, list[Matter]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    def meeting(self, number: int, body: str, day: date) -> MadeMeeting:
        style = _STYLES[(words.BODIES.index(body) + day.year // 4) % len(_STYLES)]
        matters = self._matters(body, day)
        items, parts = [], [style.head(body, day)]
        listed = ["Godkendelse af dagsorden", *(matter.title for matter in matters), "Eventuelt"]
        for position, (title, matter) in enumerate(zip(listed, [None, *matters, None], strict=True), start=1):
            closed = matter is not None and self.rng.random() < _CLOSED
            shown = "Lukket" if closed else title
            items.append(MadeItem(str(position), shown, matter, closed))
            parts.append(style.item(position, shown, matter.journal_number if matter else ""))
            if matter is None:
                parts.append(style.section("Beslutning", "Godkendt." if position == 1 else "Intet."))
            elif not closed:
                parts += [style.section(label, text) for label, text in self._sections(body, matter, day.year)]
                self._forward(body, matter)
        text = "\n\n".join(parts) + "\n"
        return MadeMeeting(f"{day.year}/{number:05}{style.suffix}", text, body, day, tuple(items))

    def _matters(self, body: str, day: date) -> list[Matter]:
        waiting = self.waiting.setdefault(body, [])
        old, self.waiting[body] = waiting[:14], waiting[14:]
        fresh = max(0, self.rng.randint(8, 16) - len(old))
        return old + [self._matter(day) for _ in range(fresh)]

    def _matter(self, day: date) -> Matter:
        rng = self.rng
        thing, the_thing = rng.choice(words.FACILITIES)
        place = _place(rng)
        template = rng.choice(words.MATTERS)
        first, second = rng.choice(words.FIRST).capitalize(), rng.choice(words.SECOND)
        filled = template.format(
            thing=thing, Thing=thing.capitalize(), place=place, number=rng.randint(10, 400), First=first, second=second
        )
        running = self.numbers[day.year] = self.numbers.get(day.year, 0) + 1
        group = f"{rng.randint(0, 88):02}.{rng.randint(0, 40):02}.{rng.randint(0, 20):02}"
        journal = f"{group}-{rng.choice('AGPSØ')}{rng.randint(0, 55):02}-{running}-{day.year % 100:02}"
        slots = {
            "thing": thing,
            "thing_the": the_thing,
            "Thing_the": the_thing.capitalize(),
            "place": place,
            "title": filled,
        }
        return Matter(filled, journal, slots)

    def _forward(self, body: str, matter: Matter) -> None:
        onward = words.HIGHER[words.HIGHER.index(body) + 1 :] if body in words.HIGHER else words.HIGHER
        if onward and self.rng.random() < _FORWARDED:
            self.waiting.setdefault(onward[0], []).append(matter)
        elif self.rng.random() < _REPEATED:
            self.waiting.setdefault(body, []).append(matter)

    def _sections(self, body: str, matter: Matter, year: int) -> Iterator[tuple[str, str]]:
        rng = self.rng

        def written(templates: Sequence[str], least: int, most: int) -> str:
            chosen = rng.sample(templates, min(len(templates), rng.randint(least, most)))
            return " ".join(_fill(rng, template, matter.slots, body, year) for template in chosen)

        if rng.random() < 0.4:
            yield "Resumé", written(words.OPENING, 1, 1)
        yield "Sagsfremstilling", "\n\n".join(written(words.CASE, 3, 7) for _ in range(rng.randint(1, 3)))
        if rng.random() < 0.5:
            yield "Økonomi", written(words.ECONOMY, 1, 3)
        if rng.random() < 0.25:
            yield "Lovgrundlag", written(words.LAW, 1, 2)
        if rng.random() < 0.2:
            yield "Høring", written(words.HEARING, 1, 2)
        wishes = [_fill(rng, t, matter.slots, body, year) for t in rng.sample(words.RECOMMENDED, rng.randint(1, 3))]
        recommended = "\n".join(f"{at}. {wish}" for at, wish in enumerate(wishes, start=1))
        yield "Indstilling", f"Forvaltningen indstiller,\n\n{recommended}"
        yield "Beslutning", written(words.DECIDED, 1, 2)
        if rng.random() < 0.4:
            yield "Bilag", "\n\n".join(_fill(rng, t, matter.slots, body, year) for t in rng.sample(words.ATTACHED, 2))


@dataclass(frozen=True)
class _Style:
    """A way to write minutes: templates of the head, of an item's first lines, and of a section's label."""

    suffix: str
    opening: str
    heading: str
    label: str

    def head(self, body: str, day: date) -> str:
        month = MONTHS[day.month - 1]
        long = f"{WEEKDAYS[day.weekday()]} den {day.day}. {month} {day.year}"
        return self.opening.format(body=body, day=f"{day:%d-%m-%Y}", long=long, Long=long.capitalize())

    def item(self, number: int, title: str, journal_number: str) -> str:
        return self.heading.format(number=number, title=title, journal=journal_number).strip()

    def section(self, label: str, text: str) -> str:
        return f"{self.label.format(label=label)}\n\n{text}"


_STYLES = (
    _Style(
        ".md", "# REFERAT {body} d. {day}\n\n**Mødedato** {Long} kl. 08:30\n\n**Mødested** Mødelokale 2",
        "# **Punkt {number}: {title}**\n\n{journal}", "## **{label}**",
    ),
    _Style(
        ".txt", "Referat fra mødet i {body} den {day}\n\nMødetidspunkt: kl. 15.30\n\nMødested: Rådssalen",
        "Punkt {number}: {title}\n\n{journal}", "{label}",
    ),
    _Style(
        ".txt", "REFERAT {body} d. {day}\n\nMødedato: {Long} kl. 16:00\n\nMødested: Rådhuset",
        "{number}. {title}\n\nJ.nr.: {journal}", "{label}",
    ),
    _Style(
        ".md", "# Åbent referat\n\n{body}\n\nDato: {Long}\n\nTid: kl. 17.00\n\nMødested: Skolen",
        "## Pkt. {number} {title}\n\nSagsnr. {journal}", "### {label}",
    ),
)  # fmt: skip


def make(count: int) -> Iterator[MadeMeeting]:
    """So many meetings, oldest first."""
    municipality = _Municipality(random.Random(count))
    for number, (day, body) in enumerate(_calendar(count)):
        yield municipality.meeting(number, body, day)


def write(folder: Path, count: int) -> list[MadeMeeting]:
    """Write the files into a folder, a year to each folder below it; the meetings come back without their text."""
    made = []
    for meeting in make(count):
        path = folder / meeting.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(meeting.text, encoding="utf-8")
        made.append(MadeMeeting(meeting.name, "", meeting.body, meeting.day, meeting.items))
    return made


def ask(meetings: Sequence[MadeMeeting], count: int) -> list[Asked]:
    """Questions about cases drawn by lot, each with every open item that is about its case."""
    rng = random.Random(count)
    found: dict[str, list[tuple[MadeMeeting, MadeItem]]] = {}
    for meeting in meetings:
        for item in meeting.items:
            if item.matter is not None and not item.closed:
                found.setdefault(item.matter.journal_number, []).append((meeting, item))
    drawn = rng.sample(sorted(found), min(count, len(found)))
    return [_asked(rng, found[key]) for key in drawn]


def _asked(rng: random.Random, dealt: Sequence[tuple[MadeMeeting, MadeItem]]) -> Asked:
    meeting, item = rng.choice(dealt)
    assert item.matter is not None
    slots = item.matter.slots
    return Asked(
        rng.choice(words.QUESTIONS).format(**slots),
        f"{slots['thing_the']} ved {slots['place']}",
        item.matter.journal_number,
        meeting.body,
        meeting.day,
        tuple((other.name, one.number) for other, one in dealt),
    )


def _calendar(count: int) -> list[tuple[date, str]]:
    """Days and bodies: every body meets about as often, on weekdays, none twice on a day."""
    years = max(1, round(count / MEETINGS_A_YEAR))
    first = date(LAST_DAY.year - years + 1, 1, 2)
    days = [first + timedelta(days=at) for at in range((LAST_DAY - first).days)]
    weekdays = [day for day in days if day.weekday() < 5 and day.month != 7]
    turns: list[tuple[date, str]] = []
    for at in range(count):
        body = words.BODIES[at % len(words.BODIES)]
        turns.append((weekdays[at * len(weekdays) // count], body))
    return turns


def _place(rng: random.Random) -> str:
    return rng.choice(words.SYLLABLES) + rng.choice(words.PLACES)


def _compound(rng: random.Random) -> str:
    return rng.choice(words.FIRST) + rng.choice(words.SECOND)


def _fill(rng: random.Random, template: str, slots: Mapping[str, str], body: str, year: int) -> str:
    """A sentence; each place of a word of its own is filled anew."""
    own: dict[str, object] = {
        "body": body,
        "Body": body,
        "higher": words.HIGHER[-1],
        "place_too": _place(rng),
        "name": f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}",
        "party": rng.choice(words.PARTIES),
        "year": year + rng.randint(-2, 4),
        "count": rng.randint(14, 990),
        "months": rng.randint(3, 13),
        "amount": f"{rng.randint(12, 940)}.000",
        "amount_too": f"{rng.randint(1, 9)},{rng.randint(1, 9)} mio.",
        "compound": _compound(rng),
        "Compound": _compound(rng).capitalize(),
        "compound_the": f"kommunens {_compound(rng)}",
        "Compound_the": f"Kommunens {_compound(rng)}",
    }
    return template.format(**(own | dict(slots) | {"Thing": slots["thing"].capitalize()}))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
