"""Answers as Markdown (svartekst): numbered statements and, below them, their sources."""

from __future__ import annotations

from collections.abc import Sequence

from prompts import answers as words
from rag.domain import Citation, Statement
from rag.drafting import Draft, DraftStatement, danish_date, led_in


def number_citations(drafts: Sequence[DraftStatement]) -> tuple[tuple[Citation, ...], tuple[Statement, ...]]:
    """The citations of all statements, each once, in the order of the answer, and the statements."""
    citations = tuple(dict.fromkeys(citation for draft in drafts for citation in draft.citations))
    return citations, tuple(Statement(draft.text, draft.citations) for draft in drafts)


def render(draft: Draft, statements: Sequence[Statement], citations: Sequence[Citation]) -> str:
    """The text of an answer: lead, statements with `[n]`, and a line for each cited item."""
    numbers = {citation: index for index, citation in enumerate(citations, start=1)}
    parts: list[str] = []
    for statement in statements:
        marks = "".join(f"[{numbers[citation]}]" for citation in statement.citations)
        text = f"{statement.text} {marks}" if marks else statement.text
        tight = parts and text.startswith("- ") and parts[-1].lstrip("\n").startswith("- ")
        parts.append(text if not parts else ("\n" if tight else "\n\n") + text)
    body = "".join(parts)
    if draft.lead:
        body = led_in(draft.lead, body) if body else draft.lead
    sources = source_lines(citations)
    return f"{body}\n\n{sources}" if sources else body


def source_lines(citations: Sequence[Citation]) -> str:
    """A line for each cited item: its numbers in the text, date, body, Punkt and journal number.

    A list that itself names date, Punkt and title on every line needs no such lines beyond the first few.
    """
    grouped: dict[int, list[int]] = {}
    firsts: dict[int, Citation] = {}
    for index, citation in enumerate(citations, start=1):
        grouped.setdefault(citation.item_id, []).append(index)
        firsts.setdefault(citation.item_id, citation)
    if len(grouped) > 2:
        return ""
    return "\n".join(source_line(firsts[item], numbers) for item, numbers in grouped.items())


def source_line(citation: Citation, numbers: Sequence[int]) -> str:
    """One source as it goes into a case file."""
    case = words.SOURCE_CASE.format(number=citation.case_number) if citation.case_number else ""
    return words.SOURCE.format(
        numbers=", ".join(str(number) for number in numbers),
        date=danish_date(citation.meeting_date),
        body=citation.body,
        item=citation.number,
        case=case,
        title=citation.title,
    )
