"""Why a file was not read, and what to know about one that was (afvisninger og advarsler).

Each rejection names the reason and the remedy. Format fields are named where a sentence has any.
"""

from __future__ import annotations

import errno
from typing import Final

_REASONS: Final = {
    errno.ENOENT: "den findes ikke",
    errno.EACCES: "adgang nægtet",
    errno.EPERM: "adgang nægtet",
    errno.EIO: "fejl på disken",
    errno.ELOOP: "genvejen peger på sig selv",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "stien går gennem en fil",
    errno.EROFS: "disken kan kun læses",
    errno.ENOSPC: "disken er fuld",
    errno.EBUSY: "den er i brug",
    errno.EEXIST: "den findes i forvejen",
    errno.EMFILE: "for mange filer er åbne",
    errno.EADDRNOTAVAIL: "maskinen har ikke den adresse",
}


def reason_of(error: OSError) -> str:
    """Why the system refuses a file, in a few Danish words; what is not known here by its number."""
    return _REASONS.get(error.errno or 0, f"fejl {error.errno}" if error.errno else str(error))


EMPTY: Final = "Filen er tom. Læg en udgave med indhold i mappen, og indlæs igen."
NO_DATE: Final = (
    "Der står ingen mødedato i dokumentet. Skriv datoen øverst, for eksempel "
    "»Mødedato: 24. april 2017«, eller i filnavnet (2017-04-24), og indlæs igen."
)
NO_TEXT: Final = "Dokumentet indeholder ingen læsbar tekst. Læg en udgave med tekst i mappen, og indlæs igen."
BINARY: Final = (
    "Filen er ikke tekst, selv om navnet siger det. Gem den som txt, md, html, docx eller pdf, og indlæs igen."
)
UNKNOWN_TYPE: Final = "Filtypen »{suffix}« kan ikke læses. Gem filen som txt, md, pdf, docx eller html, og indlæs igen."
OLD_WORD: Final = "Gamle Word-filer (.doc) kan ikke læses. Gem filen som .docx i Word, og indlæs igen."
UNREADABLE: Final = "Filen kan ikke åbnes ({reason}). Ret adgangen til filen, eller læg den i mappen igen."
TOO_LARGE: Final = "Filen fylder {size} MB, og grænsen er {limit} MB. Del den i mindre filer, og indlæs igen."
TOO_MUCH_TEXT: Final = "Dokumentet indeholder mere end {limit} millioner tegn. Del det i mindre filer, og indlæs igen."
TOO_SLOW: Final = "Filen kunne ikke læses på {seconds} sekunder. Del den i mindre filer, og indlæs igen."
TOO_HEAVY: Final = "Filen kræver for meget hukommelse at læse. Del den i mindre filer, og indlæs igen."
READER_DIED: Final = "Filen fik læseprogrammet til at stoppe og er nok beskadiget. Gem den på ny, og indlæs igen."
PROGRAM_ERROR: Final = "Filen kunne ikke læses på grund af en fejl i programmet ({kind}). Send den til os, hvis du må."
PDF_SCANNED: Final = (
    "PDF-filen er scannet og har ingen tekst. Kør den gennem tekstgenkendelse, for eksempel "
    "»ocrmypdf -l dan ind.pdf ud.pdf«, og indlæs resultatet."
)
PDF_ENCRYPTED: Final = (
    "PDF-filen er beskyttet med adgangskode. Gem den uden adgangskode, for eksempel "
    "»qpdf --decrypt ind.pdf ud.pdf«, og indlæs igen."
)
PDF_DAMAGED: Final = "PDF-filen er beskadiget og kan ikke åbnes. Hent eller gem den på ny, og indlæs igen."
DOCX_DAMAGED: Final = "Word-filen er beskadiget eller er ikke en docx-fil. Gem den på ny som .docx, og indlæs igen."
DOCX_ENCRYPTED: Final = "Word-filen er beskyttet med adgangskode. Gem den uden adgangskode, og indlæs igen."
DOCX_ENTITIES: Final = (
    "Word-filen indeholder XML-entiteter, som ikke hører hjemme i et referat. Gem den på ny i Word, og indlæs igen."
)
ARCHIVE_DAMAGED: Final = "Zip-filen er beskadiget og kan ikke åbnes. Pak den på ny, og indlæs igen."
ARCHIVE_ENCRYPTED: Final = "Zip-filen er beskyttet med adgangskode. Pak den uden adgangskode, og indlæs igen."
ARCHIVE_BOMB: Final = (
    "Zip-filen pakker ud til urimeligt meget ({size} MB, {count} filer). "
    "Pak referaterne i mindre zip-filer, og indlæs igen."
)
ARCHIVE_NESTED: Final = "Zip-filer i zip-filer læses ikke. Pak den ud, og indlæs igen."
ARCHIVE_PATH: Final = (
    "Navnet »{name}« i zip-filen peger ud af mappen. Pak filen på ny med almindelige navne, og indlæs igen."
)
ARCHIVE_EMPTY: Final = "Zip-filen er tom. Pak den på ny med referaterne i, og indlæs igen."
NOT_A_FILE: Final = "»{name}« er ikke en almindelig fil og læses ikke. Læg selve filen i mappen, og indlæs igen."
TOO_DEEP: Final = "Mappen »{name}« ligger under {limit} andre mapper og læses ikke. Flyt den højere op, og indlæs igen."
MISSING: Final = "Filen eller mappen »{path}« findes ikke. Ret stien, og prøv igen."
OUTSIDE: Final = "Genvejen »{name}« peger ud af mappen og læses ikke. Læg selve filen i mappen, og indlæs igen."
LOOP: Final = "Genvejen »{name}« peger på en mappe ovenover sig selv og følges ikke."

UNKNOWN_LAYOUT: Final = (
    "Opsætningen er ikke et kendt referat. Dokumentet er læst med ét punkt for hver overskrift; se det efter."
)
NO_ITEMS: Final = "Der blev ikke fundet nogen punkter i mødet den {date}. Hele teksten er lagt ind som ét punkt."
DATE_FROM_NAME: Final = "Mødedatoen {date} er taget fra filnavnet, for der står ingen dato i dokumentet."
DATES_DIFFER: Final = "Overskriften siger {header}, men mødedatoen står som {labelled}. Overskriftens dato er brugt."
NO_BODY: Final = "Der står ikke, hvilket udvalg eller råd der holdt mødet den {date}. Navnet »{body}« er brugt."
UNNAMED_BODY: Final = "Ukendt organ"
CONTENTS_DIFFER: Final = (
    "Indholdsfortegnelsen har {listed} punkter, men der blev læst {found} punkter i mødet den {date}."
)
CONTENTS_MISSING: Final = "Af indholdsfortegnelsen mangler {titles} i mødet den {date}. Se filen efter."
NUMBERS_MISSING: Final = "Mellem punkt {before} og {after} mangler der numre i mødet den {date}."
CLOSED_LEFT_OUT: Final = "Mødet den {date} har et lukket punkt uden nummer; det er udeladt. Se filen efter."
AGENDA_ONLY: Final = "Mødet den {date} er en dagsorden uden beslutninger; referatet er måske i en anden fil."
CPR_NUMBERS: Final = "Teksten indeholder {count} numre, der ligner CPR-numre; de er maskeret. Ret dem i filen selv."
SAME_MEETING: Final = "Samme møde ({body}, {date}) står også i »{other}«."
NEWER_EDITION: Final = "Mødet ({body}, {date}) står også i »{other}«, som er en ældre udgave; denne bruges i svarene."
OLDER_EDITION: Final = "Mødet ({body}, {date}) står i en nyere udgave i »{other}«, som bruges i svarene."
SUPPLEMENT: Final = "Mødet ({body}, {date}) har et tillæg i »{other}«."
SUPPLEMENT_OF: Final = "Filen er et tillæg til mødet ({body}, {date}) i »{other}«; de bruges sammen."
SAME_CONTENT: Final = "Filen har samme indhold som »{other}« og er ikke lagt ind to gange."
UNREADABLE_PAGES: Final = "{count} af {total} sider har ingen tekst og kan være scannet."
CHARACTERS_LOST: Final = "{count} tegn kunne ikke læses og er erstattet."
LONG_LINES: Final = "Dokumentet har linjer på over {limit} tegn; de er delt ved mellemrum."
TOO_MANY_PAGES: Final = "PDF-filen har {count} sider, og grænsen er {limit}. Del den i mindre filer, og indlæs igen."
DOCX_BOMB: Final = "Word-filen pakker ud til urimeligt meget. Gem den på ny i Word, og indlæs igen."
