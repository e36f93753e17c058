"""The look of the report in a word processor: the printed one's sizes and colours, set as named styles."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from plateau_doctor.report import blocks as b
from plateau_doctor.report.docx_parts import element
from plateau_doctor.report.palette import paper_palette
from plateau_doctor.report.text import one_line

MARGIN = 20.0
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Millimetres, as people set them in a word processor."""
LINK = "Report link"
_FACE = "Calibri"
"""One that word processors have or know a stand-in for; the report's own typeface can't go along."""
_TONGUES = {"en": "en-GB"}
_LONGEST = 200
_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_LOOKS = {
    "Normal": (10.5, "ink", False, 0.0, 6.0),
    "List Bullet": (10.5, "ink", False, 0.0, 3.0),
    "Heading 1": (20.0, "ink", True, 0.0, 8.0),
    "Heading 2": (13.0, "ink", True, 15.0, 5.0),
    "Heading 3": (10.5, "ink", True, 9.0, 3.0),
    "Footer": (9.0, "ink3", False, 0.0, 0.0),
    "Report lead": (13.0, "ink2", False, 0.0, 8.0),
    "Report small": (9.0, "ink2", False, 0.0, 4.0),
    "Report tight": (10.5, "ink", False, 0.0, 1.0),
    "Report fact": (13.0, "ink", True, 0.0, 0.0),
    "Report number": (17.0, "accent", True, 0.0, 0.0),
    "Report answer": (10.5, "ink", False, 0.0, 1.0),
    "Report remark": (9.0, "ink2", False, 0.0, 1.0),
    "Report gap": (4.0, "ink", False, 0.0, 0.0),
}
"""Size, colour, strong, space before and after, all in points."""
_INDENTED = frozenset(("Report answer", "Report remark"))


def new_document(outline: b.Outline, paper: b.Paper) -> DocumentObject:
    """Return an empty document with its styles, its paper and what it says of itself."""
    document = Document()
    for name, look in _LOOKS.items():
        _set_style(document, name, *look)
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = _rgb("accent")
    link.font.underline = True
    page = document.sections[0]
    page.page_width, page.page_height = (Mm(side) for side in PAPERS[paper])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(10)
    _set_language(document, _TONGUES.get(outline.language, outline.language))
    _describe(document, outline)
    return document


def _rgb(token: str) -> RGBColor:
    return RGBColor.from_string(getattr(paper_palette(), token).lstrip("#"))


def _set_style(  # noqa: PLR0913, PLR0917 - the six columns of the table above
    document: Any,
    name: str,
    size: float,
    colour: str,
    strong: bool,
    before: float,
    after: float,
) -> None:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.color.rgb, style.font.bold = _FACE, Pt(size), _rgb(colour), strong
    fonts = style.element.rPr.rFonts
    for key in _THEME:
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{key}"), _FACE)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.12
    form.widow_control = True
    if name in _INDENTED:
        form.left_indent = Pt(24)


def _set_language(document: Any, tongue: str) -> None:
    """Say in which language the words are, so that spelling and reading aloud follow it."""
    rules = document.styles.element.find(qn("w:docDefaults")).find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in rules.findall(qn("w:lang")):
        rules.remove(old)
    rules.append(element("w:lang", val=tongue, eastAsia=tongue, bidi=tongue))
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.attrib.clear()
        old.set(qn("w:val"), tongue)
    mode = settings.find(f"{qn('w:compat')}/{qn('w:compatSetting')}")
    mode.set(qn("w:val"), "15")  # without it, newer programs say that they run in a mode for older ones


def _describe(document: Any, outline: b.Outline) -> None:
    """Say what the document is and of which day; nothing of the person, the computer or the template."""
    day = datetime.combine(outline.day, time(), UTC).replace(tzinfo=None)
    known = document.core_properties
    known.title, known.author = one_line(outline.title, _LONGEST), one_line(outline.business, _LONGEST)
    known.last_modified_by, known.comments, known.keywords = known.author, "", ""
    known.language, known.revision = _TONGUES.get(outline.language, outline.language), 1
    known.created = known.modified = day
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
            del package.rels[name]
