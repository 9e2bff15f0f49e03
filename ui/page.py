"""The page in Gradio: the one module that knows it. Import it only where a page is served.

Gradio carries the events and the streaming; the words and markup come from `ui.panels`, the look and
the keyboard from `ui/assets`. Its own chat component is not used: it brings English labels, its own
Markdown and links, and its messages can't hold the buttons that lead to a source.
"""

from __future__ import annotations

# Gradio reads the annotations of its listeners while it runs, so these names must be there.
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui import app, texts
from ui.app import Conversation

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from ui.app import Login, Responder

STATE_SECONDS = 6 * 3600
# Waiting for a chat model takes no processor, so that those who wait for one hold nobody up.
ANSWERS_AT_ONCE = 24
LARGEST_QUESTION = 2000

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def mount(parent: FastAPI, responder: Responder, auth: Login | None = None) -> None:
    """Put the page at the root of an application. `auth` is Gradio's: a pair, pairs, or a function."""
    gr.mount_gradio_app(
        parent,
        build_page(responder),
        path="/",
        app_kwargs={"openapi_url": None},
        footer_links=[],
        run_history=False,
        auth=auth,
        auth_message=texts.LOGIN_MESSAGE if auth else None,
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events go between."""

    past: gr.State
    hello: gr.HTML
    talk: gr.HTML
    box: gr.Textbox
    send: gr.Button
    fresh: gr.Button
    scope: gr.HTML


def build_page(responder: Responder) -> gr.Blocks:
    """The page's components and what happens between them."""
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_height=True)
    with page:
        past = gr.State((), time_to_live=STATE_SECONDS)
        with gr.Row(elem_id="top"):
            scope = gr.HTML(_brand(""), elem_id="brand", apply_default_css=False)
            fresh = gr.Button(texts.NEW_CONVERSATION, elem_id="fresh", size="sm", min_width=0)
        with gr.Row(elem_id="stage"):
            with gr.Column(elem_id="talk"):
                # Apart from the conversation, so that a slow page can't put it over a quick answer.
                hello = gr.HTML("", elem_id="welcome", js_on_load=_script("presses.js"), apply_default_css=False)
                talk = gr.HTML(
                    "",
                    elem_id="conversation",
                    js_on_load=_script("presses.js") + _script("conversation.js"),
                    apply_default_css=False,
                )
                with gr.Row(elem_id="composer"):
                    box = _question_box()
                    send = gr.Button(texts.SEND, elem_id="send", variant="primary", min_width=0)
                    gr.HTML(f'<p class="hint">{texts.HINT}</p>', elem_id="hint", apply_default_css=False)
            gr.HTML(
                "",
                elem_id="source",
                apply_default_css=False,
                js_on_load=_script("source.js"),
                server_functions=[_source_server(responder)],
            )
        _wire(page, responder, _Parts(past, hello, talk, box, send, fresh, scope))
    return page


def _wire(page: gr.Blocks, responder: Responder, parts: _Parts) -> None:
    answers: dict[str, Any] = {
        "outputs": [parts.past, parts.talk, parts.box],
        "concurrency_limit": ANSWERS_AT_ONCE,
        "concurrency_id": "answers",
        **_QUIET,
    }

    def show(conversations: Iterator[Conversation]) -> Iterator[tuple[object, ...]]:
        for entries in conversations:
            yield entries, app.conversation_html(entries), gr.skip()

    def asked(entries: Conversation, question: str) -> Iterator[tuple[object, ...]]:
        yield entries, gr.skip(), ""
        yield from show(app.ask(responder, entries, question))

    def suggested(entries: Conversation, event: gr.EventData) -> Iterator[tuple[object, ...]]:
        yield from show(app.ask(responder, entries, str(event.question)[:LARGEST_QUESTION]))

    def dropped(entries: Conversation, event: gr.EventData) -> Iterator[tuple[object, ...]]:
        yield from show(app.drop(responder, entries, str(event.field)))

    def opened() -> tuple[str, str]:
        return app.welcome_html(responder), _brand(app.scope_html(responder))

    def restarted() -> tuple[Conversation, str, str]:
        return (), "", app.welcome_html(responder)

    answering = [
        gr.on([parts.box.submit, parts.send.click], asked, [parts.past, parts.box], **answers),
        parts.hello.suggested(suggested, [parts.past], **answers),
        parts.talk.dropped(dropped, [parts.past], **answers),
    ]
    halted = parts.fresh.click(None, cancels=answering, **_QUIET)
    # Outside the queue: the browser shares one event stream among queued events, and one that ends just as a
    # question is sent closes the stream under it (seen 1 time in 60 on a loaded machine: no answer ever came).
    halted.then(restarted, None, [parts.past, parts.talk, parts.hello], queue=False, **_QUIET)
    page.load(opened, None, [parts.hello, parts.scope], queue=False, **_QUIET)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=texts.QUESTION,
        placeholder=texts.PLACEHOLDER,
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        max_length=LARGEST_QUESTION,
        autofocus=True,
        elem_id="question",
    )


def _source_server(responder: Responder) -> Callable[[object], str]:
    def source(wanted: object) -> str:
        return app.source_html(responder, wanted if isinstance(wanted, dict) else {})

    return source


def _brand(scope: str) -> str:
    return f'<h1>{texts.TITLE}</h1><p class="scope">{escape(scope)}</p>'


def _script(name: str) -> str:
    return files("ui").joinpath("assets", name).read_text(encoding="utf-8")
