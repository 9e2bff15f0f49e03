"""The settings (indstillinger): values only, read from the environment when asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from prompts import errors as sentences
from rag.errors import SettingError

PREFIX = "REFERAT_"


class Settings(BaseSettings):
    """Every setting there is. Each is read from `REFERAT_<NAME>` and may be given as a keyword."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="Mappen med alle data")
    embedding_model: str = Field(
        "",
        description="Tom: den medfølgende model. Ellers navn eller sti på en sentence-transformers-model",
    )
    log: Literal["", "json", "debug"] = Field(
        "", description="json: driftslog på stderr, et JSON-objekt pr. linje. debug: fejlfindingsbeskeder"
    )
    questions_per_minute: int = Field(
        120, ge=0, description="Spørgsmål i minuttet fra et login eller en adresse. 0: ingen grænse"
    )
    chat_model: str = Field("", description="Tom: ingen sprogmodel. Ellers udbyder:model, for eksempel ollama:llama3.1")
    chat_url: str = Field("", description="Sprogmodellens adresse. Tom: udbyderens egen")
    chat_key: SecretStr = Field(SecretStr(""), description="Sprogmodellens nøgle. Tom: udbyderens egen variabel")
    chat_key_file: Path | None = Field(None, description="Fil med sprogmodellens nøgle; går forud for chat_key")
    chat_temperature: float = Field(0.0, ge=0, le=2, description="Sprogmodellens temperatur")
    chat_seconds: float = Field(90.0, gt=0, le=3600, description="Sekunder, sprogmodellen har til et spørgsmål")
    chat_first_seconds: float = Field(30.0, gt=0, le=3600, description="Sekunder til sprogmodellens første ord")
    chat_evidence_tokens: int = Field(6000, ge=500, le=1_000_000, description="Tokens til de nummererede kilder")
    chat_answer_tokens: int = Field(1200, ge=100, le=100_000, description="Tokens til sprogmodellens svar")
    chat_at_once: int = Field(4, ge=1, le=1000, description="Spørgsmål, sprogmodellen får ad gangen")
    reranker_model: str = Field(
        "", description="Tom: ingen omrangering. Ellers navn eller sti på en sentence-transformers-cross-encoder"
    )
    chroma_url: str = Field("", description="Adressen på en Chroma-server. Tom: vektorerne ligger i datamappen")

    @field_validator("chat_url", "chroma_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None):
            raise PydanticCustomError("address", "not the address of a web server")
        return url


def read_settings(**overrides: object) -> Settings:
    """The settings from the environment, with the given ones put over them; None leaves one alone.

    Raises:
        SettingError: a value can't be used, or the environment has an unknown `REFERAT_` variable.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            raise SettingError(sentences.UNKNOWN_SETTING.format(name=name, known=", ".join(sorted(known))))
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]  # it checks them
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingError(
            sentences.BAD_SETTING.format(name=name, reason=_why(first["type"], first.get("ctx", {})))
        ) from error


def _why(kind: str, limits: Mapping[str, object]) -> str:
    """What is wrong with a value, in Danish."""
    return sentences.SETTING_REASONS.get(kind, sentences.SETTING_REASONS["form"]).format(**limits)
