"""A data folder with a closed item whose words are known, and the server over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.doors import OPEN, Running, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET_WORDS = ("Kvægtorvsgrunden", "mellemhandleren", "fortrolighedsklausul")
"""Words of the closed item's text; none of them stands anywhere else."""

MINUTES = f"""Referat
Havneudvalget
Mødedato: 12. maj 2021 kl. 16:30
Sted: Sal B

Punkt 1: Ny cykelsti langs Åvej

05.01.00-G01-7-21

Beslutning

Udvalget besluttede at anlægge stien i 2022.

Punkt 2: Lukket punkt: {SECRET_WORDS[0]}

07.02.00-Ø54-3-21

Sagsfremstilling

Der forhandles med {SECRET_WORDS[1]} om prisen.

Beslutning

Udvalget godkendte en {SECRET_WORDS[2]}.

Punkt 3: <script>alert(1)</script> & <img src=x onerror=alert(2)>

05.01.00-G01-8-21

Beslutning

Udvalget besluttede at anlægge stien <b onmouseover="alert(3)">ved Åvej</b> i 2023.
"""


@pytest.fixture(scope="session")
def guarded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder."""
    from ingest.sync import sync

    folder = tmp_path_factory.mktemp("guarded")
    (folder / "minutes").mkdir()
    (folder / "minutes" / "havn.txt").write_text(MINUTES, encoding="utf-8")
    opened = workspace(folder / "data")
    assert not sync([folder / "minutes"], opened.catalog, opened.encoder).rejected
    opened.update_indexes()
    opened.vectors.close()
    opened.catalog.close()
    return folder / "data"


@pytest.fixture(scope="session")
def served(guarded_data: Path) -> Iterator[Running]:
    """The server over it: everybody may read, one may upload."""
    with Running(guarded_data, accounts=OPEN) as running:
        yield running
