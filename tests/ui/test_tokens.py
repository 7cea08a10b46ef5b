"""Can everybody read it? The colours of both themes, measured."""

import re
from functools import cache
from pathlib import Path

import pytest

from holdspace.ui import statuses

STYLES = Path(__file__).parents[2] / "holdspace" / "ui" / "static" / "ui"
DAY, DIM = ':root, [data-theme="day"]', '[data-theme="dim"]'
BRIGHTNESS = {step: f'[data-theme="dim"][data-brightness="{step}"]' for step in ("85", "70")}
GROUNDS = ("paper", "surface", "raised", "sunk")
TONED = ("stop", "clear", "caution", "hold", "unknown", "ok", "voice")
TEXT = ("ink", "ink-2", "ink-3", "pine", "pine-deep", "hr", "spo2", "level", *TONED)
LEAST_FOR_TEXT, LEAST_FOR_EDGES = 4.5, 3.0


@cache
def colours(selector: str) -> dict[str, str]:
    """The hexadecimal tokens that one rule of tokens.css sets."""
    text = (STYLES / "tokens.css").read_text()
    body = re.search(rf"^{re.escape(selector)} {{(.*?)}}", text, re.MULTILINE | re.DOTALL)
    assert body, f"tokens.css has no rule {selector}"
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", body[1]))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


class TestTheTwoThemes:
    def test_set_the_same_names(self):
        assert colours(DAY).keys() == colours(DIM).keys()

    @pytest.mark.parametrize("theme", [DAY, DIM])
    @pytest.mark.parametrize("name", TEXT)
    def test_keep_text_readable_on_every_ground(self, theme, name):
        tokens = colours(theme)
        assert min(contrast(tokens[name], tokens[ground]) for ground in GROUNDS) >= LEAST_FOR_TEXT

    @pytest.mark.parametrize("theme", [DAY, DIM])
    @pytest.mark.parametrize("name", TONED)
    def test_keep_each_tone_and_plain_ink_readable_on_its_tint(self, theme, name):
        tokens = colours(theme)
        for text in (name, "ink", "ink-2"):
            assert contrast(tokens[text], tokens[f"{name}-tint"]) >= LEAST_FOR_TEXT

    @pytest.mark.parametrize("theme", [DAY, DIM])
    def test_keep_the_primary_button_and_the_next_check_readable(self, theme):
        tokens = colours(theme)
        assert contrast(tokens["on-pine"], tokens["pine"]) >= LEAST_FOR_TEXT
        assert contrast(tokens["on-pine"], tokens["pine-deep"]) >= LEAST_FOR_TEXT
        assert contrast(tokens["pine-deep"], tokens["pine-tint"]) >= LEAST_FOR_TEXT

    @pytest.mark.parametrize("theme", [DAY, DIM])
    def test_keep_the_edge_of_a_control_visible(self, theme):
        tokens = colours(theme)
        assert min(contrast(tokens["edge"], tokens[ground]) for ground in GROUNDS) >= LEAST_FOR_EDGES


class TestTheSunButton:
    @pytest.mark.parametrize("step", BRIGHTNESS)
    @pytest.mark.parametrize("name", ["ink", "ink-2"])
    def test_never_dims_text_below_reading(self, step, name):
        dimmed = colours(BRIGHTNESS[step])[name]
        grounds = [*GROUNDS, *(f"{tone}-tint" for tone in TONED), "pine-tint"]
        assert min(contrast(dimmed, colours(DIM)[ground]) for ground in grounds) >= LEAST_FOR_TEXT

    def test_dims_step_by_step(self):
        ladder = [colours(DIM)["ink"], colours(BRIGHTNESS["85"])["ink"], colours(BRIGHTNESS["70"])["ink"]]
        assert ladder == sorted(ladder, key=luminance, reverse=True)


class TestTheStylesheets:
    def test_use_only_tokens_that_exist(self):
        written = "\n".join(sheet.read_text() for sheet in STYLES.rglob("*.css"))
        defined = set(re.findall(r"(--[\w-]+):", written))
        used = set(re.findall(r"var\((--[\w-]+)", written))
        assert used <= defined

    def test_name_colours_in_one_file_only(self):
        painted = [s.name for s in STYLES.rglob("*.css") if re.search(r"#[0-9A-Fa-f]{3,6}\b", s.read_text())]
        assert set(painted) <= {"tokens.css", "print.css", "chart.css", "layout.css", "status.css"}

    @pytest.mark.parametrize("tone", sorted({status.tone for status in statuses.STATUSES}))
    def test_paint_every_tone_a_status_has(self, tone):
        assert f".tone-{tone} {{" in (STYLES / "tokens.css").read_text()
