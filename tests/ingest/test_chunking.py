from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunking import LEAST, WHOLE_ITEM, WHOLE_SECTION, chunk_item
from ingest.parse import parse_text
from rag.domain import AgendaItem, SectionKind

HEAD = "REFERAT Byrådet d. 01-02-2023\n\nPunkt 1: Havnen\n\n00.01.00-A00-1-23\n\n"


def item_of(body: str) -> AgendaItem:
    (item,) = parse_text(HEAD + body, source_name="a.txt").meetings[0].items
    return item


def test_a_short_item_is_one_chunk_filed_under_its_decision() -> None:
    item = item_of("Anledning\n\nHavnen sander til.\n\nBeslutning\n\nGodkendt.")
    (chunk,) = chunk_item(item)
    assert (chunk.section, chunk.kind, chunk.text) == (None, SectionKind.DECISION, item.text)


def test_sections_of_a_longer_item_are_chunks_of_their_own() -> None:
    item = item_of("Anledning\n\n" + "Havnen sander til. " * 20 + "\n\nBeslutning\n\nGodkendt.")
    assert len(item.text) > WHOLE_ITEM
    assert [chunk.kind for chunk in chunk_item(item)] == [SectionKind.OCCASION, SectionKind.DECISION]


def test_a_long_section_is_cut_between_sentences() -> None:
    sentence = "Uddybningen koster ca. 2,5 mio. kr. og udføres den 9. maj. "
    chunks = chunk_item(item_of("Sagsfremstilling\n\n" + sentence * 60))
    assert len(chunks) > 3
    assert all(LEAST <= len(chunk.text) <= WHOLE_SECTION for chunk in chunks)
    assert all(chunk.text.endswith("9. maj.") for chunk in chunks)


def test_a_closed_item_has_no_chunks() -> None:
    assert chunk_item(AgendaItem("1", "Lukket", closed=True, text="Lukket")) == ()


def test_one_endless_sentence_is_cut() -> None:
    chunks = chunk_item(item_of("Sagsfremstilling\n\n" + "ord " * 2000 + "x" * 5000))
    assert all(len(chunk.text) <= WHOLE_SECTION for chunk in chunks)


@given(st.text(alphabet="aB. \nÆ1-", min_size=1, max_size=3000), st.booleans())
def test_chunks_cover_every_visible_character_once(body: str, decided: bool) -> None:
    item = item_of(f"Sagsfremstilling\n\n{body}" + ("\n\nBeslutning\n\nGodkendt. " * 30 if decided else ""))
    seen: set[int] = set()
    for chunk in chunk_item(item):
        assert chunk.text == item.text[chunk.start : chunk.end]
        assert seen.isdisjoint(range(chunk.start, chunk.end))
        seen.update(range(chunk.start, chunk.end))
    for section in item.sections:
        assert all(p in seen or item.text[p].isspace() for p in range(section.start, section.end))
