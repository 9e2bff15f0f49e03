"""Pages of plain text (sider i tekst): at form feeds, or at lines that count pages ("… Side 2 af 14")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.pages import PageLine, drop_running

_COUNTING = re.compile(
    r"[ \t]{0,80}(?P<rest>[^\W\d][^\n]{0,120}?[ \t]{2,80})?(?:Side|Page) (?P<number>\d{1,4})"
    r"(?: (?:af|of|/) \d{1,4})?[ \t]{0,80}"
)
_ENDS = (".", ":", ";", "!", "?")
HEADER_WITHIN = 6
"""A counting line among so many first lines with words stands at the head of its page, else at the foot."""


def text_pages(text: str) -> list[list[PageLine]]:
    """The lines of each page of a text; one page where nothing tells where pages end."""
    if "\f" in text.strip("\f"):
        return [[PageLine(line) for line in page.split("\n")] for page in text.split("\f")]
    lines = text.split("\n")
    counting = _counting(lines)
    if not counting:
        return [[PageLine(line) for line in lines]]
    at_head = sum(bool(line.strip()) for line in lines[: counting[0]]) < HEADER_WITHIN
    starts = counting[1:] if at_head else [index + 1 for index in counting]
    bounds = [0, *starts, len(lines)]
    pages = [lines[first:last] for first, last in pairwise(bounds)]
    if len(pages) > 1 and not any(line.strip() for line in pages[-1]):
        pages.pop()
    return [[PageLine(line) for line in page] for page in pages]


def _counting(lines: Sequence[str]) -> list[int]:
    """The indexes of the lines that count pages: alike but for a number that rises by one."""
    found = [(index, match) for index, line in enumerate(lines) if (match := _COUNTING.fullmatch(line))]
    keys = Counter(_key(match) for _, match in found)
    if not keys:
        return []
    key, count = keys.most_common(1)[0]
    chosen = [(index, int(match["number"])) for index, match in found if _key(match) == key]
    rising = all(second[1] - first[1] == 1 for first, second in pairwise(chosen))
    return [index for index, _ in chosen] if count > 1 and rising else []


def _key(match: re.Match[str]) -> str:
    return re.sub(r"\d+", "#", " ".join((match["rest"] or "").split()))


def join_text_pages(pages: Sequence[Sequence[PageLine]]) -> str:
    """The pages as they stood, blank lines too, without running lines; a sentence that a page broke goes on."""
    kept = drop_running([[line for line in page if line.words.strip()] for page in pages])
    texts: list[str] = []
    for page, lines in zip(pages, kept, strict=True):
        added = _moved(page, lines) + _standing(page, lines)
        first = next((line.words.strip() for line in lines), "")
        above = texts[-1].rstrip() if texts else ""
        if above and first[:1].islower() and not above.endswith(_ENDS):
            texts[-1], added = above, added.lstrip("\n")
        texts.append(added)
    return "\f".join(texts)


def _standing(page: Sequence[PageLine], lines: Sequence[PageLine]) -> str:
    remaining = {id(line) for line in lines}
    return "\n".join(line.words for line in page if not line.words.strip() or id(line) in remaining)


def _moved(page: Sequence[PageLine], lines: Sequence[PageLine]) -> str:
    """Lines that stood at the foot of the page and now head it."""
    own = {id(line) for line in page}
    return "".join(f"{line.words}\n" for line in lines if id(line) not in own)
