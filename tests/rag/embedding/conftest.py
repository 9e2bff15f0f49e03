"""Small real models, made once a run: no hub, no network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.embedding.training.shipping import write_model
from rag.embedding.training.vocabulary import train_tokenizer

WORDS = [
    "kommunen",
    "rådet",
    "besluttede",
    "godkendte",
    "budget",
    "skolen",
    "vejen",
    "adgang",
    "møde",
    "punkt",
    "hvad",
    "blev",
    "om",
]


@pytest.fixture(scope="session")
def static_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static model of a few random rows."""
    folder = tmp_path_factory.mktemp("static")
    tokenizer = train_tokenizer(WORDS * 20, 60, WORDS)
    rows = np.random.default_rng(0).normal(size=(tokenizer.get_vocab_size(), 16))
    rows[0] = 0
    # Every second piece shares the row of the one before it.
    write_model(folder, tokenizer, rows.astype(np.float32), np.arange(len(rows), dtype=np.int32) // 2 * 2)
    return folder


@pytest.fixture(scope="session")
def transformer_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of one layer with random weights and prompts of its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    folder = tmp_path_factory.mktemp("transformer")
    source = folder / "source"
    source.mkdir()
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    letters = [*"abcdefghijklmnopqrstuvwxyzæøå0123456789?.:"]
    pieces = [*marks, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = source / "vocab.txt"
    vocabulary.write_text("\n".join(pieces), encoding="utf-8")
    BertTokenizer(str(vocabulary), strip_accents=False).save_pretrained(source)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(config).save_pretrained(source)
    transformer = Transformer(str(source))
    pooling = Pooling(transformer.get_embedding_dimension())
    model = SentenceTransformer(
        modules=[transformer, pooling],
        prompts={"query": "spørg: ", "passage": "svar: "},
        device="cpu",
    )
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"
