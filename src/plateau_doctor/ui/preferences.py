"""What a person sets once: reading, keys and the way of working; kept in a small file beside the check-ups."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from PySide6.QtCore import QObject, QSettings, Signal

FILE = "settings.ini"
SCALES = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
Colours = Literal["system", "light", "dark", "contrast"]
Mode = Literal["new", "owner", "consultant"]
Paper = Literal["", "a4", "letter"]
_BRAND = "brand"
_FLAGS = ("move_on", "number_keys", "copies", "large_print", "greyscale", "why")


class Preferences(NamedTuple):
    """`scale` is the text size (1.0 is 100 %); `mode` is `new` until the first door has been chosen.

    `copies` makes a copy of everything whenever the window closes. `paper`, `large_print` and `greyscale` are how the
    last report was wanted; the paper is empty until one was chosen, and the check-up's country decides. `why` shows
    beside each question why it is asked.
    """

    scale: float = 1.0
    colours: Colours = "system"
    move_on: bool = True
    number_keys: bool = True
    mode: Mode = "new"
    copies: bool = True
    paper: Paper = ""
    large_print: bool = False
    greyscale: bool = False
    why: bool = False


class Settings(QObject):
    """The preferences now, on the disk as soon as they change; what can't be read there counts as never set."""

    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = folder / FILE
        self.now = self._read()

    def _file(self) -> QSettings:
        return QSettings(str(self._path), QSettings.Format.IniFormat)

    def _read(self) -> Preferences:
        file, usual = self._file(), Preferences()
        said = {name: str(file.value(name, "")) for name in Preferences._fields}
        scale = next((one for one in SCALES if str(one) == said["scale"]), usual.scale)
        colours = next((one for one in get_args(Colours) if one == said["colours"]), usual.colours)
        mode = next((one for one in get_args(Mode) if one == said["mode"]), usual.mode)
        paper = next((one for one in get_args(Paper) if one == said["paper"]), usual.paper)
        flags = {name: said[name] == "true" or (getattr(usual, name) and said[name] != "false") for name in _FLAGS}
        return Preferences(scale=scale, colours=colours, mode=mode, paper=paper, **flags)

    def change(self, **values: Any) -> None:
        """Take other values by their names and keep them."""
        before, self.now = self.now, self.now._replace(**values)
        if before == self.now:
            return
        file = self._file()
        for name in values:
            value = getattr(self.now, name)
            file.setValue(name, str(value).lower() if isinstance(value, bool) else str(value))
        file.sync()
        self.changed.emit()

    def grow(self, steps: int) -> None:
        """Take the next larger (1) or smaller (-1) text size; 0 takes the usual one."""
        place = SCALES.index(self.now.scale)
        self.change(scale=1.0 if steps == 0 else SCALES[min(max(place + steps, 0), len(SCALES) - 1)])

    @property
    def usual_brand(self) -> Mapping[str, str]:
        """What a consultant's reports were signed with last; whatever of it can't be printed counts as never set."""
        from plateau_doctor.ui.usual_brand import printable

        return printable(str(self._file().value(_BRAND, "")))

    @property
    def first_brand(self) -> Mapping[str, str]:
        """What a new check-up is signed with: the usual brand of a consultant, nothing for an owner."""
        return self.usual_brand if self.now.mode == "consultant" else {}

    def keep_brand(self, brand: Mapping[str, str]) -> None:
        """Let the next check-ups begin with a brand; its logo is a small picture in base64, as check-ups keep it."""
        file = self._file()
        file.setValue(_BRAND, json.dumps(dict(brand)))
        file.sync()
