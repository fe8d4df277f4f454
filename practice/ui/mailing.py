"""Handing a letter to the person's own mail program; nothing is sent from here."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from practice.actions.mailing import address, command
from practice.rules.mailing import Message


def attaches() -> bool:
    """Whether the mail program here can be handed a file; elsewhere the person drags it in."""
    return sys.platform.startswith("linux") and shutil.which("xdg-email") is not None


def write(owner: QObject, message: Message, file: Path, failed: Callable[[], None]) -> None:
    """Open the mail program with the text ready; `failed` is called when there is none."""
    if not attaches():
        if not QDesktopServices.openUrl(QUrl(address(message))):
            failed()
        return
    program, *words = command(message, str(file))
    handing = QProcess(owner)
    handing.setStandardOutputFile(QProcess.nullDevice())
    handing.setStandardErrorFile(QProcess.nullDevice())
    handing.finished.connect(handing.deleteLater)
    handing.finished.connect(lambda code, _: failed() if code else None)
    handing.start(program, words)


def write_text(message: Message, failed: Callable[[], None]) -> None:
    """Open the mail program with a text that brings no file; `failed` is called when there is none."""
    if not QDesktopServices.openUrl(QUrl(address(message))):
        failed()


def show_folder(file: Path) -> None:
    """Show where the file lies."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
