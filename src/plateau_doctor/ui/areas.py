"""The six areas of a result as rows: each name opens the answers behind it, each bar shows score and likely range."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from plateau_doctor.core.scoring import AreaScore
from plateau_doctor.i18n import _
from plateau_doctor.ui.bars import BandWords, KeyMark, ScoreBar
from plateau_doctor.ui.flow_layout import flowing
from plateau_doctor.ui.session import Session
from plateau_doctor.ui.theme import Theme
from plateau_doctor.ui.widgets import Button, Text

_WORDS = ("under25", "25to49", "50to74", "75up")


class AreaRows(QWidget):
    """All areas in the order of the questions, or the weakest first; `behind_wanted` is an area."""

    behind_wanted = Signal(str)
    answer_wanted = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session, self._narrow, self._sorted = theme, session, False, False
        self._phrasing = session.phrasing()
        areas, edges = self._phrasing.result.areas, self._phrasing.pack.scoring.words
        ends = (0.0, *edges, 100.0)
        words = (self._phrasing.words.messages[f"areaword.{key}"] for key in _WORDS)
        self._bands = BandWords(theme, list(zip(words, ends[:-1], ends[1:], strict=True)))
        self._rows = {name: self._cells(name, area) for name, area in areas.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.sp(8))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.sp(16))
        self._grid.setVerticalSpacing(0)
        column.addLayout(self._grid)
        self._place()
        column.addWidget(self._key())

    def _key(self) -> QWidget:
        """Return the key, with the order that can be asked for."""
        scored = [one for one in self._phrasing.result.areas.values() if one.score is not None]
        marks: list[QWidget] = []
        if scored:
            marks = [KeyMark(self._theme, "solid", _("counts")), KeyMark(self._theme, "range", _("likely range"))]
        if any((one.claimed or 0) > (one.score or 0) + 0.5 for one in scored):
            marks.insert(1, KeyMark(self._theme, "hatched", _("chosen, without a record yet")))
        if len(scored) > 1:
            self._order = Button(self._theme, _("Weakest first"), "quiet", compact=True)
            self._order.clicked.connect(self._on_order)
            marks.append(self._order)
        return flowing(*marks, across=24)

    def _on_order(self) -> None:
        self._sorted = not self._sorted
        words = _("In the order of the questions") if self._sorted else _("Weakest first")
        self._order.setText(words)
        self._order.setAccessibleName(words)
        self._order.updateGeometry()
        self._place()

    def fit_narrow(self, *, narrow: bool) -> None:
        """Put the words above their bar where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._place()

    def _names(self) -> list[str]:
        areas = self._phrasing.result.areas
        if not self._sorted:
            return list(areas)

        def rank(name: str) -> tuple[bool, float]:
            score = areas[name].score
            return score is None, score or 0.0

        return sorted(areas, key=rank)

    def _place(self) -> None:
        """Put every part in its place, and the way of Tab with it."""
        while self._grid.takeAt(0) is not None:
            pass
        middle, first = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeading
        before: QWidget | None = None
        scored = any(len(cells) > 2 for cells in self._rows.values())
        self._bands.setVisible(scored and not self._narrow)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column == (1 if self._narrow else 3) else 0)
        if not self._narrow:
            self._grid.addWidget(self._bands, 0, 3)
        for place, name in enumerate(self._names(), start=1):
            opener, *others = self._rows[name]
            row = 2 * place
            self._grid.addWidget(opener, row, 0, middle | first)
            if len(others) == 1:
                self._grid.addWidget(others[0], row, 1, 1, 3)
            else:
                word, number, bar = others
                self._grid.addWidget(word, row, 1, middle | first)
                self._grid.addWidget(number, row, 2, middle | Qt.AlignmentFlag.AlignTrailing)
                if self._narrow:
                    self._grid.addWidget(bar, row + 1, 0, 1, 3)
                else:
                    self._grid.addWidget(bar, row, 3)
            if before is not None:
                QWidget.setTabOrder(before, opener)
            before = opener

    def _cells(self, name: str, area: AreaScore) -> tuple[QWidget, ...]:
        title, line = self._phrasing.area_title(name), self._phrasing.area_line(area)
        if area.score is None or area.low is None or area.high is None:
            return self._opener(name, title, area), self._missing(name, line)
        word = self._phrasing.area_word(area)
        words = _("{word}, weakest").format(word=word) if name in self._phrasing.result.bottleneck.areas else word
        role = "body" if words == word else "body-strong"
        numbers, edges = (area.score, area.low, area.high), self._phrasing.pack.scoring.words
        said = f"{title}: {words}. {line}"
        return (
            self._opener(name, title, area),
            Text(self._theme, words, role, "ink2" if words == word else "ink", wrap=False),
            Text(self._theme, str(round(area.score)), "body-strong", wrap=False),
            ScoreBar(self._theme, said, numbers, area.claimed or area.score, edges),
        )

    def _opener(self, name: str, title: str, area: AreaScore) -> QWidget:
        """Return the area's name as a button that opens the answers behind its score."""
        button = Button(self._theme, title, "quiet", compact=True)
        button.setAccessibleName(_("{area}: see the answers behind it").format(area=title))
        button.clicked.connect(lambda: self.behind_wanted.emit(name))
        button.setEnabled(area.answered > 0)
        return button

    def _missing(self, area: str, line: str) -> QWidget:
        """Return what a score still lacks, with the way to the next open question of the area."""
        title, one = self._phrasing.area_title(area), self._session.now_open
        left = one.unanswered
        question = next((question for question in left if one.pack.question(question).area == area), None)
        holder = QWidget()
        holder.setMinimumHeight(self._theme.ctl(44))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.sp(12))
        row.addWidget(Text(self._theme, line, "small", "ink2"), 1, Qt.AlignmentFlag.AlignVCenter)
        if question is not None:
            button = Button(self._theme, _("Answer the next one"), "quiet", compact=True)
            button.setAccessibleName(_("{area}: answer the next question").format(area=title))
            button.clicked.connect(lambda: self.answer_wanted.emit(question))
            row.addWidget(button)
        return holder
