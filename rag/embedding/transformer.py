"""Any sentence-transformers model, by folder or hub name, as an encoder.

The library takes seconds and hundreds of megabytes to import, so it is imported last, when the
model's files are known to be within reach.
"""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Overdue
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from prompts.errors import MODEL_MISSING
from rag.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PROBE_SECONDS = 3.0
"""The longest wait for a model hub; by itself the hub's client gives up after 71 seconds."""

E5_PROMPTS = {"query": "query: ", "passage": "passage: "}
"""Wang et al. 2024: E5 models are trained with these, and their folders don't name them."""

PASSAGE_PROMPTS = ("passage", "document", "corpus")


class TransformerEncoder:
    """The general adapter of `rag.embedding.encoder.Encoder`; open it with `TransformerEncoder.open`."""

    def __init__(self, name: str, model: SentenceTransformer, prompts: Mapping[str, str]) -> None:
        self.name = name
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self._model = model
        self._prompts = prompts

    @classmethod
    def open(cls, model: str) -> TransformerEncoder:
        """Open a folder, or a hub name: from the local cache where it is there, else from the hub.

        Raises:
            ModelUnavailable: the folder holds no model, or the name is neither cached nor, within
                `PROBE_SECONDS`, to be had from the hub.
        """
        folder = Path(model)
        if not folder.is_dir():
            folder = cached_folder(model) or fetched_folder(model)
        loaded = load(folder, model)
        prompts = prompts_of(model, loaded)
        return cls(identity(folder, prompts), loaded, prompts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that are searched: (texts, dimensions) unit rows."""
        return self._encode(texts, self._prompts["passage"])

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions: (texts, dimensions) unit rows."""
        return self._encode(texts, self._prompts["query"])

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), prompt=prompt or None, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def cached_folder(name: str) -> Path | None:
    """The folder of the local cache that holds hub model `name`, if any."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, "config.json")
        found = found or try_to_load_from_cache(name, "modules.json")
    except HFValidationError as error:
        raise unavailable(name) from error
    return Path(found).parent if isinstance(found, str) else None


def fetched_folder(name: str) -> Path:
    """Fetch hub model `name` into the local cache and return its folder."""
    from huggingface_hub import constants, snapshot_download

    if constants.HF_HUB_OFFLINE or not reachable(constants.ENDPOINT):
        raise unavailable(name)
    try:
        return Path(snapshot_download(name, ignore_patterns=["*.bin", "*.onnx", "*.h5", "openvino/*", "onnx/*"]))
    except Exception as error:  # the hub's client has dozens of kinds, from three libraries
        raise unavailable(name) from error


def reachable(endpoint: str) -> bool:
    """Whether a server answers at `endpoint`, whatever it says, within `PROBE_SECONDS`.

    In a thread of its own, since looking up a host name knows no time limit.
    """

    def answers() -> bool:
        request = urllib.request.Request(endpoint, method="HEAD")  # noqa: S310 # a configured hub
        try:
            urllib.request.urlopen(request, timeout=PROBE_SECONDS).close()  # noqa: S310 # a configured hub
        except urllib.error.HTTPError:
            return True
        except (OSError, ValueError):
            return False
        return True

    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return pool.submit(answers).result(timeout=PROBE_SECONDS)
    except Overdue:
        return False
    finally:
        pool.shutdown(wait=False)


def load(folder: Path, name: str) -> SentenceTransformer:
    """The sentence-transformers model in `folder`, on the processor, without asking any hub."""
    if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
        raise unavailable(name)
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # torch, transformers, tokenizers and safetensors raise their own
        raise unavailable(name) from error


def prompts_of(name: str, model: SentenceTransformer) -> dict[str, str]:
    """What stands before a `query` and a `passage`: the model's own prompts, or E5's."""
    own = {key: prompt for key, prompt in model.prompts.items() if prompt}
    prompts = {
        "query": own.get("query", ""),
        "passage": next((own[key] for key in PASSAGE_PROMPTS if key in own), ""),
    }
    if not any(prompts.values()) and "multilingual-e5-" in Path(name).name:
        return dict(E5_PROMPTS)
    return prompts


def identity(folder: Path, prompts: Mapping[str, str]) -> str:
    """A name from the model's files (not the folder's own name) and its prompts."""
    digest = hashlib.sha256(json.dumps(prompts, sort_keys=True).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix in {".json", ".safetensors", ".bin", ".model", ".txt"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return f"transformer:{digest.hexdigest()[:16]}"


def unavailable(name: str) -> ModelUnavailable:
    """The one sentence for a model that can't be had."""
    return ModelUnavailable(MODEL_MISSING.format(name=name))
