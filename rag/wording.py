"""How Danes ask (spørgemåder): the words that tell the kind of answer and what a date is about.

All patterns are matched against folded text (`rag.analysis.fold`): lower case, ø as o, æ as e, å as a.
English, Swedish, Norwegian and German question words stand beside the Danish ones.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Kind(StrEnum):
    """The kind of answer that is wanted (svartype)."""

    DECISION = "decision"
    RECOMMENDATION = "recommendation"
    WHO = "who"
    WHEN = "when"
    HOW_OFTEN = "how often"
    AMOUNT = "amount"
    COST = "cost"
    WHERE = "where"
    VOTE = "vote"
    WHY = "why"
    LIST = "list"
    FACT = "fact"
    ATTACHMENTS = "attachments"
    CASE_NUMBER = "case number"
    CASE = "case"
    OVERVIEW = "overview"
    TIMELINE = "timeline"
    COMPARISON = "comparison"
    MEETING_DATE = "meeting date"
    COUNT = "count"
    MEETING_FACT = "meeting fact"
    ATTENDANCE = "attendance"


def any_of(*alternatives: str) -> re.Pattern[str]:
    """One pattern of several."""
    return re.compile("|".join(alternatives))


_MORE_OR_LESS = r"(?:dyrere|billigere|storre|mindre|flere|ferre|hojere|lavere|lengere|kortere|bedre|verre|mere)"
ENDING = r"(?:erne|ene|ers|ens|ets|er|en|et|ne|e|s)?"
OFFICE_NOUN = (
    r"(?:chef|leder|direktor|formand|borgmester|minister|sekreter|konsulent|radgiver|koordinator|arkitekt|advokat|revisor|rektor|"
    r"inspektor|ordforer|tovholder|trener|forstander|bestyrer|mester|dommer|prest|provst|pedagog|lerer|planlegger|forsker|"
    r"sagsbehandler|viceverter?|pedel|kontaktperson|oplegsholder|foredragsholder|underviser|instruktor|ordstyrer|talsmand|ejer)"
)
# Nouns of those who act, so that "hvilken leverandør" asks for a name as "hvem" does.
_ACTING = (
    rf"\w*(?:{OFFICE_NOUN}|person|gest|medlem|medarbejder|ekspert|ingenior|lege|politiker|virksomhed|firma|selskab|leverandor|entreprenor|"
    r"bygherre|operator|udbyder|forening|organisation|klub|parti|bank|afdeling|forvaltning|styrelse|ministerium|myndighed)"
)
_ACTOR = _ACTING + ENDING
# No definite noun follows "hvilken": "hvilken mulighed foreslog chefen" asks for no chief.
_ANY_ACTOR = rf"{_ACTING}(?:er|e|re|r|mer|ber)?"
_PAPER = r"(?:dokument\w*|fil(?:en|er|erne)?|slides?|papir\w*|regneark\w*|materiale\w*|notater\w*|bilag\w*)"

# The first that fits counts, so what is special stands before what is general.
KIND_SIGNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.FACT, any_of(r"^\W*hvad st(?:ar|od) der i\b(?! (?:referat|dagsorden|protokollen|indstilling))(?!.*\bhvor (?:mange|meget)\b)")),
    (Kind.WHEN, any_of(r"\bhvornar\b.{0,60}\b(?:neste|kommende) (?:ordinere )?mode\b")),
    (Kind.WHEN, any_of(r"\bhvilken (?:dato|ugedag) (?:er|ligger|bliver|holdes|afholdes|falder|starter|begynder)\b")),
    (Kind.WHEN, any_of(r"\b(?:fra|med virkning fra) hv(?:ilken (?:dato|dag)|ornar)\b")),
    (Kind.DECISION, any_of(r"\bhvad (?:blev|var|er) (?:resultatet|udfaldet|beslutningen|afgorelsen|konklusionen)\b")),
    (Kind.DECISION, any_of(r"\bkom der ud af (?:det|(?:\w*(?:punkt|sag|mode|droftelse|behandling|orientering)(?:et|en)?))\b", r"^\W*(?:hvad er )?(?:status(?:sen)? (?:pa|for|i|med|vedr\w*|angende)|(?:det )?(?:seneste|sidste|nyeste)(?: nyt)? (?:om|i|vedr\w*|angende)|(?:er der )?(?:noget )?nyt om)\b")),
    (Kind.RECOMMENDATION, any_of(
        r"\bhvad (?:anbefalede|anbefaler|foreslog|foreslar|indstillede|indstiller|lagde) "
        r"(?:\w*(?:forvaltning|administration|sekretariat|afdeling|embedsverk|stab|center|sagsbehandler)(?:en|et|erne|ne)?|\w*(?:direktor|chef)(?:en)?|embedsfolkene|embedsmendene)\b",
    )),
    (Kind.FACT, any_of(r"\bhvad (?:skal der (?:\w+ ){0,2}?(?:ske|gores)|sker der) (?:\w+ ){0,2}?(?:med|for|i|pa|ved|hvis|nar)\b")),
    (Kind.DECISION, any_of(r"\bhvad (?:skete der|blev der) (?:med|af) (?:\w+ )?(?:indstilling|forslag|anbefaling|ansogning|onske)(?:en|et)?\b")),
    (Kind.DECISION, any_of(r"^\W*(?:og |men )?fik\b.{3,100}\b(?:lov|tilladelse|afslag|dispensation|gront lys|tilskud|stotte|garanti)\b", r"^\W*(?:og |men )?har\b.{3,60}\bgivet\b.{0,20}\b(?:lov|tilladelse|afslag|dispensation|tilskud|stotte|garanti)\b")),
    (Kind.DECISION, any_of(
        r"\bhvilke\w*\b.{0,80}\b(?:(?:kom|gik|slap) igennem|blev (?:\w+ ){0,2}?(?:godkendt|vedtaget|afvist|udsat|udskudt|skubbet|rykket|flyttet|besluttet|forkastet|droppet))\b",
        r"\bhvilke\w*\b.{0,40}\bfik\b.{3,50}\b(?:godkendt|vedtaget|afvist|udsat|udskudt)\b",
    )),
    (Kind.WHY, any_of(r"^\W*(?:og |men )?(?:hvorfor|af hvilken grund|hvad skyldes|hvad skal det (?:gore godt for|nytte)|why|warum|varfor)\b", r"\bhvad (?:er|var) (?:begrundelsen|arsagen|grunden|baggrunden)\b")),
    (Kind.TIMELINE, any_of(r"\bhvilke beslutninger\b(?!.*\b(?:pa|ved) (?:\w+ )?mode).{0,60}\b(?:om|vedr\w*|angende)\b")),
    (Kind.TIMELINE, any_of(
        r"\b(?:tidslinj\w*|tidslini\w*|timeline|tidsforlob\w*|kronologi\w*|zeitleiste|zeitachse|tidslinje\w*)\b",
        r"\b(?:over tid|gennem tiden|gennem arene|over arene|(?:fra )?mode (?:til|for) mode|over time|over the years)\b",
        r"\bhvordan har .{3,60} (?:udviklet|andret|endret) sig\b", r"\b(?:historik\w*|sagsforlob\w*|sagens (?:forlob|gang))\b",
        r"\bhvad (?:skete|er) der (?:sket )?(?:videre|siden|senere|efterfolgende)\b.{0,20}\b(?:med|i|omkring)\b", r"\b(?:trin for trin|skridt for skridt|step by step)\b", r"\b(?:folg|spor) (?:sagen|emnet|udviklingen)\b", r"\b(?:forlobet?|historien)\b", r"\bi (?:kronologisk )?rekkefolge\b|\bkronologisk\b", r"(?<!\bat )\budviklingen (?:i|for|af|pa|med)\b", r"\blobende (?:\w+ ){0,2}?(?:fulgt|behandlet|droftet|sket)\b", r"\bar for ar\b", r"\bfra start til slut\b",
        r"\b(?:hvad er der sket|hvordan er det get|hvordan gik det)\b.{3,60}\b(?:siden|gennem|fra \d{4})\b", r"\bhvordan har .{3,60} (?:udviklet|endret|flyttet) sig\b",
        r"\bhvordan (?:udviklede|endrede) .{3,60} sig\b", r"^\W*folg\b.{3,60}\b(?:gennem|over|fra mode)\b",
    )),
    (Kind.COMPARISON, any_of(
        rf"\bhvor (?:meget|mange|stor\w*).{{2,60}}\bblevet (?:\w+ )?{_MORE_OR_LESS}\b",
        rf"\bhvor meget (?:\w+ og )?{_MORE_OR_LESS}\b.{{2,60}}\bblevet\b",
        r"\bhvad (?:har )?(?:endrede|endret) (?:\w+ )?sig\b.{0,10}\b(?:fra|mellem|siden)\b",
        r"\bhvor meget.{2,60}\b(?:steget|faldet|vokset|endret sig)\b.{0,60}\b(?:fra|siden|mellem)\b(?! (?:den |det )?(?:sidste|seneste|forrige))",
        r"\b(?:sammenlign\w*(?! med .{0,30}\b(?:for|forrige|sidst\w*|tidligere|\w*budget\w*|\w*ventet|\w*antaget|beregnet)\W*$)|forskel\w*|sammenholdt|versus|kontra|compare\w*|difference\w*|vergleich\w*|unterschied\w*|jamfor\w*|skillnad\w*)\b",
        r"\banderledes (?:end|i forhold til|nu)\b", r"\b(?:modsat|holdt op (?:i)?mod)\b", r"\b\d{4}\b.{0,30}\b(?:i forhold til|mod)\b.{0,30}\b\d{4}\b",
        r"\bnr\.? ?\d+\b.{0,15}\b(?:i forhold til|mod|over for)\b.{0,40}\bnr\.? ?\d+\b",
    )),
    (Kind.ATTACHMENTS, any_of(
        rf"\b(?:hvilke[nt]?|hvad hedder|hvad hed|hvad for|which|what) (?:\w+ ){{0,2}}?{_PAPER}\b(?!.{{0,40}}\b(?:besluttede|godkendte|blev godkendt|vedtog)\b)",
        r"\b(?:hvilke|hvilket|hvad|hvor mange|er der|var der|list|nevn|navne\w*|which|what)\b.{0,60}\b(?:bilag\w*|vedlagt|vedheftet|lagt ved|attach\w*|anlagen)\b",
        r"^\W*bilag\w*\b", r"\bbilag(?:ene|et)?\W*$", r"\b(?:lagt (?:\w+ ){0,3}ved\b|lagt (?:\w+ ){2,8}?ved(?= (?:til|i|pa|fra)\b|\W*$)|vedlagt|vedheftet|attachments?)\b",
    )),
    (Kind.CASE_NUMBER, any_of(
        r"\b(?:journalnummer\w*|journalnr|journal nr|j\.? ?nr|sagsnummer\w*|sagsnr|sags nr|case number|file number|journal number|aktenzeichen|diarienummer|saksnummer)\b",
    )),
    (Kind.ATTENDANCE, any_of(
        r"\bhvem (?:deltog|var til stede|modte op|havde meldt afbud|meldte afbud|var fraver\w*|var fravar\w*|manglede|var med)\b", r"\bafbud\b",
        r"\bwho (?:attended|was present|was absent)\b",
        r"\b(?:hvilke|hvor mange) moder\b(?=.{0,40}\b(?:delt(?:og|aget)|meldte? afbud|til stede|med til|fraver\w*|fravar\w*)\b)",
        r"^\W*deltog\b", r"^\W*var\b(?=.{3,60}\b(?:til stede|fraver\w*)\b)", r"\btil stede\b(?=.{0,40}mode)",
    )),
    (Kind.MEETING_FACT, any_of(
        r"\b(?:hvor|hvilken adresse|hvilket sted) (?:blev|var|foregik|fandt|holdt\w*|afholdt\w*|er) .{0,60}\bmode(?:t|rne)?\b(?!.{0,12}\bom\b)",
        r"\bhvilket (?:lokale|modelokale)\b.{0,20}\b(?:sad|sidder|samledes|modtes|var|blev|holdt\w*)\b", r"\bhvor og (?:hvornar|hvad tid|hvilket tidspunkt)\b.{0,40}\bmod(?:e|tes)", r"\b(?:hvilken ugedag|hvad tid pa dagen)\b(?=.{0,60}\bmod(?:e|tes))",
        r"\bhvor (?:skulle|skal) .{0,40}\bmode (?:op|frem)\b", r"\bhvor (?:modtes|samledes|sad)\b", r"\bmodested\w*", r"\b(?:hvilket lokale|hvad tid|hvilket tidspunkt|hvornar pa dagen)\b(?=.{0,60}\bmode)", r"\bmode\w*\b.{0,40}\b(?:hvilket lokale|hvad tid|hvilket tidspunkt)\b", r"^\W*(?:i hvilket lokale|hvad tid|pa hvilket tidspunkt)(?: pa dagen)?(?: (?:begyndte|startede|modtes|var) (?:man|de|det|vi)\b|\W*$)",
        r"\bhvornar (?:begyndte|startede|starter|begynder) modet\b", r"\bhvad (?:var klokken|klokken var),? (?:da|nar)\b",
        r"\b(?:(?:pa )?hvilket klokkeslet|hvad klokken|hvornar pa dagen)\b(?=.{0,60}\bmode(?:t|r|rne|det)?\b)", r"\b(?:klokkeslet|modested|modelokale)\w*\b.{0,20}\b(?:for|pa) .{0,30}\bmode(?:t|r|rne|det)?\b",
        r"\bhvornar (?:sluttede|slutter|endte|var) (?:\w+ ){0,2}?mode\w*(?=.{0,60}\b(?:slut|ferdig|hevet)\w*)|\bhvornar (?:sluttede|blev .{0,40}hevet)\b.{0,40}\bmode\w*",
        r"\bwhere (?:was|were) the meetings?\b",
    )),
    (Kind.COUNT, any_of(
        r"\bhvor mange (?:moder|referater|punkter|dagsordenspunkter|lukkede punkter|lukkede sager)\b",
        r"\bhvor mange (?:gange|sager)\b.{0,80}\b(?:droft\w*|behandl\w*|dagsorden\w*|oppe|taget op|nevnt|pa modet)\b",
        r"\b(?:hvilke dator|hvilken dag|hvilke dage|hvornar)\b.{0,50}\b(?:(?:holdt|holder)(?=.*mode)|findes der referat\w*|modtes|har (?:i|du) referat\w*)\b",
        r"\b(?:hvilke|alle) moder\b", r"\b(?:hvilke|alle|hvor mange) (?:\w+ )?(?:organer|udvalg|rad|bestyrelser|fora)\b(?=.{0,30}\b(?:referat\w*|har (?:i|du)|er der)\b)", r"\b(?:hvilke|alle) (?:\w+ )?(?:sager|punkter|dagsordenspunkter)(?: (?:der|som|har|er der))? (?:handle[rd]e?|omhandle[rd]e?|drejer sig|drejede sig|vedrorer|vedrorte|om)\b", r"\bantal (?:lukkede )?(?:moder|punkter|referater)\b", r"\bhow many (?:meetings|items|times)\b", r"\bwhich meetings\b",
        r"\bpa hvor mange\b", r"\b(?:hvor (?:ofte|tit)|how often)\b(?=.{0,80}\b(?:mode\w*|modtes|dagsorden\w*|oppe|droftet|behandlet|taget op|nevnt|meet\w*)\b)",
    )),
    (Kind.MEETING_DATE, any_of(
        r"\bhvornar (?:var|blev|har|er|kom|stod|havde)\b.{0,80}\b(?:dagsorden\w*|behandlet|droftet|taget op|oppe|pa modet|besluttet|godkendt|vedtaget|diskuteret|vendt)\b",
        r"\b(?:hvornar|hvilken dag|hvilken dato|wann|when) (?:\w+ ){0,3}?(?:behandlede|droftede|besluttede|godkendte|vedtog|diskuterede|talte|horte|orienterede|fortalte|fremlagde|presenterede|meddelte|oplyste|gennemgik|nevnte)\b",
        r"\bwann (?:wurde|hat)\b.{0,60}\b(?:beschlossen|behandelt|besprochen|genehmigt|verabschiedet)\b", r"\bner (?:besl\w*|behandla\w*|godkend\w*)\b",
        r"\b(?:pa|ved|i) hvilket (?:mode|referat)\b", r"\bhvilket (?:mode|referat) (?:var|blev|handlede|indeholder|omhandler)\b",
        r"\b(?:pa|ved) hvilke moder\b", r"\bhvilken (?:modedato|dato) (?:blev|var)\b.{0,60}\b(?:behandlet|droftet|besluttet|pa)\b",
        r"\bwhen (?:was|did|were)\b.{0,60}\b(?:agenda|discuss\w*|decid\w*|treated|approved|debat\w*)\b", r"\bat which meeting\b",
    )),
    (Kind.OVERVIEW, any_of(
        r"\b(?:overblik\w*|oversigt\w*|hovedpunkter\w*|hovedtrek\w*|opsummer\w*|sammenfat\w*|resume\w*|summary|summari\w*|overview|zusammenfass\w*|sammanfatt\w*|oppsummer\w*|sammendrag)\b",
        r"\bhvad (?:skete|foregik|handlede|droftede|besluttede|behandlede|var der|blev|stod|talte|tog)\b.{0,60}\b(?:mode\w*|dagsorden\w*)\b",
        r"\bhvilke (?:punkter|emner|sager|ting|beslutninger)\b.{0,60}\b(?:\w*mode\w*|dagsorden\w*|pa)\b", r"\bhvad (?:talte|snakkede|droftede) (?:\w+ ){1,3}om\b", r"\bhvad blev der (?:talt|snakket|diskuteret) om(?=,? (?:da|pa|ved|i|den)\b|\W*$)", r"\b(?:pa programmet|ridse op|talt om|talte om|(?:kort|hurtigt) rids|rids af|(?:ne(?:de|et)|kom) (?:i|man|de|vi|\w*(?:udvalget|radet|forum|bestyrelsen)) igennem|ne(?:de|et) igennem|alle (?:punkter|sager))\b", r"\bwhat (?:happened|was discussed|was decided)\b.{0,40}\bmeeting\b",
        r"\bwas (?:geschah|wurde)\b.{0,40}\bsitzung\b", r"\b(?:referer|gengiv|gennemga) modet\b",
        r"\b(?:gik|gar|get) (?:\w+ ){0,2}?glip af\b", r"\bhvad var (?:der )?pa (?:bordet|tapetet)\b", r"\bhvilke (?:beslutninger|orienteringer|emner|sager)\b.{0,40}\bkom der ud af\b", r"\bdagsordenen (?:for|til|pa)\b",
    )),
    (Kind.VOTE, any_of(
        r"\b(?:stemte|stemmer|stemmerne|stemt|afstemning\w*|stemmetal\w*|stemmefordeling\w*|enstemmig\w*|flertal\w*|mindretal\w*|voted?|votes)\b",
        r"\bhvem (?:var|er|gik) (?:imod|for)\b", r"\bvar (?:alle|nogen|nogle|de) (?:enige|imod|uenige)\b",
    )),
    (Kind.WHO, any_of(
        r"\b(?:hvem|hvems|who|whom|whose|wer|wem|wen|wessen|vem|vems|hvis (?:oplag|opleg|forslag|ide))\b", r"\bnavnet pa\b",
        rf"\b(?:hvilke[nt]?|vilke[nt]) (?:[\w-]+ ){{0,2}}?[\w-]*?{_ANY_ACTOR}\b",
        rf"\b(?:hvad hedder|hvad hed|which|what|welche[rsn]?) (?:[\w-]+ ){{0,2}}?[\w-]*?{_ACTOR}\b",
    )),
    (Kind.WHO, any_of(r"\bnavn(?:e|ene)? pa (?:de|dem|den|alle|begge|samtlige)(?: \w+)?,? (?:fra|der|som)\b")),
    (Kind.HOW_OFTEN, any_of(r"\b(?:hvor (?:ofte|tit|hyppigt)|how often|wie oft|hur ofta)\b")),
    (Kind.WHEN, any_of(
        r"\b(?:hvornar|hvor (?:tidligt|sent)|hvor lenge (?:lober|gelder|galdt|er|var|varer|varede|fortsetter)|hvad tid|hvad klokken|hvilken dato|hvilket ar|hvilken dag|hvilken (?:arstid|maned|uge|del af (?:aret|sommeren|vinteren|dagen|ugen|dognet))|hvilke (?:maneder|uger|ugedage)|when|what date|which date|wann|deadline\w*|dato(?:en)?$|frist\w*|tidsfrist\w*|tidsplan\w*|tidspunkt\w*)\b",
        r"^\W*(?:och |og )?(?:ner|nar (?:skal|blir|ble|er|var|kommer|starter|kan|far|trer))\b",
    )),
    (Kind.DECISION, any_of(r"\b(?:hvad|hvordan) (?:blev|er|har) (?:\w+ ){0,3}?(?:besluttet|vedtaget|godkendt|bestemt|afgjort|konkluderet|aftalt)\b", r"\bhvad (?:besluttede|vedtog|godkendte|aftalte)\b", r"\b(?:neste|videre) (?:skridt|forlob|proces)\b", r"^\W*(?:er|var|blev|bliver) sagen\b.*\b(?:afsluttet|ferdigbehandlet)\W*$")),
    (Kind.COST, any_of(
        r"\bhvor (?:mange|meget) (?:penge|kr|kroner|millioner|mio)\b",
        r"\b(?:hvad|hvor (?:meget|stor\w*)|how much|hur mycket|was)\b.{0,70}\b(?:kost\w*|pris\w*|belob\w*|kr|kroner|bevil\w*|spare\w*|sparer|udgift\w*|"
        r"betal\w*|give for|hente (?:om|pr|hver|ved|pa)|(?<!ne )sat til|tilskud\w*|(?:er|var|bliver|blev) budgettet|cost\w*|price|spend|pay|solgt for|solgte .{2,40} for|kostnad\w*|kosten)\b",
        r"\b(?:hvad|hvor (?:meget|stor\w*)) (?:\w+ ){0,2}?(?:er|var|bliver|blev|lyder|lod)\b.{0,40}\b(?:\w*takst\w*|\w*regning\w*|egenbetaling\w*|\w*afgift\w*|\w*gebyr\w*|\w*honorar\w*|\w*tilskud\w*|\w*bevilling\w*|\w*udgift\w*|husleje\w*|merforbrug\w*|mindreforbrug\w*|overskud\w*|underskud\w*|bespar\w*)\b",
        r"\bhvad (?:lober|lob|belober|belob) .{2,60}\b(?:op i|sig til)\b", r"\bhvad (?:tjener|tjente)\b", r"\bhvad (?:far|fik)\b.{2,40}\b(?:om aret|om maneden|i timen)\b",
        r"\bhvor meget (?:\w+ ){0,2}?(?:fik|far|betal\w*|gav|giver|tjen\w*|modtog|punge\w*)\b",
        r"\bhvad (?:fik|far|har|betal\w*)\b.{0,60}\bi (?:lon|erstatning|bod|leje|husleje|tilskud|honorar|kompensation|stotte)\b",
        r"\b(?:vad kosta\w*|hva kost\w*|wie teuer|was kost\w*)\b",
        r"\b(?:hvor dyr\w*|belob\w*|prislap\w*|bevillingens storrelse|hvilket belob)\b", r"^\W*(?:pris|udgift|bevilling|belob)\w*\b",
    )),
    (Kind.AMOUNT, any_of(
        r"\bhvor (?:meget|mange|stor\w*|dyr\w*|lang\w*|lenge|hoj\w*|hurtigt|mye)\b", r"\b(?:elev|medlems|borger|besogs|indbygger|befolknings|fraversp?|uhelds|nogle|kur)tal\w*\b",
        r"\bhvad (?:er|var|blev|bliver) (?:\w+ ){0,2}?\w*(?:gennemsnit|procent|andel|antal|kvotient)(?:t?et|en)?\b",
        r"\bhvad (?:koster|kostede|vil det koste|er prisen|var prisen|bliver prisen)\b",
        r"\b(?:belob\w*|pris\w{0,3}|udgift\w*|bevilling\w*|antal\w*|how (?:much|many)|wie ?viele?|hur (?:mycket|manga)|hvilket belob|hvor stort)\b",
    )),
    (Kind.WHY, any_of(r"\b(?:hvorfor|why|warum|varfor|begrundels\w*|arsag\w*|grunden til|baggrunden for)\b")),
    (Kind.RECOMMENDATION, any_of(r"\bhvad (?:var|lod|lyder|er) indstilling\w*\b", r"\b(?:indstilling\w*|indstillet|indstillede|indstiller)\b")),
    (Kind.WHERE, any_of(r"(?<!, )(?<!\bnu )\bhvor\b(?! (?:langt|vidt|godt|sikkert|slemt|galt|(?:god|gode|darlige?|klar|enige?|alvorlige?|sikker|sikre) (?:er|var)|\w+t (?:skal|ma|sa|ser|er|var|gik|gar|star|stod)|\w+(?:ige|bare|somme|fulde|glade|trygge|tilfredse) (?:er|var|bliver|blev)\b))", r"\b(?:where|wo|var nagonstans|hvilken adresse|hvilket sted)\b")),
    (Kind.DECISION, any_of(r"\bhvordan (?:reagerede|stillede|forholdt)\b")),
    (Kind.LIST, any_of(r"\b(?:hvilke|nevn|oprems|list|which|welche|vilka|navnene pa|hvad for nogle)\b")),
    (Kind.DECISION, any_of(
        r"\b(?:hvad|hvordan|hva) (?:skete der|er der sket|skete|endte|gik det|fik .{2,60} svar|sagde .{2,60} (?:ja|nej|til)|gor man|forholdt)\b", r"\bhvad (?:mente|onskede|syntes|anbefalede|valgte|aftalte)\b",
        r"\b(?:aftalt|aftalte|bevilg\w*|oversend\w*|anbefal\w*|imodekom\w*|tilladelse|tillad\w*|afslag|afslet|afslog|nedstem\w*|stemt\w* (?:ja|nej|for|imod))\b",
        r"\b(?:beslut\w*|vedtag\w*|vedtog\w*|godkend\w*|konklu\w*|afgor\w*|afgjor\w*|udfald\w*|resultat\w*|bestemt\w*|bestemte|afvis\w*|udsat|udskudt|udsatte)\b",
        r"\b(?:kom \w+ frem til|nede (?:\w+ ){1,3}frem til|endte\b|blev det til|hvad blev der af|faldt ud|ende med)\b", r"\b(?:decid\w*|decision\w*|conclu\w*|approv\w*|outcome|beschlo\w*|entscheid\w*|entschied\w*|beslut\w*|bestam\w*|vedtatt|vedtok)\b",
    )),
)  # fmt: skip

QUESTION_WORD = re.compile(
    r"\b(?:hvor (?:mange|meget|stor\w*|lang\w*|høj\w*|tæt|hurtigt|dyr\w*|mye)|hvem|hvad|hvilke[nt]?|hvornår|hvorfor|hvordan|hvor|"
    r"hva|hvilka|vem|vilk[aen]+t?|vad|när|who|what|which|when|where|why|how (?:much|many)|wer|was|welche[rsn]?|wann|wie ?viele?)\b",
    re.IGNORECASE,
)

# "Eller hvad?" at the end of a yes/no question asks nothing of its own.
TAG = re.compile(r"[,;–-]?\s*(?:eller hvad|ikke sandt|vel|ikke ogs[aå]|eller hur|right|oder)\s*\?*\s*$", re.IGNORECASE)

POLAR_START = re.compile(
    r"^(?:hej\W+|goddag\W+)?(?:og |men )?(?:er|var|blev|bliver|har|havde|skal|skulle|kan|kunne|ma|matte|vil|ville|far|fik|kommer|kom|gik|gar|findes|fandtes|star|stod|mon|passer|stemmer|"
    r"godkendte|besluttede|vedtog|droftede|afviste|udsatte|tog|stemte|deltog|did|was(?! (?:soll|wird|wurde|ist|hat|sagt))|were|is|are|has|have|had|will|does|do|can|wurde|wurden|ist|sind|hat|haben|ble|blir|fikk|skall|fick|finns) "
)

PRESUMED = re.compile(
    r"\b(?:besluttet|besluttede|vedtaget|vedtog|godkendt|godkendte|bevilget|bevilgede|approved|decided)\b"
)
# Only German writes every noun with a capital.
GERMAN = re.compile(
    r"\b(?:wer|wann|wie|wessen|warum|welche\w*|wurde\w*|der|die|das|ist|hat|und)\b.*\b(?:wurde\w*|der|die|das|ist|hat|war|im|am|von|und|fur|hoch|viel\w*)\b"
    r"|\bwas\b.*\b(?:soll|dem|zur|zum|werden|laut)\b"
)


# Sums that are one thing and no other: a rent is no answer to "hvor stor var boden?".
MONEY_ASKED = re.compile(r"(?:penge\w*|kr|kroner|kost\w*|prislap\w*|giv\w*|gav|cost\w*|much|teuer)$")
VOTE_ASKED = re.compile(
    r"(?:stem(?:me\w*|te|t)|afgiv\w*|afgav|afstemning\w*|flertal(?:let)?|mindretal(?:let)?|voted?)$"
)
# A body that is asked what it did: "hvad besluttede Byrådet", "hvad svarede regionen".
_ACTED = "besluttede|vedtog|godkendte|sagde|mente|svarede|behandlede|afviste|tiltradte|valgte|bestemte|stemte"
_BODY_NOUN = (
    r"(?:[\w-]+(?:udvalget|radet|bestyrelsen|styrelsen|ministeriet|nevnet|forum|direktionen)"
    r"|(?:byradet|regionen|direktionen|staten|regeringen))"
)
ACTING_BODY = re.compile(rf"\b(?:{_ACTED})\s(?P<body>{_BODY_NOUN})\b")
# "… vedtaget af kommunalbestyrelsen": the same, turned round.
_ACTED_BY = r"(?:besluttet|vedtaget|godkendt|behandlet|afvist|tiltradt|bevilget|udsat)(?: \w+)? af"
ACTED_BY_BODY = re.compile(rf"\b{_ACTED_BY}\s(?P<body>{_BODY_NOUN})\b")
# What stands right before the body that is asked what it did.
ACT_BEFORE_BODY = re.compile(
    rf"\b(?:{_ACTED}|anbefalede|indstillede|droftede|onskede|foreslog|udsatte|udskod|bevilgede|{_ACTED_BY}) $"
)
# A body between "har" and what it has done.
PERFECT_BEFORE = re.compile(r"\b(?:har|havde|did) (?:the )?$")
PERFECT_AFTER = re.compile(
    r"^ (?:\w+ ){0,2}?(?:besluttet|vedtaget|godkendt|sagt|ment|svaret|behandlet|afvist|valgt|bestemt|anbefalet|indstillet|droftet|"
    r"foreslet|udsat|bevilget|decide|say|approve|recommend)\b"
)

# The time that an agenda sets aside for an item stands in its title: "(30 min)", "(9.30-10.30)".
SLOT = re.compile(r"\((?:(?:kl\. ?)?\d{1,2}[.:]\d{2} ?[-–] ?\d{1,2}[.:]\d{2}|\d{1,3} ?min\w*\.?)\)", re.IGNORECASE)
SLOT_ASKED = re.compile(
    r"\b(?:minutter|lang tid|lenge)\b.{0,30}\b(?:sat af|afsat|planlagt|var der til)\b"
    r"|\b(?:hvad tid|tidspunkt|klokken|hvornar pa dagen)\b.{0,80}\b(?:dagsorden\w*|punkt\w*|sat|behandle\w*|drofte\w*)\b"
)
# Orders to the machine: text like any other, and no question.
ORDERS = re.compile(
    r"\b(?:ignorer\w*|glem|se bort fra|tilsidesat|tilsideset)\b.{0,40}\b(?:ovenfor|ovenstende|instruk\w*|regler\w*|tidligere|alt|alle)\b"
    r"|\b(?:system ?prompt\w*|(?:dine|skjulte|interne) (?:instruk\w*|regler))\b|^\W*system(?:\]|:|besked|meddelelse)|\b(?:alle|dine) svar skal\b"
    r"|\bdu (?:er|korer|arbejder|fungerer) nu\b|\b(?:administrator|udvikler|debug)[- ]?(?:tilstand|mode)\w*"
    r"|\b(?:ignore|disregard|forget) (?:all|previous|the|your)\b"
)
# Beside an order to the machine, "skriv, at byrådet har …" asks for nothing either.
DICTATES = re.compile(
    r"^\W*(?:og |men )?(?:(?:skriv|svar|bekreft|sig|vis|udskriv|gentag|oplys|opdigt)\b|find selv pa\b)"
)
LISTS_SPEAKERS = re.compile(
    r"\b(?:alle (?:dem|de)|nevn|navne\w*)\b.{0,60}\b(?:kommenterede|ytrede sig|udtalte sig|tog ordet|sagde noget)\b"
)
ASKS_SPEAKERS = re.compile(
    r"\b(?:hvem|hvilke)\b.{0,40}\b(?:kommentar\w*|kommenterede|bemerkning\w*|input|ytrede sig|udtalte sig|tog ordet|sagde noget)\b"
)
