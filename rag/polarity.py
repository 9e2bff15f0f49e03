"""Polarity (fortegn): whether a claim says yes, no, more, less, perhaps or decided just where its quote does.

Signs are looked for as words, not as meanings: a claim that uses a word of a group has to find one of the group in
the words that it rests on. That costs a good sentence now and then and lets no turned one through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rag.analysis import FUNCTION_WORDS, fold, stem, tokenize
from rag.facts import CLAUSES

_NEGATION = re.compile(
    r"\b(?:ikke|ej|ingen|intet|ingenting|aldrig|hverken|uden|nej|neppe|undtagen|undtaget|bortset|undlad\w*|undlod|"
    r"fraval\w+)\b"
)
# A part of a sentence that can be true by itself: what a "men" or a semicolon sets apart.
_PARTS = re.compile(r"[;:]\s|(?<=[.!?])\s+(?=[A-ZÆØÅ0-9])|,? men |,? og (?=\w+ (?:ikke|ingen)\b)|\n+")
_SAME_PART = 0.34

_GROUPS: Final[Mapping[str, str]] = {
    "up": r"stig\w*|steg|stegen|og(?:es|er|ede\w*|et|ning\w*)|hev(?:es|er|ede\w*|et)|forhoj\w*|voks\w*|udvid\w*|"
          r"foroge\w*|styrk\w*",
    "down": r"fald(?:er|et|t)?|faldt|senk\w*|reducer\w*|reduktion\w*|nedset\w*|nedsat\w*|skere[st]?|beskere\w*|"
            r"mindsk\w*|spar\w*|besparels\w*|nedbring\w*|indskrenk\w*",
    "lacking": r"mangl\w*|savn\w*",
    "unchanged": r"uendre\w*|uforandre\w*",
    "more than planned": r"mer(?:forbrug|udgift|indtegt)\w*|overskud\w*|overskr[ei]d\w*",
    "less than planned": r"mindre(?:forbrug|udgift|indtegt)\w*|underskud\w*",
    "earliest": r"tidligst\w*",
    "latest": r"senest",
    "most": r"hojst|maksimal\w*|maks|maximalt",
    "least": r"mindst|minimum|minimal\w*",
    "only": r"kun|alene|udelukkende|blot",
    "all": r"alle|samtlige|hele|enstemmig\w*|enig(?:e|hed)?",
    "majority": r"flertal\w*|flertallet",
    "minority": r"mindretal\w*",
    "voted for": r"stemte for|for(?: \w+)? stemte|stemmer for",
    "voted against": r"stemte imod|imod(?: \w+)? stemte|stemmer imod|stemte nej|imod",
    "half": r"halv\w*|halvdel\w*",
    "part": r"tredjedel\w*|fjerdedel\w*|kvart\w*|femtedel\w*",
    "double": r"dobbel\w*|fordobl\w*",
    "ordinal": r"forste|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende",
    "approve": r"godken\w*|vedt[ao]g\w*|tiltr[ae]d\w*|tiltrad\w*|bevilg(?:ede\w*|es|er|et)|imodek\w*",
    "reject": r"afvis\w*|forkast\w*|nedstem\w*|afsl[ao]\w*|bortfald\w*|stemt ned",
    "postpone": r"udset\w*|udsat\w*|udskyd\w*|udskudt\w*|udskod",
    "note": r"efterretning",
    "recommend": r"anbefal\w*|indstill(?:er|es|ede\w*)",
    "expect": r"forvent\w*|skon(?:net|nes|nede|ner|smessig\w*)?|ansla\w*|estimer\w*|formod\w*|vurder\w*|"
              r"ventes|antag\w*",
    "condition": r"hvis|safremt|forudset\w*|forudsat|betinge\w*|forbehold\w*|under forudsetning\w*",
    "propose": r"foresla\w*|\w*forslag\w*|foreslo\w*|\w*indstil\w*|anbefal\w*|onske\w*|anmod\w*|ansog\w*|bor|"
               r"patenk\w*|overvej\w*|pege\w* pa|planlegg\w*|opfordr\w*|appeller\w*|kunne|ville",
    "open": r"abn\w*|abent",
    "close": r"luk\w*|nedleg\w*|nedlagt\w*",
    "begin": r"start\w*|begynd\w*|pabegynd\w*|igangset\w*|igangsat\w*|ivers[ae]t\w*|tr[ae]der i kraft",
    "stop": r"stop\w*|ophor\w*|slut\w*|afslut\w*",
}  # fmt: skip
_SIGNS: Final = {name: re.compile(rf"\b(?:{words})\b") for name, words in _GROUPS.items()}
# What a claim may leave out of its quote: the quote's group may be missing in the claim. Not of these.
_KEPT: Final = ("expect", "condition", "latest", "earliest", "most", "least")
# Looked for in words as they are written: folded, "før" and "for" are one.
_OPPOSED: Final = (
    (r"før|inden", r"efter"), (r"over", r"under"), (r"mere", r"mindre"), (r"flere", r"færre"), (r"større", r"mindre"),
    (r"højere", r"lavere"), (r"dyrere", r"billigere"), (r"senere", r"tidligere"), (r"ja", r"nej"),
    (r"højeste?", r"laveste?"), (r"store?", r"lille|små"), (r"interne?", r"eksterne?"), (r"længere", r"kortere"),
    (r"nord", r"syd"),
    (r"øst", r"vest"),
)  # fmt: skip
_OPPOSITES: Final = tuple((re.compile(rf"\b(?:{a})\b"), re.compile(rf"\b(?:{b})\b")) for a, b in _OPPOSED)

_DECIDED = re.compile(
    r"\b(?:beslutte(?:de|t)|beslutning(?:en)? (?:var|blev|er)|vedtog(?:es)?|vedtage(?:t|n)|godkend(?:te|t)|"
    r"bevilge(?:de|t)|tiltrad(?:te|t)|tiltredt|imodekom(?:met)?|afviste?|forkastede?t?|udsatte|udsat|udskod|udskudt|"
    r"(?:er|blev|bliver) (?:det |der )?(?:bestemt|fastsat)|tog\b.*\befterretning|taget til efterretning|"
    r"som indstillet|(?:fulgte|folger|tiltradte|godkendte|vedtog) indstilling\w*|indstillingen (?:blev|er|var)|"
    r"enstemmig\w*|stemte)\b"
)
_ROOT = 5
_ASIDE = re.compile(r" ?\([^)]*\)")
_COUNTED = r"(\d+|en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|alle|ingen)"
_VOTES_BEFORE = re.compile(
    rf"\b{_COUNTED}(?: stemmer?| medlemmer| stemte| er| var)? (for|imod)\b(?! (?:at|den|det|en|et)\b)"
)
_VOTES_AFTER = re.compile(rf"\b(for|imod)\b(?:(?: \w+)? stemte)? {_COUNTED}\b")
_ADVISED = re.compile(r"\b(?:indstil\w*|anbefal\w*|foresla\w*|foreslo\w*|forslag\w*|ansog\w*|onsk\w*)\b")
_WISHED = re.compile(
    r"\b(?:stillede (?:et )?\w*forslag|foresla\w*|foreslo\w*|onsk\w*|bad om|bedt om|opfordr\w*|spurgt\w*|"
    r"(?:mener|mente|fandt|finder),? at)\b"
)
_STATEMENTS = re.compile(r"[;:]\s|[.!?]\s+(?=[A-ZÆØÅ])|\n+|,? (?:og|men|mens) ")
_TO_MACHINES = re.compile(
    r"\b(?:ignorer\w*|glem)\b.{0,40}\b(?:ovenfor|ovenstende|instruks\w*|instruktion\w*|regler\w*|tidligere|alt|alle|referat\w*)\b"
    r"|\b(?:sprogmodel\w*|ai-?(?:assistent\w*|model\w*)|chatbot\w*|assistenten|systemprompt\w*|prompt(?:en)?)\b"
    r"|\b(?:svar|skriv|sig|oplys|konkluder)\b (?:altid|kun|blot|bare|straks|i stedet|nu)\b"
    r"|\bsvar(?:er|e)? ja\b|\bignore (?:all|previous|the)\b|\bnye? instruks\w*|\b(?:hvis|nar) du er en\b"
    r"|\btil (?:den|dig),? der leser\b|\bse bort fra (?:alle?|alt|ovrige|det ovrige|ovenstende)\b"
    r"|\bsystem:",
)


def says_no(text: str) -> int:
    """How many words of a text deny something."""
    return len(_NEGATION.findall(fold(text)))


def keeps_denials(claim: str, quoted: str, around: str) -> bool:
    """Whether a claim denies what its quote denies, and nothing else.

    `quoted` are the words that the model quoted, `around` the whole sentences in which they stand.
    """
    own = says_no(claim)
    if own > says_no(around) or not _deny_alike(claim, around):
        return False
    parts = [part for part in _PARTS.split(around) if part.strip()]
    told = [
        part for part in parts if _shared(part, quoted) >= _SAME_PART or _shared(part, claim) >= _SAME_PART
    ] or parts
    return own == sum(map(says_no, told)) or own == says_no(quoted) == says_no(_nearest(parts, claim))


def _deny_alike(claim: str, around: str) -> bool:
    """Whether each clause of a claim denies just when the clause that it is nearest to does."""
    told = [clause for clause in CLAUSES.split(around) if clause.strip()]
    for clause in CLAUSES.split(claim):
        shares = [_overlap(clause, other) for other in told]
        best = max(shares, default=0)
        near = [other for other, share in zip(told, shares, strict=True) if share == best]
        if best and all(bool(says_no(other)) != bool(says_no(clause)) for other in near):
            return False
    return True


def _overlap(clause: str, other: str) -> int:
    words = {token.stem for token in tokenize(clause) if token.folded not in FUNCTION_WORDS}
    return len(words & {token.stem for token in tokenize(other)})


def _nearest(parts: list[str], claim: str) -> str:
    return max(parts, key=lambda part: _shared(part, claim), default="")


def _shared(part: str, other: str) -> float:
    """The share of a part's words that another text has."""
    own = {token.stem for token in tokenize(part)}
    return len(own & {token.stem for token in tokenize(other)}) / len(own) if own else 0.0


def turned(claim: str, quoted: str) -> str:
    """The group of words in which a claim goes another way than what it quotes; empty where it goes along."""
    mine, other = fold(claim), fold(quoted)
    for name, sign in _SIGNS.items():
        if sign.search(mine) and not sign.search(other):
            return name
        if name in _KEPT and sign.search(other) and not sign.search(mine):
            return name
    mine, other = claim.lower(), quoted.lower()
    for first, second in _OPPOSITES:
        for word, against in ((first, second), (second, first)):
            if word.search(mine) and not word.search(other) and against.search(other):
                return word.pattern
    return ""


def deciding_words(text: str) -> Counter[str]:
    """The words by which a text says that something was decided, by their beginnings, and how often each."""
    return Counter(match[0][:_ROOT] for match in _DECIDED.finditer(fold(text)))


def read_votes(text: str) -> set[tuple[str, str]]:
    """How many voted for and against, by the words of a text: ("17", "for"), ("8", "imod")."""
    folded = _ASIDE.sub("", fold(text))
    before = {(match[1], match[2]) for match in _VOTES_BEFORE.finditer(folded)}
    return before | {(match[2], match[1]) for match in _VOTES_AFTER.finditer(folded)}


def says_advised(text: str) -> bool:
    """Whether a text says that something was recommended, proposed or wished for."""
    return _ADVISED.search(fold(text)) is not None


def proposes(text: str) -> bool:
    """Whether a text tells of something that is only proposed."""
    return _SIGNS["propose"].search(fold(text)) is not None


def drops_wish(claim: str, text: str) -> bool:
    """Whether a claim leaves out that what it says was only moved, asked for or thought by somebody.

    A Beslutning tells such things too ("Hun ønskede, at …"), and they are no decisions.
    """
    parts = [part for part in _STATEMENTS.split(text) if part.strip()]
    shared = [_overlap(claim, part) for part in parts]
    near = [part for part, share in zip(parts, shared, strict=True) if share and share >= max(shared) - 1]
    wished = any(_WISHED.search(fold(part)) for part in near)
    return wished and _WISHED.search(fold(claim)) is None


def speaks_to_machines(text: str) -> bool:
    """Whether a text of the minutes gives orders to whoever reads it by machine."""
    return _TO_MACHINES.search(fold(text)) is not None


@lru_cache(maxsize=512)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(fold(word)) for word in re.findall(r"[^\W_]+", text))
