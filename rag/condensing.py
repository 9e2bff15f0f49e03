"""Condensing (sammentrækning): whether a claim is a sentence of its quote, said shorter.

A list of the ways in which a claim can be untrue never ends, so a claim has to be made of its quote. It may leave words
out, turn a clause round once ("I maj faldt prisen") and put words in other forms. It may not add a word, join what
stands in two sentences or in two clauses with subjects of their own, or drop what makes a sentence less than a fact: a
"kan", and what `rag.omissions` looks for. Jing and McKeown 2000, "Cut and Paste Based Text Summarization", name these
operations, and what else people do when they shorten a text.

It refuses true sentences too; `rag.checking` shows the quoted sentences in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Final

from rag.analysis import tokenize
from rag.claims import Place, Told
from rag.clauses import MODALS, Clauses, Word, read_clauses, split_statements, words_of
from rag.domain import SectionKind
from rag.facts import Fact, FactKind, find_facts, is_same_time
from rag.kinship import are_kin, is_reported
from rag.omissions import stays_true
from rag.sentences import split_sentences

_OWED: Final = words_of("skal")
# A sentence about one of these may be told with the item's title in its place.
_GENERIC: Final = words_of(
    """
    sagen punktet projektet planen forslaget ordningen forsøget aftalen ansøgningen indstillingen redegørelsen rapporten
    retningslinjen retningslinjerne arbejdet systemet politikken forbuddet undersøgelsen beløbet udgiften orienteringen
    evalueringen regnskabet dagsordenen referatet lokalplanen bevillingen prisen modulet kontrakten
    """
)
_AUXILIARIES: Final = words_of("er var blev bliver blevet været har havde have")
_DECIDING: Final = words_of(
    "besluttede besluttet beslutning beslutningen godkendte godkendt vedtog vedtaget tiltrådte tiltrådt indstillet "
    "indstillede indstillingen fulgte"
)
# What settles how a number is meant, where it stands before it.
_FIRM: Final = words_of("fra til med over under før inden efter siden mod senest tidligst indtil mindst højst pr hver")
_ALIKE: Final = {"inden": "for", "indtil": "til"}
_PAST_TENSE: Final = words_of(
    "steg faldt lå gav gik tog fik stod satte søgte solgte bragte trådte valgte fremlagde lagde betalte drev sendte"
)
_HELPS_FROM = 4
_MARK = re.compile(r"^\s*(?:[-–•*]|\d{1,2}[.)]|[a-z][.)])\s+")
_SAID = re.compile(
    r"(?P<what>.+), (?P<verb>oplyste|sagde|svarede|bemærkede|mente|fandt|forklarede) (?P<who>[^,]+)\.", re.DOTALL
)

_Placed = Sequence[tuple[Word, int]]


def condensed_from(claim: str, told: Told) -> Told | None:
    """The sentences that a claim, or each part of it, says shorter; None where it says anything else."""
    places = [(place, read_clauses(text)) for place in told.places for text in _sentences(place)]
    said = _SAID.fullmatch(claim)
    ways = [claim, f"{said['who']} {said['verb']}, at {said['what']}."] if said else [claim]
    for way in ways:
        for parts in ([way], list(split_statements(way))):
            found = [_sources(part, places, claim, told) for part in parts]
            if all(found):
                return replace(told, places=tuple(dict.fromkeys(chain.from_iterable(found))))
    return None


def _sentences(place: Place) -> Iterator[str]:
    """The sentences of a place, the parts of an Indstilling each with the words that say whose it is."""
    lines = [place.around[start:end] for start, end in split_sentences(place.around)]
    if place.section.kind is SectionKind.RECOMMENDATION and len(lines) > 1 and lines[0].rstrip()[-1:] in (",", ":"):
        yield from (f"{lines[0]} {_MARK.sub('', line)}" for line in lines[1:])
    else:
        yield from lines


def _sources(part: str, places: Sequence[tuple[Place, Clauses]], claim: str, told: Told) -> list[Place]:
    read = read_clauses(part)
    if all(word.is_neutral or word.folded in _DECIDING for word in read.words):
        # "Det blev besluttet, at …": whether it was is for `rag.support` to say.
        decided = [place for place in told.places if place.section.kind is SectionKind.DECISION]
        return (decided or list(told.places)) if len(read.words) < len(tokenize(claim)) else []
    for place, sentence in places:
        if _is_of(read, sentence, claim, told):
            return [Place(place.section, sentence.text, sentence.text)]
    return []


def _is_of(part: Clauses, of: Clauses, claim: str, told: Told) -> bool:
    placed = _place(part, of, told)
    if not placed:
        return False
    used = [of.words[at] for _, at in placed]
    return (
        _keeps_order([at for _, at in placed], of)
        and _keeps_modals(part, used, of, told)
        and _keeps_verbs(part, used, of, told)
        and _keeps_figures(part, placed, of)
        and stays_true(used, of, claim, told)
    )


def _place(part: Clauses, of: Clauses, told: Told) -> _Placed:
    """Where each word of a part stands in a sentence, in the part's order; empty where one does not stand there."""
    choices: list[tuple[Word, list[int]]] = []
    for word in part.words:
        if word.is_neutral:
            continue
        at = [place for place, other in enumerate(of.words) if _is_same(word, other)]
        if at:
            choices.append((word, at))
        elif not _may_be_added(word, of, told):
            return []
    return _least_turned(choices, of)


def _is_same(word: Word, other: Word) -> bool:
    if word.fact is None or other.fact is None:
        return word.fact is other.fact and not other.is_neutral and are_kin(word.token, other.token)
    return _is_same_fact(word.fact, other.fact)


def _is_same_fact(one: Fact, other: Fact) -> bool:
    if one.kind is not other.kind:
        return False
    return is_same_time(one, other) if one.kind is FactKind.DATE else one.key == other.key


def _may_be_added(word: Word, of: Clauses, told: Told) -> bool:
    """Whether a word that a sentence lacks may be told with it: of the item's head, or of a decision's form."""
    if word.fact is not None:
        # One of another sentence would change places; one of the head is for `rag.attribution` to judge.
        return not any(_is_same_fact(word.fact, other) for other in find_facts(told.text))
    kinds = {place.section.kind for place in told.places}
    adopted = SectionKind.DECISION in kinds and len(kinds) > 1
    if word.folded in _DECIDING and (adopted or (SectionKind.DECISION in kinds and word.folded.startswith("beslut"))):
        return True
    if any(are_kin(word.token, token) for body in told.bodies for token in tokenize(body)):
        return not _names_others(of, told)
    stands_for = of.is_elliptical or not of.folded.isdisjoint(_GENERIC)
    return stands_for and any(are_kin(word.token, token) for token in tokenize(told.record.item.title))


def _names_others(of: Clauses, told: Told) -> bool:
    """Whether a sentence names somebody, in whose place the item's own body could be put."""
    own = {token.folded for body in told.bodies for token in tokenize(body)}
    return any(fact.kind is FactKind.NAME and own.isdisjoint(fact.key.split()) for fact in find_facts(of.text))


def _least_turned(choices: Sequence[tuple[Word, list[int]]], of: Clauses) -> _Placed:
    """The places that go back least often, and among those the ones that change clause least often."""
    if not choices:
        return []
    rows = {at: ((0, 0), [at]) for at in choices[0][1]}
    for _, places in choices[1:]:
        rows = {at: min(_step(cost, path, at, of) for cost, path in rows.values()) for at in places}
    path = min(rows.values())[1]
    return [(word, at) for (word, _), at in zip(choices, path, strict=True)]


def _step(cost: tuple[int, int], path: list[int], at: int, of: Clauses) -> tuple[tuple[int, int], list[int]]:
    turns, changes = cost
    return (turns + (path[-1] >= at), changes + (of.words[path[-1]].clause != of.words[at].clause)), [*path, at]


def _keeps_order(places: Sequence[int], of: Clauses) -> bool:
    """Whether words stand in a sentence's order, of which one clause may be turned round once."""
    turns = [(first, second) for first, second in pairwise(places) if second <= first]
    return not turns or (len(turns) == 1 and all(of.words[a].clause == of.words[b].clause for a, b in turns))


def _keeps_modals(part: Clauses, used: Sequence[Word], of: Clauses, told: Told) -> bool:
    """Whether "kan", "skal", "må" and "bør" are the sentence's; a decision's "skal" may be said or left out."""
    clauses = {word.clause for word in used}
    there = {word.folded for word in of.words if word.clause in clauses} & MODALS
    mine = part.folded & MODALS
    if told.only(SectionKind.DECISION, SectionKind.RECOMMENDATION) and not there - _OWED:
        return not mine - _OWED
    return mine == there or (mine <= there and there - mine <= _OWED)


def _keeps_verbs(part: Clauses, used: Sequence[Word], of: Clauses, told: Told) -> bool:
    """Whether nothing is said to be, or to have been done, that the sentence doesn't say is or was."""
    clauses = {word.clause for word in used}
    there = [word for word in of.words if word.clause in clauses]
    mine = part.folded & _AUXILIARIES
    passive = any(word.folded.endswith("es") for word in there)
    decided = told.only(SectionKind.DECISION) and passive and mine <= words_of("blev bliver")
    helping = next((place for place, word in enumerate(there) if word.folded in _AUXILIARIES), None)
    if mine and helping is None and not of.begins_done and not decided:
        return False
    if mine and helping is not None:
        done = [w for w in there[helping + 1 :] if not w.is_neutral and not w.fact and w.folded.endswith("t")]
        if done and not any(word in used for word in done):
            return False
    return decided or not any(_is_newly_done(word, part, there) for word in part.words)


def _is_newly_done(word: Word, part: Clauses, there: Sequence[Word]) -> bool:
    """Whether a word is told as past or done that no form in the sentence is."""
    if word.fact is not None or is_reported(word.token):
        return False
    at = part.words.index(word)
    helped = not words_of("er var blev bliver har havde").isdisjoint(
        other.folded for other in part.words[max(0, at - _HELPS_FROM) : at]
    )
    past = word.folded in _PAST_TENSE or word.folded.endswith("ede")
    if not past and not (helped and word.folded.endswith("t") and not word.is_neutral):
        return False
    forms = [other.folded for other in there if are_kin(other.token, word.token)]
    return bool(forms) and not any(form.endswith(("t", "te", "ede")) or form in _PAST_TENSE for form in forms)


def _keeps_figures(part: Clauses, placed: _Placed, of: Clauses) -> bool:
    """Whether each number and date has the word before it and the thing after it that the sentence has."""
    for word, at in placed:
        if word.fact is None:
            continue
        mine = part.words.index(word)
        if _firm_before(part.words, mine) != _firm_before(of.words, at):
            return False
        thing, other = _thing_after(part.words, mine), _thing_after(of.words, at)
        if thing is not None and other is not None and not are_kin(thing.token, other.token):
            return False
    return True


def _firm_before(words: Sequence[Word], at: int) -> str:
    """The word before a number that settles how it is meant; empty where there is none."""
    for word in reversed(words[max(0, at - 2) : at]):
        if word.fact is None and word.folded in _FIRM:
            return _ALIKE.get(word.folded, word.folded)
        if not word.is_neutral:
            break
    return ""


def _thing_after(words: Sequence[Word], at: int) -> Word | None:
    """What a number counts: the next word, where nothing stands between."""
    following = next(iter(words[at + 1 : at + 2]), None)
    return None if following is None or following.fact or following.is_neutral else following
