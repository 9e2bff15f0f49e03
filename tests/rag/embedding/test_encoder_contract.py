"""What every encoder promises, over both adapters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.embedding.encoder import Encoder
from rag.embedding.loading import open_encoder

TEXTS = ["kommunen godkendte budget", "hvad blev besluttet om skolen?", "vejen"]


@pytest.fixture(scope="module", params=["static", "transformer"])
def directory(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(f"{request.param}_directory")
    return found


@pytest.fixture(scope="module")
def encoder(directory: Path) -> Encoder:
    return open_encoder(str(directory))


def test_rows_are_unit_float32_in_order(encoder: Encoder) -> None:
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (3, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    assert vectors == pytest.approx(alone, abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dimensions)
    assert encoder.encode_queries([]).shape == (0, encoder.dimensions)


def test_odd_texts_give_finite_rows(encoder: Encoder) -> None:
    odd = ["", " \n", "日本語", "?!", "x" * 5_000]
    vectors = encoder.encode_queries(odd)
    assert vectors.shape == (5, encoder.dimensions)
    assert np.isfinite(vectors).all()


def test_the_name_stays_between_openings(encoder: Encoder, directory: Path) -> None:
    assert open_encoder(str(directory)).name == encoder.name


def test_the_two_adapters_go_by_different_names(static_directory: Path, transformer_directory: Path) -> None:
    names = {open_encoder(str(folder)).name for folder in (static_directory, transformer_directory)}
    assert len(names) == 2
