from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rag.heads import bodies_by_host, host_names, read_head
from tests.answering import KNOWN

LINES = [
    pytest.param("Afbud: Ida Lund (A)", "Afbud: Ida Lund (A)", False, True, id="beside its label"),
    pytest.param("Deltagere\nIda Lund\nBo Vig\n\nReferat", "Deltagere: Ida Lund, Bo Vig", True, False, id="below it"),
    pytest.param("Deltagere:\n\nIda Lund", "Deltagere: Ida Lund", True, False, id="below an empty line"),
    pytest.param("Deltagere   Ida Lund, Bo Vig", "Deltagere Ida Lund, Bo Vig", True, False, id="in a table"),
    pytest.param("Afbud: Ida Lund,\nBo Vig", "Afbud: Ida Lund, Bo Vig", False, True, id="and below it"),
    pytest.param("DELTAGERE: IDA, BO", "DELTAGERE: IDA, BO", True, False, id="in capitals"),
    pytest.param("- Fraværende: Bo Vig", "- Fraværende: Bo Vig", False, True, id="with a list mark"),
    pytest.param(
        "Medlemmerne var til stede, undtagen:\nBo Vig (C)",
        "Medlemmerne var til stede, undtagen: Bo Vig (C)",
        False,
        True,
        id="all but one",
    ),
    pytest.param("Der var mødt 14 husstande.", "Der var mødt 14 husstande.", True, False, id="as a sentence"),
    pytest.param("Sted: Salen\nTid: 16.00", "Sted: Salen", False, False, id="about something else"),
]


@pytest.mark.parametrize(("head", "text", "present", "absent"), LINES)
def test_lines_of_a_head(head: str, text: str, present: bool, absent: bool) -> None:
    first = read_head(head)[0]
    assert (first.text, first.present, first.absent) == (text, present, absent)


def test_names_end_where_another_matter_begins() -> None:
    texts = [line.text for line in read_head("Deltagere:\nIda Lund\nMødet sluttede kl. 18.\nDagsorden:\n1. Budget")]
    assert texts == ["Deltagere: Ida Lund", "Mødet sluttede kl. 18.", "Dagsorden:", "1. Budget"]


PARTS = [
    pytest.param("Deltagere: Ida Lund (formand), Bo Vig", "Ida Lund (formand)", id="in brackets"),
    pytest.param("Til stede: Ida Lund (A), formand, Bo Vig", "Ida Lund (A), formand", id="after a comma"),
    pytest.param("Til stede: Bo Vig (V), Ida Lund, FOA (formand)", "Ida Lund, FOA (formand)", id="after where from"),
    pytest.param("Formand: Ida Lund", "Formand: Ida Lund", id="as a label"),
    pytest.param("Deltagere: Ida Lund (næstformand)", "", id="another role"),
]


@pytest.mark.parametrize(("line", "part"), PARTS)
def test_part_that_names_who_had_a_role(line: str, part: str) -> None:
    assert read_head(line)[0].part(re.compile(r"\bformand", re.IGNORECASE)) == part


HOSTS = [
    pytest.param("LUNDEVIG KOMMUNE\nByrådet\n\nDato: 1. maj 2020", {"lundev"}, id="municipality"),
    pytest.param("Referat af møde på Egevangsskolen\n\nTil stede\nIda Lund", {"egevangsskol"}, id="school"),
    pytest.param("Byrådet\n\nMødested: Kulturhuset", set(), id="no host"),
    pytest.param("Deltagere: Ida Lund\nLundevig Kommune", set(), id="after the names"),
]


@pytest.mark.parametrize(("head", "names"), HOSTS)
def test_whose_meeting_it_was(head: str, names: set[str]) -> None:
    assert host_names(head, "Byrådet") == names


def test_hosts_lead_to_the_bodies_that_met() -> None:
    first, second, *_ = KNOWN.meetings
    found = bodies_by_host([replace(first, head="Lundevig Kommune"), replace(second, head="Lundevig Kommune")])
    assert found == {"lundev": {first.body, second.body}}
