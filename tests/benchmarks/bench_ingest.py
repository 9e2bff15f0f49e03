"""How fast minutes are read: `python -m tests.benchmarks.bench_ingest [MEETINGS]`.

Prints one figure a line: files parsed a second in one process and in as many as there are cores, the seconds
that `referat ingest` takes for all of them, and for a second run over the same files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.reading import read_file
from ingest.sources import FoundFile, find_files
from ingest.workers import Readers
from rag.domain import SourceFile
from tests.benchmarks.generator import write


def parsed_alone(files: Sequence[FoundFile]) -> float:
    """Files parsed a second of processor time, in this process."""
    contents = [(SourceFile(found.name, ""), found.read()) for found in files]
    started = time.process_time()
    for source, data in contents:
        read_file(data, source)
    return len(files) / (time.process_time() - started)


def parsed_together(files: Sequence[FoundFile]) -> float:
    """Files parsed a second by as many processes as there are cores, their start included."""
    started = time.perf_counter()
    with Readers() as readers:
        replies = list(readers.read((SourceFile(found.name, ""), found.read()) for found in files))
    if rejected := [reply for _, reply in replies if isinstance(reply, str)]:
        raise SystemExit(rejected[0])
    return len(files) / (time.perf_counter() - started)


def ingested(folder: Path, data: Path) -> float:
    """Seconds that the command takes, from its start to its end."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "ui.cli", "ingest", str(folder), "--data", str(data)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main(count: int) -> None:
    """Make the meetings, and print the figures."""
    with TemporaryDirectory() as name:
        folder, data = Path(name) / "minutes", Path(name) / "data"
        made = write(folder, count)
        files = find_files([folder]).files
        size = sum(len(each.text) for each in made) / max(1, count)
        print(f"meetings {count}, items {sum(each.items for each in made)}, characters each {size:.0f}")
        print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"parsed a second, one process {parsed_alone(files):.0f}")
        print(f"parsed a second, all cores {parsed_together(files):.0f}")
        print(f"first ingest, seconds {ingested(folder, data):.1f}")
        print(f"unchanged ingest, seconds {ingested(folder, data):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
