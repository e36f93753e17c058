"""How far each section of a check-up is, in words for the rail, and for the list in its place where it is narrow."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from plateau_doctor.core import flow
from plateau_doctor.core.pack import OUTCOMES
from plateau_doctor.i18n import _
from plateau_doctor.ui.rail import RailLine
from plateau_doctor.ui.session import Session


def rail_lines(session: Session) -> list[RailLine]:
    """Return the rows of the rail: the sections of questions, with the figures before the results."""
    one = session.now_open
    here = one.pack.question(session.place).area if session.place in one.pack.by_id else session.place
    answers = session.answers
    asked = [place for place in session.way if place in one.pack.by_id]
    lines: list[RailLine] = []
    for part in one.progress:
        questions = [place for place in asked if one.pack.question(place).area == part.section]
        target = next((q for q in questions if not flow.is_answered(answers, q)), questions[0])
        current = part.section == here
        state = _("{answered} of {asked}").format(answered=part.answered, asked=part.asked)
        if not current:
            state = _("{left} left").format(left=part.asked - part.answered) if part.answered else ""
        outcome = part.section == OUTCOMES
        name = _("Results") if outcome else one.words.messages[f"areashort.{part.section}"]
        if outcome:
            lines.append(_figures_line(session, here))
        done = part.answered == part.asked and not current
        lines.append(RailLine(target, name[:1].upper() + name[1:], state, done, current))
    if not any(line.target == flow.FIGURES for line in lines):
        lines.append(_figures_line(session, here))
    return lines


def section_words(session: Session) -> str:
    """Return the section of now with how far it is: what stands in the place of the rail where there is none."""
    return next((_words(line) for line in rail_lines(session) if line.current), _("Sections"))


def offer_sections(session: Session, page: QWidget) -> None:
    """Open the list of sections just above the footer of a page; one that is picked is gone to."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for line in rail_lines(session):
        menu.addAction(_words(line).replace("&", "&&"), partial(session.go_to, line.target))
    menu.popup(page.mapToGlobal(page.rect().bottomLeft()) - QPoint(0, menu.sizeHint().height()))


def _words(line: RailLine) -> str:
    return ", ".join(part for part in (line.name, _("done") if line.done else line.state) if part)


def _figures_line(session: Session, here: str) -> RailLine:
    given = bool(session.now_open.checkup.figures.years)
    return RailLine(flow.FIGURES, _("Your numbers"), "", given and here != flow.FIGURES, here == flow.FIGURES)
