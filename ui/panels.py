"""Answers and conversations as HTML: pure functions, every word from outside escaped.

Minutes and questions are text that nobody here wrote, so nothing of them may become markup. Escaping
is `html.escape` here, and markdown-it with raw HTML, links and images switched off in the answers.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from prompts.answers import NEAREST
from rag.domain import Answer, AnswerStatus, Citation, Outcome, Statement
from rag.drafting import GAP
from ui import texts
from ui.answer_tools import answer_tools, edit_button, retry_button
from ui.elements import badge, reference
from ui.exchanges import write_exchange
from ui.markdown import render_markdown
from ui.views import addresses
from ui.welcome import scope_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.domain import AppliedFilter
    from ui.exchanges import Exchange


_SOURCE_LINE = re.compile(r"\[(\d{1,3})(?:, \d{1,3})*\] ")


# ---------------------------------------------------------------- conversation


def conversation(exchanges: Sequence[Exchange]) -> str:
    """The whole conversation (samtale); only the last answer's filters can be removed."""
    last = len(exchanges) - 1
    return "".join(exchange(entry, index, live=index == last) for index, entry in enumerate(exchanges))


def exchange(entry: Exchange, index: int, *, live: bool) -> str:
    """One question with its answer, its failure, or what there is of it so far; a finished one is kept by the page."""
    state = "done" if entry.finished else "busy"
    kept = f' data-kept="{escape(write_exchange(entry))}"' if entry.finished else ""
    edit = edit_button() if entry.finished else ""
    return (
        f'<article class="exchange" id="svar-{index}" data-state="{state}"{kept}>'
        f'<div class="asked"><h2 class="question"><span class="unseen">{texts.YOUR_QUESTION} </span>'
        f"{escape(entry.question)}</h2>{edit}</div>{_reply(entry, live=live)}</article>"
    )


def _reply(entry: Exchange, *, live: bool) -> str:
    if entry.answer is not None:
        return answer_panel(entry, live=live)
    text, citations = streamed(entry.statements)
    said = prose(text, citations) if text else ""
    if entry.failure:
        failure = f'<p class="failure">{escape(entry.failure)}</p><div class="tools">{retry_button()}</div>'
        return f'<div class="answer">{said}{failure}</div>'
    step = escape(entry.step or texts.THINKING)
    return f'<div class="answer" aria-busy="true">{said}<p class="step">{step}<span class="dots"></span></p></div>'


def streamed(statements: Iterable[Statement]) -> tuple[str, tuple[Citation, ...]]:
    """The Markdown of the statements so far and the citations that its numbers point into."""
    citations: list[Citation] = []
    paragraphs = []
    for statement in statements:
        for citation in statement.citations:
            if citation not in citations:
                citations.append(citation)
        marks = "".join(f"[{citations.index(citation) + 1}]" for citation in statement.citations)
        paragraphs.append(f"{statement.text} {marks}".strip())
    return "\n\n".join(paragraphs), tuple(citations)


def answer_panel(entry: Exchange, *, live: bool) -> str:
    """A finished answer: outcome, words, sources, what was searched, how it was checked, and what can follow.

    Only the answer that is `live`, the last one, has filters to remove and questions that go on from it.
    """
    answer = entry.answer
    if answer is None:
        return ""
    refused = answer.status is AnswerStatus.NOT_FOUND
    parts = [
        f'<p class="outcome">{badge(answer.outcome)}</p>'
        if answer.outcome and answer.outcome is not Outcome.NONE
        else "",
        prose(spoken_part(answer), answer.citations),
        _source_list(answer.citations),
        _refusal(entry.question, answer, live=live) if refused else "",
        _filters(answer.filters, entry.dropped, live=live),
        _facts(answer),
        answer_tools(plain_answer(answer), answer.status, rated=entry.rated),
        _followups(entry.followups) if live else "",
    ]
    return f'<div class="answer {answer.status.value}">{"".join(parts)}</div>'


def prose(text: str, citations: Sequence[Citation]) -> str:
    """An answer's Markdown as HTML, its `[n]` as buttons for the citations."""
    total = len(citations)
    buttons = [
        citation_button(entry, number, total, str(number), "citation") for number, entry in enumerate(citations, 1)
    ]
    return f'<div class="said">{render_markdown(text, buttons)}</div>'


def spoken_part(answer: Answer) -> str:
    """An answer's Markdown without the lists of sources and nearest items, which have panels of their own."""
    text = answer.text
    if answer.nearest:
        text = text.partition(f"\n\n{NEAREST}")[0]
    body, _, last = text.rpartition("\n\n")
    return body if body and all(_is_source_line(line, answer) for line in last.splitlines()) else text


def _is_source_line(line: str, answer: Answer) -> bool:
    found = _SOURCE_LINE.match(line)
    number = int(found[1]) if found else 0
    return 1 <= number <= len(answer.citations) and line.endswith(answer.citations[number - 1].title)


def _by_item(citations: Sequence[Citation]) -> list[tuple[str, int, Citation]]:
    """Each cited item once: its numbers in the answer as text, the first of them, and that citation."""
    numbers: dict[int, list[int]] = {}
    for number, citation in enumerate(citations, 1):
        numbers.setdefault(citation.item_id, []).append(number)
    return [(", ".join(map(str, own)), own[0], citations[own[0] - 1]) for own in numbers.values()]


def _source_list(citations: Sequence[Citation]) -> str:
    if not citations:
        return ""
    rows = ""
    for shown, number, citation in _by_item(citations):
        inner = f'<span class="numbers">{shown}</span>{_source_line(citation)}'
        rows += f"<li>{citation_button(citation, number, len(citations), inner, 'source-link')}</li>"
    return f'<ol class="source-list" aria-label="{texts.SOURCES}">{rows}</ol>'


def _source_line(citation: Citation) -> str:
    case = f'<span class="case">{escape(citation.case_number)}</span>' if citation.case_number else ""
    where = f"{texts.short_day(citation.meeting_date)} · {texts.ITEM.format(number=citation.number)}"
    return f'<span>{escape(where)}</span> <span class="title">{escape(citation.title)}</span> {case}'


def citation_button(citation: Citation, number: int, total: int, inner: str, css: str) -> str:
    """A button that opens a citation in the source panel. `inner` is HTML that is already safe."""
    label = texts.SHOW_SOURCE.format(number=number, label=spoken(citation))
    return (
        f'<button type="button" class="{css}" {_place(citation)} data-number="{number}" data-total="{total}" '
        f'aria-label="{escape(label)}">{inner}</button>'
    )


def _place(citation: Citation) -> str:
    """Where a button opens a source. The words go along where they say more than their start and end: with gaps."""
    quote = f' data-quote="{escape(citation.quote)}"' if GAP in citation.quote else ""
    return f'data-item="{citation.item_id}" data-start="{citation.start}" data-end="{citation.end}"{quote}'


def _refusal(question: str, answer: Answer, *, live: bool) -> str:
    """What was searched, and where else to look; nothing where nothing was asked of the minutes."""
    if answer.scope.meetings == 0:
        return ""
    told = answer.scope.last is not None and texts.long_day(answer.scope.last) in answer.text
    searched = "" if told else f'<p class="searched">{texts.SEARCHED.format(scope=scope_line(answer.scope))}</p>'
    near = "".join(f"<li>{_nearest_button(citation)}</li>" for citation in answer.nearest)
    listing = f'<h3>{texts.NEAREST}</h3><ul class="nearest">{near}</ul>' if near else ""
    fields = dict.fromkeys(entry.field for entry in answer.filters if entry.applied)
    wider = (
        f'<button type="button" class="outlined" data-drop="{" ".join(fields)}">{texts.WIDEN}</button>'
        if fields and live
        else ""
    )
    words = f'<a class="outlined" href="{escape(addresses.search(question))}">{texts.SEARCH_INSTEAD}</a>'
    return f'{searched}{listing}<p class="wider">{wider}{words}</p>'


def _nearest_button(citation: Citation) -> str:
    label = texts.SHOW_ITEM.format(label=spoken(citation))
    return (
        f'<button type="button" class="source-link" {_place(citation)} aria-label="{escape(label)}">'
        f"{_source_line(citation)}</button>"
    )


def _filters(filters: Sequence[AppliedFilter], dropped: frozenset[str], *, live: bool) -> str:
    # A press on × lifts a whole field, so that all that was understood for one field is one chip.
    fields = dict.fromkeys((entry.field, entry.applied) for entry in filters)
    chips = "".join(
        f"<li>{_chip([entry for entry in filters if (entry.field, entry.applied) == field], live=live)}</li>"
        for field in fields
    )
    if dropped:
        names = ", ".join(shown for name, shown in texts.FIELDS.items() if name in dropped)
        chips += f'<li><span class="chip unused">{escape(texts.DROPPED.format(fields=names))}</span></li>'
    return f'<ul class="chips" aria-label="{texts.FILTERS}">{chips}</ul>' if chips else ""


def _chip(entries: Sequence[AppliedFilter], *, live: bool) -> str:
    words = ", ".join(entry.label for entry in entries)
    label = escape(words)
    if not entries[0].applied:
        why = escape(texts.UNUSED_FILTER_WHY)
        return f'<span class="chip unused" title="{why}">{escape(texts.UNUSED_FILTER.format(label=words))}</span>'
    if not live:
        return f'<span class="chip">{label}</span>'
    remove = escape(texts.REMOVE_FILTER.format(label=words))
    return (
        f'<button type="button" class="chip" data-drop="{entries[0].field}" aria-label="{remove}">'
        f'{label}<span class="cross" aria-hidden="true">×</span></button>'
    )


def _facts(answer: Answer) -> str:
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in answer.notes)
    line = modes_line(answer)
    if line and answer.seconds > 0:
        line += f" · {texts.SECONDS.format(seconds=f'{max(answer.seconds, 0.1):.1f}'.replace('.', ','))}"
    return notes + (f'<p class="facts">{escape(line)}</p>' if line else "")


def modes_line(answer: Answer) -> str:
    """How an answer was made and checked, in a line; empty where it quotes nothing."""
    facts = [texts.MODES[answer.mode]] if answer.citations else []
    if answer.model:
        facts.append(texts.PHRASED_BY.format(model=answer.model, prompt=answer.prompt))
    if answer.proposed:
        quotes = texts.CHECKED.format(
            checked=answer.checked, quotes=texts.plural(answer.proposed, texts.QUOTE, texts.QUOTES)
        )
        facts.insert(0, f"✓ {quotes}" if answer.checked == answer.proposed else quotes)
    return " · ".join(facts)


def _followups(questions: Sequence[str]) -> str:
    if not questions:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="example" data-ask="{escape(words)}">{escape(words)}</button></li>'
        for words in questions
    )
    return f'<section class="followups"><h3>{texts.FOLLOWUPS}</h3><ul>{buttons}</ul></section>'


def plain_answer(answer: Answer) -> str:
    """An answer as text to paste elsewhere: its Markdown, then a numbered line a source."""
    lines = [f"[{shown}] {_reference(citation)}" for shown, _, citation in _by_item(answer.citations)]
    return "\n\n".join((spoken_part(answer), "\n".join(lines))) if lines else answer.text


def _reference(citation: Citation) -> str:
    entry = citation
    return reference(entry.body, entry.meeting_date, entry.number, entry.title, entry.case_number)


def spoken(citation: Citation) -> str:
    """A source as a screen reader says it."""
    return f"{citation.body}, {texts.long_day(citation.meeting_date)}, punkt {citation.number}, {citation.title}"
