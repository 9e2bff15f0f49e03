"""Progress on the terminal (fremdrift): a bar on stderr where somebody watches, else nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ui import texts

if TYPE_CHECKING:
    from ingest.outcome import Progress as FileProgress


class _RateColumn(ProgressColumn):
    """How many steps a second are done."""

    def render(self, task: Task) -> Text:
        """The rate over the last half minute, empty until there is one."""
        speed = task.finished_speed or task.speed
        return Text(texts.RATE.format(rate=f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}") if speed else "")


class TerminalProgress:
    """Bars on stderr, one for each piece of work. Use as a context manager."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _RateColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def begin(self, label: str, total: int) -> Callable[[int], None]:
        """Start a bar of `total` steps; the result is called with the steps done since its last call."""
        task = self._bars.add_task(label, total=total)
        return lambda steps: self._bars.update(task, advance=steps)

    def files(self) -> Callable[[FileProgress], None]:
        """A bar over files, set by how far a run of ingestion is."""
        task = self._bars.add_task(texts.READING_FILES, total=None)

        def show(progress: FileProgress) -> None:
            self._bars.update(task, completed=progress.done, total=progress.total)

        return show
