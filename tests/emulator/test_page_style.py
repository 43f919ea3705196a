"""Tests of the page's style: the contrast of its texts, computed from its palettes, and its script."""

from __future__ import annotations

import re

import pytest
from iotcentral_testkit.emulator.page.script import SCRIPT
from iotcentral_testkit.emulator.page.style import STYLE

TEXTS = ("text", "muted", "accent", "good", "bad")
GROUNDS = ("back", "panel")


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return {
        name: dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", rule)) for name, rule in (("light", light), ("dark", dark))
    }


def luminance(color: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ratio_is_that_of_the_definition() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    palette = palettes()[name]
    ratios = {(text, ground): contrast(palette[text], palette[ground]) for text in TEXTS for ground in GROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def test_no_colour_is_used_beside_the_palettes() -> None:
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", rules) == []
    assert set(re.findall(r"var\(--(\w+)\)", rules)) <= set(palettes()["light"])


def test_a_focus_can_be_seen() -> None:
    assert ":focus-visible { outline: 3px solid var(--accent)" in STYLE
    assert "outline: none" not in STYLE


def test_the_script_asks_nobody_but_the_emulator() -> None:
    assert "//" not in re.sub(r"^\s*// .*$", "", SCRIPT, flags=re.MULTILINE)
    assert "</" not in SCRIPT
