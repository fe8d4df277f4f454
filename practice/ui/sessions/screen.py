"""The place of sessions: a list of drafts and signed notes, and the page of one."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from practice.actions import attachments, sessions
from practice.rules.attachments import Owner
from practice.rules.clients import Client, display_name
from practice.rules.notes import Note, NoteState, Session
from practice.ui.attachments.files import Files
from practice.ui.screen import KeyHint, Screen
from practice.ui.sessions.aside import Aside
from practice.ui.sessions.note import NotePage
from practice.ui.sessions.signed import SignedPage
from practice.ui.sessions.words import short_day
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.layout import PageHeader
from practice.ui.widgets.lists import FACE, RowFace, RowList
from practice.ui.widgets.messages import EmptyState
from practice.ui.widgets.pages import LIST_MAX, ScrollPage

Index = QModelIndex | QPersistentModelIndex
Item = tuple[Client, Session, Note]


class Notes(QAbstractListModel):
    """Drafts first, then what was signed."""

    def __init__(self, screen: "SessionsScreen") -> None:
        super().__init__(screen)
        self._screen = screen
        self.items: list[Item] = []

    def show(self, items: list[Item]) -> None:
        """Shows these notes."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row's face, or its sentence."""
        face = self._face(*self.items[index.row()])
        if role == FACE:
            return face
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return face.said() if role in texts else None

    def _face(self, client: Client, session: Session, note: Note) -> RowFace:
        day = short_day(session.starts_at.astimezone().date(), self._screen.desk.today(), tr("today"))
        detail = f"{session.title}, {day}"
        if note.state is NoteState.SIGNED:
            return RowFace(display_name(client), detail, tr("Signed"), "ok", "lock")
        return RowFace(display_name(client), detail, tr("Draft"), "warn", "pen-line")


class SessionsScreen(Screen):
    """The list of notes, and the page of the one that is open."""

    place: ClassVar[str] = "sessions"
    title: ClassVar[str] = "Sessions"
    icon: ClassVar[str] = "notebook-pen"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "sessions",
            "notes",
            "note_entries",
            "follow_ups",
            "clients",
            "deliveries",
            "scope_items",
            "settings",
            "attachments",
        }
    )  # fmt: skip

    def build(self) -> None:
        """Makes list, empty state and the place for a page."""
        self.page: NotePage | SignedPage | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_list())
        self.note_place = QWidget()
        inner = QHBoxLayout(self.note_place)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.aside = Aside()
        self.aside.setFixedWidth(312)
        self.aside.ticked.connect(self._on_ticked)
        self.aside.opened.connect(self.show_record)
        self.files = Files(self.desk, "bodyStrong")
        self.files.catch(self.note_place)
        self.aside.add(self.files)
        inner.addWidget(self.aside)
        self.stack.addWidget(self.note_place)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _build_list(self) -> QWidget:
        page = ScrollPage(most=LIST_MAX)
        self.list_head = PageHeader(tr("Sessions"))
        page.set_header(self.list_head)
        self.model = Notes(self)
        self.list = RowList(tr("Session notes"))
        self.list.setModel(self.model)
        self.list.activated.connect(self._on_opened)
        self.list.clicked.connect(self._on_opened)
        self.to_clients = Button(tr("Choose a client"), icon="users")
        self.to_clients.clicked.connect(lambda: self.desk.go("clients"))
        told = tr("After each session, write what was covered and decided. Next steps become follow-ups by themselves.")
        self.empty = EmptyState("notebook-pen", tr("No session notes yet"), told, self.to_clients)
        page.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        page.body.addWidget(self.list, 1)
        return page

    def load(self) -> None:
        """Shows the list, or the open note, as it is kept."""
        if self.page is not None:
            self._load_note(self.page.note_id)
            return
        items = sessions.recent(self.desk.store)
        self.model.show(items)
        self.empty.setVisible(not items)
        self.list.setVisible(bool(items))
        drafts = sum(n.state is NoteState.DRAFT for _, _, n in items)
        self.list_head.set_subline(
            trn("{n} note waits to be signed", "{n} notes wait to be signed", drafts) if drafts else ""
        )
        if items and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def _load_note(self, note_id: int) -> None:
        try:
            view = sessions.view(self.desk.store, note_id)
        except KeyError:  # undone or discarded
            self.close_note()
            return
        kind = SignedPage if view.note.state is NoteState.SIGNED else NotePage
        same = isinstance(self.page, kind) and self.page.note_id == note_id
        if same and isinstance(self.page, NotePage):
            same = self.page.view.note.template == view.note.template
        if not same:
            self._put_page(kind(self.desk, view))
        assert self.page is not None
        self.page.show_view(view)
        self.aside.show_view(view, self.desk.today())
        self.files.show_files(Owner("notes", note_id), attachments.filed(self.desk.store, "notes", note_id))

    def _put_page(self, page: NotePage | SignedPage) -> None:
        self._drop_page()
        self.page = page
        page.left.connect(self.close_note)
        layout = self.note_place.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.insertWidget(0, page, 1)
        self.stack.setCurrentWidget(self.note_place)
        if self.isVisible():
            page.focus_first()
        self.desk.hints()

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def show_record(self, record_id: int | None) -> None:
        """Opens this note; without one, the list."""
        self.flush()
        if not record_id:
            self.close_note()
            return
        self._load_note(record_id)
        if self.page is not None:
            self.page.focus_first()

    def record_shown(self) -> int | None:
        """The note that is open."""
        return self.page.note_id if self.page is not None else None

    def close_note(self) -> None:
        """Goes back to the list, to the row of the note that was open; everything written is kept."""
        self.flush()
        was = self.page.note_id if self.page is not None else 0
        self._drop_page()
        self.stack.setCurrentIndex(0)
        self.load()
        row = next((n for n, (_, _, note) in enumerate(self.model.items) if note.id == was), 0)
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.setFocus()
        self.desk.hints()

    def _step_back(self) -> None:
        """Esc takes the first press of a final act back, and leaves else."""
        if self.page is None or not self.page.disarm():
            self.close_note()

    def _go_to_client(self) -> None:
        if self.page is not None:
            self.desk.go("clients", self.page.view.client.id)

    def flush(self) -> bool:
        """Saves the open page."""
        return self.page.flush() if self.page is not None else True

    def _on_opened(self, index: QModelIndex) -> None:
        self.show_record(self.model.items[index.row()][2].id)

    def _on_ticked(self, delivery_id: int, on: bool) -> None:
        if isinstance(self.page, NotePage):
            self.page.flush()
            sessions.tick(self.desk.store, self.page.note_id, delivery_id, on)

    def set_width_class(self, compact: bool, narrow: bool) -> None:
        """The inspector is narrower in a compact window and closed in a narrow one."""
        self.aside.setFixedWidth(264 if compact else 312)
        self.aside.setVisible(not narrow)

    def toggle_inspector(self) -> None:
        """Shows or hides what stands beside the note."""
        self.aside.setVisible(not self.aside.isVisible())

    def panes(self) -> list[QWidget]:
        """Page and inspector, or the list."""
        return [self.page, self.aside] if self.page is not None else [self.list]

    def actions_here(self) -> list[KeyHint]:
        """The keys that work here."""
        if self.page is not None:
            back = KeyHint("Esc", tr("back to sessions"), self._step_back)
            name, client = display_name(self.page.view.client), self.page.view.client.id
            to_client, request = tr("Go to {name}", name=name), tr("Log a request for {name}", name=name)
            log = partial(self.desk.go, "requests", ("new", client))
            return [
                *self.page.hints(),
                *self.files.hints(),
                back,
                KeyHint("L then R", tr("log a request"), log, request, "message-square-text", False),
                KeyHint("", "", self._go_to_client, to_client, "user", False),
            ]
        return [KeyHint("J", tr("next")), KeyHint("K", tr("previous")), KeyHint("Enter", tr("open"))]
