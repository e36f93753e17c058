"""The one mutable thing: the check-up that is open, where the person is, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from plateau_doctor.core import flow
from plateau_doctor.core.answers import (
    Answer,
    Business,
    CheckUp,
    Figures,
    Form,
    OwnVerdict,
    Sheet,
)
from plateau_doctor.core.pack import Pack
from plateau_doctor.core.result import examine
from plateau_doctor.core.words import Words
from plateau_doctor.phrasing import Phrasing
from plateau_doctor.ui.answering import OWNER, Answering
from plateau_doctor.ui.archive import Archive
from plateau_doctor.ui.details import Details
from plateau_doctor.ui.earlier import SHOW, Earlier
from plateau_doctor.ui.home_lines import is_enough
from plateau_doctor.ui.keeper import Change, Keeper
from plateau_doctor.ui.opened import Changed, Open
from plateau_doctor.ui.pace import Pace
from plateau_doctor.ui.parts import Parts
from plateau_doctor.ui.preferences import Preferences

if TYPE_CHECKING:
    from plateau_doctor.errors import UserError
    from plateau_doctor.store.repository import Repository

T = TypeVar("T")


class Session(QObject):
    """Takes what the person does, keeps it, and tells what has changed."""

    opened = Signal(object)
    answers_changed = Signal(object)
    place_changed = Signal(str)
    section_ended = Signal(str)
    closing = Signal()
    saving = Signal()
    saved = Signal(object)
    store_complained = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        """Begin without a store; `begin` opens it once the window has been painted."""
        super().__init__(parent)
        self._parts = parts
        self._keeper: Keeper | None = None
        self._open: Open | None = None
        self._place = self._back = self._kept_place = ""
        self._finished = False
        self._asked = 0
        self._phrasing: Phrasing | None = None
        self._changed: Changed | None = None
        self.pace = Pace(parts.clock)
        self.earlier = Earlier(self, parts)
        self.answering = Answering(self)
        self.details = Details(self)
        self.archive = Archive(self, parts)

    # the store

    def begin(self) -> None:
        """Open the store and list the check-ups."""
        self._keeper = Keeper(self._parts.open_store(), self)
        self._keeper.saving.connect(self.saving)
        self._keeper.saved.connect(self._on_saved)
        self._keeper.complained.connect(self.store_complained)
        self.archive.list_again()

    @property
    def waits(self) -> bool:
        """Whether anything has not reached the disk yet."""
        return self._keeper is not None and self._keeper.waits

    @property
    def refused(self) -> bool:
        """Whether the disk has refused something that it has not taken since."""
        return self._keeper is not None and self._keeper.refused

    def try_again(self) -> None:
        """Save once more what the disk refused; where the store never opened, open it first."""
        if not self.archive.there:
            self._parts.open_store()
            self.archive.list_again()
        self.keeper.try_again()

    @property
    def keeper(self) -> Keeper:
        """The way to the store; there is one from `begin` on."""
        if self._keeper is None:
            message = "the session has not begun"
            raise RuntimeError(message)
        return self._keeper

    def ask(
        self,
        job: Callable[[Repository], T],
        done: Callable[[T], None],
        complain: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do a job in the store's thread and call back in the window's; `store_complained` where nobody listens."""
        self.keeper.ask(job, done, complain or self.store_complained.emit)

    def keep(self, change: Change, job: Callable[[Repository], Any]) -> None:
        """Give the store a change of the check-up that is open, unless that is read-only."""
        if self.now_open.kept:
            self.keeper.keep(change, job)

    @property
    def saving_now(self) -> bool:
        """Whether the disk is still to answer."""
        return self._keeper is not None and self._keeper.under_way

    def hand_over(self) -> None:
        """Give the store what it has not been given yet."""
        if self._keeper is not None:
            self._keeper.hand_over()

    def end(self) -> None:
        """Give the store what it has not been given yet, before it is closed, and ask it for nothing any more."""
        if self._keeper is not None:
            self._keeper.end()

    def _on_saved(self) -> None:
        self.saved.emit(self._parts.now())

    # opening and closing

    def start(
        self, business: Business, form: Form, own_verdict: OwnVerdict | None, *, show_before: bool = False
    ) -> None:
        """Begin a new check-up at its first question; `show_before` shows last time's answers beside the questions."""
        checkup = CheckUp(
            id=self._parts.new_id(),
            pack_id=self._parts.pack_id,
            pack_version=self._parts.pack_version,
            date=self._parts.today(),
            business=business,
            form=form,
            own_verdict=own_verdict,
            sheets=(Sheet(OWNER),),
            brand=MappingProxyType(dict(self._parts.settings.first_brand)),
            settings=MappingProxyType({SHOW: True} if show_before else {}),
        )
        opened = self._read(checkup)
        first = flow.places(opened.pack, form, checkup.figures)[0]
        self.keeper.keep(("check-up", checkup.id), lambda store: store.add(checkup, first))
        self._on_opened(opened, None)

    def open(self, id_: str) -> None:
        """Open a check-up where it was left; of two that were asked for, the one asked for last."""

        def read(store: Repository) -> tuple[Open, str | None]:
            stored = store.load(id_)
            return self._read(stored.checkup), stored.place

        self._open_read(read)

    def _open_read(self, read: Callable[[Repository], tuple[Open, str | None]]) -> None:
        """Open what is read, unless something else has been opened or asked for since."""
        self._asked += 1
        asked = self._asked
        self.ask(read, lambda found: self._on_opened(*found) if asked == self._asked else None)

    def open_sample(self, name: str) -> None:
        """Open a sample, which joins the list when it is not there yet."""

        def read(store: Repository) -> tuple[Open, str | None]:
            sample = self._parts.read_sample(name)
            if sample.id not in {row.id for row in store.check_ups()}:
                store.add(sample, flow.END)
            stored = store.load(sample.id)
            return self._read(stored.checkup), stored.place

        self._open_read(read)

    def look_at(self, checkup: CheckUp) -> None:
        """Open a check-up read-only: it can be looked at and printed, and nothing of it is kept."""
        self._on_opened(self._read(checkup, kept=False), flow.END)

    def _read(self, checkup: CheckUp, *, kept: bool = True) -> Open:
        pack, words = self._parts.find_pack(checkup.pack_id, checkup.pack_version)
        return Open(checkup, pack, words, self._parts.inflation(), kept)

    def _on_opened(self, found: Open, place: str | None) -> None:
        self._asked += 1
        self.closing.emit()  # what is being typed belongs to the one before
        now = self._open
        if now is not None and now.kept and found.kept and now.checkup.id == found.checkup.id:
            found, place = now, self._kept_place  # it may have changed since it was read
        self._open, self._phrasing, self._changed = found, None, None
        self.answering.forget()
        self.pace = Pace(self._parts.clock)
        self._place = place if place in self.way else self.way[0]
        self._kept_place = self._place
        self._finished = self._place == flow.END and is_enough(self.phrasing())
        self.opened.emit(found)
        self.show_place()

    def close(self, ids: Collection[str]) -> None:
        """Have none of these open any longer, nor opened by what was asked for before."""
        self._asked += 1
        if self._open is not None and self._open.checkup.id in ids:
            self._open = None
            self.closing.emit()

    def forget(self) -> None:
        """Have nothing open any more, and list what is there now."""
        self._asked += 1
        self._open = self._phrasing = self._changed = None
        self.answering.forget()
        self.keeper.forget_all()
        self.closing.emit()
        self.archive.list_again()

    # what is open

    @property
    def current(self) -> Open | None:
        """What is open, if anything is."""
        return self._open

    @property
    def now_open(self) -> Open:
        """What is open; RuntimeError when nothing is."""
        if self._open is None:
            message = "no check-up is open"
            raise RuntimeError(message)
        return self._open

    @property
    def place(self) -> str:
        """Where the person is: a question id, `figures` or `end`."""
        return self._place

    @property
    def way(self) -> tuple[str, ...]:
        """All places of the way in order."""
        return self.now_open.way

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The person's answers by question."""
        return self.now_open.answers

    def answer_to(self, question: str) -> Answer:
        """Return the answer to a question, a blank one where there is none."""
        return self.answers.get(question, Answer())

    def phrasing(self) -> Phrasing:
        """Return the result in words; worked out when it is asked for, once for each change."""
        if self._phrasing is None:
            one = self.now_open
            result = examine(one.pack, one.checkup, one.checkup.date, one.inflation)
            self._phrasing = Phrasing(one.pack, one.words, one.checkup, result)
        return self._phrasing

    def become(self, checkup: CheckUp, *, tell: bool = True) -> None:
        """Have another state of the check-up open; `answers_changed` tells it, unless all is shown anew anyway."""
        self._open = replace(self.now_open, checkup=checkup)
        self._phrasing = None
        if tell:
            self.answers_changed.emit(checkup)

    # the way

    def go_on(self) -> None:
        """Go to the next place, answered or not; after a change, back to where it was asked for."""
        back, self._back = self._back, ""
        after = flow.after(self.way, self._place)
        ended = "" if back else self._ends(self._place, after)
        self.go_to(back or after, ended)

    def change(self, question: str, back: str) -> None:
        """Go to a question to change its answer; going on then leads back to a place."""
        if back == flow.END:
            whole = self.phrasing().result.capability
            self._changed = Changed(question, self.answer_to(question), whole.score if whole else None)
        self.go_to(question)
        self._back = back

    @property
    def changed(self) -> Changed | None:
        """The answer that was changed from the result, until the result has been left."""
        one = self._changed
        if one is None or replace(one.before, note=self.answer_to(one.question).note) == self.answer_to(one.question):
            return None
        return one

    def take_back(self) -> None:
        """Put the answer back that was changed from the result, and show the result."""
        one = self._changed
        if one is not None:
            self.settle()
            self.answering.put_back(one.question, one.before)
            self.go_to_end()

    def give_again(self) -> None:
        """Give the answer again that was put back last, and show the result with what that changed."""
        whole, before = self.phrasing().result.capability, self.answers
        if question := self.answering.redo(stay=True):
            self._changed = Changed(question, before.get(question, Answer()), whole.score if whole else None)
            self.go_to_end()

    def settle(self) -> None:
        """Let the answer that was changed stand."""
        self._changed = None

    def go_back(self) -> None:
        """Go to the place before; from an answer that was to be changed, back to where that was asked for."""
        self.go_to(self._back or flow.before(self.way, self._place))

    def _ends(self, place: str, after: str) -> str:
        """Return the section that is done between two places, where the next has not been begun; else nothing."""
        one = self.now_open
        if place not in one.pack.by_id or after not in (*one.pack.by_id, flow.FIGURES):
            return ""
        section = one.pack.question(place).area
        following = one.pack.question(after).area if after in one.pack.by_id else flow.FIGURES
        lines = {line.section: line for line in one.progress}
        done = lines[section].answered == lines[section].asked
        begun = one.checkup.figures != Figures() if following == flow.FIGURES else lines[following].answered > 0
        return section if section != following and done and not begun else ""

    def show_place(self) -> None:
        """Let the window show where the person is."""
        if self._place in self.now_open.pack.by_id:
            self.pace.begin(self._place)
        self.place_changed.emit(self._place)

    def go_to(self, place: str, ended: str = "") -> None:
        """Go to a place of the way; `ended` is a section to take leave of first.

        The store remembers it; the end only once enough is answered, and then for good.
        """
        self._back = ""
        self._place = place
        if ended:
            self.section_ended.emit(ended)
        else:
            self.show_place()
        self._finished = self._finished or (place == flow.END and is_enough(self.phrasing()))
        if self._finished or place != flow.END:
            id_, kept = self.now_open.checkup.id, flow.END if self._finished else place
            self._kept_place = kept
            self.keep(("place", id_), lambda store: store.save_place(id_, kept))

    def go_to_end(self) -> None:
        """Go to the result."""
        self.go_to(flow.END)

    def go_to_questions(self) -> None:
        """Go to the first question without an answer, or to the first of all."""
        one = self.now_open
        if self._place in one.pack.by_id or self._place in (flow.FIGURES, flow.REVIEW):
            self.show_place()
            return
        self.go_to(next(iter(one.unanswered), self.way[0]))

    # what the pages ask about the outside

    def countries(self) -> tuple[str, ...]:
        """Return the countries whose inflation is known."""
        return tuple(self._parts.inflation())

    def likely_country(self) -> str:
        """Return the country of this machine's settings."""
        return self._parts.country()

    @property
    def preferences(self) -> Preferences:
        """What the person has set."""
        return self._parts.settings.now

    def prefer(self, **values: Any) -> None:
        """Take other preferences by their names."""
        self._parts.settings.change(**values)

    def today(self) -> date:
        """Return the day it is."""
        return self._parts.today()

    def usual_pack(self) -> tuple[Pack, Words]:
        """Return the open check-up's pack, or the one that a new check-up would have."""
        if self._open is not None:
            return self._open.pack, self._open.words
        return self._parts.find_pack(self._parts.pack_id, self._parts.pack_version)

    def samples(self) -> tuple[str, ...]:
        """Return the names of the samples."""
        return self._parts.samples()
