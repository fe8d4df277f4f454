"""What the letter is about: the work, who pays for it where that is somebody else, and what the fit check asked for."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from practice.errors import Refused
from practice.rules.clients import display_name
from practice.rules.practice import Profile
from practice.ui.clientfield import ClientField
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.letters.draft import Draft
from practice.ui.tr import tr
from practice.ui.widgets.fields import FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import column, row


class AboutEditor(QWidget):
    """The work, the payer and the conditions."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        super().__init__()
        self._desk, self._draft = desk, draft
        coach = draft.case.profile.profile is Profile.COACH
        example = tr("Next career step") if coach else tr("Estate plan")
        self.kind = FieldBox(tr("The work"), LineEdit(placeholder=example))
        self.sponsor = FieldBox(tr("Somebody else pays"), ClientField(desk, tr("Nobody else")))
        hint = tr("One in a line, from the fit check; each becomes a sentence of the letter")
        self.conditions = FieldBox(tr("Conditions"), TextArea(least=1, most=6), hint)
        made = column(gap=10)
        made.setContentsMargins(0, 0, 0, 12)
        beside = row(self.kind, self.sponsor, gap=10)
        beside.setAlignment(self.kind, Qt.AlignmentFlag.AlignTop)
        beside.setAlignment(self.sponsor, Qt.AlignmentFlag.AlignTop)
        made.addLayout(beside)
        made.addWidget(self.conditions)
        self.setLayout(made)
        fields: dict[str, QWidget] = {"kind": self.kind, "sponsor": self.sponsor, "conditions": self.conditions}
        self.form = Form(desk, fields, self._save, self)
        self.form.edited.connect(lambda _: self._lay())

    def show_about(self) -> None:
        """Show the engagement as it stands, leaving alone what is being typed."""
        engagement = self._draft.case.engagement
        payer = self._draft.case.sponsor
        name = display_name(payer) if payer else ""
        values = {
            "kind": engagement.kind,
            "sponsor": (engagement.sponsor_id, name),
            "conditions": "\n".join(engagement.conditions),
        }
        self.form.show(values, engagement.id)

    def _lay(self) -> None:
        engagement = self._draft.case.engagement
        now = self.form.read()
        kind = " ".join(str(now["kind"]).split())
        lines = tuple(text.strip() for text in str(now["conditions"]).splitlines() if text.strip())
        title = kind if engagement.title in ("", engagement.kind) else engagement.title
        self._draft.lay(engagement=replace(engagement, kind=kind, title=title, conditions=lines))

    def _save(self, _key: object, values: dict[str, object], visit: str) -> None:
        sponsor_id, name = self.form.read()["sponsor"]
        if "sponsor" in values and name and sponsor_id is None:
            raise Refused({"sponsor": tr("Choose somebody from the list; add a new client first.")})
        if sponsor_id == self._draft.case.engagement.client_id:
            raise Refused({"sponsor": tr("This is the client: leave the field empty.")})
        self._lay()
        if "sponsor" in values:
            self._draft.lay(engagement=replace(self._draft.case.engagement, sponsor_id=sponsor_id))
        self._draft.keep(visit)

    def flush(self) -> bool:
        """Save what is typed."""
        return self.form.flush()
