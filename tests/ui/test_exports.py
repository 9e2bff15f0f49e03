"""Answers taken along: Markdown, Word and print say the same, hold nothing but words, and are read back as written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.domain import Answer, AnswerMode, AnswerStatus, Citation, SearchedScope
from rag.errors import DocumentRejected
from ui import exports, texts
from ui.exchanges import Exchange
from ui.exports import Kind
from ui.filechecks import is_altered, read_citations
from ui.word import read_word, to_word

MADE = datetime(2026, 3, 5, 9, 7, tzinfo=UTC)
CITATION = Citation(
    7,
    date(2021, 5, 12),
    "Børne-, Unge- og Miljøudvalget",
    "2",
    "Ny cykelsti, etape 2",
    "05.01.00-G01-7-21",
    "Beslutning",
    "Stien anlægges i 2022. […] Der afsættes\n1,2 mio. kr.",
    40,
    99,
    "a.md",
)
ANSWER = Answer(
    AnswerStatus.ANSWERED,
    "Stien **anlægges** [1]\n\n- 12. maj 2021: *ja*\n- nej\n\n9. maj er en dato.",
    citations=(CITATION,),
    checked=1,
    proposed=1,
)
HOSTILE = (
    "<script>alert(1)</script>",
    "![x](http://198.51.100.7/x.png)",
    "[tryk](javascript:alert(1)) **fed** `kode` # nej",
    "- 1. > | & &lt; \\ \\* ~~x~~ _a_ »b« $x$",
    "1. *a* [2] http://example.org <http://example.org>",
    "bogstaver i flere former: \uf900 e\u0301",
)


def lines_of(answer: Answer, question: str = "Hvad blev besluttet?") -> tuple[exports.Line, ...]:
    return exports.export_lines(Exchange(question, answer=answer), MADE)


def words_of(lines: tuple[exports.Line, ...]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def test_an_export_has_question_answer_sources_quotes_and_how_it_was_checked() -> None:
    assert words_of(lines_of(ANSWER))[:-1] == (
        "Hvad blev besluttet?",
        "Stien anlægges [1]",
        "12. maj 2021: ja",
        "nej",
        "9. maj er en dato.",
        "Kilder",
        "[1] Børne-, Unge- og Miljøudvalget, 12. maj 2021, pkt. 2, Ny cykelsti, etape 2, j.nr. 05.01.00-G01-7-21",
        "»Stien anlægges i 2022. […] Der afsættes 1,2 mio. kr.«",
        "✓ 1 af 1 citat kontrolleret · Ordret fra referaterne",
        "Hentet fra Referat 5. marts 2026 kl. 09.07. Gemt som fil kan svaret kontrolleres med: referat verify FIL",
    )


def test_a_refusal_says_what_was_searched() -> None:
    scope = SearchedScope(5, date(2017, 12, 21), date(2022, 2, 3))
    words = words_of(lines_of(Answer(AnswerStatus.NOT_FOUND, "Det fremgår ikke.", scope=scope)))
    assert "Jeg har søgt i 5 møder (21. dec. 2017 – 3. feb. 2022)." in words
    assert texts.SOURCES not in words


def test_a_failure_is_taken_along_as_its_sentence() -> None:
    words = words_of(exports.export_lines(Exchange("Hvad?", failure="Det gik galt."), MADE))
    assert words[:2] == ("Hvad?", "Det gik galt.")


def test_a_model_is_named() -> None:
    told = replace(ANSWER, mode=AnswerMode.GENERATIVE, model="ollama:lille", prompt="abc")
    assert any("ollama:lille, instruks abc" in line for line in words_of(lines_of(told)))


def test_markdown_is_markdown() -> None:
    text = exports.to_markdown(lines_of(ANSWER))
    assert text.startswith("# Hvad blev besluttet?\n\nStien **anlægges** \\[1\\]\n\n- 12. maj 2021")
    assert "\n\n## Kilder\n\n" in text
    assert "\n\n9\\. maj er en dato.\n\n" in text


def test_the_printed_page_has_a_list_and_no_script() -> None:
    html = exports.to_page(lines_of(ANSWER))
    assert "<ul><li>12. maj 2021: ja</li><li>nej</li></ul>" in html
    assert "<blockquote>»Stien anlægges i 2022." in html
    assert not re.search(r"<script|src=|href=|url\(", html)


@pytest.mark.parametrize("form", ["markdown", "word"])
@pytest.mark.parametrize("answer", [ANSWER, *(replace(ANSWER, text=words) for words in HOSTILE)])
def test_what_was_written_is_read_back(form: str, answer: Answer) -> None:
    lines = lines_of(answer)
    read = read_back(form, lines)
    assert read == words_of(lines)
    assert is_altered(read) is False


def read_back(form: str, lines: tuple[exports.Line, ...]) -> tuple[str, ...]:
    return read_word(to_word(lines)) if form == "word" else exports.read_markdown(exports.to_markdown(lines))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("form", ["markdown", "word"])
@given(words=WORDS, quote=WORDS)
def test_whatever_is_written_is_read_back(form: str, words: str, quote: str) -> None:
    citation = replace(CITATION, title=f"T {words}", quote=f"Q {quote}", case_number="")
    lines = lines_of(replace(ANSWER, text=f"A {words}", citations=(citation,)), f"S {words}")
    read = read_back(form, lines)
    assert read == tuple(line for line in words_of(lines) if line)
    assert is_altered(read) is False


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_markdown(words: str) -> None:
    hostile = replace(CITATION, title=words, quote=words, body=words)
    text = exports.to_markdown(lines_of(replace(ANSWER, text=words, citations=(hostile,)), words))
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "p", "blockquote", "ul", "li", "strong", "em"}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_the_printed_page(words: str) -> None:
    hostile = replace(CITATION, title=words, quote=words, body=words)
    html = exports.to_page(lines_of(replace(ANSWER, text=words, citations=(hostile,)), words))
    body = html[html.index("<body>") :]
    tags = {"body", "main", "h1", "h2", "h3", "p", "ul", "li", "blockquote", "small", "code", "strong", "button"}
    assert set(re.findall(r"<(\w+)", body)) <= tags


def test_both_forms_have_the_same_checksum() -> None:
    lines = lines_of(ANSWER)
    assert read_back("markdown", lines)[-1] == read_back("word", lines)[-1] == lines[-1].text
    assert re.fullmatch(r"Kontrolsum \(SHA-256\): [0-9a-f]{64}", lines[-1].text)


@pytest.mark.parametrize(
    "alter",
    [
        pytest.param(lambda text: text.replace("1,2 mio", "2,1 mio"), id="a figure"),
        pytest.param(lambda text: text.replace("- nej\n", ""), id="a line less"),
        pytest.param(lambda text: text + "\nEfterskrift.\n", id="a line after the checksum"),
        pytest.param(lambda text: text.replace("Kontrolsum", "Note.\n\nKontrolsum"), id="a line before it"),
        pytest.param(lambda text: re.sub("[0-9a-f]{64}", "0" * 64, text), id="the checksum itself"),
    ],
)
def test_an_altered_file_is_seen(alter: object) -> None:
    assert callable(alter)
    assert is_altered(exports.read_markdown(alter(exports.to_markdown(lines_of(ANSWER))))) is True


def test_another_line_ending_is_no_alteration() -> None:
    text = exports.to_markdown(lines_of(ANSWER)).replace("\n", "\r\n")
    assert is_altered(exports.read_markdown(text)) is False


def test_a_file_without_a_checksum_is_told_apart() -> None:
    assert is_altered(("Et notat.",)) is None


def test_the_citations_of_a_file_are_read() -> None:
    bare = replace(CITATION, quote="", case_number="", title="Eventuelt")
    read = list(read_citations(words_of(lines_of(replace(ANSWER, citations=(CITATION, bare))))))
    assert [(c.body, c.meeting_date, c.number, c.title, c.case_number) for c in read] == [
        (CITATION.body, CITATION.meeting_date, "2", CITATION.title, CITATION.case_number),
        (CITATION.body, CITATION.meeting_date, "2", "Eventuelt", ""),
    ]
    assert [c.quote for c in read] == ["Stien anlægges i 2022. […] Der afsættes 1,2 mio. kr.", ""]


def test_a_day_that_there_is_none_of_is_no_citation() -> None:
    assert list(read_citations(("[1] Byrådet, 31. februar 2021, pkt. 2, Budget",))) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hej"])
def test_what_is_no_word_file_is_told(content: bytes) -> None:
    with pytest.raises(DocumentRejected, match="ikke en Word-fil"):
        read_word(content)


def test_every_kind_of_line_is_written_on_the_page() -> None:
    assert set(exports._TAGS) == set(Kind)
