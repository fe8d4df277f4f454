"""Whatever can be taken back is told in words."""

import ast
from collections.abc import Iterator

from practice.ui import undone
from tests.test_architecture import SOURCES

NEVER = {"quiet", "final"}  # such a change is no step of undo


def labels() -> Iterator[str]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "change":
                if any(keyword.arg in NEVER for keyword in node.keywords):
                    continue
                first = node.args[0] if node.args else None
                if isinstance(first, ast.JoinedStr):
                    first = first.values[0]
                    assert isinstance(first, ast.Constant)
                    yield f"{first.value}x"
                elif isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def test_every_change_has_its_words() -> None:
    known = set(labels())
    assert len(known) > 30
    assert sorted(label for label in known if not undone.thing(label)) == []
