from __future__ import annotations

import pytest

from rag.domain import AgendaItem, SectionKind
from rag.passages import list_around, read_sentences
from tests.invented import item

LIST = "Havnen får:\n\n- ny kaj\n- nyt lys\n- ny kran\n\nArbejdet begynder i maj. Det varer et år."


@pytest.fixture
def works() -> AgendaItem:
    """An item with a list."""
    return item("4", "Ny kaj", "05.01.00-P20-7-21", case=LIST, decision="Vedtaget som indstillet.")


def test_sentences_stand_at_their_offsets(works: AgendaItem) -> None:
    sentences = read_sentences(works)
    assert [works.text[s.start : s.end] for s in sentences] == [s.text for s in sentences]
    assert [s.start for s in sentences] == sorted(s.start for s in sentences)


def test_sentences_know_their_section(works: AgendaItem) -> None:
    kinds = {s.text: s.kind for s in read_sentences(works)}
    assert kinds["Vedtaget som indstillet."] is SectionKind.DECISION
    assert kinds["Arbejdet begynder i maj."] is SectionKind.CASE


def test_list_entries_are_told(works: AgendaItem) -> None:
    listed = [s.text for s in read_sentences(works) if s.listed]
    assert [text.removeprefix("- ") for text in listed] == ["ny kaj", "nyt lys", "ny kran"]


@pytest.mark.parametrize("at", [0, 1, 2, 3], ids=["lead-in", "first", "middle", "last"])
def test_list_is_whole_with_its_lead_in(works: AgendaItem, at: int) -> None:
    assert list_around(read_sentences(works), at) == (0, 3)


def test_sentence_of_no_list_is_alone(works: AgendaItem) -> None:
    sentences = read_sentences(works)
    assert list_around(sentences, 4) == (4, 4)
    assert list_around(sentences, len(sentences) - 1) == (len(sentences) - 1,) * 2


def test_list_ends_with_its_section() -> None:
    sentences = read_sentences(item("1", "Kaj", case="- ny kaj\n- nyt lys", recommendation="- at kajen bygges."))
    assert list_around(sentences, 0) == (0, 1)
    assert list_around(sentences, 2)[1] == 2


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(AgendaItem("1", "Lukket", closed=True, text="Lukket"), id="closed"),
        pytest.param(AgendaItem("1", "Kaj", text="Kaj"), id="no section"),
        pytest.param(item("1", "Kaj", case=" ", decision="—"), id="nothing but marks"),
    ],
)
def test_no_sentences(entry: AgendaItem) -> None:
    assert read_sentences(entry) == ()
