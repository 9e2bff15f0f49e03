"""What is installed is what was pinned, and nothing of it is asked for elsewhere while it runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"([\w.-]+)==([\w.+!]+)(?:\s*;.*)?")


def pins() -> Iterator[tuple[NormalizedName, str]]:
    """Every line of the constraints that is no remark, as a name and its version."""
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pin = PIN.fullmatch(line)
            assert pin, line
            yield canonicalize_name(pin[1]), pin[2]


PINNED = dict(pins())

COMES_WITH_PYTHON = {"setuptools"}
"""A virtual environment has it or not, by the version of Python; torch names it."""


def needed() -> set[NormalizedName]:
    """Every package that installing with the development extras brings here, by its requirements."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])]
    seen: set[tuple[NormalizedName, str]] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in metadata.requires(name) or []:
                further = Requirement(line)
                if further.marker is None or further.marker.evaluate({"extra": extra}):
                    waiting.append(further)
    return {name for name, _ in seen}


def test_everything_that_is_installed_is_pinned() -> None:
    assert sorted(needed() - set(PINNED) - COMES_WITH_PYTHON) == []


def test_what_is_installed_is_what_is_pinned() -> None:
    other = {name: metadata.version(name) for name in needed() & set(PINNED)}
    assert {name: found for name, found in other.items() if found.partition("+")[0] != PINNED[name]} == {}


ISOLATED = """
import fcntl, socket, struct, subprocess, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14s", b"lo", 0x1 | 0x40, b""))
try:
    socket.create_connection(("192.0.2.1", 80), 1).close()
except OSError:
    pass
else:
    sys.exit("there is a network")
import contextlib, json, pathlib
from tests.served import serve
data, minutes = pathlib.Path(sys.argv[1]), sys.argv[2]
run = [sys.executable, "-m", "ui.cli"]
subprocess.run([*run, "ingest", minutes, "--data", str(data)], check=True, stdout=subprocess.DEVNULL)
with serve(data) as server:
    assert server.get("/", Accept="text/html").status == 200
    print(json.dumps(server.ask(sys.argv[3])["status"]))
"""


def test_reading_in_asking_and_the_page_need_no_network(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine permits no `unshare --net`")
    done = subprocess.run(
        [unshare, "-rn", sys.executable, "-c", ISOLATED, str(tmp_path / "data"), str(ROOT / "ingest" / "samples"),
         "Hvad besluttede Direktionen om hjemmearbejde i marts 2022?"],
        check=False, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert (done.stdout.strip(), done.returncode) == ('"answered"', 0), done.stderr


def test_a_connection_out_of_this_machine_fails_in_every_test() -> None:
    import socket

    with pytest.raises(PermissionError, match=r"192\.0\.2\.1"), socket.socket() as outward:
        outward.connect(("192.0.2.1", 80))
