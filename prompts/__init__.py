"""Danish texts of the assistant, standard library only.

What a language model is told lies in text files beside this module, one a task: what it is (system) above a line of
`---`, what it is asked (user) below, with `$fields`. They are read when they are asked for and checked as they are.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Final

DIVIDER: Final = "\n---\n"
FIELDS: Final[dict[str, frozenset[str]]] = {
    "svar": frozenset({"kilder", "spoergsmaal"}),
    "omskriv": frozenset({"samtale", "spoergsmaal"}),
    "opdel": frozenset({"spoergsmaal"}),
    "proeve": frozenset({"ord"}),
}
"""Each prompt file by name, and the fields that it must have: these, and no others."""
_FIELD: Final = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


class PromptDamaged(ValueError):
    """A prompt file (instruks) is missing, or isn't as it must be; the message is a Danish sentence."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a language model is told (instruks). `version` is a hash of every character of its file."""

    name: str
    system: str
    user: str
    version: str

    def fill(self, **values: str) -> str:
        """The user's part with its fields filled in; a `$` in a value stays as it is.

        Raises:
            KeyError: a field has no value.
        """
        return Template(self.user).substitute(values)


def load_prompt(name: str) -> Prompt:
    """A prompt by the name of its file.

    Raises:
        PromptDamaged: the file is missing or not UTF-8, lacks a part, or has other fields than it must have.
    """
    try:
        text = files("prompts").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptDamaged(f"Instruksen {name}.txt kan ikke læses; installér programmet igen.") from error
    return read_prompt(name, text)


def read_prompt(name: str, text: str) -> Prompt:
    """A prompt from the text of its file.

    Raises:
        PromptDamaged: the text lacks a part, or has other fields than `FIELDS` names.
    """
    system, divider, user = text.partition(DIVIDER)
    if not (divider and system.strip() and user.strip()):
        raise PromptDamaged(f"Instruksen {name}.txt mangler en af sine to dele; installér programmet igen.")
    found = {match[1] or match[2] for match in _FIELD.finditer(user)}
    wanted = FIELDS.get(name, frozenset())
    if found != wanted or "$" in system:
        named = ", ".join(sorted(found ^ wanted)) or "$"
        raise PromptDamaged(f"Instruksen {name}.txt har ikke de rette felter ({named}); installér programmet igen.")
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Prompt(name, system.strip(), user.strip(), version)
