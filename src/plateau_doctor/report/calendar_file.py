"""The plan's dates for a calendar: of each move, of each task that was taken on, and of the next check-up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vText

from plateau_doctor.core.answers import review_day
from plateau_doctor.i18n import _
from plateau_doctor.phrasing import Phrasing, plan
from plateau_doctor.report.text import cleaned, one_line

_OURS = UUID("5f1c2f0e-6a5e-5d0b-9a43-0c7f7a1d2b90")
"""The room in which our names for dates are unique; it never changes, so that a calendar knows a date again."""
_REVIEW = "next check-up"
_LONGEST_SUMMARY = 200


def make_ics(phrasing: Phrasing) -> bytes:
    """Return an iCalendar file of whole days without alarms; made again, each date takes its own place."""
    calendar = Calendar()
    calendar.add("prodid", "-//Plateau Doctor//Plan//EN")
    calendar.add("version", "2.0")
    business = phrasing.checkup.business.name
    calendar.add("x-wr-calname", vText(one_line(_("{business}: plan").format(business=business), _LONGEST_SUMMARY)))
    for slot in phrasing.result.schedule.slots:
        words, entry = phrasing.move(slot.move), slot.entry
        own = entry.text.strip() if entry else ""
        lines = [
            own and words.do,
            _("Who: {who}").format(who=entry.who) if entry and entry.who else "",
            _("First step: {step}").format(step=words.first_step),
            _("Done when: {when}").format(when=words.done_when),
            *plan.if_then(entry),
        ]
        summary = _("Due: {action}").format(action=own or words.do)
        calendar.add_component(_event(phrasing, slot.move.question, slot.due, summary, lines))
    for question in phrasing.result.plan.find_out:
        task = phrasing.checkup.find_out.get(question)
        if task is None:  # a day that nobody chose would only be in the way
            continue
        lines = [_("Who: {who}").format(who=task.who) if task.who else "", phrasing.find_out(question)]
        summary = _("Find out: {what}").format(what=phrasing.words.questions[question].plain_name)
        calendar.add_component(_event(phrasing, question, task.due or plan.find_out_by(phrasing), summary, lines))
    review = _("Next check-up: {business}").format(business=business)
    told = _("Answer the same questions again and see what has changed.")
    calendar.add_component(
        _event(phrasing, _REVIEW, review_day(phrasing.checkup.settings, phrasing.result.today), review, [told])
    )
    made: bytes = calendar.to_ical()
    return made


def _event(phrasing: Phrasing, what: str, day: date, summary: str, lines: list[str]) -> Event:
    """Return one whole day; its name comes from the check-up and what is due, its stamp from the check-up's date."""
    event = Event()
    event.add("uid", f"{uuid5(_OURS, f'{phrasing.checkup.id}/{what}')}@plateau-doctor")
    event.add("dtstamp", datetime.combine(phrasing.checkup.date, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", one_line(summary, _LONGEST_SUMMARY))
    event.add("description", "\n".join(cleaned(line) for line in lines if line))
    event.add("transp", "TRANSPARENT")  # the day stays free for other things
    return event
