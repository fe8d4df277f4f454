"""The places to sign at the end of a letter."""

from practice.letters import said
from practice.letters.pages import Block, height_of_text, kept, stack
from practice.letters.pdf import Mark, Rule, Words
from practice.letters.style import INK, STRONG_RULE, Setting
from practice.letters.tagged import Tag
from practice.rules.letters import Signer

SIGN_GAP = 34.0
SIGN_ROOM = 27.0
DATE_ROOM = 24.9
RULE_GAP = 3.1
SIGN, DATE = "Sign", "Date"  # the names of the lines, each with its signer's number from 0


def signatures(signers: tuple[Signer, ...], look: Setting, under: Tag) -> list[Block]:
    """The practitioner at left, the client or clients under one another at right; on one page if it can hold them."""
    if len(signers) < 2:
        return [_sender(signer, look, under) for signer in signers]
    width = (look.sheet.wide - SIGN_GAP) / 2
    dated = max(
        _signed(signer, 0, 0, width, look, Tag("Div"))[1] for signer in signers
    )  # so that all dates stand level
    dated += look.pt(DATE_ROOM)
    height = dated + RULE_GAP + look.voices.capacity.leading
    rows: list[list[Mark]] = [[]]
    for place, signer in enumerate(signers):
        x, tag = look.sheet.right - width if place else look.sheet.left, under.add("Div")
        if place > 1:
            rows.append([])
        rows[-1] += [*_signed(signer, place, x, width, look, tag)[0], *_dated(place, x, width, dated, look, tag)]
    return kept([Block(height, tuple(row)) for row in rows])


def _sender(signer: Signer, look: Setting, under: Tag) -> Block:
    """Room for the hand of somebody who signs a letter of their own, and who that is; the letter has its date."""
    tag, sheet, voices = under.add("Div"), look.sheet, look.voices
    name = stack(signer.name, voices.signer, sheet.left, sheet.wide, tag.add("P"), look.pt(SIGN_ROOM), at_right=False)
    below = look.pt(SIGN_ROOM) + height_of_text(name)
    capacity = stack(signer.capacity, voices.capacity, sheet.left, sheet.wide, tag.add("P"), below, at_right=False)
    return Block(below + height_of_text(capacity), (*name, *capacity))


def _signed(signer: Signer, place: int, x: float, width: float, look: Setting, under: Tag) -> tuple[list[Mark], float]:
    """A line to sign on and who signs, and how far down that goes."""
    room = look.pt(SIGN_ROOM)
    name = stack(signer.name, look.voices.signer, x, width, under.add("P"), room + RULE_GAP, at_right=False)
    below = room + RULE_GAP + height_of_text(name)
    capacity: list[Words] = []
    if signer.capacity:
        style = look.voices.capacity
        capacity = stack(signer.capacity, style, x, width, under.add("P"), below - 0.3, at_right=False)
    rule = Rule(x, x + width, room + STRONG_RULE / 2, STRONG_RULE, INK, name=f"{SIGN}{place}", room=room)
    return [rule, *name, *capacity], below + (height_of_text(capacity) if capacity else 0.0)


def _dated(place: int, x: float, width: float, top: float, look: Setting, under: Tag) -> list[Mark]:
    """A line for the date."""
    room = look.pt(DATE_ROOM) / 2
    rule = Rule(x, x + width * 0.6, top + STRONG_RULE / 2, STRONG_RULE, INK, name=f"{DATE}{place}", room=room)
    return [rule, *stack(said.DATE, look.voices.capacity, x, width, under.add("P"), top + RULE_GAP)]
