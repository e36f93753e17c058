"""Plateau Doctor: a check-up for businesses that have stopped growing."""

__version__ = "0.1.0"
