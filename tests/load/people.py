"""People at the page and programs at the API, over HTTP as browsers and programs send it (brugere)."""

from __future__ import annotations

import json
import random
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

ASKED = (
    "Hvad blev der besluttet om {title}?",
    "Hvad besluttede {body} om {title}?",
    "Hvad er der sket i sag {journal_number}?",
    "Hvad blev behandlet i {body} i {year}?",
    "Hvor mange gange har {body} behandlet {title}?",
    "Hvem deltog i mødet i {body} den {date}?",
)
SECONDS_FOR_AN_ANSWER = 60


@dataclass(frozen=True, slots=True)
class Asking:
    """One question that was asked (spørgsmål): through which door, how long it took, and what was wrong."""

    door: str
    seconds: float
    fault: str = ""


@dataclass
class Page:
    """What a browser knows of the page: which of the framework's functions answers a question."""

    function: int

    @classmethod
    async def read(cls, client: httpx.AsyncClient) -> Page:
        """Read it as the page's own script does."""
        config = (await client.get("/config")).json()
        for entry in config["dependencies"]:
            if any(event == "asked" for _, event in entry["targets"]):
                return cls(entry["id"])
        raise LookupError("asked")


@dataclass
class Conversation:
    """A conversation at the page, in a browser tab of its own (samtale)."""

    client: httpx.AsyncClient
    page: Page
    session: str = field(default_factory=lambda: uuid.uuid4().hex[:11])

    async def ask(self, question: str) -> Asking:
        """Ask a question and read the answer to its end."""
        started = time.perf_counter()
        try:
            fault = await self._answer(question)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            fault = f"{type(error).__name__}: {error}"
        return Asking("page", time.perf_counter() - started, fault)

    async def _answer(self, question: str) -> str:
        sent = {"question": question, "past": [], "dropped": []}
        event = {"fn_index": self.page.function, "data": [], "event_data": sent, "session_hash": self.session}
        joined = await self.client.post("/gradio_api/queue/join", json=event)
        if joined.status_code != 200:
            return f"{joined.status_code}: {joined.text}"
        mine = joined.json()["event_id"]
        async with self.client.stream(
            "GET", "/gradio_api/queue/data", params={"session_hash": self.session}
        ) as messages:
            async for line in messages.aiter_lines():
                if not line.startswith("data:"):
                    continue
                message = json.loads(line[5:])
                if message.get("event_id") == mine and message["msg"] == "process_completed":
                    return _fault(message)
        return "the stream ended before the answer did"


def _fault(message: dict[str, Any]) -> str:
    if not message["success"]:
        return str(message["output"])
    shown = json.dumps(message["output"], ensure_ascii=False)
    return shown if 'class=\\"failure\\"' in shown else ""


async def ask_api(client: httpx.AsyncClient, question: str) -> Asking:
    """Ask as a program does."""
    started = time.perf_counter()
    try:
        reply = await client.post("/api/v1/ask", json={"question": question})
        fault = "" if reply.status_code == 200 and reply.json()["answer"] else f"{reply.status_code}: {reply.text}"
    except httpx.HTTPError as error:
        fault = f"{type(error).__name__}: {error}"
    return Asking("API", time.perf_counter() - started, fault)


async def find_questions(client: httpx.AsyncClient, chance: random.Random, count: int) -> Sequence[str]:
    """Questions about items drawn by lot from whatever minutes are served."""
    total = (await client.get("/api/v1/items", params={"limit": 1})).json()["total"]
    questions: list[str] = []
    while len(questions) < count:
        skip = chance.randrange(max(1, total - 20))
        items = (await client.get("/api/v1/items", params={"limit": 20, "skip": skip})).json()["items"]
        for item in (each for each in items if not each["closed"] and each["journal_number"]):
            told = {**item, "year": item["meeting_date"][:4], "date": item["meeting_date"]}
            questions.append(chance.choice(ASKED).format(**told))
    return questions[:count]


def open_client(address: str, people: int) -> httpx.AsyncClient:
    """A client with room for everybody's connections."""
    limits = httpx.Limits(max_connections=4 * people + 8, max_keepalive_connections=2 * people)
    timeout = httpx.Timeout(SECONDS_FOR_AN_ANSWER)
    return httpx.AsyncClient(base_url=address, timeout=timeout, limits=limits, trust_env=False)
