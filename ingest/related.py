"""What to say of a meeting that several files hold (samme møde i flere filer)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from ingest.layout import fold
from ingest.reading import ReadFile
from ingest.reporting import danish
from prompts import rejections
from rag.catalog import Catalog
from rag.domain import Edition, Meeting, Relation
from rag.editions import StoredEdition, find_superseded

_SENTENCES = {
    Relation.OLDER: rejections.NEWER_EDITION,
    Relation.NEWER: rejections.OLDER_EDITION,
    Relation.SUPPLEMENT: rejections.SUPPLEMENT,
    Relation.SAME_MEETING: rejections.SAME_MEETING,
}


def related_notes(catalog: Catalog, files: Collection[str]) -> Iterator[tuple[str, str]]:
    """File and Danish sentence for each meeting of some files that stands in another file too.

    Of two of these files only the later by name is told, so that a pair is named once.
    """
    if not files:
        return
    for meeting in catalog.meetings_of(files):
        for other in catalog.related(meeting.id):
            name = other.meeting.source.name
            if name in files and name > meeting.source.name:
                continue
            relation, supplements = other.relation, False
            if relation in (Relation.SAME_MEETING, Relation.OLDER):
                seen_so = {each.meeting.id: each.relation for each in catalog.related(other.meeting.id)}.get(meeting.id)
                supplements = seen_so is Relation.SUPPLEMENT
                if relation is Relation.OLDER and seen_so is not Relation.NEWER:
                    continue  # a third one replaced it, and is told of
            yield meeting.source.name, _sentence(relation, meeting.body, meeting.date, name, supplements=supplements)


def notes_among(files: Sequence[ReadFile]) -> Iterator[tuple[str, str]]:
    """The same of files that were read and not stored: copies, and meetings that stand in several of them.

    The newer of two editions is the one that comes later, as it would were they stored in this order.
    """
    first: dict[str, str] = {}
    for each in files:
        if (other := first.setdefault(each.source.sha256, each.source.name)) != each.source.name:
            yield each.source.name, rejections.SAME_CONTENT.format(other=other)
    together: dict[tuple[str, date], list[tuple[int, Meeting]]] = defaultdict(list)
    for place, file in enumerate(files):
        if first[file.source.sha256] == file.source.name:
            for meeting, _ in file.meetings:
                together[meeting.body, meeting.date].append((place, meeting))
    for held in together.values():
        for place, earlier, meeting, relation in _relations(held):
            supplements = relation is Relation.SAME_MEETING and meeting.edition is Edition.SUPPLEMENT
            named = files[earlier].source.name
            sentence = _sentence(relation, meeting.body, meeting.date, named, supplements=supplements)
            yield files[place].source.name, sentence


def _relations(held: Sequence[tuple[int, Meeting]]) -> Iterator[tuple[int, int, Meeting, Relation]]:
    """Each pair of documents of one meeting: places of the later and the earlier, and what the earlier is to it."""
    replaced = find_superseded([_edition(index, place, meeting) for index, (place, meeting) in enumerate(held)])
    for index, (place, meeting) in enumerate(held):
        for earlier, (other, its) in enumerate(held[:index]):
            relation = Relation.SUPPLEMENT if its.edition is Edition.SUPPLEMENT else Relation.SAME_MEETING
            if replaced.get(index) == earlier:
                relation = Relation.NEWER
            elif replaced.get(earlier) == index:
                relation = Relation.OLDER
            elif earlier in replaced:
                continue
            if other != place:
                yield place, other, meeting, relation


def _edition(index: int, place: int, meeting: Meeting) -> StoredEdition:
    items = tuple((item.number, "" if item.closed else fold(item.title), item.case_number) for item in meeting.items)
    return StoredEdition(index, place, meeting.edition, place, items)


def _sentence(relation: Relation, body: str, day: date, other: str, *, supplements: bool) -> str:
    template = rejections.SUPPLEMENT_OF if supplements else _SENTENCES[relation]
    return template.format(body=body, date=danish(day), other=other)
