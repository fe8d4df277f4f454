"""What a person does on the screen of boundaries, and what is seen then."""

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from practice.actions import boundaries
from practice.rules.boundaries import Category, Channel
from practice.ui.widgets.messages import Banner
from tests import make


def write(qtbot, screen, name, text):
    editor = screen.page.form.editor(name)
    editor.setFocus()
    qtbot.keyClicks(editor, text)
    screen.flush()


def press(screen, keys):
    next(hint for hint in screen.actions_here() if hint.keys == keys).run()


def log(store, client, days=0.0, **content):
    begun = boundaries.begin(store, client.id, make.NOW)
    said = {"category": Category.TIME_CONTACT, "facts": "A call.", "late_reason": "Later.", "channel": Channel.CALL}
    at = make.NOW - timedelta(days=days)
    boundaries.write(store, begun.id, **{**said, "happened_at": at, **content})
    return boundaries.record(store, begun.id, make.NOW)


def draft(desk, client):
    return boundaries.draft_of(desk.store, client.id)


def seen(widget, kind):
    """The parts of a kind that are shown now; what was just put into a layout shows a moment later."""
    QApplication.processEvents()
    return [part for part in widget.findChildren(kind) if part.isVisible()]


def banners(widget):
    return [banner.accessibleName() for banner in seen(widget, Banner)]
