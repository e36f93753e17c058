"""The window: header, pages, saving line and footer; it decides which page is seen and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from plateau_doctor.i18n import _
from plateau_doctor.ui.dropping import CHECK_UP, dropped_file
from plateau_doctor.ui.frame import FocusRing, Footer, Header
from plateau_doctor.ui.home import HomePage
from plateau_doctor.ui.notice import Notice
from plateau_doctor.ui.page import Page, Shape
from plateau_doctor.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from plateau_doctor.core.compare import Comparison
    from plateau_doctor.errors import UserError
    from plateau_doctor.ui.home_line import HomeLine
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.session import Open, Session

_SIZE, _LEAST = (1280, 800), (640, 480)
_ASIDE = ("settings", "help")
"""Pages beside the way: Back leads to where the person was."""


class Window(QWidget):
    """The one window: a frame and an empty home until it has been painted, then `furnish` brings in the rest."""

    first_painted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._painted = self._furnished = self._marked = self._to_plan = False
        self._scale = theme.scale
        self._before: str | None = None
        self._area = self._ended = ""
        self._comparison: Comparison | None = None
        self.setWindowTitle(_("Plateau Doctor"))
        self.setAccessibleName(_("Plateau Doctor"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._make()
        self._ring = FocusRing(theme, self)
        self.setMinimumSize(*_LEAST)
        self.setAcceptDrops(True)
        self.resize(*_SIZE)
        self.header.show_place("home", _("Plateau Doctor"), open_=False, back=False)
        self._fit()

    def _make(self) -> None:
        """Make the parts that the first paint shows."""
        theme = self._theme
        self.header, self.footer, self.notice = Header(theme), Footer(theme), Notice(theme)
        self.home = HomePage(theme)
        self.pages = QStackedWidget()
        for part in (self.header, self.notice, self.pages, self.footer):
            self._column.addWidget(part, 1 if part is self.pages else 0)
        self._pages: dict[str, Page] = {}
        self._add_page("home", self.home)

    def _add_page(self, name: str, page: Page) -> None:
        self._pages[name] = page
        self.pages.addWidget(page)
        page.foot_changed.connect(self.footer.show_foot)
        page.back_wanted.connect(self.go_back)
        page.arrived.connect(self._arrive)

    def furnish(self, session: Session, parts: Parts) -> None:
        """Make the other pages and connect everything to a session that has not begun."""
        self._session, self._parts = session, parts
        self._fill()
        session.opened.connect(self._on_opened)
        session.place_changed.connect(self._on_place_changed)
        session.section_ended.connect(self._on_section_ended)
        session.saving.connect(self._on_saving)
        session.saved.connect(self._on_saved)
        session.store_complained.connect(self._on_complained)
        session.listed.connect(self._on_listed)
        session.compared.connect(self._on_compared)
        self._theme.changed.connect(self._on_theme_changed)
        self._make_shortcuts()
        self._furnished = True
        self._show_page(self.home)

    def _fill(self) -> None:
        """Make the pages that the first paint did without."""
        from plateau_doctor.i18n import formats_for
        from plateau_doctor.ui.behind import BehindPage
        from plateau_doctor.ui.break_page import BreakPage
        from plateau_doctor.ui.compare import ComparePage
        from plateau_doctor.ui.doors import DoorsPage
        from plateau_doctor.ui.errands import Errands
        from plateau_doctor.ui.figures import FiguresPage
        from plateau_doctor.ui.file_bar import FileBar
        from plateau_doctor.ui.go_to import GoToBar
        from plateau_doctor.ui.help import HelpPage
        from plateau_doctor.ui.new import NewPage
        from plateau_doctor.ui.plan import PlanPage
        from plateau_doctor.ui.question import QuestionPage
        from plateau_doctor.ui.report import ReportPage
        from plateau_doctor.ui.result import ResultPage
        from plateau_doctor.ui.review import ReviewPage
        from plateau_doctor.ui.settings import SettingsPage
        from plateau_doctor.ui.what_if import WhatIfPage

        theme, session, parts = self._theme, self._session, self._parts
        self.home.take(session)
        self.doors = DoorsPage(theme, parts.settings)
        self.new, self.question = NewPage(theme, session), QuestionPage(theme, session)
        self.figures, self.result = FiguresPage(theme, session), ResultPage(theme, session, parts)
        self.plan, self.pause = PlanPage(theme, session), BreakPage(theme, session)
        self.behind, self.what_if = BehindPage(theme, session), WhatIfPage(theme, session)
        self.review, self.compare = ReviewPage(theme, session), ComparePage(theme, session, parts)
        self.report = ReportPage(theme, session, parts)
        self.settings = SettingsPage(theme, parts.settings, session, parts.folder(), lambda: formats_for("en", "GB"))
        self.help = HelpPage(theme, session, parts.folder())
        for name in (
            "doors",
            "new",
            "question",
            "pause",
            "figures",
            "result",
            "plan",
            "review",
            "behind",
            "what_if",
            "compare",
            "report",
            "settings",
            "help",
        ):
            self._add_page(name, getattr(self, name))
        self.errands, self.files = Errands(parts, session), FileBar(theme)
        self.go_to_bar = GoToBar(theme, session)
        for bar in (self.files, self.go_to_bar):
            self._column.insertWidget(self._column.indexOf(self.footer), bar)
        self._connect()

    def _connect(self) -> None:
        self.header.back.connect(self.go_back)
        self.header.wanted.connect(self.go_to_place)
        self.header.aside.connect(self.go_aside)
        self.footer.pressed.connect(self._on_pressed)
        self.notice.again.connect(self._on_again)
        self.home.new_wanted.connect(self._on_new)
        self.home.open_wanted.connect(self._on_open)
        self.home.plan_wanted.connect(self._on_open_plan)
        self.home.import_wanted.connect(self._on_import)
        self.home.export_wanted.connect(self._on_export)
        self.settings.restore_wanted.connect(self._on_restore)
        self.doors.chosen.connect(self._on_door)
        self.result.plan_wanted.connect(lambda: self.go_to_place("plan"))
        self.result.save_wanted.connect(self._on_report)
        self.result.behind_wanted.connect(self._on_behind)
        self.result.try_wanted.connect(self._on_try)
        self.result.compare_wanted.connect(self._on_compare)
        for page in (self.behind, self.what_if, self.compare, self.report):
            page.result_wanted.connect(lambda: self.go_to_place("result"))
        self.behind.change_wanted.connect(self._on_change)
        self.review.result_wanted.connect(self._session.go_to_end)
        self.review.change_wanted.connect(lambda question: self._session.change(question, "review"))
        self.what_if.planned.connect(self._on_planned)
        self.pause.stop_wanted.connect(lambda: self.go_to_place("home"))
        self.plan.save_wanted.connect(self._on_report)
        self.report.save_wanted.connect(self._on_save)
        self.report.print_wanted.connect(self._on_print)
        self.plan.result_wanted.connect(lambda: self.go_to_place("result"))
        self.files.closed.connect(self._on_bar_closed)
        self.go_to_bar.closed.connect(self._on_bar_closed)

    def _on_theme_changed(self) -> None:
        if self._theme.scale == self._scale:
            self._fit()
        else:
            self._scale = self._theme.scale
            self._remake()

    def _remake(self) -> None:
        """Make every part anew for another text size; the person stays where they were, with what they typed."""
        page, old = self._name_of(self.page), self.page
        self.page.leave()
        focused = self.focusWidget()
        name = focused.accessibleName() if focused is not None else ""
        typed = [(line.text(), line.accessibleName()) for line in old.findChildren(QLineEdit)]
        self._ring.let_go()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._make()
        self._fill()
        self._show(page)
        if page == "new":
            for line, (text, _name) in zip(self.page.findChildren(QLineEdit), typed, strict=False):
                line.setText(text)
        again = (widget for widget in self.findChildren(QWidget) if name and widget.accessibleName() == name)
        same = next((widget for widget in again if widget.isVisible() and widget.isEnabled()), None)
        if same is not None and page in ("new", "doors", "settings"):
            same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_of(self, page: Page) -> str:
        return next(name for name, one in self._pages.items() if one is page)

    def _show(self, name: str) -> None:
        """Show a page by its name, with what belongs on it now."""
        if name in ("question", "figures", "review", "result"):
            self._on_place_changed(self._session.place)
            return
        fill: dict[str, Callable[[], object]] = {
            "home": self._session.list_again,
            "new": self.new.begin,
            "pause": lambda: self.pause.show_break(self._ended),
            "plan": self.plan.show_plan,
            "behind": lambda: self.behind.show_area(self._area),
            "what_if": self.what_if.begin,
            "compare": self._show_comparison,
            "report": lambda: self.report.show_report(self._comparison),
            "settings": self.settings.show_settings,
        }
        fill.get(name, lambda: None)()
        self._show_page(self._pages[name])

    def _show_comparison(self) -> None:
        if self._comparison is not None:
            self.compare.show_comparison(self._comparison)

    def _make_shortcuts(self) -> None:
        keys = {
            "Ctrl+1": lambda: self.go_to_place("home"),
            "Ctrl+2": lambda: self.go_to_place("questions"),
            "Ctrl+3": lambda: self.go_to_place("result"),
            "Ctrl+R": self._on_review,
            "Ctrl+4": lambda: self.go_to_place("plan"),
            "Ctrl+N": self._on_new,
            "Ctrl+F": self._on_find,
            "Ctrl+G": self._on_number,
            "Ctrl+P": self._on_report,
            "Ctrl+E": self._on_export,
            "Ctrl+O": self._on_import,
            "Alt+Left": self.go_back,
            "Ctrl+,": lambda: self.go_aside("settings"),
            "F1": lambda: self.go_aside("help"),
            "F11": self._toggle_full_screen,
            "Ctrl+=": lambda: self._parts.settings.grow(1),
            "Ctrl++": lambda: self._parts.settings.grow(1),
            "Ctrl+-": lambda: self._parts.settings.grow(-1),
            "Ctrl+0": lambda: self._parts.settings.grow(0),
        }
        for sequence, action in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(action)

    # where the person is

    @property
    def page(self) -> Page:
        """The page that is seen."""
        found = self.pages.currentWidget()
        assert isinstance(found, Page)  # noqa: S101 - nothing else is ever added
        return found

    def go_to_place(self, place: str) -> None:
        """Go to Home, Questions, Result or Plan."""
        if place == "home":
            self._show_page(self.home)
            self._session.list_again()
            return
        if self._session.current is None:
            return
        if place == "questions":
            self._session.go_to_questions()
        elif place == "result":
            self._session.go_to_end()
        else:
            self.page.leave()
            self.plan.show_plan()
            self._show_page(self.plan)

    def go_aside(self, name: str) -> None:
        """Go to the settings or the help, from where Back leads to the page before."""
        here = self._name_of(self.page)
        if here == name:
            self.go_back()
            return
        if here not in _ASIDE:
            self._before = here
        if name == "help":
            self.page.leave()
            self.help.show_topic(self._before or "home")
        self._show(name)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def go_back(self) -> None:
        """Go one page back; before the first question lies Home."""
        page = self.page
        if self._name_of(page) in _ASIDE:
            self.page.leave()
            self._show(self._before or "home")
        elif page in (self.plan, self.behind, self.what_if, self.compare):
            self.go_to_place("result")
        elif page is self.new or (page is self.question and self._session.place == self._session.way[0]):
            self.go_to_place("home")
        elif page not in (self.home, self.doors):
            self._session.go_back()

    def _show_page(self, page: Page) -> None:
        self.page.leave()
        if self._furnished:
            self.files.hide()
            self.go_to_bar.hide()
        self.pages.setCurrentWidget(page)
        title = _("Plateau Doctor") if page.place == "home" else self._title()
        open_ = self._session.current is not None
        self.header.show_place(page.place, title, open_=open_, back=page not in (self.home, self._pages.get("doors")))
        self._fit()
        page.tell_foot()
        if self.isVisible():
            self._arrive()

    def _arrive(self) -> None:
        if not self._furnished:
            return
        self.page.arrive()
        if self.page.hasFocus() and self.page in (self.home, self.result, self.plan):
            self.footer.focus_first()

    def _title(self) -> str:
        one = self._session.current
        if one is None:
            return _("Plateau Doctor")
        from plateau_doctor.i18n import formats_for

        day = formats_for(one.words.language, one.checkup.business.country).day(one.checkup.date)
        return _("{business} · Check-up, {day}").format(business=one.checkup.business.name, day=day)

    # what happens

    def _on_new(self) -> None:
        self.new.begin()
        self._show_page(self.new)

    def _on_number(self) -> None:
        if self._session.current is not None and self.page in (self.question, self.review, self.figures, self.pause):
            self.go_to_bar.offer()

    def _on_find(self) -> None:
        if self.page is self.home:
            self.home.look_for()

    def _on_open(self, line: HomeLine) -> None:
        self._to_plan = False
        self._session.open(line.id)

    def _on_open_plan(self, line: HomeLine) -> None:
        self._to_plan = True
        self._session.open(line.id)

    def _on_opened(self, _open: Open) -> None:
        self._parts.background.submit(self._parts.warm_up)

    def _on_place_changed(self, place: str) -> None:
        from plateau_doctor.core import flow

        if place == flow.END:
            self.page.leave()
            self.result.show_result()
            self._comparison = None
            self._session.ask_comparison()
            self._show_page(self.result)
            if self._to_plan:
                self._to_plan = False
                self.go_to_place("plan")
        elif place == flow.REVIEW:
            self.review.show_review()
            self._show_page(self.review)
        elif place == flow.FIGURES:
            from plateau_doctor.i18n import formats_for

            one = self._session.now_open
            self.figures.show_figures(formats_for(one.words.language, one.checkup.business.country))
            self._show_page(self.figures)
        else:
            self.question.show_question(place)
            self._show_page(self.question)

    def _on_section_ended(self, section: str) -> None:
        self._ended = section
        self.pause.show_break(section)
        self._show_page(self.pause)

    def _on_review(self) -> None:
        from plateau_doctor.core import flow

        if self._session.current is not None:
            self._session.go_to(flow.REVIEW)

    def _on_compared(self, one: Comparison | None) -> None:
        self._comparison = one
        if self.page is self.result:
            self.result.offer_comparison(one is not None)

    def _on_compare(self) -> None:
        if self._comparison is not None:
            self.compare.show_comparison(self._comparison)
            self._show_page(self.compare)

    def _on_behind(self, area: str) -> None:
        self._area = area
        self.behind.show_area(area)
        self._show_page(self.behind)

    def _on_try(self) -> None:
        self.what_if.begin()
        self._show_page(self.what_if)

    def _on_change(self, question: str) -> None:
        self._session.change(question, "end")

    def _on_planned(self, questions: list[str]) -> None:
        self._session.plan_questions(questions)
        self.go_to_place("plan")

    def _on_pressed(self, button: int) -> None:
        (self.page.commit, self.page.second, self.page.third)[button]()

    def _on_report(self) -> None:
        if self._session.current is not None and self.page.place in {"result", "plan"} and self.page is not self.report:
            self._show("report")

    def _on_save(self) -> None:
        page = self.report
        data = page.data if page.format == ".pdf" else b""
        self.files.offer(self.errands.report(self._session.phrasing(), page.options, page.format, data))

    def _on_print(self) -> None:
        if not self.report.data:
            return
        from plateau_doctor.ui.printing import asks_for_printer, print_pages, printer_for

        printer = printer_for(self._session.phrasing().checkup.business.name, self.report.options.paper)
        if asks_for_printer(printer, self):
            print_pages(printer, self.report.data, self._parts.page_picture)

    def _on_export(self) -> None:
        one, line = self._session.current, self.home.line
        if self.page is self.home and line is not None:
            self.errands.export(line.id, self.files.offer)
        elif self.page is not self.home and one is not None:
            self.page.leave()
            self.errands.export(one.checkup.id, self.files.offer)

    def _on_import(self) -> None:
        if self._name_of(self.page) != "home":
            self.go_to_place("home")
        self.files.offer(self.errands.take_in())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a check-up or a back-up that is dragged onto the window, and nothing else."""
        if self._furnished and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read a check-up that was dropped; a back-up is only asked about."""
        path = dropped_file(event.mimeData())
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() == CHECK_UP:
            self.files.offer(self.errands.take_in(), path)
            self.files.begin()
        else:
            self.files.offer(self.errands.restore(), path)

    def _on_restore(self) -> None:
        self.files.offer(self.errands.restore())

    def _on_bar_closed(self) -> None:
        self.files.hide()
        self.go_to_bar.hide()
        self._arrive()

    def _on_saving(self) -> None:
        self.footer.say_saved(_("Saving"))

    def _on_listed(self, lines: tuple[HomeLine, ...]) -> None:
        if not self._marked:
            self._marked = True
            if self._parts.mark.begin():
                self._tell_of_recovery(lines)
        if self.page is self.home and not lines and self._parts.settings.now.mode == "new":
            self._show_page(self.doors)

    def _tell_of_recovery(self, lines: tuple[HomeLine, ...]) -> None:
        """Say that the window closed by itself the last time, and what was kept."""
        words = _("Plateau Doctor closed by itself the last time. Every answer up to then is kept.")
        if lines and not lines[0].finished:
            on = _("Resume carries on where you were with {business}.").format(business=lines[0].business)
            words = f"{words} {on}"
        self.notice.tell(words, again=False)

    def _on_door(self, door: int) -> None:
        self._parts.settings.change(mode="consultant" if door == 1 else "owner")
        if door == 0:
            self._on_new()
        elif door == 1:
            self.go_to_place("home")
        else:
            self._session.open_sample(self._session.samples()[-1])

    def _on_saved(self, moment: datetime) -> None:
        self.notice.settle()
        self.footer.say_saved(_("Saved {time}").format(time=moment.strftime("%H:%M")), done=True)

    def _on_complained(self, error: UserError) -> None:
        self.footer.say_saved(_("Not saved yet"))
        self.notice.tell(" ".join(f"{fault.sentence} {fault.remedy}" for fault in error.faults), again=True)

    def _on_again(self) -> None:
        self.notice.hide()
        self._session.try_again()

    def tell_of_mistake(self, report: str) -> None:
        """Say that something of ours went wrong, what was kept, and that the person can go on."""
        words = _(
            "Something went wrong in Plateau Doctor. Every answer up to now is kept, and you can go on. "
            "The report says where it happened and nothing of your check-ups."
        )
        self.notice.tell(words, again=False, report=report)

    # how it is seen

    def shape_now(self) -> Shape:
        """Return the size class of the window at the text size in use."""
        width, height = self.width() / self._theme.scale, self.height() / self._theme.scale
        points = {name: self._theme.size("breakpoints", name) for name in ("wide", "narrow", "short")}
        return Shape(width >= points["wide"], width < points["narrow"], height < points["short"])

    def _fit(self) -> None:
        shape = self.shape_now()
        margin = self._theme.sp(shape.margin)
        for part in (self.header, self.footer, self.page):
            part.fit_shape(shape)
        self.notice.fit_margin(margin)
        if self._furnished:
            self.files.fit_margin(margin)
            self.go_to_bar.fit_margin(margin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the page the keys that header and footer have no use for."""
        focus = self.focusWidget()
        if focus is not None and not self.page.isAncestorOf(focus) and focus is not self.page:
            self.page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the columns that there is room for."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the canvas; the first time, tell that the window can be seen."""
        QPainter(self).fillRect(self.rect(), self._theme.color("canvas"))
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Give the first page its focus when the window becomes the active one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.focusWidget() is None:
            self._arrive()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed."""
        self.page.leave()
        super().closeEvent(event)
