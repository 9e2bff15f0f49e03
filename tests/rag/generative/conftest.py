"""Assistants with a chat model behind them: one that is queued, and one that is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.assistant import Assistant
from rag.chatmodel import ModelOpener
from rag.generative import GenerativeWriter
from rag.listening import ModelLine, Patience
from rag.routing import Router
from rag.settings import Settings
from tests.answering import ROOT, read_in
from tests.rag.generative.serving import ModelServer, model_server
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHORT = Patience(first=1.0, total=2.0, place=0.2)


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over the second municipality's minutes; not to be written to."""
    with read_in(ROOT / "tests" / "gold" / "minutes", tmp_path_factory.mktemp("second")) as workspace:
        yield workspace


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """A model server without scripts."""
    with model_server() as server:
        yield server


def assistant_over(workspace: Workspace, line: ModelLine) -> Assistant:
    """An assistant over a workspace that has a chat model."""
    router = Router(workspace.catalog, workspace.search, workspace.mender)
    return Assistant(workspace.catalog, router, GenerativeWriter(line, workspace.catalog, router, 6_000))


def served_line(url: str, patience: Patience = SHORT, places: int = 4, key_file: Path | None = None) -> ModelLine:
    """The line to a served model."""
    configured = Settings(chat_model="openai:lille", chat_url=url, chat_seconds=patience.total, chat_key_file=key_file)
    opener = ModelOpener(configured)
    # The first import of a provider takes seconds; these tests are about the model.
    opener()
    return ModelLine(opener, patience, places)


@pytest.fixture
def served(samples: Workspace, server: ModelServer) -> Assistant:
    """The assistant over the samples with the served model, and little patience."""
    return assistant_over(samples, served_line(server.url))
