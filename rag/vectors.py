"""The vector index (vektorindeks): a row of bytes for each passage, in a file that is mapped and scanned.

A passage's vector stands in the file as 8-bit integers with a scale of its own, a quarter of its size in memory.
All rows that a filter keeps are scanned, the best are scored anew by the catalog's vectors, and so the answer
is that of an exact search. Measured (docs/benchmarks.md): at 312,000 passages of 1,024 numbers the scan of all rows
takes 15 ms on one core and 320 MB of the page cache, and the file is written in 4 s. Chroma takes 1.7 ms a passage to
write, 5.5 kB of memory, and at 62,000 passages 38 to 131 ms of processor time for a filter; `rag.stores` and
`rag.chroma` keep it for other programs and for several machines.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from numpy.typing import NDArray

from prompts import errors as sentences
from rag.catalog import Catalog
from rag.domain import Filters
from rag.errors import IndexDamaged
from rag.stamps import Stamp, drop_stamp, make_stamp, read_stamp, write_stamp

_FORMAT = "vectors-2"
_ROWS = "rows.int8"
_PASSAGES = "passages.npy"
_PASSAGE = np.dtype([("id", "<i8"), ("meeting", "<i8"), ("scale", "<f4"), ("gone", "?")])
_LARGEST = 127
_DENSE = 6
"""Scanning a row where it stands costs a sixth of copying it first."""
_SPARE = 2
"""So many times the passages that are asked for are scored anew; with twice as many none was ever missed."""


class PassageIndex(Protocol):
    """What finds the passages nearest to a question (nærmeste passager). `folder` holds its stamp."""

    @property
    def folder(self) -> Path:
        """Where its stamp and its files are."""

    def stamp(self) -> Stamp | None:
        """What the index holds, or None where there is none that can be used."""

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring the index to the catalog's generation; rebuild it where it is missing or damaged.

        An index of another encoder's vectors is rebuilt too. `advance` is called with the number of
        passages done since its last call. Hold the write lock.

        Raises:
            IndexDamaged: a fresh index can't be written either.
            SettingError: the configured server does not answer.
        """

    def search(
        self, catalog: Catalog, vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages: (chunk id, cosine in [-1, 1]), best first.

        Raises:
            IndexDamaged: the index can't be read; catching up rebuilds it.
            SettingError: the configured server does not answer.
        """

    def refresh(self) -> None:
        """See what another process has stored."""

    def close(self) -> None:
        """Let go of files and connections."""


@dataclass(frozen=True, slots=True)
class _Held:
    """The passages of an index, ids ascending, and their rows, shape (passages, dimensions).

    The first is the mark. `there` is false for it and for what has been removed.
    """

    ids: NDArray[np.int64]
    meetings: NDArray[np.int64]
    scales: NDArray[np.float32]
    there: NDArray[np.bool_]
    rows: NDArray[np.int8]


class VectorIndex:
    """Nearest passages by cosine, over the files in `folder`; a `PassageIndex`.

    `rows.int8` starts with a row of a random mark that stands in the first record of `passages.npy` too. Rows are
    only appended and `passages.npy` is replaced afterwards, so a reader sees the old passages or the new ones.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: _Held | None = None

    def stamp(self) -> Stamp | None:
        """What the index holds, or None where there is none that can be used."""
        stamp = read_stamp(self.folder)
        if stamp is None or stamp.format != _FORMAT:
            return None
        try:
            passages = _read_passages(self.folder)
            _map_rows(self.folder, passages)
        except (OSError, ValueError):
            return None
        return stamp if np.count_nonzero(~passages["gone"]) == stamp.passages + 1 else None

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring the files to the catalog's generation; see `PassageIndex`."""
        stamp = self.stamp()
        target = make_stamp(_FORMAT, catalog)
        self._held = None
        try:
            known = stamp is not None and stamp.encoder == target.encoder and stamp.continues_in(catalog)
            if stamp is None or not known or not self._append(catalog, stamp.generation, target, advance):
                self._rebuild(catalog, target, advance)
        except (OSError, ValueError) as error:
            raise self._damaged(error) from error

    def _rebuild(self, catalog: Catalog, target: Stamp, advance: Callable[[int], None]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        if not self._append(catalog, 0, target, advance):
            raise ValueError(f"other than {target.passages} passages")

    def _append(self, catalog: Catalog, since: int, target: Stamp, advance: Callable[[int], None]) -> bool:
        """Append what came after a generation; False where the files would not be what the catalog holds."""
        passages = _read_passages(self.folder) if since else np.zeros(0, _PASSAGE)
        for keys, vectors in catalog.vectors_since(since):
            if not passages["meeting"][:1].any():  # none yet: nobody knew how many numbers a row has
                passages = _begin(self.folder, vectors.shape[1])
            # A chunk keeps its id when its file is renamed; a new one's is larger than any before.
            fresh = keys[:, 0] > passages["id"][-1]
            passages = _append_rows(self.folder, passages, keys[fresh], vectors[fresh])
            advance(len(keys))
        if not len(passages):
            passages = _begin(self.folder, 0)
        if since:
            passages["gone"] |= np.isin(passages["id"], catalog.removed_since(since))
        if np.count_nonzero(~passages["gone"]) != target.passages + 1:
            return False
        with _drafted(self.folder / _PASSAGES) as file:
            np.save(file, passages)
        write_stamp(self.folder, target)
        return True

    def search(
        self, catalog: Catalog, vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages: (chunk id, cosine in [-1, 1]), best first; of equals the older first.

        Raises:
            IndexDamaged: the files are missing, cut short, or another encoder's; catching up writes them anew.
        """
        held = self._opened()
        kept = _kept(catalog, filters, held)
        if not len(kept) or limit < 1:
            return []
        if held.rows.shape[1] != len(vector):
            raise self._damaged(f"{held.rows.shape[1]} numbers a row, not {len(vector)}")
        best = kept[_largest(_scores(held, kept, vector), _SPARE * limit)]
        return score(*catalog.vectors(held.ids[np.sort(best)]), vector, limit)

    def _opened(self) -> _Held:
        if self._held is None:
            try:
                self._held = _hold(self.folder)
            except (OSError, ValueError) as error:
                drop_stamp(self.folder)
                raise self._damaged(error) from error
        return self._held

    def _damaged(self, reason: object) -> IndexDamaged:
        return IndexDamaged(sentences.INDEX_DAMAGED.format(path=self.folder, reason=reason))

    def refresh(self) -> None:
        """See what another process has stored."""
        self._held = None

    def close(self) -> None:
        """Let go of the mapped file."""
        self._held = None


def score(
    ids: NDArray[np.int64], rows: NDArray[np.float32], vector: NDArray[np.float32], limit: int
) -> list[tuple[int, float]]:
    """Passages by the cosine of their unit rows with a unit vector, best first; of equals the first given first."""
    if not len(ids):
        return []
    scores = rows @ vector
    best = np.argsort(-scores, kind="stable")[:limit]
    return [(int(ids[at]), float(scores[at])) for at in best]


def _kept(catalog: Catalog, filters: Filters, held: _Held) -> NDArray[np.int64]:
    """The positions of the passages that a filter keeps."""
    there = held.there
    if filters.item_numbers or filters.case_numbers:
        there = there & np.isin(held.ids, catalog.chunk_ids(filters))
    elif filters:
        there = there & np.isin(held.meetings, catalog.meeting_ids(filters))
    return np.flatnonzero(there)


def _scores(held: _Held, kept: NDArray[np.int64], vector: NDArray[np.float32]) -> NDArray[np.float64]:
    """The cosines of the kept rows as their bytes give them, up to a common factor."""
    import numkong

    (question,), _ = _quantized(vector[np.newaxis])
    first, last = int(kept[0]), int(kept[-1]) + 1
    # What is gathered is copied first; the rows of most filters lie close together.
    dense = _DENSE * len(kept) > last - first
    rows = held.rows[first:last] if dense else held.rows[kept]
    products = np.asarray(numkong.cdist(question[np.newaxis], rows, "dot"))[0]
    scores: NDArray[np.float64] = (products[kept - first] if dense else products) * held.scales[kept]
    return scores


def _largest(scores: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    """Where the largest scores stand; of equals the first, so that the choice is the same each time."""
    if len(scores) <= count:
        return np.arange(len(scores))
    border = np.partition(scores, len(scores) - count)[len(scores) - count]
    above = np.flatnonzero(scores > border)
    return np.concatenate([above, np.flatnonzero(scores == border)[: count - len(above)]])


def _quantized(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as integers in [-127, 127], and the factor of each row."""
    scales = np.abs(vectors).max(axis=1, initial=0.0) / _LARGEST
    rows = vectors / np.where(scales > 0, scales, 1.0)[:, np.newaxis]
    return np.rint(rows).astype(np.int8), scales.astype(np.float32)


def _begin(folder: Path, dimensions: int) -> NDArray[np.void]:
    """Start the file of rows with a mark; the record of it comes before every passage and counts as there."""
    mark = secrets.token_bytes(7)
    (folder / _ROWS).write_bytes(mark[:dimensions].ljust(dimensions, b"\0"))
    return np.array([(-int.from_bytes(mark) - 1, dimensions, 0.0, False)], _PASSAGE)


def _append_rows(
    folder: Path, passages: NDArray[np.void], keys: NDArray[np.int64], vectors: NDArray[np.float32]
) -> NDArray[np.void]:
    """Write the rows of new passages after those of the known ones; all passages are returned."""
    rows, scales = _quantized(vectors)
    with (folder / _ROWS).open("r+b") as file:
        # A killed run may have written rows that no record speaks of.
        file.seek(len(passages) * int(passages["meeting"][0]))
        file.truncate()
        file.write(rows.tobytes())
    fresh = np.zeros(len(keys), _PASSAGE)
    fresh["id"], fresh["meeting"], fresh["scale"] = keys[:, 0], keys[:, 1], scales
    return np.concatenate([passages, fresh])


def _read_passages(folder: Path) -> NDArray[np.void]:
    passages: NDArray[np.void] = np.load(folder / _PASSAGES, allow_pickle=False)
    if passages.dtype != _PASSAGE or not len(passages):
        raise ValueError(f"{_PASSAGES}: {passages.dtype}")
    return passages


def _map_rows(folder: Path, passages: NDArray[np.void]) -> NDArray[np.int8]:
    """The rows of the passages; checked to be theirs by size and mark."""
    mark, dimensions = -int(passages["id"][0]) - 1, int(passages["meeting"][0])
    if not dimensions:
        return np.zeros((len(passages), 0), np.int8)
    rows = np.memmap(folder / _ROWS, np.int8, "r", shape=(len(passages), dimensions))
    wanted = mark.to_bytes(7)[:dimensions]
    if rows[0, : len(wanted)].tobytes() != wanted:
        raise ValueError(f"{_ROWS}: not of these passages")
    return rows


def _hold(folder: Path) -> _Held:
    passages = _read_passages(folder)
    there = ~passages["gone"]
    there[0] = False
    rows = _map_rows(folder, passages)
    return _Held(passages["id"].copy(), passages["meeting"].copy(), passages["scale"].copy(), there, rows)


@contextmanager
def _drafted(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when it is whole."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        yield file
    draft.replace(path)
