"""An issued letter: its stored pages, when it was sent and signed, its promises kept, and the way to a new version."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import attachments, engagements, families, letters, mailing, practice, wording
from practice.actions.engagements import Promised
from practice.errors import Refused, Trouble
from practice.rules.attachments import Owner
from practice.rules.engagements import Delivery, label
from practice.rules.letters import ENGAGEMENT, Letter, LetterState
from practice.ui import begin, envelopes
from practice.ui import mailing as opener
from practice.ui.attachments.files import Files
from practice.ui.desk import Desk
from practice.ui.letters import words
from practice.ui.letters.changes import Changes
from practice.ui.letters.looked import Looked
from practice.ui.letters.marking import MARKS, Marking
from practice.ui.letters.origin import Origin
from practice.ui.letters.pages import PageSide
from practice.ui.letters.signatures import Signatures
from practice.ui.screen import KeyHint
from practice.ui.split import Split
from practice.ui.tr import tr
from practice.ui.when import day_text
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.choices import Check
from practice.ui.widgets.layout import Fact, FactsStrip, PageHeader, SectionTitle, clear, column, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.status import Pill
from practice.ui.widgets.text import Text, plain_tip

WIDE, COMPACT = 600, 564


class IssuedPage(QWidget):
    """One letter that can no longer be edited."""

    left = Signal()
    revised = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.letter: Letter | None = None
        self.header = PageHeader(crumbs=[tr("Letters"), ""], role="titleSmall")
        assert self.header.crumbs is not None
        self.header.crumbs.went.connect(lambda _: self.left.emit())
        self.pill = Pill("neutral", "")
        self.new_version = Button(tr("New version"), icon="file-text")
        self.new_version.clicked.connect(self.revise)
        self.origin = Origin(desk)
        self.header.add_link(self.origin)
        self.header.add_button(self.pill)
        self.header.add_button(self.new_version)
        self.facts = FactsStrip()
        self.marking = Marking(desk)
        self.marking.send.clicked.connect(self.send)
        self.marking.armed.connect(self._on_armed)
        self.changes = Changes()
        self.looked = Looked()
        self.files = Files(desk, "section", signed=True)
        self.promises = QVBoxLayout()
        self.promises.setSpacing(2)
        self.promised = SectionTitle(tr("Promises"))
        self.side = PageSide(desk)
        self.side.primary.clicked.connect(self.mark)
        self.signatures = Signatures(desk, self.side)
        self.signatures.turned.connect(self._show_pages)
        self._shown: object = None  # which file of the letter
        self._lay_out()

    def _lay_out(self) -> None:
        self.page = ScrollPage()
        self.page.set_header(self.header)
        self.page.body.setSpacing(22)  # none where a part is hidden
        for part in (self.facts, self.marking, self.signatures):
            self.page.body.addWidget(part)
        kept = column(self.promised)
        kept.addLayout(self.promises)
        self.page.body.addLayout(kept)
        for below in (self.changes, self.files, self.looked):
            self.page.body.addWidget(below)
        self.files.catch(self.page)
        self.page.body.addStretch(1)
        self.split = Split(self._desk, "composer", [self.page, self.side], [WIDE, 0], [COMPACT, 0])
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.addWidget(self.split)

    def open(self, letter_id: int) -> None:
        """Show this letter with its stored pages."""
        self.letter = self._shown = None
        self.marking.begin()
        self.show_letter(letter_id)

    def show_letter(self, letter_id: int) -> None:
        """Show the letter as it is now."""
        letter = letters.get(self._desk.store, letter_id)
        another = self.letter is None or self.letter.id != letter.id
        self.letter = letter
        case = letters.case(self._desk.store, letter.id, self._desk.today())
        recipient = letter.facts.recipient[0] if letter.facts and letter.facts.recipient else ""
        kind = case.family.title
        titled = tr("{letter} for {name}", letter=kind, name=recipient) if kind else ""
        self.header.set_title(titled or tr("Letter for {name}", name=recipient))
        assert self.header.crumbs is not None
        self.header.crumbs.last.setText(f"{letter.number}, {tr('version {n}', n=letter.version)}")
        self.origin.show_letter(letter)
        self.pill.set_status(*words.state(letter))
        self._show_facts(letter, case.profile.locale)
        self._show_marking(letter, case.profile.locale)
        self.looked.show_asked(letter.asked)
        self.changes.show_changes(*letters.changes(self._desk.store, letter))
        promises = letter.family == ENGAGEMENT or letter.amends is not None
        self.promised.setVisible(promises)
        self._show_promises(engagements.promises(self._desk.store, letter.engagement_id or 0) if promises else [])
        self.files.show_files(Owner("letters", letter.id), attachments.filed(self._desk.store, "letters", letter.id))
        self.files.signed_button.setVisible(letter.signs)
        self.signatures.show_letter(letter)
        self._show_pages()
        if another:
            self.side.preview.setFocus()

    def _show_pages(self) -> None:
        """Show the file that is chosen, if it is another one than before."""
        if self.letter is None or self._shown == self.signatures.file:
            return
        self._shown = self.signatures.file
        as_it_is = tr("With the signatures made here") if self.signatures.signed_copy else tr("Frozen as issued")
        self.side.ready.status.set_status("ok", as_it_is, "lock")
        try:
            self.side.show_pages(self.letter, self.signatures.pages())
        except Trouble as trouble:
            self.side.show_none(self.letter)
            self._desk.tell(str(trouble))

    def _show_facts(self, letter: Letter, locale: str) -> None:
        issued = letter.issued_at.astimezone().date() if letter.issued_at else None
        sent = (tr("Sent"), letter.sent_on, letter.sent_by)
        last = (tr("Signed"), letter.signed_on, "")
        if letter.ended_on:
            name = tr("Declined") if letter.state is LetterState.DECLINED else tr("Expired")
            last = (name, letter.ended_on, letter.ended_why)
        days = [(tr("Issued"), issued, ""), sent, *([last] if letter.signs else [])]
        facts = [Fact(name, wording.day_text(day, locale, "medium") if day else "–", note) for name, day, note in days]
        self.facts.set_facts([*facts, Fact(tr("Check code"), letter.check_code)])
        self._say_what_comes(letter)
        for link in self.side.ready.links:
            link.hide()
        if letter.facts is not None:
            self.side.ready.show_paper(letter.facts.paper)

    def _say_what_comes(self, letter: Letter) -> None:
        ends = families.ends_on(self._desk.store, letter) if letter.state is LetterState.ISSUED else None
        if ends is None:
            self.side.ready.say(tr("Version {n}. A change needs a new version.", n=letter.version))
            return
        day = wording.day_text(ends, practice.profile(self._desk.store).locale)
        said = tr("Marking it sent closes the work on {day}.", day=day)
        if families.parts_with(self._desk.store, letter, self._desk.today()):
            said = tr("Marking it sent closes the work on {day}; the client is then a former one.", day=day)
        elif ends > self._desk.today():
            said = tr("Marking it sent closes the work on {day}; the client stays one until you end that.", day=day)
        self.side.ready.say(said)

    def _show_marking(self, letter: Letter, locale: str) -> None:
        self.marking.show_letter(letter, locale)
        self.side.primary.setVisible(letter.state in MARKS)
        self.new_version.setVisible(letter.state is not LetterState.SUPERSEDED)
        if letter.state in MARKS:
            self.side.name_primary(tr(MARKS[letter.state]))

    def _show_promises(self, promised: list[Promised]) -> None:
        clear(self.promises)
        made = [delivery for one in promised for delivery in one.deliveries]
        done = sum(1 for delivery in made if delivery.delivered_on)
        self.promised.remark.setText(tr("{done} of {n} kept", done=done, n=len(made)))
        for one in promised:
            for delivery in one.deliveries:
                self.promises.addWidget(self._promise(label(one.item), delivery))

    def _promise(self, number: str, delivery: Delivery) -> QWidget:
        today = self._desk.today()
        said = ""
        if delivery.delivered_on:
            said = tr("kept {day}", day=day_text(delivery.delivered_on, today))
        elif delivery.due_on:
            said = tr("due {day}", day=day_text(delivery.due_on, today))
        tick = Check(delivery.text, name=f"{number} {delivery.text}", lead=number)
        tick.setToolTip(plain_tip(delivery.text))
        tick.setChecked(delivery.delivered_on is not None)
        tick.clicked.connect(lambda on, n=delivery.id: self._tick(n, today if on else None))
        made = QWidget()
        laid = row(tick, Text(said, "small", "text2"))
        laid.setStretch(0, 1)
        made.setLayout(laid)
        return made

    def _tick(self, delivery_id: int, day: date | None) -> None:
        engagements.deliver(self._desk.store, delivery_id, day)
        self._desk.toast(tr("Promise kept") if day else tr("Promise open again"))

    # acts

    def mark(self) -> None:
        """Note that it was sent, or that everybody has signed."""
        if self.letter is not None and self.letter.state in MARKS:
            self.marking.mark()

    def step_back(self) -> bool:
        """Take a first press back; False where there was none."""
        return self.marking.step_back()

    def _on_armed(self, on: bool) -> None:
        if self.letter is not None and self.letter.state is LetterState.SENT:
            self.side.name_primary(tr("Mark signed now") if on else tr("Mark signed"))
        if on:
            self.side.ready.say(tr("Press again: from that day on this version binds, for good."))
        elif self.letter is not None:
            self._say_what_comes(self.letter)

    def send(self) -> None:
        """Write the PDF where the person wants it, and hand it to their mail program with the text ready."""
        if self.letter is None:
            return
        try:
            message = mailing.message(self._desk.store, self.letter.id)
        except Refused as refusal:
            self._desk.tell(str(refusal))
            return
        file = self.side.export()
        if file is None:
            return
        opener.write(self, message, file, self._on_no_mail)
        opener.show_folder(file)  # some mail programs drop what xdg-email attaches
        self.marking.note_way(tr("email"))

    def _on_no_mail(self) -> None:
        self._desk.tell(tr("No mail program answered. The PDF is where you put it; send it in your own way."))

    def begin_note(self) -> None:
        """Begin a session note for the letter's client."""
        if self.letter is not None:
            begin.note(self._desk, self.letter.client_id)

    def revise(self) -> None:
        """Open a draft of the next version."""
        if self.letter is None:
            return
        try:
            self.revised.emit(letters.revise(self._desk.store, self.letter.id, self._desk.now()).id)
        except Refused as refusal:
            self._desk.tell(str(refusal))

    def print_envelope(self) -> None:
        """Ask how to print an envelope to where the letter says."""
        if self.letter is not None:
            envelopes.for_letter(self._desk, self.letter.id, self)

    def actions_here(self) -> list[KeyHint]:
        """The keys of an issued letter."""
        hints = [
            KeyHint("Ctrl+P", tr("print"), self.side.print_letter, tr("Print this letter"), "printer"),
            KeyHint("Ctrl+Shift+P", tr("preview"), self.side.preview_print, tr("Show the print preview"), "eye", False),
            KeyHint("", tr("export"), self.side.export, tr("Export this letter as PDF"), "download", False),
            KeyHint("", tr("Word"), self.side.export_word, tr("Export this letter for Word"), "file-text", False),
            KeyHint("", tr("envelope"), self.print_envelope, tr("Print an envelope for this letter"), "mail", False),
            KeyHint("", tr("send"), self.send, tr("Send this letter by email"), "mail", False),
            KeyHint("Ctrl+Shift+N", "", self.begin_note, tr("New session note"), "notebook-pen", False),
            KeyHint("", tr("new version"), self.revise, tr("Start a new version of this letter"), "file-text", False),
        ]
        if self.letter is not None and self.letter.state in MARKS:
            mark = tr(MARKS[self.letter.state])
            hints.insert(0, KeyHint("Ctrl+Enter", mark.lower(), self.mark, mark, "check"))
        return [*hints, *self.signatures.hints(), *self.files.hints()]

    def set_width_class(self, compact: bool) -> None:
        """Compact windows drop the key caps of the toolbar."""
        self.split.set_compact(compact)
        self.side.set_caps("" if compact else tr("Ctrl P"), "" if compact else tr("Ctrl Enter"))

    def panes(self) -> list[QWidget]:
        """Facts and pages."""
        return [self.page, self.side]
