"""Where a file is dropped or chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.dropzone import DropZone
from practice.ui.widgets.layout import PageHeader, column, row
from practice.ui.widgets.messages import Banner, Icon
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.text import Text

KINDS = (
    ("phone", "From a phone", "iPhone and Android: share all contacts as a vCard file (.vcf)."),
    ("mail", "From Google, Outlook, Thunderbird or Apple", "Export all contacts, as vCard or as CSV."),
    ("scale", "From Clio", "The contacts template (.csv) as it is."),
    ("file-text", "From any other list", "Save the sheet as CSV; then say which column is which."),
)


class StartPage(ScrollPage):
    """Chooses the file; says where files come from, and what was wrong with the last one."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(most=760)
        self.set_header(
            PageHeader(tr("Whom do you know already?"), tr("Bring your contacts in, from wherever they are."))
        )
        self.choose_button = Button(tr("Choose a file…"), "primary", key="Ctrl O")
        self.choose_button.clicked.connect(self.chosen)
        told = tr("vCard or CSV, one or several. Nothing is kept before you have seen it.")
        self.zone = DropZone(tr("Drop a file of contacts here"), told, self.choose_button)
        self.trouble = Banner("bad", "")
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.zone)
        self.body.addSpacing(16)
        for icon, lead, told in KINDS:
            self.body.addWidget(_hint(icon, tr(lead), tr(told)))
        self.body.addStretch(1)

    def say(self, sentence: str) -> None:
        """Show what was wrong with a file; "" takes it away."""
        self.trouble.say("bad", sentence)
        self.trouble.setVisible(bool(sentence))


def _hint(icon: str, lead: str, told: str) -> QWidget:
    box = QWidget()
    words = column(Text(lead, "bodyStrong"), Text(told, "body", "text2", wrap=True), gap=0)
    inner = row(gap=12)
    inner.addWidget(Icon(icon, "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
    inner.addLayout(words, 1)
    box.setLayout(inner)
    return box
