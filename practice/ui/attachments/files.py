"""The files of a record as a list that any page can show: drop or choose them, open, save, rename, move, remove."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from practice.actions import attachments
from practice.actions.attachments import Filed, Place
from practice.errors import Refused
from practice.rules.attachments import Attachment, AttachmentKind, Owner, ending
from practice.ui.attachments import words
from practice.ui.attachments.rows import FileRows, FilesModel
from practice.ui.desk import Desk
from practice.ui.drops import Drops, paths_of
from practice.ui.filing import Filing
from practice.ui.screen import KeyHint
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dialogs import Menu
from practice.ui.widgets.dropzone import DropZone
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import Card, SectionTitle, column, row
from practice.ui.widgets.status import ProgressLine
from practice.ui.widgets.text import Text


class UnderWay(Card):
    """How far what comes in or goes out is, and the way to end it."""

    def __init__(self) -> None:
        super().__init__(padding=12, gap=8)
        self.told = Text("", "small", "text2", numbers=True, elide=True)
        self.bar = ProgressLine()
        self.cancel_button = Button(tr("Cancel"), small=True)
        top = row(self.told, self.cancel_button)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.bar)
        self.hide()

    def follow(self, filing: Filing) -> None:
        """Show what is under way, or nothing."""
        now = filing.progress
        self.setVisible(now is not None)
        if now is not None:
            self.told.setText(words.progress_text(now))
            self.bar.set_progress(now.done, max(now.total, 1))


class Files(QWidget):
    """The list. Under a `heading` (its type role) it is for narrow places; `signed` offers to add a signed copy too."""

    def __init__(self, desk: Desk, heading: str = "", signed: bool = False) -> None:
        super().__init__()
        self._desk, self._heading, self._compact, self._signed = desk, heading, bool(heading), signed
        self._owner: Owner | None = None
        self._with_removed = self._follows = False
        self._filed: tuple[Filed, ...] = ()
        self._renamed: Attachment | None = None  # whatever else becomes the current one meanwhile
        self.model = FilesModel(lambda: desk.filing, desk.today, self)
        self.rows = FileRows()
        self.rows.setModel(self.model)
        self._make_buttons()
        self.work = UnderWay()
        self.name_edit = LineEdit()
        self.name_box = FieldBox(tr("Name"), self.name_edit, tr("Enter keeps it, Esc leaves it as it was"))
        self.note = Text("", "small", "text2", wrap=True)
        self.card = Card(padding=0, gap=0)
        self.card.body.addWidget(self.rows)
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.add_button = Button(tr("Add files…"), icon="plus", small=self._compact)
        self.signed_button = Button(tr("Add the signed copy…"), icon="upload", small=self._compact)
        self.open_button = Button(tr("Open"), small=self._compact)
        self._save = tr("Save a copy…")
        self.save_button = Button(self._save, icon="download", small=self._compact)
        self.more_button = Button("", icon="ellipsis", name=tr("More for this file"), small=self._compact)
        self.removed_button = Button("", "link")
        self.choose_button = Button(tr("Choose files…"))
        told = tr("Scans, photographs, what was sent to you: encrypted, and in every backup.")
        self.zone = DropZone(tr("Drop files here"), told, self.choose_button)

    def _lay_out(self) -> None:
        self.tools = QWidget()
        own = [self.add_button, *([self.signed_button] if self._signed else [])]
        self.tools.setLayout(row(*own, None, self.open_button, self.save_button, self.more_button))
        parts = (self.work, self.zone, self.tools, self.name_box, self.card, self.note)
        title = [SectionTitle(tr("Files"), role=self._heading)] if self._compact else []
        whole = column(*title, *parts, gap=10)
        whole.addLayout(row(self.removed_button, None))
        self.setLayout(whole)
        self.setAccessibleName(tr("Files"))
        for part in (self.name_box, self.note, self.removed_button):
            part.hide()

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self.choose())
        self.choose_button.clicked.connect(lambda: self.choose())
        self.signed_button.clicked.connect(lambda: self.choose(AttachmentKind.SIGNED_COPY))
        self.work.cancel_button.clicked.connect(lambda: self._desk.filing.cancel())
        self.open_button.clicked.connect(self.open)
        self.save_button.clicked.connect(self.save)
        self.more_button.clicked.connect(self._on_more)
        self.removed_button.clicked.connect(self._on_removed_asked)
        self.rows.opened.connect(self.open)
        self.rows.removed.connect(self.remove)
        self.rows.menu_asked.connect(self.show_menu)
        self.rows.dragged.connect(self.drag)
        self.name_edit.returnPressed.connect(self._on_named)
        self.rows.selectionModel().currentChanged.connect(self._show_tools)

    # what is shown

    def show_files(self, owner: Owner, filed: Sequence[Filed]) -> None:
        """Show the files of a record, and of what belongs to it; what is added belongs to the record itself."""
        if owner != self._owner:
            self._with_removed = False
            self.leave_name()
        self._owner, self._filed = owner, tuple(filed)
        self._fill()

    def _fill(self) -> None:
        stays, row = self.current(), self.rows.currentIndex().row()
        there = [one for one in self._filed if one.attachment.removed_at is None]
        removed = [one for one in self._filed if one.attachment.removed_at is not None]
        if self._renamed is not None and self._renamed.id not in {one.attachment.id for one in there}:
            self.leave_name()
        self.model.show([*there, *(removed if self._with_removed else [])], self._owner)
        self.rows.fit()
        same = self.model.row_of(stays.id) if stays else QModelIndex()
        last = self.model.rowCount() - 1
        self.rows.setCurrentIndex(same if same.isValid() else self.model.index(max(min(row, last), 0), 0))
        self.zone.setVisible(not there and not self._compact)
        self.add_button.setVisible(bool(there) or self._compact)
        self.card.setVisible(bool(self.model.files))
        self.removed_button.setVisible(bool(removed))
        shown = trn("Hide {n} removed file", "Hide {n} removed files", len(removed))
        hidden = trn("{n} removed file can be put back", "{n} removed files can be put back", len(removed))
        self.removed_button.set_label(shown if self._with_removed else hidden)
        self._show_tools()
        if self._follows:
            self._show_note()

    def _show_tools(self, *_: object) -> None:
        file = self.current()
        usable = file is not None and file.removed_at is None
        for button in (self.open_button, self.save_button):
            button.setVisible(bool(self.model.files) and not self._compact)
            button.setEnabled(usable)
        self.more_button.setVisible(bool(self.model.files))
        self.more_button.setEnabled(file is not None)
        self._fit_tools()
        if self.isVisible():
            self._desk.hints()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other tools."""
        super().resizeEvent(event)
        self._fit_tools()

    def _fit_tools(self) -> None:
        """Where there is no room for its words, the picture of a button has to do."""
        layout = self.tools.layout()
        for words_on in (True, False):
            self.save_button.set_label(self._save if words_on else "")
            self.save_button.setAccessibleName(self._save)
            self.save_button.setToolTip("" if words_on else self._save)
            if layout is None or layout.minimumSize().width() <= self.width():
                return

    def _on_removed_asked(self) -> None:
        self._with_removed = not self._with_removed
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """From the first time it is seen it follows what is under way."""
        super().showEvent(event)
        if not self._follows:
            self._follows = True
            self._desk.filing.changed.connect(self._follow)
        self._follow()
        self._desk.hints()

    def _follow(self) -> None:
        self.work.follow(self._desk.filing)
        self._show_note()
        self.model.refresh()

    def _show_note(self) -> None:
        """What is good to know now: where changes go, or how files come here."""
        said = ""
        if any(one.attachment.id in self._desk.filing.copies for one in self._filed):
            said = tr(
                "What you save in an opened file is kept as a new version when you put it away or this locks. Save "
                "there before that: the lock takes the copy away."
            )
        elif self._compact and not self.model.files:
            said = tr("Drop files here, or add them. They stay encrypted and go into every backup.")
        self.note.setText(said)
        self.note.setVisible(bool(said))

    def current(self) -> Attachment | None:
        """The file of the current row."""
        return self.model.at(self.rows.currentIndex())

    def pick(self, attachment_id: int) -> None:
        """Make a file the current one, with the focus; nothing where it is not shown."""
        self.rows.setCurrentIndex(self.model.row_of(attachment_id))
        self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # in

    def catch(self, target: QWidget) -> None:
        """Take files that are dropped on `target` while this list is seen."""
        Drops(target, self.add, self.zone.light, self.isVisible, paths_of)

    def choose(self, kind: AttachmentKind = AttachmentKind.FILE) -> None:
        """Ask for files, and take them in."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), tr("Add files"), "", tr("All files (*)"))
        self.add([Path(name) for name in names], kind)

    def add(self, paths: Sequence[Path], kind: AttachmentKind = AttachmentKind.FILE) -> None:
        """Take files in for the record that is shown."""
        if self._owner is not None and paths:
            self._desk.filing.add(paths, self._owner, kind)

    # one file

    def open(self) -> None:
        """Open a private copy of the current file outside; a removed one is only put back."""
        file = self.current()
        if file is not None and file.removed_at is None:
            self._desk.filing.open(file)

    def save(self) -> None:
        """Ask where to, and write a copy there."""
        file = self.current()
        if file is None or file.removed_at is not None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self.window(), tr("Save a copy"), file.name)
        if chosen:
            self._desk.filing.save(file, Path(chosen))

    def drag(self) -> None:
        """Drag the current file out, once the copy that the other program takes is there."""
        file = self.current()
        path = self._desk.filing.stage(file) if file is not None and file.removed_at is None else None
        if path is not None:
            self.rows.forget_press()
            drag = QDrag(self.rows)
            drag.setMimeData(dragged(path))
            drag.exec(Qt.DropAction.CopyAction)

    def rename(self) -> None:
        """Ask inline what the current file is to be called."""
        file = self._renamed = self.current()
        if file is None or file.removed_at is not None:
            return
        self.name_edit.setText(file.name)
        self.name_box.set_error("")
        self.name_box.show()
        self.name_edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.name_edit.setSelection(0, len(file.name) - len(ending(file.name)))

    def _on_named(self) -> None:
        try:
            if self._renamed is not None:
                attachments.rename(self._desk.store, self._renamed.id, self.name_edit.text())
        except Refused as refusal:
            self.name_box.set_error(refusal.fields["name"])
        else:
            self.leave_name()

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return self.name_box.isVisibleTo(self)

    def leave_name(self) -> None:
        """Put the line for the name away."""
        if self.naming:
            self.name_box.hide()
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Remove the current file; Undo brings it back, and for a month the list does."""
        file = self.current()
        if file is not None and file.removed_at is None:
            attachments.remove(self._desk.store, file.id, self._desk.now())
            self._desk.toast(tr("Removed {name}", name=file.name))

    def put_back(self) -> None:
        """Put the current file back among those that are shown."""
        file = self.current()
        if file is not None:
            attachments.put_back(self._desk.store, file.id)
            self._desk.toast(tr("Put back {name}", name=file.name))

    def move_to(self, place: Place) -> None:
        """Let the current file belong to another record."""
        file = self.current()
        if file is not None:
            attachments.move(self._desk.store, file.id, *place.owner)
            said = words.place_text(place, self._desk.today())
            self._desk.toast(tr("{name} belongs to {place}", name=file.name, place=said))

    # what can be done

    def _on_more(self) -> None:
        self.show_menu(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def show_menu(self, at: QPoint) -> None:
        """What can be done with the current file."""
        file = self.current()
        if file is None:
            return
        menu = self._menu()
        if file.removed_at is not None:
            menu.add(tr("Put back"), "undo-2", self.put_back)
        else:
            self._fill_menu(menu, file, at)
        menu.popup(at)

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _fill_menu(self, menu: Menu, file: Attachment, at: QPoint) -> None:
        filing = self._desk.filing
        menu.add(tr("Open"), "eye", self.open, key=tr("Enter"))
        if file.id in filing.copies:
            away = tr("Keep the changes as a new version") if filing.is_changed(file) else tr("Put the copy away")
            menu.add(away, "check", lambda: filing.put_away(file))
        menu.add(tr("Save a copy…"), "download", self.save)
        menu.addSeparator()
        menu.add(tr("Rename"), "pen-line", self.rename, key=tr("F2"))
        if file.letter_id is not None:
            scan = file.kind is AttachmentKind.SIGNED_COPY
            said = tr("This is not the signed copy") if scan else tr("This is the signed copy")
            menu.add(said, "file-text", lambda: attachments.call_signed_copy(self._desk.store, file.id, not scan))
        menu.add(tr("Move to…"), "arrow-right", lambda: self._ask_place(file, at))
        menu.add(tr("Remove"), "trash-2", self.remove, key=tr("Del"))

    def _ask_place(self, file: Attachment, at: QPoint) -> None:
        menu = self._menu()
        for place in attachments.places(self._desk.store, [file.client_id]).values():
            if place.owner != file.owner:
                said, icon = words.place_text(place, self._desk.today()), ICONS[place.owner.table]
                menu.add(said, icon, partial(self.move_to, place))
        if not menu.isEmpty():
            menu.popup(at)

    def hints(self) -> list[KeyHint]:
        """The keys that work here."""
        adding = KeyHint("", tr("add"), self.choose, tr("Add files, attach a file…"), "upload", False)
        if self.naming:
            return [adding, KeyHint("Esc", tr("back"), self.leave_name)]
        file = self.current()
        if file is None:
            return [adding]
        said, in_bar = tr("Rename {name}", name=file.name), not self._compact
        return [
            KeyHint("F2", tr("rename"), self.rename, said, "pen-line", in_bar),
            KeyHint("Del", tr("remove"), in_bar=in_bar),
            KeyHint("", tr("save"), self.save, tr("Save a copy of {name}", name=file.name), "download", False),
            adding,
        ]


ICONS = {"clients": "user", "engagements": "scale", "letters": "file-text", "notes": "notebook-pen"}


def dragged(path: Path) -> QMimeData:
    """What another program gets when a file is dropped there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data
