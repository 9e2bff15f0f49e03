from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts import errors as sentences
from rag import errors
from rag.errors import ReferatError

ROOT = Path(__file__).parents[2]
CLASSES = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, ReferatError)
}
SENTENCES = {name: text for name, text in vars(sentences).items() if name.isupper() and isinstance(text, str)}


def drawn_tree() -> dict[str, str]:
    """Class → parent, as the docstring draws them."""
    parents: dict[int, str] = {}
    tree = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"    ([│ ├└─]*)(\w+)(?:  |$)", line)
        if match:
            depth = len(match[1]) // 4
            parents[depth] = match[2]
            tree[match[2]] = parents.get(depth - 1, "Exception")
    return tree


def test_drawn_tree_equals_the_classes() -> None:
    assert drawn_tree() == {name: kind.__bases__[0].__name__ for name, kind in CLASSES.items()}


@pytest.mark.parametrize("name", CLASSES)
def test_error_carries_its_sentence(name: str) -> None:
    error = CLASSES[name]("Noget er galt; ret det.")
    assert error.user_message == str(error) == "Noget er galt; ret det."
    assert re.search(r"[.)]$", (CLASSES[name].__doc__ or "").strip())


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence_is_one_whole_danish_line(name: str) -> None:
    text = SENTENCES[name]
    assert "\n" not in text
    assert text[0] == "{" or text[0].isupper()
    assert text.endswith(".") or "referat " in text
    assert not re.search(r"\b(?:the|file|error|not|cannot)\b", re.sub(r"\{\w+\}", "", text))


def raised(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every `raise` of one of our errors in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = getattr(node.exc.func, "id", "")
            if name in CLASSES:
                yield name, node.exc


def all_raised() -> list[tuple[str, str, ast.Call]]:
    return [
        (str(path.relative_to(ROOT)), name, call)
        for package in ("rag", "ingest", "ui")
        for path in sorted((ROOT / package).rglob("*.py"))
        for name, call in raised(path)
    ]


def test_every_error_is_raised_somewhere() -> None:
    used = {name for _, name, _ in all_raised()}
    parents = {kind.__bases__[0].__name__ for kind in CLASSES.values()}
    assert set(CLASSES) - parents - used == set()


def test_every_error_is_raised_with_one_sentence() -> None:
    assert [where for where, _, call in all_raised() if len(call.args) != 1 or call.keywords] == []
