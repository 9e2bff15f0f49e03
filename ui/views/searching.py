"""Search (søgning): the field, the facets with their counts, and the hits with the words highlighted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from rag.analysis import stems
from rag.domain import Narrowing, Order
from ui import texts
from ui.views import addresses, pieces, shell
from ui.views.shell import Page, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.domain import ItemRecord, SearchHit
    from rag.faceting import FacetCounts, FacetedResult, FacetHit

PAGE_SIZE = 20
_VALUES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader searches for (søgning): the words, what they are narrowed to, and how the hits are ordered."""

    query: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)
    order: Order = Order.BEST
    page: int = 1

    def address(self, narrowing: Narrowing | None = None, page: int = 1) -> str:
        """The address of this search, narrowed otherwise or on another page."""
        return addresses.search(self.query, self.narrowing if narrowing is None else narrowing, self.order, page)


def search_page(
    asked: Asked, result: FacetedResult, repeats: Mapping[int, int], nearest: Sequence[SearchHit] = ()
) -> Page:
    """A search with what it found; `nearest` are items near in meaning where no item has the words."""
    title = f"{asked.query} · {texts.MENU['SEARCH']}" if asked.query else texts.SEARCH_TITLE
    told = "".join(f'<p class="note">{escape(note)}</p>' for note in _notes(result))
    hits = "".join(_hit(hit, result.words, repeats) for hit in result.hits)
    listing = f'<ol class="hits" aria-label="{texts.HITS}">{hits}</ol>' if hits else _nothing(asked, nearest, repeats)
    pager = shell.pager(asked.page, result.total, PAGE_SIZE, lambda page: asked.address(page=page))
    body = (
        f"<h1>{texts.SEARCH_TITLE}</h1>{_form(asked)}{_chosen(asked)}"
        f'<div class="found"><div class="found-main"><p class="count" role="status">{_count(asked, result)}</p>'
        f"{told}{_ways(asked, result)}{listing}{pager}</div>{_facets(asked, result.counts)}</div>"
    )
    return Page(View.SEARCH, title, body)


def _notes(result: FacetedResult) -> list[str]:
    """What the reader must know of how the words were taken."""
    notes = [
        template.format(words=", ".join(f"»{word}«" for word in words))
        for template, words in ((texts.UNKNOWN_WORDS, result.unknown), (texts.ALIKE_WORDS, result.alike))
        if words
    ]
    return [*notes, texts.PARTIAL] if result.partial and result.total else notes


def _form(asked: Asked) -> str:
    kept = {
        "organ": asked.narrowing.body,
        "aar": str(asked.narrowing.year or ""),
        "udfald": str(asked.narrowing.outcome or ""),
        "afsnit": str(asked.narrowing.section or ""),
    }
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept.items() if value
    )
    orders = pieces.select("orden", texts.ORDER_LABEL, [(str(o), texts.ORDERS[o]) for o in Order], str(asked.order))
    return (
        f'<form class="choices" action="{View.SEARCH.value}" method="get" role="search">'
        f'<label class="field wide"><span>{texts.SEARCH_WORDS}</span><input type="search" name="q" '
        f'value="{escape(asked.query)}" maxlength="200" aria-describedby="soegehint"></label>{orders}{hidden}'
        f'<button class="go">{texts.SEARCH_BUTTON}</button></form>'
        f'<p class="note" id="soegehint">{texts.SEARCH_HINT}</p>'
    )


def _chosen(asked: Asked) -> str:
    """What the search is narrowed to, each with a link that takes it away."""
    own = asked.narrowing
    chips = [(own.body, replace(own, body=""))] if own.body else []
    chips += [(str(own.year), replace(own, year=0))] if own.year else []
    chips += [(texts.OUTCOMES[own.outcome], replace(own, outcome=None))] if own.outcome else []
    chips += [(texts.SECTIONS[own.section], replace(own, section=None))] if own.section else []
    entries = "".join(
        f'<li><a class="chip" href="{escape(asked.address(without))}" '
        f'aria-label="{escape(texts.REMOVE_NARROWING.format(label=label))}">{escape(label)}'
        '<span class="cross" aria-hidden="true">×</span></a></li>'
        for label, without in chips
    )
    return f'<ul class="chips" aria-label="{texts.NARROWED_TO}">{entries}</ul>' if entries else ""


def _count(asked: Asked, result: FacetedResult) -> str:
    words = texts.FOUND_COUNT if asked.query else texts.FOUND_ALL
    items = texts.plural(result.total, texts.ITEM_WORD, texts.ITEM_WORDS)
    return escape(words.format(items=items, query=asked.query))


def _ways(asked: Asked, result: FacetedResult) -> str:
    """Links to the cases that were named, or to the topic over time."""
    named = result.case_numbers[:_VALUES_SHOWN]
    links = [(addresses.case(number), texts.FOLLOW_CASE.format(number=number)) for number in named]
    if not links and result.total > 1 and result.words:
        links = [(addresses.topic(asked.query), texts.FOLLOW_TOPIC.format(topic=asked.query))]
    entries = "".join(f'<li><a href="{escape(where)}">{escape(words)}</a></li>' for where, words in links)
    return f'<ul class="links">{entries}</ul>' if entries else ""


def _hit(hit: FacetHit, words: frozenset[str], repeats: Mapping[int, int]) -> str:
    record = hit.record
    item = record.item
    repeat = repeats.get(record.id, 0)
    if hit.end <= hit.start:
        return _entry(record, addresses.item(record, repeat), words, "")
    first, last, heading = _thickest(hit, words)
    start, end = pieces.find_window(item.text, first, last, words)
    shown = pieces.highlight(item.text[start:end], words)
    dots = ("… " if start > first else "", " …" if end < last else "")
    label = f'<span class="section-name">{escape(heading)}</span> ' if heading else ""
    snippet = f'<p class="snippet">{label}{dots[0]}{shown}{dots[1]}</p>'
    return _entry(record, addresses.item(record, repeat, [(start, end)]), words, snippet)


def _thickest(hit: FacetHit, words: frozenset[str]) -> tuple[int, int, str]:
    """The part of a hit that lies in the section with the most of the words, and that one's heading."""
    item = hit.record.item
    parts = [
        (max(section.start, hit.start), min(section.end, hit.end), section.heading)
        for section in item.sections
        if section.start < hit.end and hit.start < section.end
    ]
    return max(
        parts,
        key=lambda part: len(words.intersection(stems(item.text[part[0] : part[1]]))),
        default=(hit.start, hit.end, ""),
    )


def _entry(record: ItemRecord, where: str, words: frozenset[str], snippet: str) -> str:
    item, meeting = record.item, record.meeting
    case = pieces.case_link(item.case_number) if item.case_number and not item.closed else ""
    return (
        f'<li><p class="meeting">{pieces.day(meeting.date)} · {escape(meeting.body)} · '
        f"{escape(pieces.number(record))}</p>"
        f'<h2><a href="{escape(where)}">{pieces.highlight(item.title, words)}</a></h2>{snippet}'
        f'<p class="facts">{pieces.shown_badge(record.outcome)}{case}</p></li>'
    )


def _nothing(asked: Asked, nearest: Sequence[SearchHit], repeats: Mapping[int, int]) -> str:
    line = texts.NOTHING_FOUND if asked.narrowing == Narrowing() else texts.NOTHING_KEPT
    told = f'<p class="nothing">{line}</p>'
    if not nearest:
        return told
    near = [hit.record for hit in nearest]
    rows = "".join(
        _entry(record, addresses.item(record, repeats.get(record.id, 0)), frozenset(), "") for record in near
    )
    return f'{told}<p class="near">{texts.NEAR_IN_MEANING}</p><ol class="hits">{rows}</ol>'


def _facets(asked: Asked, counts: FacetCounts) -> str:
    own = asked.narrowing
    groups = {
        "body": [(body, n, replace(own, body=body)) for body, n in counts.bodies],
        "year": [(str(year), n, replace(own, year=year)) for year, n in counts.years],
        "outcome": [(texts.OUTCOMES[outcome], n, replace(own, outcome=outcome)) for outcome, n in counts.outcomes],
        "section": [(texts.SECTIONS[section], n, replace(own, section=section)) for section, n in counts.sections],
    }
    inner = "".join(_facet(asked, texts.FACETS[name], choices) for name, choices in groups.items() if choices)
    if not inner:
        return ""
    folded = f"<details><summary>{texts.NARROW}</summary>{inner}</details>"
    return f'<aside class="facets" aria-label="{texts.NARROW}">{folded}</aside>'


def _facet(asked: Asked, name: str, choices: Sequence[tuple[str, int, Narrowing]]) -> str:
    entries = [
        f'<li><a href="{escape(asked.address(narrowing))}"{_chosen_mark(narrowing == asked.narrowing)}>'
        f'<span>{escape(words)}</span> <span class="figure">{count}</span></a></li>'
        for words, count, narrowing in choices
    ]
    more = ""
    if len(entries) > _VALUES_SHOWN + 1:
        hidden = entries[_VALUES_SHOWN:]
        more = f"<details><summary>{texts.MORE_VALUES.format(count=len(hidden))}</summary>"
        more += f"<ul>{''.join(hidden)}</ul></details>"
        entries = entries[:_VALUES_SHOWN]
    return f"<h2>{name}</h2><ul>{''.join(entries)}</ul>{more}"


def _chosen_mark(chosen: bool) -> str:  # noqa: FBT001 - a state, not a switch
    return ' aria-current="true"' if chosen else ""
