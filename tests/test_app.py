"""The program as a whole, where no test of a screen reaches."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from practice import app

CHOOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from practice import app
running = app.application()
dialog = QFileDialog(None, "Choose", sys.argv[1])
dialog.setFileMode(QFileDialog.FileMode.Directory)
QTimer.singleShot(0, dialog.accept)
dialog.exec()
print(dialog.selectedFiles()[0])
del dialog
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own dialogs are shown")
def test_the_program_ends_even_where_locking_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stuck:
        def lock(self) -> None:
            raise ZeroDivisionError

    quits: list[bool] = []
    monkeypatch.setattr(app.QCoreApplication, "quit", lambda: quits.append(True))
    with pytest.raises(ZeroDivisionError):
        app._end(Stuck())  # type: ignore[arg-type]
    assert quits == [True]


def test_no_folder_that_was_looked_into_is_written_down(tmp_path: Path) -> None:
    folder, settings = tmp_path / "Corrant, Imelda", tmp_path / "settings"
    folder.mkdir()
    root = str(Path(__file__).resolve().parents[1])
    env = {**os.environ, "PYTHONPATH": root, "XDG_CONFIG_HOME": str(settings), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CHOOSE, str(folder)], env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str(folder), done.stderr
    assert not [path for path in settings.rglob("*") if path.is_file() and "Corrant" in path.read_text("utf-8")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    unset = {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in unset}
    env |= {"DISPLAY": ":987", "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "practice", "--data", str(tmp_path / "practice")]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("practice: No window can open here")
    assert not list(tmp_path.rglob("*.db"))
