"""The source panel: the whole item, its labels, and the quoted words marked where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import AgendaItem, ItemRecord, MeetingRecord, Outcome, Section, SectionKind, SourceFile
from rag.drafting import GAP
from ui import sources, texts
from ui.sources import Place, Surroundings

TEXT = (
    "Punkt 4: Ny skole ved søen\n\n17.02.08-P20-3-19\n\n"
    "Sagsfremstilling\n\nSkolen har plads til 300 børn.\nDen bygges i træ.\n\n"
    "Beslutning\n\nGodkendt. Opstart i marts.\n\nBilag\n\n\n\nMødet sluttede kl. 18."
)


def section(kind: SectionKind, heading: str, words: str) -> Section:
    start = TEXT.index(words)
    return Section(kind, heading, start, start + len(words))


CASE = section(SectionKind.CASE, "Sagsfremstilling", "Skolen har plads til 300 børn.\nDen bygges i træ.")
DECISION = section(SectionKind.DECISION, "Beslutning", "Godkendt. Opstart i marts.")
BILAG = Section(SectionKind.ATTACHMENTS, "Bilag", TEXT.index("Bilag") + 7, TEXT.index("Bilag") + 7)
ITEM = AgendaItem("4", "Ny skole ved søen", "17.02.08-P20-3-19", text=TEXT, sections=(CASE, DECISION, BILAG), page=3)
MEETING = MeetingRecord(1, "Børneudvalget", date(2019, 3, 5), "17:00", "", "", SourceFile("bu.pdf", "0" * 64), 3)
RECORD = ItemRecord(21, 1, MEETING, ITEM, Outcome.APPROVED)


def marks(html: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


def words_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def place(*parts: str) -> Place:
    """Where the only citation of an answer is opened, which quotes these parts with gaps between."""
    return Place(span(parts[0])[0], span(parts[-1])[1], 1, 1, GAP.join(parts))


@pytest.mark.parametrize("quote", ["Opstart i marts.", "Godkendt.", "300 børn.\nDen bygges", "Skolen", "træ."])
def test_a_quote_is_marked_word_for_word(quote: str) -> None:
    assert marks(sources.item_text(ITEM, [span(quote)])) == quote.split("\n")


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["Den bygges", "Godkendt."], id="over two sections"),
        pytest.param(["Skolen", "300 børn.", "Den bygges i træ."], id="two gaps in one section"),
        pytest.param(["Beslutning", "Opstart i marts."], id="a heading and some of its words"),
        pytest.param(["Ny skole ved søen", "Godkendt."], id="the item's title"),
    ],
)
def test_of_a_quote_with_gaps_just_the_quoted_parts_are_marked(parts: list[str]) -> None:
    html = sources.source_panel(RECORD, Surroundings(), place(*parts))
    assert marks(html) == parts
    starts = "".join(f"fra={span(part)[0]}&amp;" for part in parts)
    ends = "&amp;".join(f"til={span(part)[1]}" for part in parts)
    assert f'href="punkt/2019-03-05/boerneudvalget/4?{starts}{ends}#citat"' in html


def test_a_quote_whose_parts_stand_elsewhere_is_marked_from_its_start_to_its_end() -> None:
    """White space may have changed since the answer was kept."""
    kept = replace(place("Skolen", "Den bygges"), quote=f"Skolen  har{GAP}Den bygges")
    html = sources.source_panel(RECORD, Surroundings(), kept)
    assert marks(html) == ["Skolen har plads til 300 børn.", "Den bygges"]


@pytest.mark.parametrize(
    "spans",
    [
        pytest.param([span("plads til 300"), span("Skolen har plads")], id="the later one first"),
        pytest.param([span("Skolen har plads til 300"), span("plads")], id="one within another"),
    ],
)
def test_spans_that_overlap_are_marked_once(spans: list[tuple[int, int]]) -> None:
    assert "".join(marks(sources.item_text(ITEM, spans))) == "Skolen har plads til 300"


def test_a_quote_in_the_items_head_is_shown_and_marked() -> None:
    assert marks(sources.item_text(ITEM, [span("17.02.08-P20-3-19")])) == ["17.02.08-P20-3-19"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (50, 50), (60, 40), (5000, 6000), (-9, -3)])
def test_a_span_of_nothing_marks_nothing(start: int, end: int) -> None:
    assert marks(sources.item_text(ITEM, [(start, end)])) == []


@given(st.lists(st.tuples(st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5)), max_size=4))
def test_whatever_is_marked_the_words_are_the_items(spans: list[tuple[int, int]]) -> None:
    html = sources.item_text(ITEM, spans)
    for part in marks(html):
        assert part in TEXT
    for part in ("Den bygges i træ.", "Opstart i marts.", "Mødet sluttede kl. 18.", "Beslutning"):
        assert "".join(part.split()) in "".join(words_of(html).split())


def test_labels_are_headings_and_the_head_is_not_said_twice() -> None:
    html = sources.item_text(ITEM)
    assert re.findall(r"<h4>(.*?)</h4>", html) == ["Sagsfremstilling", "Beslutning", "Bilag"]
    assert "17.02.08" not in html
    assert "Afsnittet er tomt i referatet." in html


def test_words_after_the_last_section_are_kept() -> None:
    assert "Mødet sluttede kl. 18." in sources.item_text(ITEM)


def test_a_section_of_another_body_says_whose_it_is() -> None:
    other = replace(DECISION, body="Økonomiudvalget", date=date(2019, 9, 18))
    html = sources.item_text(replace(ITEM, sections=(other,)))
    assert "<h4>Beslutning · Økonomiudvalget, 18. sep. 2019</h4>" in html


def test_a_heading_that_stands_nowhere_is_shown_all_the_same() -> None:
    html = sources.item_text(replace(ITEM, sections=(replace(CASE, heading="Sagen kort"),)))
    assert "<h4>Sagen kort</h4>" in html
    assert "Skolen har plads" in html


def test_an_item_without_sections_shows_its_text() -> None:
    item = AgendaItem("9", "Eventuelt", text="Punkt 9: Eventuelt\n\nIntet at bemærke.")
    assert "Intet at bemærke." in sources.item_text(item)


@pytest.mark.parametrize("text", ["", "Punkt 2: Lukket"])
def test_a_closed_item_says_that_it_is_closed(text: str) -> None:
    assert texts.CLOSED_ITEM in sources.item_text(AgendaItem("2", "Lukket", closed=True, text=text))


def test_the_panel_names_meeting_item_journal_number_outcome_and_file() -> None:
    html = sources.source_panel(RECORD, Surroundings(case_meetings=2), Place(*span("Godkendt."), 1, 2))
    words = " ".join(words_of(html).split())
    for part in (
        "Kilde 1 af 2",
        "Børneudvalget · 5. marts 2019",
        "Pkt. 4 Ny skole ved søen",
        "J.nr. 17.02.08-P20-3-19",
    ):
        assert part in words
    assert "Godkendt" in words
    assert "Fra filen bu.pdf, side 3" in words
    assert 'data-copy="17.02.08-P20-3-19"' in html
    assert 'data-copy="Børneudvalget, 5. marts 2019, pkt. 4, Ny skole ved søen, j.nr. 17.02.08-P20-3-19"' in html


def test_the_panel_leads_to_the_neighbours() -> None:
    before = replace(RECORD, id=20, item=AgendaItem("3", "Budget"))
    html = sources.source_panel(RECORD, Surroundings(before))
    assert 'data-item="20"' in html
    assert "Forrige punkt på mødet: Pkt. 3 Budget" in html
    assert "Næste punkt" not in html


def test_the_panel_leads_to_the_items_own_page_and_to_its_case() -> None:
    start, end = span("Godkendt.")
    html = sources.source_panel(RECORD, Surroundings(case_meetings=2), Place(start, end, 1, 1))
    assert f'href="punkt/2019-03-05/boerneudvalget/4?fra={start}&amp;til={end}#citat"' in html
    assert '<a href="sag/17.02.08-P20-3-19">Sagen over tid (2 møder)</a>' in html
    assert "Sagen over tid" not in sources.source_panel(RECORD, Surroundings(case_meetings=1))


@pytest.mark.parametrize(("number", "off"), [(1, [True, False]), (2, [False, False]), (3, [False, True])])
def test_turning_stops_at_both_ends(number: int, off: list[bool]) -> None:
    html = sources.source_panel(RECORD, Surroundings(), Place(0, 0, number, 3))
    assert ["disabled" in tag for tag in re.findall(r"<button[^>]*data-turn[^>]*>", html)] == off


def test_a_citation_of_the_head_points_out_the_head() -> None:
    assert "source-head cited" in sources.source_panel(RECORD, Surroundings(), Place(0, 0, 1, 1))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='x"])
def test_hostile_minutes_stay_words(words: str) -> None:
    text = f"Punkt 1: {words}\n\nBeslutning\n\n{words}"
    at = text.rindex(words)
    item = AgendaItem(words, words, words, text=text, sections=(Section(SectionKind.DECISION, words, at, len(text)),))
    meeting = replace(MEETING, body=words, source=SourceFile(words, "0"))
    record = ItemRecord(1, 0, meeting, item, Outcome.NONE)
    html = sources.source_panel(record, Surroundings(record, record, 3), Place(at, len(text), 1, 1))
    assert not re.search(r"<(script|img)", html)
    assert not re.search(r"<[^>]*\son\w+=[^>]*>", re.sub(r'"[^"]*"', '""', html))
    assert words in marks(html)
