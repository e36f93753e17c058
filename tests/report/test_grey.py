"""Photocopied: every tone that stands beside another differs from it by ten steps of lightness, or by its shape."""

from __future__ import annotations

import pytest

from plateau_doctor.report.palette import contrast, in_grey, luminance, paper_palette, readable, with_accent

PAPER = paper_palette()
ACCENTS = ("#FFCC00", "#0072B2", "#00FF00", "#FFFFFF", "#888888", "#D55E00")


def lightness(colour: str) -> float:
    """Return L* of CIELAB, 0 to 100."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 216 / 24389 else light * 24389 / 27


@pytest.mark.parametrize("accent", ["", *ACCENTS])
def test_what_stands_beside_each_other_differs_in_grey(accent: str) -> None:
    palette = in_grey(with_accent(PAPER, accent) if accent else PAPER)
    beside = [(palette.accent, palette.track), (palette.accent, palette.paper), (palette.accent, palette.accent_soft)]
    beside += [(palette.ink, palette.paper), (palette.edge, palette.paper), (palette.ink2, palette.accent_soft)]
    for one, other in beside:
        assert abs(lightness(one) - lightness(other)) >= 10, (one, other)


@pytest.mark.parametrize("palette", [PAPER, in_grey(PAPER), *(with_accent(PAPER, accent) for accent in ACCENTS)])
def test_every_letter_can_be_read(palette: object) -> None:
    for ink in ("ink", "ink2", "ink3", "accent"):
        assert contrast(getattr(palette, ink), "#FFFFFF") >= 4.5


def test_a_grey_palette_has_greys_only_and_keeps_their_lightness() -> None:
    grey = in_grey(PAPER)
    for name in ("ink", "accent", "accent_soft", "track", "edge"):
        colour = getattr(grey, name)
        assert colour[1:3] == colour[3:5] == colour[5:7]
        assert abs(lightness(colour) - lightness(getattr(PAPER, name))) < 1


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert readable("#0072B2") == "#0072B2"
    assert contrast(readable("#FFCC00"), "#FFFFFF") >= 4.5
