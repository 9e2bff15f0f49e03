"""The general adapter: prompts, identity, and models that can't be had."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.embedding.loading import open_encoder
from rag.embedding.transformer import TransformerEncoder, prompts_of
from rag.errors import ModelUnavailable

LONGEST_WAIT = 5.0


def test_questions_and_passages_get_the_models_own_prompts(transformer_directory: Path) -> None:
    from sentence_transformers import SentenceTransformer

    encoder = TransformerEncoder.open(str(transformer_directory))
    model = SentenceTransformer(str(transformer_directory), device="cpu")
    asked = model.encode(["spørg: vejen"], normalize_embeddings=True)
    answered = model.encode(["svar: vejen"], normalize_embeddings=True)
    assert encoder.encode_queries(["vejen"]) == pytest.approx(np.asarray(asked), abs=1e-5)
    assert encoder.encode_passages(["vejen"]) == pytest.approx(np.asarray(answered), abs=1e-5)


@pytest.mark.parametrize(
    ("name", "own", "expected"),
    [
        pytest.param("intfloat/multilingual-e5-small", {}, ("query: ", "passage: "), id="E5"),
        pytest.param("/models/multilingual-e5-base", {"query": ""}, ("query: ", "passage: "), id="E5 folder"),
        pytest.param("some/model", {}, ("", ""), id="none"),
        pytest.param("some/model", {"query": "q: ", "document": "d: "}, ("q: ", "d: "), id="document"),
        pytest.param("a/multilingual-e5-x", {"query": "own: "}, ("own: ", ""), id="own before E5"),
    ],
)  # fmt: skip
def test_prompts(name: str, own: dict[str, str], expected: tuple[str, str]) -> None:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Identity

    prompts = prompts_of(name, SentenceTransformer(modules=[Identity()], prompts=own, device="cpu"))
    assert (prompts["query"], prompts["passage"]) == expected


def test_other_prompts_are_another_model(transformer_directory: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(transformer_directory, tmp_path / "model")
    settings = folder / "config_sentence_transformers.json"
    content = json.loads(settings.read_text(encoding="utf-8"))
    content["prompts"]["query"] = "andet: "
    settings.write_text(json.dumps(content), encoding="utf-8")
    names = [TransformerEncoder.open(str(path)).name for path in (folder, transformer_directory)]
    assert names[0] != names[1]


def test_a_copy_is_the_same_model(transformer_directory: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(transformer_directory, tmp_path / "elsewhere")
    names = {TransformerEncoder.open(str(path)).name for path in (folder, transformer_directory)}
    assert len(names) == 1


@pytest.fixture(params=["closed", "silent"])
def hub(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A hub that refuses, or takes the call and never answers; and an empty cache."""
    from huggingface_hub import constants

    listener = socket.create_server(("127.0.0.1", 0))
    endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
    if request.param == "closed":
        listener.close()
    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    yield
    listener.close()


@pytest.mark.usefixtures("hub")
def test_an_unreachable_hub_is_known_at_once() -> None:
    start = time.monotonic()
    with pytest.raises(ModelUnavailable, match="kan ikke hentes") as caught:
        open_encoder("nobody/knows-this-model")
    assert time.monotonic() - start < LONGEST_WAIT
    assert "nobody/knows-this-model" in caught.value.user_message


@pytest.mark.parametrize("name", [pytest.param("/no/such/folder", id="folder"), pytest.param("a b/c d", id="no name")])
def test_a_name_that_no_hub_could_have(name: str) -> None:
    with pytest.raises(ModelUnavailable, match="findes ikke"):
        open_encoder(name)


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="findes ikke"):
        open_encoder(str(tmp_path))


def test_damaged_weights(transformer_directory: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(transformer_directory, tmp_path / "model")
    next(folder.rglob("model.safetensors")).write_bytes(b"not weights")
    with pytest.raises(ModelUnavailable):
        open_encoder(str(folder))
