import pytest

from practice.errors import Refused
from practice.rules.usual import UsualLimit, said

HELD = (UsualLimit(id=1, text="Tax returns and tax advice."),)


def test_a_usual_limit_is_one_line_of_words():
    assert said("  Storing\n original papers. ", HELD) == "Storing original papers."


@pytest.mark.parametrize("text", ["", " \n", "tax returns, and tax advice"])
def test_it_says_something_that_is_not_said_yet(text):
    with pytest.raises(Refused) as refused:
        said(text, HELD)
    assert refused.value.fields.keys() == {"text"}
