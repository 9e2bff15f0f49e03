"""Good statements over invented minutes: where each stands, what it quotes, and what it says in its own words.

Written by hand as a careful model would phrase them: close to the minutes, shortened, turned round, put together. The
set `samples` is the one that the checks were made on. `second` and `third` were each written in one go over minutes
that no check had been tried on. `fourth` is freer, over minutes of eleven bodies more, and has with each good statement
the untrue ones that a careless model could write: people, things and numbers changed round, a "kan" made a "skal", an
offer made a fact. At first sight the signs of `rag.polarity` and `rag.facts` let 121 of its 391 untrue statements
through and lost 28 of its 137 good ones, which is why a claim has to be condensed from its quote now
(`rag.condensing`). `fifth` was written after that, its good statements as the prompt asks for them, its untrue ones by
somebody who knew the rules and looked for holes: at first sight 4 of 219 got through, and 31 of 44 good ones stayed in
the model's words, the others in those of the minutes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Good:
    """A statement that is borne out: day and number of its item, the quotes, and the claim.

    `minutes` names the minutes that it is of; `untrue` are claims that its quotes don't bear out.
    """

    minutes: str
    day: str
    item: str
    claim: str
    quotes: tuple[str, ...]
    untrue: tuple[str, ...] = ()


@lru_cache
def read_good(name: str) -> tuple[Good, ...]:
    """The good statements of a set."""
    file = FOLDER / (f"{name}.jsonl" if name in ("fourth", "fifth") else "good.jsonl")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Good(
            row.get("minutes", "samples" if name == "samples" else "second"),
            row["date"],
            row["item"],
            row["claim"],
            tuple(row["quotes"]),
            tuple(row.get("untrue", ())),
        )
        for row in rows
        if row["set"] == name
    )
