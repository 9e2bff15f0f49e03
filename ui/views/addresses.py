"""Addresses of the views (adresser): from what is shown to a link below the root, the same every time.

They are made of what stands in the minutes, never of the catalog's ids, so that a shared link still holds when
files are read again. All are relative to the root of the application and percent-encoded (RFC 3986), not yet
escaped for HTML.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from rag.domain import Narrowing, Order
from ui.views.shell import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from rag.domain import ItemRecord

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


def slug(name: str) -> str:
    """A name of a body as a part of an address: `Teknik- og Miljøudvalget` → `teknik-og-miljoeudvalget`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", name).lower().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+|_", "-", letters).strip("-") or "organ"


def meetings(body: str = "", year: int = 0, page: int = 1) -> str:
    """The meeting browser, narrowed to a body and a year."""
    return _with_query(View.MEETINGS.value, {"organ": body, "aar": year or "", "side": _page(page)})


def meeting(body: str, day: date) -> str:
    """The meeting, or meetings, of a body on a day."""
    return f"moede/{day.isoformat()}/{quote(slug(body), safe='')}"


def item(record: ItemRecord, repeat: int = 0, spans: Iterable[tuple[int, int]] = ()) -> str:
    """An item; `repeat` tells which one of its number it is, where the body has several that day, from 1.

    Spans of its text are marked, and the first of them scrolled to.
    """
    number = quote(record.item.number or "-", safe="")
    where = f"punkt/{record.meeting.date.isoformat()}/{quote(slug(record.meeting.body), safe='')}/{number}"
    marked = [(start, end) for start, end in spans if start < end]
    asked = {
        "nr": repeat if repeat > 1 else "",
        "fra": [start for start, _ in marked],
        "til": [end for _, end in marked],
    }
    return _with_query(where, asked) + ("#citat" if marked else "")


def cases(page: int = 1) -> str:
    """The list of cases."""
    return _with_query(View.CASES.value, {"side": _page(page)})


def case(number: str) -> str:
    """A case over time, by its journal number."""
    return f"sag/{quote(number, safe='/')}"


def topic(words: str) -> str:
    """A topic over time."""
    return _with_query("sag", {"emne": words})


def search(query: str = "", narrowing: Narrowing | None = None, order: Order = Order.BEST, page: int = 1) -> str:
    """A search with what it is narrowed to."""
    chosen = narrowing or Narrowing()
    asked = {
        "q": query,
        "organ": chosen.body,
        "aar": chosen.year or "",
        "udfald": chosen.outcome or "",
        "afsnit": chosen.section or "",
        "orden": "" if order is Order.BEST else order,
        "side": _page(page),
    }
    return _with_query(View.SEARCH.value, asked)


def _page(page: int) -> int | str:
    return page if page > 1 else ""


def _with_query(path: str, asked: Mapping[str, object]) -> str:
    """A path with the fields that have a value; one with several is repeated."""
    given = urlencode({name: value for name, value in asked.items() if value != ""}, doseq=True, quote_via=quote)
    return f"{path}?{given}" if given else path
