from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rag.catalog import Catalog
from rag.domain import Answer, AnswerStatus, Filters, ItemRecord
from rag.drafting import cite_title
from rag.errors import GoldError
from rag.evaluation import GoldQuestion, evaluate, judge, read_gold, summarize

ROW: dict[str, Any] = {
    "id": "g1",
    "question": "Hvad koster slæbestedet?",
    "kind": "amount",
    "expected": [{"date": "2021-05-12", "item": 2}],
    "must_contain": [["1[.]250[.]000"]],
}
GOLD = GoldQuestion(
    "g1",
    "Hvad koster slæbestedet?",
    "amount",
    answerable=True,
    history=(),
    expected=frozenset({("2021-05-12", "2")}),
    acceptable=frozenset(),
    must_contain=(("1[.]250[.]000",),),
    must_not_contain=("takst",),
    overlap="low",
)
RIGHT = "Det koster 1.250.000 kr."


@pytest.fixture
def records(catalog: Catalog) -> dict[tuple[str, str], ItemRecord]:
    """The invented items by date and number."""
    return {(r.meeting.date.isoformat(), r.item.number): r for r in catalog.find_items(Filters())}


def answer(text: str, *cited: ItemRecord, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    """An answer that cites items by their titles."""
    return Answer(status, text, citations=tuple(cite_title(record) for record in cited), seconds=0.02)


def test_right_answer(catalog: Catalog, records: dict[tuple[str, str], ItemRecord]) -> None:
    verdict = judge(GOLD, answer(RIGHT, records["2021-05-12", "2"]), catalog)
    assert verdict.correct
    assert (verdict.recall, verdict.precision, verdict.invalid, verdict.refused) == (1.0, 1.0, 0, False)


WRONG = [
    pytest.param("Det er dyrt.", [("2021-05-12", "2")], id="says not what it must"),
    pytest.param(RIGHT + " Også en takst.", [("2021-05-12", "2")], id="says what it must not"),
    pytest.param(RIGHT, [("2021-06-09", "3")], id="cites another item"),
    pytest.param(RIGHT, [], id="cites nothing"),
    pytest.param(
        RIGHT, [("2021-05-12", "2"), ("2021-05-12", "1"), ("2021-06-09", "3")], id="most citations are beside it"
    ),
    pytest.param(RIGHT + " " * 900, [("2021-05-12", "2")], id="too long"),
]


@pytest.mark.parametrize(("text", "keys"), WRONG)
def test_wrong_answer(
    catalog: Catalog, records: dict[tuple[str, str], ItemRecord], text: str, keys: list[tuple[str, str]]
) -> None:
    assert not judge(GOLD, answer(text, *(records[key] for key in keys)), catalog).correct


def test_refusing_what_stands_there_is_wrong(catalog: Catalog) -> None:
    verdict = judge(GOLD, answer("Det fremgår ikke.", status=AnswerStatus.NOT_FOUND), catalog)
    assert verdict.refused
    assert not verdict.correct
    assert verdict.precision is None


@pytest.mark.parametrize(
    ("status", "text", "correct"),
    [
        pytest.param(AnswerStatus.NOT_FOUND, "Det fremgår ikke.", True, id="refused"),
        pytest.param(AnswerStatus.NOT_FOUND, "Det fremgår ikke, men en takst.", False, id="refused but said"),
        pytest.param(AnswerStatus.ANSWERED, RIGHT, False, id="answered"),
    ],
)
def test_unanswerable(catalog: Catalog, status: AnswerStatus, text: str, *, correct: bool) -> None:
    gold = replace(GOLD, answerable=False, expected=frozenset())
    assert judge(gold, answer(text, status=status), catalog).correct is correct


def test_invented_citations_are_counted(catalog: Catalog, records: dict[tuple[str, str], ItemRecord]) -> None:
    given = answer(RIGHT, records["2021-05-12", "2"])
    forged = replace(given, citations=(replace(given.citations[0], quote="Aldrig sagt"),))
    assert judge(GOLD, forged, catalog).invalid == 1


def test_figures(catalog: Catalog, records: dict[tuple[str, str], ItemRecord]) -> None:
    right = answer(RIGHT, records["2021-05-12", "2"])
    refusal = answer("Det fremgår ikke.", status=AnswerStatus.NOT_FOUND)
    questions = [GOLD, replace(GOLD, id="g2", question="?"), replace(GOLD, id="g3", question="!", answerable=False)]
    verdicts = evaluate(questions, lambda text, _: right if text == GOLD.question else refusal, catalog)
    figures = summarize(verdicts)
    assert [verdict.id for verdict in verdicts] == ["g1", "g2", "g3"]
    assert figures["questions"] == 3
    assert figures["correct"] == pytest.approx(2 / 3, abs=0.001)
    assert (figures["false_refusals"], figures["unanswerable_refused"]) == (0.5, 1.0)
    assert figures["invalid_citations"] == 0
    assert figures["by_kind"] == {"amount": "2/3"}
    assert figures["latency_p95"] == pytest.approx(0.02)


def test_figures_of_nothing() -> None:
    figures = summarize([])
    assert figures["questions"] == 0
    assert figures["correct"] is None


def test_gold_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    history = [{"role": "user", "content": "Hej"}]
    path.write_text(f"{json.dumps(ROW)}\n\n{json.dumps(ROW | {'id': 'g2', 'history': history})}\n", encoding="utf-8")
    first, second = read_gold(path)
    assert first.expected == frozenset({("2021-05-12", "2")})
    assert first.answerable
    assert second.history[0].content == "Hej"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('"x"', id="a string"),
        pytest.param(json.dumps({"id": "g1"}), id="fields missing"),
        pytest.param(json.dumps(ROW | {"expected": [{"date": "2021-05-12"}]}), id="no item number"),
        pytest.param(json.dumps(ROW | {"must_contain": 3}), id="no groups"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"Linje 2 i .*gold\.jsonl kan ikke bruges"):
        read_gold(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa"], ids=["absent", "not text"])
def test_unreadable_gold_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GoldError, match=r"gold\.jsonl kan ikke læses"):
        read_gold(path)
