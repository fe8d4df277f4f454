"""The Word file of a draft is the draft as it stands; that of an issued letter stays as it was issued."""

import docx
import pytest

from practice.actions import clients, letters, word
from practice.errors import Trouble
from practice.letters.word import COPY
from tests import make, make_letters


def read(path) -> list[str]:
    document = docx.Document(str(path))
    feet = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return [*(paragraph.text for paragraph in document.paragraphs), *feet]


def exported(store, letter, folder) -> list[str]:
    path = folder / word.file_name(letter)
    word.export(store, letter.id, path, make.TODAY)
    return read(path)


def test_a_draft_is_written_as_it_stands(store, client, draft, tmp_path):
    assert word.file_name(draft) == "EL-2026-001-draft.docx"
    assert "Dear Ms. Corrant," in exported(store, draft, tmp_path)
    clients.edit(store, client.id, {"family": "Somebody-Else"}, make.NOW)
    said = exported(store, draft, tmp_path)
    assert "Dear Ms. Somebody-Else," in said
    assert COPY not in said


def test_an_issued_letter_is_written_as_it_was_issued(store, client, draft, tmp_path):
    letter = letters.issue(store, draft.id, make.NOW)
    assert word.file_name(letter) == "EL-2026-001.docx"
    before = exported(store, letter, tmp_path)
    clients.edit(store, client.id, {"family": "Somebody-Else"}, make.NOW)
    make_letters.profile(store, practice_name="Another Name")
    assert exported(store, letter, tmp_path) == before
    assert COPY in before
    assert [line for line in before if f"version 1 · check code {letter.check_code}" in line]


def test_exporting_changes_nothing(store, draft, tmp_path):
    before = letters.get(store, draft.id)
    exported(store, draft, tmp_path)
    assert letters.get(store, draft.id) == before


def test_what_cannot_be_written_leaves_nothing_behind(store, draft, tmp_path):
    with pytest.raises(Trouble, match="Choose another folder"):
        word.export(store, draft.id, tmp_path / "nowhere" / "letter.docx", make.TODAY)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.docx").mkdir()
    with pytest.raises(Trouble, match="Choose another folder"):
        word.export(store, draft.id, tmp_path / "out" / "letter.docx", make.TODAY)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.docx"]
