"""The pages of a PDF as pictures, drawn by pdfium: a preview shows the very file that will be saved."""

from __future__ import annotations

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as PNG, its number from 1 and the number of pages."""

    png: bytes
    page: int
    pages: int


def page_picture(data: bytes, page: int, width: int, *, grey: bool = False) -> PagePicture:
    """Return a page, from 1, as a picture of a width in pixels; IndexError past the last page."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        count = len(document)
        if not 1 <= page <= count:
            raise IndexError(page)
        one = document[page - 1]
        picture = one.render(scale=width / one.get_width(), grayscale=grey).to_pil()
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=1)
    return PagePicture(made.getvalue(), page, count)
