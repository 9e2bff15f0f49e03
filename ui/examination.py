"""The doctor (undersøgelse): is every part of a data folder sound?"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from prompts import errors as sentences
from rag.domain import Filters
from rag.errors import ReferatError
from rag.listening import ModelLine
from rag.probing import try_model
from ui import texts
from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part (fund): an empty `reason` means that it is sound."""

    part: str
    reason: str = ""


def examine(workspace: Workspace) -> list[Finding]:
    """Look at the catalog, the models, the stored passages and the indexes, and change nothing."""
    try:
        workspace.demand_catalog()
        damage = workspace.catalog.find_damage()
    except ReferatError as error:
        return [Finding(texts.DOCTOR_CATALOG, error.user_message)]
    if damage:
        path = workspace.catalog.path
        return [Finding(texts.DOCTOR_CATALOG, sentences.CATALOG_DAMAGED.format(path=path))]
    findings = [Finding(texts.DOCTOR_CATALOG), _examine_passages(workspace)]
    try:
        current = workspace.indexes_current()
        findings.append(Finding(texts.DOCTOR_MODEL))
        findings.append(Finding(texts.DOCTOR_INDEXES, "" if current else texts.INDEX_BEHIND))
    except ReferatError as error:
        findings.append(Finding(texts.DOCTOR_MODEL, error.user_message))
    if workspace.model_line is not None:
        findings.append(_examine_chat_model(workspace.model_line, workspace.settings.chat_model))
    return findings


def _examine_chat_model(line: ModelLine, name: str) -> Finding:
    """Whether the chat model answers, and how fast: until its first word, and until its last."""
    try:
        probe = try_model(line)
    except ReferatError as error:
        return Finding(texts.DOCTOR_CHAT.format(name=name), error.user_message)
    return Finding(texts.DOCTOR_CHAT_SPEED.format(name=name, first=_seconds(probe.first), whole=_seconds(probe.whole)))


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f}".replace(".", ",")


def _examine_passages(workspace: Workspace) -> Finding:
    """Whether each passage still stands word for word in its item."""
    catalog = workspace.catalog
    texts_by_item = {record.id: record.item.text for record in catalog.find_items(Filters())}
    wrong = sum(
        texts_by_item[record.item_id][record.chunk.start : record.chunk.end] != record.chunk.text
        for record in catalog.chunks_since(0)
    )
    return Finding(texts.DOCTOR_QUOTES, texts.DOCTOR_QUOTES_BAD.format(count=wrong) if wrong else "")


def repair(workspace: Workspace) -> None:
    """Throw the indexes away and build them again from the catalog.

    Raises:
        DataFolderError: the catalog itself can't be used; it is never thrown away.
    """
    workspace.demand_catalog()
    for folder in (workspace.vectors.folder, workspace.lexical.folder):
        shutil.rmtree(folder, ignore_errors=True)
    workspace.update_indexes()
