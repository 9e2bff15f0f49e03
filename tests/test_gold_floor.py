"""The answers don't get worse: figures over gold questions, held against recorded floors.

Measured before these floors were set, with the shipped model and no language model:

| | correct | unanswerable refused | false refusals | invalid citations |
|---|---|---|---|---|
| `referat ingest ingest/samples && referat eval tests/gold/samples.jsonl` (278 questions) | .845 | .750 | .046 | 0 |
| `referat ingest tests/gold/minutes && referat eval tests/gold/second.jsonl` (220 questions) | .882 | .841 | .028 | 0 |
| `referat ingest tests/gold/third_minutes && referat eval tests/gold/third.jsonl` (100) | .910 | .850 | .050 | 0 |
| `referat ingest tests/gold/fourth_minutes && referat eval tests/gold/fourth.jsonl` (80) | .787 | .882 | .079 | 0 |
| `referat ingest tests/gold/fifth_minutes && referat eval tests/gold/fifth.jsonl` (80) | .887 | .889 | .056 | 0 |
| `referat ingest tests/gold/sixth_minutes && referat eval tests/gold/sixth.jsonl` (80) | .825 | .778 | .042 | 0 |
| `referat ingest tests/layouts && referat eval tests/gold/layouts.jsonl` (72 questions) | .972 | .917 | .017 | 0 |
| `referat ingest ../shared/minutes && referat eval ../shared/eval/dev.jsonl` (50 questions) | .960 | 1.000 | .022 | 0 |

Before anything was made or fitted with them in sight, the second set gave .536, .432, .239, 0, the third .730, .700,
.188, 0, the fourth .725, .765, .159, 0, the fifth .775, .778, .056, 0, the sixth .713, .556, .085, 0 and the layouts'
.556, .500, .333, 0.

A floor lies about .03 below its figure, so that a tie broken otherwise is no failure. Raise them with the figures.
The embedding's closing epoch took four of the unanswerable ones (samples .750 before it, fourth .882, fifth 1.000) and
gave twice as many answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.evaluation import evaluate, read_gold, summarize
from tests.answering import ROOT, SAMPLES, SHARED, read_in

if TYPE_CHECKING:
    from collections.abc import Callable

FLOORS: dict[str, dict[str, float]] = {
    "samples": {"correct": 0.81, "unanswerable_refused": 0.72},
    "second": {"correct": 0.85, "unanswerable_refused": 0.81},
    "third": {"correct": 0.89, "unanswerable_refused": 0.79},
    "fourth": {"correct": 0.76, "unanswerable_refused": 0.85},
    "fifth": {"correct": 0.87, "unanswerable_refused": 0.85},
    "sixth": {"correct": 0.79, "unanswerable_refused": 0.66},
    "layouts": {"correct": 0.93, "unanswerable_refused": 0.83},
    "dev": {"correct": 0.93, "unanswerable_refused": 0.97},
}
CEILINGS: dict[str, dict[str, float]] = {
    "samples": {"false_refusals": 0.095, "invalid_citations": 0},
    "second": {"false_refusals": 0.075, "invalid_citations": 0},
    "third": {"false_refusals": 0.06, "invalid_citations": 0},
    "fourth": {"false_refusals": 0.13, "invalid_citations": 0},
    "fifth": {"false_refusals": 0.1, "invalid_citations": 0},
    "sixth": {"false_refusals": 0.08, "invalid_citations": 0},
    "layouts": {"false_refusals": 0.05, "invalid_citations": 0},
    "dev": {"false_refusals": 0.055, "invalid_citations": 0},
}
FILES: dict[str, tuple[Path, Path]] = {
    "samples": (SAMPLES, ROOT / "tests" / "gold" / "samples.jsonl"),
    "second": (ROOT / "tests" / "gold" / "minutes", ROOT / "tests" / "gold" / "second.jsonl"),
    "third": (ROOT / "tests" / "gold" / "third_minutes", ROOT / "tests" / "gold" / "third.jsonl"),
    "fourth": (ROOT / "tests" / "gold" / "fourth_minutes", ROOT / "tests" / "gold" / "fourth.jsonl"),
    "fifth": (ROOT / "tests" / "gold" / "fifth_minutes", ROOT / "tests" / "gold" / "fifth.jsonl"),
    "sixth": (ROOT / "tests" / "gold" / "sixth_minutes", ROOT / "tests" / "gold" / "sixth.jsonl"),
    "layouts": (ROOT / "tests" / "layouts", ROOT / "tests" / "gold" / "layouts.jsonl"),
    "dev": (SHARED / "minutes", SHARED / "eval" / "dev.jsonl"),
}
SETS = [
    pytest.param("samples", id="samples"),
    pytest.param("second", id="second"),
    pytest.param("third", id="third"),
    pytest.param("fourth", id="fourth"),
    pytest.param("fifth", id="fifth"),
    pytest.param("sixth", id="sixth"),
    pytest.param("layouts", id="layouts"),
    pytest.param("dev", id="dev", marks=pytest.mark.shared),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """The figures of a set of gold questions, each measured once."""
    measured: dict[str, dict[str, Any]] = {}

    def measure(name: str) -> dict[str, Any]:
        minutes, gold = FILES[name]
        if not (minutes.exists() and gold.exists()):
            pytest.skip(f"{gold} or {minutes} is not beside this checkout")
        if name not in measured:
            with read_in(minutes, tmp_path_factory.mktemp(name)) as workspace:
                measured[name] = summarize(evaluate(read_gold(gold), workspace.assistant.answer, workspace.catalog))
        return measured[name]

    return measure


@pytest.mark.parametrize("figure", ["correct", "unanswerable_refused"])
@pytest.mark.parametrize("name", SETS)
def test_floor(figures: Callable[[str], dict[str, Any]], name: str, figure: str) -> None:
    assert figures(name)[figure] >= FLOORS[name][figure], figures(name)["by_kind"]


@pytest.mark.parametrize("figure", ["false_refusals", "invalid_citations"])
@pytest.mark.parametrize("name", SETS)
def test_ceiling(figures: Callable[[str], dict[str, Any]], name: str, figure: str) -> None:
    assert figures(name)[figure] <= CEILINGS[name][figure], figures(name)["by_kind"]
