"""The API's reference (opslag): its OpenAPI document, and that document as a page without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from prompts import programs as words
from ui import texts
from ui.api.models import ProblemModel
from ui.forms import page

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

_CODE = re.compile(r"`([^`]+)`")


def describe(api: FastAPI, *, closed: bool) -> None:
    """Say in the OpenAPI document where the API stands and whether it needs a login."""
    plain = api.openapi

    def described() -> dict[str, Any]:
        document = plain()
        components = document.setdefault("components", {})
        components.setdefault("schemas", {})["ProblemModel"] = ProblemModel.model_json_schema()
        schemes = components.setdefault("securitySchemes", {})
        about = words.API_CLOSED if closed else words.API_OPEN
        schemes["login"] = {"type": "http", "scheme": "basic", "description": about}
        document["security"] = [{"login": []}] if closed else [{}, {"login": []}]
        return document

    api.openapi = described  # type: ignore[method-assign]


def reference_page(api: FastAPI) -> Callable[[Request], Any]:
    """An endpoint that shows the reference to people."""

    async def show(request: Request) -> Response:
        return page(request, words.API_TITLE, reference(api.openapi(), request.scope["root_path"]))

    return show


def reference(document: dict[str, Any], base: str) -> str:
    """An OpenAPI document as HTML, every operation with its parameters and its reply."""
    info = document["info"]
    security = document["components"]["securitySchemes"]["login"]["description"]
    link = f'<p><a href="{escape(base)}/openapi.json">openapi.json</a></p>'
    parts = [_paragraphs(info["description"]), f"<p>{escape(security)}</p>", link]
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            parts.append(_operation(document, f"{verb.upper()} {base}{path}", operation))
    return "".join(parts)


def _operation(document: dict[str, Any], address: str, operation: dict[str, Any]) -> str:
    fields = [
        (each["name"], each.get("description", ""), each["schema"], each.get("required", False))
        for each in operation.get("parameters", ())
    ]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content:
        fields += _fields(document, content["schema"])
    reply = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return (
        f"<section><h2>{escape(operation['summary'])}</h2><p><code>{escape(address)}</code></p>"
        f"{_paragraphs(operation['description'])}{_table(texts.API_GIVES, fields)}"
        f"{_table(texts.API_GETS, _fields(document, reply))}</section>"
    )


def _fields(document: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any], bool]]:
    found = _resolved(document, schema)
    required = set(found.get("required", ()))
    return [
        (name, each.get("description", ""), each, name in required)
        for name, each in found.get("properties", {}).items()
    ]


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _table(heading: str, fields: list[tuple[str, str, dict[str, Any], bool]]) -> str:
    if not fields:
        return ""
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(_kind(schema))}</td>"
        f"<td>{texts.API_REQUIRED if required else ''}</td><td>{escape(about)}</td></tr>"
        for name, about, schema, required in fields
    )
    scroll = f'<div class="scroll" tabindex="0" role="group" aria-label="{heading}">'
    return f"<h3>{heading}</h3>{scroll}<table><tbody>{rows}</tbody></table></div>"


def _kind(schema: dict[str, Any]) -> str:
    """What a value is, in few words: `string ≤ 2000`, `list of Citation`, `date or null`."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2]).removesuffix("Model")
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    most = schema.get("maxLength", schema.get("maximum"))
    return f"{schema.get('format', schema.get('type', ''))}{f' ≤ {most}' if most is not None else ''}"


def _paragraphs(text: str) -> str:
    coded = _CODE.sub(r"<code>\1</code>", escape(text))
    return "".join(f"<p>{part}</p>" for part in coded.split("\n\n"))
