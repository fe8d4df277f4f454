"""Stories about what was promised and what is asked for beyond it."""

from pytest_bdd import given, parsers, scenarios, then, when

from practice.actions import engagements, letters, requests
from practice.actions.store import Store
from practice.rules.engagements import ItemKind, label
from practice.rules.letters import ItemTable
from practice.rules.practice import Profile
from tests import make, make_letters
from tests.e2e.conftest import Story, begin

scenarios("features/requests.feature")


def draft_facts(story: Story) -> letters.LetterFacts:
    return letters.composed(letters.case(story.store, story.letter().letter.id, make.TODAY)).facts


@given("a lawyer's practice where Imelda Corrant has a signed letter")
def _(story: Story) -> None:
    def arrange(store: Store) -> None:
        letter = make_letters.estate_plan(store, make_letters.person(store).id)
        letters.issue(store, letter.id, make.NOW)
        letters.mark_sent(store, letter.id, make.TODAY, "email", make.TODAY)
        letters.mark_signed(store, letter.id, make.TODAY, make.TODAY)

    begin(story, Profile.LAWYER, arrange=arrange)


@when("I unlock the practice again")
def _(story: Story) -> None:
    story.unlock(make.PASSPHRASE)


@then(parsers.parse('the draft adds "{added}" and withdraws "{number}"'))
def _(story: Story, added: str, number: str) -> None:
    blocks = [block for section in draft_facts(story).sections for block in section.blocks]
    rows = {
        (one.withdraws, f"{row.number} {row.text}") for one in blocks if isinstance(one, ItemTable) for row in one.rows
    }
    assert (False, added) in rows
    assert any(gone and said.startswith(number) for gone, said in rows)


@then(parsers.parse('the draft says "{text}"'))
def _(story: Story, text: str) -> None:
    assert text in str(draft_facts(story))


@then("nothing of the answered request can be typed over")
def _(story: Story) -> None:
    (before,) = requests.page(story.store, None, 9)
    for keys in "Tab", "Tab", "Tab":
        story.person.press(keys)
        story.person.type("x")
    (after,) = requests.page(story.store, None, 9)
    assert (after.words, after.answer, after.cites) == (before.words, before.answer, before.cites)


@then(parsers.parse('the new letter\'s first limit is "{text}"'))
def _(story: Story, text: str) -> None:
    items = engagements.items(story.store, story.letter().letter.engagement_id or 0)
    assert [(one.kind, label(one), one.text) for one in items] == [(ItemKind.LIMIT, "2.1", text)]
