"""Statements in a model's text: any form, any cut into pieces, any nonsense."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.replies import LONGEST, Proof, Proposal, ReplyReader, ThoughtFilter, read_object

ROW = '{"kilde": 2, "citat": "Der kom tre bud.", "udsagn": "Der kom tre bud."}'
READ = Proposal("Der kom tre bud.", (Proof(2, "Der kom tre bud."),))


def read(text: str) -> list[Proposal]:
    reader = ReplyReader()
    found = reader.feed(text)
    reader.finish()
    return found


FORMS = [
    pytest.param(ROW, id="bare"),
    pytest.param(f"```json\n{ROW}\n```", id="code block"),
    pytest.param(f'Svar: "godt" {ROW} Tak.', id="between words"),
    pytest.param(f'{{"udsagn": [{ROW}]}}', id="wrapped"),
    pytest.param(f"[{ROW}]", id="list"),
    pytest.param(f'{{"kilde": 1, "citat": "aldrig lukket\n{ROW}', id="after a line that never ended"),
    pytest.param(f"{{{ROW}", id="after a stray brace"),
    pytest.param(f"}}}}{ROW}", id="after closing braces"),
    pytest.param(ROW.replace("2", '"2"'), id="number as text"),
    pytest.param(ROW.replace("2", '"K2"'), id="K2"),
    pytest.param(ROW.replace("2", "[2]"), id="number in a list"),
    pytest.param('{"belæg": [{"kilde": 2, "citat": "Der kom tre bud."}], "udsagn": "Der kom tre bud."}', id="proofs"),
]


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    assert read(text) == [READ]


MALFORMED = [
    pytest.param(ROW[:-4], id="truncated"),
    pytest.param(ROW.replace('"citat"', "citat"), id="no JSON"),
    pytest.param(ROW.replace('"udsagn": "Der kom tre bud."', '"udsagn": 7'), id="claim is a number"),
    pytest.param(ROW.replace('"citat": "Der kom tre bud."', '"citat": null'), id="no quote"),
    pytest.param("{" * 40, id="braces"),
    pytest.param('{"udsagn": "' + "x" * (LONGEST + 5), id="endless"),
]


@pytest.mark.parametrize("text", MALFORMED)
def test_malformed_is_counted_and_passed_over(text: str) -> None:
    reader = ReplyReader()
    assert reader.feed(text) == []
    reader.finish()
    assert reader.malformed > 0
    assert reader.feed("\n" + ROW) == [READ]


@given(st.lists(st.text(max_size=40), max_size=5), st.integers(1, 30))
def test_pieces_do_not_matter(texts: list[str], size: int) -> None:
    whole = "\n".join(
        json.dumps({"kilde": 1, "citat": text, "udsagn": text or "x"}, ensure_ascii=False) for text in texts
    )
    reader = ReplyReader()
    pieces = [whole[start : start + size] for start in range(0, len(whole), size)]
    assert [found for piece in pieces for found in reader.feed(piece)] == read(whole)


@given(st.text(alphabet='{}[]":,\\ \n0aæudsagncitatkilde', max_size=300))
def test_no_text_fails(text: str) -> None:
    read(text)
    read_object(text)
    ThoughtFilter().feed(text)


@pytest.mark.parametrize("text", ["{" * 60_000, '{"a' * 20_000, '"{\n' * 20_000, "{}" * 30_000])
def test_hostile_text_is_read_in_time(text: str) -> None:
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 2


def test_declining() -> None:
    reader = ReplyReader()
    reader.feed('{"intet_svar": true}')
    assert reader.declined


@given(st.text(alphabet="<think>/ab{", max_size=40), st.integers(1, 9))
def test_thoughts_are_left_out_whatever_the_pieces(thought: str, size: int) -> None:
    whole = f"<think>{thought.replace('</think>', '')}</think>{ROW}"
    thoughts = ThoughtFilter()
    said = "".join(thoughts.feed(whole[start : start + size]) for start in range(0, len(whole), size))
    assert said == ROW


def test_text_without_thoughts_is_passed_on() -> None:
    thoughts = ThoughtFilter()
    assert "".join(thoughts.feed(letter) for letter in "<thin gs") == "<thin gs"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [('x {"a": 1} y', {"a": 1}), ("", {}), ("{", {}), ("[1]", {}), ('{"a": ', {})],
    ids=["in words", "empty", "brace", "list", "cut"],
)
def test_first_object(text: str, read_as: dict[str, object]) -> None:
    assert read_object(text) == read_as
