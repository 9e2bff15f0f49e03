"""The line to a model: its time, its places, its length; and any provider's error as one of ours."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import httpx
import pytest

from prompts import phrasing as words
from rag.chatmodel import LangChainModel, ModelOpener, split_name, translate
from rag.errors import ModelOverdue, ModelUnavailable, SettingError
from rag.listening import MOST_LETTERS, ModelLine, Patience
from rag.probing import try_model
from rag.settings import PREFIX, Settings, read_settings
from tests.rag.generative.queued import QueuedChatModel, queued

PATIENCE = Patience(first=0.3, total=0.6, place=0.1)


class Scripted:
    """A model whose reply is a function of ours."""

    name = "prøve"

    def __init__(self, reply: Callable[[], Iterator[str]]) -> None:
        self._reply = reply

    def stream(self, system: str, user: str) -> Iterator[str]:
        del system, user
        return self._reply()


def line(reply: Callable[[], Iterator[str]], places: int = 2) -> ModelLine:
    return ModelLine(lambda: Scripted(reply), PATIENCE, places)


def ask(of: ModelLine) -> str:
    return of.ask("", "", of.patience.deadline())


def test_pieces_come_in_order() -> None:
    assert ask(line(lambda: iter(["a", "", "b"]))) == "ab"


def test_model_that_is_prepared_is_open_before_anybody_asks() -> None:
    opened = threading.Event()

    def open_model() -> Scripted:
        opened.set()
        return Scripted(lambda: iter(["a"]))

    prepared = ModelLine(open_model, PATIENCE, 1)
    prepared.prepare()
    assert opened.wait(2)
    assert ask(prepared) == "a"


def test_slow_beginning_is_overdue() -> None:
    def slow() -> Iterator[str]:
        time.sleep(0.5)
        yield "x"

    with pytest.raises(ModelOverdue):
        ask(line(slow))


def test_drip_is_overdue() -> None:
    def drip() -> Iterator[str]:
        while True:
            time.sleep(0.01)
            yield "x"

    started = time.perf_counter()
    with pytest.raises(ModelOverdue):
        ask(line(drip))
    assert time.perf_counter() - started < 1.5


def test_endless_talk_is_cut() -> None:
    with pytest.raises(ModelUnavailable, match="langt mere"):
        ask(line(lambda: iter(["x" * MOST_LETTERS, "y"])))


def test_error_of_the_model_is_passed_on() -> None:
    def fails() -> Iterator[str]:
        yield "x"
        raise ZeroDivisionError

    with pytest.raises(ModelUnavailable, match="ZeroDivisionError"):
        ask(line(fails))


def test_full_line_turns_away_and_is_free_again() -> None:
    free = threading.Event()

    def waits() -> Iterator[str]:
        free.wait(5)
        yield "x"

    busy = ModelLine(lambda: Scripted(waits), Patience(first=3.0, total=3.0, place=0.1), 1)
    first = threading.Thread(target=lambda: ask(busy))
    first.start()
    time.sleep(0.05)
    with pytest.raises(ModelUnavailable, match="optaget"):
        ask(busy)
    free.set()
    first.join()
    assert ask(busy) == "x"


def test_model_that_hung_is_tried_by_one_at_a_time() -> None:
    replies: list[Callable[[], Iterator[str]]] = [lambda: _late(1.0), lambda: _late(0.2), lambda: iter("x")]
    hung = line(lambda: _reply(replies), places=3)
    with pytest.raises(ModelOverdue):
        ask(hung)
    trying = threading.Thread(target=lambda: ask(hung))
    trying.start()
    time.sleep(0.05)
    with pytest.raises(ModelUnavailable, match="optaget"):
        ask(hung)
    trying.join()
    assert ask(hung) == "x"


def _reply(replies: list[Callable[[], Iterator[str]]]) -> Iterator[str]:
    return replies.pop(0)()


def _late(seconds: float) -> Iterator[str]:
    time.sleep(seconds)
    yield "x"


def test_listener_that_leaves_stops_the_model() -> None:
    said: list[int] = []

    def talks() -> Iterator[str]:
        for number in range(1_000):
            said.append(number)
            time.sleep(0.002)
            yield "x"

    pieces = line(talks).listen("", "", time.monotonic() + 5)
    assert isinstance(pieces, Generator)
    next(pieces)
    pieces.close()
    time.sleep(0.1)
    count = len(said)
    time.sleep(0.1)
    assert len(said) == count < 200


class Status(Exception):
    """An error with an HTTP status, as providers have them."""

    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


ERRORS = [
    pytest.param(Status(401), words.REFUSED, id="401"),
    pytest.param(Status(403), words.REFUSED, id="403"),
    pytest.param(Status(404), words.NO_SUCH_MODEL, id="404"),
    pytest.param(Status(429), words.OVERLOADED, id="429"),
    pytest.param(Status(503), words.OVERLOADED, id="503"),
    pytest.param(httpx.ConnectError("x"), words.UNREACHABLE, id="no connection"),
    pytest.param(httpx.ReadTimeout("x"), words.SLOW, id="time-out"),
    pytest.param(ConnectionResetError("x"), words.UNREACHABLE, id="reset"),
]


@pytest.mark.parametrize(("error", "sentence"), ERRORS)
def test_errors_are_translated(error: Exception, sentence: str) -> None:
    assert str(translate(error, "m")) == sentence.format(name="m")


def test_unknown_error_names_its_kind() -> None:
    assert "HTTP 500" in str(translate(Status(500), "m"))
    assert "KeyError" in str(translate(KeyError("x"), "m"))


@pytest.mark.parametrize("name", ["llama", "openai:", ":x", "openai:a b", " "])
def test_setting_that_names_no_model(name: str) -> None:
    with pytest.raises(SettingError, match="udbyder:model"):
        split_name(name)


def test_unknown_provider_and_missing_package() -> None:
    with pytest.raises(SettingError, match="»nope«"):
        ModelOpener(Settings(chat_model="nope:x"))()
    with pytest.raises(ModelUnavailable, match="langchain-mistralai"):
        ModelOpener(Settings(chat_model="mistralai:x"))()


@pytest.mark.parametrize("model", ["openai:lille", "ollama:llama3.1"])
def test_providers_open_without_a_key_or_a_server(model: str) -> None:
    opened = ModelOpener(Settings(chat_model=model, chat_url="http://127.0.0.1:9/v1"))()
    assert isinstance(opened, LangChainModel)
    with pytest.raises(ModelUnavailable, match="svarer ikke"):
        list(opened.stream("a", "b"))


def test_probe() -> None:
    probe = try_model(queued("klar")[0])
    assert 0 < probe.first <= probe.whole


def test_probe_of_a_silent_model() -> None:
    with pytest.raises(ModelUnavailable, match="uden ord"):
        try_model(queued("  ")[0])


def test_queued_model_is_a_langchain_model() -> None:
    assert QueuedChatModel(queue=["hej"]).invoke("?").content == "hej"


REFUSED_SETTINGS = [
    pytest.param("CHAT_SECONDS", "abc", "det skal være et tal", id="no number"),
    pytest.param("CHAT_SECONDS", "0", "det skal være over 0", id="none at all"),
    pytest.param("CHAT_TEMPERATURE", "9", "det må højst være 2", id="too hot"),
    pytest.param("CHAT_ANSWER_TOKENS", "1", "det skal være mindst 100", id="too few tokens"),
    pytest.param("CHAT_AT_ONCE", "x", "det skal være et helt tal", id="no whole number"),
]


@pytest.mark.parametrize(("name", "value", "reason"), REFUSED_SETTINGS)
def test_refused_setting_is_one_danish_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingError) as refused:
        read_settings()
    assert str(refused.value) == f"Indstillingen {PREFIX}{name} kan ikke bruges ({reason}); ret den, og prøv igen."


def test_key_file_that_cannot_be_read_is_named_with_a_danish_reason(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "nope", "den findes ikke"), (tmp_path, "det er en mappe")):
        with pytest.raises(ModelUnavailable, match=reason):
            ModelOpener(Settings(chat_model="openai:x", chat_key_file=path))()
