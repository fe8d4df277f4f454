"""Where things are: what the program brings along, and what a person keeps."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_resources"  # the wheel puts the folder there
_CHECKOUT = _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a file or folder the program brings along; raises FileNotFoundError when it is not there."""
    root = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The program's own file {'/'.join(parts)} is missing. Install Practice again.")
    return path


def data_dir() -> Path:
    """The folder of the person's own practice, as their system has it; it may not exist yet."""
    import platformdirs  # noqa: PLC0415  start-up: not needed where --data names the folder

    return platformdirs.user_data_path("practice", appauthor=False)


def state_dir() -> Path:
    """The folder for what may be thrown away, such as the log; it may not exist yet."""
    import platformdirs  # noqa: PLC0415  start-up: as above

    return platformdirs.user_state_path("practice", appauthor=False)


def runtime_dir() -> Path:
    """Where private copies may lie for a while: the session's own folder where there is one, else temporary files.

    On most Linux systems it is memory, gone when the person leaves.
    """
    import tempfile  # noqa: PLC0415  start-up: not needed before a file is opened

    own = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    return own if own.is_dir() else Path(tempfile.gettempdir())
