"""The sheet of one check: must-haves, how well it fits, red flags, deal-breakers."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from practice.rules import fit as rules
from practice.rules.checklists import TRUST, Checklist, ChecklistVersion, counted_flags, counted_must_haves
from practice.rules.clients import Client, display_name
from practice.rules.fit import BLIND_TRUST, FULL, Answer, Assessment, FitAnswers, FitCheck, FitState, List, MustAnswer
from practice.ui.fit import words
from practice.ui.fit.rows import RatingRow, SeenRow, YesNoRow, breaker_row, flag_row, must_row
from practice.ui.tr import tr, trn
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import FieldBox, LineEdit
from practice.ui.widgets.layout import PageHeader, SectionTitle, clear, column, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.rows import Row, RowCard
from practice.ui.widgets.status import InlineStatus
from practice.ui.widgets.text import Text

TEACH_BACK = "teach_back"


class Sheet(ScrollPage):
    """The questions and their answers; `filled(answers, visit)` carries each change that the person makes."""

    filled = Signal(object, str)
    occasion_edited = Signal(str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # passed on to the current row
        self.header = PageHeader(crumbs=(tr("Fit checks"), " "))
        self.set_header(self.header)
        if self.header.crumbs is not None:
            self.header.crumbs.went.connect(lambda _: self.went_back.emit())
        self.occasion_edit = LineEdit(placeholder=tr("Call on November 16, 30 minutes"))
        self.occasion_edit.textEdited.connect(self.occasion_edited)
        self._occasion = FieldBox(tr("When and how you talked"), self.occasion_edit)
        self._occasion.setMaximumWidth(420)
        self._answers, self._checklist = FitAnswers(), Checklist()
        self._shown: tuple[str, int] | None = None
        self._rows: list[Row] = []
        self._current: Row | None = None
        self._pairs: list[QWidget] = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Flags and deal-breakers stand beside each other where there is room for both."""
        super().resizeEvent(event)
        if self._pairs:
            need = sum(one.minimumSizeHint().width() for one in self._pairs) + self._pair_box.spacing() + 2 * 28
            beside = need <= self.width()
            self._pair_box.setDirection(
                QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
            )

    def rows(self) -> list[Row]:
        """The rows that can be seen, in the order of the arrows."""
        return [row for row in self._rows if not row.isHidden()]

    def current(self) -> Row | None:
        """The row that the keys answer."""
        return self._current

    def row_of(self, key: str) -> Row:
        """The row of an item; KeyError where the checklist has none."""
        found = {row.key: row for row in self._rows}
        return found[key]

    # Building

    def _build(self, version: ChecklistVersion) -> None:
        checklist = self._checklist = version.content
        self._shown, self._rows, self._current = (version.key, version.version), [], None
        self._occasion.setParent(None)
        clear(self.body)
        self._must = [self._add(must_row(i), List.MUST_HAVES) for i in counted_must_haves(checklist)]
        self._ratings = list(self._rating_rows(checklist))
        self._flags = [self._add(flag_row(f), List.FLAGS) for f in counted_flags(checklist)]
        self._breakers = [self._add(breaker_row(i), List.DEAL_BREAKERS) for i in checklist.deal_breakers]
        self._lay_out()

    def _rating_rows(self, checklist: Checklist) -> Iterator[Row]:
        for part in checklist.dimensions:
            weight = tr("weight {n}", n=part.weight)
            if part.key != TRUST:
                yield self._add(self._heard(RatingRow(part, part.name, weight)), List.RATINGS)
                continue
            for end in checklist.trust:
                last = end is checklist.trust[-1]
                best = tr("0 is best, {weight}", weight=weight) if last else tr("0 is best")
                yield self._add(self._heard(RatingRow(end, end.name, best)), List.RATINGS)
            detail = tr("said scope, limits, fee and what could disappoint in their own words")
            self._teach_back = SeenRow(TEACH_BACK, tr("Teach-back passed"), [detail])
            self._teach_back.answered.connect(self._on_teach_back)
            yield self._walk(self._teach_back)

    def _add(self, row: Row, where: List) -> Row:
        row.answered.connect(lambda key, value: self._on_answered(where, key, value))
        return self._walk(row)

    def _heard(self, row: RatingRow) -> RatingRow:
        row.heard.connect(lambda key, text: self._fill(rules.heard(self._answers, key, text), f"heard.{key}"))
        return row

    def _walk(self, row: Row) -> Row:
        row.moved.connect(lambda step: self._on_moved(row, step))
        row.entered.connect(lambda: self._on_entered(row))
        self._rows.append(row)
        return row

    def _lay_out(self) -> None:
        self._must_status, self._base = InlineStatus(), Text("", "small", "text2", numbers=True)
        self._none_button = Button(tr("None of these"), "link")
        self._none_button.clicked.connect(self._on_none)
        self._section(tr("Must-haves"), tr("All of them, or the answer is no"), self._must, self._must_status)
        self.body.addSpacing(8)
        scale = tr("0 to 4 each, U when you do not know; trust counts by its worse end")
        self._section(tr("How well it fits"), scale, self._ratings, self._base)
        self.body.addSpacing(8)
        flags = self._pair(tr("Red flags"), tr("2 points off each, 6 when major"), self._flags)
        breakers = self._pair(tr("Deal-breakers"), tr("Any one means decline"), self._breakers, self._none_button)
        self._pairs = [flags, breakers]
        self._pair_box = row(flags, breakers, gap=20)
        self._pair_box.setStretch(0, 1)
        self._pair_box.setStretch(1, 1)
        self.body.addLayout(self._pair_box)
        self.body.addSpacing(8)
        self.body.addWidget(self._occasion)
        self.body.addStretch(1)

    def _section(self, title: str, remark: str, rows: list[Row], right: QWidget | None = None) -> None:
        self.body.addWidget(SectionTitle(title, remark, right))
        self.body.addWidget(RowCard(rows))

    def _pair(self, title: str, remark: str, rows: list[Row], right: QWidget | None = None) -> QWidget:
        made = QWidget()
        inner = column(SectionTitle(title, remark, right), RowCard(rows), None, gap=8)
        made.setLayout(inner)
        return made

    # Showing

    def show_check(self, check: FitCheck, client: Client, version: ChecklistVersion, found: Assessment) -> None:
        """Shows a check's answers; the rows stay while the checklist is the same."""
        if self._shown != (version.key, version.version):
            self._build(version)
        self._answers = check.answers
        self._show_header(check, client, version)
        alive = check.state is FitState.OPEN
        self.occasion_edit.setReadOnly(not alive)
        for one in self._rows:
            one.set_alive(alive)
        self._show_lists(check.answers, version.content, found)

    def _show_header(self, check: FitCheck, client: Client, version: ChecklistVersion) -> None:
        name = display_name(client)
        self.header.set_title(tr("Is {name} a right client?", name=client.preferred_name or client.given or name))
        if self.header.crumbs is not None:
            self.header.crumbs.last.setText(name)
        if not self.occasion_edit.hasFocus():
            self.occasion_edit.setText(check.occasion)
        source = tr("Referred by {name}.", name=client.referral_source) if client.referral_source else ""
        title = tr("Checklist “{name}”, version {n}.", name=version.content.name, n=version.version)
        again = tr("Check {n} of this client.", n=check.number) if check.number > 1 else ""
        occasion = f"{check.occasion.rstrip('.')}." if check.occasion else ""
        self.header.set_subline(" ".join(part for part in (occasion, source, title, again) if part))

    def _show_lists(self, answers: FitAnswers, checklist: Checklist, found: Assessment) -> None:
        must, breakers, seen = dict(answers.must_haves), dict(answers.deal_breakers), dict(answers.flags)
        for one in self._must:
            _yes_no(one).show_answer(must.get(one.key))
        for one in self._breakers:
            _yes_no(one).show_answer(breakers.get(one.key))
        for flag in counted_flags(checklist):
            grade = seen.get(flag.key, 0)
            points = flag.grades[grade - 1].points if grade and flag.unless not in seen else 0
            said = words.minus(rules.POINTS_PER_FLAG_POINT * points) if points else tr("Noted")
            _seen(self.row_of(flag.key)).show_answer(grade, said)
        self._show_ratings(answers, checklist, found)
        self._show_remarks(answers, checklist, found)

    def _show_ratings(self, answers: FitAnswers, checklist: Checklist, found: Assessment) -> None:
        known, heard = dict(found.ratings), dict(answers.heard)
        total = sum(part.weight for part in checklist.dimensions) * FULL
        for part in checklist.dimensions:
            rating = known.get(part.key)
            points = f"{100 * part.weight * rating / total:.1f}" if rating is not None else ""
            if part.key == TRUST:
                self._show_trust(answers, points, heard)
            else:
                self._show_rating(part.key, rating, points, heard)

    def _show_trust(self, answers: FitAnswers, points: str, heard: dict[str, str]) -> None:
        self._show_rating(rules.CYNIC, answers.cynic, "", heard)
        self._show_rating(BLIND_TRUST, answers.blind_trust, points, heard)
        self._teach_back.setVisible(answers.blind_trust == FULL)
        self._teach_back.show_answer(int(answers.teach_back), tr("Passed"))
        self._teach_back.status.set_status("ok", tr("Passed"))

    def _show_rating(self, key: str, rating: int | None, points: str, heard: dict[str, str]) -> None:
        one = self.row_of(key)
        assert isinstance(one, RatingRow)
        one.show_answer(rating, points)
        one.show_heard(heard.get(key, ""))

    def _show_remarks(self, answers: FitAnswers, checklist: Checklist, found: Assessment) -> None:
        must = [dict(answers.must_haves).get(one.key, MustAnswer.UNKNOWN) for one in self._must]
        missing, met = must.count(MustAnswer.NO), must.count(MustAnswer.YES)
        if missing:
            self._must_status.set_status("bad", trn("{n} missing", "{n} missing", missing))
        else:
            kind = "ok" if met == len(must) else "neutral"
            self._must_status.set_status(kind, tr("{n} of {all}", n=met, all=len(must)))
        self._base.setText(tr("{n} of 100", n=found.base) if found.coverage else "")
        open_breakers = rules.none_of_them(checklist, answers) != answers
        self._none_button.setVisible(open_breakers and self._breakers[:1] != [] and self._breakers[0].alive)

    # What the person does

    def _fill(self, answers: FitAnswers, visit: str = "") -> None:
        self._answers = answers
        self.filled.emit(answers, visit)

    def _on_answered(self, where: List, key: str, value: Answer) -> None:
        self._fill(rules.with_answer(self._answers, where, key, value))

    def _on_teach_back(self, _key: str, value: int) -> None:
        self._fill(replace(self._answers, teach_back=bool(value)))

    def _on_none(self) -> None:
        self._fill(rules.none_of_them(self._checklist, self._answers))

    def _on_entered(self, row: Row) -> None:
        if self._current is not None and self._current is not row:
            self._current.set_current(False)
        self._current = row
        row.set_current(True)
        self.area.ensureWidgetVisible(row, 0, 40)

    def _on_moved(self, row: Row, step: int) -> None:
        rows = self.rows()
        at = min(max(rows.index(row) + step, 0), len(rows) - 1)
        rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The rows have the keys; as a proxy one of them would break the chain of Tab."""
        self.focus_first()

    def focus_first(self) -> None:
        """The keys answer the current row, or the first one."""
        rows = self.rows()
        target = self._current or (rows[0] if rows else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_flags(self) -> None:
        """The keys answer the red flags."""
        if self._flags:
            self._flags[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _yes_no(row: Row) -> YesNoRow:
    assert isinstance(row, YesNoRow)
    return row


def _seen(row: Row) -> SeenRow:
    assert isinstance(row, SeenRow)
    return row
