"""An answer handed to the browser as a file (at tage med): the export in the form that was asked for."""

from __future__ import annotations

import logging
from base64 import b64encode
from datetime import datetime
from typing import TYPE_CHECKING

from rag.errors import ReferatError
from ui import app, exports, texts
from ui.exchanges import read_exchange, write_exchange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.app import Responder
    from ui.exports import Line

log = logging.getLogger(__name__)

_TYPES = {
    "markdown": ("md", "text/markdown;charset=utf-8"),
    "word": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "page": ("html", "text/html;charset=utf-8"),
}


def take(responder: Responder, wanted: Mapping[str, object]) -> dict[str, str]:
    """A kept exchange as a file: `name`, `type` and `content` in base64; or `failure`, a sentence.

    `wanted` has `kept`, the exchange as the page keeps it, and `form`: `markdown`, `word` or `page`. The quotes are
    looked up again, so that a file says of them what is true when it is made.
    """
    form = str(wanted.get("form"))
    kept = read_exchange(wanted.get("kept"))
    if kept is None or form not in _TYPES:
        return {"failure": texts.TAKE_FAILED}
    (entry,) = app.restore(responder, [write_exchange(kept)])
    made = datetime.now().astimezone()
    try:
        content = _written(form, exports.export_lines(entry, made))
    except ReferatError as error:
        return {"failure": error.user_message}
    except Exception:
        log.exception("An answer could not be written")
        return {"failure": texts.TAKE_FAILED}
    ending, kind = _TYPES[form]
    name = f"{texts.EXPORT_NAME.format(day=made.date().isoformat())}.{ending}"
    return {"name": name, "type": kind, "content": b64encode(content).decode()}


def _written(form: str, lines: Sequence[Line]) -> bytes:
    if form == "word":
        from ui.word import to_word

        return to_word(lines)
    return (exports.to_markdown(lines) if form == "markdown" else exports.to_page(lines)).encode()
