"""The training loop: a symmetric softmax over each batch's cosines, and Adam on the rows touched."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import cos, pi

import numpy as np
import torch
from numpy.typing import NDArray

from rag.embedding.training.bags import Bags, Matrix
from rag.embedding.training.recipe import Recipe

Progress = Callable[[int, int, float], None]
"""Called after each step with the step, the number of steps and the running loss."""


def first_table(frequencies: NDArray[np.float64], recipe: Recipe) -> torch.Tensor:
    """Random rows, (vocabulary, dimensions), shorter the more frequent their piece.

    Rows at right angles make a new model lexical: pieces in common are all that counts. A piece
    that training never meets stays so.
    """
    generator = torch.Generator().manual_seed(recipe.seed)
    table = torch.randn(len(frequencies), recipe.dimensions, generator=generator)
    weights = recipe.rarity / (recipe.rarity + frequencies)
    table *= torch.from_numpy(recipe.spread * weights).float()[:, None]
    table[0] = 0.0
    return table


@dataclass(slots=True)
class RowAdam:
    """Adam with one second moment a row, updating only the rows of a batch (Kingma and Ba 2015).

    A rare piece moves when it is seen, never by an old momentum, and no decay shortens it.
    """

    table: torch.Tensor
    momentum: torch.Tensor
    variance: torch.Tensor
    seen: torch.Tensor

    @classmethod
    def over(cls, table: torch.Tensor) -> RowAdam:
        """An optimiser at rest for `table`, which it changes in place."""
        rows = len(table)
        return cls(table, torch.zeros_like(table), torch.zeros(rows), torch.zeros(rows))

    def step(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move `rows` (numbers) against `gradient` (one row each)."""
        self.seen[rows] += 1
        seen = self.seen[rows]
        momentum = self.momentum[rows].lerp_(gradient, 0.1)
        variance = self.variance[rows].mul_(0.99).add_(gradient.square().mean(1), alpha=0.01)
        self.momentum[rows] = momentum
        self.variance[rows] = variance
        size = (variance / (1 - 0.99**seen)).sqrt_().add_(1e-10) * (1 - 0.9**seen)
        self.table.index_add_(0, rows, momentum.div_(size[:, None]), alpha=-rate)


Batches = list[NDArray[np.int64]]
"""The numbers of the pairs that are seen together, batch by batch."""


def train(table: torch.Tensor, epochs: Iterator[tuple[Bags, Batches]], recipe: Recipe, progress: Progress) -> None:
    """Train `table` in place on the next `recipe.epochs` of `epochs`: sets of pairs and their batches."""
    adam = RowAdam.over(table)
    step, running = 0, 0.0
    for bags, batches in islice(epochs, recipe.epochs):
        for batch in batches:
            steps = max(step + 1, len(batches) * recipe.epochs)
            rate = recipe.learning_rate * pace(step, steps, recipe.warmup)
            loss = train_batch(table, adam, bags.chosen(batch), rate, recipe.scale)
            running = loss if step == 0 else 0.98 * running + 0.02 * loss
            step += 1
            progress(step, steps, running)
    table[0] = 0.0


def pace(step: int, steps: int, warmup: float) -> float:
    """The share of the peak rate at `step`: linear up, then half a cosine down."""
    rise = max(1, int(steps * warmup))
    if step < rise:
        return (step + 1) / rise
    return 0.5 * (1 + cos(pi * (step - rise) / max(1, steps - rise)))


def train_batch(table: torch.Tensor, adam: RowAdam, batch: Bags, rate: float, scale: float) -> float:
    """One step; returns the loss (nats a pair)."""
    bag = batch.matrix[np.concatenate([batch.queries, batch.passages])]
    means = (as_torch(bag) @ table).requires_grad_()
    loss = contrast(means, batch.queries, batch.labels, scale)
    loss.backward()
    rows, turned = rows_of(bag)
    gradient = torch.zeros_like(means) if means.grad is None else means.grad
    adam.step(torch.from_numpy(rows), as_torch(turned) @ gradient, rate)
    return float(loss.detach())


def contrast(means: torch.Tensor, queries: NDArray[np.int64], labels: NDArray[np.int64], scale: float) -> torch.Tensor:
    """Symmetric cross entropy of queries (upper half of `means`) against passages (lower half).

    A pair whose query or passage is the same as another's is no negative to it.
    """
    unit = torch.nn.functional.normalize(means, dim=1)
    cosines = unit[: len(queries)] @ unit[len(queries) :].T
    query, label = torch.from_numpy(queries), torch.from_numpy(labels)
    same = (query[:, None] == query) | (label[:, None] == label)
    # One table of powers serves rows and columns. No cosine is above 1, so none overflows.
    powers = torch.exp(scale * (cosines - 1)) * ~same.fill_diagonal_(fill_value=False)
    entropy = (powers.sum(0).log() + powers.sum(1).log()).mean() / 2
    return entropy - scale * (cosines.diagonal() - 1).mean()


def rows_of(bag: Matrix) -> tuple[NDArray[np.int64], Matrix]:
    """The pieces in a batch, and the transposed matrix with a row for each of them only."""
    turned = bag.T.tocsr()
    rows = np.flatnonzero(np.diff(turned.indptr))
    return rows, turned[rows]


def as_torch(matrix: Matrix) -> torch.Tensor:
    """A scipy matrix in compressed rows as torch's, sharing its memory."""
    with warnings.catch_warnings():
        # torch calls compressed rows a beta; the two products used here are covered by tests.
        warnings.simplefilter("ignore", UserWarning)
        return torch.sparse_csr_tensor(
            torch.from_numpy(matrix.indptr),
            torch.from_numpy(matrix.indices),
            torch.from_numpy(matrix.data),
            size=matrix.shape,
            check_invariants=False,
        )
