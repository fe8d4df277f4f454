"""One program per practice: whoever holds the lock file may open it; a killed holder's lock is taken over at once."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from practice.errors import AlreadyOpen, DiskFull, Trouble

FILE = "practice.lock"
_UNUSABLE = "This folder cannot be written. Choose another one, or change its permissions."

_A_FILE = (
    "{file} is a file, and a practice is a folder. Choose the folder; if this is a backup, unpack it into a new folder "
    "(it is a zip) and choose that one."
)


def hold(folder: Path) -> QLockFile:
    """Hold the practice in `folder` until the result is unlocked or gone. Raises AlreadyOpen, DiskFull, Trouble."""
    if folder.is_file():
        raise Trouble(_A_FILE.format(file=folder))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(_UNUSABLE) from error
    lock = QLockFile(str(folder / FILE))
    lock.setStaleLockTime(0)  # a living holder is never robbed, however long it works
    if lock.tryLock(200):
        return lock
    if lock.error() == QLockFile.LockError.PermissionError:
        raise Trouble(_UNUSABLE)
    if lock.error() == QLockFile.LockError.UnknownError:  # its few bytes could not be written
        raise DiskFull("The disk is full. Make some room and try again; what was kept before is whole.")
    raise AlreadyOpen("This practice is open in another window or command. Close that one first.")
