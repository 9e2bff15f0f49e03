from __future__ import annotations

from dataclasses import replace

import pytest

from rag.domain import AgendaItem, Outcome
from rag.outcomes import adopts, classify_decision, classify_outcome, fallen
from tests.invented import item

DECISIONS = [
    pytest.param("Godkendt.", Outcome.APPROVED, id="approved"),
    pytest.param("Indstillingen blev vedtaget med 17 stemmer for og 8 imod.", Outcome.APPROVED, id="voted through"),
    pytest.param("Indstillingen blev tiltrådt.", Outcome.APPROVED, id="tiltrådt"),
    pytest.param("Udvalget besluttede at bygge kajen.", Outcome.APPROVED, id="decided"),
    pytest.param(
        "Chefen orienterede. Udvalget besluttede, at planen skal drøftes på mødet i juni.",
        Outcome.DISCUSSED,
        id="decided to discuss",
    ),
    pytest.param("Orienteringen blev taget til efterretning.", Outcome.NOTED, id="noted"),
    pytest.param("Udvalget drøftede rapporten.", Outcome.DISCUSSED, id="discussed"),
    pytest.param("Sagen blev udsat.", Outcome.POSTPONED, id="postponed"),
    pytest.param("Sagen udsættes til næste møde.", Outcome.POSTPONED, id="is postponed"),
    pytest.param("Punktet skubbes til det kommende udvalgsmøde.", Outcome.POSTPONED, id="pushed to another meeting"),
    pytest.param("Børnene flyttet til næste klasse.", Outcome.NONE, id="moved, but no item"),
    pytest.param("Forslaget blev afvist.", Outcome.REJECTED, id="rejected"),
    pytest.param(
        "Ændringsforslaget blev forkastet. Indstillingen blev herefter godkendt.", Outcome.APPROVED, id="amendment down"
    ),
    pytest.param("Pkt. 1 og 3 blev vedtaget. Pkt. 2 blev ikke vedtaget.", Outcome.PARTLY, id="one point turned down"),
    pytest.param(
        "Udvalget besluttede at meddele dispensation. Indstillingen bortfaldt dermed.",
        Outcome.APPROVED,
        id="decided otherwise than advised",
    ),
    pytest.param("Indstillingen blev forkastet.", Outcome.REJECTED, id="voted down"),
    pytest.param("Ansøgningen blev afslået.", Outcome.REJECTED, id="declined"),
    pytest.param("Forslaget blev ikke vedtaget.", Outcome.REJECTED, id="not adopted"),
    pytest.param("Ad a) Godkendt. Ad b) Ikke godkendt.", Outcome.PARTLY, id="one part approved"),
    pytest.param("Ad 1: Afvist.\nAd 2: Godkendt.", Outcome.PARTLY, id="one part rejected"),
    pytest.param("Ad 1: Godkendt. Ad 2: Udsat.", Outcome.PARTLY, id="one part postponed"),
    pytest.param("Planen for A blev udsat. Planen for B blev godkendt.", Outcome.PARTLY, id="one matter postponed"),
    pytest.param("Godkendt. Ordningen tages op igen om et år.", Outcome.APPROVED, id="approved and looked at again"),
    pytest.param("Godkendt. Imod stemte Bo, som ønskede sagen udsat.", Outcome.APPROVED, id="somebody wished to wait"),
    pytest.param("Udvalget godkendte, at sagen udsættes.", Outcome.POSTPONED, id="approved to wait"),
    pytest.param("Ansøgningen blev delvist imødekommet.", Outcome.PARTLY, id="partly granted"),
    pytest.param("Ad 1: Godkendt. Ad 2: Godkendt.", Outcome.APPROVED, id="both parts approved"),
    pytest.param("Ad 1: Afvist. Ad 2: Afvist.", Outcome.REJECTED, id="both parts rejected"),
    pytest.param("Filen med tallene er sendt til udvalget.", Outcome.NONE, id="a letter that was sent"),
    pytest.param("Forslaget oversendes til Økonomiudvalget.", Outcome.FORWARDED, id="forwarded"),
    pytest.param("Anbefales godkendt.", Outcome.RECOMMENDED, id="recommended"),
    pytest.param("Udvalget anbefaler over for byrådet, at kajen bygges.", Outcome.RECOMMENDED, id="recommends"),
    pytest.param("Ida Lund foreslog afslag. Dispensationen blev givet.", Outcome.APPROVED, id="only proposed"),
    pytest.param("Udvalget meddeler landzonetilladelse.", Outcome.APPROVED, id="permission given"),
    pytest.param("Det skal besluttes politisk. Taget til efterretning.", Outcome.NOTED, id="to be decided by others"),
    pytest.param("Byrådet skal godkende planen. Udvalget drøftede den.", Outcome.DISCUSSED, id="to be approved later"),
    pytest.param("Vinteren har udskudt nogle opgaver. Udvalget drøftede status.", Outcome.DISCUSSED, id="tasks late"),
    pytest.param("Udvalget drøftede indsatsen for udsatte unge.", Outcome.DISCUSSED, id="people in need"),
    pytest.param("Udvalget udsatte sagen.", Outcome.POSTPONED, id="put off by the body"),
    pytest.param("Direktøren orienterede om, at byrådet vedtog budgettet.", Outcome.DISCUSSED, id="told of others"),
    pytest.param("Udvalget drøftede den vedtagne plan.", Outcome.DISCUSSED, id="an adopted plan"),
    pytest.param("Godkendt, når byrådet har behandlet sagen.", Outcome.APPROVED, id="on a condition"),
    pytest.param(
        "Taksterne blev godkendt. Depositum blev ikke godkendt.", Outcome.PARTLY, id="one of two matters turned down"
    ),
    pytest.param("Godkendt som indstillet. Der meddeles afslag.", Outcome.REJECTED, id="advised to turn down"),
    pytest.param("Kajen ombygges. Ønsket om en kran blev ikke imødekommet.", Outcome.PARTLY, id="a wish turned down"),
    pytest.param("Ansøgningen imødekommes ikke. Der kan søges igen i maj.", Outcome.REJECTED, id="may apply again"),
    pytest.param(
        "Udvalget afviste ikke forslaget, men drøftede det.", Outcome.DISCUSSED, id="not rejected and no more"
    ),
    pytest.param("Udvalget godkendte, at planen sendes i høring.", Outcome.APPROVED, id="approved for hearing"),
    pytest.param(
        "Ida foreslog en kran. Forslaget bortfaldt. Indstillingen godkendt.", Outcome.APPROVED, id="a proposal down"
    ),
    pytest.param(
        "Byrådet udsatte spørgsmålet om udbud. Planen blev sendt i høring.", Outcome.POSTPONED, id="put off a question"
    ),
    pytest.param("Byrådet sendte enstemmigt sagen tilbage til udvalget.", Outcome.FORWARDED, id="sent back"),
    pytest.param("Ansøgningen imødekommes dermed ikke.", Outcome.REJECTED, id="not granted, with a word between"),
    pytest.param("Anders gjorde opmærksom på, at kvinder henvises til byen.", Outcome.NONE, id="pointed out"),
    pytest.param("Ulla svarede, at emnet tages op igen. Drøftet.", Outcome.DISCUSSED, id="answered"),
    pytest.param(
        "Godkendt. Ulla mindede om fristen. Sager, der kommer senere, flyttes til det følgende møde.",
        Outcome.APPROVED,
        id="a rule for what comes late",
    ),
    pytest.param("", Outcome.NONE, id="empty"),
    pytest.param("Solen skinnede.", Outcome.NONE, id="nothing settled"),
]


@pytest.mark.parametrize(("text", "outcome"), DECISIONS)
def test_decision(text: str, outcome: Outcome) -> None:
    assert classify_decision(text) is outcome


@pytest.mark.parametrize(
    ("entry", "outcome"),
    [
        pytest.param(item("1", "Kaj", decision="Godkendt."), Outcome.APPROVED, id="its own decision"),
        pytest.param(item("1", "Kaj", recommendation="at kajen godkendes."), Outcome.NONE, id="only recommended"),
        pytest.param(item("1", "Kaj", case="Kajen blev godkendt i 2019."), Outcome.NONE, id="only told"),
        pytest.param(AgendaItem("1", "Lukket", closed=True), Outcome.CLOSED, id="closed"),
    ],
)
def test_item(entry: AgendaItem, outcome: Outcome) -> None:
    assert classify_outcome(entry) is outcome


def test_decision_of_another_body_is_not_the_items_own() -> None:
    entry = item("1", "Kaj", case="Sagen genoptages.", decision="Anbefales godkendt.", other="Afvist.")
    quoted, own = entry.sections[1], replace(entry.sections[2], kind=entry.sections[1].kind)
    of_two = replace(entry, sections=(entry.sections[0], replace(quoted, body="Økonomiudvalget"), own))
    assert classify_outcome(of_two) is Outcome.REJECTED


@pytest.mark.parametrize(
    ("text", "adopted"),
    [
        pytest.param("Godkendt som indstillet.", True, id="som indstillet"),
        pytest.param("Indstillingen blev herefter vedtaget med 17 stemmer for.", True, id="the recommendation adopted"),
        pytest.param("Punkt 1 og 2 blev godkendt.", True, id="parts of it"),
        pytest.param("Indstillingens pkt. 1 blev vedtaget.", True, id="a part of it, shortened"),
        pytest.param("Pkt. 1 og 3 blev enstemmigt vedtaget.", True, id="parts of it, shortened"),
        pytest.param("Indstillingen drøftet. Planen vedtaget.", False, id="another sentence"),
        pytest.param("Udvalget tiltrådte indstillingen.", True, id="acceded to"),
        pytest.param("Udvalget besluttede at udvide kajen.", False, id="its own words"),
        pytest.param("Sagen blev udsat.", False, id="postponed"),
    ],
)
def test_decision_that_only_follows_a_recommendation(text: str, *, adopted: bool) -> None:
    assert adopts(text) is adopted


@pytest.mark.parametrize("text", ["Forslaget udskydes til efteråret.", "Punktet blev udskudt."])
def test_put_off_is_postponed(text: str) -> None:
    assert classify_decision(text) is Outcome.POSTPONED


@pytest.mark.parametrize(
    ("sentences", "positions"),
    [
        pytest.param(
            ["Ida stillede ændringsforslag om en kran.", "Imod stemte 9.", "Ændringsforslaget bortfaldt."],
            {0, 1, 2},
            id="fell",
        ),
        pytest.param(["Ida foreslog en kran.", "Forslaget blev vedtaget."], set(), id="adopted"),
        pytest.param(["Ida foreslog A.", "Bo foreslog B.", "Forslaget blev forkastet."], {1, 2}, id="the last of two"),
        pytest.param(["Forslaget blev forkastet."], set(), id="of nobody"),
        pytest.param([], set(), id="nothing"),
    ],
)
def test_proposals_that_fell(sentences: list[str], positions: set[int]) -> None:
    assert fallen(sentences) == positions
