"""The chat model as people meet it: on the command line, in the doctor, and in the page's footer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag.domain import Answer, AnswerMode, AnswerStatus, Citation
from rag.settings import PREFIX, Settings
from tests.answering import ROOT, SAMPLES, Unwatched
from tests.rag.generative.serving import Asked, ModelServer, breaks_after, hangs, model_server, rows, says
from ui.app import ask
from ui.cli import main
from ui.exchanges import Conversation, Exchange
from ui.panels import answer_panel
from ui.workspace import PageResponder, Workspace

QUESTION = "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?"
QUOTE = "Retningslinjerne træder i kraft den 1. april 2022 og evalueres efter et år."
CLAIM = "Retningslinjerne træder i kraft den 1. april 2022."


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the six sample minutes; not to be written to."""
    folder = tmp_path_factory.mktemp("filled")
    assert main(["ingest", str(SAMPLES), "--data", str(folder)]) == 0
    return folder


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    """A model server that the settings name."""
    with model_server() as server:
        monkeypatch.setenv(f"{PREFIX}CHAT_MODEL", "openai:lille")
        monkeypatch.setenv(f"{PREFIX}CHAT_URL", server.url)
        monkeypatch.setenv(f"{PREFIX}CHAT_FIRST_SECONDS", "8")
        monkeypatch.setenv(f"{PREFIX}CHAT_SECONDS", "10")
        yield server


def write(asked: Asked) -> str:
    return rows([{"kilde": asked.number_of(QUOTE), "citat": QUOTE, "udsagn": CLAIM}])


def test_answer_document_names_mode_model_and_prompt(
    data: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.state.always = says(write)
    assert main(["ask", QUESTION, "--data", str(data), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["mode"], answer["model"], len(answer["prompt"])) == ("generative", "openai:lille", 12)
    assert answer["citations"][0]["quote"] == QUOTE
    assert CLAIM in answer["answer"]


def test_terminal_tells_who_phrased(data: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.state.always = says(write)
    main(["ask", QUESTION, "--data", str(data)])
    assert "Formuleret af en sprogmodel" in capsys.readouterr().out


def test_terminal_tells_why_it_did_not(data: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.state.always = says("vrøvl")
    main(["ask", QUESTION, "--data", str(data)])
    assert "Svaret er i referatets egne ord." in capsys.readouterr().out


def test_doctor_says_how_fast_it_answers(data: Path, server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.state.always = says("klar")
    assert main(["doctor", "--data", str(data)]) == 0
    assert "Sprogmodel openai:lille (første ord efter " in capsys.readouterr().out


def test_doctor_says_that_it_does_not_answer(
    data: Path, server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}CHAT_FIRST_SECONDS", "0.2")
    server.state.always = hangs
    assert main(["doctor", "--data", str(data)]) == 1
    assert "for længe om at svare" in capsys.readouterr().out


def test_setting_that_names_no_model_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}CHAT_MODEL", "lille")
    assert main(["ask", QUESTION, "--data", str(data)]) == 1
    assert "udbyder:model" in capsys.readouterr().err


def test_without_a_model_nothing_of_it_is_loaded(data: Path) -> None:
    code = (
        "import sys; from ui.cli import main; "
        f"code = main(['ask', {QUESTION!r}, '--data', {str(data)!r}]); "
        "sys.exit(code or 9 * any(name.partition('.')[0] in ('langchain', 'langchain_core', 'openai', 'torch') "
        "for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_footer_names_mode_and_model() -> None:
    from datetime import date

    citation = Citation(1, date(2020, 1, 8), "Byrådet", "1", "Budget", "", "Beslutning", "Vedtaget.", 0, 9, "b.txt")
    answer = Answer(AnswerStatus.ANSWERED, "Vedtaget. [1]", citations=(citation,), checked=1, proposed=1)
    told = replace(answer, mode=AnswerMode.GENERATIVE, model="openai:<lille>", prompt="abc123")
    shown = answer_panel(Exchange("Hvad?", answer=told), live=False)
    assert "Formuleret af en sprogmodel" in shown
    assert "openai:&lt;lille&gt;, instruks abc123" in shown
    assert "Ordret fra referaterne" in answer_panel(Exchange("Hvad?", answer=answer), live=False)


def test_page_goes_on_while_the_model_comes_breaks_and_goes(data: Path) -> None:
    with model_server() as first:
        port = first.server_address[1]
        settings = Settings(data=data, chat_model="openai:lille", chat_url=first.url, chat_seconds=10)
        responder = PageResponder(Workspace(settings, Unwatched()))
        first.state.always = says(write)
        talk = turn(responder, ())
        first.state.always = breaks_after(write)
        talk = turn(responder, talk)
    talk = turn(responder, talk)
    with model_server(port) as again:
        again.state.always = says(write)
        talk = turn(responder, talk)
    answers = [entry.answer for entry in talk]
    assert [answer.mode.value for answer in answers if answer] == [
        "generative",
        "extractive",
        "extractive",
        "generative",
    ]
    notes = [" ".join(answer.notes) for answer in answers if answer]
    assert "brød af" in notes[1]
    assert "svarer ikke" in notes[2]
    assert all(answer and answer.citations[0].quote == QUOTE for answer in (answers[0], answers[3]))


def turn(responder: PageResponder, past: Conversation) -> Conversation:
    """The conversation of the page after the question was asked once more."""
    *_, talk = ask(responder, past, QUESTION)
    assert [entry.question for entry in talk] == [QUESTION] * (len(past) + 1)
    assert not any(entry.failure for entry in talk)
    return talk
