from practice.rules.differences import Line, differences, words
from practice.rules.letters import Bullets, Grid, ItemRow, ItemTable, LetterFacts, Paragraph, Section, Signer


def letter(*sections, **more):
    return LetterFacts(sections=tuple(Section(n, *section) for n, section in enumerate(sections, 1)), **more)


SCOPE = ("What is included", (ItemTable("Included", (ItemRow("2.1", "A will", "Dec 1"), ItemRow("2.2", "A trust"))),))
FEES = (
    "Fees",
    (Paragraph("You pay $3,600.00."), Grid(("Stage", "Fee"), (("Drafts", "$900.00"),), ("Total", "$900.00"))),
)


def test_equal_letters_differ_in_nothing_whatever_their_numbers_and_dates():
    assert differences(letter(SCOPE, FEES, date_line="May 1"), letter(SCOPE, FEES, date_line="May 2", version=2)) == ()


def test_a_changed_line_stands_beside_what_it_was():
    dearer = ("Fees", (Paragraph("You pay $4,000.00."), FEES[1][1]))
    (fees,) = differences(letter(SCOPE, FEES), letter(SCOPE, dearer))
    assert (fees.title, fees.lines) == ("Fees", (Line("You pay $3,600.00.", "You pay $4,000.00."),))
    assert not fees.added
    assert not fees.removed
    was, now = words(fees.lines[0])
    assert was == (("You pay ", False), ("$3,600.00.", True))
    assert now == (("You pay ", False), ("$4,000.00.", True))


def test_a_clause_that_came_or_went_is_told_whole():
    pets = ("Pets", (Bullets((Paragraph("Cats"), Paragraph("Dogs"))),))
    (came,) = differences(letter(SCOPE), letter(pets, SCOPE))
    assert (came.title, came.added) == ("Pets", True)
    assert came.lines == (Line("", "Cats"), Line("", "Dogs"))
    (went,) = differences(letter(pets, SCOPE), letter(SCOPE))
    assert (went.title, went.removed) == ("Pets", True)


def test_a_letter_in_plain_paragraphs_tells_its_changes_too():
    first = letter(("", (Paragraph("One."),)), ("", (Paragraph("Two."),)), ("", (Paragraph("Three."),)))
    later = letter(("", (Paragraph("One."),)), ("", (Paragraph("Other."),)), ("", (Paragraph("Three."),)))
    (around,) = differences(first, later)
    assert around.lines == (Line("Two.", "Other."),)


def test_an_item_that_came_leaves_the_others_alone():
    more = ItemTable("Included", (*SCOPE[1][0].rows, ItemRow("2.3", "A deed")))
    (scope,) = differences(letter(SCOPE), letter((SCOPE[0], (more,))))
    assert scope.lines == (Line("", "2.3  A deed"),)
    assert not scope.added


def test_who_signs_and_what_is_said_around_the_clauses_count_too():
    (around,) = differences(letter(SCOPE), letter(SCOPE, signers=(Signer("Petra Hale", "client"),)))
    assert (around.title, around.lines) == ("", (Line("", "Petra Hale, client"),))
