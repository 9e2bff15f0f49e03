"""The assistant and its search as LangChain parts (kæde): a retriever, and a chain of runnables.

The chain's steps are the assistant's own, so a LangChain program gets the same checked answers and may put
its own runnables before, between and after them. Importing LangChain takes half of a cold `referat ask`
(measured: 0.6 of 1.5 s), so only what composes with it imports this module.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from rag.assistant import Assistant, Request
from rag.domain import Answer, Filters, SearchHit
from rag.retrieval import HybridSearch


def answer_chain(assistant: Assistant) -> Runnable[Request, Answer]:
    """The chain from a request to its checked answer: understand, then retrieve and write, then ground.

    Invoking it raises what `Assistant.answer` raises.
    """
    return (
        RunnableLambda(assistant.understand).with_config(run_name="understand")
        | RunnableLambda(assistant.draft).with_config(run_name="retrieve and write")
        | RunnableLambda(assistant.ground).with_config(run_name="ground")
    )


class MinutesRetriever(BaseRetriever):
    """The search as a LangChain retriever (genfinder): one document a found agenda item.

    A document's content is the item's text; its metadata holds the citation's parts and the score.
    """

    search: Any
    filters: Any = None
    limit: int = 8

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain calls it by name
    ) -> list[Document]:
        search: HybridSearch = self.search
        hits = search.search(query, self.filters or Filters(), self.limit)
        return [item_document(hit) for hit in hits]


def item_document(hit: SearchHit) -> Document:
    """A found item as LangChain passes documents on."""
    record = hit.record
    return Document(
        id=str(record.id),
        page_content=record.item.text,
        metadata={
            "item_id": record.id,
            "meeting_date": record.meeting.date.isoformat(),
            "body": record.meeting.body,
            "item": record.item.number,
            "title": record.item.title,
            "journal_number": record.item.case_number,
            "source": record.meeting.source.name,
            "snippet": hit.chunk.text,
            "score": hit.score,
        },
    )
