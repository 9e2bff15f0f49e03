"""A short form of the readers in `make torture`: the minutes are replaced once below a server that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.torture.readers import Readers

if TYPE_CHECKING:
    from pathlib import Path


def test_the_old_state_is_answered_from_and_then_the_new_one(tmp_path: Path) -> None:
    witnesses = Readers(tmp_path).replace_once()
    assert [fault for each in witnesses for fault in each.faults] == []
    assert min(each.asked for each in witnesses) > 10
