"""Files in and out: the check-up as JSON. Importing this package loads the standard library only."""

from plateau_doctor.exchange.limits import figure_limits
from plateau_doctor.exchange.reading import parse_checkup, read_checkup
from plateau_doctor.exchange.writing import write_checkup

__all__ = ["figure_limits", "parse_checkup", "read_checkup", "write_checkup"]
