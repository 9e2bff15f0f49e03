"""The real server over the sample minutes, in a thread, for tests of its doors."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Self

import httpx

from ingest.sync import sync
from rag.settings import Settings
from tests.served import InThread
from ui.access.accounts import Account, Accounts, Role
from ui.access.passwords import PasswordHash
from ui.progress import TerminalProgress
from ui.server import Site, start
from ui.workspace import PageResponder, Workspace

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"
BROWSER = {"Accept": "text/html,application/xhtml+xml"}
SECRET = "hemmelig-nok-42"  # noqa: S105 - of invented people


def account(name: str, *roles: Role) -> Account:
    """Somebody whose password is `SECRET`, hashed cheaply."""
    return Account(name, frozenset(roles), PasswordHash.of(SECRET, log2_n=4))


ANNA = account("anna", Role.READER)
BO = account("bo", Role.UPLOADER)
CLOSED = Accounts({"anna": ANNA, "bo": BO})
"""Reading is for anna and bo only, and bo may upload."""
OPEN = Accounts({"bo": BO})
"""Everybody may read, and bo may upload."""


def workspace(data: Path) -> Workspace:
    """A workspace of a data folder."""
    return Workspace(Settings(data=data), TerminalProgress())


def filled(data: Path) -> Path:
    """A data folder with the sample minutes read in."""
    opened = workspace(data)
    report = sync([SAMPLES], opened.catalog, opened.encoder)
    assert not report.rejected
    opened.update_indexes()
    opened.vectors.close()
    opened.catalog.close()
    return data


def copied(data: Path, to: Path) -> Path:
    """A data folder of a test's own."""
    return Path(shutil.copytree(data, to))


class Running(InThread):
    """The server that `referat chat` starts, on a free port."""

    def __init__(self, data: Path, **site: Any) -> None:
        self.workspace = workspace(data)
        responder = PageResponder(self.workspace)
        opened = Site(port=0, **site)
        super().__init__(lambda ready: start(responder, opened, workspace=self.workspace, ready=ready))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def client(self, **options: Any) -> httpx.Client:
        """A client with cookies of its own, that follows nothing."""
        return httpx.Client(base_url=self.address, timeout=30, trust_env=False, **options)


def log_in(client: httpx.Client, name: str = "bo", password: str = SECRET, wanted: str = "/") -> httpx.Response:
    """The reply to the login form as a browser sends it."""
    form = {"username": name, "password": password, "next": wanted}
    return client.post("login", data=form, headers=BROWSER)
