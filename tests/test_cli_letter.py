"""Which letter the command line writes, and to what kind of file."""

import logging

import pytest

from practice import cli
from practice.actions import letters
from tests import make, make_companions, make_letters


@pytest.fixture
def write(tmp_path, capsys):
    """A practice in which a referral letter was issued after nothing, a draft or an issued letter; then the command."""
    before = logging.root.handlers[:], logging.root.level

    def go(first, name="letter.pdf"):
        store = make.store(tmp_path)
        make_letters.profile(store)
        client = make_letters.person(store)
        if first:
            draft = make_letters.estate_plan(store, client.id)
            letters.issue(store, draft.id, make.NOW) if first == "issued" else None
        letters.issue(store, make_companions.begun(store, client.id, "referral").id, make.NOW)
        store.close()
        (tmp_path / "passphrase").write_text(make.PASSPHRASE)
        secret = ["--data", str(store.folder), "--passphrase-file", str(tmp_path / "passphrase")]
        assert cli.main(["letter", "imelda", "--out", str(tmp_path / name), *secret]) == 0
        return capsys.readouterr().out

    yield go
    logging.root.handlers[:], logging.root.level = before


@pytest.mark.parametrize(
    ("first", "said"),
    [("issued", "EL-2026-001, issued."), ("draft", "EL-2026-001, draft."), ("", "RF-2026-001, issued.")],
)
def test_the_engagement_letter_is_written_whatever_else_is_newer(write, first, said):
    assert said in write(first)


@pytest.mark.parametrize("name", ["out", "out.txt", "out.pdf.zip", ".pdf"])
def test_a_letter_is_written_to_no_other_kind_of_file(tmp_path, capsys, name):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["letter", "imelda", "--out", str(tmp_path / name), "--data", str(tmp_path)])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.endswith("give the file a name that ends in .pdf or .docx.\n")
    assert not (tmp_path / name).exists()
