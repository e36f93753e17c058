"""Where the person is: which page is seen, what belongs on it, and where each way leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from plateau_doctor.core import flow
from plateau_doctor.i18n import _, formats_for
from plateau_doctor.samples import is_sample
from plateau_doctor.ui.page import Page
from plateau_doctor.ui.pages import Pages

if TYPE_CHECKING:
    from plateau_doctor.core.answers import CheckUp
    from plateau_doctor.i18n import Formats
    from plateau_doctor.ui.earlier import Compared
    from plateau_doctor.ui.home_line import HomeLine
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.session import Session
    from plateau_doctor.ui.theme import Theme

_ASIDE = ("settings", "help")
"""Pages beside the way: Back leads to where the person was."""
_ON_THE_WAY = ("question", "figures", "review", "result")
_FROM_RESULT = ("behind", "help", "settings", "compare", "what_if", "report")
"""Pages from which one comes back to the result as it was left."""
_CHOOSING = ("new", "what_if", "report")
"""Pages that hold choices which are kept nowhere else."""
_WITH_NUMBERS = ("question", "review", "figures", "pause")


class Guide(QObject):
    """Leads from page to page; `turned` when another is seen, the other signals for what is beyond the pages."""

    turned = Signal()
    added = Signal(object)
    import_wanted = Signal()
    export_wanted = Signal()
    restore_wanted = Signal()
    move_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    dates_wanted = Signal()
    form_wanted = Signal(str)
    card_wanted = Signal(object)

    def __init__(self, theme: Theme, session: Session, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._session, self._parts = theme, session, parts
        self._before = self._behind = self._ended = self._aside = ""
        self._then = self._from = ""
        self._then_open: CheckUp | None = None
        self._kept: dict[str, object] = {}
        self.pages: Pages = None  # type: ignore[assignment]  # there from the first `take` on
        self._compared: Compared | None = None
        self._ahead = QTimer(self)
        self._ahead.timeout.connect(self._make_ahead)
        session.opened.connect(lambda _open: parts.background.submit(parts.warm_up))
        session.place_changed.connect(self._on_place_changed)
        session.section_ended.connect(self._on_section_ended)
        session.closing.connect(self._on_closing)
        session.archive.listed.connect(self._on_listed)
        session.earlier.compared.connect(self._on_compared)

    def begin(self) -> None:
        """Show the empty list, until the check-ups have been read."""
        self._turn(self.pages.home)

    def take(self, stack: QStackedWidget) -> None:
        """Show the pages in a stack, all of them made anew; none is seen yet."""
        self._stack = stack
        if self.pages is not None:
            made = {name: self.pages[name].remember() for name in _CHOOSING if self.pages.has(name)}
            self._kept = {**made, **self._kept}
        self.pages = Pages(self._theme, self._session, self._parts, self, self._on_added)
        self._ahead.start(0)

    def _on_added(self, page: Page) -> None:
        self._stack.addWidget(page)
        page.back_wanted.connect(self.go_back)
        self.added.emit(page)

    def _make_ahead(self) -> None:
        """Make one more page while nothing else is to be done, so that it opens at once."""
        name = self.pages.unmade()
        if name is None:
            self._ahead.stop()
        else:
            self.pages[name].ensurePolished()

    # where the person is

    @property
    def page(self) -> Page:
        """The page that is seen."""
        found = self._stack.currentWidget()
        assert isinstance(found, Page)  # noqa: S101 - nothing else is ever added
        return found

    @property
    def here(self) -> str:
        """The name of the page that is seen."""
        return self.pages.name_of(self.page)

    def title(self) -> str:
        """Return what is open, in words."""
        one = self._session.current
        if one is None or self.page.place == "home":
            return _("Plateau Doctor")
        usual, sample = _("{business} · Check-up, {day}"), _("Sample: {business} · Check-up, {day}")
        form = sample if is_sample(one.checkup.id) else usual
        return form.format(business=one.checkup.business.name, day=self._formats().day(one.checkup.date))

    def _formats(self) -> Formats:
        one = self._session.now_open
        return formats_for(one.words.language, one.checkup.business.country)

    # the ways

    def show(self, name: str) -> None:
        """Show a page by its name, with what belongs on it now."""
        if name in _ON_THE_WAY:
            self._on_place_changed(self._session.place)
            return
        self._leave()
        self._fill(name)
        self._turn(self.pages[name])

    def _fill(self, name: str) -> None:
        pages = self.pages
        match name:
            case "home":
                self._session.archive.list_again()
            case "new":
                pages.new.begin()
            case "pause":
                pages.pause.show_break(self._ended)
            case "plan":
                pages.plan.show_plan()
            case "behind":
                pages.behind.show_behind(self._behind)
            case "what_if":
                pages.what_if.begin()
            case "compare" if self._compared is not None:
                pages.compare.show_comparison(self._compared)
            case "report":
                pages.report.show_report(self._compared.comparison if self._compared else None)
            case "settings":
                pages.settings.show_settings()

    def _leave(self) -> None:
        """Let the page keep what is typed; in a stack that was just taken there is none."""
        if self._stack.count():
            self.page.leave()

    def _turn(self, page: Page) -> None:
        if self._stack.currentWidget() is not page:  # what was just filled anew is not left
            self._leave()
            focus = self._stack.focusWidget()
            if focus is not None and focus.hasFocus():
                focus.clearFocus()  # or it would pass over the page to come, and scroll it
        self._stack.setCurrentWidget(page)
        self.turned.emit()

    def go_to_place(self, place: str) -> None:
        """Go to Home, Questions, Result or Plan."""
        if place == "home":
            self.show("home")
        elif self._session.current is None:
            return
        elif place == "questions":
            self._session.go_to_questions()
        elif place == "result":
            self._session.go_to_end()
        else:
            self.show("plan")

    def go_aside(self, name: str, topic: str = "") -> None:
        """Go to the settings or the help (about a topic, else the page), from where Back leads to the page before."""
        if self.here == name:
            self.go_back()
            return
        self._aside = self.here if self.here in _ASIDE else ""
        if not self._aside:
            open_ = self._session.current
            self._kept = {}
            self._before, self._then_open = self.here, open_.checkup if open_ else None
        if name == "help":
            self.pages.help.begin(topic or self.here)
        self.show(name)

    def go_back(self) -> None:
        """Go one page back; before the first question lies Home."""
        here = self.here
        if here in _ASIDE:
            self._return()
        elif here == "report":
            self.show(self._from)
        elif here in ("plan", "behind", "what_if", "compare"):
            self.go_to_place("result")
        elif here == "new" and not self._session.archive.listed_any:
            self.show("doors")
        elif here == "new" or (here == "question" and self._session.place == self._session.way[0]):
            self.go_to_place("home")
        elif here not in ("home", "doors"):
            self._session.go_back()

    def _return(self) -> None:
        """Go back to where the person was; what was chosen there stands as it was, if it is still true."""
        if self._aside:
            name, self._aside = self._aside, ""
            self.show(name)
            return
        name = self._before or "home"
        open_ = self._session.current
        if name in _CHOOSING and (open_.checkup if open_ else None) == self._then_open:
            self._go_back_to_choices(name)
        else:
            self.show(name)

    def _go_back_to_choices(self, name: str) -> None:
        """Show a page as it was left; one that was made anew meanwhile, for another text size, is told what it was."""
        if name not in self._kept:
            self._turn(self.pages[name])
            return
        self.show(name)
        self.pages[name].recall(self._kept.pop(name))

    def begin_new(self, business: str = "") -> None:
        """Ask for what a new check-up begins with, the business where it is known already."""
        self.show("new")
        if business:
            self.pages.new.take_name(business)

    def open_line(self, line: HomeLine, *, then: str = "") -> None:
        """Open a check-up where it was left; a finished one at its plan or at what has changed."""
        self._then = then
        self._session.open(line.id)

    def enter(self, door: int) -> None:
        """Go through one of the three doors of the first run."""
        self._parts.settings.change(mode="consultant" if door == 1 else "owner")
        if door == 0:
            self.begin_new()
        elif door == 1:
            self.go_to_place("home")
        else:
            self._session.open_sample(self._session.samples()[-1])

    def go_to_review(self) -> None:
        """Look over all answers."""
        if self._session.current is not None:
            self._session.go_to(flow.REVIEW)

    def look_for(self) -> None:
        """Look for a business, a topic or a setting, where there is such a list."""
        if self.here == "home":
            self.pages.home.look_for()
        elif self.here == "help":
            self.pages.help.look_for()
        elif self.here == "settings":
            self.pages.settings.look_for()

    @property
    def takes_number(self) -> bool:
        """Whether the number of a question leads somewhere from here."""
        return self._session.current is not None and self.here in _WITH_NUMBERS

    def show_report(self) -> None:
        """Show the report of what is open, from wherever it is open; from the report itself, print it."""
        if self.here == "report":
            self.print_wanted.emit()
        elif self._session.current is not None and self.page.place in {"questions", "result", "plan"}:
            self._from = self.here if self.here in {*_ON_THE_WAY, "plan"} else "result"
            self.show("report")

    def show_move(self, number: int) -> None:
        """Show the plan with one of the moves to fix first open, counted from 1."""
        move = self._session.phrasing().result.first[number - 1]
        self.go_to_place("plan")
        self.pages.plan.open_move(move)

    def show_behind(self, what: str) -> None:
        """Show what stands behind a number of the result."""
        self._behind = what
        self.show("behind")

    def show_comparison(self) -> None:
        """Show what changed since the last check-up, where there was one."""
        if self._compared is not None:
            self.show("compare")

    def plan_questions(self, questions: list[str]) -> None:
        """Take practices that were tried out into the plan."""
        self._session.details.plan_questions(questions)
        self.go_to_place("plan")

    # what the session tells

    def _on_closing(self) -> None:
        """Let the page keep what is typed for the check-up before; none of the pages knows of that one any more."""
        open_ = self._session.current is not None
        if open_:
            self._leave()
        for page in self.pages.made():
            page.forget()
        self._compared = None
        if not open_:
            self._before = "home"
            self.show(self.here if self.here in _ASIDE else "home")

    def _on_place_changed(self, place: str) -> None:
        if place == flow.END:
            self._show_result()
            return
        self._then = ""
        if place == flow.REVIEW:
            self.pages.review.show_review()
            self._turn(self.pages.review)
        elif place == flow.FIGURES:
            self.pages.figures.show_figures(self._formats())
            self._turn(self.pages.figures)
        else:
            self.pages.question.show_question(place)
            self._turn(self.pages.question)

    def _show_result(self) -> None:
        self._leave()
        self.pages.result.show_result(again=self.here in _FROM_RESULT)
        self._compared = None
        self._session.earlier.ask_comparison()
        self._turn(self.pages.result)
        if self._then == "plan":
            self._then = ""
            self.go_to_place("plan")

    def _on_section_ended(self, section: str) -> None:
        self._ended = section
        self.show("pause")

    def _on_listed(self, lines: tuple[HomeLine, ...]) -> None:
        if not lines and self.here == "home" and self._parts.settings.now.mode == "new":
            self._turn(self.pages.doors)

    def _on_compared(self, one: Compared | None) -> None:
        self._compared = one
        if self.here == "compare" and one is not None:
            self.pages.compare.show_other(one)
        elif self.here == "result":
            self.pages.result.offer_comparison(one is not None)
            if self._then == "compare":
                self._then = ""
                self.show_comparison()
