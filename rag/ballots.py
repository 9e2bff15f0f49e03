"""Ballots (afstemninger): under which items votes were cast, by whom and on which side, complete by the word index."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts import answers as words
from rag.analysis import fold, stem, stems
from rag.catalog import Catalog
from rag.domain import AnswerStatus, Filters, ItemRecord, SectionKind
from rag.drafting import Draft, DraftStatement, counted_items, with_newest
from rag.evidence import EvidenceRanker
from rag.mentions import is_within, line_of_sentences
from rag.passages import Sentence
from rag.question import Known, Question
from rag.refusing import refuse
from rag.retrieval import HybridSearch
from rag.votes import Side, Voter, asked_side, holds_side, is_ballot, party_voters, person_voter, sides_of
from rag.wording import Kind

# Any sentence that tells of votes has one of these; the index finds them.
_VOTING_WORDS = tuple(
    {
        stem(word)
        for word in ("stemte", "stemmer", "stemme", "imod", "mindretal", "mindretallet", "flertal", "flertallet")
    }
)
_ASKED = re.compile(r"\b(?:\w*afstemning\w*|stem(?:t|te|mer|me)|\w*enstemmig\w*|uenig\w*|dissens\w*|voted?|votes)\b")
# What such a question is made of beside who voted.
_OF_VOTING = re.compile(
    r"(?:\w*afstem\w*|stem\w+|parti\w*|gruppe\w*|medlem\w*|politiker\w*|person\w*|\w*flertal\w*|mindretal\w*|enstem\w*|enig\w*|"
    r"uenig\w*|dissens\w*|udgjor\w*|udgor\w*|imod|truffet|ja|nej|blank\w*|undlod|vote\w?|votes|against|folk)$"
)
_KINDS = frozenset({Kind.VOTE, Kind.LIST, Kind.COUNT, Kind.OVERVIEW, Kind.FACT})
_MOST_ITEMS = 12
_CHARS = 1_500
_LEAST = 90


class BallotWriter:
    """Writes drafts of all the votes of the meetings asked about."""

    def __init__(self, catalog: Catalog, search: HybridSearch, ranker: EvidenceRanker) -> None:
        self._catalog = catalog
        self._search = search
        self._ranker = ranker

    def draft(self, question: Question, known: Known) -> Draft | None:
        """The items with votes, or those of a party or person that is named, newest last.

        None where a subject is asked about, or where nobody who is named is told to have voted; a refusal where
        there are no votes.

        Raises:
            IndexDamaged: the index of words can't be read.
        """
        voters = _asked_voters(question)
        if voters is None:
            return None
        side = asked_side(question.text)
        told = [(r, cast) for r in self._voted_on(question) if (cast := self._cast(r, voters, side))]
        if not told:
            return None if voters else self._none(question, known, side)
        shown = told[-_MOST_ITEMS:]
        share = max(_LEAST, _CHARS // len(shown) - _LEAST)
        lines = [line_of_sentences(record, cast, share) for record, cast in shown]
        return Draft(AnswerStatus.ANSWERED, (self._head(question, voters, side, len(told)), *lines))

    def _head(self, question: Question, voters: Sequence[tuple[str, Voter]], side: Side, found: int) -> DraftStatement:
        if voters:
            name = words.AND.join(name for name, _ in voters)
            text = words.BALLOTS_NAMED[side].format(name=name, items=counted_items(found))
        else:
            text = words.BALLOTS[side].format(count=found, total=self._total(question))
        return DraftStatement(with_newest(text, found, _MOST_ITEMS), ())

    def _none(self, question: Question, known: Known, side: Side) -> Draft:
        return refuse(known, (), words.NO_BALLOTS[side].format(total=self._total(question)))

    def _total(self, question: Question) -> int:
        periods = question.demanded.periods or question.preferred.periods
        return sum(m.item_count for m in self._catalog.meetings(Filters(periods, question.preferred.bodies)))

    def _voted_on(self, question: Question) -> list[ItemRecord]:
        """The items of the meetings asked about that have a word of voting, oldest first."""
        held = {record.id: record for word in _VOTING_WORDS for record in self._search.holding([word])}
        kept = [record for record in held.values() if is_within(question, record)]
        return sorted(kept, key=lambda record: (record.meeting.date, record.meeting.id, record.position))

    def _cast(self, record: ItemRecord, voters: Sequence[tuple[str, Voter]], side: Side) -> list[Sentence]:
        """The sentences of a decision that tell of votes on a side, by all who are named."""
        decided = record.item.of_kind(SectionKind.DECISION)
        if not any(is_ballot(record.item.section_text(section)) for section in decided):
            return []
        ballots = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.DECISION and is_ballot(s.text)]
        ballots = [sentence for sentence in ballots if holds_side(sentence.text, side)]
        for _, voter in voters:
            ballots = [s for s in ballots if (on := sides_of(s.text, voter)) and (side is Side.ANY or side in on)]
        return ballots


def _asked_voters(question: Question) -> list[tuple[str, Voter]] | None:
    """Who is named in a question for votes, nobody where it is for all; None where something else is asked.

    A question that leans on an item asks for the votes of that one.
    """
    demanded = question.demanded
    if question.anchored or demanded.item_numbers or demanded.case_numbers or question.kind not in _KINDS:
        return None
    if not _ASKED.search(fold(question.text)):
        return None
    parties = party_voters(question.text)
    of_parties = {part for name, _ in parties for part in stems(name)}
    others = [t for t in question.terms if not _OF_VOTING.match(t.folded) and t.stem not in of_parties]
    if not others:
        return parties
    written = question.text[others[0].start : others[-1].end]
    named = set(others) <= set(question.names) and len(written.split()) == len(others)
    return [*parties, (written, person_voter(written))] if named else None
