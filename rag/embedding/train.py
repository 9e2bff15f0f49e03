"""Train the shipped model: one command, two cores, the same weights for the same files and seed.

    python -m rag.embedding.train --pairs pairs-*.jsonl.xz --text text-*.txt.xz --out FOLDER

Pair files hold rows `{"q", "p", "kind"}` (and `licence` where they are word or sentence
translations); text files a paragraph a line. Every number of the recipe is an option.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from rag.embedding.training import contrast
from rag.embedding.training.bags import Bags, PassageBags, bag_pairs
from rag.embedding.training.cloze import SENTENCE_END, ClozeMaker, join_paragraphs, rarity
from rag.embedding.training.pairs import Pair, read_pairs, read_paragraphs
from rag.embedding.training.recipe import Recipe
from rag.embedding.training.shipping import write_model
from rag.embedding.training.vocabulary import train_tokenizer


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write a model; exit code 2 for wrong usage."""
    options = parser().parse_args(arguments)
    recipe = replace(Recipe(), **{f.name: getattr(options, f.name) for f in fields(Recipe)})
    tokenizer, table = train_files(options.pairs, options.text, recipe)
    write_model(options.out, tokenizer, table)
    return 0


def train_files(
    pair_files: Sequence[Path], text_files: Sequence[Path], recipe: Recipe
) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Train on pair and text files; returns the tokenizer and its (vocabulary, dimensions) table.

    Raises:
        OSError: a file is missing.
    """
    report("reading")
    pairs = list(read_pairs(pair_files))
    passages = [
        SENTENCE_END.split(passage)
        for passage in join_paragraphs(read_paragraphs(text_files), recipe.cloze_words)
    ]
    report("learning the vocabulary")
    tokenizer = train_tokenizer(vocabulary_texts(pairs, passages, recipe), recipe.vocabulary)
    report("counting pieces")
    epochs = list(draw_epochs(tokenizer, pairs, passages, recipe))
    table = contrast.first_table(frequencies(epochs), recipe)
    contrast.train(table, epochs, recipe, show_progress(time.monotonic()))
    return tokenizer, table.numpy()


def draw_epochs(
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    passages: Sequence[Sequence[str]],
    recipe: Recipe,
) -> Iterator[Bags]:
    """Yield what each epoch trains on: the given pairs, then questions made from the passages."""
    given = bag_pairs(tokenizer, pairs)
    counted = PassageBags(tokenizer, passages)
    weights = rarity(" ".join(sentences) for sentences in passages)
    for epoch in range(recipe.epochs):
        random = Random(f"{recipe.seed}/{epoch}")
        yield given.share(recipe, random)
        questions = ClozeMaker(weights, random).questions(passages, recipe.cloze_questions)
        yield counted.bags(list(questions))


def parser() -> argparse.ArgumentParser:
    """The command line: files, and an option for each number of the recipe."""
    made = argparse.ArgumentParser(
        prog="python -m rag.embedding.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--pairs", type=Path, nargs="+", required=True)
    made.add_argument("--text", type=Path, nargs="+", required=True)
    made.add_argument("--out", type=Path, required=True)
    for field in fields(Recipe):
        made.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    return made
