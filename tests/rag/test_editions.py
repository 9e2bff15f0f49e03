from __future__ import annotations

import pytest

from rag.domain import Edition
from rag.editions import StoredEdition, find_superseded

HARBOUR, SCHOOL, BRIDGE = ("1", "havnen", ""), ("2", "skolen", "17/1"), ("3", "broen", "")


def edition(
    number: int, *items: tuple[str, str, str], kind: Edition = Edition.MINUTES, source: int = 0
) -> StoredEdition:
    return StoredEdition(number, source or number, kind, number, items)


@pytest.mark.parametrize(
    ("editions", "replaced"),
    [
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR)], {1: 2}, id="what came last"),
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR, kind=Edition.AGENDA)], {2: 1}, id="agenda"),
        pytest.param([edition(1, HARBOUR, kind=Edition.REVISED), edition(2, HARBOUR)], {2: 1}, id="revised"),
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR, kind=Edition.DRAFT)], {2: 1}, id="draft"),
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR, kind=Edition.SUPPLEMENT)], {}, id="supplement"),
        pytest.param([edition(1, HARBOUR, SCHOOL), edition(2, BRIDGE)], {}, id="other items"),
        pytest.param([edition(1, HARBOUR, SCHOOL, BRIDGE), edition(2, HARBOUR, SCHOOL)], {1: 2}, id="most items"),
        pytest.param([edition(1, SCHOOL), edition(2, ("2", "skolerne", "17/1"))], {1: 2}, id="same case"),
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR, source=1)], {}, id="same file"),
        pytest.param([edition(1, HARBOUR), edition(2, HARBOUR), edition(3, HARBOUR)], {1: 3, 2: 3}, id="three"),
        pytest.param([edition(1), edition(2)], {}, id="nothing in them"),
    ],
)  # fmt: skip
def test_the_newest_edition_replaces_the_others(editions: list[StoredEdition], replaced: dict[int, int]) -> None:
    assert find_superseded(editions) == replaced
    assert find_superseded(editions[::-1]) == replaced
