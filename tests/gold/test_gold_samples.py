"""The gold questions, held against the sample texts by a reader of this file's own."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, TypeAlias

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "ingest" / "samples"
SOURCES = ROOT / "tests" / "samples_source"
GOLD = Path(__file__).with_name("samples.jsonl")

FIELDS = {
    "id", "question", "kind", "history", "expected", "acceptable", "must_contain", "must_not_contain", "quote",
    "lexical_overlap", "quotes", "answerable", "expected_dates", "lang", "note",
}  # fmt: skip
KINDS = {
    "decision", "who", "when", "amount", "fact", "date_lookup", "meeting_overview", "journal_lookup", "timeline",
    "comparison", "list", "attachment", "followup", "english", "typo", "colloquial", "paraphrase", "yes_no", "count",
    "closed_item", "unanswerable", "injection",
}  # fmt: skip

_ITEM_START = re.compile(r"#*\s*\**(?:Punkt )?(?P<number>\d+)[.:] .+")
_JOURNAL = re.compile(
    r"(?:Journalnr\.: |Sagsnr\.: )?(?P<journal>\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}|\d{2}/\d{4})"
)

Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, int]


def _plain(text: str) -> str:
    """Text without Markdown marks, escapes, link targets and repeated white space."""
    text = re.sub(r"\\([_*#])", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"[*#>\[\]]", "", text)).strip()


def _text_of(sample: Path) -> Path:
    """The readable text of a sample: itself, or the source that a pdf or docx was made from."""
    return sample if sample.suffix in {".txt", ".md"} else SOURCES / f"{sample.stem}.txt"


def _starts_item(line: str, *, marked: bool) -> re.Match[str] | None:
    opening = "## " if marked else ("Punkt ", "# **Punkt ", "## **Punkt ", "## Punkt ")
    return _ITEM_START.fullmatch(line) if line.startswith(opening) else None


def _items(sample: Path) -> dict[Key, str]:
    source = _text_of(sample)
    date, found, key = sample.stem[-10:], dict[Key, str](), None
    for line in source.read_text("utf-8").splitlines():
        start = _starts_item(line.strip(), marked=source.parent == SOURCES)
        if start:
            key = (date, int(start["number"]))
        if key:
            found[key] = found.get(key, "") + line + "\n"
    return found


def _all_items() -> dict[Key, str]:
    samples = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".pdf", ".docx"})
    return {key: text for sample in samples for key, text in _items(sample).items()}


def _journal(item: str) -> str | None:
    matches = (_JOURNAL.fullmatch(line.strip()) for line in item.splitlines())
    return next((match["journal"] for match in matches if match), None)


ROWS: list[Row] = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
ITEMS = _all_items()


def _hit(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _quoted(row: Row) -> str:
    return " ".join(_plain(quote["quote"]) for quote in row["quotes"])


def test_six_samples_hold_every_item_in_order() -> None:
    numbers: dict[str, list[int]] = {}
    for date, number in ITEMS:
        numbers.setdefault(date, []).append(number)
    assert {date: len(found) for date, found in numbers.items()} == {
        "2021-09-29": 8, "2022-03-10": 7, "2022-06-13": 7, "2023-05-15": 8, "2024-01-18": 8, "2024-06-26": 9,
    }  # fmt: skip
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert all(_journal(item) for item in ITEMS.values())


def test_rows_have_the_fields_of_the_format_and_unique_ids() -> None:
    assert [row["id"] for row in ROWS if set(row) != FIELDS] == []
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    assert max(Counter((row["question"], str(row["history"])) for row in ROWS).values()) == 1


def test_enough_rows_of_every_kind() -> None:
    assert len(ROWS) >= 150
    assert {row["kind"] for row in ROWS} == KINDS
    assert sum(not row["answerable"] for row in ROWS) / len(ROWS) >= 0.20
    answerable = [row for row in ROWS if row["answerable"]]
    assert sum(row["lexical_overlap"] == "low" for row in answerable) / len(answerable) >= 1 / 3


@pytest.mark.parametrize("field", ["expected", "acceptable"])
def test_named_items_exist_with_their_journal_number(field: str) -> None:
    named = [(row["id"], item) for row in ROWS for item in row[field]]
    wrong = [
        (name, item) for name, item in named if _journal(ITEMS.get((item["date"], item["item"]), "")) != item["journal"]
    ]
    assert wrong == []


def test_expected_sections_are_headings_of_their_item() -> None:
    wrong = [
        (row["id"], item["section"])
        for row in ROWS
        for item in row["expected"]
        if item["section"]
        and item["section"] not in {_plain(line) for line in ITEMS[item["date"], item["item"]].splitlines()}
    ]
    assert wrong == []


def test_quotes_stand_word_for_word() -> None:
    wrong = [
        (row["id"], quote["quote"])
        for row in ROWS
        for quote in row["quotes"]
        if _plain(quote["quote"]) not in _plain(ITEMS[quote["date"], quote["item"]])
    ]
    assert wrong == []
    assert [row["id"] for row in ROWS if row["quotes"] and row["quote"] != row["quotes"][0]["quote"]] == []


def test_every_pattern_compiles() -> None:
    for row in ROWS:
        for pattern in [*row["must_not_contain"], *(p for group in row["must_contain"] for p in group)]:
            re.compile(pattern)


def test_what_an_answer_must_contain_stands_in_the_quotes_or_is_explained() -> None:
    missing = [
        (row["id"], group)
        for row in ROWS
        if row["answerable"] and not row["note"]
        for group in row["must_contain"]
        if not any(_hit(pattern, _quoted(row)) for pattern in group)
    ]
    assert missing == []


def test_what_an_answer_must_not_contain_is_not_in_its_own_quotes() -> None:
    assert [row["id"] for row in ROWS if any(_hit(p, _quoted(row)) for p in row["must_not_contain"])] == []


def test_answerable_rows_name_their_items_and_unanswerable_rows_none() -> None:
    for row in ROWS:
        assert row["expected_dates"] == sorted({item["date"] for item in row["expected"]}), row["id"]
        assert bool(row["expected"] or row["acceptable"]) or not row["answerable"], row["id"]
        assert not row["expected"] or row["answerable"], row["id"]
        assert row["must_contain"], row["id"]
