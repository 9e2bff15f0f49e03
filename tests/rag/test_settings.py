from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from rag.errors import SettingError
from rag.settings import PREFIX, Settings, read_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting from outside."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def test_defaults() -> None:
    settings = read_settings()
    assert (settings.data, settings.embedding_model, settings.chroma_url) == (Path("data"), "", "")


def test_environment_and_above_it_what_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFERAT_DATA", "/srv/referat")
    monkeypatch.setenv("REFERAT_CHROMA_URL", "http://127.0.0.1:8000")
    assert read_settings().data == Path("/srv/referat")
    assert read_settings(data=None).data == Path("/srv/referat")
    assert read_settings(data="andet").data == Path("andet")
    assert read_settings(data="andet").chroma_url == "http://127.0.0.1:8000"


def test_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFERAT_DATA", "")
    assert read_settings().data == Path("data")


def test_unknown_variable_is_named_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFERAT_DATTA", "x")
    with pytest.raises(SettingError, match=r"REFERAT_DATTA findes ikke; .*REFERAT_DATA\b"):
        read_settings()


@pytest.mark.parametrize(
    "given", [{"data": 7}, {"embedding_model": 3.5}, {"ukendt": "x"}], ids=lambda given: str(*given)
)
def test_value_that_cannot_be_used_is_named(given: dict[str, object]) -> None:
    with pytest.raises(SettingError, match="REFERAT_" + next(iter(given)).upper()):
        read_settings(**given)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_settings_do_not_change(name: str) -> None:
    settings = read_settings()
    with pytest.raises(ValidationError, match="frozen"):
        setattr(settings, name, getattr(settings, name))


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
