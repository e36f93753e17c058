"""Reads a PDF back the way a careful stranger would."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def reader(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def squeezed(text: str) -> str:
    """Return a text without any white space: line breaks of the page say nothing about it."""
    return re.sub(r"\s+", "", text)


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")


def in_any_direction(text: str) -> str:
    """Return a text in which the order within Hebrew and Arabic says nothing: readers turn it round by guess."""
    words = (_RIGHT_TO_LEFT.sub(lambda found: "".join(sorted(found.group())), word) for word in text.split())
    return "".join(words)


def is_read_in(text: str, pages: str) -> bool:
    """Tell whether a text stands on pages; of Hebrew and Arabic each sign, for readers order them by guess."""
    signs = Counter("".join(_RIGHT_TO_LEFT.findall(text)))
    if signs:
        return signs <= Counter(pages)
    return in_any_direction(text) in pages


def page_texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in reader(data).pages]


def fonts(data: bytes) -> Iterator[tuple[str, bool]]:
    """Yield the name of every font object in the file and whether its program is embedded."""
    for found in _objects(data):
        if found.get("/Type") == "/Font":
            descriptor = found.get("/FontDescriptor")
            yield str(found["/BaseFont"]), descriptor is not None and "/FontFile2" in descriptor.get_object()


def links(data: bytes) -> list[Any]:
    return [note.get_object() for page in reader(data).pages for note in page.get("/Annots", ()) or ()]


def images(data: bytes) -> list[Any]:
    return [found for found in _objects(data) if found.get("/Subtype") == "/Image"]


def _objects(data: bytes) -> Iterator[Any]:
    pdf = reader(data)
    for number in range(1, int(pdf.trailer["/Size"])):
        found = pdf.get_object(number)
        if hasattr(found, "get"):
            yield found


def bookmark_titles(data: bytes) -> list[str]:
    return [str(entry.title) for entry in reader(data).outline if not isinstance(entry, list)]
