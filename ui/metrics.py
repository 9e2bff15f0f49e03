"""Figures of a running server (måltal), as Prometheus reads them.

The one module that knows `prometheus_client`. No label holds what somebody wrote: doors, methods and statuses only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from rag.catalog import Counts
from rag.domain import Answer

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90)


class Meters:
    """The figures of one server, from its start. Safe to share between threads."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        registry = self._registry
        self._requests = Counter(
            "referat_requests", "Requests, by door and HTTP status.", ["door", "method", "status"], registry=registry
        )
        self._seconds = Histogram(
            "referat_request_seconds", "Until a response was whole.", ["door"], buckets=_SECONDS, registry=registry
        )
        self._inside = Gauge("referat_requests_in_progress", "Requests that are being answered.", registry=registry)
        self._answers = Counter(
            "referat_answers", "Answers to questions, by status and who phrased them.", ["status", "mode"],
            registry=registry,
        )  # fmt: skip
        self._answering = Histogram(
            "referat_answer_seconds", "Until an answer was whole.", buckets=_SECONDS, registry=registry
        )
        self._refused = Counter("referat_limited", "Requests refused for coming too often.", registry=registry)

    def begin(self) -> None:
        """Count a request that has come in."""
        self._inside.inc()

    def end(self, door: str, method: str, status: int, seconds: float) -> None:
        """Count a request whose response is whole, or has been given up; status 429 is one that came too often."""
        self._inside.dec()
        self._requests.labels(door, method, str(status)).inc()
        self._seconds.labels(door).observe(seconds)
        if status == 429:
            self._refused.inc()

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self._answers.labels(answer.status.value, answer.mode.value).inc()
        self._answering.observe(answer.seconds)

    def watch_catalog(self, counts: Callable[[], Counts], generation: Callable[[], int]) -> None:
        """Tell how much the catalog holds, each time the figures are read."""
        self._registry.register(_CatalogSize(counts, generation))

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)


class _CatalogSize(Collector):
    """How much the catalog holds (omfang)."""

    def __init__(self, counts: Callable[[], Counts], generation: Callable[[], int]) -> None:
        self._counts = counts
        self._generation = generation

    def collect(self) -> Iterable[Metric]:
        """The figures of now."""
        counts = self._counts()
        yield GaugeMetricFamily("referat_catalog_meetings", "Meetings in the catalog.", counts.meetings)
        yield GaugeMetricFamily("referat_catalog_items", "Agenda items in the catalog.", counts.items)
        yield GaugeMetricFamily("referat_catalog_chunks", "Passages in the catalog.", counts.chunks)
        yield GaugeMetricFamily("referat_catalog_generation", "Changes of the catalog so far.", self._generation())
