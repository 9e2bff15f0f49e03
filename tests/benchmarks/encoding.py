"""Measure the light adapter beside sentence-transformers' own encode, on the same passages, turn by turn.

    python -m tests.benchmarks.encoding [TEXT.jsonl]

The passages are 200 words each: of the sample minutes, or of the `text` of a file with a JSON object a line.
Prints passages a second of each (median of the rounds), by the clock and by processor time, and their ratios.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from rag.embedding.loading import open_encoder, shipped_directory

ROOT = Path(__file__).parents[2]
WORDS = 200
PASSAGES = 500
ROUNDS = 9

Encode = Callable[[Sequence[str]], object]


def read_words(arguments: Sequence[str]) -> Iterator[str]:
    """The words of the texts, over and over."""
    if arguments:
        lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
    else:
        samples = sorted((ROOT / "ingest" / "samples").glob("*.[tm][xd]*"))
        texts = [path.read_text(encoding="utf-8") for path in samples]
    while True:
        for text in texts:
            yield from text.split()


def draw(words: Iterator[str]) -> list[str]:
    """The next passages."""
    return [" ".join(next(words) for _ in range(WORDS)) for _ in range(PASSAGES)]


def draws(words: Iterator[str]) -> Iterator[list[str]]:
    """New passages for each round: the light adapter remembers words."""
    for _ in range(ROUNDS):
        yield draw(words)


def timed(encode: Encode, passages: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock and of processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    encode(passages)
    return time.perf_counter() - clock, time.process_time() - processor


def main(arguments: Sequence[str]) -> None:
    """Take turns, so that whatever else the machine does meets both."""
    from sentence_transformers import SentenceTransformer

    words = read_words(arguments)
    light = open_encoder()
    whole = SentenceTransformer(str(shipped_directory()), device="cpu")
    adapters: dict[str, Encode] = {
        "light": light.encode_passages,
        "sentence-transformers": lambda texts: whole.encode(list(texts), batch_size=128, normalize_embeddings=True),
    }
    passages = draw(words)[:50]
    apart = np.abs(light.encode_passages(passages) - whole.encode(passages, normalize_embeddings=True)).max()
    print(f"largest difference of an element {apart:.1e}")
    rounds = [{name: timed(encode, passages) for name, encode in adapters.items()} for passages in draws(words)]
    for name in adapters:
        print(f"{name:22} {PASSAGES / median(r[name][0] for r in rounds):7,.0f} passages a second")
    for label, at in (("clock", 0), ("processor", 1)):
        ratio = median(r["sentence-transformers"][at] / r["light"][at] for r in rounds)
        print(f"ratio by {label:14} {ratio:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
