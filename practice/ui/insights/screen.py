"""Insights (the tone of picture 10): what was foreseen, and how it ended."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from practice.actions import outcomes
from practice.rules.fit import BAND_STARTS
from practice.rules.outcomes import Calibration, Ended
from practice.ui.insights import words
from practice.ui.insights.chart import Dot, Dots, Zone
from practice.ui.insights.figures import Bands, Finding, Measures
from practice.ui.insights.lists import Endings, Waiting
from practice.ui.screen import KeyHint, Screen
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import ScrollPage

SHOWN = 8  # of the work that waits for an answer
SCALE_FROM = 40  # of the fit score, while nobody scored less than the band above
FORECAST_TICKS = (0, 25, 50, 75, 100)


class InsightsScreen(Screen):
    """Place "insights": a first calibration view, and the work whose ending nobody has said."""

    place: ClassVar[str] = "insights"
    title: ClassVar[str] = "Insights"
    icon: ClassVar[str] = "chart-no-axes-column"
    reads: ClassVar[frozenset[str]] = frozenset({"outcomes", "engagements", "fit_checks", "clients"})

    def build(self) -> None:
        """Make the cards."""
        self.page = ScrollPage()
        self.header = PageHeader(tr("Insights"), " ")
        self.page.set_header(self.header)
        rows = (tr("Ended well"), tr("Did not"))
        self.forecast = Chart(tr("The chance you gave at the fit check, and how the work ended"), rows)
        self.score = Chart(tr("Fit score at the fit check, and how the work ended"), rows)
        self.measures, self.bands, self.waiting = Measures(), Bands(), Waiting()
        self.empty = self._empty()
        self._lay_out()
        for part in (self.forecast, self.score):
            part.dots.opened.connect(self._open)
            part.endings.opened.connect(self._open)
        self.waiting.opened.connect(self._open)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)

    def _empty(self) -> EmptyState:
        text = tr(
            "When work is over, its client’s page asks whether it ended well. Then you see here what you foresaw, "
            "what the checklist foresaw, and which of the two to trust."
        )
        button = Button(tr("Go to clients"), icon="users")
        button.clicked.connect(lambda: self.desk.go("clients"))
        return EmptyState("chart-no-axes-column", tr("Endings are compared here"), text, button)

    def _lay_out(self) -> None:
        self.cards = QWidget()
        grid = QGridLayout(self.cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(18)
        places = ((self.forecast, 0, 0), (self.measures, 0, 1), (self.score, 1, 0), (self.bands, 1, 1))
        for part, down, across in places:
            part.fill_row()
            grid.addWidget(part, down, across)
        grid.setColumnStretch(0, 11)
        grid.setColumnStretch(1, 9)
        self.page.body.addWidget(self.empty)
        self.page.body.addWidget(self.cards)
        self.page.body.addSpacing(10)
        self.page.body.addWidget(self.waiting)
        self.page.body.addStretch(1)

    def load(self) -> None:
        """Show what is known by now."""
        store = self.desk.store
        ended, found = outcomes.ended(store), outcomes.calibration(store)
        self.header.set_subline(words.subline(found))
        self.empty.setVisible(not ended)
        self.cards.setVisible(bool(ended))
        counted = [one for one in ended if one.forecast is not None and one.score is not None]
        self.forecast.show_dots(words.forecast_headline(found), counted, _forecasts(counted), FORECAST_TICKS)
        low = 0 if any((one.score or 0) < BAND_STARTS[1] for one in counted) else SCALE_FROM
        ticks = (low, *BAND_STARTS[1:], 100)
        self.score.show_dots(words.bands_headline(found), counted, _scores(counted), ticks, _zones(found, low))
        self.measures.show_found(found)
        self.bands.show_found(found)
        self.waiting.show_waiting(outcomes.unanswered(store, self.desk.today(), SHOWN), outcomes.waiting(store))

    def _open(self, client_id: int) -> None:
        self.desk.go("clients", client_id)

    def actions_here(self) -> list[KeyHint]:
        """The way through the charts."""
        return [
            KeyHint("Tab", tr("next chart")),
            KeyHint("Enter", tr("see the list behind it")),
        ]

    def panes(self) -> list[QWidget]:
        """The first chart comes first."""
        return [self.forecast.dots if self.cards.isVisible() else self.empty]


class Chart(Finding):
    """A card with dots; Enter shows the list behind them, whose rows open the client."""

    def __init__(self, sub: str, rows: tuple[str, ...]) -> None:
        super().__init__(sub)
        self.dots = Dots(sub, rows)
        self.endings = Endings()
        self.list_button = Button(tr("Show the list"), "plain", chevron=True)
        self.list_button.clicked.connect(self.toggle)
        self.dots.listed.connect(self.toggle)
        self.add(self.dots)
        self.add(self.endings)
        self.body.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_dots(
        self,
        title: str,
        ended: list[Ended],
        dots: list[Dot],
        ticks: tuple[int, ...],
        zones: tuple[Zone, ...] = (),
    ) -> None:
        """Show these endings."""
        self.title.setText(title)
        self.dots.show_dots(dots, ticks, zones)
        self.endings.show_ended(ended)

    def toggle(self) -> None:
        """Show the list behind the dots, with the keys in it, or put it away."""
        shown = self.endings.isHidden()
        self.endings.setVisible(shown)
        self.list_button.set_label(tr("Hide the list") if shown else tr("Show the list"))
        if shown:
            self.endings.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.dots.setFocus(Qt.FocusReason.OtherFocusReason)


def _forecasts(ended: list[Ended]) -> list[Dot]:
    said = tr("{client}, forecast {n} %")
    return [
        Dot(one.forecast or 0, 1 - one.good, said.format(client=one.client, n=one.forecast), one.client_id)
        for one in ended
    ]


def _scores(ended: list[Ended]) -> list[Dot]:
    said = tr("{client}, fit score {n}")
    return [
        Dot(one.score or 0, 1 - one.good, said.format(client=one.client, n=one.score), one.client_id) for one in ended
    ]


def _zones(found: Calibration, start: int) -> tuple[Zone, ...]:
    made = []
    for band in reversed(found.bands):
        low, high = words.ends(band.band)
        if low < start:
            continue  # nobody stands there
        made.append(Zone(low, high, tr("{low} to {high}", low=low, high=high), words.zone_note(band)))
    return tuple(made)
