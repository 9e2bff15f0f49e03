"""Accounts (brugere): who is named in the login file, and what each may do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rag.errors import ServerError
from ui import texts
from ui.access.passwords import PREFIX, PasswordHash, PlainPassword
from ui.inputs import reason


class Role(StrEnum):
    """What an account is for (rolle). One who uploads also reads."""

    READER = "læser"
    UPLOADER = "indlæser"


@dataclass(frozen=True, slots=True)
class Account:
    """A line of the login file (bruger)."""

    name: str
    roles: frozenset[Role]
    password: PasswordHash | PlainPassword = field(repr=False)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sends a request (gæst): nobody known has an empty name and no roles."""

    name: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def may_upload(self) -> bool:
        """Whether this visitor may put minutes in."""
        return Role.UPLOADER in self.roles


ANYBODY = Visitor()


@dataclass(frozen=True)
class Accounts:
    """Everyone with a login (brugerliste). Without any, everybody may read and nobody upload."""

    by_name: Mapping[str, Account] = field(default_factory=dict)

    @cached_property
    def closed(self) -> bool:
        """Whether only those who are named may read."""
        return any(Role.READER in account.roles for account in self.by_name.values())

    @property
    def readable(self) -> tuple[str, ...]:
        """The names of those whose passwords stand readable in the file."""
        return tuple(name for name, each in self.by_name.items() if isinstance(each.password, PlainPassword))

    @cached_property
    def _decoy(self) -> PasswordHash:
        hashed = [each.password for each in self.by_name.values() if isinstance(each.password, PasswordHash)]
        return PasswordHash.of_nobody(max(hashed, key=lambda one: one.log2_n, default=None))

    def admit(self, name: str, password: str) -> Visitor | None:
        """Who has this name and password; None for nobody.

        By design it takes .3 s of processor time and 32 MiB, for an unknown name as for a known one.
        """
        account = self.by_name.get(normal(name))
        fits = (account.password if account else self._decoy).fits(password)
        return Visitor(account.name, account.roles) if account and fits else None

    def may_read(self, visitor: Visitor) -> bool:
        """Whether a visitor may see the minutes."""
        return not self.closed or bool(visitor.roles)


def normal(name: str) -> str:
    """A name as it is compared: case counts, how its letters are composed doesn't."""
    return unicodedata.normalize("NFC", name.strip())


def read_accounts(path: Path) -> Accounts:
    """The accounts of a login file, one `name:role:hash` a line; `#` starts a comment.

    Several roles are separated by commas. A line of the older form, `name:password`, is a reader's.

    Raises:
        ServerError: it can't be read, or a line is malformed or names somebody again.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=reason(error))) from error
    accounts: dict[str, Account] = {}
    for number, line in _written(lines):
        try:
            account = _account(line)
        except ValueError as error:
            wrong = texts.BAD_AUTH_LINE.format(number=number)
            raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=wrong)) from error
        if account.name in accounts:
            twice = texts.AUTH_TWICE.format(number=number, name=account.name)
            raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=twice))
        accounts[account.name] = account
    if not accounts:
        raise ServerError(texts.BAD_AUTH_FILE.format(path=path, reason=texts.AUTH_EMPTY))
    return Accounts(accounts)


def _written(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _account(line: str) -> Account:
    name, _, rest = line.partition(":")
    first, colon, hashed = rest.partition(":")
    if not normal(name) or not rest:
        raise ValueError(name)
    if colon and hashed.startswith(PREFIX):
        roles = frozenset(Role(unicodedata.normalize("NFC", role.strip())) for role in first.split(","))
        return Account(normal(name), roles, PasswordHash.read(hashed))
    if rest.startswith(PREFIX):
        return Account(normal(name), frozenset({Role.READER}), PasswordHash.read(rest))
    if first in set(Role):
        # A role and no hash: the password was forgotten, or not hashed. It is no password of the older form.
        raise ValueError(name)
    return Account(normal(name), frozenset({Role.READER}), PlainPassword(rest))


def written(name: str, role: Role, password: str) -> str:
    """The line of a login file for somebody."""
    return f"{normal(name)}:{role}:{PasswordHash.of(password).line}"
