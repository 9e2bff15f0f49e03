"""The page's colours: every pair that text is set in is easy to read, light and dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

PAIRS = {
    "ink": ("paper", "raised", "sunk", "wash", "mark"),
    "soft": ("paper", "raised", "sunk", "wash"),
    "accent": ("paper", "raised", "sunk", "wash"),
    "on-accent": ("accent",),
    "bad": ("paper", "raised", "wash"),
    "good": ("paper", "raised"),
    "wait": ("paper", "raised"),
}


def palettes() -> dict[str, dict[str, str]]:
    css = files("ui").joinpath("assets", "page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r"html:root[^{]*\{(.*?)\}", css, re.DOTALL)[:2]
    return {
        name: dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for name, block in (("light", light), ("dark", dark))
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), [(text, ground) for text in PAIRS for ground in PAIRS[text]])
def test_contrast_is_at_least_four_and_a_half_to_one(scheme: str, text: str, ground: str) -> None:
    palette = palettes()[scheme]
    light, dark = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
