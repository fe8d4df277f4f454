"""The menu of companion letters for a client: each that applies, and why the others do not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from practice.actions import families
from practice.actions.families import Offer
from practice.rules.clients import Client
from practice.ui import begin
from practice.ui.desk import Desk
from practice.ui.tr import tr
from practice.ui.widgets.dialogs import Menu


def letter_menu(desk: Desk, client: Client, parent: QWidget) -> Menu:
    """The menu; it goes once it is closed."""
    menu = Menu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    offers = families.offered(desk.store, client, desk.today())
    works = {offer.engagement_id for offer in offers} - {None}
    for offer in sorted(offers, key=lambda one: bool(one.reason)):
        begun = partial(begin.companion, desk, client.id, offer.family.key, offer.engagement_id)
        action = menu.add(_said(offer, len(works) > 1), offer.family.icon, begun)
        action.setEnabled(not offer.reason)
    return menu


def _said(offer: Offer, several: bool) -> str:
    """What the letter is called, with the work where there are several, and why it does not apply."""
    name = tr(offer.family.start)
    if several and offer.work:
        name = tr("{letter}, {work}", letter=name, work=offer.work)
    return f"{name}:  {tr(offer.reason)}" if offer.reason else name
