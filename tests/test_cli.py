"""The command line: every command, its exit codes, and that it speaks in single lines and never of clients."""

import io
import json
import logging
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pdfplumber
import pytest

from practice import cli
from practice.actions import clients, letters
from practice.actions import store as stores
from practice.db.store import FILE
from practice.ui import instance
from tests import make, make_letters

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Zebedee Quill
TEL:(503) 555-0188
EMAIL:zebedee@quill.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Imelda Corrant
EMAIL:imelda@corrant.example
END:VCARD
"""


@pytest.fixture(autouse=True)
def _logging():
    """A command sends log lines to standard error; afterwards they go where they went."""
    before = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A practice with two people, and an issued letter for one of them."""
    store = make.store(tmp_path)
    make_letters.profile(store)
    letters.issue(store, make_letters.estate_plan(store, make_letters.person(store).id).id, make.NOW)
    clients.create(store, make.client("Dorothea", "Lindqvist"), make.NOW)
    store.close()
    (tmp_path / "passphrase").write_text(make.PASSPHRASE + "\n")
    return store.folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]):
    """Run one command on the practice; what it said, after its exit code was looked at."""

    def go(*words: object, exits: int = 0, data: Path = folder, secret: Path = folder.parent / "passphrase") -> str:
        command = [*map(str, words), "--data", str(data), "--passphrase-file", str(secret)]
        assert cli.main(command) == exits
        said = capsys.readouterr()
        if exits:
            (line,) = said.err.splitlines()
            assert line.startswith("practice: ")
            assert "Traceback" not in line
            return line
        return said.out

    return go


def cards(folder: Path, text: str = CARDS, name: str = "contacts.vcf") -> Path:
    path = folder.parent / name
    path.write_text(text, "utf-8")
    return path


def names(run) -> list[str]:
    return [row["name"] for row in json.loads(run("clients", "--json"))]


# clients


def test_everybody_is_listed_by_number_name_and_status(run):
    lines = [line.split("\t")[1:] for line in run("clients").splitlines()]
    assert lines == [["Imelda Corrant", "prospect"], ["Dorothea Lindqvist", "prospect"]]


def test_a_search_lists_whom_it_finds(run, folder):
    (found,) = json.loads(run("clients", "--search", "lindq", "--json"))
    assert (found["name"], found["kind"], found["status"]) == ("Dorothea Lindqvist", "person", "prospect")
    assert run("clients", "--search", "nobody of that name") == ""
    run("import", cards(folder, CARDS.replace("Zebedee Quill", "Nguyễn Thị Ánh")))
    assert "Nguyễn Thị Ánh" in run("clients", "--search", "nguyen")


# import


def test_an_import_reports_what_came_in(run, folder):
    said = run("import", cards(folder))
    assert said.splitlines()[0] == "2 read: 1 were added, 0 were merged."
    assert names(run) == ["Imelda Corrant", "Dorothea Lindqvist", "Zebedee Quill"]


def test_a_dry_run_keeps_nothing(run, folder):
    said = json.loads(run("import", cards(folder), "--dry-run", "--json"))
    assert (said["read"], said["added"]) == (2, 1)
    assert "Zebedee Quill" not in names(run)


def test_a_second_import_adds_nothing(run, folder):
    run("import", cards(folder))
    said = json.loads(run("import", cards(folder), "--json"))
    assert (said["read"], said["added"], said["merged"], len(said["skipped"])) == (2, 0, 0, 2)


def test_what_cannot_be_taken_is_reported_with_place_and_reason(run, folder):
    empty = "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"
    said = json.loads(run("import", cards(folder, CARDS + empty), "--json"))
    assert set(said) >= {"read", "added", "merged", "skipped", "unreadable"}
    (row,) = said["unreadable"]
    assert row["place"]
    assert row["reason"]


def test_several_files_are_one_change(run, folder):
    more = cards(folder, "name,email\nNadia Reyes-Holm,nadia@reyesholm.example\n", "more.csv")
    assert json.loads(run("import", cards(folder), more, "--json"))["added"] == 2


# letter, backup, check


def test_a_letter_is_written_as_issued(run, folder):
    out = folder.parent / "letter.pdf"
    assert "EL-2026-001, issued" in run("letter", "imelda", "--out", out)
    with pdfplumber.open(io.BytesIO(out.read_bytes())) as pdf:
        assert "Imelda Corrant" in (pdf.pages[0].extract_text() or "")
    before = out.read_bytes()
    run("letter", "Imelda Corrant", "--out", out)
    assert out.read_bytes() == before


def test_a_letter_is_written_for_word_by_the_file_s_ending(run, folder):
    out = folder.parent / "letter.DOCX"
    assert "EL-2026-001, issued" in run("letter", "imelda", "--out", out)
    document = docx.Document(str(out))
    assert "Imelda Corrant" in [paragraph.text for paragraph in document.paragraphs]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_backup_opens_nothing_without_the_passphrase(run, folder):
    out = folder.parent / "backup.practice"
    assert "verified by reopening" in run("backup", out)
    assert b"Corrant" not in out.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_backup_is_restored_as_it_says(run, folder):
    out = folder.parent / "backup.zip"
    assert "unpack it (it is a zip) into a new folder" in run("backup", out)
    zipfile.ZipFile(out).extractall(folder.parent / "restored")
    before = run("clients")
    assert run("clients", data=folder.parent / "restored") == before
    run("check", data=folder.parent / "restored")


def test_check_says_that_all_holds_together(run):
    assert run("check").startswith("Everything holds together: ")
    assert json.loads(run("check", "--json"))["problems"] == []


def test_check_finds_what_was_changed_behind_its_back(run, folder):
    store = stores.unlock(folder, make.PASSPHRASE)
    store.execute("PRAGMA query_only = 0")
    store.execute("UPDATE clients SET notes = 'x' WHERE given = 'Dorothea'")
    store.close()
    assert run("check", exits=1) == "practice: One thing does not hold together. Restore a backup."


# a new folder


def test_a_new_folder_is_made_and_its_recovery_code_said_once(folder, capsys):
    new, secret = folder.parent / "new", folder.parent / "passphrase"
    assert cli.main(["clients", "--data", str(new), "--passphrase-file", str(secret)]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    code = said.err.rsplit(": ", 1)[1].strip()
    assert stores.data_key(new, code) == stores.data_key(new, make.PASSPHRASE)
    assert stat.S_IMODE(new.stat().st_mode) == 0o700
    assert cli.main(["clients", "--data", str(new), "--passphrase-file", str(secret)]) == 0
    assert capsys.readouterr().err == ""


def test_a_short_passphrase_makes_nothing(run, folder):
    short = folder.parent / "short"
    short.write_text("abc")
    assert "8 characters" in run("clients", data=folder.parent / "new", secret=short, exits=1)
    assert not stores.exists(folder.parent / "new")


# what goes wrong


def test_a_practice_that_is_open_is_a_sentence(run, folder):
    lock = instance.hold(folder)
    assert "open in another window" in run("clients", exits=1)
    lock.unlock()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "nowhere.vcf"), "is not a file"),
        (("letter", "nobody", "--out", "x.pdf"), "Nobody is called that"),
        (("letter", "\u00b2", "--out", "x.pdf"), "Nobody is called that"),
        (("letter", "dorothea", "--out", "x.pdf"), "no letter yet"),
        (("letter", "imelda", "--out", "no/such/folder/x.pdf"), "Choose another folder"),
        (("letter", "imelda", "--out", "no/such/folder/x.docx"), "Choose another folder"),
        (("backup", "no/such/folder/backup"), ""),
        (("backup", "."), "Name a file"),
    ],
)
def test_what_cannot_be_done_is_one_line_that_says_what_to_do(run, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    assert said in run(*words, exits=1)
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "not UTF-8"), (b"open sesame", "does not open"), (None, "No such file")]
)
def test_a_passphrase_file_that_does_not_help_is_one_line(run, folder, content, said):
    other = folder.parent / "other"
    if content is not None:
        other.write_bytes(content)
    assert said in run("clients", secret=other, exits=1)


def test_a_file_in_place_of_the_folder_is_one_line(run, folder):
    assert "contacts.vcf is a file" in run("clients", data=cards(folder), exits=1)


def test_a_damaged_file_is_one_line(run, folder):
    path = folder / FILE
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    for command in "check", "clients":
        run(command, exits=1)


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("import",),
        ("letter", "imelda"),
        ("shots", "x", "--size", "big"),
        ("shots", "x", "--size", "10x10"),
        ("shots", "x", "--scale", "9"),
        ("demo", "--profile", "plumber"),
    ],
)
def test_wrong_usage_exits_with_2(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(list(words))
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


# nobody's name where it does not belong


def test_no_name_stands_on_standard_error_or_in_a_log(run, folder, capsys):
    run("import", cards(folder))
    for words in (
        ("clients", "--search", "quill"),
        ("letter", "Zebedee Quill", "--out", folder.parent / "x.pdf"),
        ("import", cards(folder, "BEGIN:VCARD\nFN:Zebedee Quill\nN:Quill", "cut.vcf")),
        ("check",),
    ):
        command = [*map(str, words), "--data", str(folder), "--passphrase-file", str(folder.parent / "passphrase")]
        cli.main(command)
        assert "Quill" not in capsys.readouterr().err
    home = Path(os.environ["XDG_STATE_HOME"]).parent
    logs = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in logs if b"Quill" in path.read_bytes()] == []


# as a program of its own


def program(*words: object, cwd: Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[1]
    env = {**os.environ, "PYTHONPATH": str(root), **environment}
    command = [sys.executable, "-m", "practice", *map(str, words)]
    return subprocess.run(command, cwd=cwd, env=env, input=typed, text=True, capture_output=True, check=False)


def test_the_passphrase_may_come_from_standard_input(folder):
    said = program("clients", "--data", folder, "--passphrase-file", "-", cwd=folder, typed=f"{make.PASSPHRASE}\n")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Dorothea Lindqvist" in said.stdout


def test_without_a_terminal_it_says_how_to_give_the_passphrase(folder):
    said = program("clients", "--data", folder, cwd=folder)
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "--passphrase-file" in said.stderr


def test_a_console_of_few_signs_still_lists_everybody(run, folder):
    run("import", cards(folder, CARDS.replace("Zebedee Quill", "Nguyễn Thị Ánh")))
    where = "--data", folder, "--passphrase-file", folder.parent / "passphrase"
    said = program("clients", *where, cwd=folder, PYTHONIOENCODING="ascii")
    assert (said.returncode, said.stderr) == (0, "")
    assert "Nguy\\u1ec5n" in said.stdout


def test_a_reader_that_has_seen_enough_is_no_fault(folder):
    secret = folder.parent / "passphrase"
    command = f"{sys.executable} -m practice clients --data {folder} --passphrase-file {secret} | true"
    root = Path(__file__).resolve().parents[1]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    said = subprocess.run(["sh", "-c", command], cwd=root, env=env, text=True, capture_output=True, check=False)
    assert said.stderr == ""


@pytest.mark.parametrize(("closed", "said"), [(">&-", ""), ("<&-", "does not open"), (">&- 2>&- <&-", "")])
def test_a_closed_stream_is_no_fault_of_the_program(folder, closed, said):
    secret = "-" if "<" in closed else folder.parent / "passphrase"
    command = f"{sys.executable} -m practice clients --data {folder} --passphrase-file {secret} {closed}"
    root = Path(__file__).resolve().parents[1]
    found = subprocess.run(["sh", "-c", command], cwd=root, text=True, capture_output=True, check=False)
    assert found.returncode == (secret == "-")
    assert said in found.stderr
    assert "fault" not in found.stderr


def test_of_a_passphrase_file_the_first_line_counts(run, folder):
    secret = folder.parent / "noted"
    secret.write_bytes(f"\ufeff{make.PASSPHRASE}\r\nkept for the office\n".encode())
    assert "Dorothea Lindqvist" in run("clients", secret=secret)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8:surrogateescape"])
def test_standard_input_that_is_no_text_is_said_to_be_none(folder, encoding):
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "practice", "clients", "--data", str(folder), "--passphrase-file", "-"]
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    said = subprocess.run(command, cwd=root, env=env, input=b"\xff\xfeabc\n", capture_output=True, check=False)
    assert said.returncode == 1
    assert b"not UTF-8" in said.stderr


def test_the_demo_without_a_display_writes_letter_and_pictures(tmp_path):
    said = program("demo", "--profile", "coach", cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="")
    assert said.returncode == 0, said.stderr
    assert "no display" in said.stdout
    assert (tmp_path / "build" / "demo" / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((tmp_path / "build" / "demo" / "shots").glob("*.png"))) > 8


def test_the_window_without_a_display_is_one_line(folder):
    said = program("--data", folder, cwd=folder, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert said.returncode == 1
    (line,) = said.stderr.splitlines()
    assert "no display" in line


def test_shots_of_a_small_window(tmp_path):
    said = program("shots", tmp_path / "shots", "--size", "960x640", "--theme", "dark", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    pictures = sorted((tmp_path / "shots").glob("*.png"))
    assert f"Wrote {len(pictures)} pictures" in said.stdout
    assert len(pictures) > 8


def test_a_backup_never_writes_over_another_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = tmp_path / "there"
    there.write_text("an earlier backup")
    assert cli.main(["backup", str(there), "--data", str(tmp_path / "new")]) == 1
    assert "Choose another name" in capsys.readouterr().err
    assert there.read_text() == "an earlier backup"
    assert not (tmp_path / "new").exists()
