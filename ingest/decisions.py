"""Whose decision is whose (beslutninger): the meeting's own, and those of earlier bodies that it quotes."""

from __future__ import annotations

import re
from datetime import date

from ingest.bodies import same_body
from rag.domain import Section, SectionKind

_GENERIC_BODY = re.compile(r"(?:udvalg|råd|byråd|bestyrelse|nævn|kommission|mødet?|forum|direktion)", re.IGNORECASE)


def own_decisions(sections: list[Section], body: str, day: date) -> tuple[Section, ...]:
    """Take body and date off the decision that is the meeting's own; earlier bodies keep theirs."""
    decisions = [index for index, section in enumerate(sections) if section.kind is SectionKind.DECISION]
    own = [index for index in decisions if _is_own(sections[index], body, day)]
    if not own and decisions and _could_be_own(sections[decisions[-1]], body, day):
        own = [decisions[-1]]
    for index in own:
        section = sections[index]
        sections[index] = Section(section.kind, section.heading, section.start, section.end)
    return tuple(
        section
        for section, following in zip(sections, [*sections[1:], None], strict=False)
        if not _heads_decisions(section, following)
    )


def _heads_decisions(section: Section, following: Section | None) -> bool:
    """Whether an empty "Beslutning", or "Tidligere beslutninger", only stands above the decisions of several bodies."""
    if section.start < section.end or following is None or following.kind is not SectionKind.DECISION:
        return False
    if section.kind is SectionKind.PROCEDURE:
        return bool(following.body) and "beslutning" in section.heading.casefold()
    return section.kind is SectionKind.DECISION


def _is_own(section: Section, body: str, day: date) -> bool:
    if section.date is not None:
        return section.date == day and (not section.body or not body or _may_be(section.body, body))
    return not section.body or same_body(section.body, body)


def _may_be(named: str, body: str) -> bool:
    return same_body(named, body) or bool(_GENERIC_BODY.fullmatch(re.sub(r"(?:et|en)$", "", named.casefold())))


def _could_be_own(section: Section, body: str, day: date) -> bool:
    """The last body's decision is the item's, unless it was taken on another day."""
    return section.date is None or section.date == day or not body
