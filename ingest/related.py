"""What to say of a meeting that several files hold (samme møde i flere filer)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ingest.reporting import danish
from prompts import rejections
from rag.catalog import Catalog
from rag.domain import Relation

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
            sentence = _SENTENCES[other.relation]
            yield meeting.source.name, sentence.format(body=meeting.body, date=danish(meeting.date), other=name)
