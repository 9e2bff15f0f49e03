"""Prompt files: read when asked for, checked, versioned."""

from __future__ import annotations

from importlib.resources import files

import pytest

from prompts import FIELDS, PromptDamaged, load_prompt, phrasing, read_prompt

GOOD = "Du hjælper.\n---\nKilder: $kilder Spørgsmål: ${spoergsmaal}\n"


@pytest.mark.parametrize("name", FIELDS)
def test_every_prompt_is_sound(name: str) -> None:
    prompt = load_prompt(name)
    filled = prompt.fill(**dict.fromkeys(FIELDS[name], "5 $ og {x} \\1"))
    assert "5 $ og {x} \\1" in filled
    assert len(prompt.version) == 12
    assert load_prompt(name) == prompt


def test_every_file_is_a_known_prompt() -> None:
    found = {entry.name.removesuffix(".txt") for entry in files("prompts").iterdir() if entry.name.endswith(".txt")}
    assert found == set(FIELDS)


BAD = [
    pytest.param("", "to dele", id="empty"),
    pytest.param("Kun én del $kilder $spoergsmaal", "to dele", id="one part"),
    pytest.param("\n---\n$kilder $spoergsmaal", "to dele", id="no system"),
    pytest.param("Du.\n---\nKilder: $kilder", "spoergsmaal", id="field missing"),
    pytest.param(f"{GOOD} $mere", "mere", id="field too many"),
    pytest.param(GOOD.replace("Du", "$kilder"), "felter", id="field in the system part"),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_damaged_prompt_is_told(text: str, told: str) -> None:
    with pytest.raises(PromptDamaged, match=told):
        read_prompt("svar", text)


def test_version_is_of_every_character() -> None:
    assert read_prompt("svar", GOOD).version != read_prompt("svar", GOOD.replace("hjælper.", "hjælper")).version


def test_missing_prompt_is_told() -> None:
    with pytest.raises(PromptDamaged, match=r"findes_ikke\.txt"):
        load_prompt("findes_ikke")


SENTENCES = {name: text for name, text in vars(phrasing).items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("name", [name for name in SENTENCES if name not in ("SOURCE_HEAD", "NO_CASE", "PROBE_WORD")])
def test_sentence_is_one_danish_line(name: str) -> None:
    text = SENTENCES[name]
    assert "\n" not in text
    assert text[0].isupper() or text[0] == "{"
