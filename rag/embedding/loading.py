"""From the one setting that names an embedding model to the encoder behind it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from rag.embedding.encoder import Encoder
from rag.embedding.lexicon import Lexicon
from rag.embedding.static import StaticEncoder, is_static
from rag.embedding.transformer import TransformerEncoder

SHIPPED = "shipped"


def open_encoder(model: str = "") -> Encoder:
    """Open the encoder that `model` names.

    Args:
        model: "" or "shipped" for the model in the package; the folder of any sentence-transformers
            model (a static one is read without torch); or the name of one on the configured hub,
            such as `intfloat/multilingual-e5-small`.

    Raises:
        ModelUnavailable: the model is missing, damaged or out of reach; known within five seconds.
    """
    directory = shipped_directory() if model in {"", SHIPPED} else Path(model)
    if is_static(directory):
        return StaticEncoder.open(directory)
    return TransformerEncoder.open(str(directory) if directory.is_dir() else model)


def open_lexicon() -> Lexicon:
    """Open the lexicon of the shipped model, whichever model is configured.

    Raises:
        ModelUnavailable: it is missing or damaged.
    """
    return Lexicon.open(shipped_directory())


def shipped_directory() -> Path:
    """The folder of the model in the package."""
    return Path(str(files("rag.embedding"))) / "model"
