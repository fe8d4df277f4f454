"""What stands on top of the first page: the practice's logo, its name and line, and how to reach it."""

from dataclasses import replace

from practice.letters.lines import measure
from practice.letters.pages import Block, Keep, column, stack
from practice.letters.pdf import Mark, Picture, Rule, Words
from practice.letters.style import LINE, MM, STRONG_RULE, Setting, Style
from practice.letters.tagged import Tag
from practice.rules.letters import Letterhead
from practice.rules.paper import DOT, Logo

LOGO_WIDTH, LOGO_HEIGHT = 60 * MM, 16 * MM  # at most
BELOW_LOGO, BELOW_LOGO_PLAIN = 24.0, 9.0  # a large name rises above its block
DETAILED = 0.55  # of the sheet's width, at most, for the details
BESIDE = 18.0  # between what stands at left and the details
NAME_RISE = 15.0  # of the name above the line's baseline
TO_RULE = 12.4


def letterhead(head: Letterhead, look: Setting, under: Tag) -> list[Block]:
    """The logo on top; name and line at left, details at right, standing on the rule; or plainly below one another."""
    if not (head.name or head.line or head.details or head.logo):
        return []
    tag = under.add("Div")
    logo = [_logo(head.logo, head.name, look, tag)] if head.logo else []
    if not (head.name or head.line or head.details):
        return [replace(block, keep=Keep.MUST) for block in logo]
    typed = _plain(head, look, tag) if look.plain else _standing(head, look, tag)
    return [replace(block, keep=Keep.MUST) for block in (*logo, typed)]


def _logo(logo: Logo, name: str, look: Setting, under: Tag) -> Block:
    """As large as its room lets it be; read aloud as the practice's logo."""
    scale = min(LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height)
    width, height = logo.width * scale, logo.height * scale
    left, top = look.sheet.left, look.sheet.height - look.sheet.top
    box = f"{left:.2f} {top - height:.2f} {left + width:.2f} {top:.2f}"
    tag = under.add("Figure", alt=f"Logo of {name}" if name else "Logo", more=f"/A <</O /Layout /BBox [{box}]>>")
    below = BELOW_LOGO_PLAIN if look.plain else BELOW_LOGO
    return Block(height + below, (Picture(left, height, width, height, logo, tag),))


def rows(details: tuple[str, ...], style: Style, width: float) -> tuple[str, ...]:
    """The details, one that is too wide in rows of its parts: no row ends or begins with the dot between two."""
    made: list[str] = []
    for text in details:
        first, *more = text.split(DOT)
        made.append(first)
        for part in more:
            longer = f"{made[-1]}{DOT}{part}"
            if measure(longer, style) + 0.01 > width:
                made.append(part)
            else:
                made[-1] = longer
    return tuple(made)


def _plain(head: Letterhead, look: Setting, under: Tag) -> Block:
    sheet, voices = look.sheet, look.voices
    name = stack(head.name, voices.name, sheet.left, sheet.wide, under.add("P"), at_right=False) if head.name else []
    below = tuple(text for text in (head.line, *rows(head.details, voices.detail, sheet.wide)) if text)
    rest = column(below, voices.detail, sheet.left, sheet.wide, under, top=len(name) * voices.name.leading)
    return Block(len(name) * voices.name.leading + len(rest) * voices.detail.leading, (*name, *rest))


def _standing(head: Letterhead, look: Setting, under: Tag) -> Block:
    sheet, voices = look.sheet, look.voices
    most = sheet.wide * DETAILED
    below = rows(head.details, voices.detail, most)
    widest = max((measure(text, voices.detail) for text in below), default=0.0)
    detailed = min(widest + 0.01, most)
    named = sheet.wide - (detailed + BESIDE if below else 0)
    name = stack(head.name, voices.name, sheet.left, named, under.add("P"), at_right=False) if head.name else []
    line = stack(head.line, voices.line, sheet.left, named, under.add("P"), at_right=False) if head.line else []
    details = column(below, voices.detail, sheet.right - detailed, detailed, under, at_right=True)
    return _on_rule(name, line, details, look)


def _on_rule(name: list[Words], line: list[Words], details: list[Words], look: Setting) -> Block:
    """The columns with their last baselines level, and the rule below them."""
    sheet, leading = look.sheet, look.voices.line.leading
    grown = leading / LINE.leading
    rise = NAME_RISE * grown * bool(line) + leading * max(len(line) - 1, 0)
    high = rise + look.voices.name.leading * max(len(name) - 1, 0) - (0 if line else 4)
    foot = max(19.2 * grown, 4.2 + high, 7.2 + leading * (len(details) - 1))  # the last baseline
    marks: list[Mark] = [
        *_ending_at(name, foot - rise, look.voices.name.leading),
        *_ending_at(line, foot, leading),
        *_ending_at(details, foot, look.voices.detail.leading),
        Rule(sheet.left, sheet.right, foot + TO_RULE, STRONG_RULE, look.ink),
    ]
    return Block(foot + TO_RULE + 0.4, tuple(marks))


def _ending_at(words: list[Words], baseline: float, leading: float) -> list[Mark]:
    return [replace(each, y=baseline - leading * (len(words) - 1 - place)) for place, each in enumerate(words)]
