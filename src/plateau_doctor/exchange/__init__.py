"""Files in and out: the check-up as JSON, the filled form. Importing this package loads the standard library only."""

from plateau_doctor.exchange.filled_form import FilledForm, read_form
from plateau_doctor.exchange.limits import figure_limits
from plateau_doctor.exchange.reading import parse_checkup, read_checkup
from plateau_doctor.exchange.salvage import Salvaged, is_stranger, salvage
from plateau_doctor.exchange.writing import write_checkup

__all__ = [
    "FilledForm",
    "Salvaged",
    "figure_limits",
    "is_stranger",
    "parse_checkup",
    "read_checkup",
    "read_form",
    "salvage",
    "write_checkup",
]
