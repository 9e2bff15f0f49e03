"""The commands on what left the page (efterprøvning): `verify` a saved answer, and `feedback`, the judgements."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from rag.settings import read_settings
from ui import texts
from ui.documents import item_number
from ui.elements import reference
from ui.progress import TerminalProgress
from ui.reading import open_workspace, print_json

if TYPE_CHECKING:
    from ui.feedback import Judgement
    from ui.filechecks import FileCheck
    from ui.verifying import Lookup


def verify(arguments: argparse.Namespace) -> int:
    """`referat verify`: whether a saved answer is as it was written, and whether its quotes still stand."""
    from ui.filechecks import check_file
    from ui.workspace import PageResponder

    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        workspace.demand_catalog()
        check = check_file(arguments.file, PageResponder(workspace))
    if arguments.json:
        print_json(_check_document(check))
    else:
        print(_check_lines(check))
    return 0 if check.sound else 1


def _check_document(check: FileCheck) -> dict[str, Any]:
    return {"sound": check.sound, "altered": check.altered, "quotes": [_lookup_document(e) for e in check.lookups]}


def _lookup_document(entry: Lookup) -> dict[str, Any]:
    citation = entry.citation
    return {
        "standing": entry.standing.value,
        "meeting_date": citation.meeting_date.isoformat(),
        "body": citation.body,
        "item": item_number(citation.number),
        "title": citation.title,
        "journal_number": citation.case_number or None,
        "quote": citation.quote,
    }


def _check_lines(check: FileCheck) -> str:
    told = {None: texts.FILE_UNSEALED, True: texts.FILE_ALTERED, False: texts.FILE_UNALTERED}
    lines = [told[check.altered]]
    for number, entry in enumerate(check.lookups, 1):
        citation = entry.citation
        where = reference(citation.body, citation.meeting_date, citation.number, citation.title, citation.case_number)
        standing = texts.STANDINGS[entry.standing.value]
        lines.append(texts.STANDING_LINE.format(number=number, standing=standing, reference=where))
    total = texts.plural(len(check.lookups), texts.QUOTE, texts.QUOTES)
    return "\n".join((*lines, texts.STANDING_COUNT.format(count=check.standing, total=total)))


def feedback(arguments: argparse.Namespace) -> int:
    """`referat feedback`: what readers thought of the answers; with --json gold questions for `referat eval`."""
    from ui.feedback import gold_rows, read

    judgements = read(read_settings(data=arguments.data).data)
    if not arguments.json:
        print("\n".join(map(_judgement_line, judgements)) or texts.JUDGEMENTS_NONE)
        return 0
    rows = gold_rows(judgements)
    for row in rows:
        print_json(row)
    if len(rows) < len(judgements):
        print(texts.JUDGEMENTS_LEFT_OUT.format(count=len(judgements) - len(rows)), file=sys.stderr)
    return 0


def _judgement_line(judgement: Judgement) -> str:
    reason = texts.REASONS.get(judgement.reason.value, "")
    return texts.JUDGEMENT_LINES.format(
        at=judgement.at[:16].replace("T", " "),
        verdict=texts.VERDICTS[judgement.verdict.value],
        reason=f" ({reason})" if reason else "",
        question=judgement.question,
        comment=f"\n    {judgement.comment}" if judgement.comment else "",
    )
