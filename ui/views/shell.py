"""What every view stands in (rammen): the side menu, and a whole HTML page around a view.

Links are relative to the root of the application: a page says by `<base>` how far below it stands, so
that the same links hold behind a proxy that serves everything below a path of its own.
"""

from __future__ import annotations

from enum import Enum

from ui import texts

_LINES = '<path d="M2 4h12M2 8h12M2 12h12" fill="none"/>'


class View(Enum):
    """A view of the side menu (punkt i menuen): its value is its address below the root."""

    ASK = "./"
    MEETINGS = "moeder"
    CASES = "sager"
    SEARCH = "soeg"
    OVERVIEW = "overblik"


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


def _current(here: bool) -> str:  # noqa: FBT001 - a state, not a switch
    return ' aria-current="page"' if here else ""
