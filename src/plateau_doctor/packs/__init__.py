"""Question packs: JSON in, `Pack` and `Words` out; every fault at once, with its place and remedy."""

from plateau_doctor.packs.inflation import load_inflation
from plateau_doctor.packs.loading import check, languages, load, shipped, shipped_packs

__all__ = ["check", "languages", "load", "load_inflation", "shipped", "shipped_packs"]
