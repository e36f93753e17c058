"""Who made the report: checked, made small, and never more than what they gave."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Mapping

from plateau_doctor.errors import Fault, UserError
from plateau_doctor.report.blocks import Brand

MOST_BYTES, MOST_PIXELS = 2_000_000, 6_000
_WIDEST, _HIGHEST = 900, 300
"""Pixels of a logo as it is kept: 300 a inch where it is printed."""


def checked_logo(data: bytes, place: str) -> bytes:
    """Return a logo drawn anew as PNG on white, so that nothing but its picture remains; UserError where it isn't one.

    Taken are PNG and JPEG of at most 2 MB and 6,000 pixels a side.
    """
    from PIL import Image, UnidentifiedImageError

    if len(data) > MOST_BYTES:
        raise UserError(Fault(place, "The logo is larger than 2 MB.", "Save it smaller, or choose another picture."))
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
            if max(found.size) > MOST_PIXELS:
                sentence = f"The logo has more than {MOST_PIXELS:,} pixels a side."
                raise UserError(Fault(place, sentence, "Save it smaller, or choose another picture."))
            picture = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        remedy = "Choose a PNG or a JPEG picture."
        raise UserError(Fault(place, "This is not a picture that can be printed.", remedy)) from error
    picture.thumbnail((_WIDEST, _HIGHEST))
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    made = io.BytesIO()
    ground.save(made, "PNG", optimize=True)
    return made.getvalue()


def brand_of(stored: Mapping[str, str]) -> Brand:
    """Return the brand that a check-up carries; its logo is checked again, for the file may come from anywhere."""
    text = stored.get("logo", "")
    logo = b""
    if text:
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            fault = Fault("brand, logo", "This is not a picture in base64.", "Choose the logo again.")
            raise UserError(fault) from error
        logo = checked_logo(data, "brand, logo")
    given = {key: stored.get(key, "").strip() for key in ("name", "accent", "contact", "closing")}
    return Brand(**given, logo=logo)
