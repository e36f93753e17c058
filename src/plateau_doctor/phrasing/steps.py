"""How a step is written."""

from __future__ import annotations


def step(level: float) -> str:
    """Return a level 1-5, or a difference of levels, in figures: 3, or 2.7 where several people answered."""
    text = f"{level:.1f}"
    return text.removesuffix(".0")
