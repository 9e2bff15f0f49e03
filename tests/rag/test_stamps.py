from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.catalog import Catalog
from rag.stamps import (
    Stamp,
    drop_stamp,
    is_unfinished,
    make_stamp,
    mark_unfinished,
    read_stamp,
    write_stamp,
)

STAMP = Stamp("lexical-1", 7, "ab12", "bag-64", 20)


def test_comes_back_as_written(tmp_path: Path) -> None:
    write_stamp(tmp_path, STAMP)
    assert read_stamp(tmp_path) == STAMP
    write_stamp(tmp_path, replace(STAMP, generation=8))
    assert read_stamp(tmp_path) == replace(STAMP, generation=8)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b'{"format": "lexi', id="truncated"),
        pytest.param(b"\xff\xfe\x00", id="not text"),
        pytest.param(b"[1, 2]", id="a list"),
        pytest.param(b"7", id="a number"),
        pytest.param(b'{"format": "lexical-1"}', id="fields missing"),
        pytest.param(json.dumps({"unknown": 1}).encode(), id="fields unknown"),
    ],
)
def test_what_is_no_stamp_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "stamp.json").write_bytes(content)
    assert read_stamp(tmp_path) is None


def test_missing_folder_has_no_stamp(tmp_path: Path) -> None:
    assert read_stamp(tmp_path / "findes ikke") is None
    drop_stamp(tmp_path / "findes ikke")


def test_a_change_that_was_begun_is_unfinished_until_stamped(tmp_path: Path) -> None:
    mark_unfinished(tmp_path)
    assert is_unfinished(tmp_path)
    write_stamp(tmp_path, STAMP)
    assert not is_unfinished(tmp_path)


def test_continues_only_in_the_catalog_it_was_made_from(catalog: Catalog) -> None:
    stamp = make_stamp("lexical-1", catalog)
    assert stamp == Stamp("lexical-1", 4, catalog.revision(4), "bag-64", 7)
    assert stamp.continues_in(catalog)
    assert not replace(stamp, revision="af anden herkomst").continues_in(catalog)
    assert not replace(stamp, generation=5).continues_in(catalog)
    with catalog.write() as writer:
        writer.remove_sources(["maj.txt"])
    assert stamp.continues_in(catalog)
