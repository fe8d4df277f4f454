"""What is shown.

PySide6 reads the source of every module imported after it, to look for `from __feature__ import`, which nothing here
uses. Python's own import is put back: a fifth of the start, and 6 MB of sources kept in memory. A start makes many
objects that stay, so garbage is looked for less often than every 700 of them.
"""

import builtins
import gc

gc.set_threshold(20_000, 20, 20)
import PySide6.QtCore  # noqa: E402, F401  what replaces the import

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
