"""What happens to typed text on its way to the page."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import getFont

import plateau_doctor.report as package
from plateau_doctor.report.faces import REGULAR, lacks, printable
from plateau_doctor.report.text import cleaned, escaped, one_line


def test_what_nobody_sees_goes_and_nothing_else() -> None:
    assert cleaned("a\x00b\x1b\u202ec\u2066d\ud800 e\u200d\tf\r\ng\u2028h") == "abcd e\u200d f\ng\nh"


def test_markup_is_shown_as_typed() -> None:
    assert escaped("<b>& 'x'") == "&lt;b&gt;&amp; 'x'"
    assert escaped("one\ntwo") == "one<br/>two"


def test_signs_that_the_face_lacks_are_drawn_as_a_question_mark_and_stay_what_they_are() -> None:
    assert printable("Müller & Søn – Łódź, e\u0301 😀 中") == "Müller & Søn – Łódź, é 😀 中"
    face, wanted = getFont(REGULAR).face, ord("?")
    assert face.charToGlyph[ord("😀")] == face.charToGlyph[ord("中")] == face.charToGlyph[wanted]
    assert face.charWidths[ord("中")] == face.charWidths[wanted]
    assert lacks("中")
    assert not lacks("Łódź")


def test_a_joiner_takes_no_room() -> None:
    printable("\N{WOMAN}\u200d\N{GIRL}\ufe0f")
    assert getFont(REGULAR).face.charWidths[0x200D] == 0


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("a  b\nc", 10) == "a b c"
    assert one_line("abcdef", 4) == "abc…"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text())
def test_everything_printable_has_a_picture(text: str) -> None:
    shown = printable(text)
    glyphs = getFont(REGULAR).face.charToGlyph
    assert all(sign == "\n" or glyphs[ord(sign)] for sign in shown)


def test_paragraphs_are_made_in_one_place() -> None:
    found = []
    for path in sorted(Path(package.__file__).parent.glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "reportlab" in text:
            found += [path.name] * len(re.findall(r"(?<![\w.])(?:Paragraph|Spoken)\((?!Paragraph)", text))
    assert found == ["flowables.py"]
