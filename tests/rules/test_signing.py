"""Who can still sign a letter on this computer."""

import pytest

from practice.errors import Refused
from practice.rules.letters import Letter, LetterFacts, LetterState, Signer
from practice.rules.signing import PROFESSIONAL, SignedCopy, Way, check, clients_missing, follows, signers

FACTS = LetterFacts(signers=(Signer("Ines Halvard", ""), Signer("Ada Marr", ""), Signer("Bo Marr", "")))
LETTER = Letter(state=LetterState.ISSUED, facts=FACTS)


def copy(line, way=Way.DRAWN):
    return SignedCopy(line=line, way=way)


def test_signers_are_known_by_their_lines():
    assert signers(LETTER) == ("Ines Halvard", "Ada Marr", "Bo Marr")
    assert signers(Letter()) == ()


@pytest.mark.parametrize(
    ("copies", "missing"),
    [
        ((), (1, 2)),
        ((copy(2),), (1,)),
        ((copy(PROFESSIONAL),), (1, 2)),
        ((copy(1), copy(2)), ()),
        ((copy(PROFESSIONAL, Way.CERTIFICATE),), (1, 2)),
    ],
)
def test_which_clients_have_not_drawn(copies, missing):
    assert clients_missing(LETTER, copies) == missing


def test_a_line_takes_one_drawing():
    with pytest.raises(Refused, match="Ada Marr has signed"):
        check(LETTER, 1, Way.DRAWN, [copy(1)])
    check(LETTER, 2, Way.DRAWN, [copy(1)])


def test_a_certificate_may_follow_the_professionals_hand_and_then_nothing_may():
    check(LETTER, PROFESSIONAL, Way.CERTIFICATE, [copy(PROFESSIONAL)])
    for way in Way:
        with pytest.raises(Refused, match="closed this file"):
            check(LETTER, 2, way, [copy(PROFESSIONAL, Way.CERTIFICATE)])


def test_only_the_professional_follows_and_only_on_what_was_signed_here():
    done = Letter(state=LetterState.SIGNED, facts=FACTS)
    assert follows(done, PROFESSIONAL, [copy(1)])
    assert not follows(done, PROFESSIONAL, [])
    assert not follows(done, 1, [copy(2)])
    assert not follows(LETTER, PROFESSIONAL, [copy(1)])
