"""What can be done with a line of the home list: the menu of its three dots, the right button and the menu key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from plateau_doctor.i18n import _

if TYPE_CHECKING:
    from plateau_doctor.ui.home_model import Shown
    from plateau_doctor.ui.home_table import HomeTable


def line_menu(table: HomeTable, one: Shown) -> QMenu:
    """Return the menu of a line; it goes when it is closed."""
    line = one.line
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setFont(table.words_font())
    menu.addAction(_("&Open"), lambda: table.opened.emit(line))
    menu.addAction(_("&New check-up"), lambda: table.again_wanted.emit(line))
    if line.earlier is not None and one.finished:
        menu.addAction(_("&Compare"), lambda: table.compare_wanted.emit(line))
    menu.addAction(_("&Export"), table.exported.emit)
    menu.addSeparator()
    menu.addAction(_("&Delete"), lambda: table.unwanted.emit((line,)))
    same = table.lines.of_business(line)
    if len(same) > 1:
        words = _("Delete &all {count} of {business}")
        name = line.business.replace("&", "&&")
        menu.addAction(words.format(count=len(same), business=name), lambda: table.unwanted.emit(same))
    return menu
