"""Kinship (slægtskab): whether two words are one word in two forms, or say the same wherever minutes use them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rag.analysis import Token, fold, snowball

# One word in forms that the stemmer keeps apart, then words that can stand for each other in any minutes.
_FAMILIES: Final = """
stige stiger steg steget stigning stigningen stigende
falde falder faldt faldet fald faldende
ligge ligger lå ligget
give giver gav givet gives
gå går gik gået
tage tager tog taget tages
stå står stod stået
sætte sætter satte sat sættes
søge søger søgte søgt søges ansøge ansøgt ansøger ansøgte ansøgning ansøgningen
sælge sælger solgte solgt sælges
bringe bringer bragte bragt bringes nedbringe nedbragt nedbringes
træde træder trådte trådt
tiltræde tiltræder tiltrådte tiltrådt
vælge vælger valgte valgt vælges valg valget
foreslå foreslår foreslog foreslået foreslås
fremlægge fremlægger fremlagde fremlagt fremlægges
lægge lægger lagde lagt lægges
skrive skriver skrev skrevet skrives
bede beder bad bedt bedes
finde finder fandt fundet findes
byde bød budt
tilbyde tilbyder tilbød tilbudt tilbydes tilbud tilbuddet
drive driver drev drevet drives drift driften
se ser så set ses
skyldes skyldtes skyldes
hedde hedder hed
gælde gælder gjaldt
dække dækker dækkede dækket dækkes
udskyde udskyder udskød udskudt udskydes udsætte udsætter udsatte udsat udsættes udsættelse
fremrykke fremrykkes fremrykket rykket
vedtage vedtager vedtog vedtaget vedtages godkende godkender godkendte godkendt godkendes godkendelse
beslutte beslutter besluttede besluttet besluttes beslutning beslutningen
afslå afslår afslog afslået afslås afslag afslaget
koste koster kostede kostet udgift udgiften udgifter udgør udgjorde udgøre pris prisen
betale betaler betalte betalt betales finansiere finansierer finansieres finansieret dækkes
bruge bruger brugte brugt bruges anvende anvendes anvendt benytte benytter benyttes benyttet
få får fik fået modtage modtager modtog modtaget indkommet kom kommer kommet
forvente forventer forventes forventet forventede vente venter ventes ventet regner anslå anslås anslået skønnes skønnet
lave laver lavet laves lavede udarbejde udarbejder udarbejdet udarbejdes
samle samler samlet samles indsamle indsamlet indsamles indsamling
købe køber købt købes indkøbe indkøbt indkøbes indkøb
begynde begynder begyndte begyndt påbegynde påbegyndt påbegyndes starte starter startet startede
igangsætte igangsætter igangsat igangsættes
vare varer varede varet løbe løber løb løbet
rumme rummer indeholde indeholder indeholdt
mangle mangler manglede manglet manglende savne savner savnet
mene mener mente pege peger pegede peget finder fandt
oplyse oplyser oplyste oplyst sige siger sagde sagt fortælle fortæller fortalte svare svarer svarede svaret
interview interviewe interviewet interviewede
omkring cirka ca
bekymret bekymring bekymrede bekymrer
anbefale anbefaler anbefalede anbefalet anbefales
indstille indstiller indstillede indstillet indstilles
opfordre opfordrer opfordrede opfordret
ønske ønsker ønskede ønsket
protestere protesterer protesterede
vise viser viste vist
vurdere vurderer vurderede vurderet vurderes
spørge spørger spurgte spurgt
drøfte drøfter drøftede drøftet drøftes
før inden
mod imod
indtil til
samtlige alle
fortsat stadig fremover
desuden også
årlig årligt år året
gennemsnit gennemsnitlig gennemsnitligt gennemsnitlige
opføre opført opføres bygge bygget bygges byggeri
pct procent
pga grund
pkt punkt punkter punktet
meter m
"""

_SHORTEST = 4
_ENDINGS: Final = frozenset(
    ("", "e", "er", "es", "s", "t", "te", "et", "ede", "en", "n", "ne", "ene", "erne", "r", "rne", "ens", "ets", "des")
)
_ENDING = 3
# What turns a word round or makes it another when it is put before it: "uenig", "næstformand", "mindreforbrug".
_TURNING: Final = frozenset(
    fold(word)
    for word in (
        "u mis ned op ud ind til fra af på over under mer mindre næst vice eks ekstra halv gen mod for be an".split()
    )
)


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[int]]:
    known: dict[str, set[int]] = {}
    for number, line in enumerate(_FAMILIES.strip().splitlines()):
        for word in line.split():
            known.setdefault(fold(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in known.items()}


def are_kin(one: Token, other: Token) -> bool:
    """Whether one word may stand for the other."""
    return _are_kin(one.folded, other.folded)


@lru_cache(maxsize=100_000)
def _are_kin(one: str, other: str) -> bool:
    if one == other or snowball(one) == snowball(other):
        return True
    if _families().get(one, frozenset()) & _families().get(other, frozenset()):
        return True
    if _are_inflected(one, other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST and long.startswith(short) and len(long) - len(short) <= _ENDING:
        return True
    return _is_last_part(snowball(short), snowball(long))


def _are_inflected(one: str, other: str) -> bool:
    """Whether two words differ in nothing but the endings of verbs and nouns."""
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _SHORTEST and {one[common:], other[common:]} <= _ENDINGS


def _is_last_part(short: str, long: str) -> bool:
    """Whether a word is the last part of a compound: "møllerne" of "vindmøllerne"."""
    if len(short) < _SHORTEST or not long.endswith(short):
        return False
    first = long.removesuffix(short)
    return len(first) >= _ENDING and first not in _TURNING and first.removesuffix("s") not in _TURNING


def is_reported(word: Token) -> bool:
    """Whether a word is one of saying, which minutes write in the present and a claim in the past."""
    return any(_are_kin(word.folded, other) for other in _SAYING)


_SAYING: Final = tuple(
    fold(word)
    for word in "foreslår oplyser indstiller anbefaler mener viser ønsker opfordrer spørger protesterer kan skal vil "
    "vurderer godkender består har er ligger".split()
)
