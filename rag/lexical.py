"""The lexical index (ordindeks): tantivy over the passages, derived from the catalog.

The words are analyzed by `rag.analysis` and stored as they come out, so the index, the vocabulary and the
choice of sentences agree. The folder may be deleted at any time; the next start builds it again.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import tantivy

from prompts import errors as sentences
from rag.analysis import tokenize
from rag.catalog import Catalog
from rag.domain import ChunkRecord, Filters
from rag.errors import IndexDamaged
from rag.rows import day_number
from rag.stamps import (
    Stamp,
    drop_stamp,
    is_unfinished,
    make_stamp,
    mark_unfinished,
    read_stamp,
    write_stamp,
    write_whole,
)
from rag.vocabulary import Vocabulary

Alternatives: TypeAlias = Sequence[tuple[str, float]]
"""The stems that may stand for one word of a question, each with its weight in (0, 1]."""

_FORMAT = "lexical-4"
_WORDS = "vocabulary.json"
_TITLE_WEIGHT = 1.4
_WRITER_HEAP = 60_000_000
_ERRORS = (ValueError, OSError, RuntimeError)
"""What tantivy raises over a folder that it can't use."""


class LexicalIndex:
    """BM25 over titles and passages. One writer at a time; a reader sees the last committed state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schema = _schema()
        self._index: tantivy.Index | None = None
        self._vocabulary: Vocabulary | None = None

    def stamp(self) -> Stamp | None:
        """What the index on disk holds, or None where there is none that can be used."""
        stamp = read_stamp(self.folder)
        if stamp is None or stamp.format != _FORMAT:
            return None
        try:
            index = self._open()
            index.reload()
            whole = index.searcher().num_docs == stamp.passages and (self.folder / _WORDS).exists()
        except _ERRORS:
            self._index = None
            return None
        return stamp if whole else None

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring the index to the catalog's generation; rebuild it where it is missing or damaged.

        `advance` is called with the number of passages done since its last call. Hold the write lock.

        Raises:
            IndexDamaged: a fresh index can't be written either.
        """
        stamp = self.stamp()
        target = make_stamp(_FORMAT, catalog)
        if stamp is None or is_unfinished(self.folder) or not stamp.continues_in(catalog):
            self._rebuild(catalog, target, advance)
            return
        try:
            self._apply(catalog, stamp.generation, target, advance)
        except _ERRORS:
            self._rebuild(catalog, target, advance)

    def _rebuild(self, catalog: Catalog, target: Stamp, advance: Callable[[int], None]) -> None:
        self._index = None
        shutil.rmtree(self.folder, ignore_errors=True)
        try:
            self._apply(catalog, 0, target, advance)
        except _ERRORS as error:
            raise IndexDamaged(sentences.INDEX_DAMAGED.format(path=self.folder, reason=error)) from error

    def _apply(self, catalog: Catalog, since: int, target: Stamp, advance: Callable[[int], None]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # Killed between the commit and the stamp, the words would be counted twice.
        mark_unfinished(self.folder)
        counts, written = self._read_words() if since else (Counter[str](), dict[str, str]())
        index = self._open()
        writer = index.writer(_WRITER_HEAP, 1)
        for chunk_id in catalog.removed_since(since) if since else []:
            counts.subtract(self._words_of(index, chunk_id))
            writer.delete_documents_by_term("id", chunk_id)
        for record in catalog.chunks_since(since):
            if since:  # re-embedded or renamed: it may be here already
                counts.subtract(self._words_of(index, record.id))
                writer.delete_documents_by_term("id", record.id)
            read = [tokenize(record.title), tokenize(record.chunk.text)]
            title, text = ([token.stem for token in tokens] for tokens in read)
            counts.update({*title, *text})
            for token in chain(*read):
                written.setdefault(token.stem, token.text)
            writer.add_document(_document(record, title, text))
            advance(1)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        if index.searcher().num_docs != target.passages:
            raise ValueError(f"{index.searcher().num_docs} documents for {target.passages} passages")
        self._write_words(counts, written)
        write_stamp(self.folder, target)
        self._vocabulary = None

    def _words_of(self, index: tantivy.Index, chunk_id: int) -> set[str]:
        searcher = index.searcher()
        hits = searcher.search(tantivy.Query.term_query(self._schema, "id", chunk_id), 1).hits
        return set(" ".join(searcher.doc(hits[0][1])["words"]).split()) if hits else set()

    def _open(self) -> tantivy.Index:
        if self._index is None:
            self._index = tantivy.Index(self._schema, str(self.folder))
            self._index.register_tokenizer("words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        return self._index

    def refresh(self) -> None:
        """See what another process has committed."""
        if self._index is not None:
            self._index.reload()
        self._vocabulary = None

    def vocabulary(self) -> Vocabulary:
        """The words of the indexed passages.

        Raises:
            IndexDamaged: they can't be read; catching up rebuilds the index.
        """
        if self._vocabulary is None:
            stamp = self.stamp()
            try:
                counts, written = self._read_words()
            except (ValueError, KeyError, TypeError, OSError) as error:
                raise self._distrust(error) from error
            self._vocabulary = Vocabulary(counts, stamp.passages if stamp else 0, written)
        return self._vocabulary

    def _distrust(self, error: Exception) -> IndexDamaged:
        drop_stamp(self.folder)
        return IndexDamaged(sentences.INDEX_DAMAGED.format(path=self.folder, reason=error))

    def _read_words(self) -> tuple[Counter[str], dict[str, str]]:
        """How many passages hold each stem, and how it was first written in one."""
        path = self.folder / _WORDS
        if not path.exists():
            return Counter(), {}
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Counter(kept["counts"]), dict(kept["written"])

    def _write_words(self, counts: Counter[str], written: Mapping[str, str]) -> None:
        kept = {word: count for word, count in sorted(counts.items()) if count > 0}
        words = {"counts": kept, "written": {word: written[word] for word in kept}}
        write_whole(self.folder / _WORDS, json.dumps(words, ensure_ascii=False))

    def search(self, words: Sequence[Alternatives], filters: Filters, limit: int) -> list[tuple[int, float]]:
        """The best passages for the words of a question: (chunk id, BM25 score > 0), best first.

        Each word counts once, by its best alternative. No words, or none known, finds nothing.

        Raises:
            IndexDamaged: the index can't be read; catching up rebuilds it.
        """
        if not words or limit < 1:
            return []
        try:
            query = self._query(words, filters)
            searcher = self._open().searcher()
            hits = searcher.search(query, limit, count=False).hits
            return [(searcher.doc(address)["id"][0], float(score)) for score, address in hits]
        except _ERRORS as error:
            raise self._distrust(error) from error

    def holding(self, alternatives: Alternatives) -> dict[int, float]:
        """Every passage whose title or words hold a word: chunk id → BM25 score > 0. Complete, never a top-k.

        Raises:
            IndexDamaged: the index can't be read; catching up rebuilds it.
        """
        try:
            searcher = self._open().searcher()
            most = max(1, searcher.num_docs)
            hits = searcher.search(self._word_query(alternatives), most, count=False).hits
            ids = searcher.fast_field_values("id", [address for _, address in hits])
            return {int(key): float(score) for key, (score, _) in zip(ids, hits, strict=True) if key is not None}
        except _ERRORS as error:
            drop_stamp(self.folder)
            raise IndexDamaged(sentences.INDEX_DAMAGED.format(path=self.folder, reason=error)) from error

    def in_titles(self, stem: str) -> bool:
        """Whether a word stands in the title of an indexed passage.

        Raises:
            IndexDamaged: the index can't be read; catching up rebuilds it.
        """
        try:
            return self._open().searcher().doc_freq("title", stem) > 0
        except _ERRORS as error:
            raise self._distrust(error) from error

    def _query(self, words: Sequence[Alternatives], filters: Filters) -> tantivy.Query:
        any_word = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._word_query(alternatives)) for alternatives in words]
        )
        demands = [(tantivy.Occur.Must, query) for query in self._demands(filters)]
        if not demands:
            return any_word
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, any_word), *demands])

    def _word_query(self, alternatives: Alternatives) -> tantivy.Query:
        queries = []
        for word, weight in alternatives:
            for field, factor in (("words", 1.0), ("title", _TITLE_WEIGHT)):
                term = tantivy.Query.term_query(self._schema, field, word, index_option="freq")
                queries.append(tantivy.Query.boost_query(term, weight * factor))
        return tantivy.Query.disjunction_max_query(queries, tie_breaker=0.3)

    def _demands(self, filters: Filters) -> Iterable[tantivy.Query]:
        """Filters as queries that score nothing of their own."""
        if filters.periods:
            spans = [
                tantivy.Query.range_query(
                    self._schema,
                    "day",
                    tantivy.FieldType.Integer,
                    day_number(period.first) if period.first else 0,
                    day_number(period.last) if period.last else 99_999_999,
                )
                for period in filters.periods
            ]
            yield _any_of(spans)
        columns = {"body": filters.bodies, "number": filters.item_numbers, "case": filters.case_numbers}
        for field, wanted in columns.items():
            if wanted:
                yield _any_of([tantivy.Query.term_query(self._schema, field, value) for value in wanted])


def _any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    either = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
    return tantivy.Query.const_score_query(either, 0.0)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for field in ("body", "number", "case"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="words", index_option="freq")
    builder.add_text_field("words", stored=True, tokenizer_name="words", index_option="freq")
    return builder.build()


def _document(record: ChunkRecord, title: Sequence[str], text: Sequence[str]) -> tantivy.Document:
    return tantivy.Document(
        id=record.id,
        day=day_number(record.date),
        body=record.body,
        number=record.number,
        case=record.case_number,
        title=" ".join(title),
        words=" ".join((*title, *text)),
    )
