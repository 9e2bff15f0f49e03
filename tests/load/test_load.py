"""A short form of `make load`: a few people for a few seconds, and a few conversations."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.answering import SAMPLES, read_in
from tests.load.crowd import UNLIMITED, crowd, percentile
from tests.load.soak import soak
from tests.served import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("load") / "data"
    with read_in(SAMPLES, data):
        pass
    with serve(data, settings=UNLIMITED) as served:
        yield served


def test_people_and_programs_are_answered(server: Server) -> None:
    seen = asyncio.run(crowd(server, 6, 3, 0.5))
    assert seen.faults == []
    assert {each.door for each in seen.asked} == {"page", "API"}
    assert len(seen.lines()) == 5


def test_conversations_are_held(server: Server) -> None:
    held, faults = asyncio.run(soak(server, 40, 4))
    assert faults == []
    assert len(held) == 10
    assert all(0 < each.mapped < each.own < 500_000_000 for each in held)


def test_percentiles_of_few_values_are_among_them() -> None:
    assert [percentile([1.0, 2.0, 3.0], share) for share in (0.5, 0.95, 1.0)] == [2.0, 3.0, 3.0]
