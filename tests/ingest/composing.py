"""Minutes composed from the ways that Danish bodies write them, with what they should be read as."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from rag.domain import SectionKind

K = SectionKind
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
BODIES = (
    "Økonomiudvalget",
    "Teknisk Udvalg",
    "Børne- og Skoleudvalget",
    "Byrådet",
    "Kommunalbestyrelsen",
    "Ældrerådet",
    "Udvalget for Klima og Miljø",
    "Direktionen",
    "Regionsrådet",
    "Kultur- og Fritidsudvalget",
)
TOPICS = (
    "Cykelsti ved Elmevej",
    "Budgetopfølgning pr. 31. marts",
    "Takster for 2024",
    "Lokalplan 112 - Havnekajen",
    "Ny svømmehal (20 min)",
    "Høringssvar til udbudsplan",
    "Orientering fra formanden",
    "Tilskud til Musikskolen",
    "Godkendelse af dagsorden",
    "Vinterregulativ 2023/2024",
    "Salg af Mosevej 3",
    "Evt.",
    "Kvalitetsstandard for hjemmehjælp",
    "Status på byggeri ved Åparken og Nørre Allé",
)
SENTENCES = (
    "Forvaltningen har undersøgt behovet for nye pladser.",
    "Udgiften er ca. 2,5 mio. kr. om året.",
    "Sagen blev drøftet den 3. maj 2018.",
    "Der er 12 klasser i skoleåret 2018/2019.",
    "Planen bygger bl.a. på svar fra 3. og 4. klasse.",
    "Ordningen omfatter alle borgere over 65 år.",
)
DECISIONS = (
    "Godkendt.",
    "Taget til efterretning.",
    "Udsat til næste møde.",
    "Indstillingen blev vedtaget.",
    "For stemte: 5 (A+V)\nImod stemte: 2 (O)\nVedtaget.",
    "Ad 1: Godkendt.\nAd 2: Udsat.\nIda Krogh (F) deltog ikke.",
)
SECTIONS = (
    (K.OCCASION, ("Anledning", "Beslutningstema", "Sagens kerne", "Resumé", "Indledning", "Formål")),
    (K.CASE, ("Sagsfremstilling", "Sagsbeskrivelse", "Baggrund", "Problemstilling", "Redegørelse")),
    (K.ECONOMY, ("Økonomi", "Økonomiske konsekvenser")),
    (K.LEGAL_BASIS, ("Lovgrundlag",)),
    (K.HEARING, ("Høring",)),
    (K.PROCEDURE, ("Sagsgang", "Historik", "Beslutningskompetence")),
)
RECOMMENDATIONS = ("Indstilling", "Forslag", "Anbefaling", "Forvaltningens indstilling")
CLOSED = ("Lukket", "Lukket punkt", "Lukket - {}", "Lukket: {}", "{} (Lukket)", "{} (FOR LUKKEDE DØRE)")


@dataclass(frozen=True)
class Expected:
    """An item as it should be read; `decision` is the text of its own decision."""

    number: str
    title: str
    case_number: str
    closed: bool
    kinds: tuple[SectionKind, ...]
    decision: str


@dataclass(frozen=True)
class Composed:
    """Composed minutes: their text, and what they should be read as."""

    text: str
    body: str
    day: date
    time: str
    items: tuple[Expected, ...]
    style: str


def compose(seed: int) -> Composed:
    """Minutes of one meeting; the same seed gives the same minutes."""
    return _Composer(random.Random(seed)).compose()


class _Composer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        pick = rng.choice
        self.body = pick(BODIES)
        self.day = date(rng.randint(2004, 2024), rng.randint(1, 12), rng.randint(1, 28))
        self.hour = rng.randint(8, 19)
        self.markdown = rng.random() < 0.25
        self.dense = not self.markdown and rng.random() < 0.4
        self.item_style = pick(
            (
                "Punkt {n}: {t}",
                "{n}. {t}",
                "{n} {t}",
                "Pkt. {n} {t}",
                "Sag nr. {n} {t}",
                "Sag nr. {n}\n{t}",
                "{t}\nSag nr. {n}",
                "Nr. {n} - {t}",
                "{n} : {t}",
                "Punkt {n}. {t}",
                "{n}) {t}",
                "Punkt {n}\n\n{t}",
            )
        )
        self.case_label = pick(
            ("", "", "Sagsnr.: ", "Sagsnr. ", "Sag ", "J.nr.: ", "J.nr. ", "Sagsid: ", "Journalnr.: ")
        )
        self.case_style = pick(("kle", "kle", "old", "slash", "odd", "dashed", "plain"))
        self.colon = ":" if not self.markdown and rng.random() < 0.3 else ""
        self.labels = {kind: pick(words) for kind, words in SECTIONS}
        self.recommendation = pick(RECOMMENDATIONS)
        self.decision = pick(
            ("Beslutning", "Beslutning", "Vedtagelse", "Beslutning i {body} den {date}", "{body}s beslutning")
        )
        self.order = pick(("late", "late", "late", "first", "recommendation first"))
        self.closed = pick(CLOSED)
        self.first = pick((1, 1, 1, rng.randint(20, 240)))
        self.earlier = rng.random() < 0.25

    def compose(self) -> Composed:
        rng = self.rng
        count = rng.randint(3, 8)
        titles = rng.sample(TOPICS, count)
        closed_at = rng.randrange(1, count) if rng.random() < 0.6 else -1
        items: list[Expected] = []
        parts: list[str] = []
        for index, title in enumerate(titles):
            text, expected = self._item(self.first + index, title, closed=index == closed_at)
            parts.append(text)
            items.append(expected)
        blocks = [*self._head(), *(self._contents(items) if rng.random() < 0.4 else []), *parts]
        text = ("\n" if self.dense else "\n\n").join(blocks) + "\n"
        style = (
            f"{self.item_style!r} {self.case_label!r} {self.case_style} {self.decision!r} {self.order} {self.markdown}"
        )
        return Composed(text, self.body, self.day, f"{self.hour:02}:30", tuple(items), style)

    def _date(self, style: str) -> str:
        day = self.day
        month = MONTHS[day.month - 1]
        return {
            "long": f"{day.day}. {month} {day.year}",
            "weekday": f"{WEEKDAYS[day.weekday()]} den {day.day}. {month} {day.year}",
            "short": f"{WEEKDAYS[day.weekday()].capitalize()} d. {day.day:02}. {month} {day.year}",
            "dashes": f"{day:%d-%m-%Y}",
            "dots": f"{day:%d.%m.%Y}",
            "named": f"{day.day:02}-{month[:3]}-{day.year}",
            "abbreviated": f"{day.day}. {month[:3]} {day.year}",
        }[style]

    def _head(self) -> list[str]:
        pick = self.rng.choice
        styles = ("long", "weekday", "short", "dashes", "dots", "named", "abbreviated")
        clock = pick((f"kl. {self.hour}.30", f"kl. {self.hour:02}:30"))
        when = self._date(pick(styles))
        opener = pick(
            (
                [f"REFERAT {self.body} d. {self.day:%d-%m-%Y}", f"Mødedato: {when} {clock}"],
                [f"Referat fra mødet i {self.body} den {when}", f"Mødetidspunkt: {clock}"],
                [f"Beslutningsprotokol\n{self.body}", f"{self._date('weekday').capitalize()} {clock}"],
                ["Åbent referat", self.body, f"Dato: {when}", f"Tid: {clock}"],
                [f"{self.body}\nTillægsreferat", f"Mødedato: {when}", f"Starttidspunkt: {clock}"],
                ["Dagsorden med vedtagelser", f"for {self.body}", f"{self._date('weekday').capitalize()}, {clock}"],
                [f"{self.body} – Referat – {self._date('long')}", f"Tidspunkt: {clock}"],
            )
        )
        if self.markdown:
            opener = [f"# {opener[0]}", *opener[1:]]
        return [
            *opener,
            f"Mødested: {pick(('Rådssalen', 'Mødelokale 4', 'Skolen'))}",
            "Deltagere: Anna Holm (A), Bo Lind (V)",
        ]

    def _contents(self, items: list[Expected]) -> list[str]:
        leaders = self.rng.random() < 0.7
        lines = [
            f"{item.title}.....\t{page}" if leaders else f"{item.number}. {item.title}"
            for page, item in enumerate(items, 2)
        ]
        return ["Indholdsfortegnelse", "\n".join(lines)]

    def _case_number(self) -> str:
        rng = self.rng
        number, year = rng.randint(1, 29999), self.day.year
        return {
            "kle": f"00.30.14-G01-{number % 90 + 1}-{year % 100:02}",
            "old": f"00.01.00P35-{number % 9000 + 100:04}",
            "slash": f"{year % 100:02}/{number + 1000}",
            "odd": f"{year}/{number + 10000:06}",
            "dashed": f"306-{year}-{number + 100}",
            "plain": f"{year}-{number:06}",
        }[self.case_style]

    def _mark(self, words: str, level: int) -> str:
        if not self.markdown:
            return words
        rng = self.rng
        return f"{'#' * rng.randint(1, level)} " + (f"**{words}**" if rng.random() < 0.5 else words)

    def _item(self, number: int, title: str, *, closed: bool) -> tuple[str, Expected]:
        shown = self.closed.format(title) if closed else title
        heading = "\n".join(
            self._mark(part, 2) if part else part for part in self.item_style.format(n=number, t=shown).split("\n")
        )
        case_number = self._case_number() if self.rng.random() < 0.9 or closed else ""
        parts = [heading] + ([self.case_label + case_number] if case_number else [])
        if closed:
            public = shown if shown in ("Lukket", "Lukket punkt") else "Lukket"
            return self._joined(parts), Expected(str(number), public, case_number, True, (), "")  # noqa: FBT003
        sections, decision = self._sections()
        for _, label, body in sections:
            parts += [self._mark(label + self.colon, 4), body]
        kinds = tuple(kind for kind, _, _ in sections)
        return self._joined(parts), Expected(str(number), title, case_number, False, kinds, decision)  # noqa: FBT003

    def _joined(self, parts: list[str]) -> str:
        return ("\n" if self.dense else "\n\n").join(parts)

    def _sections(self) -> tuple[list[tuple[SectionKind, str, str]], str]:
        rng = self.rng
        chosen = [
            (kind, self.labels[kind], " ".join(rng.sample(SENTENCES, rng.randint(1, 4))))
            for kind, _ in SECTIONS
            if rng.random() < (0.8 if kind is K.CASE else 0.35)
        ]
        recommended = "Direktøren indstiller,\n1. at sagen godkendes\n2. at punkt 3 udsættes"
        recommendation = [(K.RECOMMENDATION, self.recommendation, recommended)] if rng.random() < 0.6 else []
        named = self.decision.format(body=self.body, date=self._date("long"))
        decision = rng.choice(DECISIONS)
        decided = [(K.DECISION, named, decision)]
        if self.earlier and self.order != "first" and "{date}" in self.decision:
            decided.insert(0, (K.DECISION, "Beslutning i Fagudvalget den 2. januar 2003", "Anbefales."))
        attachments = [(K.ATTACHMENTS, "Bilag", "Notat om økonomi\nKort over området")] if rng.random() < 0.4 else []
        if self.order == "first":
            return [*decided, *chosen, *recommendation, *attachments], decision
        if self.order == "recommendation first":
            return [*recommendation, *chosen, *decided, *attachments], decision
        return [*chosen, *recommendation, *decided, *attachments], decision
