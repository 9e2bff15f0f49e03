"""A short form of the fault list in `make torture`: one damage to a file of each store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.torture.faults import Damages, cut_off, lose, overwrite

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def damages(tmp_path_factory: pytest.TempPathFactory) -> Damages:
    return Damages(tmp_path_factory.mktemp("damages"))


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        pytest.param("catalog.sqlite3", lose, id="catalog lost"),
        pytest.param("lexical/vocabulary.json", cut_off, id="words cut off"),
        pytest.param("vectors/rows/rows.int8", overwrite, id="rows overwritten"),
    ],
)
def test_damage_is_met(damages: Damages, file: str, damage: Callable[[Path], None]) -> None:
    assert damages.inflict(Path(file), damage).faults == ()
