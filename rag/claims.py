"""Claims (påstande): what a statement rests on, and what may speak against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.domain import ItemRecord, Section, SectionKind


class Objection(StrEnum):
    """Why a statement isn't shown (indvending)."""

    QUOTE = "citatet står ikke i kilden"
    ITEMS = "citaterne er fra flere punkter"
    FORM = "udsagnet har ikke den rette form"
    ORDER = "citatet er en ordre i referatet"
    LANGUAGE = "udsagnet er ikke på dansk"
    CASE_NUMBER = "journalnummeret står ikke i kilden"
    DATE = "datoen står ikke i citatet"
    FIGURE = "tallet står ikke i citatet"
    NAME = "navnet står ikke i citatet"
    PLACE = "oplysningen hører til noget andet i citatet"
    DECIDED = "det er ikke besluttet"
    DENIAL = "nægtelsen er ikke citatets"
    TURNED = "udsagnet vender citatet"
    BEYOND = "udsagnet siger andet end citatet"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim says that it stands (sted): the words quoted and the whole sentences that they are of."""

    section: Section
    quoted: str
    around: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim rests on (grundlag): one item and one or more places in it."""

    record: ItemRecord
    places: tuple[Place, ...]

    @property
    def text(self) -> str:
        """The whole sentences of all places."""
        return "\n".join(place.around for place in self.places)

    @property
    def quoted(self) -> str:
        """The words quoted at all places."""
        return "\n".join(place.quoted for place in self.places)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Whose sections they are: the bodies that the sections quote, else the meeting's own."""
        return tuple(dict.fromkeys(place.section.body or self.record.meeting.body for place in self.places))

    def only(self, *kinds: SectionKind) -> bool:
        """Whether every place is of some kinds of sections."""
        return all(place.section.kind in kinds for place in self.places)
