"""The sample minutes, read in once a run."""

from __future__ import annotations

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
