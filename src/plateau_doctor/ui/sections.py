"""How far each section of a check-up is, in words for the rail."""

from __future__ import annotations

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


def _figures_line(session: Session, here: str) -> RailLine:
    given = bool(session.now_open.checkup.figures.years)
    return RailLine(flow.FIGURES, _("Your numbers"), "", given and here != flow.FIGURES, here == flow.FIGURES)
