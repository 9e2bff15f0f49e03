"""Reranking by a tiny cross-encoder that is made here: random weights, a vocabulary of a few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.domain import Filters, passage_text
from rag.errors import ModelUnavailable
from rag.reranking import RerankedSearch, open_reranker
from rag.retrieval import HybridSearch
from rag.settings import Settings
from tests.answering import Unwatched
from ui.workspace import Workspace

WORDS = "hvad blev besluttet om svømmehallen cykelstien hjemmearbejde budget direktionen udvalget kroner".split()


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a cross-encoder of one tiny layer."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder = tmp_path_factory.mktemp("cross")
    vocabulary = folder / "vocab.txt"
    letters = [f"{mark}{letter}" for letter in "abcdefghijklmnopqrstuvwxyzæøå0123456789" for mark in ("", "##")]
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *WORDS]), encoding="utf-8")
    tokenizer = BertTokenizer(vocab=str(vocabulary), do_lower_case=True, strip_accents=False)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=128,
    )  # fmt: skip
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.model_max_length = 128
    tokenizer.save_pretrained(folder)
    return folder


QUESTION = "Hvad blev besluttet om svømmehallen?"


def test_items_come_in_the_order_of_the_cross_encoder(samples: Workspace, cross_encoder: Path) -> None:
    reranker = open_reranker(str(cross_encoder))
    search = RerankedSearch(samples.catalog, samples.encoder, samples.vectors, samples.lexical, reranker)
    found = search.items(QUESTION, ["svømmehal"], Filters(), 8)
    chunks = samples.catalog.chunks(item.passages[0].chunk_id for item in found)
    texts = [chunks[item.passages[0].chunk_id] for item in found]
    scores = reranker.score(QUESTION, [passage_text(record.title, record.chunk) for record in texts])
    assert len(found) == 8
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


def test_scores_stay_those_of_fusion(samples: Workspace, cross_encoder: Path) -> None:
    reranker = open_reranker(str(cross_encoder))
    search = RerankedSearch(samples.catalog, samples.encoder, samples.vectors, samples.lexical, reranker)
    plain = HybridSearch(samples.catalog, samples.encoder, samples.vectors, samples.lexical)
    found = search.items(QUESTION, ["svømmehal"], Filters(), 8)
    assert [item.score for item in found] == [item.score for item in plain.items(QUESTION, ["svømmehal"], Filters(), 8)]


def test_nothing_found_is_nothing_reranked(cross_encoder: Path) -> None:
    reranker = open_reranker(str(cross_encoder))
    assert reranker.score(QUESTION, []) == []


def test_setting_switches_it_on(samples: Workspace, cross_encoder: Path) -> None:
    settings = Settings(data=samples.settings.data, reranker_model=str(cross_encoder))
    workspace = Workspace(settings, Unwatched())
    try:
        assert isinstance(workspace.search, RerankedSearch)
        assert workspace.assistant.answer(QUESTION).text
    finally:
        workspace.catalog.close()


def test_off_by_default(samples: Workspace) -> None:
    assert type(samples.search) is HybridSearch


@pytest.mark.parametrize("name", ["findes/ikke-her", "/findes/ikke"])
def test_missing_model_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match="findes ikke på maskinen"):
        open_reranker(name)


def test_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        open_reranker(str(tmp_path))
