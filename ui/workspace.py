"""The composition root (samling): from the settings to the parts that work together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from prompts import errors as sentences
from rag import listings
from rag.assistant import Assistant, example_questions
from rag.catalog import Catalog
from rag.chatmodel import ModelOpener, split_name
from rag.chroma import ChromaIndex
from rag.domain import Answer, Filters, ItemRecord, Period, SearchedScope, Statement, Step, Turn
from rag.embedding.encoder import Encoder
from rag.embedding.loading import open_encoder, open_lexicon
from rag.errors import CatalogDamaged, NothingIngested, ReferatError, WriterBusy
from rag.faceting import FacetedSearch
from rag.generative import GenerativeWriter
from rag.holding import Held, Newest, hold
from rag.indexing import Progress, bring_up_to_date, is_current
from rag.lexical import LexicalIndex
from rag.listening import ModelLine, Patience
from rag.mending import Mender
from rag.reranking import RerankedSearch, open_reranker
from rag.retrieval import HybridSearch
from rag.routing import Router
from rag.settings import Settings
from rag.stamps import Stamp, read_stamp
from rag.stores import LocalStore
from rag.vectors import PassageIndex
from ui import texts
from ui.feedback import Judgement, store
from ui.followups import follow_up
from ui.hearing import HeardAssistant
from ui.sources import Surroundings
from ui.views.archive import Archive


class Workspace:
    """Everything that one data folder needs, opened as it is asked for."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self.settings = settings
        self.listeners: list[Callable[[Answer], None]] = []
        self._progress = progress

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog.

        Raises:
            DataFolderError: the data folder or the catalog can't be used.
        """
        return Catalog.open(self.settings.data)

    @cached_property
    def encoder(self) -> Encoder:
        """The configured encoder.

        Raises:
            ModelUnavailable: it can't be had.
        """
        return open_encoder(self.settings.embedding_model)

    @cached_property
    def mender(self) -> Mender:
        """What mends misspelt questions.

        Raises:
            ModelUnavailable: the shipped model's words can't be read.
        """
        return Mender(open_lexicon())

    @cached_property
    def vectors(self) -> PassageIndex:
        """The vector store in the data folder, or the configured Chroma server."""
        if self.settings.chroma_url:
            return ChromaIndex(self.settings.data / "chroma", self.settings.chroma_url)
        return LocalStore(self.settings.data / "vectors")

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The lexical index."""
        return LexicalIndex(self.settings.data / "lexical")

    @cached_property
    def search(self) -> HybridSearch:
        """The search over indexes that are brought up to date first.

        While another process is writing, it answers from what is indexed so far.

        Raises:
            CatalogDamaged: the catalog is gone.
            ModelUnavailable: the configured reranker can't be had.
            WriterBusy: another process is writing, and nothing is indexed yet.
        """
        self.demand_catalog()
        try:
            self.update_indexes()
        except WriterBusy:
            if self.vectors.stamp() is None or self.lexical.stamp() is None:
                raise
        if self.settings.reranker_model:
            reranker = open_reranker(self.settings.reranker_model)
            return RerankedSearch(self.catalog, self.encoder, self.vectors, self.lexical, reranker)
        return HybridSearch(self.catalog, self.encoder, self.vectors, self.lexical)

    @cached_property
    def model_line(self) -> ModelLine | None:
        """The line to the chat model; None where none is configured. The model itself is opened when it is asked.

        Raises:
            SettingError: the setting doesn't have the form `provider:model`.
        """
        settings = self.settings
        if not settings.chat_model:
            return None
        split_name(settings.chat_model)
        patience = Patience(settings.chat_first_seconds, settings.chat_seconds)
        return ModelLine(ModelOpener(settings), patience, settings.chat_at_once)

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant."""
        router = Router(self.catalog, self.search, self.mender)
        line = self.model_line
        if line is None:
            return HeardAssistant(self.catalog, router, None, self.listeners)
        writer = GenerativeWriter(line, self.catalog, router, self.settings.chat_evidence_tokens)
        return HeardAssistant(self.catalog, router, writer, self.listeners)

    @cached_property
    def archive(self) -> Archive:
        """What the views look up."""
        faceted = FacetedSearch(self.catalog, lambda: self.search, self.lexical)
        return Archive(self.catalog, faceted, lambda: self.search)

    @cached_property
    def _newest(self) -> Newest[Workspace]:
        return Newest(lambda: read_stamp(self.lexical.folder), self._hold)

    @property
    def now(self) -> Workspace:
        """The newest whole state, held for as long as somebody answers from it; itself where there is none yet.

        Raises:
            DataFolderError: the catalog can't be read.
            IndexDamaged: an index can't be read.
        """
        return self._newest.get() or self

    def _hold(self) -> Workspace | None:
        _ = self.search  # brings the indexes up to date, where nobody writes
        store = self.vectors if self.settings.chroma_url else LocalStore(self.settings.data / "vectors")
        held = hold(self.catalog, store, self.lexical, self.encoder)
        return HeldWorkspace(self, held) if held else None

    def demand_catalog(self) -> None:
        """See that the catalog hasn't vanished from beside its indexes: what opens in its place is new and empty.

        Raises:
            CatalogDamaged: it has.
        """
        if self.catalog.generation() == 0 and any(stamp and stamp.passages for stamp in self._stamps()):
            raise CatalogDamaged(sentences.CATALOG_LOST.format(path=self.catalog.path))

    def demand_meetings(self) -> None:
        """See that there are minutes to look in.

        Raises:
            CatalogDamaged: the catalog has vanished.
            NothingIngested: there are none yet.
        """
        self.demand_catalog()
        if not self.catalog.counts().meetings:
            raise NothingIngested(sentences.NOTHING_INGESTED)

    def _stamps(self) -> tuple[Stamp | None, ...]:
        return self.vectors.stamp(), self.lexical.stamp()

    def update_indexes(self) -> None:
        """Re-embed, catch up or rebuild what lags behind the catalog."""
        bring_up_to_date(self.catalog, self.encoder, self.vectors, self.lexical, self._progress, texts.INDEX_LABELS)

    def indexes_current(self) -> bool:
        """Whether both indexes hold the catalog's generation, embedded by the configured model."""
        return is_current(self.catalog, self.encoder.name, self.vectors, self.lexical)


class HeldWorkspace(Workspace):
    """A workspace over one state that stays as it is (fastholdt tilstand); the models are those of the other."""

    def __init__(self, origin: Workspace, held: Held) -> None:
        super().__init__(origin.settings, origin._progress)  # noqa: SLF001 - one of its own
        self.listeners = origin.listeners
        parts = {"catalog": held.catalog, "vectors": held.vectors, "lexical": held.lexical}
        # They take the places of what would be opened when it is first asked for.
        self.__dict__ |= parts | {"encoder": origin.encoder, "model_line": origin.model_line}

    @property
    def now(self) -> Workspace:
        """Itself."""
        return self

    def update_indexes(self) -> None:
        """Nothing: they are at the catalog's generation."""


@dataclass(frozen=True, slots=True)
class PageResponder:
    """The workspace as the page sees it."""

    workspace: Workspace

    def stream(
        self, question: str, history: Sequence[Turn], dropped: Collection[str]
    ) -> Iterator[Step | Statement | Answer]:
        """What happens on the way to an answer; the last event is the `Answer`."""
        return self.workspace.now.assistant.stream(question, history, dropped)

    def item(self, item_id: int) -> ItemRecord:
        """The agenda item with this id."""
        found = self.workspace.now.catalog.items([item_id])
        if item_id not in found:
            raise ReferatError(texts.ITEM_GONE)
        return found[item_id]

    def scope(self) -> SearchedScope:
        """What is there to be searched."""
        return self.workspace.now.catalog.scope()

    def items_at(self, body: str, day: date, number: str) -> tuple[ItemRecord, ...]:
        """The items with this number of a body's meetings on a day."""
        place = Filters(periods=(Period(day, day),), bodies=(body,), item_numbers=(number,))
        return self.workspace.now.catalog.find_items(place)

    def surroundings(self, item_id: int) -> Surroundings:
        """The neighbours of an item in its meeting, and how many meetings dealt with its case."""
        record = self.item(item_id)
        catalog = self.workspace.now.catalog
        beside = {other.position: other for other in listings.items_of_meeting(catalog, record.meeting.id)}
        return Surroundings(
            beside.get(record.position - 1), beside.get(record.position + 1), self._meetings_of(record.item.case_number)
        )

    def _meetings_of(self, case_number: str) -> int:
        """How many meetings dealt with a journal number in items that are open; 0 where it is blank."""
        return listings.meetings_of_case(self.workspace.now.catalog, case_number) if case_number else 0

    def followups(self, answer: Answer) -> tuple[str, ...]:
        """Questions that go on from an answer."""
        ids = list(dict.fromkeys(citation.item_id for citation in answer.citations or answer.nearest))
        found = self.workspace.now.catalog.items(ids)
        cited = [found[item_id] for item_id in ids if item_id in found]
        numbers = {record.item.case_number for record in cited[:1]}
        return follow_up(answer, cited, {number: self._meetings_of(number) for number in numbers})

    def keep_judgement(self, judgement: Judgement) -> None:
        """Add a judgement to those of the data folder."""
        store(self.workspace.settings.data, judgement)

    def read_samples(self) -> None:
        """Read the sample minutes into an empty catalog.

        Raises:
            ReferatError: something is in already.
            WriterBusy: another process is writing.
        """
        from ingest.hashes import Hashes
        from ingest.sync import sync
        from ingest.workers import Readers

        if self.workspace.catalog.counts().meetings:
            raise ReferatError(texts.SAMPLES_REFUSED)
        with Readers() as readers:
            samples = Path(str(files("ingest").joinpath("samples")))
            sync([samples], self.workspace.catalog, self.workspace.encoder, readers=readers, hashes=Hashes())
        self.workspace.update_indexes()

    def examples(self) -> tuple[str, ...]:
        """Questions that the newest minutes can answer."""
        known = self.workspace.now.assistant.known()
        if not known.meetings:
            return ()
        newest = known.meetings[-1]
        day = Period(newest.date, newest.date)
        items = [r for r in self.workspace.now.catalog.find_items(Filters(periods=(day,))) if not r.item.closed]
        longest = sorted(items, key=lambda r: -len(r.item.text))[:3]
        return example_questions(known, [r.item.title for r in sorted(longest, key=lambda r: r.position)])
