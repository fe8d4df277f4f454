"""Folders of fonts that a test fills itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from practice.letters import forget


@pytest.fixture
def font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one folder in which the computer has fonts, empty yet."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    monkeypatch.setenv("PRACTICE_FONTS", str(folder))
    forget()
    yield folder
    forget()


@pytest.fixture
def computer_s_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The fonts that this computer has."""
    monkeypatch.delenv("PRACTICE_FONTS")
    forget()
    yield
    forget()
