"""Where and when the story of the sample practice is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from practice.actions.store import Store

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and when the story is told."""

    store: Store
    now: datetime
    works: Table
    usual_fit: Table
    usual_notes: Table

    def at(self, day: int, clock: str = "10:00") -> datetime:
        """The instant `day` days from today at a local time, but never one to come for a day that is not."""
        local = self.now.astimezone()
        moment = datetime.combine(local.date() + timedelta(days=day), time.fromisoformat(clock)).astimezone()
        return moment if day > 0 else min(moment, self.now)

    def day(self, day: int) -> date:
        """The date `day` days from today."""
        return self.now.astimezone().date() + timedelta(days=day)
