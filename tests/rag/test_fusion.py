from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.fusion import fuse, lexical_share

EVEN = 0.5
hits = st.dictionaries(st.integers(1, 30), st.floats(0.0, 1.0), max_size=20).map(lambda found: list(found.items()))


@given(hits, hits, st.floats(0.0, 1.0), st.floats(0.1, 50.0))
def test_every_passage_once_best_first_within_bounds(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]], share: float, ceiling: float
) -> None:
    fused = fuse(dense, lexical, share, ceiling)
    assert sorted(p.chunk_id for p in fused) == sorted({*dict(dense), *dict(lexical)})
    assert [p.score for p in fused] == sorted((p.score for p in fused), reverse=True)
    assert all(0.0 <= value <= 1.0 + 1e-9 for p in fused for value in (p.score, p.dense, p.lexical))


def test_found_by_both_goes_before_found_by_one() -> None:
    fused = fuse([(1, 0.8), (2, 0.8)], [(2, 5.0)], EVEN, 10.0)
    assert [passage.chunk_id for passage in fused] == [2, 1]


def test_equal_scores_are_ordered_by_id() -> None:
    assert [p.chunk_id for p in fuse([(9, 0.5), (3, 0.5)], [], EVEN, 1.0)] == [3, 9]


@pytest.mark.parametrize(("share", "first"), [pytest.param(0.0, 1, id="dense"), pytest.param(1.0, 2, id="lexical")])
def test_the_share_decides(share: float, first: int) -> None:
    fused = fuse([(1, 0.9), (2, 0.1)], [(1, 1.0), (2, 9.0)], share, 10.0)
    assert fused[0].chunk_id == first


def test_nothing_found() -> None:
    assert fuse([], [], EVEN, 1.0) == []


@given(hits, hits, st.floats(0.1, 50.0), st.floats(0.0, 1.0))
def test_the_lexical_share_has_bounds(
    dense: list[tuple[int, float]], lexical: list[tuple[int, float]], ceiling: float, known: float
) -> None:
    assert 0.0 <= lexical_share(dense, lexical, ceiling, known) <= 0.75


def test_words_count_more_where_they_meet_and_less_where_they_are_unknown() -> None:
    unlike, like, met, missed = [(1, 0.2)], [(1, 0.7)], [(2, 5.0)], [(2, 0.5)]
    assert lexical_share(unlike, met, 10.0, 1.0) > lexical_share(like, met, 10.0, 1.0)
    assert lexical_share(like, met, 10.0, 1.0) > lexical_share(like, missed, 10.0, 1.0)
    assert lexical_share(like, met, 10.0, 0.2) < lexical_share(like, met, 10.0, 1.0)
    assert lexical_share(like, met, 10.0, 0.0) == 0.0
