"""The page on which a note is written: capture first, everything saved as it is typed, locked at the end."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from practice.actions import practice, sessions
from practice.actions.sessions import NoteView
from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.days import add_business_days
from practice.rules.notes import Crossed, NoteField, NoteTemplate, is_late
from practice.ui.arming import Arming
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.screen import KeyHint
from practice.ui.sessions.meeting import Meeting
from practice.ui.sessions.steps import Steps
from practice.ui.sessions.words import crossed_words, energy_words, session_line
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import PageHeader, row
from practice.ui.widgets.messages import Banner
from practice.ui.widgets.pages import ActionBar, ScrollPage
from practice.ui.widgets.segmented import Segmented

OWN = ("remember", "energy", "boundary", "late_reason")  # the note's own fields beside the template's texts
WIDEST = 780
LOCKING = "Locking dates and signs the note. You can add to it later, not change it."
STEP_DAYS = 3  # business days until a next step is due, unless another day is chosen


class NotePage(ScrollPage):
    """A draft note: the template's fields, next steps, what to remember, energy, boundary; then lock and sign."""

    left = Signal()
    signed = Signal()

    def __init__(self, desk: Desk, view: NoteView) -> None:
        super().__init__(most=WIDEST)
        self.desk = desk
        self.view = view
        self.note_id = view.note.id
        self._template = sessions.template(view.note.template)
        self._seconds = view.note.writing_seconds
        self._make_header()
        self._fields()
        self._footer()
        self.form = Form(desk, self._boxes, self._save, self)
        self.meeting.attach(desk, self._arrange)
        self.form.edited.connect(lambda _: self._writing())
        self._arm()
        self.show_view(view)

    def _make_header(self) -> None:
        header = PageHeader(crumbs=[tr("Sessions"), display_name(self.view.client)])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.template_combo = Combo()
        self.template_combo.setProperty("bare", True)
        self.template_combo.setAccessibleName(tr("Template"))
        for template in self._choices():
            self.template_combo.addItem(tr("Template: {name}", name=tr(template.name)), template.key)
        self.template_combo.activated.connect(self._on_template_chosen)
        self.timer_button = Button("", "secondary", icon="timer", name=tr("Pause or go on with the writing time"))
        self.timer_button.clicked.connect(self._on_timer_pressed)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._on_second)
        for button in (self.template_combo, self.timer_button):
            header.add_button(button)
        self.head = header
        self.set_header(header)
        self.meeting = Meeting()
        header.add_link(self.meeting.edit_button)
        self.body.addWidget(self.meeting)

    def _choices(self) -> list[NoteTemplate]:
        offered = list(sessions.templates(self.desk.store))
        return offered if self._template in offered else [*offered, self._template]

    def _fields(self) -> None:
        self._boxes: dict[str, QWidget] = {}
        self.late_banner = Banner("warn", tr("More than 48 hours after the session"), tr("The note will say so."))
        self.body.addWidget(self.late_banner)
        self._add("late_reason", FieldBox(tr("Why it is written late"), LineEdit()))
        for field in self._template.fields:
            self._add(field.key, _text_box(field))
        self.steps = Steps()
        self.body.addWidget(FieldBox(tr("Next steps"), self.steps, note=tr("each becomes a follow-up")))
        self._connect_steps()
        remember = FieldBox(tr("Remember for next time"), LineEdit(), note=tr("shown before you speak"))
        self._add("remember", remember)
        options: list[tuple[object, str]] = list(enumerate(energy_words(), 1))
        self.energy = Segmented(options, tr("How did it leave you?"), keys=True, high=34)
        self.energy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._add("energy", FieldBox(tr("How did it leave you?"), self.energy, note=tr("only you see this")))
        self._add(
            "boundary", FieldBox(tr("A boundary came up?"), Segmented(crossed_words(), tr("A boundary came up?")))
        )
        self.boundary_button = Button(tr("Open the boundary log"), icon="fence", small=True, key=tr("Ctrl B"))
        self.boundary_button.clicked.connect(self._log_boundary)
        self.body.addLayout(row(self.boundary_button, None))
        self.body.addStretch(1)

    def _add(self, name: str, box: FieldBox) -> None:
        self._boxes[name] = box
        self.body.addWidget(box)
        self.body.addSpacing(4)

    def _footer(self) -> None:
        self.sign_button = Button(tr("Lock and sign"), "primary", icon="lock", key="Ctrl Enter")
        self.later_button = Button(tr("Finish later"))
        self.sign_button.clicked.connect(self.sign)
        self.later_button.clicked.connect(self._on_later)
        self.set_bar(ActionBar(self.sign_button, self.later_button, consequence=tr(LOCKING)))

    def _arm(self) -> None:
        """Locking takes a second press, which whatever is typed meanwhile takes back."""
        self._arming = Arming(self)
        self._arming.changed.connect(self._say_armed)
        for typed in (self.form.edited, self.meeting.form.edited, self.steps.add_edit.textEdited):
            typed.connect(lambda _: self.disarm())

    def _say_armed(self, on: bool) -> None:
        self.sign_button.set_label(tr("Lock and sign now") if on else tr("Lock and sign"))
        again = tr("Press again to lock it for good; Esc to go on.")
        self.bar.consequence.setText(again if on else tr(LOCKING))

    def show_view(self, view: NoteView) -> None:
        """Shows the note as it is kept; what is being typed stays."""
        if view != self.view:
            self.disarm()
        self.view = view
        now = self.desk.now()
        self.head.set_title(view.session.title)
        self.head.set_subline(session_line(view.session, now))
        self.meeting.show_session(view.session)
        self.template_combo.setCurrentIndex(self.template_combo.findData(view.note.template))
        note = view.note
        own = {name: getattr(note, name) for name in OWN}
        self.form.show({**{f.key: note.fields.get(f.key, "") for f in self._template.fields}, **own}, note.id)
        late = is_late(view.session, now)
        self.late_banner.setVisible(late)
        self._boxes["late_reason"].setVisible(late)
        self.boundary_button.setVisible(note.boundary is not Crossed.NO)
        self.steps.show_steps(view.steps, self._owners(), self._fallback())
        self._show_time()

    def _owners(self) -> list[str]:
        first = self.view.client.preferred_name or self.view.client.given or display_name(self.view.client)
        return list(dict.fromkeys(["", first, *(s.owner for s in self.view.steps)]))

    def _fallback(self) -> date:
        today = self.desk.today()
        closed = practice.closed_around(practice.profile(self.desk.store), today)
        return add_business_days(today, STEP_DAYS, closed)

    def _save(self, key: Any, values: dict[str, Any], visit: str) -> None:  # noqa: ANN401  as Form gives it
        own: dict[str, object] = {name: values.pop(name) for name in OWN if name in values}
        sessions.write(self.desk.store, int(key), visit=visit, fields=values, writing_seconds=self._seconds, **own)

    def _arrange(self, values: dict[str, Any], visit: str) -> None:
        sessions.arrange(self.desk.store, self.note_id, visit=visit, **values)

    def _connect_steps(self) -> None:
        store = self.desk.store
        self.steps.added.connect(self._on_step_added)
        self.steps.changed.connect(lambda i, change: self._try(lambda: sessions.change_step(store, i, **change)))
        self.steps.ticked.connect(lambda i, on: self._try(lambda: sessions.finish_step(store, i, on, self.desk.now())))
        self.steps.dropped.connect(self._on_step_dropped)

    def _on_step_added(self, text: str) -> None:
        now, due = self.desk.now(), self._fallback()
        self._try(lambda: sessions.add_step(self.desk.store, self.note_id, text, now, due_on=due))

    def _on_step_dropped(self, step_id: int) -> None:
        if step_id in {s.id for s in self.view.steps}:
            sessions.drop_step(self.desk.store, step_id)
            self.desk.toast(tr("Took a next step away"))

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refused as refusal:
            for name, sentence in refusal.fields.items():
                box = self._boxes.get(name)
                if isinstance(box, FieldBox):
                    box.set_error(sentence)
                    box.field.setFocus()
                else:
                    self.desk.tell(sentence)
            return False
        return True

    def flush(self) -> bool:
        """Saves what is typed and not saved yet."""
        self.steps.take_added()
        return self.form.flush() and self.meeting.flush()

    def sign(self) -> None:
        """Locks the note for good, at the second press."""
        note = self.desk.store, self.note_id, self.desk.now()
        if not (self.flush() and self._try(lambda: sessions.may_sign(*note)) and self._arming.press()):
            return
        if self._try(lambda: sessions.sign(*note)):
            self.desk.toast(tr("Signed and locked: {title}", title=self.view.session.title), undo=False)
            self.signed.emit()

    def disarm(self) -> bool:
        """Takes a first press of Lock and sign back; False where there was none."""
        return self._arming.disarm()

    def _on_later(self) -> None:
        self.flush()
        self.left.emit()

    def _on_template_chosen(self, place: int) -> None:
        self.flush()
        chosen = self.template_combo.itemData(place)
        old, new = self.view.session.title, sessions.template(chosen).name
        sessions.write(self.desk.store, self.note_id, template=chosen)
        if old == self._template.name:
            sessions.arrange(self.desk.store, self.note_id, title=new)

    def focus_first(self) -> None:
        """Puts the cursor where writing goes on: behind what stands there."""
        first = self.form.editor(self._template.fields[0].key)
        if isinstance(first, TextArea):
            first.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(first, LineEdit):
            first.end(False)
        first.setFocus()

    def _sections(self) -> list[QWidget]:
        boxes = [b.field for n, b in self._boxes.items() if isinstance(b, FieldBox) and b.isVisible() and n != "energy"]
        at = len(self._template.fields) + (1 if self._boxes["late_reason"].isVisible() else 0)
        return [*boxes[:at], self.steps.add_edit, *boxes[at:]]

    def _log_boundary(self) -> None:
        """What came up is written down in the boundary log, which knows this client and session."""
        if self.flush() and self.view.note.boundary is not Crossed.NO:
            self.desk.go("boundaries", ("new", self.view.client.id, self.view.session.id))

    def go_section(self, step: int) -> None:
        """Goes to the next or the previous section."""
        sections = self._sections()
        focus = self.focusWidget()
        here = next(
            (i for i, s in enumerate(sections) if focus is not None and (s is focus or s.isAncestorOf(focus))), -1
        )
        target = sections[max(0, min(len(sections) - 1, here + step))]
        target.setFocus()
        self.area.ensureWidgetVisible(target)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        words = enumerate(energy_words(), 1)
        energies = [KeyHint(str(n), word, partial(self._feel, n), in_bar=False) for n, word in words]
        return [
            KeyHint("Ctrl+↓", tr("next section"), lambda: self.go_section(1)),
            KeyHint("Ctrl+↑", tr("previous section"), lambda: self.go_section(-1), in_bar=False),
            KeyHint("Ctrl+T", tr("add a step"), self.steps.add_edit.setFocus),
            KeyHint("Ctrl+B", tr("boundary log"), self._log_boundary, in_bar=False),
            KeyHint("Ctrl+Enter", tr("lock and sign"), self.sign, tr("Lock and sign this note"), "lock"),
            *energies,
        ]

    def _feel(self, energy: int) -> None:
        self.energy.set_value(energy)
        self.energy.chosen.emit(energy)

    def _writing(self) -> None:
        if not self._clock.isActive() and not self.timer_button.isChecked():
            self._clock.start()

    def _on_second(self) -> None:
        if self.isVisible():
            self._seconds += 1
            self._show_time()

    def _on_timer_pressed(self) -> None:
        (self._clock.stop if self._clock.isActive() else self._clock.start)()
        self._show_time()

    def _show_time(self) -> None:
        minutes, seconds = divmod(self._seconds, 60)
        state = tr("writing") if self._clock.isActive() else tr("paused")
        self.timer_button.set_label(f"{minutes}:{seconds:02}  {state}")


def _text_box(field: NoteField) -> FieldBox:
    edit = LineEdit() if field.line else TextArea("reading", least=3)
    return FieldBox(tr(field.label), edit, note=tr(field.hint) if field.hint else "")
