"""The views as HTML: whole, escaped, and the same for the same minutes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest

from rag.catalog import Counts
from rag.domain import (
    AgendaItem,
    Chunk,
    ItemRecord,
    MeetingRecord,
    Narrowing,
    Order,
    Outcome,
    ReadingReport,
    RelatedMeeting,
    Relation,
    SearchedScope,
    SearchHit,
    Section,
    SectionKind,
    SourceFile,
)
from rag.faceting import FacetCounts, FacetedResult, FacetHit
from rag.listings import CaseSummary, MeetingCount
from rag.timelines import MissingMinutes, SilentYears, Timeline, TimelineEntry
from ui import texts
from ui.views import addresses, cases, charts, items, meetings, overview, pieces, searching, shell, states
from ui.views.charts import Dot
from ui.views.items import Around
from ui.views.meetings import HeldMeeting, MeetingList
from ui.views.searching import Asked
from ui.views.shell import Page, View

EVIL = "\"><script>window.hostile=1</script><img src=x onerror=alert(1)>'&{0}"
BODY = f"Udvalg {EVIL}"
SECTION = f"Udvalget {EVIL} godkendte."
TEXT = f"Punkt {EVIL}\n\nBeslutning\n{SECTION}"
START = TEXT.index(SECTION)

MEETING = MeetingRecord(
    7, BODY, date(2021, 5, 12), EVIL, EVIL, f"Til stede: {EVIL}", SourceFile(f"{EVIL}.txt", "0" * 64), 2
)
ITEM = AgendaItem(
    f"4{EVIL}",
    f"Sag {EVIL}",
    f"00.01.00-{EVIL}",
    text=TEXT,
    sections=(Section(SectionKind.DECISION, f"Beslutning {EVIL}", START, len(TEXT)),),
)
RECORD = ItemRecord(11, 0, MEETING, ITEM, Outcome.APPROVED)
CLOSED = ItemRecord(
    12, 1, MEETING, AgendaItem("5", "Lukket", "27.00.00-G01-9-21", closed=True, text="Lukket"), Outcome.CLOSED
)
PLAIN = replace(
    RECORD,
    meeting=replace(
        MEETING, body="Havneudvalget", time="16.00", place="Sal B", head="", source=SourceFile("a.txt", "")
    ),
    item=AgendaItem("4", "Ny mole", "05.01.00-P20-7-21", text="Ny mole\nGodkendt.", sections=()),
)
ENTRY = TimelineEntry(RECORD, ITEM.sections, ITEM.sections)
TIMELINE = Timeline(
    (ENTRY,),
    (MissingMinutes(BODY, date(2020, 3, 1), Outcome.RECOMMENDED, SECTION, RECORD),),
    (SilentYears(BODY, (2020,)),),
)
ASKED = Asked(EVIL, Narrowing(EVIL, 2021, Outcome.APPROVED, SectionKind.DECISION), Order.NEWEST, 2)
RESULT = FacetedResult(
    41,
    (FacetHit(RECORD, START, len(TEXT)), FacetHit(RECORD, 0, 0)),
    FacetCounts(((BODY, 3),), ((2021, 3),), ((Outcome.APPROVED, 2),), ((SectionKind.DECISION, 1),)),
    (EVIL,),
    (EVIL,),
    partial=True,
    words=frozenset({"udvalg"}),
    case_numbers=(EVIL,),
)
REPORT = ReadingReport(1, 1, 0, 1, 0, 1.0, warnings=(f"Advarsel {EVIL}",))

PAGES = {
    "meetings": meetings.meeting_list(
        MeetingList((MeetingCount(BODY, 2021, 60),), (MEETING,), {7: (EVIL, EVIL, EVIL, EVIL)}, BODY, 2021, 1)
    ),
    "no meetings": meetings.meeting_list(MeetingList((MeetingCount(BODY, 2021, 1),), (), {}, BODY, 2022, 1)),
    "meeting": meetings.meeting_page(
        [HeldMeeting(MEETING, [RECORD, CLOSED], [RelatedMeeting(MEETING, relation) for relation in Relation])],
        (date(2021, 1, 1), date(2022, 1, 1)),
        {11: 2},
    ),
    "item": items.item_page(RECORD, Around((RECORD, 2), (CLOSED, 0), 2), [(START, START + 8)]),
    "closed item": items.item_page(CLOSED, Around(None, None, 0)),
    "cases": cases.case_list([CaseSummary(EVIL, EVIL, Outcome.NOTED, 2, date(2020, 1, 1), date(2021, 1, 1))], 120, 2),
    "case": cases.case_page(EVIL, TIMELINE, {11: 2}),
    "topic": cases.topic_page(EVIL, TIMELINE, {}),
    "search": searching.search_page(ASKED, RESULT, {}),
    "nothing found": searching.search_page(
        Asked(EVIL),
        FacetedResult(0, (), FacetCounts()),
        {},
        [SearchHit(RECORD, 0.5, Chunk(None, SectionKind.DECISION, EVIL, 0, len(EVIL), EVIL))],
    ),
    "overview": overview.overview_page(
        overview.Holdings(
            Counts(1, 1, 2, 3),
            SearchedScope(1, date(2021, 5, 12), date(2021, 5, 12)),
            (MeetingCount(BODY, 2019, 1), MeetingCount(BODY, 2021, 1), MeetingCount(EVIL, 2020, 2)),
            datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
            {EVIL: REPORT},
            {EVIL: f"Afvist {EVIL}"},
            ((MEETING, (RelatedMeeting(MEETING, Relation.SUPPLEMENT),)),),
        )
    ),
    "empty": states.empty_page(View.CASES),
    "missing": states.missing_page(),
    "failure": states.failure_page(EVIL),
}

VOID = {"meta", "base", "link", "input", "path", "circle", "rect", "img", "br"}


class Reader(HTMLParser):
    """A page's tags, its headings, and whether every tag is closed in its order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: Page) -> Reader:
    return Reader(shell.document(page, f"soeg?q={EVIL}", "../"))


@pytest.mark.parametrize("name", PAGES)
def test_hostile_minutes_become_no_markup(name: str) -> None:
    reader = read(PAGES[name])
    assert not any(tag == "img" for tag, _ in reader.tags)
    assert [attributes for tag, attributes in reader.tags if tag == "script"] == [
        {"src": f"referat-assets/{name}.js", "defer": None} for name in ("copying", "views")
    ]
    assert not any(name.startswith("on") or name == "style" for _, attributes in reader.tags for name in attributes)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_stays_below_the_root(name: str) -> None:
    links = [attributes["href"] or "" for tag, attributes in read(PAGES[name]).tags if tag == "a"]
    assert links
    for link in links:
        assert not re.match(r"[a-z]+:|/", link), link
        assert '"' not in link.removesuffix("#indhold") or link.startswith("soeg?q=")


@pytest.mark.parametrize("name", PAGES)
def test_headings_are_in_order_under_one_title(name: str) -> None:
    levels = [int(tag[1]) for tag, _ in read(PAGES[name]).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_every_name_is_given_once(name: str) -> None:
    names = [attributes["id"] for _, attributes in read(PAGES[name]).tags if "id" in attributes]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("page", ["meeting", "closed item"])
def test_a_closed_item_shows_only_that_it_is_closed(page: str) -> None:
    assert CLOSED.item.case_number not in PAGES[page].body
    assert texts.OUTCOMES[Outcome.CLOSED] in PAGES[page].body


def test_the_menu_marks_the_view_that_is_open() -> None:
    marked = [
        attributes["href"] for tag, attributes in Reader(shell.menu(View.CASES)).tags if "aria-current" in attributes
    ]
    assert marked == ["sager"]
    assert "aria-current" not in shell.menu(None)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Teknik- og Miljøudvalget", "teknik-og-miljoeudvalget"),
        ("Børne-  og Ungeudvalget", "boerne-og-ungeudvalget"),
        ("Ålerådet", "aaleraadet"),
        ("LMU/Nord (øst)", "lmu-nord-oest"),
        ("Comité", "comite"),
        ("¶", "organ"),
    ],
)
def test_a_body_in_an_address(name: str, expected: str) -> None:
    assert addresses.slug(name) == expected


def test_addresses_are_readable_and_encoded() -> None:
    assert addresses.meetings() == "moeder"
    assert addresses.meetings("Børneudvalget", 2021, 3) == "moeder?organ=B%C3%B8rneudvalget&aar=2021&side=3"
    assert addresses.item(PLAIN) == "punkt/2021-05-12/havneudvalget/4"
    assert addresses.item(PLAIN, 2, [(5, 9)]) == "punkt/2021-05-12/havneudvalget/4?nr=2&fra=5&til=9#citat"
    several = addresses.item(PLAIN, spans=[(5, 9), (9, 9), (20, 31)])
    assert several == "punkt/2021-05-12/havneudvalget/4?fra=5&fra=20&til=9&til=31#citat"
    assert addresses.item(PLAIN, spans=[(9, 9)]) == addresses.item(PLAIN)
    assert addresses.case("24/00018") == "sag/24/00018"
    assert addresses.case("a?b#c") == "sag/a%3Fb%23c"
    assert addresses.topic("svømmehal & tag") == "sag?emne=sv%C3%B8mmehal%20%26%20tag"
    narrowed = Narrowing("Byrådet", 2020, Outcome.NOTED, SectionKind.ECONOMY)
    assert addresses.search("tag", narrowed, Order.NEWEST, 2) == (
        "soeg?q=tag&organ=Byr%C3%A5det&aar=2020&udfald=efterretning&afsnit=%C3%B8konomi&orden=nyeste&side=2"
    )


# ---------------------------------------------------------------- pieces


def test_words_are_highlighted_by_their_stems() -> None:
    assert (
        pieces.highlight("Budgettet & budget", {"budg", "budget"}) == "<mark>Budgettet</mark> &amp; <mark>budget</mark>"
    )


@pytest.mark.parametrize("at", [0, 700, 1400])
def test_a_window_holds_the_words_wherever_they_stand(at: int) -> None:
    filler = "ganske almindelige bogstaver " * 60
    text = f"{filler[:at]} kajen og molen {filler}"
    start, end = pieces.find_window(text, 0, len(text), {"kaj", "mol"})
    assert "kajen og molen" in text[start:end]
    assert end - start <= 260


def test_a_window_without_the_words_is_the_beginning() -> None:
    assert pieces.find_window("ord " * 200, 4, 700, {"kaj"}) == (4, 244)


# ---------------------------------------------------------------- drawings


def dot(iso: str, *, present: bool = True) -> Dot:
    return Dot(date.fromisoformat(iso), "Byrådet", Outcome.APPROVED, "sag/1#gang-1", present)


def test_the_axis_has_every_year_and_a_dot_a_meeting_with_its_outcome_in_words() -> None:
    html = charts.year_axis([dot("2024-01-02"), dot("2019-03-04"), dot("2019-05-06")], blank=(2021,))
    assert re.findall(r'axis-year">([^<]+)<', html) == ["2019", "2020", "2021", "2022", "2023", "2024"]
    assert html.count('class="dot"') == 3
    assert html.count(texts.OUTCOMES[Outcome.APPROVED]) == 3
    assert html.index("4. mar") < html.index("6. maj") < html.index("2. jan")
    assert html.count(texts.AXIS_BLANK) == 1
    assert html.count(texts.AXIS_QUIET) == 3


def test_many_years_without_a_dot_are_one_piece_of_the_axis() -> None:
    html = charts.year_axis([dot("2001-01-02"), dot("2020-01-02")], blank=())
    assert re.findall(r'axis-year">([^<]+)<', html) == ["2001", "2002–2019", "2020"]


def test_minutes_that_are_missing_have_a_dot_that_says_so() -> None:
    html = charts.year_axis([dot("2020-01-02", present=False)], blank=())
    assert texts.AXIS_MISSING in html


@pytest.mark.parametrize(("count", "direction"), [(7, "across"), (8, "down")])
def test_a_long_axis_runs_down_the_page(count: int, direction: str) -> None:
    html = charts.year_axis([dot(f"2020-01-{day:02}") for day in range(1, count + 1)], blank=())
    assert html.startswith(f'<ol class="axis {direction}"')


def test_the_table_shows_gaps_between_a_bodys_first_and_last_year_only() -> None:
    html = charts.meetings_table(
        (MeetingCount("A", 2019, 1), MeetingCount("A", 2021, 4), MeetingCount("B", 2022, 2)),
    )
    assert re.findall(r'<th scope="col">(\d+)<', html) == ["2019", "2020", "2021", "2022"]
    assert html.count('class="gap"') == 2  # 2020 of A, and of all together
    assert re.findall(r"</svg>(\d+)<", html) == ["1", "4", "2", "1", "4", "2"]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(Outcome.POSTPONED, True), (Outcome.RECOMMENDED, True), (Outcome.FORWARDED, True), (Outcome.APPROVED, False)],
)
def test_a_case_that_waits_for_more_says_that_nothing_later_is_in(outcome: Outcome, expected: bool) -> None:
    timeline = Timeline((TimelineEntry(replace(PLAIN, outcome=outcome), (), ()),))
    assert (texts.LATEST_OPEN in cases.case_page("1", timeline, {}).body) is expected


def test_the_latest_standing_is_named_in_words() -> None:
    page = cases.case_page("05.01.00-P20-7-21", Timeline((TimelineEntry(PLAIN, (), ()),)), {})
    words = re.sub(r"<[^>]+>", "", page.body)
    assert "Godkendt i Havneudvalget 12. maj 2021." in words


def test_several_items_of_a_meeting_with_one_outcome_are_one_dot() -> None:
    other = replace(PLAIN, id=99, position=3)
    timeline = Timeline((TimelineEntry(PLAIN, (), ()), TimelineEntry(other, (), ())))
    assert cases.case_page("1", timeline, {}).body.count('class="dot"') == 1


def test_chosen_facets_are_chips_that_lead_to_the_search_without_them() -> None:
    asked = Asked("kaj", Narrowing("Byrådet", 2020))
    page = searching.search_page(asked, FacetedResult(1, (FacetHit(PLAIN, 0, 0),), FacetCounts()), {})
    chips = re.findall(r'class="chip" href="([^"]+)"', page.body)
    assert chips == ["soeg?q=kaj&amp;aar=2020", "soeg?q=kaj&amp;organ=Byr%C3%A5det"]


def test_a_new_search_keeps_what_it_is_narrowed_to() -> None:
    page = searching.search_page(Asked("kaj", Narrowing("Byrådet")), FacetedResult(0, (), FacetCounts()), {})
    assert '<input type="hidden" name="organ" value="Byrådet">' in page.body


@pytest.mark.parametrize(("page", "shown"), [(1, "2"), (2, "1,3"), (3, "2")])
def test_pages_lead_to_those_beside_them(page: int, shown: str) -> None:
    html = shell.pager(page, 101, 50, str)
    assert ",".join(re.findall(r'href="(\d)"', html)) == shown
    assert texts.PAGE_OF.format(page=page, pages=3) in html


def test_a_single_page_has_no_pager() -> None:
    assert shell.pager(1, 50, 50, str) == ""


# ---------------------------------------------------------------- the style


def test_the_dark_colours_are_the_chats() -> None:
    def dark(name: str) -> list[str]:
        css = files("ui").joinpath("assets", name).read_text(encoding="utf-8")
        blocks = re.findall(r"html:root[^{]*\{([^}]*--paper: #141818; --raised[^}]*)\}", css)
        return re.findall(r"--[\w-]+: #\w{6}", blocks[0])

    assert dark("views.css") == dark("page.css")


def test_our_own_files_are_small() -> None:
    assets = [path for path in files("ui").joinpath("assets").iterdir() if path.is_file()]
    assert sum(len(path.read_bytes()) for path in assets) <= 300_000
