"""Search with facets (søgning med facetter): every item that holds the words, counted by what it can be narrowed to.

Unlike `rag.retrieval`, which ranks the best passages for an answer, nothing is left out here: an item is found
when its title and its passages together hold every known word of the query, as itself or in a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from rag.analysis import Token, content_tokens, fold, stem, tokenize
from rag.case_numbers import find_case_numbers
from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord, Narrowing, Order, Outcome, SectionKind
from rag.lexical import Alternatives, LexicalIndex
from rag.listings import ChunkPlace, ItemFacts, chunk_places, chunk_texts, item_facts, items_of_chunks, titles_of
from rag.retrieval import HybridSearch

_Value = TypeVar("_Value", str, int, Outcome, SectionKind)

_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """How many items each value would leave (facetter), the other fields staying as they are.

    Bodies, outcomes and sections with the most items first, years descending.
    """

    bodies: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    outcomes: tuple[tuple[Outcome, int], ...] = ()
    sections: tuple[tuple[SectionKind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FacetHit:
    """A found item (fund), with the span of its text where the words stand thickest; an empty one for its title."""

    record: ItemRecord
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FacetedResult:
    """What a search found (fund med facetter): all of `total` items counted, one page of them as `hits`.

    `unknown` are words of the query that no minutes hold, nor any like them; `alike` are those that none hold either,
    in whose place their parts or words spelt almost so were searched for. `partial` tells that no item holds all the
    others, so that those which hold the most are shown. `words` are the stems to highlight, `case_numbers` those named.
    """

    total: int
    hits: tuple[FacetHit, ...]
    counts: FacetCounts
    unknown: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    partial: bool = False
    words: frozenset[str] = frozenset()
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    """An item that holds the words: its score, and for each kind of section its best passage's score and id."""

    score: float = 0.0
    places: Mapping[SectionKind, tuple[float, int]] | None = None


@dataclass(frozen=True, slots=True)
class _Matches:
    """All that a query matches, before it is narrowed."""

    items: Mapping[int, _Match]
    facts: Mapping[int, ItemFacts]
    unknown: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    partial: bool = False
    words: frozenset[str] = frozenset()
    case_numbers: tuple[str, ...] = ()


class FacetedSearch:
    """Complete search over one catalog. Safe to share between threads."""

    def __init__(self, catalog: Catalog, search: Callable[[], HybridSearch], lexical: LexicalIndex) -> None:
        self._catalog = catalog
        self._search = search
        self._lexical = lexical
        # Facets and further pages of a query come one after the other; whatever is ingested or indexed makes them anew.
        self._matches = lru_cache(maxsize=_REMEMBERED)(self._match)

    def find(self, query: str, narrowing: Narrowing, order: Order, limit: int, skip: int = 0) -> FacetedResult:
        """The items that hold a query's words, `limit` of them after the first `skip`. A blank query finds all items.

        Raises:
            IndexDamaged: the index of words can't be read.
        """
        matches = self._matches(" ".join(query.split()), self._catalog.generation(), self._lexical.stamp())
        kept, counts = _narrow(matches, narrowing)
        if order is Order.NEWEST or not matches.words:
            kept.sort(key=lambda key: -matches.facts[key].day)
        else:
            kept.sort(key=lambda key: (-matches.items[key].score, -matches.facts[key].day, key))
        shown = kept[skip : skip + limit]
        hits = self._hits(shown, matches, narrowing.section)
        return FacetedResult(
            len(kept),
            hits,
            counts,
            matches.unknown,
            matches.alike,
            matches.partial,
            matches.words,
            matches.case_numbers,
        )

    def _hits(self, shown: Sequence[int], matches: _Matches, section: SectionKind | None) -> tuple[FacetHit, ...]:
        best = {key: _best_place(matches.items[key], section) for key in shown}
        chunks = self._catalog.chunks(chunk_id for chunk_id in best.values() if chunk_id is not None)
        records = self._catalog.items(shown)
        hits = []
        for key, chunk_id in best.items():
            found = chunks.get(chunk_id) if chunk_id is not None else None
            if key in records and found:
                hits.append(FacetHit(records[key], found.chunk.start, found.chunk.end))
            elif key in records:
                hits.append(FacetHit(records[key], 0, 0))
        return tuple(hits)

    def _match(self, query: str, *_: object) -> _Matches:
        query, records = self._take_case_numbers(query)
        named = tuple(dict.fromkeys(record.item.case_number for record in records))
        own = {record.id for record in records} if records else None
        tokens = list({token.stem: token for token in content_tokens(query) or tokenize(query)}.values())
        if not tokens:
            facts = item_facts(self._catalog, own)
            return _Matches(dict.fromkeys(facts, _Match()), facts, case_numbers=named)
        return self._match_words(tokens, own, named)

    def _take_case_numbers(self, query: str) -> tuple[str, list[ItemRecord]]:
        """A query without the journal numbers in it, and their open items. A closed item's number is mere words."""
        if not any(map(str.isdigit, query)):
            return query, []
        mentions = find_case_numbers(query, self._catalog.case_numbers())
        wanted = tuple(number for mention in mentions for number in mention.matches)
        found = self._catalog.find_items(Filters(case_numbers=wanted)) if wanted else ()
        records = [record for record in found if not record.item.closed]
        known = {record.item.case_number for record in records}
        for mention in mentions:
            if known.intersection(mention.matches):
                query = f"{query[: mention.start]}{' ' * len(mention.text)}{query[mention.end :]}"
        return query, records

    def _match_words(self, tokens: Sequence[Token], own: set[int] | None, named: tuple[str, ...]) -> _Matches:
        related = self._search().alternatives([token.stem for token in tokens])
        asked = [(token, _meant(token.stem, found)) for token, found in zip(tokens, related, strict=True)]
        unknown = tuple(token.text for token, found in asked if not found)
        alike = tuple(
            token.text for token, found in asked if found and not any(token.stem in word for word, _ in found)
        )
        known = [found for _, found in asked if found]
        words = frozenset(word for found in known for word, _ in found)
        scores = [self._lexical.holding(found) for found in known]
        homes = items_of_chunks(self._catalog, set[int]().union(*scores))
        held = _best_scores(scores, homes)
        most, titles = self._fullest(held, own)
        kept = {key: sum(held[key].values()) for key in titles}
        places = chunk_places(self._catalog, (chunk_id for chunk_id, item_id in homes.items() if item_id in kept))
        items = self._place(kept, scores, places, titles, words)
        return _Matches(items, item_facts(self._catalog, kept), unknown, alike, most < len(known), words, named)

    def _fullest(self, held: Mapping[int, Mapping[int, float]], own: set[int] | None) -> tuple[int, dict[int, str]]:
        """The most words that an open item holds, among `own` where it is given, and the titles of all that do."""
        by_count: dict[int, list[int]] = {}
        for key, found in held.items():
            if own is None or key in own:
                by_count.setdefault(len(found), []).append(key)
        for count in sorted(by_count, reverse=True):
            titles = titles_of(self._catalog, by_count[count])
            if titles:
                return count, titles
        return 0, {}

    def _place(
        self,
        items: Mapping[int, float],
        scores: Sequence[Mapping[int, float]],
        places: Mapping[int, ChunkPlace],
        titles: Mapping[int, str],
        words: frozenset[str],
    ) -> dict[int, _Match]:
        """Items with their scores as matches: where in each of them the words stand."""
        kinds: dict[int, dict[SectionKind, tuple[float, int]]] = {key: {} for key in items}
        for chunk_id, held in self._kinds(places, titles, words):
            score = sum(found.get(chunk_id, 0.0) for found in scores)
            own = kinds[places[chunk_id].item_id]
            for kind in held:
                if score > own.get(kind, (0.0, 0))[0]:
                    own[kind] = (score, chunk_id)
        return {key: _Match(score, kinds[key]) for key, score in items.items()}

    def _kinds(
        self, places: Mapping[int, ChunkPlace], titles: Mapping[int, str], words: frozenset[str]
    ) -> Iterator[tuple[int, Iterable[SectionKind]]]:
        """The passages, each with the kinds of section in which it holds a word itself.

        The index keeps a title with each of its passages, and a short item is one passage with all its sections.
        """
        holds = _reader(words)
        titled = {title: holds(title) for title in {titles[place.item_id] for place in places.values()}}
        doubtful = [key for key, place in places.items() if place.kind and titled[titles[place.item_id]]]
        texts = chunk_texts(self._catalog, doubtful)
        records = self._catalog.items(place.item_id for place in places.values() if place.kind is None)
        for chunk_id, place in places.items():
            if place.kind:
                yield chunk_id, () if chunk_id in texts and not holds(texts[chunk_id]) else (place.kind,)
            elif place.item_id in records:
                item = records[place.item_id].item
                yield chunk_id, {part.kind for part in item.sections if holds(item.section_text(part))}


def _best_scores(scores: Sequence[Mapping[int, float]], homes: Mapping[int, int]) -> dict[int, dict[int, float]]:
    """For each item that holds a word: the place of each word it holds among `scores`, with its best score."""
    best: dict[int, dict[int, float]] = {}
    for word, found in enumerate(scores):
        for chunk_id, score in found.items():
            if chunk_id in homes:  # what the index still has may be gone from the catalog
                held = best.setdefault(homes[chunk_id], {})
                held[word] = max(score, held.get(word, 0.0))
    return best


def _reader(words: frozenset[str]) -> Callable[[str], bool]:
    """Whether a text holds a word of some stems, as `rag.analysis.stems` would tell.

    A stem is what its word begins with, so only the words that begin like one need be stemmed.
    """
    begins = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(map(re.escape, words)))})[^\W_]*")

    def holds(text: str) -> bool:
        return any(stem(match[0]) in words for match in begins.finditer(fold(text)))

    return holds


def _meant(word: str, found: Alternatives) -> Alternatives:
    """A stem's alternatives without its parts and what it may be a misspelling of, unless there is nothing else."""
    return [(other, weight) for other, weight in found if word in other] or found


def _best_place(match: _Match, section: SectionKind | None) -> int | None:
    places = match.places or {}
    if section is not None and section in places:
        return places[section][1]
    return max(places.values(), key=lambda place: place[0])[1] if places else None


def _narrow(matches: _Matches, narrowing: Narrowing) -> tuple[list[int], FacetCounts]:
    """The items that are left, and for each field the counts of its values under the other fields' demands."""
    kept: list[int] = []
    bodies, years = Counter[str](), Counter[int]()
    outcomes, sections = Counter[Outcome](), Counter[SectionKind]()
    for key, facts in matches.facts.items():
        places = matches.items[key].places or {}
        fails = [
            bool(narrowing.body) and facts.body != narrowing.body,
            bool(narrowing.year) and facts.year != narrowing.year,
            narrowing.outcome is not None and facts.outcome is not narrowing.outcome,
            narrowing.section is not None and narrowing.section not in places,
        ]
        failed = sum(fails)
        if failed == 0:
            kept.append(key)
        if failed == fails[0]:
            bodies[facts.body] += 1
        if failed == fails[1]:
            years[facts.year] += 1
        if failed == fails[2]:
            outcomes[facts.outcome] += 1
        if failed == fails[3]:
            sections.update(places.keys())
    newest = tuple(sorted(years.items(), reverse=True))
    return kept, FacetCounts(_ranked(bodies), newest, _ranked(outcomes), _ranked(sections))


def _ranked(counts: Counter[_Value]) -> tuple[tuple[_Value, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))))
