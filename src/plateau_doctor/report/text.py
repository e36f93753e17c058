"""The one place that makes typed text safe: cleaned of what nobody sees, escaped for reportlab's markup."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
"""Bidi overrides, and what is no sign of any text, which XML may not hold."""
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": " ", "\r": "\n"})


def cleaned(text: str) -> str:
    r"""Return a text that XML may hold, without control characters and bidi overrides; line ends stay as \\n."""
    whole = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(
        sign
        for sign in whole
        if sign == "\n" or (sign not in _UNSEEN and unicodedata.category(sign) not in ("Cc", "Cs"))
    )


def joined(text: str) -> str:
    """Return a cleaned text in which a letter and its accent are one sign, where there is such a sign.

    The mark of a byte order goes too: a tagged PDF may not hold it.
    """
    return unicodedata.normalize("NFC", cleaned(text)).replace("\ufeff", "")


def is_seen(sign: str) -> bool:
    """Tell whether a sign has a picture of its own; joiners and accents have none."""
    return unicodedata.category(sign) not in {"Cf", "Mn", "Me"}


def escaped(text: str) -> str:
    """Return a text as reportlab markup that shows it literally; line ends become line breaks."""
    return escape(cleaned(text)).replace("\n", "<br/>")


def one_line(text: str, limit: int) -> str:
    """Return a text on one line, cut with an ellipsis after `limit` signs."""
    flat = " ".join(cleaned(text).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
