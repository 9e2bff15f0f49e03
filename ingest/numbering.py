"""Which numbered lines are items (nummererede punkter): the best run of rising numbers in one style.

Within one meeting the longest well-supported run wins. That is what tells "3. Budget" the item from
"3. at budgettet godkendes" in a recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import case_numbers
from ingest.candidates import has_data_below, read_candidates
from ingest.closed import is_closed_title, says_closed
from ingest.groups import is_group
from ingest.labels import read_label
from ingest.layout import (
    ABBREVIATED_END,
    GROUP_SIZE,
    ITEM_DATA,
    KEYWORD_STYLES,
    SENTENCE_END,
    ItemHeading,
    Style,
    fold,
)
from ingest.lines import Line

WIDEST_GAP = 30
"""So many numbers may be missing between items that a word such as "Punkt" announces."""

WELL_SUPPORTED = 2.5
"""The score of a heading that data follow and nothing speaks against."""
INDENT = 200
"""More spaces than any line begins with that is set in."""
_HANGING = re.compile(
    r"(?:\b(?:og|i|af|til|for|på|med|om|ved|vedr\.?|vedrørende|fra|en|et|den|det|de|eller|samt|under|over|mellem|hos"
    r"|efter|som|at|jf\.)|[,/–-])$",
    re.IGNORECASE,
)
_OPEN_MARK = re.compile(
    r"^(?:[(\[](?:åben|åbent|offentligt?|åbent punkt|åben sag)[)\]]\s?[-–:]?"
    r"|(?:åben|åbent|åbent punkt|åben sag)(?:\s[-–]|[.:])\s)\s?",
    re.IGNORECASE,
)
# What a form calls the title it gives: "1. Sag: Budget".
_TITLE_WORD = re.compile(
    r"(?:titel|emne|overskrift|sagsoverskrift|sagstitel|sag|punkt|sagens titel)\s?:\s{1,5}(?=\S)", re.IGNORECASE
)


def find_headings(lines: Sequence[Line], skipped: frozenset[int], contents: Sequence[str]) -> tuple[ItemHeading, ...]:
    """The item headings of one meeting, in order, or none where no numbering holds together.

    Args:
        lines: the meeting's lines.
        skipped: indexes of lines that are a table of contents.
        contents: folded titles of the table of contents.
    """
    titles = frozenset(contents)
    read = read_candidates(lines, skipped)
    least: dict[Style, int] = {}
    for each in read:
        least[each.style] = min(least.get(each.style, INDENT), lines[each.first].indent)
    candidates = [_scored(each, lines, titles, inner=lines[each.first].indent > least[each.style] + 2) for each in read]
    groups = [i for i, line in enumerate(lines) if i not in skipped and is_group(line.words)]
    best: tuple[float, tuple[ItemHeading, ...]] = (0.0, ())
    for style in Style:
        own = [each for each in candidates if each.style is style]
        if own and (chain := _best_chain(own, groups))[0] > best[0]:
            best = chain
    chosen = _without_title_words(best[1])
    return tuple(_without_open_mark(_with_long_title(each, lines, titles)) for each in chosen)


def _without_title_words(headings: Sequence[ItemHeading]) -> Sequence[ItemHeading]:
    """Drop the word that most titles begin with, where it only says that a title follows ("Titel: Budget")."""
    found = [_TITLE_WORD.match(each.title) for each in headings]
    if sum(each is not None for each in found) * 2 <= len(headings):
        return headings
    pairs = zip(headings, found, strict=True)
    return [replace(each, title=each.title[match.end() :]) if match else each for each, match in pairs]


def _without_open_mark(heading: ItemHeading) -> ItemHeading:
    """Drop the mark of "13 (Åben) Budget": it tells who may read the item, it is not part of its title."""
    bare = _OPEN_MARK.sub("", heading.title, count=1)
    return replace(heading, title=bare) if bare else heading


def _scored(heading: ItemHeading, lines: Sequence[Line], titles: frozenset[str], *, inner: bool) -> ItemHeading:
    backed = has_data_below(lines, heading.after)
    score = _score(heading, lines, titles, inner=inner) + (3.0 if backed else 0.0)
    return replace(heading, score=score, backed=backed)


def _score(heading: ItemHeading, lines: Sequence[Line], titles: frozenset[str], *, inner: bool) -> float:
    """How well a heading is supported; `inner` where it is indented more than others of its style."""
    title = heading.title
    score = 2.0 if heading.style in KEYWORD_STYLES else 0.5
    line = lines[heading.first]
    score += 2.0 if line.marked else 0.0
    score += 3.0 if is_closed_title(title) else 0.0
    score += 3.0 if titles and fold(title) in titles else 0.0
    if heading.first == 0 or not lines[heading.first - 1].words:
        score += 0.5
    if title[:1].islower():
        score -= 3.0
    if SENTENCE_END.search(title) and not ABBREVIATED_END.search(title):
        score -= 2.5
    if len(title) > 150:
        score -= 2.0
    if heading.style is Style.BARE and not line.marked:
        score -= 0.5
    if inner:
        score -= 4.0
    if not line.marked and _within_list(heading, lines):
        score -= 4.0
    return score


def _within_list(heading: ItemHeading, lines: Sequence[Line]) -> bool:
    """Whether the line above ends like the opening of a list or is a label of a recommendation."""
    for above in range(heading.first - 1, max(heading.first - 3, -1), -1):
        words = lines[above].words
        if words:
            if is_group(words):
                return False
            return words.endswith((":", ",")) or bool(re.search(r"\b(?:indstiller|at)$", words[-40:]))
    return False


def _best_chain(candidates: list[ItemHeading], groups: Sequence[int]) -> tuple[float, tuple[ItemHeading, ...]]:
    """The run of rising numbers with the highest sum of scores, and that sum."""
    runs = _Runs(candidates)
    pending = list(reversed(groups))
    for index, each in enumerate(candidates):
        while pending and pending[-1] < each.first:
            pending.pop()
            runs.restart(index)
        runs.extend(index)
    chain = runs.best_chain()
    return (max(runs.totals) if _supported(chain) else 0.0), chain


def _steady(candidates: Sequence[ItemHeading]) -> bool:
    """Whether those with data below number the items by themselves: 4, 5, 6 among headings inside an item."""
    backed = [each.value for each in candidates if each.backed and each.score >= WELL_SUPPORTED]
    return len(backed) > 1 and all(two - one == 1 for one, two in pairwise(backed))


class _Runs:
    """For each number the best run that ends in it, so that the cost only grows with the candidates."""

    def __init__(self, candidates: Sequence[ItemHeading]) -> None:
        self.candidates = candidates
        self.totals: list[float] = []
        bare = 1.5 if _steady(candidates) else 0.0
        self._scores = [each.score - (0.0 if each.backed else bare) for each in candidates]
        self._gap = WIDEST_GAP if candidates[0].style in KEYWORD_STYLES else 3
        self._previous: list[int] = []
        self._last_with: dict[int, int] = {}
        self._restart = -1

    def restart(self, index: int) -> None:
        """Let numbers begin anew: the heading of a group stands above this candidate."""
        if index:
            self._restart = max(range(max(0, index - 400), index), key=self.totals.__getitem__)

    def extend(self, index: int) -> None:
        """Add a candidate to the best run that it can follow, or begin one with it."""
        each, score = self.candidates[index], self._scores[index]
        total, link = self._followed(each, score)
        if self._restart >= 0 and each.value <= 1 and self.totals[self._restart] + score > total:
            total, link = self.totals[self._restart] + score, self._restart
        self.totals.append(total)
        self._previous.append(link)
        kept = self._last_with.get(each.value)
        if kept is None or total > self.totals[kept] or (each.value <= 1 and link == self._restart >= 0):
            self._last_with[each.value] = index

    def _followed(self, each: ItemHeading, score: float) -> tuple[float, int]:
        total, link = score + (1.0 if each.value in (0, 1, GROUP_SIZE, GROUP_SIZE + 1) else 0.0), -1
        # "7a" may follow "7".
        for step in range(0 if each.number[0].isdigit() and each.number[-1].isalpha() else 1, self._gap + 1):
            before = self._last_with.get(each.value - step)
            if before is None or self.candidates[before].first == each.first:
                continue
            if not step and self.candidates[before].number >= each.number:
                continue
            linked = self.totals[before] + score + 1.0 - 0.4 * max(0, step - 1)
            if linked > total:
                total, link = linked, before
        if each.style in (Style.GROUPED, Style.PARTED) and each.value % GROUP_SIZE <= 1:
            return self._after_group(each, score, total, link)
        return total, link

    def _after_group(self, each: ItemHeading, score: float, total: float, link: int) -> tuple[float, int]:
        """Let B1 follow the last of the A items."""
        for value, before in self._last_with.items():
            earlier = value // GROUP_SIZE < each.value // GROUP_SIZE
            if earlier and self.totals[before] + score + 1.0 > total:
                total, link = self.totals[before] + score + 1.0, before
        return total, link

    def best_chain(self) -> tuple[ItemHeading, ...]:
        """The candidates of the best run, in order."""
        chain: list[ItemHeading] = []
        index = max(range(len(self.totals)), key=self.totals.__getitem__)
        while index >= 0:
            chain.append(self.candidates[index])
            index = self._previous[index]
        return tuple(reversed(chain))


def _supported(chain: Sequence[ItemHeading]) -> bool:
    mean = sum(each.score for each in chain) / len(chain)
    if chain[0].style in KEYWORD_STYLES:
        return mean >= 1.5
    return mean >= 3.0 if len(chain) == 1 else mean >= 0.9


def _with_long_title(heading: ItemHeading, lines: Sequence[Line], titles: frozenset[str]) -> ItemHeading:
    """Join a title that runs over two or three lines."""
    title, after = heading.title, heading.after
    while after < len(lines) and after - heading.first < 4:
        words = lines[after].words
        if not words or len(words) > 150 or heading.first > after - 1 or says_closed(words):
            break
        joined = f"{title} {words}"
        if fold(joined) in titles:
            return replace(heading, title=joined, after=after + 1)
        if read_label(lines[after]) or case_numbers.find_case_number(words) or ITEM_DATA.match(words):
            break
        if not (words[0].islower() or (_HANGING.search(title) and len(title) > 30)):
            break
        if words[0].islower() and len(title) < 40:
            break
        title, after = joined, after + 1
    return replace(heading, title=title, after=after)
