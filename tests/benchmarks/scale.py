"""Measure reading in, searching and asking at the sizes of a municipality, and print tables for docs/benchmarks.md.

    python -m tests.benchmarks.scale [--meetings 5 1000 5000] [--folder FOLDER] [--peers]

The minutes are those of `tests/benchmarks/municipality.py`, with the minutes of two sets of gold questions among
them. What is built in FOLDER is kept and not built again; every other figure is measured in each run, in
processes of their own. `--peers` builds what others would build over the same minutes, and asks it too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from math import log2
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

import numpy as np

from ingest.reading import read_file
from ingest.sources import find_files
from ingest.sync import sync
from rag.analysis import content_tokens
from rag.catalog import Catalog
from rag.domain import Filters, Period, SourceFile
from rag.embedding.loading import open_encoder
from rag.retrieval import HybridSearch
from rag.settings import read_settings
from tests.benchmarks.municipality import Asked, ask, write
from tests.benchmarks.peers import PEERS, Material, Place, ranked
from ui import texts
from ui.workspace import Workspace

ROOT = Path(__file__).parents[2]
SIZES = (5, 1_000, 5_000)
QUESTIONS = 100
COLD_RUNS = 5
SAMPLE = 100
GOLD = (("samples", ROOT / "ingest" / "samples"), ("second", ROOT / "tests" / "gold" / "minutes"))

Figures = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """The folder of one size: minutes, questions, the data folder, and what was measured while building."""

    folder: Path

    @property
    def minutes(self) -> Path:
        return self.folder / "minutes"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def questions(self) -> list[Asked]:
        """The questions about the meetings of this size."""
        rows = json.loads((self.folder / "questions.json").read_text(encoding="utf-8"))
        return [
            Asked(**(row | {"day": date.fromisoformat(row["day"]), "right": tuple(map(tuple, row["right"]))}))
            for row in rows
        ]

    def prepare(self, meetings: int) -> None:
        """Write the minutes and the questions, where they are not there."""
        if (self.folder / "questions.json").exists():
            return
        asked = ask(write(self.minutes, meetings), QUESTIONS)
        for name, folder in GOLD:
            shutil.copytree(folder, self.minutes / name, ignore=lambda _, names: [n for n in names if n[0] == "_"])
        rows = [asdict(each) | {"day": each.day.isoformat()} for each in asked]
        (self.folder / "questions.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


@dataclass
class Clock:
    """Progress that notes when each piece of work began."""

    begun: dict[str, float]

    def begin(self, label: str, _total: int) -> Callable[[int], None]:
        """Note the time and say nothing."""
        self.begun[label] = time.perf_counter()
        return lambda _steps: None


def build(stage: Stage) -> Figures:
    """Read all minutes in, and bring both indexes up to date; seconds by stage."""
    files = find_files([stage.minutes]).files
    contents = [(SourceFile(found.name, ""), found.read()) for found in files[:: max(1, len(files) // SAMPLE)]]
    before = time.process_time()
    read = [read_file(data, source) for source, data in contents]
    parsing = (time.process_time() - before) / len(read)
    encoder = open_encoder()
    texts = [text for each in read for text in each.passages()]
    before = time.process_time()
    encoder.encode_passages(texts)
    encoding = (time.process_time() - before) / len(texts)
    clock = Clock({})
    workspace = Workspace(read_settings(data=stage.data), clock)
    started, before = time.perf_counter(), used()
    report = sync([stage.minutes], workspace.catalog, workspace.encoder)
    synced = time.perf_counter()
    workspace.update_indexes()
    ended = time.perf_counter()
    vectors, lexical = list(clock.begun.values())
    return {
        "meetings": report.meetings,
        "items": report.items,
        "passages": report.chunks,
        "characters": sum(found.path.stat().st_size for found in files),
        "parsed a second, one core": 1 / parsing,
        "embedded a second, one core": 1 / encoding,
        "read, parsed, embedded, stored, s": synced - started,
        "vector index, s": lexical - vectors,
        "lexical index, s": ended - lexical,
        "reading in, all, s": ended - started,
        "reading in, all, processor s": used() - before,
        "catalog, MB": size(stage.data / "catalog.sqlite3"),
        "vector index, MB": size(stage.data / "vectors"),
        "lexical index, MB": size(stage.data / "lexical"),
    }


def serve(stage: Stage) -> Figures:
    """Latencies of one process that searches and answers, its memory, and the quality of what it finds."""
    questions = stage.questions()
    workspace = Workspace(read_settings(data=stage.data), Clock({}))
    search, assistant = workspace.search, workspace.assistant
    figures: Figures = {}
    for asked in questions[:5]:
        assistant.answer(asked.text)
    for name, make in NARROWED.items():
        filtered = [(asked.text, *make(asked)) for asked in questions]
        figures |= spread(f"search, {name}", [timed(partial(found, search, t, f)) for t, f, _ in filtered])
        figures |= spread(f"ask, {name}", [timed(partial(assistant.answer, q)) for _, _, q in filtered])
    figures["memory"] = memory()
    figures["recall@10 of the vector index"] = recall(workspace, [asked.text for asked in questions])
    figures["quality"] = quality(lambda text: found(search, text, Filters()), questions, gold(workspace.catalog))
    return figures


def found(search: HybridSearch, text: str, filters: Filters) -> list[Place]:
    """The items that a search finds."""
    stems = list(dict.fromkeys(token.stem for token in content_tokens(text)))
    items = search.items(text, stems, filters, 10)
    return [(each.record.meeting.source.name, each.record.item.number) for each in items]


NARROWED: Mapping[str, Callable[[Asked], tuple[Filters, str]]] = {
    "no filter": lambda a: (Filters(), a.text),
    "a year": lambda a: (
        Filters((Period(date(a.day.year, 1, 1), date(a.day.year, 12, 31)),)),
        f"Hvad blev der besluttet om {a.subject} i {a.day.year}?",
    ),
    "one meeting": lambda a: (
        Filters((Period(a.day, a.day),), (a.body,)),
        f"Hvad besluttede {a.body} om {a.subject} den {texts.long_day(a.day)}?",
    ),
    "one body": lambda a: (Filters(bodies=(a.body,)), f"Hvad har {a.body} besluttet om {a.subject}?"),
    "a journal number": lambda a: (
        Filters(case_numbers=(a.journal_number,)),
        f"Hvad blev der besluttet i sag {a.journal_number}?",
    ),
}
"""Filters for a question about a case, and the question as somebody would ask it so."""


def gold(catalog: Catalog) -> list[tuple[str, tuple[Place, ...]]]:
    """The gold questions that stand alone and have an answer, and the items that hold it."""
    rows = []
    for name, _ in GOLD:
        path = ROOT / "tests" / "gold" / f"{name}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if row.get("history") or not row["answerable"] or not row["expected"]:
                continue
            right = set()
            for each in row["expected"]:
                day = date.fromisoformat(each["date"])
                for record in catalog.find_items(Filters((Period(day, day),), item_numbers=(str(each["item"]),))):
                    if record.meeting.source.name.startswith(f"{name}/"):
                        right.add((record.meeting.source.name, record.item.number))
            if right:
                rows.append((row["question"], tuple(right)))
    return rows


def quality(
    look: Callable[[str], Sequence[Place]], questions: Sequence[Asked], golden: Sequence[tuple[str, tuple[Place, ...]]]
) -> Figures:
    """Recall@10 and nDCG@10 of items (Järvelin and Kekäläinen, 2002), of made questions and of gold ones."""
    figures = {}
    for name, rows in (("made", [(q.text, q.right) for q in questions]), ("gold", golden)):
        judged = [(ranked(look(text)), set(right)) for text, right in rows]
        figures[f"recall@10, {name}"] = mean(len(right & set(places)) / min(10, len(right)) for places, right in judged)
        figures[f"nDCG@10, {name}"] = mean(ndcg(places, right) for places, right in judged)
    return figures


def ndcg(places: Sequence[Place], right: set[Place]) -> float:
    """The gain of the right items among the first ten, over the most there could be."""
    gained = sum(1 / log2(rank + 2) for rank, place in enumerate(places[:10]) if place in right)
    return gained / sum(1 / log2(rank + 2) for rank in range(min(10, len(right))))


def recall(workspace: Workspace, texts: Sequence[str]) -> float:
    """The share of the ten nearest passages by exact search that the index finds; equals count as found."""
    vectors = workspace.encoder.encode_queries(list(texts))
    best = np.full((len(texts), 10), -1.0)
    for _, rows in workspace.catalog.vectors_since(-1):
        scores = np.concatenate([best, vectors @ rows.T], axis=1)
        best = -np.partition(-scores, 9, axis=1)[:, :10]
    shares: list[float] = []
    for vector, exact in zip(vectors, best, strict=True):
        cosines = [cosine for _, cosine in workspace.vectors.search(workspace.catalog, vector, Filters(), 10)]
        shares.append(sum(cosine >= exact.min() - 1e-6 for cosine in cosines) / max(1, np.count_nonzero(exact > -1)))
    return mean(shares)


def build_peer(stage: Stage, name: str) -> Figures:
    """Build a peer over what was read in."""
    folder = stage.folder / "peers" / name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    peer = PEERS[name](Material(stage.minutes, Catalog.open(stage.data), open_encoder(), folder))
    started, before = time.perf_counter(), used()
    count = peer.build()
    return {
        "passages": count,
        "built, s": time.perf_counter() - started,
        "built, processor s": used() - before,
        "MB": size(folder),
    }


def ask_peer(stage: Stage, name: str) -> Figures:
    """Latencies, memory and quality of a peer."""
    folder = stage.folder / "peers" / name.replace(" ", "-")
    catalog = Catalog.open(stage.data)
    peer = PEERS[name](Material(stage.minutes, catalog, open_encoder(), folder))
    started = time.perf_counter()
    peer.open()
    questions = stage.questions()
    peer.search(questions[0].text, Filters())
    figures: Figures = {"first search, s": time.perf_counter() - started}
    for asked in questions[:5]:
        peer.search(asked.text, Filters())
    for narrowed, make in NARROWED.items():
        if narrowed == "no filter" or peer.filters:
            filtered = [(asked.text, make(asked)[0]) for asked in questions]
            spent = [timed(partial(peer.search, t, f)) for t, f in filtered]
            figures |= spread(f"search, {narrowed}", spent)
    figures["memory"] = memory()
    figures["quality"] = quality(lambda text: peer.search(text, Filters()), questions, gold(catalog))
    return figures


def cold(stage: Stage) -> Figures:
    """New processes: the same files read in again, a first search, a first answer."""
    runs: dict[str, list[tuple[float, float]]] = {"search": [], "ask": []}
    for asked in stage.questions()[:COLD_RUNS]:
        for name, spent in runs.items():
            spent.append(command(stage, name, asked.text))
    clock, processor = command(stage, "ingest", str(stage.minutes))
    figures: Figures = {"unchanged files again, s": clock, "unchanged files again, processor s": processor}
    for name, spent in runs.items():
        figures[f"{name}, new process, median s"] = median(clock for clock, _ in spent)
        figures[f"{name}, new process, slowest s"] = max(clock for clock, _ in spent)
        figures[f"{name}, new process, median processor s"] = median(used for _, used in spent)
    return figures


def command(stage: Stage, *arguments: str) -> tuple[float, float]:
    """The seconds that a `referat` process takes by the clock, and of processor time."""
    clock, processor = time.perf_counter(), used()
    whole = [sys.executable, "-m", "ui.cli", *arguments, "--data", str(stage.data)]
    subprocess.run(whole, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - clock, used() - processor


def used() -> float:
    """The processor seconds of this process and of those it started that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that a call takes by the clock, and of processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    call()
    return 1_000 * (time.perf_counter() - clock), 1_000 * (time.process_time() - processor)


def spread(name: str, spent: Sequence[tuple[float, float]]) -> Figures:
    """The 50th, 95th and 99th percentile, by the clock and by processor time."""
    figures: Figures = {}
    for label, part in (("", [clock for clock, _ in spent]), (", processor", [used for _, used in spent])):
        cuts = quantiles(part, n=100, method="inclusive")
        figures[name + label] = [cuts[49], cuts[94], cuts[98]]
    return figures


def memory() -> Figures:
    """Resident memory of this process in MB: all of it, and without the files that are mapped."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = {line.split(":")[0]: int(line.split()[1]) / 1_024 for line in lines if line.startswith(("VmRSS", "RssAnon"))}
    return {"resident, MB": held["VmRSS"], "of its own, MB": held["RssAnon"]}


def size(path: Path) -> float:
    """Megabytes on disk of a file or a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(each.stat().st_size for each in files if each.is_file()) / 1e6


TASKS: Mapping[str, Callable[..., Figures]] = {
    "build": build,
    "serve": serve,
    "cold": cold,
    "build-peer": build_peer,
    "ask-peer": ask_peer,
}


def child(task: str, stage: Stage, *more: str) -> Figures:
    """One task in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.scale", "--task", task, "--folder", str(stage.folder), *more]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "ANONYMIZED_TELEMETRY": "False"}
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def kept(path: Path, make: Callable[[], Figures]) -> Figures:
    """Figures of a build, which is made only where they are not there."""
    if not path.exists():
        path.write_text(json.dumps(make()), encoding="utf-8")
    figures: Figures = json.loads(path.read_text(encoding="utf-8"))
    return figures


def measure(folder: Path, meetings: int, *, peers: bool) -> Figures:
    """All figures of one size."""
    stage = Stage(folder / str(meetings))
    stage.folder.mkdir(parents=True, exist_ok=True)
    stage.prepare(meetings)
    built = kept(stage.folder / "build.json", lambda: child("build", stage))
    figures: Figures = {"built": built, "served": child("serve", stage), "cold": cold(stage)}
    figures["peers"] = {}
    for name in PEERS if peers else ():
        path = stage.folder / f"{name.replace(' ', '-')}.json"
        made = kept(path, partial(child, "build-peer", stage, "--peer", name))
        figures["peers"][name] = {"built": made, "asked": child("ask-peer", stage, "--peer", name)}
    return figures


def show(measured: Mapping[int, Figures]) -> Iterator[str]:
    """The figures as Markdown tables."""
    sizes = list(measured)
    yield from table(["reading in", *(f"{n:,} meetings" for n in sizes)], [
        [key, *(number(measured[n]["built"][key]) for n in sizes)] for key in measured[sizes[0]]["built"]
    ])  # fmt: skip
    rows = [[key, *(number(measured[n]["cold"][key]) for n in sizes)] for key in measured[sizes[0]]["cold"]]
    for key, value in measured[sizes[0]]["served"].items():
        if isinstance(value, list):
            rows.append([f"{key}: p50 / p95 / p99, ms", *(_spread(measured[n]["served"][key]) for n in sizes)])
        elif isinstance(value, float):
            rows.append([key, *(f"{measured[n]['served'][key]:.4f}" for n in sizes)])
        else:
            rows += [[part, *(number(measured[n]["served"][key][part]) for n in sizes)] for part in value]
    yield from table(["serving", *(f"{n:,} meetings" for n in sizes)], rows)
    for n in sizes:
        if measured[n]["peers"]:
            yield from _beside(n, measured[n])


def _beside(meetings: int, figures: Figures) -> Iterator[str]:
    """One size's table of Referat beside the others."""
    built, served = figures["built"], figures["served"]
    own = {"passages": built["passages"], "built, s": built["vector index, s"] + built["lexical index, s"]}
    own["MB"] = built["vector index, MB"] + built["lexical index, MB"]
    columns = {"Referat": {"built": own, "asked": served}} | figures["peers"]
    rows = [[f"{k}", *(number(c["built"].get(k)) for c in columns.values())] for k in ("passages", "built, s", "MB")]
    for narrowed in NARROWED:
        key = f"search, {narrowed}"
        for label in ("", ", processor"):
            row = [_spread(c["asked"].get(key + label)) for c in columns.values()]
            rows.append([f"{key}{label}: p50 / p95 / p99, ms", *row])
    for group in ("memory", "quality"):
        rows += [[part, *(number(c["asked"][group][part]) for c in columns.values())] for part in served[group]]
    yield from table([f"{meetings:,} meetings", *columns], rows)


def _spread(spent: Sequence[float] | None) -> str:
    return " / ".join(number(each) for each in spent) if spent else "–"


def number(value: float | None) -> str:
    """A figure to about three digits."""
    if value is None:
        return "–"
    if isinstance(value, int) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 3 else f"{value:.2f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"\n| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def main(arguments: Sequence[str]) -> None:
    """Measure every size and print the tables, or do one task for such a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meetings", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parsed = parser.parse_args(arguments)
    if parsed.task:
        print(json.dumps(TASKS[parsed.task](Stage(parsed.folder), *([parsed.peer] if parsed.peer else []))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = parsed.folder or Path(scratch)
        measured = {n: measure(folder, n, peers=parsed.peers) for n in parsed.meetings}
        print(f"\nPython {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end")
        print("\n".join(show(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
