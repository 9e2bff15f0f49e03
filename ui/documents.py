"""Domain objects as the JSON that programs read (programmernes format), as the design fixes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rag.domain import Answer, Citation, ItemRecord, Meeting, ReadingReport, SearchedScope, SearchHit
from rag.drafting import danish_date, shorten
from ui import texts

if TYPE_CHECKING:
    from ingest.outcome import IngestReport
    from ingest.reading import ReadFile
    from rag.catalog import Counts


def item_number(number: str) -> int | str:
    """An item's number as JSON has it: an integer where it is one."""
    return int(number) if number.isdigit() else number


def citation_document(citation: Citation) -> dict[str, Any]:
    """A citation."""
    return {
        "meeting_date": citation.meeting_date.isoformat(),
        "body": citation.body,
        "item": item_number(citation.number),
        "title": citation.title,
        "journal_number": citation.case_number or None,
        "section": citation.section or None,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "source": citation.source,
    }


def answer_document(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """An answer, with the id of its question where it has one."""
    filters: dict[str, list[str]] = {}
    for applied in answer.filters:
        if applied.applied:
            filters.setdefault(applied.field, []).append(applied.label)
    return {
        **({"id": question_id} if question_id is not None else {}),
        "status": str(answer.status),
        "answer": answer.text,
        "mode": str(answer.mode),
        **({"model": answer.model, "prompt": answer.prompt} if answer.model else {}),
        "citations": [citation_document(citation) for citation in answer.citations],
        "nearest": [citation_document(citation) for citation in answer.nearest],
        "filters": filters,
        "checked": answer.checked,
        "notes": list(answer.notes),
        "seconds": answer.seconds,
    }


def meeting_document(meeting: Meeting) -> dict[str, Any]:
    """A parsed meeting with its items and sections."""
    return {
        "body": meeting.body,
        "date": meeting.date.isoformat(),
        "time": meeting.time,
        "place": meeting.place,
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "case_number": item.case_number,
                "closed": item.closed,
                "sections": [
                    {
                        "kind": str(section.kind),
                        "heading": section.heading,
                        "text": item.section_text(section),
                        **({"body": section.body} if section.body else {}),
                        **({"date": section.date.isoformat()} if section.date else {}),
                    }
                    for section in item.sections
                ],
            }
            for item in meeting.items
        ],
    }


def hit_document(hit: SearchHit) -> dict[str, Any]:
    """A found item."""
    return {**record_document(hit.record), "score": round(hit.score, 4), "snippet": hit.chunk.text}


def record_document(record: ItemRecord) -> dict[str, Any]:
    """An item of the catalog, without its text."""
    return {
        "meeting_date": record.meeting.date.isoformat(),
        "body": record.meeting.body,
        "item": item_number(record.item.number),
        "title": record.item.title,
        "journal_number": record.item.case_number or None,
        "outcome": str(record.outcome),
        "source": record.meeting.source.name,
    }


def report_document(report: IngestReport) -> dict[str, Any]:
    """What a run of ingestion did."""
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "rejected": [{"file": refusal.file, "reason": refusal.reason} for refusal in report.rejected],
        "warnings": [{"file": warning.file, "message": warning.message} for warning in report.warnings],
        "items": report.items,
        "chunks": report.chunks,
        "seconds": report.seconds,
        "removed_files": list(report.removed_files),
        "read": {
            "meetings": report.meetings,
            "sections": report.sections,
            "case_numbers": report.case_numbers,
        },
    }


def report_lines(report: IngestReport) -> str:
    """What a run of ingestion did, on a terminal."""
    lines = [texts.INGEST_SUMMARY.format(**report_document(report))]
    if not report.found:
        lines.append(texts.INGEST_NOTHING)
    if report.meetings:
        read = texts.INGEST_READ
        lines.append(read.format(meetings=report.meetings, sections=report.sections, case_numbers=report.case_numbers))
    lines += [texts.INGEST_REMOVED.format(file=name) for name in report.removed_files]
    return "\n".join(lines)


def parse_document(read: Sequence[ReadFile], rejected: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """How files were read; with the report of each where there are several."""
    several = len(read) + len(rejected) > 1
    prefixed = [f"{each.source.name}: {message}" if several else message
                for each in read for message in each.report.warnings]  # fmt: skip
    document: dict[str, Any] = {
        "meetings": [meeting_document(meeting) for each in read for meeting, _ in each.meetings],
        "warnings": prefixed,
    }
    if not several:
        return document | {"report": figures_document(read[0].report)} if read else document
    return document | {
        "reports": [{"file": each.source.name, **figures_document(each.report)} for each in read],
        "rejected": [{"file": name, "reason": reason} for name, reason in rejected],
    }


def figures_document(figures: ReadingReport) -> dict[str, Any]:
    """How much of a file was understood."""
    return {
        "meetings": figures.meetings,
        "items": figures.items,
        "listed": figures.listed,
        "sections": figures.sections,
        "case_numbers": figures.case_numbers,
        "placed": round(figures.placed, 4),
        "unplaced": list(figures.unplaced),
        "unlabelled": list(figures.unlabelled),
        "agenda_only": figures.agenda_only,
        "cpr_numbers": figures.cpr_numbers,
    }


def status_document(
    data: str, counts: Counts, scope: SearchedScope, bodies: Sequence[str], encoder: str, *, indexes_current: bool
) -> dict[str, Any]:
    """What is ingested."""
    return {
        "data": data,
        "sources": counts.sources,
        "meetings": counts.meetings,
        "items": counts.items,
        "chunks": counts.chunks,
        "first": scope.first.isoformat() if scope.first else None,
        "last": scope.last.isoformat() if scope.last else None,
        "bodies": list(bodies),
        "encoder": encoder,
        "indexes_current": indexes_current,
    }


def answer_lines(answer: Answer) -> str:
    """An answer as a person reads it on a terminal, its quotes under it."""
    lines = [answer.text]
    lines += [f"[{n}] »{shorten(c.quote, 400)}«" for n, c in enumerate(answer.citations, 1) if c.quote]
    if answer.proposed:
        lines.append("\n".join((_mode_line(answer), *answer.notes)))
    return "\n\n".join([lines[0], "\n".join(lines[1:-1]), lines[-1]]) if len(lines) > 2 else "\n\n".join(lines)


def _mode_line(answer: Answer) -> str:
    """How many quotes were checked and how long it took, and which model phrased it where one did."""
    line = texts.MODE_LINE.format(checked=answer.checked, proposed=answer.proposed, seconds=round(answer.seconds, 3))
    if not answer.model:
        return line
    return f"{line}\n{texts.MODES[answer.mode]} ({texts.PHRASED_BY.format(model=answer.model, prompt=answer.prompt)})"


def meeting_lines(meeting: Meeting) -> str:
    """A parsed meeting on a terminal: its items with the sections under each."""
    lines = [
        texts.PARSE_MEETING.format(
            body=meeting.body,
            date=danish_date(meeting.date),
            time=f" kl. {meeting.time}" if meeting.time else "",
            place=f", {meeting.place}" if meeting.place else "",
            count=len(meeting.items),
        )
    ]
    for item in meeting.items:
        case = f" [{item.case_number}]" if item.case_number else ""
        closed = texts.CLOSED_MARK if item.closed else ""
        lines.append(texts.PARSE_ITEM.format(number=item.number, title=item.title, case=case, closed=closed))
        lines += [
            texts.PARSE_SECTION.format(heading=section.heading or str(section.kind), length=section.end - section.start)
            for section in item.sections
        ]
    return "\n".join(lines)


def figures_lines(figures: ReadingReport) -> str:
    """How much of a file was understood, on a terminal."""
    placed = f"{figures.placed:.1%}".replace(".", ",").replace("%", " %")
    lines = [texts.FIGURES.format(**(figures_document(figures) | {"placed": placed}))]
    if figures.agenda_only:
        lines.append(texts.FIGURES_AGENDA)
    lines += [texts.FIGURES_UNPLACED.format(text=text) for text in figures.unplaced]
    lines += [texts.FIGURES_UNLABELLED.format(text=text) for text in figures.unlabelled]
    return "\n".join(lines)


def hit_lines(hits: Sequence[SearchHit]) -> str:
    """Found items on a terminal."""
    if not hits:
        return texts.SEARCH_NOTHING
    return "\n".join(
        texts.SEARCH_HIT.format(
            rank=rank,
            date=danish_date(hit.record.meeting.date),
            body=hit.record.meeting.body,
            item=hit.record.item.number,
            case=f" [{hit.record.item.case_number}]" if hit.record.item.case_number else "",
            title=hit.record.item.title,
            score=f"{hit.score:.2f}".replace(".", ","),
            snippet=shorten(hit.chunk.text, 160),
        )
        for rank, hit in enumerate(hits, start=1)
    )


def status_lines(document: Mapping[str, Any]) -> str:
    """What is ingested, on a terminal."""
    if not document["meetings"]:
        return texts.STATUS_EMPTY.format(**document)
    indexes = texts.INDEX_CURRENT if document["indexes_current"] else texts.INDEX_BEHIND
    return texts.STATUS_LINES.format(**(dict(document) | {"bodies": ", ".join(document["bodies"]), "indexes": indexes}))


def figures_table(figures: Mapping[str, Any]) -> str:
    """The figures of an evaluation on a terminal."""
    lines = []
    for name, value in figures.items():
        if isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += [f"    {key:20} {part}" for key, part in value.items()]
        else:
            lines.append(f"{name:24} {value}")
    return "\n".join(lines)
