"""What is painted, by its pixels: the colour behind it and how well the rest stands out from it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text, and of edges that say what something is."""
Colours = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def colours_of(widget: QWidget, part: QRect | None = None) -> Colours:
    """Return the colours of a part of a widget, as the window shows it, a row of red, green and blue each."""
    window = widget.window()
    area = part or widget.rect()
    image = window.grab(QRect(widget.mapTo(window, area.topLeft()), area.size())).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : 3 * image.width()].reshape(-1, 3).copy()  # the image and its bytes go away


def luminance(colours: Colours) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    parts = colours / 255
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def stands_out(widget: QWidget, part: QRect | None = None) -> float:
    """Return the contrast between the commonest colour of a part of a widget and the one that differs from it most."""
    colours, counts = np.unique(colours_of(widget, part), axis=0, return_counts=True)
    light = luminance(colours)
    ground = light[counts.argmax()]
    low, high = np.minimum(light, ground), np.maximum(light, ground)
    return float(((high + 0.05) / (low + 0.05)).max())
