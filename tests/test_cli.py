"""The command line: what it says, and how it ends. Never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from practice import cli
from tests import make


@pytest.fixture
def run(tmp_path, capsys):
    """Runs a command on one practice; gives the exit code, and what it said and complained."""
    secret = tmp_path / "passphrase"
    secret.write_text(make.PASSPHRASE + "\n")
    make.store(tmp_path).close()

    def command(*words, passphrase=secret):
        where = ["--data", str(tmp_path / "practice"), "--passphrase-file", str(passphrase)]
        code = cli.main([words[0], *where, *map(str, words[1:])])
        said = capsys.readouterr()
        assert len(said.err.splitlines()) <= 1
        return code, said.out, said.err

    return command


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "cards.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEMAIL:{}@mail.example\nEND:VCARD\n"
    path.write_text(card.format("Nguyễn Thị Ánh", "anh") + card.format("Corwin Vale", "corwin"), "utf-8")
    return path


def test_contacts_come_in_and_are_listed(run, cards):
    code, said, _ = run("import", cards, "--dry-run", "--json")
    assert (code, json.loads(said)["added"]) == (0, 2)
    assert run("clients")[1] == ""
    assert run("import", cards)[1] == "2 read: 2 were added, 0 were merged.\n"
    assert json.loads(run("import", cards, "--json")[1])["added"] == 0
    rows = json.loads(run("clients", "--search", "nguyen", "--json")[1])
    assert [row["name"] for row in rows] == ["Nguyễn Thị Ánh"]
    assert "hold" in run("check")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "nowhere.vcf"), "is not a file"),
        (("letter", "Nobody", "--out", "x.pdf"), "Nobody is called that"),
        (("letter", "\u00b2", "--out", "x.pdf"), "Nobody is called that"),
        (("backup", "."), "Name a file"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run, words, said):
    code, out, complaint = run(*words)
    assert (code, out) == (1, "")
    assert complaint.startswith("practice: ")
    assert said in complaint


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "not UTF-8"), (b"wrong", "does not open"), (None, "No such file")]
)
def test_a_passphrase_file_that_does_not_help_is_one_sentence(run, tmp_path, content, said):
    file = tmp_path / "other"
    if content is not None:
        file.write_bytes(content)
    code, _, complaint = run("clients", passphrase=file)
    assert code == 1
    assert said in complaint


def test_a_console_of_few_signs_still_lists_everybody(run, cards, tmp_path):
    run("import", cards)
    where = ["--data", str(tmp_path / "practice"), "--passphrase-file", str(tmp_path / "passphrase")]
    found = subprocess.run(
        [sys.executable, "-m", "practice", "clients", *where],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=False,
    )
    assert found.returncode == 0
    assert b"Nguy\\u1ec5n" in found.stdout
    assert b"Corwin Vale" in found.stdout
