"""The light adapter: sentence-transformers' own vectors without its libraries."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from rag.embedding.loading import open_encoder, shipped_directory
from rag.embedding.pieces import PieceReader, cuts_at_blanks
from rag.embedding.static import StaticEncoder, is_static, read_tokenizer
from rag.errors import ModelUnavailable

TEXTS = [
    "Hvad blev der besluttet om adgangskontrollen på Rådhuset?",
    "Økonomiudvalget tog orienteringen til efterretning den 9. maj 2018, jf. sag 00.30.14-G01-2-18.",
    "The council approved the budget.",
    "",
    "?!",
    "日本語",
    "møde " * 3_000,
]
LARGEST_MODEL = 32_000_000


def reference(directory: Path, texts: list[str]) -> np.ndarray:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(directory), device="cpu", local_files_only=True)
    return np.asarray(model.encode(texts, normalize_embeddings=True))


@cache
def shipped_tokenizer() -> Tokenizer:
    return read_tokenizer((shipped_directory() / "tokenizer.json").read_bytes())


def test_the_shipped_model_equals_sentence_transformers() -> None:
    ours = open_encoder().encode_passages(TEXTS)
    assert ours == pytest.approx(reference(shipped_directory(), TEXTS), abs=1e-3)


def test_the_shipped_model_fits_the_package() -> None:
    files = [path for path in shipped_directory().iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= LARGEST_MODEL


def test_the_shipped_model_knows_what_a_question_is_about() -> None:
    encoder = open_encoder("shipped")
    passages = encoder.encode_passages(
        ["Børn og unge får gratis adgang til svømmehallen.", "Vejen asfalteres til sommer."]
    )
    danish, english = encoder.encode_queries(["Hvem må komme gratis i svømmehallen?", "When will the road be paved?"])
    assert (passages @ danish).argmax() == 0
    assert (passages @ english).argmax() == 1


def test_opening_takes_no_torch() -> None:
    code = (
        "import sys; from rag.embedding.loading import open_encoder;"
        "open_encoder().encode_queries(['hvad blev besluttet?']);"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'scipy', 'huggingface_hub'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_texts_without_words_give_zero_rows(static_directory: Path) -> None:
    vectors = StaticEncoder.open(static_directory).encode_passages(["", "?!", " \n"])
    assert not vectors.any()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_remembered_words_are_cut_as_their_text_is(text: str) -> None:
    tokenizer = shipped_tokenizer()
    assert cuts_at_blanks(tokenizer)
    assert PieceReader(tokenizer).read([text]) == [tokenizer.encode(text, add_special_tokens=False).ids]


@pytest.mark.parametrize("layout", ["float32", "half", "mapped"])
def test_every_layout_that_sentence_transformers_reads(static_directory: Path, tmp_path: Path, layout: str) -> None:
    folder = shutil.copytree(static_directory, tmp_path / "model")
    stored = load_file(folder / "model.safetensors")
    rows = stored["embeddings"].astype(np.float32)
    tensors: dict[str, dict[str, NDArray[Any]]] = {
        "float32": {"embedding.weight": rows},
        "half": {"embeddings": rows.astype(np.float16), "weights": stored["weights"]},
        "mapped": {"embeddings": rows[::-1].copy(), "mapping": np.arange(len(rows))[::-1].copy()},
    }
    save_file(tensors[layout], folder / "model.safetensors")
    ours = StaticEncoder.open(folder).encode_passages(["budget skolen", "hvad blev godkendte om"])
    assert ours == pytest.approx(reference(folder, ["budget skolen", "hvad blev godkendte om"]), abs=1e-3)


def test_other_weights_are_another_model(static_directory: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(static_directory, tmp_path / "model")
    stored = load_file(folder / "model.safetensors")
    save_file(stored | {"weights": stored["weights"] * 2}, folder / "model.safetensors")
    assert StaticEncoder.open(folder).name != StaticEncoder.open(static_directory).name


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("damage", [b"", b"\x08\x00\x00\x00\x00\x00\x00\x00{}", None])
def test_a_damaged_model_is_one_sentence(
    static_directory: Path, tmp_path: Path, file: str, damage: bytes | None
) -> None:
    folder = shutil.copytree(static_directory, tmp_path / "model")
    if damage is None:
        (folder / file).unlink()
    else:
        (folder / file).write_bytes(damage)
    with pytest.raises(ModelUnavailable, match="beskadiget"):
        open_encoder(str(folder))


@pytest.mark.parametrize(
    "modules",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="none"),
        pytest.param('{"a": 1}', id="no list"),
        pytest.param('[{"type": "x.Transformer"}]', id="a transformer"),
        pytest.param('[{"type": "x.StaticEmbedding"}, {"type": "x.Dense"}]', id="and a layer"),
    ],
)
def test_what_is_no_static_model(tmp_path: Path, modules: str) -> None:
    (tmp_path / "modules.json").write_text(modules, encoding="utf-8")
    assert not is_static(tmp_path)
