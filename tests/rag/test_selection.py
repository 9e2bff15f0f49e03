from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.decisions import choose_decision
from rag.domain import Filters, SectionKind
from rag.evidence import Evidence, EvidenceRanker
from rag.question import Known
from rag.retrieval import FoundItem
from rag.selection import choose_facts, choose_list, choose_sides, elsewhere, holds_phrase, of_item, with_value
from rag.understanding import interpret
from rag.wording import Kind
from ui.workspace import Workspace

Rank = Callable[..., list[Evidence]]


@pytest.fixture(scope="module")
def ranker(samples: Workspace) -> EvidenceRanker:
    """A ranker over the sample minutes."""
    return EvidenceRanker(samples.search)


@pytest.fixture(scope="module")
def rank(samples: Workspace, known: Known, ranker: EvidenceRanker) -> Rank:
    """The evidence for a question among the items of some titles, best first."""

    def ranked(text: str, *titles: str) -> list[Evidence]:
        question = interpret(text, known)
        records = [r for r in samples.catalog.find_items(Filters()) if r.item.title in titles]
        found = [FoundItem(record, 0.5, ()) for record in records]
        return ranker.rank(question, found, ranker.sought(question))

    return ranked


PRIORITIES = "Prioritering af trafiksikkerhedsprojekter 2022-2023"
PATH = "Cykelsti langs Ellekærvej"
GRANT = "Cykelsti langs Ellekærvej - anlægsbevilling"
SCHOOLS = "Fremtidig skolestruktur i Hyldeby og Ellekær"


def test_the_value_wanted_goes_before_a_nearer_sentence_without_it(rank: Rank) -> None:
    evidence = rank("Hvem har skrevet klimatilpasningsplanen?", "Klimatilpasningsplan 2022-2030, forslag")
    assert "Signe Tolstrup" in with_value(Kind.WHO, evidence).sentence.text


def test_facts_keep_to_their_limit_and_always_have_the_best(rank: Rank, ranker: EvidenceRanker) -> None:
    own = rank("Hvad sker der på Ellekærvej?", PATH)
    sentences = ranker.sentences(own[0].record)
    for limit in (1, 200, 500):
        chosen = choose_facts(own, sentences, limit)
        assert own[0].sentence in chosen
        assert len(chosen) == 1 or sum(len(s.text) for s in chosen) <= limit
        assert chosen == sorted(chosen, key=lambda s: s.start)


def test_a_list_comes_whole_after_its_lead_in(rank: Rank, ranker: EvidenceRanker) -> None:
    evidence = rank("Hvilke projekter er der?", PRIORITIES)
    lead_in = next(e for e in evidence if e.sentence.text == "De seks projekter er:")
    chosen = choose_facts([lead_in, *evidence], ranker.sentences(lead_in.record), 600)
    assert sum(sentence.listed for sentence in chosen) == 6


def test_an_asked_list_is_found_near_the_best(rank: Rank, ranker: EvidenceRanker) -> None:
    evidence = rank("Hvilke seks projekter?", PRIORITIES)
    chosen = choose_list(evidence, ranker.sentences(evidence[0].record), 1_000, 1.0)
    assert [s.listed for s in chosen] == [False, *[True] * 6]


def test_a_list_too_far_from_the_best_is_none(rank: Rank, ranker: EvidenceRanker) -> None:
    decided = [e for e in rank("Hvad?", PRIORITIES) if e.sentence.kind is SectionKind.DECISION]
    assert choose_list(decided, ranker.sentences(decided[0].record), 1_000, 0.0) == []


def test_sides_of_a_comparison_have_their_own_sentences(rank: Rank, ranker: EvidenceRanker) -> None:
    own = rank("Hvad er forskellen på model A og model B?", SCHOOLS)
    text = " ".join(s.text for s in choose_sides(own, ranker.sentences(own[0].record), ("model A", "model B"), 700))
    assert "4,8 mio. kr." in text
    assert "0,9 mio. kr." in text


def test_subject_that_came_up_again_is_found_elsewhere(rank: Rank) -> None:
    evidence = rank("Hvad blev der besluttet om cykelstien langs Ellekærvej?", PATH, GRANT)
    first = next(e for e in evidence if e.record.item.title == PATH)
    again = elsewhere(evidence, first, 2.0)
    assert again is not None
    assert again.record.item.title == GRANT
    assert elsewhere(of_item(evidence, first), first, 2.0) is None


def test_another_subject_is_not_the_same_again(rank: Rank) -> None:
    evidence = rank("Hvad blev der besluttet om cykelstien langs Ellekærvej?", PATH, PRIORITIES)
    first = next(e for e in evidence if e.record.item.title == PATH)
    assert elsewhere(evidence, first, 2.0) is None


def test_a_long_decision_is_cut_to_what_settles_it(rank: Rank) -> None:
    own = [e for e in rank("Hvad blev der besluttet?", SCHOOLS) if e.sentence.kind is SectionKind.DECISION]
    assert len(choose_decision(own, 10_000)) == len(own)
    assert any("vedtaget med 17 stemmer" in s.text for s in choose_decision(own, 260))


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [("Løsning A koster mest.", "løsning A", True), ("Løsningen afventer.", "løsning A", False)],
)
def test_phrase_is_held_as_whole_words(text: str, phrase: str, *, held: bool) -> None:
    assert holds_phrase(text, phrase) is held
