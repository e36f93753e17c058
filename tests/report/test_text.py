"""What happens to typed text on its way to the page."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import plateau_doctor.report as package
from plateau_doctor.report.faces import printable, register
from plateau_doctor.report.text import cleaned, escaped, one_line


def test_what_nobody_sees_goes_and_nothing_else() -> None:
    assert cleaned("a\x00b\x1b\u202ec\u2066d\ud800 e\u200d\tf\r\ng\u2028h") == "abcd e\u200d f\ng\nh"


def test_markup_is_shown_as_typed() -> None:
    assert escaped("<b>& 'x'") == "&lt;b&gt;&amp; 'x'"
    assert escaped("one\ntwo") == "one<br/>two"


def test_signs_that_the_face_lacks_are_seen_as_missing() -> None:
    assert printable("Müller & Søn – Łódź, e\u0301 😀 中") == "Müller & Søn – Łódź, é ? ?"


def test_a_joined_sign_leaves_no_joiners_behind() -> None:
    assert printable("\N{WOMAN}\u200d\N{GIRL}\ufe0f") == "??"


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("a  b\nc", 10) == "a b c"
    assert one_line("abcdef", 4) == "abc…"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text())
def test_everything_printable_is_in_the_face(text: str) -> None:
    assert all(sign == "\n" or ord(sign) in register() for sign in printable(text))


def test_paragraphs_are_made_in_one_place() -> None:
    found = []
    for path in sorted(Path(package.__file__).parent.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "reportlab" in text:
            found += [path.name] * len(re.findall(r"(?<![\w.])Paragraph\(", text))
    assert found == ["flowables.py"]
