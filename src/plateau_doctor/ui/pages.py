"""The pages of the window, each made when it is first wanted, with where its buttons lead."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from plateau_doctor.ui.page import Page

if TYPE_CHECKING:
    from plateau_doctor.ui.behind import BehindPage
    from plateau_doctor.ui.break_page import BreakPage
    from plateau_doctor.ui.compare import ComparePage
    from plateau_doctor.ui.doors import DoorsPage
    from plateau_doctor.ui.figures import FiguresPage
    from plateau_doctor.ui.guide import Guide
    from plateau_doctor.ui.help import HelpPage
    from plateau_doctor.ui.home import HomePage
    from plateau_doctor.ui.new import NewPage
    from plateau_doctor.ui.parts import Parts
    from plateau_doctor.ui.plan import PlanPage
    from plateau_doctor.ui.question import QuestionPage
    from plateau_doctor.ui.report import ReportPage
    from plateau_doctor.ui.result import ResultPage
    from plateau_doctor.ui.review import ReviewPage
    from plateau_doctor.ui.session import Session
    from plateau_doctor.ui.settings import SettingsPage
    from plateau_doctor.ui.theme import Theme
    from plateau_doctor.ui.what_if import WhatIfPage

P = TypeVar("P", bound=Page)
AHEAD = ("new", "question", "figures", "result", "plan")
"""The pages of the way, in the order in which they will be wanted."""


class Pages:
    """The pages by their names; `added` is told of each as it is made."""

    def __init__(self, theme: Theme, session: Session, parts: Parts, guide: Guide, added: Callable[[Page], None]):
        self._theme, self._session, self._parts = theme, session, parts
        self._guide, self._added = guide, added

    def __getitem__(self, name: str) -> Page:
        """Return a page by its name, made now if it was not there."""
        found = getattr(self, name)
        assert isinstance(found, Page)  # noqa: S101 - the names are our own
        return found

    def name_of(self, page: Page) -> str:
        """Return the name of a page."""
        return next(name for name, one in self.__dict__.items() if one is page)

    def has(self, name: str) -> bool:
        """Tell whether a page has been made."""
        return name in self.__dict__

    def made(self) -> tuple[Page, ...]:
        """Return the pages that have been made."""
        return tuple(one for one in self.__dict__.values() if isinstance(one, Page))

    def unmade(self) -> str | None:
        """Return the next page of the way that has not been made yet."""
        return next((name for name in AHEAD if name not in self.__dict__), None)

    def _add(self, page: P) -> P:
        self._added(page)
        return page

    def _to_result(self) -> None:
        self._guide.go_to_place("result")

    def _to_plan(self) -> None:
        self._guide.go_to_place("plan")

    @cached_property
    def home(self) -> HomePage:
        """What is under way, and the list."""
        from plateau_doctor.ui.home import HomePage

        page, guide = self._add(HomePage(self._theme, self._session)), self._guide
        page.new_wanted.connect(guide.begin_new)
        page.open_wanted.connect(guide.open_line)
        page.plan_wanted.connect(lambda line: guide.open_line(line, then="plan"))
        page.compare_wanted.connect(lambda line: guide.open_line(line, then="compare"))
        page.again_wanted.connect(lambda line: guide.begin_new(line.business))
        page.import_wanted.connect(guide.import_wanted)
        page.export_wanted.connect(guide.export_wanted)
        return page

    @cached_property
    def doors(self) -> DoorsPage:
        """The first run."""
        from plateau_doctor.ui.doors import DoorsPage

        page = self._add(DoorsPage(self._theme, self._parts.settings))
        page.chosen.connect(self._guide.enter)
        page.privacy_wanted.connect(lambda: self._guide.go_aside("help", "private"))
        page.import_wanted.connect(self._guide.import_wanted)
        return page

    @cached_property
    def new(self) -> NewPage:
        """What a check-up begins with."""
        from plateau_doctor.ui.new import NewPage

        return self._add(NewPage(self._theme, self._session))

    @cached_property
    def question(self) -> QuestionPage:
        """One question."""
        from plateau_doctor.ui.question import QuestionPage

        return self._add(QuestionPage(self._theme, self._session))

    @cached_property
    def pause(self) -> BreakPage:
        """The end of a section."""
        from plateau_doctor.ui.break_page import BreakPage

        page = self._add(BreakPage(self._theme, self._session))
        page.stop_wanted.connect(lambda: self._guide.go_to_place("home"))
        return page

    @cached_property
    def figures(self) -> FiguresPage:
        """The figures of the business."""
        from plateau_doctor.ui.figures import FiguresPage

        return self._add(FiguresPage(self._theme, self._session))

    @cached_property
    def review(self) -> ReviewPage:
        """The answers before the result."""
        from plateau_doctor.ui.review import ReviewPage

        page = self._add(ReviewPage(self._theme, self._session))
        page.result_wanted.connect(self._session.go_to_end)
        page.change_wanted.connect(lambda question: self._session.change(question, "review"))
        return page

    @cached_property
    def result(self) -> ResultPage:
        """Growing or stuck, why, how sure, and what first."""
        from plateau_doctor.ui.result import ResultPage

        page, guide = self._add(ResultPage(self._theme, self._session, self._parts)), self._guide
        page.plan_wanted.connect(self._to_plan)
        page.save_wanted.connect(guide.show_report)
        page.behind_wanted.connect(guide.show_behind)
        page.move_wanted.connect(guide.show_move)
        page.try_wanted.connect(lambda: guide.show("what_if"))
        page.compare_wanted.connect(guide.show_comparison)
        page.dates_wanted.connect(guide.dates_wanted)
        return page

    @cached_property
    def plan(self) -> PlanPage:
        """What to do, who and when."""
        from plateau_doctor.ui.plan import PlanPage

        page = self._add(PlanPage(self._theme, self._session))
        page.save_wanted.connect(self._guide.show_report)
        page.result_wanted.connect(self._to_result)
        page.dates_wanted.connect(self._guide.dates_wanted)
        return page

    @cached_property
    def behind(self) -> BehindPage:
        """The answers behind one area."""
        from plateau_doctor.ui.behind import BehindPage

        page = self._add(BehindPage(self._theme, self._session))
        page.change_wanted.connect(lambda question: self._session.change(question, "end"))
        page.result_wanted.connect(self._to_result)
        return page

    @cached_property
    def what_if(self) -> WhatIfPage:
        """What other answers would change."""
        from plateau_doctor.ui.what_if import WhatIfPage

        page = self._add(WhatIfPage(self._theme, self._session))
        page.planned.connect(self._guide.plan_questions)
        page.result_wanted.connect(self._to_result)
        return page

    @cached_property
    def compare(self) -> ComparePage:
        """What changed since the last check-up."""
        from plateau_doctor.ui.compare import ComparePage

        page = self._add(ComparePage(self._theme, self._session, self._parts))
        page.result_wanted.connect(self._to_result)
        page.report_wanted.connect(self._guide.show_report)
        return page

    @cached_property
    def report(self) -> ReportPage:
        """The report as it will be printed."""
        from plateau_doctor.ui.report import ReportPage

        page, guide = self._add(ReportPage(self._theme, self._session, self._parts)), self._guide
        page.save_wanted.connect(guide.save_wanted)
        page.print_wanted.connect(guide.print_wanted)
        page.result_wanted.connect(self._to_result)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """Reading, keys and the data."""
        from plateau_doctor.i18n import formats_for
        from plateau_doctor.ui.settings import SettingsPage

        page = self._add(SettingsPage(self._theme, self._session, self._parts, lambda: formats_for("en", "GB")))
        page.restore_wanted.connect(self._guide.restore_wanted)
        page.topic_wanted.connect(lambda topic: self._guide.go_aside("help", topic))
        page.move_wanted.connect(self._guide.move_wanted)
        return page

    @cached_property
    def help(self) -> HelpPage:
        """How everything works."""
        from plateau_doctor.ui.help import HelpPage

        page = self._add(HelpPage(self._theme, self._session, self._parts.folder()))
        page.form_wanted.connect(self._guide.form_wanted)
        page.card_wanted.connect(self._guide.card_wanted)
        return page
