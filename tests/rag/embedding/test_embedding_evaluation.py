"""The evaluation program: figures that can be worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from rag.embedding.evaluate import main, score

SHARED = Path(__file__).parents[3].parent / "shared" / "eval"


def write_rows(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two questions, three texts; the second question's right text can't be found."""
    made = tmp_path / "sets" / "small"
    made.mkdir(parents=True)
    texts = {"a": "Budgettet blev godkendt.", "b": "Vejen er lang.", "c": ""}
    write_rows(made / "corpus.jsonl", [{"_id": k, "text": t} for k, t in texts.items()])
    asked = {"1": "budgettet", "2": "vejen", "3": "ikke bedømt"}
    write_rows(made / "queries.jsonl", [{"_id": k, "text": t} for k, t in asked.items()])
    judged = [("1", "a"), ("2", "c")]
    rows: list[dict[str, object]] = [{"query-id": q, "corpus-id": c, "score": 1} for q, c in judged]
    write_rows(made / "qrels.jsonl", rows)
    return made


def test_one_line_a_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sets", str(folder.parent)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["name"] == "small"
    assert figures["queries"] == 2
    assert figures["accuracy_at_1"] == 0.5


def test_no_set_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--sets", str(tmp_path)])


@pytest.mark.parametrize(
    ("found", "gains", "expected"),
    [
        pytest.param("abc", {"a": 1.0}, (1, 1, 1), id="first"),
        pytest.param("bca", {"a": 1.0}, (0, 0.5, 1 / 3), id="third"),
        pytest.param("bc", {"a": 1.0}, (0, 0, 0), id="missing"),
        pytest.param("ab", {"a": 1.0, "b": 1.0}, (1, 1, 1), id="both"),
        pytest.param("xa", {"a": 1.0, "b": 1.0}, (0, 1 / np.log2(3) / (1 + 1 / np.log2(3)), 0.5), id="half"),
    ],
)  # fmt: skip
def test_scores(found: str, gains: dict[str, float], expected: tuple[float, ...]) -> None:
    assert score(list(found), gains) == pytest.approx(expected)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared retrieval sets are not here")
def test_the_shipped_model_holds_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sets", str(SHARED / "tatoeba_dan_eng")]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy_at_1"] >= 0.86
