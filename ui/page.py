"""The page in Gradio: the one module that knows it. Import it only where a page is served.

Gradio carries the events and the streaming; the words and markup come from `ui.panels`, the look and
the keyboard from `ui/assets`. Its own chat component is not used: it brings English labels, its own
Markdown and links, and its messages can't hold the buttons that lead to a source. The conversation is kept in
the reader's browser, and comes along with each question.
"""

from __future__ import annotations

import ipaddress
import json

# Gradio reads the annotations of its listeners while it runs, so these names must be there.
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.utils import LRUCache

from ui import app, taking, texts
from ui.access.accounts import ANYBODY, Visitor
from ui.access.guard import UPLOAD, visitor_of
from ui.composer import composer, side_menu
from ui.documents import answer_document
from ui.exchanges import read_conversation
from ui.limits import too_often, wait_of
from ui.panels import conversation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fastapi import FastAPI

    from ui.app import Responder

# Waiting for a chat model takes no processor, so that those who wait for one hold nobody up.
ANSWERS_AT_ONCE = 24
SECONDS_BETWEEN_STATES = 0.1
TABS_KEPT = 500

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def mount(parent: FastAPI, responder: Responder) -> None:
    """Put the page at the root of an application."""
    page = build_page(responder)
    _forget_tabs(page)
    gr.mount_gradio_app(
        parent,
        page,
        path="/",
        app_kwargs={"openapi_url": None},
        footer_links=[],
        run_history=False,
        favicon_path=str(files("ui").joinpath("assets", "favicon.png")),
        show_error=False,
        # Nobody uploads here; Gradio's upload address is open all the same, so it takes next to nothing.
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(font=[gr.themes.Font(name) for name in _FONTS]),
    )


def _forget_tabs(page: gr.Blocks) -> None:
    """Let the framework forget browser tabs, which it has no setting for.

    It keeps 58 kB for each of the last 10,000, a figure for each of as many events, and for every tab there ever was
    the set of its unfinished events, as a rule empty. Nothing here needs them. Its messages it keeps for the last 2,000
    tabs, and so the sets may go with them.
    """
    page.state_session_capacity = TABS_KEPT
    queue = page._queue  # noqa: SLF001 - see above
    queue.ANALYTICS_MAX_EVENTS = TABS_KEPT
    queue.pending_event_ids_session = LRUCache(queue.pending_messages_per_session.max_size)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events go between."""

    side: gr.HTML
    hello: gr.HTML
    talk: gr.HTML
    form: gr.HTML


def build_page(responder: Responder) -> gr.Blocks:
    """The page's components and what happens between them."""
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_height=True)
    with page:
        with gr.Row(elem_id="top"):
            _html(f'<button type="button" class="skip" data-skip>{texts.SKIP_TO_QUESTION}</button>', "skip")
            side = _html(side_menu("", None), "side", _script("talks.js"))
            _html(f'<h1>{texts.TITLE}</h1><button type="button" data-fresh>{texts.NEW_CONVERSATION}</button>', "brand")
        with gr.Row(elem_id="stage"):
            with gr.Column(elem_id="talk"):
                # Apart from the conversation, so that a slow page can't put it over a quick answer.
                hello = _html("", "welcome", _script("presses.js"))
                talk = _html("", "conversation", _script("conversation.js"), _doors(responder))
                form = _html(composer(), "composer", _script("composer.js"))
            _html("", "source", _script("source.js"), [_source_door(responder)])
        _wire(page, responder, _Parts(side, hello, talk, form))
    return page


def _html(value: str, name: str, script: str = "", doors: list[Callable[[object], object]] | None = None) -> gr.HTML:
    return gr.HTML(
        value, elem_id=name, js_on_load=script or None, apply_default_css=False, server_functions=doors or None
    )


def _wire(page: gr.Blocks, responder: Responder, parts: _Parts) -> None:
    def asked(event: gr.EventData, request: gr.Request) -> Iterator[str]:
        wanted = _told(event)
        dropped = [str(field) for field in wanted["dropped"]] if isinstance(wanted.get("dropped"), list) else []
        past = read_conversation(wanted.get("past"))
        if wait := wait_of(request.request):
            yield conversation(app.refuse(past, str(wanted.get("question", "")), too_often(wait)))
            return
        states = app.ask(responder, past, str(wanted.get("question", "")), dropped)
        for entries in app.paced(states, SECONDS_BETWEEN_STATES):
            yield conversation(entries)

    def shown(event: gr.EventData) -> tuple[str, str]:
        entries = app.restore(responder, _told(event).get("past"))
        return conversation(entries), gr.skip() if entries else app.welcome_html(responder)

    def sampled(request: gr.Request) -> Iterator[tuple[str, str]]:
        for html in app.samples_html(responder, allowed=_may_fill(request)):
            yield html, gr.skip()
        yield gr.skip(), _side(responder, request)

    def opened(request: gr.Request) -> tuple[str, str]:
        upload = UPLOAD.lstrip("/") if _visitor(request).may_upload else ""
        return app.welcome_html(responder, upload), _side(responder, request)

    answers: dict[str, Any] = {"concurrency_limit": ANSWERS_AT_ONCE, "concurrency_id": "answers", **_QUIET}
    # The script asks one question at a time; the framework would drop one that comes as an answer ends.
    answering = parts.form.asked(asked, None, [parts.talk], trigger_mode="multiple", **answers)
    # Outside the queue: the browser shares one event stream among queued events, and one that ends just as a
    # question is sent closes the stream under it (seen 1 time in 60 on a loaded machine: no answer ever came).
    parts.form.shown(shown, None, [parts.talk, parts.hello], cancels=[answering], queue=False, **_QUIET)
    parts.hello.samples(sampled, None, [parts.hello, parts.side], concurrency_limit=1, **_QUIET)
    page.load(opened, None, [parts.hello, parts.side], queue=False, **_QUIET)
    gr.events.api(_client_door(responder), api_name="ask", concurrency_limit=ANSWERS_AT_ONCE, concurrency_id="answers")


def _client_door(responder: Responder) -> Callable[[str], dict[str, Any]]:
    """What Gradio's own client calls `/ask`: a question of its own, answered as `referat ask --json` does."""

    def ask(question: str) -> dict[str, Any]:
        *_, entries = app.ask(responder, (), question)
        answer = entries[-1].answer if entries else None
        if answer is None:
            raise gr.Error(entries[-1].failure if entries else texts.NEEDS_WORDS, print_exception=False)
        return answer_document(answer)

    return ask


def _told(event: gr.EventData) -> Mapping[str, Any]:
    """What the browser sent with an event; nothing where it sent no object."""
    told = event._data  # noqa: SLF001 - its attributes raise where a name is missing
    return told if isinstance(told, dict) else {}


def _side(responder: Responder, request: gr.Request) -> str:
    return side_menu(app.scope_html(responder), _visitor(request).name)


def _visitor(request: gr.Request) -> Visitor:
    return visitor_of(request.request) if request.request else ANYBODY


def _may_fill(request: gr.Request) -> bool:
    """Whether a visitor may read the samples in: one who may upload, or who sits at the machine itself."""
    client = request.request.client if request.request else None
    try:
        at_home = client is not None and ipaddress.ip_address(client.host).is_loopback
    except ValueError:
        at_home = False
    return at_home or _visitor(request).may_upload


def _doors(responder: Responder) -> list[Callable[[object], object]]:
    def take(wanted: object) -> dict[str, str]:
        return taking.take(responder, wanted if isinstance(wanted, dict) else {})

    def judge(wanted: object) -> dict[str, str]:
        return app.judge(responder, wanted if isinstance(wanted, dict) else {})

    return [take, judge]


def _source_door(responder: Responder) -> Callable[[object], str]:
    def source(wanted: object) -> str:
        return app.source_html(responder, wanted if isinstance(wanted, dict) else {})

    return source


def _script(name: str) -> str:
    words = json.dumps(texts.SCRIPT, ensure_ascii=False)
    return f"Object.assign(window.referat, {words});\n" + files("ui").joinpath("assets", name).read_text("utf-8")
