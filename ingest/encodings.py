"""Bytes of text files to text (tegnsæt): UTF-8, UTF-16, cp1252 and latin-1, told apart by what decodes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from prompts import rejections
from rag.errors import DocumentRejected

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 0})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text, and how many characters could not be read and were replaced."""

    text: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """Decode a text file.

    A byte order mark decides; then zero bytes in every other place mean UTF-16; then strict UTF-8; then
    UTF-8 with a few damaged bytes; then cp1252, and latin-1 where cp1252 has no such character.

    Raises:
        DocumentRejected: the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    sample = data[:_SAMPLE]
    if wide := _wide(sample):
        return _replacing(data, wide)
    if sample and len(sample.translate(None, _CONTROLS)) < 0.95 * len(sample):
        raise DocumentRejected(rejections.BINARY)
    if sample.count(0) > 0.05 * len(sample):
        raise DocumentRejected(rejections.BINARY)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", errors="replace")
    wrong = damaged.count("\ufffd")
    right = sum(character in "æøåÆØÅ" for character in damaged)
    if right > 10 * wrong:
        return Decoded(damaged, wrong)
    try:
        return Decoded(data.decode("cp1252"))
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"))


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, text.count("\ufffd"))


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark: nearly every second byte of Danish text is zero."""
    if len(sample) < 8:
        return ""
    pairs = len(sample) // 2
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.05 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.05 * pairs:
        return "utf-16-be"
    return ""
