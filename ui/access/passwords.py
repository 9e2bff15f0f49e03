"""Passwords (adgangskoder) as they are kept: scrypt with a salt, in one line of text.

`scrypt$LOG2N$R$P$SALT$KEY`, salt and key in URL-safe base64 without padding (RFC 7914).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

PREFIX = "scrypt$"
SHORTEST = 10
LONGEST = 1024
"""Characters of a password; a longer one is never tried."""

# The equal of OWASP's first choice (N = 2^17, p = 1) at a quarter of its memory: 32 MiB for each that is tried.
_LOG2_N, _R, _P = 15, 8, 3
_MOST_LOG2_N, _MOST_R, _MOST_P = 17, 16, 16
_SALT_BYTES = 16
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """A password that can be recognised and not read (adgangskodeaftryk)."""

    log2_n: int
    r: int
    p: int
    salt: bytes
    key: bytes

    @classmethod
    def of(cls, password: str, log2_n: int = _LOG2_N) -> PasswordHash:
        """The hash of a password, with a salt of its own; `log2_n` is what a guess costs."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(log2_n, _R, _P, salt, _derive(password, salt, log2_n, _R, _P))

    @classmethod
    def of_nobody(cls, like: PasswordHash | None = None) -> PasswordHash:
        """A hash that no password has, and that takes as long to try as another; as long as a new one without it."""
        log2_n, r, p = (like.log2_n, like.r, like.p) if like else (_LOG2_N, _R, _P)
        return cls(log2_n, r, p, secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def read(cls, line: str) -> PasswordHash:
        """A hash as `line` wrote it.

        Raises:
            ValueError: it is none, or asks for more work than this program does.
        """
        name, *costs, salt, key = line.split("$")
        log2_n, r, p = (int(cost) for cost in costs)
        affordable = 1 <= log2_n <= _MOST_LOG2_N and 1 <= r <= _MOST_R and 1 <= p <= _MOST_P
        found = cls(log2_n, r, p, _decode(salt), _decode(key))
        if f"{name}$" != PREFIX or not affordable or len(found.key) != _KEY_BYTES:
            raise ValueError(name)
        return found

    @property
    def line(self) -> str:
        """The hash as one word of text, without a colon."""
        return f"{PREFIX}{self.log2_n}${self.r}${self.p}${_encode(self.salt)}${_encode(self.key)}"

    def fits(self, password: str) -> bool:
        """Whether this is the hash of a password, in the same time whatever it is."""
        tried = _derive(password[:LONGEST], self.salt, self.log2_n, self.r, self.p)
        return hmac.compare_digest(tried, self.key) and len(password) <= LONGEST


@dataclass(frozen=True, slots=True)
class PlainPassword:
    """A password that its owner left readable (klartekst); it is recognised in the time that a hash takes."""

    text: str

    def fits(self, password: str) -> bool:
        """Whether this is the password."""
        _derive(password[:LONGEST], bytes(_SALT_BYTES), _LOG2_N, _R, _P)
        return hmac.compare_digest(_secret(password), _secret(self.text))


def _derive(password: str, salt: bytes, log2_n: int, r: int, p: int) -> bytes:
    needed = 128 * r * ((1 << log2_n) + p + 2)
    return hashlib.scrypt(_secret(password), salt=salt, n=1 << log2_n, r=r, p=p, maxmem=needed, dklen=_KEY_BYTES)


def _secret(password: str) -> bytes:
    """The bytes of a password: Å typed as one character or as two is the same password."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
