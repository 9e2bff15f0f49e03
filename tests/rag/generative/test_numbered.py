"""The numbered evidence: what comes first, within the budget, and fenced."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from rag.assistant import Assistant, Request
from rag.domain import SectionKind
from rag.numbered import Source, cost, gather_sources, write_sources
from ui.workspace import Workspace

QUESTION = "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?"


def gather(samples: Workspace, assistant: Assistant, budget: int) -> tuple[Source, ...]:
    understood = assistant.understand(Request(QUESTION))
    cited = [c for s in assistant.draft(understood).draft.statements for c in s.citations]
    records = samples.catalog.items(citation.item_id for citation in cited)
    from rag.routing import Router

    evidence = (
        Router(samples.catalog, samples.search, samples.mender)
        .weigh(understood.question, understood.question.demanded)
        .evidence
    )
    return gather_sources(cited, records, evidence, budget)


@pytest.mark.parametrize("budget", [100, 300, 1_000, 6_000])
def test_budget_is_kept(samples: Workspace, assistant: Assistant, budget: int) -> None:
    sources = gather(samples, assistant, budget)
    assert cost(sources) <= budget
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))


def test_what_the_extractive_answer_cites_comes_first(samples: Workspace, assistant: Assistant) -> None:
    sources = gather(samples, assistant, 300)
    assert sources[-1].section.kind is SectionKind.DECISION
    assert "hjemmearbejdsdag" in sources[-1].text


def test_sources_are_whole_sentences_of_their_section_and_do_not_overlap(
    samples: Workspace, assistant: Assistant
) -> None:
    sources = gather(samples, assistant, 6_000)
    for source in sources:
        assert source.section.start <= source.start < source.end <= source.section.end
        assert source.text == source.text.strip()
    spans = sorted((source.record.id, source.start, source.end) for source in sources)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))


def test_closed_items_give_none(samples: Workspace, assistant: Assistant) -> None:
    assert not any(source.record.item.closed for source in gather(samples, assistant, 50_000))


def test_fences_cannot_be_foretold(samples: Workspace, assistant: Assistant) -> None:
    sources = gather(samples, assistant, 6_000)
    written = write_sources(sources)
    (fence,) = set(re.findall(r"<<<(\w+)", written))
    assert all(fence not in source.text for source in sources)
    assert written.count(f"{fence}>>>") == len(sources)
    assert re.findall(r"<<<(\w+)", write_sources(sources[:1]))[0] != fence
