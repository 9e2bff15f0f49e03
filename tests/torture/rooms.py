"""A disk of its own for a test (rum): a small tmpfs in a mount namespace."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PLACE = Path("/mnt")


class NotPermitted(Exception):
    """This machine lets nobody mount a disk of his own."""


class Room:
    """A disk that can be made larger and read-only.

    `inside` is where it lies for a command that `enter` is put before, `outside` where every process of this user
    may copy from and to; SQLite, which resolves paths, opens nothing there.
    """

    inside = _PLACE

    def __init__(self, shell: subprocess.Popen[str], folder: Path) -> None:
        self._shell = shell
        self.outside = Path(f"/proc/{shell.pid}/root{_PLACE}")
        self.enter = (
            "nsenter", f"--target={shell.pid}", "--user", "--mount", "--preserve-credentials", f"--wd={folder}"
        )  # fmt: skip

    def remount(self, options: str) -> None:
        """Change the disk, as `mount -o remount` does.

        Raises:
            NotPermitted: the system refuses.
        """
        self.command(f"mount -o remount,{options} {_PLACE}")

    def command(self, line: str) -> None:
        """Run a line of shell inside."""
        assert self._shell.stdin is not None
        assert self._shell.stdout is not None
        self._shell.stdin.write(f"{line} && echo done || echo failed\n")
        self._shell.stdin.flush()
        if self._shell.stdout.readline() != "done\n":
            raise NotPermitted(line)


@contextmanager
def small_disk(size: str, folder: Path) -> Iterator[Room]:
    """A disk of a size as `mount` writes it, `512k`; it vanishes at the end. Commands run in `folder`.

    Raises:
        NotPermitted: this system lets no ordinary user mount one.
    """
    for needed in ("unshare", "nsenter"):
        if shutil.which(needed) is None:
            raise NotPermitted(needed)
    with subprocess.Popen(
        ["unshare", "--map-root-user", "--mount", "sh"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as shell:  # fmt: skip
        try:
            room = Room(shell, folder)
            try:
                room.command(f"mount -t tmpfs -o size={size} tmpfs {_PLACE}")
            except OSError as error:
                raise NotPermitted(str(error)) from error
            yield room
        finally:
            shell.kill()
