"""Who is told that a question was answered (tilhører): the figures and the log of a server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from rag.assistant import Assistant
from rag.domain import Answer, Statement, Step, Turn

if TYPE_CHECKING:
    from rag.catalog import Catalog
    from rag.generative import GenerativeWriter
    from rag.routing import Router


class HeardAssistant(Assistant):
    """An assistant whose finished answers are told to listeners, whichever door asked."""

    def __init__(
        self,
        catalog: Catalog,
        router: Router,
        writer: GenerativeWriter | None,
        listeners: Sequence[Callable[[Answer], None]],
    ) -> None:
        super().__init__(catalog, router, writer)
        self._listeners = listeners

    def answer(self, text: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()) -> Answer:
        """The answer to a question; see `Assistant`."""
        answer = super().answer(text, history, dropped)
        self._tell(answer)
        return answer

    def stream(
        self, text: str, history: Sequence[Turn] = (), dropped: Collection[str] = ()
    ) -> Iterator[Step | Statement | Answer]:
        """What happens on the way to an answer; see `Assistant`."""
        for event in super().stream(text, history, dropped):
            if isinstance(event, Answer):
                self._tell(event)
            yield event

    def _tell(self, answer: Answer) -> None:
        for listener in self._listeners:
            listener(answer)
