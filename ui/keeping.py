"""The commands that keep data safe (sikring): `referat backup` and `referat restore`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from rag.errors import CatalogDamaged
from ui import texts
from ui.progress import TerminalProgress
from ui.reading import open_workspace, print_json

if TYPE_CHECKING:
    from rag.backups import Backup
    from ui.workspace import Workspace


def backup(arguments: argparse.Namespace) -> int:
    """`referat backup`: write everything that can't be made again to one file, while the page is served."""
    from rag.backups import write_backup

    with TerminalProgress() as progress:
        made = write_backup(open_workspace(arguments, progress).catalog, arguments.file)
    _tell(arguments, made, texts.BACKED_UP)
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """`referat restore`: put what a backup holds in the place of what is there, and build the indexes again."""
    from rag.backups import restore_backup

    with TerminalProgress() as progress:
        workspace = open_workspace(arguments, progress)
        if not arguments.replace and _is_filled(workspace):
            print(texts.RESTORE_OVER.format(path=workspace.settings.data), file=sys.stderr)
            return 2
        if arguments.replace:
            _make_room(workspace)
        restored = restore_backup(workspace.catalog, arguments.file)
        workspace.update_indexes()
    _tell(arguments, restored, texts.RESTORED)
    return 0


def _is_filled(workspace: Workspace) -> bool:
    return workspace.catalog.counts().sources > 0


def _make_room(workspace: Workspace) -> None:
    """Put a catalog aside that can't be opened; one that can is written over."""
    from rag.backups import set_aside

    try:
        damage = workspace.catalog.find_damage()
    except CatalogDamaged as error:
        damage = str(error)
    if damage:
        kept = set_aside(workspace.settings.data)
        workspace.__dict__.pop("catalog", None)
        print(texts.SET_ASIDE.format(path=kept), file=sys.stderr)


def _tell(arguments: argparse.Namespace, made: Backup, template: str) -> None:
    if arguments.json:
        file = str(arguments.file)
        print_json({"file": file, "meetings": made.meetings, "files": made.files, "bytes": made.size})
        return
    size = f"{made.size / 1_000_000:.1f}".replace(".", ",")
    print(template.format(path=arguments.file, meetings=made.meetings, files=made.files, size=size))
