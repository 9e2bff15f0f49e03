"""A short form of `make torture`: each scene is killed a few times, at moments spread over its run."""

from __future__ import annotations

import pytest

from tests.torture.kills import Torture


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Torture:
    return Torture(tmp_path_factory.mktemp("torture"))


@pytest.mark.parametrize(
    ("scene", "share", "group"),
    [
        pytest.param(0, 0.6, True, id="ingest"),
        pytest.param(1, 0.75, False, id="prune-its-readers-left-alone"),
        pytest.param(2, 0.8, True, id="re-embed"),
    ],
)
def test_nothing_is_missing_after_a_kill(torture: Torture, scene: int, share: float, *, group: bool) -> None:
    assert torture.kill_once(torture.undisturbed[scene], share, group=group).faults == ()
