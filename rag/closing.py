"""Closed items (lukkede punkter): which of them a question is for, and that nothing but their being closed is told."""

from __future__ import annotations

import re

from rag.analysis import fold
from rag.catalog import Catalog
from rag.domain import Filters
from rag.drafting import Draft
from rag.question import Question
from rag.refusing import tell_closed
from rag.wording import Kind

CLOSED = re.compile(r"\blukke(?:t|de)\b|\bclosed\b")
# What is always behind closed doors, where there are any.
_PERSONNEL = re.compile(r"\bperson(?:ale)?sag(?:en|er|erne|ens)?\b")
_CLOSED_ITEMS = re.compile(
    r"\blukke(?:t|de) (?:dore|punkt\w*|sag\w*|mode\w*|del)\b"
    r"|\b(?:punkt|sag)\w*,? (?:\w+ ){0,2}?(?:var|er|blev|holdes|holdt) (?:\w+ ){0,1}?lukke(?:t|de)\b"
    r"|\b(?:punkt|sag)\w*\b.{0,80}\b(?:hedder|kaldes|kaldt|overskrift\w*|titel\w*)\b.{0,20}\blukket\b"
    r"|\bpunkt\w*\b.{0,60}\b(?:(?:intet|ingenting|ikke noget) star|star (?:der )?(?:intet|ingenting|ikke noget))\b"
    r"|\bpunkt\w*\b.{0,40}\buden (?:tekst|indhold)\b|\btomme? punkt\w*"
    r"|\bhold(?:t|e|er|es)? (?:\w+ ){0,3}?for (?:sig|jer) selv\b|\bhemmeligholdt\w*"
    r"|\b(?:hemmelig|fortrolig)(?:t|e)? (?:punkt\w*|sag\w*|mode\w*|del)\b|\bclosed (?:items?|doors)\b"
)


class ClosedWriter:
    """Writes drafts of closed items."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def draft(self, question: Question) -> Draft | None:
        """That the items asked for are closed; None where an open one is, or something else is asked."""
        demanded = question.demanded
        if demanded.item_numbers or demanded.case_numbers:
            items = self._catalog.find_items(demanded)
            if items and all(record.item.closed for record in items):
                return tell_closed(items)
        folded = fold(question.text)
        if question.kind is not Kind.COUNT and (
            _CLOSED_ITEMS.search(folded)
            or (not question.terms and CLOSED.search(folded))
            or (demanded.periods and _PERSONNEL.search(folded))
        ):
            filters = Filters(demanded.periods or question.preferred.periods, question.preferred.bodies)
            closed = [r for r in self._catalog.find_items(filters) if r.item.closed]
            if closed:
                return tell_closed(closed)
        return None
