"""From the lines of an item to the item (punkt): its head, its sections and their decisions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest import case_numbers, closed
from ingest.decisions import own_decisions
from ingest.labels import Label, concludes, read_label
from ingest.layout import ItemHeading
from ingest.lines import Line
from ingest.vocabulary import Trust
from rag.domain import AgendaItem, Section, SectionKind

MAX_HEAD_LINES = 14

_META = re.compile(
    r"(?:åben|åbent|åbent punkt|åben sag|åbent/lukket|offentlig|sagsbehandler|sagsansvarlig|initialer|ansvarlig"
    r"|dok(?:ument)?\.?(?:\s?(?:nr|id))?"
    r"|kle|kle-?(?:nr|emne)|forvaltning|afdeling|fagcenter|center|direktørområde|sagsfremstiller|journalnr|brevid"
    r"|arkiv|sagstype|forfatter|type|lukket)"
    r"(?=$|\s?[.:]|\s{2,}|\t).{0,120}",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[(\[]([^()\[\]\s]{6,40})[)\]]$")
# Short minutes give nothing but the decision under a title, without a label.
_DECIDED = re.compile(
    r"\s{0,200}(?:godkendt|vedtaget|tiltrådt|udsat|drøftet|afvist|bevilget|anbefales|indstilles|udgår|til\sefterretning"
    r"|taget\stil\sefterretning|orientering(?:en)?\s(?:givet|taget|blev)|ingen\b|intet\b)",
    re.IGNORECASE,
)
_LATE_KINDS = frozenset({SectionKind.DECISION, SectionKind.ATTACHMENTS})
_EARLY_KINDS = frozenset({SectionKind.OCCASION, SectionKind.CASE, SectionKind.RECOMMENDATION})


@dataclass(frozen=True, slots=True)
class Mark:
    """A label and the index of its line among those of its item."""

    index: int
    label: Label


@dataclass(frozen=True, slots=True)
class ItemLines:
    """The lines of an item (punktets linjer) with its heading.

    `after` is the index of the first line below the title; `marks` are the lines that read as labels,
    whether they count as such or not.
    """

    heading: ItemHeading
    lines: tuple[Line, ...]
    after: int
    closed: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """What a document does in all its items (skik).

    `decision_last`: decisions stand last; labels that are everyday words then don't end a decision.
    `concluding`: no label says "Beslutning" anywhere, so "Konklusion" opens what was decided.
    """

    decision_last: bool = False
    concluding: bool = False


def item_lines(heading: ItemHeading, lines: tuple[Line, ...], *, closed_group: bool) -> ItemLines:
    """Take the lines of an item from its heading on, and find what reads as a label in them."""
    after = heading.after - heading.first
    below = ((index, read_label(lines[index])) for index in range(after, len(lines)) if lines[index].words)
    marks = tuple(Mark(index, label) for index, label in below if label)
    return ItemLines(heading, lines, after, closed_group, marks)


def build_item(source: ItemLines, body: str, day: date, habits: Habits) -> AgendaItem:
    """Read the lines of an item.

    Args:
        source: the item's lines.
        body: the body that meets, or an empty string.
        day: the day of the meeting.
        habits: what its document does in all items.
    """
    marks = labels_of(source, habits)
    end_of_head = marks[0].index if marks else len(source.lines)
    number, title, number_line = _case_number(source, end_of_head)
    if _is_closed(source, end_of_head):
        return _closed_item(source, number, title)
    text, starts = _joined(source.lines)
    sections: list[Section] = []
    above = _text_above(source, end_of_head, number_line)
    if above is not None:
        kind = SectionKind.DECISION if not marks and _DECIDED.match(text, starts[above]) else SectionKind.OTHER
        sections += _span(text, starts[above], _end(starts, end_of_head, text), Label(kind, "", Trust.WEAK))
    for position, mark in enumerate(marks):
        begin = _body_start(mark, starts, source.lines, text)
        end = _end(starts, marks[position + 1].index, text) if position + 1 < len(marks) else len(text)
        sections += _span(text, begin, end, mark.label)
    return AgendaItem(
        number=source.heading.number,
        title=title,
        case_number=number,
        text=text,
        sections=own_decisions(sections, body, day),
        page=source.lines[0].page,
    )


def habits_of(sources: Sequence[ItemLines]) -> Habits:
    """What the items have in common: most decide last, and whether any says "Beslutning"."""
    late = early = 0
    decided = False
    for source in sources:
        kinds = [mark.label.kind for mark in labels_of(source, Habits()) if mark.label.trust is Trust.ANCHOR]
        decided = decided or SectionKind.DECISION in kinds
        if SectionKind.DECISION not in kinds or not _EARLY_KINDS.intersection(kinds):
            continue
        rest = kinds[kinds.index(SectionKind.DECISION) + 1 :]
        if _EARLY_KINDS.intersection(rest):
            early += 1
        else:
            late += 1
    return Habits(decision_last=late > early, concluding=not decided)


def _is_closed(source: ItemLines, end_of_head: int) -> bool:
    if source.closed or closed.is_closed_title(source.heading.title):
        return True
    head = source.lines[source.after : min(end_of_head, source.after + MAX_HEAD_LINES)]
    return any(closed.says_closed(line.words) for line in head if line.words)


def _closed_item(source: ItemLines, number: str, title: str) -> AgendaItem:
    shown = closed.public_title(title)
    text = shown
    if shown == source.heading.title:
        text = "\n".join(line.text for line in source.lines[: source.after]).strip()
    return AgendaItem(source.heading.number, shown, number, closed=True, text=text, page=source.lines[0].page)


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    starts: list[int] = []
    position = 0
    for line in lines:
        starts.append(position)
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines).rstrip(), starts


def _end(starts: list[int], index: int, text: str) -> int:
    return min(starts[index], len(text)) if index < len(starts) else len(text)


def _body_start(mark: Mark, starts: list[int], lines: Sequence[Line], text: str) -> int:
    if mark.label.body_start is not None:
        return starts[mark.index] + mark.label.body_start
    return min(starts[mark.index] + len(lines[mark.index].text), len(text))


def _span(text: str, start: int, end: int, label: Label) -> list[Section]:
    """The section of a span, white space around it left out; an empty one under a label is kept."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    end = max(start, end)
    if start == end and not label.heading:
        return []
    return [Section(label.kind, label.heading, start, end, label.body, label.date)]


def _case_number(source: ItemLines, end_of_head: int) -> tuple[str, str, int | None]:
    """The case number, the title without it, and the line it stands in."""
    title = source.heading.title
    if source.heading.case_number:
        return source.heading.case_number, title, None
    found = case_numbers.find_case_number(title)
    aside = _ASIDE.search(title)
    if aside and case_numbers.alone(aside[1]):
        found = case_numbers.FoundCaseNumber(aside[1], 0, aside.start(), aside.end())
    if found and found.rank < 2:
        bare = (title[: found.start].rstrip(" (-–,[") + " " + title[found.end :].lstrip(" )-–,.:]")).strip()
        return found.number, bare or title, None
    best: tuple[int, int, str] | None = None
    last = min(end_of_head, source.after + MAX_HEAD_LINES)
    for index in [*range(source.after, last), *range(last, len(source.lines))]:
        words = source.lines[index].words
        if not words or len(words) > 160:
            continue
        number = case_numbers.find_case_number(words)
        if number is None or (index >= last and number.start > 0) or (number.start > 0 and len(words) > 110):
            continue
        if index >= last and number.rank > 1:
            continue
        rank = number.rank + (10 if index >= last else 0)
        if best is None or rank < best[0]:
            best = (rank, index, number.number)
        if rank == 0:
            break
    return (best[2], title, best[1] if best[1] < end_of_head else None) if best else ("", title, None)


def _text_above(source: ItemLines, end_of_head: int, number_line: int | None) -> int | None:
    """The first line above the first label that is neither the title nor data about the case."""
    for index in range(source.after, end_of_head):
        words = source.lines[index].words
        if not words or index == number_line or _META.fullmatch(words):
            continue
        if len(words) <= 160 and (found := case_numbers.find_case_number(words)) and found.start == 0:
            continue
        return index
    return None


def labels_of(source: ItemLines, habits: Habits) -> list[Mark]:
    """The labels that count in an item, in order."""
    found = source.marks
    if not found:
        return []
    facts = _facts_of(found, habits)
    kept: list[Mark] = []
    for position, mark in enumerate(found):
        rules = _Rules(source, kept, mark, found[position + 1 :], facts)
        if label := rules.counted():
            kept.append(Mark(mark.index, label))
    return kept


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all labels of an item: `explicit` an "Indstilling", `decided` a "Beslutning"."""

    explicit: bool
    decided: bool
    formal: bool
    habits: Habits


def _facts_of(found: Sequence[Mark], habits: Habits) -> _Facts:
    labels = [mark.label for mark in found]
    decision = [label.kind is SectionKind.DECISION and label.trust > Trust.WEAK for label in labels]
    before = labels[: decision.index(True)] if True in decision else labels
    return _Facts(
        explicit=any(label.kind is SectionKind.RECOMMENDATION and label.trust is Trust.ANCHOR for label in labels),
        decided=True in decision,
        formal=any(label.recommending and "indstil" in label.heading.casefold() for label in before),
        habits=habits,
    )


@dataclass(frozen=True, slots=True)
class _Rules:
    """Whether a label counts where it stands. Each rule is a case met in minutes."""

    source: ItemLines
    kept: Sequence[Mark]
    mark: Mark
    rest: Sequence[Mark]
    facts: _Facts

    @property
    def _following(self) -> Mark | None:
        return self.rest[0] if self.rest else None

    @property
    def _current(self) -> SectionKind | None:
        return self.kept[-1].label.kind if self.kept else None

    @property
    def _set_off(self) -> bool:
        """Marked as a heading, or ended by a colon."""
        line = self.source.lines[self.mark.index]
        return line.marked or bool(line.lead) or line.words.endswith(":")

    def counted(self) -> Label | None:
        """The label as it counts here, or None."""
        label = self.mark.label
        if label.trust is Trust.WEAK and concludes(label.heading):
            return self._concluding()
        return label if self._counts() else None

    def _concluding(self) -> Label | None:
        """Read "Referat" or "Konklusion" as the decision where no other label is; beside one, what was said."""
        label = self.mark.label
        if self._current is SectionKind.ATTACHMENTS:
            return None
        if self.facts.decided:
            apart = label.body_start is None or self._set_off
            said = label.kind is SectionKind.DECISION and apart and self._current is not SectionKind.DECISION
            return replace(label, kind=SectionKind.OTHER) if said else None
        if label.kind is not SectionKind.DECISION and not self.facts.habits.concluding:
            return label if self._weak_counts() else None
        last = all(mark.label.kind is SectionKind.ATTACHMENTS for mark in self.rest)
        return replace(label, kind=SectionKind.DECISION) if last else None

    def _counts(self) -> bool:
        label = self.mark.label
        if label.recommending:
            return self._first_recommendation()
        if label.kind is SectionKind.RECOMMENDATION is self._current and self._follows_at_once():
            return False
        if label.attributed and not self._has_text():
            return False
        if label.trust is Trust.WEAK:
            return self._weak_counts()
        if self._current is SectionKind.ATTACHMENTS and not self._ends_attachments():
            return False
        if self._current is SectionKind.DECISION and not self._ends_decision():
            return False
        return label.trust is Trust.ANCHOR or self._strong_counts()

    def _first_recommendation(self) -> bool:
        if self.facts.explicit or self._current in (SectionKind.DECISION, SectionKind.ATTACHMENTS):
            return False
        # "Forvaltningen foreslår tre veje:" is part of the case where somebody "indstiller" below.
        if self.facts.formal and "indstil" not in self.mark.label.heading.casefold():
            return False
        return all(mark.label.kind is not SectionKind.RECOMMENDATION for mark in self.kept)

    def _has_text(self) -> bool:
        """A body with a date but without words under it is a line of a list (sagsgang, bilag)."""
        if self.mark.label.body_start is not None:
            return True
        end = self._following.index if self._following else len(self.source.lines)
        if self._following and self._following.label.recommending:
            end += 1
        return any(line.words for line in self.source.lines[self.mark.index + 1 : end])

    def _follows_at_once(self) -> bool:
        """Whether nothing stands between it and the label before: "Indstilling", "Administrationen indstiller"."""
        before = self.kept[-1]
        words = self.source.lines[before.index + 1 : self.mark.index]
        return before.label.body_start is None and not any(line.words for line in words)

    def _weak_counts(self) -> bool:
        kind = self.mark.label.kind
        if self._current in (SectionKind.CASE, SectionKind.DECISION, SectionKind.ATTACHMENTS, kind):
            return False
        return self._set_off or self._current is None

    def _ends_attachments(self) -> bool:
        """Whether it is more than an attachment's name, as "Høringssvar" or "Vedtagelse i KB 3.2.11" may be."""
        label = self.mark.label
        if label.trust is not Trust.ANCHOR or label.kind is SectionKind.HEARING:
            return self._set_off
        if label.body or label.date:
            return self._has_text() and not label.heading.startswith(("Vedtagelse", "Behandling"))
        return True

    def _ends_decision(self) -> bool:
        """Under a decision "Økonomi:" is a topic of it, where decisions stand last in the document."""
        label = self.mark.label
        if label.kind in _LATE_KINDS:
            return True
        if not self.facts.habits.decision_last:
            return True
        return label.trust is Trust.ANCHOR and label.kind in _EARLY_KINDS and label.body_start is None

    def _strong_counts(self) -> bool:
        kind = self.mark.label.kind
        if kind is SectionKind.RECOMMENDATION and self.facts.explicit:
            return False
        seen = [mark.label for mark in self.kept]
        if any(label.kind is kind and label.heading == self.mark.label.heading for label in seen):
            return False
        if kind is SectionKind.OCCASION and any(label.kind is SectionKind.CASE for label in seen):
            return self._set_off
        return True
