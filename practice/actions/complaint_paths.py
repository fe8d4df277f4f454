"""How complaints are treated, as resources/complaints has it: the paths, the insurer's gate, the usual deadlines."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from practice.paths import resource
from practice.rules.clauses import fill
from practice.rules.complaint_days import Terms
from practice.rules.complaints import Check, ClaimSign, Complaint, ComplaintItem, Kind, Path, Tick
from practice.rules.practice import Profile


def _data(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resource("complaints", f"{name}.toml").read_text("utf-8"))


@cache
def paths() -> tuple[Path, ...]:
    """Every path, in the order in which they are shown."""
    return tuple(_path(row) for row in _data("paths")["path"])


def _path(row: Mapping[str, Any]) -> Path:
    return Path(
        **{name: row[name] for name in ("key", "title", "lead", "icon", "look", "tone", "remedy")},
        kinds=tuple(Kind(one) for one in row["kinds"]),
        outside=tuple(Tick(**one) for one in row["outside"]),
        inside=tuple(Tick(**one) for one in row["inside"]),
        checks=tuple(Check(**one) for one in row["checks"]),
        never=tuple(row["never"]),
    )


@cache
def gate(profile: Profile) -> tuple[Tick, ...]:
    """The steps before an apology or a refund where a claim is possible, in their order, in the profession's words."""
    rows = _data("gate")["step"]
    return tuple(Tick(row["key"], row["text"]) for row in rows if profile in row.get("for", (profile,)))


@cache
def reminder(profile: Profile) -> str:
    """That a current client is told of a material error all the same (ABA 481), in the profession's words."""
    return str(_data("gate")["reminder"][profile.value])


def proposed(complaint: Complaint, points: Iterable[ComplaintItem]) -> tuple[ClaimSign, ...]:
    """The signs of a claim that the client's own words speak of, while none is ticked; only a person ticks one."""
    said = "\n".join((complaint.words, complaint.remedy, *(point.words for point in points)))
    return () if complaint.claim_signs else tuple(sign for sign, words in _signs().items() if words.search(said))


@cache
def _signs() -> Mapping[ClaimSign, re.Pattern[str]]:
    listed = _data("gate")["signs"].items()
    return {ClaimSign(key): re.compile("|".join(rf"\b(?:{w})" for w in words), re.IGNORECASE) for key, words in listed}


@cache
def usual_terms() -> Terms:
    """How soon whoever complains hears from the practice, where no letter promises otherwise."""
    row = _data("deadlines")
    return Terms(row["ack_days"], row["update_days"], row["final_days"])


@cache
def channels() -> Mapping[str, str]:
    """The ways in which a complaint may come, and how a letter names each."""
    return dict(_data("deadlines")["channels"])


def shown(ticks: Iterable[Tick], values: Mapping[str, str], so: frozenset[str]) -> tuple[Tick, ...]:
    """The lines that stand there in this case, with their gaps filled."""
    return tuple(Tick(t.key, fill(t.text, values, lambda _: "")) for t in ticks if not t.when or t.when in so)
