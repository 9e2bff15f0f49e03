"""A chat model with a queue (kø): a real LangChain model whose replies are laid out beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from rag.chatmodel import LangChainModel
from rag.listening import ModelLine, Patience

Reply = str | Exception | Callable[[str], str]


class QueuedChatModel(BaseChatModel):
    """Gives the replies of its queue in order; an exception is raised, a function gets the user's message."""

    queue: list[Any]
    heard: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "queued"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        del stop, run_manager, kwargs
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self._next(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        del stop, run_manager, kwargs
        text = self._next(messages)
        for start in range(0, max(1, len(text)), 16):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + 16]))

    def _next(self, messages: list[BaseMessage]) -> str:
        said = str(messages[-1].content)
        self.heard.append(said)
        reply = self.queue.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return str(reply(said)) if callable(reply) else str(reply)


def queued(*replies: Reply) -> tuple[ModelLine, list[str]]:
    """The line to a model with some replies, and the list of what it will have been asked."""
    model = QueuedChatModel(queue=list(replies))
    return ModelLine(lambda: LangChainModel("queued", model), Patience(5.0, 10.0, 1.0), 2), model.heard
