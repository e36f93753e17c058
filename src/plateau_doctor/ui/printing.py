"""Print through the system's own dialog: the pages of the very PDF that the preview shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from plateau_doctor.report.preview import PagePicture

_DOTS = 200
"""Dots an inch: sharp on paper, and a page is drawn in a moment."""
DrawPage = Callable[[bytes, int, int], "PagePicture"]


def printer_for(title: str, paper: str) -> QPrinter:
    """Return a printer set up for whole pages of a paper."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Plateau Doctor")
    size = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(size))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


def asks_for_printer(printer: QPrinter, parent: QWidget) -> bool:
    """Show the system's dialog and tell whether the person wants to print."""
    from PySide6.QtPrintSupport import QPrintDialog

    return bool(QPrintDialog(printer, parent).exec())


def print_pages(printer: QPrinter, data: bytes, draw: DrawPage) -> int:
    """Print the pages that the dialog chose; return how many."""
    painter = QPainter(printer)
    page, printed = max(1, printer.fromPage()), 0
    width = round(printer.pageRect(printer.Unit.Inch).width() * _DOTS)
    while True:
        one = draw(data, page, width)
        if printed:
            printer.newPage()
        image = QImage.fromData(one.png)
        room = QRectF(printer.pageRect(printer.Unit.DevicePixel))
        room.moveTo(0, 0)
        painter.drawImage(room, image)
        printed += 1
        last = printer.toPage() or one.pages
        if page >= min(last, one.pages):
            break
        page += 1
    painter.end()
    return printed
