"""Which labels count in an item (gyldige overskrifter): each rule is a case met in minutes."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ingest import case_numbers
from ingest.labels import Label, concludes, read_label
from ingest.layout import ItemHeading
from ingest.lines import Line
from ingest.vocabulary import CASE_LABELS, Trust
from rag.domain import SectionKind

HEAD_LINES = 4
"""So many lines below its title an item gives the number of its case."""

_LATE_KINDS = frozenset({SectionKind.DECISION, SectionKind.ATTACHMENTS})
_SET_ALIKE = (SectionKind.PROCEDURE, SectionKind.ATTACHMENTS)
_OPENING_KINDS = (SectionKind.OCCASION, SectionKind.CASE)
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
    `numbers_last`: titles end in bare case numbers ("Godkendelse af dagsorden 19/00100").
    `numbered_cases`: an item gives the number of its case by name, so "Dok.nr." is only a document's.
    """

    decision_last: bool = False
    concluding: bool = False
    numbers_last: bool = False
    numbered_cases: bool = False


def item_lines(heading: ItemHeading, lines: tuple[Line, ...], *, closed_group: bool) -> ItemLines:
    """Take the lines of an item from its heading on, and find what reads as a label in them."""
    after = heading.after - heading.first
    below = ((index, read_label(lines[index])) for index in range(after, len(lines)) if lines[index].words)
    marks = tuple(Mark(index, label) for index, label in below if label)
    return ItemLines(heading, lines, after, closed_group, marks)


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
    ending = sum(case_numbers.ending(source.heading.title) is not None for source in sources)
    return Habits(
        late > early,
        not decided,
        numbers_last=ending > 1 and ending * 2 > len(sources),
        numbered_cases=any(_numbers_case(source) for source in sources),
    )


def _numbers_case(source: ItemLines) -> bool:
    head = source.lines[source.after : source.after + HEAD_LINES]
    found = (case_numbers.find_case_number(line.words) for line in head if line.words)
    return any(number.rank < case_numbers.OF_DOCUMENT for number in found if number and number.start == 0)


def is_case_label(label: Label) -> bool:
    """Whether a label announces the number of the case, and no section."""
    return label.heading.strip(" .:").casefold() in CASE_LABELS


def labels_of(source: ItemLines, habits: Habits) -> list[Mark]:
    """The labels that count in an item, in order."""
    found = source.marks
    if not found:
        return []
    facts = _facts_of(found, habits)
    kept: list[Mark] = []
    seen: set[tuple[SectionKind, str]] = set()
    for position, mark in enumerate(found):
        if label := _Rules(source, position, kept, seen, facts).counted():
            kept.append(Mark(mark.index, label))
            seen |= {(label.kind, label.heading), (label.kind, "")}
    return kept


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all labels of an item.

    `explicit`: one is "Indstilling"; `decided`: one is "Beslutning"; `formal`: somebody "indstiller" above it.
    `last`: the position of the last that doesn't open attachments.
    """

    explicit: bool
    decided: bool
    formal: bool
    last: int
    habits: Habits


def _facts_of(found: Sequence[Mark], habits: Habits) -> _Facts:
    labels = [mark.label for mark in found]
    decision = [label.kind is SectionKind.DECISION and label.trust > Trust.WEAK for label in labels]
    before = labels[: decision.index(True)] if True in decision else labels
    return _Facts(
        explicit=any(label.kind is SectionKind.RECOMMENDATION and label.trust is Trust.ANCHOR for label in labels),
        decided=True in decision,
        formal=any(label.recommending and "indstil" in label.heading.casefold() for label in before),
        last=max((at for at, label in enumerate(labels) if label.kind is not SectionKind.ATTACHMENTS), default=-1),
        habits=habits,
    )


@dataclass(frozen=True, slots=True)
class _Rules:
    """Whether a label counts where it stands. Each rule is a case met in minutes.

    `seen` holds the kinds of the labels that were kept, alone and with their headings.
    """

    source: ItemLines
    position: int
    kept: Sequence[Mark]
    seen: AbstractSet[tuple[SectionKind, str]]
    facts: _Facts

    @property
    def mark(self) -> Mark:
        """The label and where it stands."""
        return self.source.marks[self.position]

    @property
    def _following(self) -> Mark | None:
        marks = self.source.marks
        return marks[self.position + 1] if self.position + 1 < len(marks) else None

    @property
    def _current(self) -> SectionKind | None:
        return self.kept[-1].label.kind if self.kept else None

    @property
    def _set_off(self) -> bool:
        """Marked as a heading, or ended by a colon."""
        line = self.source.lines[self.mark.index]
        return line.marked or bool(line.lead) or line.words.endswith(":")

    @property
    def _in_capitals(self) -> bool:
        """Alone on its line in capitals, as the label before it is."""
        words = self.source.lines[self.mark.index].words
        return words.isupper() and self.mark.label.body_start is None and self.kept[-1].label.heading.isupper()

    @property
    def _marked_alike(self) -> bool:
        """Set as a heading, as the label before it is."""
        line, above = self.source.lines[self.mark.index], self.source.lines[self.kept[-1].index]
        return line.marked and above.marked and line.level == above.level

    @property
    def _printed_alike(self) -> bool:
        """Set off by the means that sets off the label before it: its own words below both, or beside both."""
        if not self.kept:
            return False
        line, above = self.source.lines[self.mark.index], self.source.lines[self.kept[-1].index]
        if (self.mark.label.body_start is None) != (self.kept[-1].label.body_start is None):
            return False
        if self.mark.label.body_start is not None:
            return bool(line.lead) == bool(above.lead)
        return self._marked_alike or (line.words.endswith(":") and above.words.endswith(":"))

    def counted(self) -> Label | None:
        """The label as it counts here, or None."""
        label = self.mark.label
        if label.trust is Trust.WEAK and concludes(label.heading):
            return self._concluding()
        if self._discusses():
            return replace(label, kind=SectionKind.OTHER)
        return label if self._counts() else None

    def _discusses(self) -> bool:
        """Whether "Drøftelse" opens what was said at the meeting: set off, between the case and the decision."""
        below = (mark.label for mark in self.source.marks[self.position + 1 :])
        return (
            self.mark.label.heading.casefold() == "drøftelse"
            and self._current is not None
            and self._current not in (SectionKind.DECISION, SectionKind.ATTACHMENTS)
            and (self._set_off or self.mark.label.body_start is not None)
            and any(label.kind is SectionKind.DECISION or concludes(label.heading) for label in below)
        )

    def _concluding(self) -> Label | None:
        """Read "Referat" or "Konklusion" as the decision where no other label is; beside one, what was said."""
        label = self.mark.label
        if self._current is SectionKind.ATTACHMENTS:
            return None
        if self.facts.decided:
            apart = label.body_start is None or self._set_off
            said = label.kind is SectionKind.DECISION and apart and self._current is not SectionKind.DECISION
            return replace(label, kind=SectionKind.OTHER) if said else None
        alone = label.body_start is None and (SectionKind.CASE, "") not in self.seen
        alone = alone or (self._set_off and bool(self.kept) and self.kept[-1].label.heading.casefold() == "drøftelse")
        alone = alone or (label.heading.casefold() == "konklusion" and self._printed_alike)
        if label.kind is not SectionKind.DECISION and not (self.facts.habits.concluding or alone):
            return label if self._weak_counts() else None
        return replace(label, kind=SectionKind.DECISION) if self.position >= self.facts.last else None

    def _counts(self) -> bool:
        label = self.mark.label
        if is_case_label(label):
            return bool(self.kept) and label.body_start is None
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
        # "Resume" above nothing but "Venstre foreslår, at …" tells what the item is about.
        if "indstil" not in self.mark.label.heading.casefold() and self._current in _OPENING_KINDS:
            return not self._follows_at_once() and (SectionKind.RECOMMENDATION, "") not in self.seen
        return (SectionKind.RECOMMENDATION, "") not in self.seen

    def _has_text(self) -> bool:
        """A body with a date but without words under it is a line of a list (sagsgang, bilag)."""
        if self.mark.label.body_start is not None:
            return True
        end = self._following.index if self._following else len(self.source.lines)
        if self._following and self._following.label.recommending:
            end += 1
        return any(line.words for line in self.source.lines[self.mark.index + 1 : end])

    def _opens_item(self) -> bool:
        """Whether nothing but data of the case stands between the title and the label."""
        above = self.source.lines[self.source.after : self.mark.index]
        return all(not line.words or case_numbers.find_case_number(line.words) for line in above)

    def _follows_at_once(self) -> bool:
        """Whether nothing stands between it and the label before: "Indstilling", "Administrationen indstiller"."""
        before = self.kept[-1]
        words = self.source.lines[before.index + 1 : self.mark.index]
        return before.label.body_start is None and not any(line.words for line in words)

    def _weak_counts(self) -> bool:
        kind = self.mark.label.kind
        if self._current in (SectionKind.DECISION, SectionKind.ATTACHMENTS, kind):
            return False
        if self.mark.label.body_start is not None and not self.source.lines[self.mark.index].lead:
            return not self.kept and self._opens_item()
        if self._current is SectionKind.CASE:
            return self._in_capitals or (kind in _SET_ALIKE and self._marked_alike)
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
        if (kind, self.mark.label.heading) in self.seen:
            return False
        if kind is SectionKind.OCCASION and (SectionKind.CASE, "") in self.seen:
            return self._set_off
        return True
