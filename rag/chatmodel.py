"""The chat model (sprogmodel): any that LangChain can reach, behind three lines of our own.

LangChain and the providers' packages are imported when a model is first opened, so that a program without one never
pays for them (1.8 s). Their errors, of as many kinds as there are providers, become `ModelUnavailable` here.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from prompts import phrasing as words
from prompts.errors import SETTING_REASONS
from prompts.rejections import reason_of
from rag.errors import ModelOverdue, ModelUnavailable, SettingError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from rag.settings import Settings

_REFUSED = (401, 403)
_EXTRAS = ("ollama", "openai")
_OWN_KEYS = {"openai": "OPENAI_API_KEY"}
# An endpoint inside the house often has no key, and the client insists on one.
_NO_KEY = "none"
# What LangChain raises for a reply without a single piece.
_EMPTY = "No generation"


class ChatModel(Protocol):
    """What phrases (sprogmodel). Safe to share between threads."""

    name: str

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces, as they come.

        Raises:
            ModelUnavailable: it is down, refuses, fails or breaks off; `ModelOverdue` where it took too long.
        """


class LangChainModel:
    """The adapter of a LangChain chat model."""

    def __init__(self, name: str, model: BaseChatModel) -> None:
        self.name = name
        self._model = model

    def stream(self, system: str, user: str) -> Iterator[str]:
        """The reply in pieces, as they come.

        Raises:
            ModelUnavailable: it is down, refuses, fails or breaks off; `ModelOverdue` where it took too long.
        """
        from langchain_core.messages import HumanMessage, SystemMessage

        begun = False
        try:
            for chunk in self._model.stream([SystemMessage(system), HumanMessage(user)]):
                begun = True
                yield str(chunk.text)
        except Exception as error:  # every provider has its own kinds
            translated = translate(error, self.name)
            if begun and not isinstance(translated, ModelOverdue):
                translated = ModelUnavailable(words.BROKE_OFF.format(name=self.name))
            raise translated from error


class ModelOpener:
    """Opens the configured model when it is wanted, and again when its key has changed (åbner)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._opened: tuple[str, ChatModel] | None = None

    def __call__(self) -> ChatModel:
        """The model.

        Raises:
            SettingError: the setting names no model.
            ModelUnavailable: its package or its key file is missing.
        """
        with self._lock:
            key = read_key(self._settings)
            if self._opened is None or self._opened[0] != key:
                self._opened = (key, open_chat_model(self._settings, key))
            return self._opened[1]


def read_key(settings: Settings) -> str:
    """The model's key: from the key file where one is named, else the setting; read anew each time.

    Raises:
        ModelUnavailable: the key file can't be read.
    """
    path = settings.chat_key_file
    if path is None:
        return settings.chat_key.get_secret_value().strip()
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else SETTING_REASONS["not_text"]
        raise ModelUnavailable(words.KEY_UNREADABLE.format(path=path, reason=reason)) from error


def open_chat_model(settings: Settings, key: str) -> ChatModel:
    """The configured chat model; nothing is sent yet.

    Raises:
        SettingError: the setting names no model, or a provider that LangChain doesn't know.
        ModelUnavailable: the provider's package is missing, or its client can't be made.
    """
    name = settings.chat_model
    provider, model = split_name(name)
    from langchain.chat_models import init_chat_model

    options = _options(provider, settings, key)
    try:
        opened = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        package = f"referat[{provider}]" if provider in _EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise ModelUnavailable(words.MISSING_PACKAGE.format(name=name, package=package)) from error
    except ValueError as error:
        raise SettingError(words.UNKNOWN_PROVIDER.format(provider=provider)) from error
    except Exception as error:  # a client's own checks
        raise ModelUnavailable(words.NOT_STARTED.format(name=name, kind=type(error).__name__)) from error
    if "http_client" in options:
        weakref.finalize(opened, options["http_client"].close)
    return LangChainModel(name, opened)


def split_name(name: str) -> tuple[str, str]:
    """The provider and the model that a setting names.

    Raises:
        SettingError: it doesn't have the form `provider:model`.
    """
    provider, _, model = name.partition(":")
    if not (provider and model) or any(letter.isspace() for letter in name):
        raise SettingError(words.BAD_MODEL.format(name=name))
    return provider, model


def _options(provider: str, settings: Settings, key: str) -> dict[str, Any]:
    """The settings as a provider's client takes them; it never tries again by itself, for the reader is waiting."""
    options: dict[str, Any] = {"temperature": settings.chat_temperature}
    if settings.chat_url:
        options["base_url"] = settings.chat_url
    if provider == "ollama":
        # A server that is told to ask elsewhere would send the minutes and the key there.
        client = {"timeout": settings.chat_seconds, "follow_redirects": False}
        options |= {"num_predict": settings.chat_answer_tokens, "client_kwargs": client}
        context = settings.chat_evidence_tokens + 2 * settings.chat_answer_tokens
        return options | {"num_ctx": context}
    options |= {"max_tokens": settings.chat_answer_tokens, "timeout": settings.chat_seconds, "max_retries": 0}
    if provider == "openai":
        import httpx

        options |= {"stream_usage": False, "http_client": httpx.Client(timeout=settings.chat_seconds)}
    own = _OWN_KEYS.get(provider, "")
    if key:
        options["api_key"] = key
    elif own and settings.chat_url and not os.environ.get(own):
        options["api_key"] = _NO_KEY
    return options


def translate(error: BaseException, name: str) -> ModelUnavailable:
    """Any provider's error as ours, by its HTTP status, else by what its kind is called."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    status = next((code for e in chain if isinstance(code := getattr(e, "status_code", None), int) and code > 0), 0)
    kinds = [type(e).__name__ for e in chain]
    if any("Timeout" in kind for kind in kinds):
        return ModelOverdue(words.SLOW.format(name=name))
    if status in _REFUSED:
        return ModelUnavailable(words.REFUSED.format(name=name))
    if status == 404:
        return ModelUnavailable(words.NO_SUCH_MODEL.format(name=name))
    if status in (429, 503):
        return ModelUnavailable(words.OVERLOADED.format(name=name))
    if not status and kinds[0] == "ValueError" and _EMPTY in str(error):
        return ModelUnavailable(words.SAYS_NOTHING.format(name=name))
    if not status and any(kind.startswith(("Connect", "APIConnection")) for kind in kinds):
        return ModelUnavailable(words.UNREACHABLE.format(name=name))
    return ModelUnavailable(words.FAILED.format(name=name, kind=f"HTTP {status}" if status else kinds[0]))
