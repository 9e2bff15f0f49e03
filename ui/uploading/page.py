"""The page for putting minutes in (lægge referater ind), for those who may; everybody else is told who may."""

from __future__ import annotations

import asyncio
from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from rag.errors import ReferatError
from ui import documents, texts
from ui.access.guard import LOGIN, UPLOAD, crosses_sites, visitor_of
from ui.access.login import logout_form
from ui.forms import page, refused_page, root_of
from ui.problems import problem
from ui.uploading.files import TAKEN
from ui.uploading.jobs import BELOW, Job, State, Uploader, UploadLimited

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FILES = 50
MOST_BYTES = 200 << 20
"""Of one upload, all files and what stands around them."""

_SECONDS_BETWEEN_LOOKS = 2


def upload_routes(uploader: Uploader) -> list[Route]:
    """The addresses of putting minutes in."""
    uploads = _UploadPage(uploader)
    return [
        Route(UPLOAD, uploads.show, methods=["GET"]),
        Route(UPLOAD, uploads.take, methods=["POST"], max_body_size=MOST_BYTES),
        Route(f"{UPLOAD}/{{key}}", uploads.follow, methods=["GET"]),
    ]


class _UploadPage:
    """Each method is an address."""

    def __init__(self, uploader: Uploader) -> None:
        self._uploader = uploader

    async def show(self, request: Request) -> Response:
        return _refusal(request) or page(request, texts.UPLOAD_TITLE, _form(request))

    async def take(self, request: Request) -> Response:
        refusal = _refusal(request)
        if refusal is not None:
            return refusal
        try:
            job = await self._job_of(request)
        except UploadLimited as error:
            return _told(request, 429, error.user_message)
        except ReferatError as error:
            return _told(request, 503, error.user_message)
        except HTTPException as error:
            return _told(request, error.status_code, texts.UPLOAD_MALFORMED.format(most=MOST_FILES))
        return RedirectResponse(f"{root_of(request)}{UPLOAD}/{job.key}", status_code=303)

    async def _job_of(self, request: Request) -> Job:
        owner = visitor_of(request).name
        self._uploader.admit(owner)
        async with request.form(max_files=MOST_FILES, max_fields=4) as form:
            sent = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
            incoming = [(each.filename, each.file) for each in sent if each.filename]
            return await asyncio.to_thread(self._uploader.take, owner, incoming)

    async def follow(self, request: Request) -> Response:
        refusal = _refusal(request)
        if refusal is not None:
            return refusal
        job = self._uploader.job(request.path_params["key"])
        if job is None or job.owner != visitor_of(request).name:
            return page(request, texts.UPLOAD_TITLE, f"<p>{texts.UPLOAD_UNKNOWN}</p>{_again()}", 404)
        shown = page(request, texts.UPLOAD_TITLE, _job(job))
        if job.state is State.WAITING:
            shown.headers["refresh"] = str(_SECONDS_BETWEEN_LOOKS)
        return shown


def _refusal(request: Request) -> Response | None:
    """Why a request may not put anything in; None where it may."""
    if request.method == "POST" and crosses_sites(request):
        return _told(request, 403, texts.FOREIGN_FORM)
    visitor = visitor_of(request)
    if visitor.may_upload:
        return None
    if visitor.name:
        return _told(request, 403, texts.UPLOAD_NOT_YOU.format(name=visitor.name))
    return _told(
        request, 403, texts.UPLOAD_NOT_ANYBODY, f'<p><a href="{LOGIN[1:]}?next={UPLOAD}">{texts.LOG_IN}</a></p>'
    )


def _told(request: Request, status: int, sentence: str, more: str = "") -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        return problem(status, sentence)
    return refused_page(request, sentence, status, more)


def _form(request: Request) -> str:
    kinds = ",".join(sorted(TAKEN))
    limits = texts.UPLOAD_LIMITS.format(kinds=kinds.replace(",", ", "), files=MOST_FILES, megabytes=MOST_BYTES >> 20)
    return (
        f'<p class="lead">{texts.UPLOAD_LEAD}</p>'
        f'<form method="post" action="{UPLOAD[1:]}" enctype="multipart/form-data" class="form">'
        f'<p><label for="files">{texts.UPLOAD_FILES}</label>'
        f'<input id="files" name="files" type="file" multiple required accept="{kinds}" aria-describedby="limits"></p>'
        f'<p id="limits" class="note">{limits}</p><p><button>{texts.UPLOAD_SEND}</button></p></form>'
        f"{logout_form(visitor_of(request))}"
    )


def _job(job: Job) -> str:
    parts = [_list(texts.UPLOAD_REFUSED, job.refused)]
    if job.state is State.WAITING:
        waiting = texts.UPLOAD_WAITING.format(files=texts.plural(len(job.files), "fil", "filer"))
        parts.append(f'<p role="status">{waiting}</p>')
    elif job.state is State.FAILED:
        parts.append(f'<p role="alert" class="failure">{escape(job.failure)}</p>{_again()}')
    else:
        parts.append(_report(job))
    return "".join(parts)


def _report(job: Job) -> str:
    report = job.report
    rejected = [(entry["file"], entry["reason"]) for entry in report["rejected"]]
    warnings = [(entry["file"], entry["message"]) for entry in report["warnings"]]
    lines = [(name, documents.figures_lines(reading)) for name, reading in job.readings.items()]
    return (
        f'<p role="status">{escape(texts.INGEST_SUMMARY.format(**report))}</p>'
        f"{_list(texts.UPLOAD_REJECTED, rejected)}{_list(texts.UPLOAD_WARNED, warnings)}"
        f'{_list(texts.UPLOAD_UNDERSTOOD, lines)}<p><a href="./">{texts.UPLOAD_ASK}</a></p>{_again()}'
    )


def _list(heading: str, entries: Sequence[tuple[str, str]]) -> str:
    if not entries:
        return ""
    rows = "".join(
        f'<li><span class="file">{escape(_own_name(name))}</span><br><span class="words">{escape(told)}</span></li>'
        for name, told in entries
    )
    return f"<h2>{heading}</h2><ul>{rows}</ul>"


def _own_name(name: str) -> str:
    """A file's name as whoever sent it knows it."""
    return name.removeprefix(f"{BELOW}/")


def _again() -> str:
    return f'<p><a href="{UPLOAD[1:]}">{texts.UPLOAD_MORE}</a></p>'
