"""What became of an item (udfald), read from its own Beslutning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.domain import AgendaItem, Outcome, SectionKind

UNDECIDED = frozenset({Outcome.DISCUSSED, Outcome.NONE, Outcome.POSTPONED, Outcome.REJECTED})
"""What is no decision of what was proposed."""

# In order of weight: where a Beslutning says several things, the one that settles the item names it.
# "anbefales godkendt" recommends to another body, so it goes before approval. "Filen er sendt til udvalget" tells of a
# letter, "sagen sendes til udvalget" decides.
_SIGNS: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (Outcome.RECOMMENDED, re.compile(r"\b(?:anbefale(?:s|de|r)?|indstille(?:s|de|r)?)\b(?! at )|\banbefaler?\b", re.IGNORECASE)),
    (Outcome.REJECTED, re.compile(r"\b(?:afvis(?:t|es|te|er)\b(?! ikke)|forkaste(?:t|s|de)|nedstemt|bortfald(?:t|er)|ikke (?:godkendt|vedtaget|imødekommet|tiltrådt)|(?:imødekom(?:mes|mer)?|godkend(?:es|te|er)|vedtages|vedtog|bevilge[rs]|tiltræde[rs]|tiltrådte) (?:\w+ )?ikke|afsl(?:ag|ås|og|ået))\b", re.IGNORECASE)),
    (Outcome.POSTPONED, re.compile(r"\b(?:(?:uds(?:at|ættes|attes)|udskyde[rs]?|udskudt|udskød|(?:skub|ryk|flyt)(?:be|ke|te)?[st] til (?:det )?(?:næste|kommende|følgende|et senere) [\w-]*møde)\b|uds(?:atte|ætter)(?= (?:\w+ ){0,2}?(?:sag|punkt|spørgsmål|emne|behandling|beslutning|afgørelse|stillingtagen|drøftelse))|(?:genoptages|tages op (?:igen|på ny))\b)", re.IGNORECASE)),
    (Outcome.FORWARDED, re.compile(r"\b(?:oversend(?:t|es|te|er)|(?<!\ber )(?:videre)?send(?:es|t) (?:videre )?(?:til|i) (?!orientering)|send(?:es|te?) (?:\w+ ){0,3}tilbage til|hjemvis(?:t|es|te)|henvis(?:t|es))\b", re.IGNORECASE)),
    (Outcome.APPROVED, re.compile(r"\b(?:godkend(?:t|te|es|er|tes)|vedtag(?:et|es|er)|vedtog(?:es)?|tiltr[aå]dt(?:e|es)?|tiltrædes|tiltræder|bevilge(?:[rts]|des?)|beslutte(?:[rts]|des?)|igangsatte|imødekom(?:mes|met|ne)|(?:tilladelse|dispensation)\w* (?:blev |er )?(?:givet|gives|meddelt|meddeles)|(?:giver|gav|meddel(?:er|te)) (?:\w+ ){0,2}(?:\w*tilladelse|dispensation))\b", re.IGNORECASE)),
    (Outcome.NOTED, re.compile(r"\befterretning\b", re.IGNORECASE)),
    (Outcome.DISCUSSED, re.compile(r"\b(?:drøft\w*|gennemgik|gennemgået|orientere(?:de|t)|præsentere(?:de|t)|evaluere\w*|informere(?:de|t))\b", re.IGNORECASE)),
)  # fmt: skip

# What stands in a Beslutning and settles nothing: what is to be done later, what somebody told, a word that belongs
# to a noun ("den vedtagne plan"), a condition. "Det skal besluttes politisk" is no decision.
_UNSETTLED = re.compile(
    r"\b(?:skal|bør|vil|må|skulle|burde|ville|måtte|kunne)\b(?: (?!at\b)[^\s.,;:]+){0,6}? (?:blive )?"
    r"(?:godkend|vedtag|beslut|tiltræd|tiltråd|bevilg|afvis|anbefal|indstil|oversend|drøft)\w*"
    r"|\bbeslutte(?:de|r|t),? at [^.;\n]*\bskal (?:drøftes|behandles|forelægges|fremlægges|tages op)\b[^.;\n]*"
    r"|(?<=orienterede)\b[^.;\n]*|(?<=orienterer)\b[^.;\n]*|\b(?:oplyste|fortalte|nævnte|bemærkede|spurgte|svarede|mindede|gjorde opmærksom)\b[^.;\n]*"
    r"|\b(?:sager|emner|spørgsmål|punkter), der [^.;\n]*"
    r"|\b(?:den|det|de|en|et|nye|tidligere|senest|allerede) (?:godkendte|vedtagne|besluttede|bevilgede|afviste|anbefalede)\b"
    r"|\bha(?:r|vde) (?:\w+ ){0,2}?uds(?:kudt|at)\b(?! (?:sag|punkt|behandling|beslutning|afgørelse|stillingtagen))"
    r"|\b(?:hvis|såfremt|når|inden|indtil|medmindre) [^.,;\n]*",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:foreslog|stillede (?:ændrings)?forslag om|ønskede at|stemte for(?: at)?)\b[^.;\n]*"
    r"|\bønskede (?:\w+ )?(?:udsat|udskudt)\b",
    re.IGNORECASE,
)
# "Ad a) Godkendt. Ad b) Ikke godkendt.": each part is settled for itself.
_PART = re.compile(r"\bAd\.? (?:punkt |pkt\.? ?|nr\.? ?)?(?:\d{1,2}|[a-zæøå])\b[).:,]{0,2}", re.IGNORECASE)
_PARTLY = re.compile(r"\bdelvist? (?:\w+ )?(?:godkendt|vedtaget|tiltrådt|imødekommet)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:genoptages|tages op (?:igen|på ny))", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:godkendt|godkendte|vedtaget|vedtog|tiltr[aå]dte?)\b", re.IGNORECASE)
_GRANTED_THAT = re.compile(r"\b(?:godkendte|vedtog|besluttede|tiltrådte), at\b", re.IGNORECASE)
_PROPOSES = re.compile(r"\b(?:ændrings|mod|under)forslag\b|\bforeslog\b|\bstillede forslag\b", re.IGNORECASE)
_FELL = re.compile(
    r"\bforslag(?:et|ene)?\b[^.\n]{0,30}\b(?:bortfaldt|faldt|forkastet|nedstemt|afvist|ikke (?:vedtaget|godkendt|tiltrådt))"
    r"|\bændringsforslag\w*[^.\n]{0,30}\b(?:bortfaldt|faldt|forkastet|nedstemt|afvist)",
    re.IGNORECASE,
)
# "Forslaget bortfaldt. Indstillingen blev godkendt.": a member's proposal went down.
_MEMBERS_PROPOSAL = re.compile(
    r"^\W*forslag(?:et|ene) (?:blev |er |faldt |bortfald|forkast|nedstem|afvis)", re.IGNORECASE
)
_ADVICE_GRANTED = re.compile(
    r"\b(?:indstilling|anbefaling)(?:en|erne)?\b[^.\n]{0,40}\b(?:godkendt|vedtaget|tiltr[aå]dt)", re.IGNORECASE
)
_ADVICE_DOWN = re.compile(r"\bindstilling(?:en|erne)\b[^.\n]{0,20}\b(?:bortfaldt|bortfalder|faldt)", re.IGNORECASE)
_WISH = re.compile(r"\bønske(?:t|ts|r|rne)?\b", re.IGNORECASE)
_AMENDMENT = re.compile(r"\b(?:ændrings|under|mod)forslag\w*\b[^.;\n]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<!pkt)[.;\n]", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:at-)?(?:punkt(?:et|erne)?|pkt\.?) \d", re.IGNORECASE)
# Nothing ends at the full stop of "pkt. 1".
_ON = r"(?:[^.]|(?<=pkt)\.)"
_ADOPTS = re.compile(
    rf"\bsom indstillet\b|\bindstilling(?:en|ens|erne|ernes)?\b{_ON}{{0,60}}\b(?:vedt[ao]g\w*|godkend\w*|tiltr[aå]d\w*|fulgt|følges)"
    r"|\b(?:vedt[ao]g\w*|godkend\w*|tiltr[aå]d\w*|følger|fulgte) indstilling"
    rf"|\b(?:at-)?(?:punkt(?:erne)?|pkt\.?) \d{_ON}{{0,40}}\b(?:vedt[ao]g\w*|godkend\w*|tiltr[aå]d\w*|anbefal\w*)",
    re.IGNORECASE,
)


def classify_outcome(item: AgendaItem) -> Outcome:
    """The outcome of an item: what its Beslutning settles, `CLOSED`, or `NONE` where it has none.

    A decision that an item quotes from another body is not its own, unless it has no other.
    """
    if item.closed:
        return Outcome.CLOSED
    decisions = item.of_kind(SectionKind.DECISION)
    own = [section for section in decisions if not section.body] or list(decisions[-1:])
    text = "\n".join(item.section_text(section) for section in own)
    return classify_decision(text)


def classify_decision(text: str) -> Outcome:
    """The outcome that the words of a Beslutning name, or `NONE`. What was only proposed is none.

    `PARTLY` where parts ("Ad 1", "Ad 2") were approved and others rejected or postponed, or one sentence approves some
    matters and another postpones others.
    """
    text = _UNSETTLED.sub(" ", _PROPOSED.sub(" ", text))
    parts = {_settled(part) for part in _PART.split(text)[1:]}
    if _PARTLY.search(text) or (Outcome.APPROVED in parts and parts & {Outcome.REJECTED, Outcome.POSTPONED}):
        return Outcome.PARTLY
    settled = _settled(text)
    if settled is Outcome.REJECTED:
        return _turned_down(text)
    if settled is Outcome.FORWARDED:
        return _sent_on(text)
    return _apart(text) if settled is Outcome.POSTPONED else settled


def settles(text: str, outcome: Outcome) -> bool:
    """Whether one of the sentences of a Beslutning comes to an outcome, whatever the others do."""
    told = _UNSETTLED.sub(" ", _PROPOSED.sub(" ", text))
    return any(_settled(sentence) is outcome for sentence in _sentences(told))


def _turned_down(text: str) -> Outcome:
    """What a Beslutning that turns something down came to: an amendment, a wish or one of several may be all of it."""
    if _settled(_AMENDMENT.sub(" ", text)) is Outcome.APPROVED:
        return Outcome.APPROVED
    down = [sentence for sentence in _sentences(text) if _settled(sentence) is Outcome.REJECTED]
    if (
        down
        and all(_ADVICE_DOWN.search(sentence) for sentence in down)
        and any(_settled(sentence) is Outcome.APPROVED for sentence in _sentences(text))
    ):
        # Something else than what was advised was decided.
        return Outcome.APPROVED
    if down and all(_MEMBERS_PROPOSAL.search(sentence) for sentence in down) and _ADVICE_GRANTED.search(text):
        return Outcome.APPROVED
    if _grants_apart(text) or (down and all(_WISH.search(sentence) for sentence in down)):
        return Outcome.PARTLY
    points = {_settled(part) for part in _SENTENCE_END.split(text) if _POINTS.search(part)}
    return Outcome.PARTLY if points >= {Outcome.APPROVED, Outcome.REJECTED} else Outcome.REJECTED


def _sent_on(text: str) -> Outcome:
    """What a Beslutning that sends something on came to: it may approve just that."""
    sent = [sentence for sentence in _sentences(text) if _settled(sentence) is Outcome.FORWARDED]
    return Outcome.APPROVED if all(_GRANTED_THAT.search(sentence) for sentence in sent) else Outcome.FORWARDED


def _apart(text: str) -> Outcome:
    """What a Beslutning that postpones something came to, where another of its sentences approves something."""
    granted = any(_GRANTED.search(s) and _settled(s) is Outcome.APPROVED for s in _sentences(text))
    if not granted:
        return Outcome.POSTPONED
    postponed = [sentence for sentence in _sentences(text) if _settled(sentence) is Outcome.POSTPONED]
    # What was approved and is to be looked at again was not put off.
    return Outcome.APPROVED if all(_AGAIN.search(sentence) for sentence in postponed) else Outcome.PARTLY


def _grants_apart(text: str) -> bool:
    """Whether a sentence approves a matter of its own; "godkendt som indstillet" may approve to turn something down."""
    return any(
        _GRANTED.search(sentence) and _settled(sentence) is Outcome.APPROVED and not adopts(sentence)
        for sentence in _sentences(text)
    )


def _sentences(text: str) -> list[str]:
    return re.split(r"[.\n]", text)


def _settled(text: str) -> Outcome:
    for outcome, sign in _SIGNS:
        if sign.search(text):
            return outcome
    return Outcome.NONE


def adopts(text: str) -> bool:
    """Whether the words of a Beslutning follow an Indstilling, or parts of it, without saying what it holds."""
    return _ADOPTS.search(text) is not None


def fallen(sentences: Sequence[str]) -> frozenset[int]:
    """Which of a Beslutning's sentences tell of a member's proposal that fell, to the one that says so."""
    proposed: int | None = None
    found: set[int] = set()
    for position, sentence in enumerate(sentences):
        if _PROPOSES.search(sentence):
            proposed = position
        if proposed is not None and _FELL.search(sentence):
            found |= set(range(proposed, position + 1))
            proposed = None
    return frozenset(found)
