"""The practice's own rules, each with its number, and the words that an entry is warned of."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practice.actions import boundary_policy as policy
from practice.rules.boundaries import BoundaryRule, Category
from practice.ui.boundaries import words
from practice.ui.desk import Desk
from practice.ui.form import Form
from practice.ui.tr import tr
from practice.ui.widgets.buttons import Button
from practice.ui.widgets.fields import Combo, FieldBox, LineEdit, TextArea
from practice.ui.widgets.layout import Card, PageHeader, SectionTitle, clear, row
from practice.ui.widgets.pages import ScrollPage
from practice.ui.widgets.text import Text


class RuleCard(Card):
    """One rule: editable until an entry cites it, then only archived."""

    def __init__(self, desk: Desk, rule: BoundaryRule, cited: bool) -> None:
        super().__init__(padding=14)
        self.desk, self.rule_id = desk, rule.id
        fixed = cited or rule.archived_at is not None
        self.archive_button = Button(
            tr("Bring back") if rule.archived_at else tr("Archive"), "quiet", small=True, icon="archive"
        )
        self.archive_button.setAccessibleName(f"{self.archive_button.label()}: {tr('rule {n}', n=rule.number)}")
        self.archive_button.clicked.connect(partial(self._archive, rule.archived_at is None))
        state = tr("archived") if rule.archived_at else tr("cited; it keeps its words") if cited else ""
        head = SectionTitle(tr("Rule {n}", n=rule.number), state, self.archive_button, "bodyStrong")
        self.add(head)
        self.form: Form | None = None
        if fixed:
            self.add(Text(rule.text, wrap=True))
            self.add(Text(words.category(rule.category), "small", "text2"))
            return
        self._build(rule)

    def _build(self, rule: BoundaryRule) -> None:
        category, clause = Combo(), Combo()
        for one in policy.categories().values():
            category.addItem(tr(one.name), one.key)
        for value, name in (("", tr("None")), *((title, title) for title in policy.clauses(self.desk.store))):
            clause.addItem(name, value)
        boxes = {
            "text": FieldBox(tr("The rule"), TextArea(least=1)),
            "category": FieldBox(tr("About"), category),
            "clause": FieldBox(tr("Clause of the letter"), clause),
            "limit": FieldBox(tr("Words of a limit in letters"), LineEdit(), note=tr("cited in its place")),
        }
        self.add(boxes["text"])
        beside = row(boxes["category"], boxes["clause"], boxes["limit"], gap=12)
        for place in range(3):
            beside.setStretch(place, 1)
        self.body.addLayout(beside)
        self.form = Form(self.desk, boxes, self._save, self)
        self.show_rule(rule)

    def show_rule(self, rule: BoundaryRule) -> None:
        """Shows the rule as it is kept."""
        if self.form is not None:
            self.form.show({name: getattr(rule, name) for name in ("text", "category", "clause", "limit")}, rule.id)

    def _save(self, _key: object, values: dict[str, Any], visit: str) -> None:
        policy.edit_rule(self.desk.store, self.rule_id, visit=visit, **values)

    def _archive(self, away: bool) -> None:
        policy.archive_rule(self.desk.store, self.rule_id, self.desk.now() if away else None)
        self.desk.toast(tr("Archived the rule") if away else tr("The rule is back"))


class RulesPage(ScrollPage):
    """The rules and the words; kept as they are typed."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(most=780)
        self.desk = desk
        self.cards: dict[int, RuleCard] = {}
        self._shown: list[tuple[int, bool, bool]] = []
        header = PageHeader(tr("What do I keep to with everybody?"), crumbs=[tr("Boundaries"), tr("Rules and words")])
        assert header.crumbs is not None
        header.crumbs.went.connect(lambda _: self.left.emit())
        self.add_button = Button(tr("Add a rule"), icon="plus")
        self.add_button.clicked.connect(self.add)
        header.add_button(self.add_button)
        self.set_header(header)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        told = tr("A rule is cited by its number where no letter says it. Once cited it keeps its words.")
        self.body.addWidget(Text(told, "body", "text2", wrap=True))
        self.body.addLayout(self._cards)
        self._build_words()
        self.body.addStretch(1)

    def _build_words(self) -> None:
        self.body.addSpacing(14)
        self.body.addWidget(SectionTitle(tr("Words to think about again"), tr("warned of beside the field")))
        boxes: dict[str, QWidget] = {
            "diagnosis": FieldBox(tr("Diagnoses"), TextArea(least=2), tr("Words between commas")),
            "adjectives": FieldBox(tr("Adjectives"), TextArea(least=2), tr("Words between commas")),
        }
        for box in boxes.values():
            self.body.addWidget(box)
        self.form = Form(self.desk, boxes, self._save_words, self)

    def load(self) -> None:
        """Shows rules and words as they are kept; what is being typed stays."""
        store = self.desk.store
        rules, cited = policy.rules(store), policy.cited(store)
        shown = [(one.id, one.id in cited, one.archived_at is not None) for one in rules]
        if shown != self._shown:
            self._shown = shown
            self._show_cards(rules, cited)
        for one in rules:
            self.cards[one.id].show_rule(one)
        avoided = policy.avoided(store)
        self.form.show({"diagnosis": ", ".join(avoided.diagnosis), "adjectives": ", ".join(avoided.adjectives)}, 0)

    def _show_cards(self, rules: list[BoundaryRule], cited: set[int]) -> None:
        clear(self._cards)
        self.cards = {}
        for one in sorted(rules, key=lambda rule: (rule.archived_at is not None, rule.number)):
            self.cards[one.id] = RuleCard(self.desk, one, one.id in cited)
            self._cards.addWidget(self.cards[one.id])

    def _save_words(self, _key: object, _values: dict[str, Any], visit: str) -> None:
        now = self.form.read()
        policy.avoid(self.desk.store, now["diagnosis"], now["adjectives"], visit=visit)

    def add(self) -> None:
        """A new rule, with words to start from and the cursor in them."""
        self.flush()
        taken = {one.category for one in policy.rules(self.desk.store) if one.archived_at is None}
        category = next((one for one in Category if one not in taken), Category.TIME_CONTACT)
        text = tr(policy.categories()[category].rule)
        rule = policy.add_rule(self.desk.store, category, text, self.desk.now())
        card = self.cards.get(rule.id)
        if card is not None and card.form is not None:
            card.form.editor("text").setFocus()

    def focus_first(self) -> None:
        """The keys begin at what can be done."""
        self.add_button.setFocus()

    def flush(self) -> bool:
        """Keeps what is typed."""
        forms = (self.form, *(card.form for card in self.cards.values()))
        kept = [form.flush() for form in forms if form is not None]
        return all(kept)
