"""The framework's page in Danish (dansk side), and the headers that keep the browser at home."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

from ui import texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASSETS = "/referat-assets"

# Gradio compiles its templates in the browser and writes styles into the page, hence the two 'unsafe'
# words; what they leave open is closed by escaping. Everything else is this host or nothing.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
_SOCIAL = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>', re.DOTALL)
# It stands at the root of the host, wherever the page stands, and nobody installs the page as a program.
_MANIFEST = re.compile(rb'<link\s+rel="manifest"[^>]*?/?>')


class DanishPage:
    """Middleware: the framework's page in Danish and with our assets, and safe headers on everything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and rewrite what comes back where it is a page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # A compressed page could not be rewritten; only the page itself is asked for as HTML.
        if any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        await self.app(scope, receive, _Rewriter(send).send)


class _Rewriter:
    """One response on its way out: a page is held back until it is whole, the rest goes straight on."""

    def __init__(self, send: Send) -> None:
        self.out = send
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.lower() != b"server"]
            message = {**message, "headers": [*kept, *_HEADERS]}
            if any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in kept):
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = await self._release()
        await self.out(message)

    async def _release(self) -> Message:
        body = danish(self.body)
        start, self.start = self.start, None
        assert start is not None  # noqa: S101 - set together with the body
        headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
        await self.out({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        return {"type": "http.response.body", "body": body}


def danish(body: bytes) -> bytes:
    """The framework's page with `lang="da"`, our assets first in the head, and no word of its makers."""
    if b"<gradio-app" not in body:
        return body  # a page of our own is Danish already
    words = json.dumps(texts.FRAMEWORK, ensure_ascii=False).replace("<", "\\u003c")
    base = ASSETS.removeprefix("/")
    head = (
        f"<script>window.referat = {{framework: {words}, copied: {json.dumps(texts.COPIED)}, "
        f"notCopied: {json.dumps(texts.NOT_COPIED)}, answerReady: {json.dumps(texts.ANSWER_READY)}}};</script>"
        f'<script src="{base}/copying.js"></script><script src="{base}/page.js"></script>'
        f'<link rel="stylesheet" href="{base}/page.css"><link rel="stylesheet" href="{base}/menu.css">'
        f'<meta name="description" content="{escape(texts.SUBTITLE)}">'
    )
    body = _MANIFEST.sub(b"", _SOCIAL.sub(b"", body)).replace(b'lang="en"', b'lang="da"', 1)
    silent = f"<noscript>{escape(texts.NO_SCRIPT)}</noscript><gradio-app"
    body = body.replace(b"<gradio-app", silent.encode(), 1)
    # The base address must be known before our relative ones are read.
    return re.sub(rb"(<base [^>]*>)", lambda found: found[1] + head.encode(), body, count=1)
