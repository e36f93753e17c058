"""One small story for each state and each band of the verdict."""

from __future__ import annotations

from typing import Any

from builders import GROWING, PACK, SHRINKING, STUCK

STATES: dict[str, dict[str, Any]] = {
    "unknown": {"revenue": (500, 520, 520)},
    "declining": {"revenue": SHRINKING},
    "tide": {"revenue": SHRINKING, "market": -0.08},
    "steady": {"revenue": STUCK, "wants": "same", "cash": 8, "profit": (80, 80, 80, 80, 80)},
    "noprofit": {"revenue": GROWING, "profit": (10, 10, 10, 10, 10)},
    "carried": {"revenue": GROWING, "market": 0.20},
    "growing": {"revenue": GROWING},
    "holding": {"revenue": STUCK, "market": -0.02},
    "stuck": {"revenue": STUCK},
}
BANDS: dict[str, int] = {"low": 2, "middle": 3, "high": 5}


def story(state: str, band: str, **more: Any) -> dict[str, Any]:
    """Return the arguments of `a_business` for a state and a band."""
    level = BANDS[band]
    return {**STATES[state], **dict.fromkeys((area.id for area in PACK.areas), level), **more}
