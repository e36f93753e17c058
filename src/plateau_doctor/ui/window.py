"""The window: the frame around the pages. Until it has been painted it is a canvas with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from plateau_doctor.i18n import Formats, _, formats_for
from plateau_doctor.ui.recovery import recovered

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from plateau_doctor.errors import UserError
    from plateau_doctor.ui.fault_dialog import FaultDialog
    from plateau_doctor.ui.home_line import HomeLine
    from plateau_doctor.ui.opened import Open
    from plateau_doctor.ui.page import Page, Shape
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.session import Session
    from plateau_doctor.ui.theme import Theme

_SIZE, _LEAST = (1280, 800), (640, 480)


class Window(QWidget):
    """The one window; once it has been painted, `furnish` brings in everything that can be seen and done in it."""

    first_painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._painted = self._furnished = self._marked = False
        self._failed = ""
        self._fault: FaultDialog | None = None
        self._closing = False
        self._warned = False
        self._shut = False
        self.setWindowTitle(_("Plateau Doctor"))
        self.setAccessibleName(_("Plateau Doctor"))
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)

    def furnish(self, session: Session, parts: Parts) -> None:
        """Make what is around the pages and the first page, for a session that has not begun."""
        from PySide6.QtWidgets import QVBoxLayout

        from plateau_doctor.ui.desk import Desk
        from plateau_doctor.ui.frame import FocusRing
        from plateau_doctor.ui.guide import Guide
        from plateau_doctor.ui.painting import program_icon
        from plateau_doctor.ui.summons import Summons

        self._session, self._parts, self._scale = session, parts, self._theme.scale
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._make()
        self._ring = FocusRing(self._theme, self)
        self.guide = Guide(self._theme, session, parts, self)
        self.guide.added.connect(self._on_added)
        self.guide.turned.connect(self._on_turned)
        self.setWindowIcon(program_icon())
        self._summons = Summons(parts.folder, self)
        self._summons.heard.connect(self._on_summoned)
        self.desk = Desk(self._theme, parts, session, self.guide, self)
        self._fill()
        self.desk.remarked.connect(self._on_remarked)
        self.desk.bar.closed.connect(self._on_bar_closed)
        session.saving.connect(lambda: self.footer.say_saved(_("Saving")))
        session.saved.connect(self._on_saved)
        session.store_complained.connect(self._on_complained)
        session.archive.listed.connect(self._on_listed)
        session.opened.connect(self._on_opened)
        session.closing.connect(self._tell_header)
        self._theme.changed.connect(self._on_theme_changed)
        self._make_shortcuts()
        self.setAcceptDrops(True)
        self._furnished = True
        self.guide.begin()

    def _make(self) -> None:
        """Make what stands around the pages."""
        from PySide6.QtWidgets import QStackedWidget

        from plateau_doctor.ui.frame import Footer, Header
        from plateau_doctor.ui.notice import Notice

        theme = self._theme
        self.header, self.footer, self.notice = Header(theme), Footer(theme), Notice(theme)
        self._stack = QStackedWidget()
        for part in (self.header, self.notice, self._stack, self.footer):
            self._column.addWidget(part, 1 if part is self._stack else 0)

    def _fill(self) -> None:
        """Give guide and desk their places, and connect what stands around the pages."""
        from plateau_doctor.ui.go_to import GoToBar

        guide = self.guide
        guide.take(self._stack)
        self.go_to_bar = GoToBar(self._theme, self._session)
        self.go_to_bar.closed.connect(self._on_bar_closed)
        for bar in (self.desk.bar, self.go_to_bar):
            self._column.insertWidget(self._column.indexOf(self.footer), bar)
        self.header.back.connect(guide.go_back)
        self.header.wanted.connect(guide.go_to_place)
        self.header.aside.connect(guide.go_aside)
        self.footer.pressed.connect(self._on_pressed)

    def _on_theme_changed(self) -> None:
        if self._theme.scale == self._scale:
            self._fit()
        else:
            self._scale = self._theme.scale
            self._remake()

    def _remake(self) -> None:
        """Make every part anew for another text size; the person stays where they were, with what they typed."""
        from plateau_doctor.ui.fields import caret_of, put_caret

        here, old = self.guide.here, self.page
        old.leave()
        kept, focused = old.remember(), self.focusWidget()
        name, kind = (focused.accessibleName(), type(focused)) if focused is not None else ("", QWidget)
        caret = caret_of(focused)
        number = self.go_to_bar.typed if self.go_to_bar.isVisible() else None
        self._ring.let_go()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.desk.bar:
                widget.hide()
                widget.deleteLater()
        said, saved = self.notice, self.footer
        self._make()
        self.notice.take_over(said)
        self.footer.take_over(saved)
        self._stack.show()  # at once, not with the next turn of the loop: only what is seen can have the focus
        self._fill()
        asked = self.desk.bar.isVisible()
        self.guide.show(here)
        self.desk.bar.setVisible(asked)
        if number is not None:
            self.go_to_bar.offer(number)
        if kept is not None:
            self.page.recall(kept)
        again = (widget for widget in self.findChildren(kind) if name and widget.accessibleName() == name)
        same = next((widget for widget in again if widget.isVisible() and widget.isEnabled()), None)
        if same is not None:  # the next key must go where the last one went
            same.setFocus(Qt.FocusReason.OtherFocusReason)
            put_caret(same, caret)

    def _make_shortcuts(self) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        guide, grow = self.guide, self._parts.settings.grow
        keys = {
            "Ctrl+1": lambda: guide.go_to_place("home"),
            "Ctrl+2": lambda: guide.go_to_place("questions"),
            "Ctrl+3": lambda: guide.go_to_place("result"),
            "Ctrl+4": lambda: guide.go_to_place("plan"),
            "Ctrl+R": guide.go_to_review,
            "Ctrl+N": guide.begin_new,
            "Ctrl+F": guide.look_for,
            "Ctrl+G": self._on_number,
            "Ctrl+P": guide.show_report,
            "Ctrl+E": self.desk.export,
            "Ctrl+O": self.desk.take_in,
            "Alt+Left": guide.go_back,
            "Ctrl+,": lambda: guide.go_aside("settings"),
            "F1": lambda: guide.go_aside("help"),
            "F11": self._toggle_full_screen,
            "Ctrl+=": lambda: grow(1),
            "Ctrl++": lambda: grow(1),
            "Ctrl+-": lambda: grow(-1),
            "Ctrl+0": lambda: grow(0),
        }
        for sequence, action in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(action)

    # what is seen

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return self.guide.page

    def _on_added(self, page: Page) -> None:
        page.foot_changed.connect(lambda foot: self.footer.show_foot(foot) if page is self.page else None)
        page.arrived.connect(self._arrive)

    def _on_turned(self) -> None:
        self.desk.bar.hide()
        self.go_to_bar.hide()
        self._tell_header()
        self._fit()
        if self.isVisible():
            self._arrive()

    def _tell_header(self) -> None:
        open_, back = self._session.current is not None, self.guide.here not in ("home", "doors")
        self.header.show_place(self.page.place, self.guide.title(), open_=open_, back=back)

    def _arrive(self) -> None:
        focus = self.focusWidget()
        if focus is not None and (self.desk.bar.isAncestorOf(focus) or self.go_to_bar.isAncestorOf(focus)):
            return  # something is being typed there; a list that comes in late must not take the keys
        self.page.arrive()
        if self.page.hasFocus() and self.guide.here in ("home", "result", "plan"):
            self.footer.focus_first()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # what happens

    def _on_number(self) -> None:
        if self.guide.takes_number:
            self.go_to_bar.offer()

    def _on_pressed(self, button: int) -> None:
        (self.page.commit, self.page.second, self.page.third)[button]()

    def _on_bar_closed(self) -> None:
        self.desk.bar.hide()
        self.go_to_bar.hide()
        self._arrive()

    def _on_listed(self, lines: tuple[HomeLine, ...]) -> None:
        if self._shut:  # the store is open now
            self._shut = False
            self.notice.settle("saving")
            self.footer.say_saved("")
        if self._marked:
            return
        self._marked = True
        self._summons.listen()
        last = self._parts.mark.begin()
        if last is None:
            return
        line = next((line for line in lines if not line.sample), None)
        if line is not None and not line.finished:
            self._session.archive.ask_progress(line.id, lambda *found: self._tell_of_recovery(last, line, *found))
        else:
            self.notice.tell(recovered(last, self._parts.now(), formats=self._formats()))

    def _tell_of_recovery(self, last: datetime, line: HomeLine, answers: int, number: int) -> None:
        """Say that the window closed by itself the last time, what was kept, and lead back to it."""
        words = recovered(last, self._parts.now(), line.business, answers, number, formats=self._formats())
        self.notice.tell(words, _("Carry on"), lambda: self.guide.open_line(line), about="opening")

    def _on_opened(self, one: Open) -> None:
        """Say so where what was opened is not kept."""
        self.notice.settle("opening")
        self.footer.say_saved("" if one.kept else _("Read-only"))
        if not one.kept:
            words = _("This file is from a newer version. Look at it and print it; what you change here is not kept.")
            self.notice.tell(words, about="opening")

    def _on_remarked(self, words: str) -> None:
        self.notice.tell(words)

    def _on_saved(self, moment: datetime) -> None:
        self._warned = False
        self.notice.settle("saving")
        if self._closing:
            self.close()
        self.footer.say_saved(_("Saved {time}").format(time=self._formats().time(moment)), done=True)

    def _formats(self) -> Formats:
        """Return how times are written on this machine: when something was saved is no matter of the client's."""
        return formats_for("en", self._session.likely_country())

    def _on_complained(self, error: UserError) -> None:
        from plateau_doctor.store.lock import AlreadyOpenError

        if isinstance(error, AlreadyOpenError):
            self._summons.call()
        else:
            self.footer.say_saved(_("Not saved yet"))
        self._warned = False
        words = " ".join(f"{fault.sentence} {fault.remedy}" for fault in error.faults)
        other = None
        self._shut = not self._session.archive.there
        if not (self._session.archive.there or isinstance(error, AlreadyOpenError)) and self._parts.may_move:
            words = _("{words} The folder is {folder}.").format(words=words, folder=self._parts.folder())
            other = (_("Choose another folder"), self.desk.choose_folder)
        self.notice.tell(words, _("Try again"), self._on_again, about="saving", other=other)
        if self._closing and not self._session.saving_now:
            self._closing = False
            self.close()

    def _on_summoned(self) -> None:
        """Come to the front: somebody started Plateau Doctor again."""
        self.setWindowState((self.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        self.raise_()
        self.activateWindow()

    def _on_again(self) -> None:
        self.notice.settle("saving")
        self._session.try_again()

    def tell_of_mistake(self, report: str) -> None:
        """Say that something of ours went wrong, what was kept, and that the person can go on."""
        if not self._furnished:
            self._failed = report
            self.update()
            return
        from plateau_doctor.ui.fault_dialog import FaultDialog

        kept = _("Every answer up to now is saved.")
        if self._session.waits:
            kept = _("What is not saved yet stays in this window, and is saved as soon as the disk takes it.")
        if self._fault is not None and not self._fault.isVisible():
            self._fault.deleteLater()
            self._fault = None
        self._fault = self._fault or FaultDialog(self._theme, self)
        self._fault.tell(kept, report)

    # how it is seen

    def shape_now(self) -> Shape:
        """Return the size class of the window at the text size in use."""
        from plateau_doctor.ui.page import Shape

        width, height = self.width() / self._theme.scale, self.height() / self._theme.scale
        points = {name: self._theme.size("breakpoints", name) for name in ("wide", "narrow", "short")}
        return Shape(width >= points["wide"], width < points["narrow"], height < points["short"])

    def _fit(self) -> None:
        shape = self.shape_now()
        margin = self._theme.sp(shape.margin)
        for part in (self.header, self.footer, self.page):
            part.fit_shape(shape)
        self.page.tell_foot()
        for bar in (self.notice, self.desk.bar, self.go_to_bar):
            bar.fit_margin(margin)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a check-up or a back-up that is dragged onto the window, and nothing else."""
        from plateau_doctor.ui.dropping import dropped_file

        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        from plateau_doctor.ui.dropping import dropped_file

        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.desk.take_dropped(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the page the keys that header and footer have no use for."""
        focus = self.focusWidget()
        if self._furnished and focus is not None and focus is not self.page and not self.page.isAncestorOf(focus):
            self.page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go the way of reading: header, notice, page, what is asked below it, footer."""
        if not self._furnished:
            return super().focusNextPrevChild(forward)
        from plateau_doctor.ui.tab_order import pass_focus

        parts = (self.header, self.notice, self.page, self.desk.bar, self.go_to_bar, self.footer)
        return pass_focus(self, parts, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the columns that there is room for."""
        super().resizeEvent(event)
        if self._furnished:
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the canvas; the first time with the head and the name, and tell that the window can be seen."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.color("canvas"))
        if not self._furnished:
            head = QRect(0, 0, self.width(), theme.ctl(theme.size("control", "header")))
            painter.fillRect(head, theme.color("surface"))
            painter.fillRect(head.adjusted(0, head.height() - 1, 0, 0), theme.color("line"))
            painter.setFont(theme.font("body-strong"))
            painter.setPen(theme.color("ink"))
            painter.drawText(theme.sp(40), head.height() * 5 // 8, _("Plateau Doctor"))
            if self._failed:
                words = _("Plateau Doctor could not start. Your check-ups are untouched. Close it and start it again.")
                room = self.rect().adjusted(theme.sp(40), 2 * head.height(), -theme.sp(40), 0)
                painter.drawText(room, int(Qt.TextFlag.TextWordWrap), f"{words}\n\n{self._failed}")
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Give the first page its focus when the window becomes the active one."""
        super().changeEvent(event)
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if self._furnished and activated and self.focusWidget() is None:
            self._arrive()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; where the disk has refused something, close only when asked a second time."""
        if self._furnished:
            self.page.leave()
            if self._session.saving_now and not self._closing:
                self._closing = True  # it closes by itself once the disk has answered for what was said last
                self._session.hand_over()
                event.ignore()
                return
            if self._session.refused and not self._warned:
                self._warned = True
                words = _("Not everything is saved yet. Try again, or close once more to leave without it.")
                self.notice.tell(words, _("Try again"), self._on_again, about="saving")
                event.ignore()
                return
        super().closeEvent(event)
