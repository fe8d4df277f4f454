"""One sheet with every component in every state, 1440 × 900, to be looked at beside the design's picture 14.

It is for pictures and tests only: things stand where the picture has them, and states that need a mouse or the focus
are posed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QVBoxLayout, QWidget

from practice.ui import theme
from practice.ui.style import RingFrame
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button, KeyCap, box
from practice.ui.widgets.choices import Check, Radio, Toggle
from practice.ui.widgets.dialogs import EraseDialog, Menu, lift
from practice.ui.widgets.fields import FieldBox, LineEdit, ReadOnlyField
from practice.ui.widgets.lists import FACE, RowDelegate, RowFace, RowState, TwoLineDelegate
from practice.ui.widgets.messages import Banner, EmptyState, Toast
from practice.ui.widgets.segmented import Segmented
from practice.ui.widgets.sidebar import Place, PlaceDelegate, Places
from practice.ui.widgets.status import Band, InlineStatus, Pill, ProgressLine, ScoreBar
from practice.ui.widgets.text import Text

_REST, _HOVER, _CHOSEN = RowState(), RowState(hover=True), RowState(chosen=True)


class Gallery(QWidget):
    """The sheet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1440, 900)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "page")
        for part in (self._buttons, self._fields, self._choices, self._status, self._keys):
            part()
        for part in (self._sidebar, self._rows, self._banners, self._dialog, self._toast, self._menu):
            part()
        self._score()
        self._empty()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # or the first button would really have it

    def _put(self, widget: QWidget, x: int, y: int, wide: int = 0, high: int = 0) -> QWidget:
        widget.setParent(self)
        hint = widget.sizeHint()
        widget.setGeometry(x, y, wide or hint.width(), high or max(hint.height(), widget.minimumHeight()))
        widget.show()
        return widget

    def _title(self, text: str, x: int, y: int) -> None:
        self._put(Text(text, "bodyStrong"), x, y)

    def _buttons(self) -> None:
        self._title(tr("Buttons"), 32, 22)
        kinds = [("primary", "Primary", "Issue"), ("secondary", "Secondary", "Export")]
        kinds += [("quiet", "Quiet", "Cancel"), ("destroy", "Destroy", "Erase")]
        for i, pose in enumerate(("Rest", "Hover", "Pressed", "Focus", "Disabled")):
            self._put(Text(tr(pose), "small", "text2"), 110 + 82 * i, 50)
            for j, (kind, name, word) in enumerate(kinds):
                if not i:
                    self._put(Text(tr(name), "small", "text2"), 32, 82 + 40 * j)
                button = Button(tr(word), kind)
                button.pose = {"Hover": "hover", "Pressed": "pressed"}.get(pose, "rest")
                button.setEnabled(pose != "Disabled")
                self._put(button, 110 + 82 * i, 74 + 40 * j, 74)
                if pose == "Focus":
                    self._ring(button)

    def _ring(self, target: Button | Check | Segmented) -> None:
        lit = next(s for s in target.segments() if s.isChecked()) if isinstance(target, Segmented) else target
        frame = RingFrame(self, lit, lit.ring(), theme.color)
        frame.place()
        frame.show()

    def _fields(self) -> None:
        self._title(tr("Fields"), 32, 244)
        self._put(FieldBox(tr("Rest"), LineEdit("Ines Halvard")), 32, 272, 154)
        self._put(FieldBox(tr("Focus"), LineEdit("Ines")), 198, 272, 154)
        self._put(_Edge(), 198, 292, 154, 32)
        self._put(FieldBox(tr("Hint"), LineEdit("", "name@domain"), hint=tr("Used on letters")), 364, 272, 154)
        wrong = FieldBox(tr("Error"), LineEdit("$3,60"))
        wrong.set_error(tr("Add two digits for cents: $3,600.00"))
        self._put(wrong, 32, 358, 154, 90)
        self._put(FieldBox(tr("Read only"), ReadOnlyField("EL-2026-021")), 198, 358, 154)
        off = LineEdit(tr("Not used"))
        off.setEnabled(False)
        self._put(FieldBox(tr("Disabled"), off), 364, 358, 154)

    def _choices(self) -> None:
        self._title(tr("Choices"), 32, 466)
        x = 32
        made = [Check(tr("Off")), Check(tr("On")), Check(tr("Focus")), Radio(tr("Off")), Radio(tr("On"))]
        made += [Toggle(tr("Off")), Toggle(tr("On"))]
        for i, choice in enumerate(made):
            choice.setAutoExclusive(False)
            choice.setChecked(i in (1, 4, 6))
            self._put(choice, x, 491)
            x += choice.width() + 13
        self._ring(made[2])  # type: ignore[arg-type]
        answers = [("no", tr("No")), ("partly", tr("Partly")), ("yes", tr("Yes"))]
        for x, value in ((32, "partly"), (186, "yes")):
            segmented = Segmented(answers, tr("Sees the value"))
            segmented.set_value(value)
            self._put(segmented, x, 524)
        segmented.layout().activate()  # type: ignore[union-attr]
        self._ring(segmented)

    def _status(self) -> None:
        self._title(tr("Status: icon, word, then colour"), 32, 572)
        pills = [("ok", "Signed", ""), ("warn", "Due today", ""), ("bad", "3 days late", "")]
        x = 32
        for kind, word, icon in [*pills, ("accent", "Mismatch", "split"), ("neutral", "Draft 1", "")]:
            x += self._put(Pill(kind, tr(word), icon), x, 600).width() + 8
        inline = [
            ("ok", "Kept", ""),
            ("warn", "Policy step 3", "triangle-alert"),
            ("bad", "Reply by tomorrow", "clock"),
        ]
        x = 32
        for kind, word, icon in [*inline, ("neutral", "Not started", "circle")]:
            x += self._put(InlineStatus(kind, tr(word), icon), x, 632).width() + 16

    def _keys(self) -> None:
        self._title(tr("Keys and tooltip"), 32, 666)
        x = 32
        for key in ("Ctrl K", "Enter", "Esc"):
            x += self._put(KeyCap(tr(key)), x, 697).width() + 8
        self._put(_Tip(tr("Lock the program  Ctrl L")), x, 694)

    def _sidebar(self) -> None:
        self._title(tr("Sidebar item"), 558, 22)
        self._put(_Panel("sidebar"), 558, 50, 208, 168)
        names = ("Rest", "Hover", "Selected", "Focus", "Due")
        places = [Place(name, tr(name), "users", 12) for name in names[:4]]
        model = Places(self)
        model.show([*places, Place("Due", tr("Due"), "heart-handshake", 1, due=True)])
        states = (_REST, _HOVER, _CHOSEN, RowState(focus=True), _REST)
        self._put(_Posed(PlaceDelegate(self), model, states, 30), 567, 59, 190, 150)

    def _rows(self) -> None:
        self._title(tr("List row"), 558, 236)
        self._put(_Panel("list"), 558, 264, 300, 218)
        plan = tr("Estate plan")
        session = tr("Session 9:30 AM")
        faces = [RowFace(tr("Rest"), plan, session, "neutral", "calendar")]
        faces.append(RowFace(tr("Hover"), plan, session, "neutral", "calendar"))
        faces.append(RowFace(tr("Selected"), plan, tr("Reply by tomorrow"), "bad"))
        faces.append(RowFace(tr("Selected and focused"), plan, tr("Closed"), "ok"))
        states = (_REST, _HOVER, _CHOSEN, RowState(chosen=True, focus=True))
        self._put(_Posed(TwoLineDelegate(self), _Faces(faces, self), states, 54), 559, 265, 298, 216)

    def _banners(self) -> None:
        self._title(tr("Banners"), 558, 500)
        policy = tr("Your policy says: written reminder.")
        self._put(
            Banner("warn", tr("3 contacts outside hours in 21 days"), policy, "triangle-alert"), 558, 528, 392, 60
        )
        self._put(Banner("bad", tr("Reply to Corwin Ashby by tomorrow"), icon="clock"), 558, 596, 392, 40)
        self._put(Banner("accent", tr("This is the one round of changes included.")), 558, 644, 392, 40)
        self._put(Banner("neutral", tr("A suggestion, never a rule."), icon="lightbulb"), 558, 692, 392, 40)

    def _dialog(self) -> None:
        self._title(tr("Dialog that destroys: named, typed, never the default"), 990, 22)
        text = "This removes his file, 3 letters, 6 notes and 2 payments from this computer. "
        text += "Backups keep them until they expire. It cannot be undone."
        self._asked = EraseDialog(tr("Erase {name} for good?", name="Henrik Solano"), tr(text), "Henrik Solano")
        self._asked.name_edit.setText("Henrik")
        frame = self._asked.frame
        frame.setFixedWidth(418)
        self._put(frame, 990, 50, 418, 244)
        where = self._asked.name_edit
        frame.layout().activate()  # type: ignore[union-attr]
        edge = _Edge()
        edge.setParent(frame)
        edge.setGeometry(QRect(where.mapTo(frame, where.rect().topLeft()), where.size()))

    def _toast(self) -> None:
        self._title(tr("Toast with Undo"), 990, 312)
        self._put(Toast(tr("Marked done: beneficiary forms")), 990, 340, 418, 38)

    def _menu(self) -> None:
        self._title(tr("Menu"), 990, 396)
        menu = Menu()
        menu.add(tr("Start a letter"), "file-text", key="Ctrl Shift L")
        hovered = menu.add(tr("Log a boundary"), "fence", key="L then B")
        menu.add(tr("Archive"), "archive")
        menu.addSeparator()
        menu.add(tr("Erase…"), "trash-2")
        menu.setWindowFlags(Qt.WindowType.Widget)
        menu.setFixedWidth(250)
        self._put(menu, 990, 424, 250)
        lift(menu, 16, 4, 0.14, 0.5)
        menu.setActiveAction(hovered)

    def _score(self) -> None:
        self._title(tr("Score and progress"), 990, 585)
        bands = [Band(0, tr("Decline")), Band(40, tr("Refer out")), Band(60, tr("Conditions")), Band(80, tr("Accept"))]
        bar = ScoreBar(bands, names=False)
        bar.set_value(76.5)
        self._put(bar, 990, 607, 300)
        self._put(Text(tr("76.5 of 100"), "small", "text2"), 990, 630)
        said = Text(tr("60 to 79: accept with conditions"), "small", "text2")
        self._put(said, 1290 - said.sizeHint().width(), 630)
        self._put(ProgressLine(3, 6), 990, 659, 300, 6)
        self._put(Text(tr("3 of 6 promises kept"), "small", "text2"), 990, 669)

    def _empty(self) -> None:
        self._title(tr("Empty state that teaches"), 990, 704)
        text = "Write down small crossings early, both ways. Three in three weeks become a pattern you can act on."
        button = Button(tr("Log a boundary"), key="B")
        self._put(EmptyState("fence", tr("No boundary entries yet"), tr(text), button), 990, 732, 418, 138)


class _Faces(Places):
    """Row faces for the two-line delegate."""

    def __init__(self, faces: Sequence[RowFace], parent: QWidget) -> None:
        super().__init__(parent)
        self._faces = list(faces)

    def rowCount(self, parent: object = None) -> int:
        """How many there are."""
        return len(self._faces)

    def data(self, index: object, role: int = 0) -> object:
        """The face."""
        return self._faces[index.row()] if role == FACE else None  # type: ignore[attr-defined]


class _Posed(QWidget):
    """Rows of a delegate, each in the state it is given."""

    def __init__(self, delegate: RowDelegate, model: QAbstractItemModel, states: Sequence[RowState], high: int) -> None:
        super().__init__()
        self._delegate, self._model, self._states, self._row = delegate, model, states, high

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows."""
        painter = QPainter(self)
        for i, state in enumerate(self._states):
            option = QStyleOptionViewItem()
            option.rect = QRect(0, i * self._row, self.width(), self._row)
            self._delegate.pose = state
            self._delegate.paint(painter, option, self._model.index(i, 0, QModelIndex()))


class _Edge(QWidget):
    """The focus edge of a field."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        box(QPainter(self), self.rect(), theme.radius("control"), edge="focus", thick=2)


class _Panel(QWidget):
    """The paper behind rows."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        box(QPainter(self), self.rect(), theme.radius("card"), self._role, "border")


class _Tip(QFrame):
    """A tooltip that stays."""

    def __init__(self, text: str) -> None:
        super().__init__()
        inner = QVBoxLayout(self)
        inner.setContentsMargins(9, 3, 9, 3)
        inner.addWidget(Text(text, "small", "onTooltip"))
        self.setFixedHeight(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws its ground."""
        box(QPainter(self), self.rect(), theme.radius("control"), "tooltip")
