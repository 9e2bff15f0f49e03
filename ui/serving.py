"""The commands that serve (servering): `referat chat`, `referat mcp`, and `password` for their login file."""

from __future__ import annotations

import sys
from functools import partial
from getpass import getpass
from typing import TYPE_CHECKING

from rag.errors import ServerError
from rag.settings import read_settings
from ui import texts
from ui.memory import share_heap
from ui.progress import TerminalProgress
from ui.reading import open_workspace

if TYPE_CHECKING:
    import argparse

    from ui.server import Site


def chat(arguments: argparse.Namespace) -> int:
    """`referat chat`: serve the page."""
    from ui.server import start
    from ui.workspace import PageResponder

    share_heap()
    site = read_site(arguments)
    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        responder = PageResponder(workspace)
        if workspace.model_line is not None:
            workspace.model_line.prepare()
        if workspace.catalog.counts().meetings:
            _ = workspace.now.assistant
    start(responder, site, workspace=workspace, ready=partial(_announce, site, texts.SERVING)).run()
    return 0


def mcp(arguments: argparse.Namespace) -> int:
    """`referat mcp`: tools for other assistants, on standard in and out or over HTTP."""
    from ui.library import Library
    from ui.server import build_mcp, start_application

    try:
        from ui.mcp import build_server
    except ModuleNotFoundError as error:
        if error.name not in ("mcp", "mcp_types"):
            raise
        raise ServerError(texts.MCP_ABSENT) from error
    share_heap()
    site = read_site(arguments)
    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        if workspace.catalog.counts().meetings:
            _ = workspace.now.assistant
    library = Library(workspace)
    if arguments.http:
        start_application(partial(build_mcp, library, site), site, partial(_announce, site, texts.MCP_SERVING)).run()
    else:
        build_server(library).run()
    return 0


def read_site(arguments: argparse.Namespace) -> Site:
    """How the server that a command was asked for is reached and by whom.

    Raises:
        ServerError: the login file, the root path or a proxy can't be used.
    """
    from ui.access.accounts import Accounts, read_accounts
    from ui.proxies import read_proxies, read_root_path
    from ui.server import Site

    return Site(
        host=arguments.host,
        port=arguments.port,
        accounts=read_accounts(arguments.auth_file) if arguments.auth_file else Accounts(),
        proxies=read_proxies(arguments.proxy),
        root_path=read_root_path(arguments.root_path),
        questions_per_minute=read_settings().questions_per_minute,
    )


def _announce(site: Site, sentence: str, address: str) -> None:
    print(sentence.format(url=address), file=sys.stderr)
    print(texts.ACCESS_CLOSED if site.accounts.closed else texts.ACCESS_OPEN, file=sys.stderr)
    if site.accounts.readable:
        print(texts.AUTH_READABLE.format(names=", ".join(site.accounts.readable)), file=sys.stderr)
    sys.stderr.flush()


def password(arguments: argparse.Namespace) -> int:
    """`referat password`: a line for the login file, with a hash of the password that is typed or piped in."""
    from ui.access.accounts import Role, written
    from ui.access.passwords import LONGEST, SHORTEST

    name = arguments.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if not name.strip() or name.startswith("#") or set(name) & set(":\r\n"):
        print(texts.NAME_UNUSABLE, file=sys.stderr)
        return 2
    if sys.stdin.isatty():
        typed = getpass(texts.ASK_SECRET)
        if typed != getpass(texts.ASK_AGAIN):
            print(texts.TYPED_DIFFERS, file=sys.stderr)
            return 1
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(typed) <= LONGEST:
        print(texts.TYPED_LENGTH.format(least=SHORTEST, most=LONGEST), file=sys.stderr)
        return 1
    print(written(name, Role(arguments.role), typed))
    return 0
