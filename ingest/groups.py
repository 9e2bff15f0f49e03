"""Headings of groups of items (punktgrupper): "Lukkede sager", "A. Sager til beslutning"."""

from __future__ import annotations

import re

_GROUP = re.compile(
    r"(?:(?:[A-Z]|[IVX]{1,4}|\d{1,2})[.):]?\s+)?(?:"
    r"(?:åbne|lukkede|øvrige|offentlige|fortrolige|ikke[-\s]offentlige|hemmelige)\s(?:sager|punkter|dagsordenspunkter|dagsorden|møde"
    r"|døre)(?:\s.{0,40})?"
    r"|(?:åben|åbent|lukket|offentlig|fortrolig)\s(?:dagsorden|møde|del|protokol)(?:\s.{0,40})?"
    r"|(?:sager|punkter|emner)\s(?:til|der|for|fra|med)\s.{3,80}"
    r"|til\s(?:beslutning|drøftelse|orientering|efterretning|behandling|godkendelse)(?:\s.{0,40})?"
    r"|(?:beslutnings|orienterings|drøftelses|temadrøftelses|efterretnings|behandlings)(?:sager|punkter)"
    r"|(?:for\s)?(?:åbne|lukkede)\sdøre|\((?:for\s)?lukkede\sdøre\)"
    r"|tillægsdagsorden|tillægspunkter"
    r")\s?:?$",
    re.IGNORECASE,
)
_LETTERED_GROUP = re.compile(r"(?:[A-ZÆØÅ]|[IVX]{1,4})[.):]\s+\S.{2,80}$")


def is_group(words: str) -> bool:
    """Whether a line heads a group of items ("Lukkede sager", "A. Sager til beslutning")."""
    return 5 <= len(words) <= 110 and bool(_GROUP.match(words))


def is_lettered(words: str) -> bool:
    """Whether a line could head a lettered group ("B. Teknik og Miljø")."""
    return len(words) <= 90 and bool(_LETTERED_GROUP.match(words))
