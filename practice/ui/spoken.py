"""What painted widgets are to a screen reader: a class says `spoken_as = "row"`, else it would be a box without a role.

Name, description and state stay where Qt has them: setAccessibleName and setAccessibleDescription.
"""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "button": QAccessible.Role.Button,
    "group": QAccessible.Role.Grouping,
    "measure": QAccessible.Role.Indicator,
    "message": QAccessible.Role.AlertMessage,
    "pages": QAccessible.Role.Document,
    "panel": QAccessible.Role.Dialog,
    "picture": QAccessible.Role.Graphic,
    "row": QAccessible.Role.ListItem,
    "word": QAccessible.Role.StaticText,
}


@cache
def install() -> None:
    """Lets screen readers hear the roles from now on; once for the program."""
    QAccessible.installFactory(_face)


def _face(_class_name: str, item: QObject) -> QAccessibleInterface | None:
    kind = getattr(item, "spoken_as", "")
    return QAccessibleWidget(item, _ROLES[kind]) if kind and isinstance(item, QWidget) else None
