"""The facts of a letter as HTML and as Typst's markup, for the rivals of our pages: the same words and parts."""

import json
from collections.abc import Iterator
from html import escape

from practice.letters import said
from practice.rules.letters import Grid, ItemTable, LetterFacts, Paragraph, Section


def html(facts: LetterFacts) -> str:
    """The letter as HTML, to be set by letter.css."""
    return (
        f'<html lang="{facts.language}"><head><title>{escape(facts.title)}</title></head>'
        f'<body data-foot="{escape(said.foot(facts))}">{"".join(_html(facts))}</body></html>'
    )


def _html(facts: LetterFacts) -> Iterator[str]:
    head = facts.letterhead
    yield f"<header><div class=details>{_paragraphs(head.details)}</div>"
    yield f"{_p(head.name, 'name')}{_p(head.line, 'line')}</header>{_p(facts.date_line, 'date')}"
    yield f"<div class=part>{_paragraphs(facts.recipient)}{_p(facts.delivery_line, 'aside')}</div>"
    yield f"<h1><span>{said.RE} </span>{escape(facts.subject)}</h1>{_p(facts.reference, 'reference')}"
    yield _p(facts.greeting, "part")
    yield from (_p(each.text, "said") for each in facts.opening)
    for section in facts.sections:
        yield f"<section><h2><span>{section.number}. </span>{escape(section.title)}</h2>"
        yield from (_html_part(block) for block in section.blocks)
        yield "</section>"
    yield from (_p(each.text, "said") for each in facts.closing)
    yield "<div class=signing>"
    for signer in facts.signers:
        yield f"<div>{_p(signer.name, 'signer')}{_p(signer.capacity)}{_p(said.DATE, 'dated')}</div>"
    yield "</div>"


def _p(text: str, name: str = "") -> str:
    return f'<p class="{name}">{escape(text)}</p>'


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(_p(text) for text in texts)


def _html_part(part: object) -> str:
    if isinstance(part, Paragraph):
        return _p(part.text)
    if isinstance(part, ItemTable):
        rows = [
            f"<tr><th scope=row class=number>{row.number}</th><td>{escape(row.text)}</td>{_due(row.due)}</tr>"
            for row in part.rows
        ]
        columns = f"<col style='width: 27pt'><col><col style='width: {131 if part.due_heading else 1}pt'>"
        head = f"<th colspan=2>{escape(part.heading)}</th><th class='right due'>{escape(part.due_heading)}</th>"
        return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    assert isinstance(part, Grid)
    lines = [f"<tr>{_cells('td', row, part)}</tr>" for row in part.rows]
    lines += [f"<tr class=total>{_cells('td', part.total, part)}</tr>"] if part.total else []
    head = _cells("th", part.header, part)
    columns = "<col><col style='width: 108pt'><col style='width: 140pt'>"
    return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _due(text: str) -> str:
    return f"<td class=right>{escape(text)}</td>"


def _cells(tag: str, row: tuple[str, ...], table: Grid) -> str:
    return "".join(
        f"<{tag}{' class=right' if at in table.right else ''}>{escape(text)}</{tag}>" for at, text in enumerate(row)
    )


def typst(facts: LetterFacts) -> str:
    """The letter in Typst's markup, after what letter.typ defines."""
    head = facts.letterhead
    about = f"{_s(facts.title)}, {_s(head.name)}, {_s(said.foot(facts))}"
    return f"#set text(lang: {_s(facts.language[:2])})\n#show: body => letter({about}, body)\n" + "\n".join(
        _typst(facts)
    )


def _typst(facts: LetterFacts) -> Iterator[str]:
    head = facts.letterhead
    yield f"#letterhead({_s(head.name)}, {_s(head.line)}, {_all(head.details)})"
    yield f"#block(above: 18pt, {_s(facts.date_line)})"
    aside = f'text(style: "italic", fill: soft, {_s(facts.delivery_line)})'
    yield f"#block(above: 12pt, column({', '.join(map(_s, facts.recipient))}, {aside}))"
    yield f"#subject({_s(f'{said.RE} ')}, {_s(facts.subject)}, {_s(facts.reference)})"
    yield f"#block(above: 12pt, {_s(facts.greeting)})"
    yield from (f"#par({_s(each.text)})" for each in facts.opening)
    yield from (_clause(section) for section in facts.sections)
    yield from (f"#par({_s(each.text)})" for each in facts.closing)
    yield f"#signing(({' '.join(f'{_all((each.name, each.capacity))},' for each in facts.signers)}))"


def _clause(section: Section) -> str:
    parts = "\n".join(_typst_part(part) for part in section.blocks)
    return f"#clause({_s(f'{section.number}. ')}, {_s(section.title)})[\n{parts}\n]"


def _typst_part(part: object) -> str:
    if isinstance(part, Paragraph):
        return f"#par({_s(part.text)})"
    if isinstance(part, ItemTable):
        rows = " ".join(f"{_all((row.number, row.text, row.due))}," for row in part.rows)
        return f"#items({_s(part.heading)}, {_s(part.due_heading)}, ({rows}))"
    assert isinstance(part, Grid)
    rows = " ".join(f"{_all(row)}," for row in part.rows)
    right = "".join(f"{at}," for at in part.right)
    return f"#ruled({len(part.header)}, ({right}), {_all(part.header)}, ({rows}), {_all(part.total)})"


def _all(texts: tuple[str, ...]) -> str:
    return f"({''.join(f'{_s(text)}, ' for text in texts)})"


def _s(text: str) -> str:
    """A string of Typst's, which JSON's double quotes and backslashes write alike."""
    return json.dumps(text, ensure_ascii=False)
