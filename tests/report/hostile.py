"""A check-up whose every free text is the same awkward one."""

from __future__ import annotations

from dataclasses import replace

from plateau_doctor.core.answers import CheckUp, FindOut

HOSTILE = (
    "<i>x</i> & <script>alert(1)</script> <img src=x onerror=alert(1)> \"'> {page} {business} %s &amp; "
    "\x00\x07\x0b\u202eevil\u202c\ud800\ufffe 😀 中文 אבג e\u0301"
)


def hostile(checkup: CheckUp, text: str) -> CheckUp:
    answers = {
        question: replace(answer, note=text, not_applicable=text if answer.not_applicable else None)
        for question, answer in checkup.sheets[0].answers.items()
    }
    return replace(
        checkup,
        business=replace(checkup.business, name=text[:200]),
        sheets=(replace(checkup.sheets[0], answers=answers), *checkup.sheets[1:]),
        find_out={question: FindOut(text[:120]) for question in answers},
        plan=tuple(replace(entry, who=text[:120], text=text) for entry in checkup.plan),
    )
