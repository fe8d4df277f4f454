"""The end of work on the client's page: an ending under way, and the question how it ended."""

from practice.actions import engagements
from practice.actions.overview import ClientView
from practice.rules.clients import display_name
from practice.rules.engagements import Engagement, is_open
from practice.ui.desk import Desk
from practice.ui.outcome import OutcomePanel, progress
from practice.ui.screen import KeyHint
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.layout import Card, row
from practice.ui.widgets.messages import Icon
from practice.ui.widgets.text import Text


class EndingCard(Card):
    """Says how far an ending is, or asks how work ended; hidden where neither is so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk = desk
        self._view: ClientView | None = None
        self._asked = 0  # the work that the person asks about by themselves
        self.said = Text("", "bodyStrong", elide=True)
        self.go_button = Button(tr("Go on"), icon="arrow-right")
        self.close_button = Button("", "quiet", icon="x", small=True, name=tr("Put this question away"))
        self.panel = OutcomePanel(desk)
        top = row(Icon("heart-handshake", "accent", 16, 20), self.said, self.go_button, self.close_button, gap=10)
        top.setStretch(1, 1)
        self.body.addLayout(top)
        self.add(self.panel)
        self.go_button.clicked.connect(self._go_on)
        self.close_button.clicked.connect(self.put_away)
        self.panel.answered.connect(self._on_answered)
        self.hide()

    def show_view(self, view: ClientView) -> None:
        """Show what there is to say about the end of this client's work."""
        if self._view is None or self._view.client.id != view.client.id:
            self._asked = 0
        self._view = view
        self._show()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        about = self._asked or (view.over.id if view.over else 0)
        under_way = view.leaving is not None and not self._asked
        self.setVisible(under_way or bool(about))
        self.go_button.setVisible(under_way)
        self.panel.setVisible(not under_way and bool(about))
        self.close_button.setVisible(not under_way and bool(self._asked))
        if under_way and view.leaving:
            made, step = view.leaving
            self.said.setText(progress(step))
            self._exit_id = made.id
        elif about:
            self.said.setText(tr("How did it end with {name}?", name=display_name(view.client)))
            self.panel.show_engagement(about)

    def _go_on(self) -> None:
        self._desk.go("exit", self._exit_id)

    def _on_answered(self, good: bool) -> None:
        self._asked = 0
        self._desk.toast(tr("Kept: it ended well") if good else tr("Kept: it did not end well"))
        self._show()

    def put_away(self) -> None:
        """Leave the question that the person asked."""
        self._asked = 0
        self._show()

    def ask(self) -> None:
        """Ask how the last work that is over ended, or show what was answered."""
        over = self._last_over()
        if over is not None:
            self._asked = over.id
            self._show()
            self.panel.focus_first()

    def _last_over(self) -> Engagement | None:
        view = self._view
        if view is None:
            return None
        work = view.over or view.engagement
        return work if work and not is_open(work, self._desk.today()) else None

    def _going(self) -> Engagement | None:
        work = self._view.engagement if self._view else None
        return work if work and is_open(work, self._desk.today()) else None

    def _may_end(self) -> bool:
        """Whether a letter about the work that goes on went out."""
        work = self._going()
        return (
            work is not None
            and self._view is not None
            and any(letter.engagement_id == work.id for letter in self._view.letters)
        )

    def fill(self, menu: Menu, name: str) -> None:
        """What can be done about the end of the work, for the client's menu."""
        if self._going():
            if self._may_end():
                menu.add(tr("End well with {name}…", name=name), "heart-handshake", self.end_well)
            menu.add(tr("Close the work"), "archive", self.close_work)
        elif self._last_over():
            menu.add(tr("How did it end?"), "heart-handshake", self.ask)

    def hints(self, name: str) -> list[KeyHint]:
        """The same, for the palette."""
        if self._going():
            well, close = tr("End well with {name}…", name=name), tr("Close the work of {name}", name=name)
            ends = (
                [KeyHint("", tr("end well"), self.end_well, well, "heart-handshake", False)] if self._may_end() else []
            )
            return [*ends, KeyHint("", tr("close"), self.close_work, close, "archive", False)]
        if self._last_over():
            how = tr("How did it end with {name}", name=name)
            return [KeyHint("", tr("how it ended"), self.ask, how, "heart-handshake", False)]
        return []

    def end_well(self) -> None:
        """Begin or resume the ending of the work."""
        if work := self._going():
            self._desk.go("exit", ("engagement", work.id))

    def close_work(self) -> None:
        """The work is over today, without a letter; the page asks how it ended."""
        if work := self._going():
            engagements.close(self._desk.store, work.id, self._desk.today())
            self._desk.toast(tr("Closed {work}", work=work.title or work.kind or tr("the work")))

    def flush(self) -> bool:
        """Keep what was typed."""
        return self.panel.flush()
