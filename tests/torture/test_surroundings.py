"""A short form of the surroundings in `make torture`; disks only where the system lets an ordinary user mount one."""

from __future__ import annotations

import pytest

from tests.torture.rooms import NotPermitted
from tests.torture.surroundings import Surroundings


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    return Surroundings(tmp_path_factory.mktemp("surroundings"))


def test_of_two_writers_one_is_told(surroundings: Surroundings) -> None:
    assert surroundings.write_twice().faults == ()


@pytest.mark.parametrize("size", ["40k", "800k"])
def test_a_full_disk_is_told_and_then_read_in_to_the_end(surroundings: Surroundings, size: str) -> None:
    try:
        outcome = surroundings.fill_disk(size)
    except NotPermitted as refusal:
        pytest.skip(f"this machine permits no `{refusal}`")
    assert outcome.faults == ()
    assert "er fuld" in outcome.met


def test_a_disk_that_can_not_be_written_is_told(surroundings: Surroundings) -> None:
    try:
        outcomes = surroundings.lock_disk()
    except NotPermitted as refusal:
        pytest.skip(f"this machine permits no `{refusal}`")
    assert [outcome.faults for outcome in outcomes] == [(), ()]
    assert all(outcome.met.startswith("refused: Datamappen") for outcome in outcomes)
