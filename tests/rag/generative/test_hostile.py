"""Hostile replies: thousands of statements corrupted by rule through the check, and hundreds of whole replies served.

The goal is that no false quote, source, number, date, name or journal number is shown, and that good replies lose
under 2 % of their statements.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice

import pytest

from prompts.answers import AS_RECOMMENDED_BY
from rag.checking import Checked, check
from rag.domain import Answer, AnswerMode, Filters, Statement
from rag.drafting import GAP, flat, strip_mark
from rag.grounding import is_borne_out
from rag.numbered import Source
from rag.replies import Proof, Proposal
from tests.answering import ROOT, read_in
from tests.rag.generative.conftest import assistant_over, served_line
from tests.rag.generative.corrupting import CORRUPTIONS, Hostile, Made, corrupt
from tests.rag.generative.good import Good, read_good
from tests.rag.generative.serving import Asked, ModelServer, rows, says
from ui.workspace import Workspace

MOST_LOST = 0.02
OWN_WORDS = 0.5
EARLIER = re.compile(r"^\*\*[^*]+:\*\* ")
SERVED_REPLIES = 240
SETS = ("samples", "second", "third", "fourth", "fifth")
LAYOUTS = (26, 28, 29, 34, 37, 38, 40, 42, 53, 71, 110)


@dataclass(frozen=True, slots=True)
class Bench:
    """The sources of a municipality's minutes and the good statements over them."""

    sources: tuple[Source, ...]
    statements: tuple[tuple[Good, Made], ...]


def bench(workspace: Workspace, name: str) -> Bench:
    open_items = [record for record in workspace.catalog.find_items(Filters()) if not record.item.closed]
    spans = [(record, section) for record in open_items for section in record.item.sections]
    sources = tuple(Source(n, record, s, s.start, s.end) for n, (record, s) in enumerate(spans, start=1))
    good = [each for each in chain.from_iterable(map(read_good, SETS)) if each.minutes == name]
    return Bench(sources, tuple((each, make(each, sources)) for each in good))


def make(statement: Good, sources: Sequence[Source]) -> Made:
    place = (statement.day, statement.item)
    own = [s for s in sources if (s.record.meeting.date.isoformat(), s.record.item.number) == place]
    found = [next(s for s in own if quote in s.text) for quote in statement.quotes]
    return Made(statement.claim, statement.quotes, tuple(s.number for s in found), found[0])


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over minutes of ten bodies in as many layouts."""
    folder = tmp_path_factory.mktemp("minutes")
    for number in LAYOUTS:
        (file,) = (f for f in (ROOT / "tests" / "layouts").glob(f"{number}-*") if f.suffix != ".json")
        shutil.copy(file, folder)
    with read_in(folder, tmp_path_factory.mktemp("layouts")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def benches(samples: Workspace, second: Workspace, layouts: Workspace) -> tuple[Bench, ...]:
    return bench(samples, "samples"), bench(second, "second"), bench(layouts, "layouts")


def checked(statement: Hostile | Made, sources: Sequence[Source]) -> Checked | None:
    if isinstance(statement, Hostile):
        proofs = statement.proofs
    else:
        proofs = tuple(zip(statement.numbers, statement.quotes, strict=True))
    result = check(Proposal(statement.claim, tuple(Proof(n, q) for n, q in proofs)), sources)
    return result if isinstance(result, Checked) else None


def is_word_for_word(found: Checked) -> bool:
    """Whether all that is shown, labels and list marks aside, stands in the quotes."""
    for statement in found.statements:
        quoted = flat(" ".join(citation.quote.replace(GAP, " ") for citation in statement.citations))
        lines = [
            strip_mark(EARLIER.sub("", line).removeprefix(AS_RECOMMENDED_BY).replace(GAP.rstrip(), "").strip())
            for line in statement.text.splitlines()
        ]
        if not all(flat(line) in quoted for line in lines):
            return False
    return True


def is_labelled(found: Checked) -> bool:
    """Whether what is shown is told as what was only recommended, as it then is."""
    return all(statement.text.startswith(AS_RECOMMENDED_BY) for statement in found.statements)


def test_good_statements_are_kept(benches: tuple[Bench, ...]) -> None:
    lost = [made.claim for each in benches for _, made in each.statements if checked(made, each.sources) is None]
    total = sum(len(each.statements) for each in benches)
    assert total >= 340
    assert len(lost) / total < MOST_LOST, lost


def test_good_statements_cite_their_own_item_word_for_word(benches: tuple[Bench, ...]) -> None:
    for each in benches:
        for _, made in each.statements:
            found = checked(made, each.sources)
            for statement in found.statements if found else ():
                assert all(is_borne_out(citation, made.source.record) for citation in statement.citations)


def test_what_stands_in_a_claims_place_is_word_for_word(benches: tuple[Bench, ...]) -> None:
    found = [checked(made, each.sources) for each in benches for _, made in each.statements]
    reworded = [each for each in found if each and each.reworded]
    assert reworded
    assert [each.reworded for each in reworded if not is_word_for_word(each)] == []


def test_more_than_half_of_good_statements_stay_in_the_models_words(benches: tuple[Bench, ...]) -> None:
    found = [checked(made, each.sources) for each in benches for _, made in each.statements]
    own = sum(result is not None and result.reworded is None for result in found)
    assert own / len(found) > OWN_WORDS


def test_no_untrue_statement_is_let_through(benches: tuple[Bench, ...]) -> None:
    tried = 0
    through = []
    for each in benches:
        for good, made in each.statements:
            for untrue in good.untrue:
                tried += 1
                found = checked(replace(made, claim=untrue), each.sources)
                if found and not is_word_for_word(found) and not is_labelled(found):
                    through.append(untrue)
    assert tried >= 600
    assert through == []


@pytest.mark.parametrize("corruption", CORRUPTIONS, ids=lambda corruption: corruption.__name__)
def test_no_corrupted_statement_is_let_through(benches: tuple[Bench, ...], corruption: object) -> None:
    assert callable(corruption)
    tried: Counter[str] = Counter()
    through = []
    for each in benches:
        for _, made in each.statements:
            for hostile in dict.fromkeys(corruption(made, each.sources)):
                tried[hostile.kind] += 1
                found = checked(hostile, each.sources)
                if found and is_shown(found, hostile, made):
                    through.append((hostile.kind, hostile.claim))
    assert sum(tried.values()) > 5
    assert through == []


def is_shown(found: Checked, hostile: Hostile, made: Made) -> bool:
    """Whether something false of a corrupted statement is shown: its claim, or the proof of another item."""
    cited = {citation.item_id for statement in found.statements for citation in statement.citations}
    if found.reworded is not None and is_word_for_word(found):
        return cited != {made.source.record.id}
    return hostile.false or cited != {made.source.record.id}


QUESTIONS = {
    ("2022-03-10", "2"): "Hvad blev der besluttet om nedbringelse af sygefravær i marts 2022?",
    ("2022-03-10", "4"): "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?",
    ("2021-09-29", "3"): "Hvad blev der besluttet om renoveringen af svømmehallen i september 2021?",
    ("2023-05-15", "3"): "Hvad blev der besluttet om vindmøllerne ved Strandlyst?",
    ("2024-06-26", "4"): "Hvad blev der besluttet om anlægsbevillingen til cykelstien langs Ellekærvej i juni 2024?",
    ("2021-09-29", "6"): "Hvad blev der besluttet om ansøgningen om tilskud fra Rønsø Sejlklub?",
}


def hostile_replies(each: Bench) -> Iterator[tuple[str, Hostile, Made]]:
    """Corrupted statements with a question whose evidence holds what they are made of, spread over the corruptions."""
    asked = [(made, QUESTIONS[one.day, one.item]) for one, made in each.statements if (one.day, one.item) in QUESTIONS]
    streams = [((question, h, made) for h in corrupt(made, each.sources)) for made, question in asked]
    taken: Counter[str] = Counter()
    for stream in streams:
        for question, hostile, made in stream:
            taken[hostile.kind] += 1
            if taken[hostile.kind] % 7 == 1:
                yield question, hostile, made


def reply(made: Made, hostile: Hostile, asked: Asked) -> str:
    """A good statement, the corrupted one, and the good one again in other words."""
    number = asked.number_of(made.quotes[0])
    own = {"kilde": number, "citat": made.quotes[0], "udsagn": made.claim}
    first = dict(hostile.row())
    if first.get("kilde") in made.numbers:
        first["kilde"] = number
    return rows([own, first])


def test_served_hostile_replies(samples: Workspace, server: ModelServer, benches: tuple[Bench, ...]) -> None:
    served = assistant_over(samples, served_line(server.url))
    tried = 0
    for question, hostile, made in islice(hostile_replies(benches[0]), SERVED_REPLIES):
        server.state.always = says(partial(reply, made, hostile), size=200)
        *events, answer = served.stream(question)
        assert isinstance(answer, Answer)
        shown = [event for event in events if isinstance(event, Statement)]
        told = [statement.text for statement in (*shown, *answer.statements)]
        assert not hostile.false or hostile.claim not in told, hostile
        for statement in shown:
            records = samples.catalog.items(citation.item_id for citation in statement.citations)
            assert all(is_borne_out(citation, records.get(citation.item_id)) for citation in statement.citations)
        assert answer.mode is AnswerMode.GENERATIVE or answer.notes
        tried += 1
    assert tried >= 200
