"""The sample minutes, read in once a run, and what Chroma leaves open."""

from __future__ import annotations

import gc
import warnings
from typing import TYPE_CHECKING

import pytest

from rag.assistant import Assistant
from rag.question import Known
from tests.answering import SAMPLES, read_in
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over the six sample minutes; not to be written to."""
    with read_in(SAMPLES, tmp_path_factory.mktemp("samples")) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def assistant(samples: Workspace) -> Assistant:
    """The assistant over the sample minutes."""
    return samples.assistant


@pytest.fixture(scope="session")
def known(assistant: Assistant) -> Known:
    """What the sample minutes can be asked for."""
    return assistant.known()


@pytest.fixture(scope="module")
def left_open() -> Iterator[None]:
    """Chroma's client leaves its connections to the collector, even when closed."""
    from chromadb.api.shared_system_client import SharedSystemClient

    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        SharedSystemClient.clear_system_cache()
        gc.collect()
