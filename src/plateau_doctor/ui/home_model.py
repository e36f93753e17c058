"""The lines of the home list: filtered, sorted, and worked out only where somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.home_line import HomeLine, Standing
from plateau_doctor.ui.painting import LEFT

Index = QModelIndex | QPersistentModelIndex
Version = tuple[int, bool]
"""A check-up's revision, and whether its place is the end: a standing holds while both are as they were."""
_ASK_AFTER, _SORT_AFTER = 15, 200
"""Milliseconds: lines that come into sight together are asked for together; a sorted list settles now and then."""
BUSINESS, DAY, STATE, SCORE, CHANGE, REVIEW, MORE, REMOVE = range(8)
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Shown:
    """One line with what is known of it by now; `finished` as its answers say, until then as its place does."""

    line: HomeLine
    standing: Standing | None
    change: int | None
    overdue: bool
    finished: bool


class HomeModel(QAbstractTableModel):
    """The lines, filtered and sorted; `wanted` names those whose standing somebody looks at."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[HomeLine, ...] = ()
        self._shown: list[HomeLine] = []
        self._versions: dict[str, Version] = {}
        self._standings: dict[str, tuple[Version, Standing]] = {}
        self._taken: tuple[tuple[HomeLine, ...], date] = ((), date.min)
        self._today = date.min
        self._filter = ""
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._missing: dict[str, None] = {}
        self._asked: set[str] = set()
        self._ask, self._settle = QTimer(self), QTimer(self)
        for timer, wait, act in ((self._ask, _ASK_AFTER, self._on_ask), (self._settle, _SORT_AFTER, self._arrange)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)

    # what is shown

    def take(self, lines: tuple[HomeLine, ...], today: date) -> None:
        """Show other lines; the same ones stay as they are, and so do standings of check-ups that have not changed."""
        self._asked.clear()
        if (lines, today) == self._taken:
            return
        self._taken, self._today = (lines, today), today
        self._lines = tuple(sorted(lines, key=lambda line: (line.sample, not self._overdue(line))))
        self._versions = {line.id: (line.revision, line.finished) for line in lines}
        self._arrange()

    def learn(self, standings: Mapping[str, Standing]) -> None:
        """Take what was worked out."""
        for name, standing in standings.items():
            if name in self._versions:
                self._standings[name] = (self._versions[name], standing)
        if self._sorted is not None and self._sorted[0] in (STATE, SCORE, CHANGE):
            if not self._settle.isActive():
                self._settle.start()
        elif self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, REMOVE))

    def look_for(self, text: str) -> None:
        """Show only the lines whose business holds a text."""
        self._filter = text.strip().casefold()
        self._arrange()

    def _overdue(self, line: HomeLine) -> bool:
        return line.review is not None and line.review < self._today

    def _arrange(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._lines if self._filter in line.business.casefold()]
        if self._sorted is not None:
            column, order = self._sorted
            keys = {line.id: self._key(line, column) for line in self._shown}
            known = [line for line in self._shown if keys[line.id] is not None]
            known.sort(key=lambda line: keys[line.id], reverse=order is Qt.SortOrder.DescendingOrder)
            self._shown = known + [line for line in self._shown if keys[line.id] is None]
        self.endResetModel()

    def _key(self, line: HomeLine, column: int) -> Any:
        if column == BUSINESS:
            return line.business.casefold()
        if column == DAY:
            return line.date
        if column == REVIEW:
            return line.review
        standing = self.standing(line.id)
        if column == CHANGE:
            return self._change(line)
        if standing is None:
            return None
        return standing.state.casefold() if column == STATE else standing.score

    def standing(self, name: str | None) -> Standing | None:
        """Return what is known of a check-up, and ask for it where nothing is."""
        if name is None or name not in self._versions:
            return None
        version, standing = self._standings.get(name, (None, None))
        if version != self._versions[name] and name not in self._asked:
            self._missing[name] = None
            if not self._ask.isActive():
                self._ask.start()
        return standing

    def _on_ask(self) -> None:
        self._asked.update(self._missing)
        wanted, self._missing = tuple(self._missing), {}
        self.wanted.emit(wanted)

    def _change(self, line: HomeLine) -> int | None:
        now, then = self.standing(line.id), self.standing(line.earlier)
        if now is None or then is None or now.score is None or then.score is None:
            return None
        return now.score - then.score

    def shown(self, row: int) -> Shown:
        """Return a line as it stands."""
        line = self._shown[row]
        finished = self.is_finished(line)
        overdue = finished and self._overdue(line)
        return Shown(line, self.standing(line.id), self._change(line), overdue, finished)

    def is_finished(self, line: HomeLine) -> bool:
        """Tell whether enough of a check-up is answered and its result was seen, as far as is known by now."""
        standing = self.standing(line.id)
        return line.finished and (standing is None or standing.finished)

    def line(self, row: int) -> HomeLine:
        """Return a line without asking for its standing."""
        return self._shown[row]

    def of_business(self, one: HomeLine) -> tuple[HomeLine, ...]:
        """Return all lines of the business that a line is of, samples apart."""
        name = one.business.casefold()
        return tuple(line for line in self._lines if line.business.casefold() == name and line.sample == one.sample)

    def row_of(self, name: str) -> int:
        """Return where a check-up stands, or -1."""
        return next((row for row, line in enumerate(self._shown) if line.id == name), -1)

    # what a table asks of its model

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else REMOVE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words over a column."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        names = (_("Business"), _("Check-up"), _("Verdict"), _("Score"), _("Change"), _("Next review"))
        return names[section] if section < len(names) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words; the first cell tells a screen reader the whole line."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        one = self.shown(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == BUSINESS:
            return told(one)
        return cell(one, index.column())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; lines not worked out yet follow the others and find their place as they come."""
        self._sorted = (column, order) if 0 <= column < MORE else None
        self._arrange()


def cell(one: Shown, column: int) -> str:
    """Return the words of a cell."""
    if column == BUSINESS:
        return _("{name} (sample)").format(name=one.line.business) if one.line.sample else one.line.business
    if column == MORE:
        return _("More for {name}").format(name=one.line.business)
    if column == REMOVE:
        return _("Delete {name}").format(name=one.line.business)
    return _standing_cell(one, one.standing, column) if one.standing is not None else ""


def _standing_cell(one: Shown, standing: Standing, column: int) -> str:
    score = "" if standing.score is None else str(standing.score)
    change = "" if one.change is None else f"{one.change:+d}".replace("+0", "0").replace("-", "\N{MINUS SIGN}")
    review = _("Overdue") if one.overdue else standing.review
    cells = {DAY: standing.day, STATE: standing.state, SCORE: score, CHANGE: change}
    return cells.get(column, review if one.finished and one.line.review is not None else "")


def told(one: Shown) -> str:
    """Return a whole line as a screen reader says it."""
    score = _("{score} of 100").format(score=cell(one, SCORE)) if cell(one, SCORE) else ""
    change = _("change {change}").format(change=cell(one, CHANGE)) if cell(one, CHANGE) else ""
    overdue = _("next review overdue") if one.overdue else ""
    parts = (cell(one, BUSINESS), cell(one, DAY), cell(one, STATE), score, change, overdue)
    action = _("Open") if one.finished else _("Resume")
    return f"{action} {', '.join(part for part in parts if part)}"
