"""What follows from a record whenever it is written, undone or redone: search rows and keys of recognition."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from practice.db.records import Value

Values = Mapping[str, Value]
Execute = Callable[[str, Sequence[Any]], Any]
Follower = Callable[[Execute, int, Values | None], None]

FOLLOWERS: Mapping[str, tuple[Follower, ...]] = {}
