"""What every view stands in (rammen): the side menu, and a whole HTML page around a view.

Links are relative to the root of the application: a page says by `<base>` how far below it stands, so
that the same links hold behind a proxy that serves everything below a path of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import TYPE_CHECKING

from ui import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ASSETS = "referat-assets"
_LINES = '<path d="M2 4h12M2 8h12M2 12h12" fill="none"/>'


class View(Enum):
    """A view of the side menu (punkt i menuen): its value is its address below the root."""

    ASK = "./"
    MEETINGS = "moeder"
    CASES = "sager"
    SEARCH = "soeg"
    OVERVIEW = "overblik"


@dataclass(frozen=True, slots=True)
class Page:
    """A view as it is shown (side): what the window is called, and HTML that is already safe.

    `view` is the entry of the menu that it belongs to; `path` leads to it: words and addresses of the views above.
    """

    view: View | None
    title: str
    body: str
    path: tuple[tuple[str, str], ...] = ()


def menu(active: View | None, below: str = "") -> str:
    """The side menu with its button, which narrow screens show in its place; the view that is open is marked.

    `below` is HTML that is already safe and stands under the links. The menu needs `menu.css`, and is fixed
    to the left edge of a wide screen; on a narrow one the button stands where this HTML is put.
    """
    entries = "".join(
        f'<li><a href="{view.value}"{_current(view is active)}>{texts.MENU[view.name]}</a></li>' for view in View
    )
    return (
        f'<button type="button" class="menu-button" popovertarget="menu" aria-label="{texts.MENU_BUTTON}">'
        f'<svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true" focusable="false">{_LINES}</svg></button>'
        f'<nav id="menu" class="menu" popover aria-label="{texts.MENU_LABEL}">'
        f'<p class="menu-name">{texts.TITLE}</p><ul>{entries}</ul>{below}</nav>'
    )


def document(page: Page, address: str, root: str) -> str:
    """A whole HTML document. `address` is the page's own below the root, `root` leads there from it (`../`)."""
    title = escape(texts.WINDOW_TITLE.format(title=page.title))
    scripts = "".join(f'<script src="{ASSETS}/{name}.js" defer></script>' for name in ("copying", "views"))
    styles = "".join(f'<link rel="stylesheet" href="{ASSETS}/{name}.css">' for name in ("page", "menu", "views"))
    return (
        '<!doctype html><html lang="da"><head><meta charset="utf-8">'
        f'<base href="{escape(root)}"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{texts.SUBTITLE}"><meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="{ASSETS}/favicon.png">{styles}{scripts}</head>'
        f'<body class="view" data-copied="{texts.COPIED}" data-not-copied="{texts.NOT_COPIED}">'
        f'<a class="skip" href="{escape(address)}#indhold">{texts.SKIP}</a>'
        f'<header class="view-top">{menu(page.view)}<a class="view-name" href="./">{texts.TITLE}</a></header>'
        f'<main id="indhold" tabindex="-1">{_path(page.path)}{page.body}</main></body></html>'
    )


def _path(steps: Sequence[tuple[str, str]]) -> str:
    if not steps:
        return ""
    entries = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for words, address in steps)
    return f'<nav class="path" aria-label="{texts.PATH_LABEL}"><ol>{entries}</ol></nav>'


def pager(page: int, total: int, size: int, address: Callable[[int], str]) -> str:
    """Links to the pages before and after one of a list of `total` entries, `size` a page; nothing for a single one."""
    pages = count_pages(total, size)
    if pages < 2:
        return ""
    before = f'<a rel="prev" href="{escape(address(page - 1))}">‹ {texts.PREVIOUS_PAGE}</a>' if page > 1 else ""
    after = f'<a rel="next" href="{escape(address(page + 1))}">{texts.NEXT_PAGE} ›</a>' if page < pages else ""
    here = texts.PAGE_OF.format(page=page, pages=pages)
    return (
        f'<nav class="pager" aria-label="{texts.PAGES_LABEL}"><span>{before}</span><span>{here}</span>'
        f"<span>{after}</span></nav>"
    )


def count_pages(total: int, size: int) -> int:
    """How many pages a list of `total` entries has, at least one."""
    return max(1, -(-total // size))


def menu_path(view: View, *steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The path to a page below a view of the menu."""
    return ((texts.MENU[view.name], view.value), *steps)


def _current(here: bool) -> str:  # noqa: FBT001 - a state, not a switch
    return ' aria-current="page"' if here else ""
