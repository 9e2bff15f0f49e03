"""Drafts (udkast): statements with the spans that they rest on, before they are checked and numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from prompts import answers as words
from rag.dates import months, season_months
from rag.domain import AnswerStatus, Citation, ItemRecord, Outcome, Period, Section, SectionKind
from rag.passages import Sentence

GAP = " […] "
_HEADING = 60
# Their lines are names and outcomes, and no headings.
_LINES = frozenset({SectionKind.ATTACHMENTS, SectionKind.DECISION, SectionKind.RECOMMENDATION})
# What a shortened text doesn't end with: "børn, voksne, ældre og et …".
_HANGING = re.compile(r"(?:[ ,;·]+(?:og|samt|eller|et|en|den|det|de|der|som|at|i|på|til|af|for|med|om|ved|fra))+$")
_POINT = re.compile(
    r"\b(?:beslut\w+|godkend\w+|vedtag\w+|vedtog|tiltr[æaå]d\w+|anbefal\w+|indstill\w+|afvis\w+|udsat\w*|udsæt\w+|oversend\w+)\b",
    re.IGNORECASE,
)
_EARLY = 0.6
_SEVERAL = re.compile(r"[.:;·] ")


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A statement to be (udkast til udsagn): its Markdown and what it cites."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer to be (udkast til svar).

    `nearest` are items that came close where nothing answers; `lifted` are the fields of demanded filters that
    were set aside to find it. Only what is said to somebody who asks nothing of the minutes is not `searched` for.
    """

    status: AnswerStatus
    statements: tuple[DraftStatement, ...] = ()
    lead: str = ""
    nearest: tuple[ItemRecord, ...] = ()
    outcome: Outcome | None = None
    notes: tuple[str, ...] = field(default=())
    lifted: frozenset[str] = frozenset()
    searched: bool = True


def danish_date(day: date) -> str:
    """A date as Danes write it: 9. maj 2018."""
    return f"{day.day}. {words.MONTHS[day.month - 1]} {day.year}"


def danish_period(period: Period) -> str:
    """A period in words: a day, a month, a season, a year, or from one date to another."""
    first, last = period.first, period.last
    if last is None:
        return words.PERIOD_FROM.format(first=danish_date(first)) if first else ""
    if first is None:
        return words.PERIOD_UNTIL.format(last=danish_date(last))
    if first == last:
        return danish_date(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
    if (first.year, first.month) == (last.year, last.month) and first.day == 1:
        return f"{words.MONTHS[first.month - 1]} {first.year}"
    season = next((name for name in words.SEASONS if _is_season(name, period)), "")
    if season:
        return f"{season} {first.year}"
    return f"{danish_date(first)} – {danish_date(last)}"


def _is_season(name: str, period: Period) -> bool:
    ends = season_months(name)
    return ends is not None and period.first is not None and period == months(period.first.year, *ends)


def counted_items(count: int) -> str:
    """How many items in words: "ét punkt", "3 punkter"."""
    return words.ONE_ITEM if count == 1 else words.ITEMS.format(count=count)


def with_newest(text: str, found: int, most: int) -> str:
    """The line above a list, which says that only the newest are listed where there are more than that."""
    return words.DOCKET_NEWEST.format(text=text.removesuffix(":"), count=most) if found > most else text


def counted_minutes(count: int) -> str:
    """How many minutes in words: "ét referat", "3 referater"."""
    return words.ONE_MINUTES if count == 1 else words.MINUTES.format(count=count)


def counted_meetings(count: int) -> str:
    """How many meetings in words: "ét møde", "3 møder"."""
    return words.ONE_MEETING if count == 1 else words.MEETINGS.format(count=count)


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def shorten(text: str, limit: int) -> str:
    """A text cut at a word border with an ellipsis where it is longer than `limit` characters."""
    text = flat(text)
    if len(text) <= limit:
        return text
    kept = text[: text.rfind(" ", 0, limit)]
    return _HANGING.sub("", kept).rstrip(" ,;:-·") + " …"


def shorten_to_point(text: str, limit: int) -> str:
    """A text shortened so that what its first sentence decides is told: clauses before that go for want of room."""
    text = flat(text)
    point = _POINT.search(text)
    late = point is not None and point.start() >= limit * _EARLY and not _SEVERAL.search(text, 0, point.start())
    clause = text.rfind(", ", 0, point.start()) if point and late else -1
    return shorten(text, limit) if len(text) <= limit or clause < 0 else "… " + shorten(text[clause + 2 :], limit)


def cite_spans(record: ItemRecord, section: str, spans: Sequence[tuple[int, int]]) -> Citation:
    """A citation of one or more spans of an item's text, in order; gaps are marked."""
    text = record.item.text
    ordered = sorted(spans)
    quote = GAP.join(text[start:end] for start, end in ordered)
    return _citation(record, section, quote, ordered[0][0], ordered[-1][1])


def cite_section(record: ItemRecord, section: Section) -> Citation:
    """A citation of a whole section under its heading."""
    return cite_spans(record, section.heading, [*_heading_span(record, section), (section.start, section.end)])


def cite_title(record: ItemRecord) -> Citation:
    """A citation of an item by its title."""
    start = record.item.text.find(record.item.title)
    if start < 0:
        return _citation(record, "", "", 0, 0)
    return _citation(record, "", record.item.title, start, start + len(record.item.title))


def cite_case_number(record: ItemRecord) -> Citation:
    """A citation of an item by its journal number."""
    number = record.item.case_number
    start = record.item.text.find(number) if number else -1
    if start < 0:
        return cite_title(record)
    return _citation(record, "", number, start, start + len(number))


def cite_head(record: ItemRecord) -> Citation:
    """A citation of the minutes' head, placed at the meeting's first item."""
    return _citation(record, "", "", 0, 0)


def _citation(record: ItemRecord, section: str, quote: str, start: int, end: int) -> Citation:
    return Citation(
        item_id=record.id,
        meeting_date=record.meeting.date,
        body=record.meeting.body,
        number=record.item.number,
        title=record.item.title,
        case_number=record.item.case_number,
        section=section,
        quote=quote,
        start=start,
        end=end,
        source=record.meeting.source.name,
    )


def quote_sentences(record: ItemRecord, chosen: Sequence[Sentence]) -> DraftStatement:
    """A statement of verbatim sentences of one section, list entries as a list, gaps marked in the quote."""
    ordered = sorted(chosen, key=lambda sentence: sentence.start)
    if len(ordered) > 1 and _is_heading(ordered[-1]) and ordered[-1].kind not in _LINES:
        # What stands under it is not shown.
        ordered = ordered[:-1]
    text, spans = render_sentences(record, ordered), merge_spans(record, ordered)
    quoted = section_of(record, ordered[0])
    if quoted is not None and quoted.body:
        text = f"{_told_of(quoted)} {text}"
        spans = [*_heading_span(record, quoted), *spans]
    return DraftStatement(text, (cite_spans(record, ordered[0].heading, spans),))


def quote_speakers(record: ItemRecord, said: Sequence[Sentence]) -> DraftStatement:
    """A statement of the names that sentences are told under ("Birgit: …"); there are at least two."""
    spans = [(sentence.start, sentence.start + sentence.text.index(":")) for sentence in said]
    *names, last = dict.fromkeys(record.item.text[start:end] for start, end in spans)
    text = words.SPEAKERS.format(names=", ".join(names), last=last)
    return DraftStatement(text, (cite_spans(record, said[0].heading, spans),))


def section_of(record: ItemRecord, sentence: Sentence) -> Section | None:
    """The section that a sentence of an item stands in, or None above the first label."""
    return None if sentence.section is None else record.item.sections[sentence.section]


def _told_of(quoted: Section) -> str:
    """Whose an earlier decision is, and of which day, before its words."""
    if quoted.date is None:
        return words.EARLIER_UNDATED.format(body=quoted.body)
    return words.EARLIER.format(body=quoted.body, date=danish_date(quoted.date))


def _heading_span(record: ItemRecord, section: Section) -> list[tuple[int, int]]:
    """Where the heading of a section stands, which names the body and the day; empty where it can't be found."""
    start = record.item.text.rfind(section.heading, 0, section.start)
    return [(start, start + len(section.heading))] if section.heading and start >= 0 else []


def quote_by_section(record: ItemRecord, chosen: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
    """A statement for each section that the sentences stand in, in reading order."""
    groups: dict[int | None, list[Sentence]] = {}
    for sentence in sorted(chosen, key=lambda sentence: sentence.start):
        groups.setdefault(sentence.section, []).append(sentence)
    return tuple(quote_sentences(record, group) for group in groups.values())


def quote_with_advice(record: ItemRecord, chosen: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
    """Statements by section, the decision after what was told, what was only recommended last and named as that."""
    decided = [sentence for sentence in chosen if sentence.kind is SectionKind.DECISION]
    advised = [sentence for sentence in chosen if sentence.kind is SectionKind.RECOMMENDATION]
    others = [sentence for sentence in chosen if sentence not in decided and sentence not in advised]
    return (*quote_by_section(record, [*others, *decided]), *quote_advice(record, advised))


def quote_advice(record: ItemRecord, advised: Sequence[Sentence]) -> tuple[DraftStatement, ...]:
    """Sentences of an Indstilling, named as such."""
    return tuple(
        replace(statement, text=led_in(words.AS_RECOMMENDED_BY, statement.text))
        for statement in quote_by_section(record, advised)
    )


def led_in(label: str, text: str) -> str:
    """A Markdown text after a label; a list begins on a line of its own."""
    return f"{label}\n\n{text}" if text.startswith("- ") else f"{label} {text}"


def merge_spans(record: ItemRecord, ordered: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Spans of sentences, neighbours made one where only white space or a list mark stands between."""
    spans: list[tuple[int, int]] = []
    for sentence in ordered:
        if spans:
            between = record.item.text[spans[-1][1] : sentence.start]
            if not any(letter.isalpha() for letter in between) and len(between) < 12:
                spans[-1] = (spans[-1][0], sentence.end)
                continue
        spans.append((sentence.start, sentence.end))
    return spans


def render_sentences(record: ItemRecord, ordered: Sequence[Sentence]) -> str:
    """Sentences as Markdown: running text, and list entries as a list; what is left out between them is marked."""
    lines: list[str] = []
    whole = {start for start, _ in merge_spans(record, ordered)}
    headed = False
    for sentence in ordered:
        text = flat(sentence.text)
        if lines and sentence.start in whole:
            # A reader must not take what is told of one thing to be told of another.
            lines[-1] += GAP.rstrip()
        if sentence.listed:
            lines.append(f"- {strip_mark(text)}")
        elif lines and not lines[-1].startswith("- ") and not (headed or _is_heading(sentence)):
            lines[-1] = f"{lines[-1]} {text}"
        else:
            lines.append(text)
        headed = _is_heading(sentence)
    blocks: list[str] = []
    for line in lines:
        listed = line.startswith("- ") and blocks and blocks[-1].lstrip("\n").startswith("- ")
        glue = "\n" if listed else "\n\n"
        blocks.append(line if not blocks else glue + line)
    return "".join(blocks)


def _is_heading(sentence: Sentence) -> bool:
    """Whether a sentence is a line above others: short, and without an end of its own."""
    return not sentence.listed and len(sentence.text) <= _HEADING and sentence.text[-1].isalnum()


def strip_mark(text: str) -> str:
    """A list entry without its bullet; a number stays, since the text may refer to it."""
    return text[2:].lstrip() if text[:2] in ("- ", "– ", "• ", "* ") else text
