"""Whole sentences from a result and a pack's words: the same ones on screen, in the report and on the command line."""

from plateau_doctor.phrasing.verdict import MoveText, PatternText, Phrasing, Quote, capital

__all__ = ["MoveText", "PatternText", "Phrasing", "Quote", "capital"]
