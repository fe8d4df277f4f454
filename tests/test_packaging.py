"""The wheel: everything that the program needs and nothing else, installed where there is no checkout."""

import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import practice

ROOT = Path(__file__).resolve().parent.parent


def run(*words: str | Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **surroundings}
    done = subprocess.run(words, cwd="/", env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (made,) = folder.glob("*.whl")
    return made


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name != ".gitkeep"
    }


@pytest.mark.slow
def test_the_wheel_holds_the_program_its_resources_and_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith(".gitkeep")}
    about = f"practice-{practice.__version__}.dist-info/"
    program = {f"practice/{name}" for name in files(ROOT / "practice")}
    resources = {f"practice/_resources/{name}" for name in files(ROOT / "resources")}
    assert {name for name in names if not name.startswith(about)} == program | resources
    licences = {"LICENSE", "resources/icons/LICENSE", "resources/fonts/LICENSE-Inter.txt"}
    assert {f"{about}licenses/{name}" for name in licences} <= names


@pytest.mark.slow
def test_the_wheel_runs_where_there_is_nothing_else(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel)
    out, home = tmp_path / "out", str(tmp_path)
    run(binaries / "practice", "demo", "--out", out, HOME=home, XDG_DATA_HOME=home, QT_QPA_PLATFORM="offscreen")
    assert (out / "letter.pdf").read_bytes().startswith(b"%PDF-")
    assert all(shot.read_bytes().startswith(b"\x89PNG") for shot in (out / "shots").glob("*.png"))
    assert list((out / "shots").glob("*.png"))


def test_every_dependency_has_an_upper_bound_and_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    extras = project["optional-dependencies"].values()
    for wanted in (*project["dependencies"], *(one for extra in extras for one in extra)):
        found = [line for line in lines if f'"{wanted}",' in line]
        assert "<" in wanted, wanted
        assert found
        assert all("#" in line for line in found), found


def test_no_file_names_a_package_registry() -> None:
    kept = [ROOT / name for name in ("pyproject.toml", "Makefile", "README.md", ".ci/run", ".ci/system.sh")]
    for path in kept:
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("index-url", "pypi.org", "find-links", "trusted-host") if word in text], path
