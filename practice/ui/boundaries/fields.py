"""Fields of the form: which category, in two steps; and which response, with the one that the policy asks for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import boundary_policy as policy
from practice.rules.agreed import NO_RULE, Agreed
from practice.rules.boundaries import Category, Direction, Response, is_own
from practice.ui.boundaries import words
from practice.ui.tr import tr
from practice.ui.widgets.choices import RadioList
from practice.ui.widgets.fields import Combo
from practice.ui.widgets.layout import clear
from practice.ui.widgets.segmented import Segmented

GAP = 6  # pixels between the groups and what belongs to one


def wide(one: Segmented) -> Segmented:
    """The same over the whole width."""
    one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return one


class CategoryField(QWidget):
    """The five groups, then what belongs to the chosen one; `chosen(category)` is the person's."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        every = policy.groups()
        options = [(one.key, tr(one.name)) for one in every]
        self.groups = wide(Segmented(options, tr("What kind"), icons=[one.icon for one in every], shrinks=True))
        self.groups.chosen.connect(self._on_group)
        self._lists = QStackedWidget()
        self._lists.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.inner: dict[str, Segmented] = {}
        for group in every:
            held = [(one.key, tr(one.name)) for one in policy.categories().values() if one.group == group.key]
            self.inner[group.key] = wide(Segmented(held, tr(group.name), small=True, shrinks=True))
            self.inner[group.key].chosen.connect(self.chosen)
            self._lists.addWidget(self.inner[group.key])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        for part in (self.groups, self._lists):
            whole.addWidget(part)
        self._lists.hide()
        self.setFixedHeight(self.groups.height())

    def value(self) -> Category | None:
        """The chosen category."""
        group = str(self.groups.value() or "")
        found = self.inner[group].value() if group else None
        return found if isinstance(found, Category) else None

    def set_value(self, category: Category | None) -> None:
        """Shows a category, silently; none leaves a group that was chosen just now."""
        if category is not None:
            self._show_group(policy.categories()[category].group)
            self.inner[policy.categories()[category].group].set_value(category)

    def examples(self, direction: Direction) -> str:
        """What the chosen category means in this direction, "" where there is nothing to say."""
        category = self.value()
        about = policy.categories()[category] if category else None
        text = tr(about.ours if is_own(direction) else about.theirs) if about else ""
        return tr("Such as: {examples}.", examples=words.lower(text)) if text else ""

    def _show_group(self, group: str) -> None:
        self.groups.set_value(group)
        self._lists.setCurrentWidget(self.inner[group])
        self._lists.setFixedHeight(self.inner[group].height())
        self._lists.show()
        self.setFixedHeight(self.groups.height() + GAP + self._lists.height())

    def _on_group(self, group: object) -> None:
        inner = self.inner[str(group)]
        self._show_group(str(group))
        if inner.value() is None:  # the first is what a group is named after
            inner.set_value(next(one.key for one in policy.categories().values() if one.group == group))
        self.chosen.emit(inner.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The groups have the keys."""
        self.groups.segments()[0].setFocus(event.reason())


class ResponseField(QWidget):
    """The responses of a track, the policy's one marked; `chosen(response)` is the person's."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offered: Sequence[Response] = ()
        self.list: RadioList | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def offer(self, responses: Sequence[Response], asked: Response) -> None:
        """Shows these responses, of which the policy asks for one."""
        if tuple(responses) != tuple(self._offered):
            focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._offered = tuple(responses)
            clear(self._whole)
            self.list = RadioList([(one, words.response_line(one)) for one in responses], tr("How I respond"))
            self.list.chosen.connect(self.chosen)
            self._whole.addWidget(self.list)
            if focused:
                self.list.setFocus()
        assert self.list is not None
        self.list.suggest(asked, tr("Your policy"))

    def value(self) -> Response | None:
        """The chosen response."""
        found = self.list.value() if self.list is not None else None
        return found if isinstance(found, Response) else None

    def set_value(self, response: Response | None) -> None:
        """Shows a response, silently."""
        if self.list is not None:
            self.list.set_value(response)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rows have the keys."""
        if self.list is not None:
            self.list.setFocus(event.reason())


class AgreedField(Combo):
    """What was agreed about it: items and clauses of the letter in force, own rules, or no rule yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)

    def offer(self, every: Sequence[Agreed], cited: Agreed) -> None:
        """Shows what can be cited, and what is."""
        keys = [self.itemData(n) for n in range(self.count())]
        if keys != [*(one.key for one in every), NO_RULE]:
            self.clear()
            for one in every:
                self.addItem(words.agreed(one), one.key)
            self.addItem(tr("No rule yet"), NO_RULE)
        self.setCurrentIndex(self.findData(cited.key))
