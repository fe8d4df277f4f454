from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from practice.errors import Refused
from practice.rules import notes
from practice.rules.notes import EntryKind, FollowUp, Note, NoteState, Session

START = datetime(2026, 11, 17, 17, 30, tzinfo=UTC)
NOW = START + timedelta(hours=1)
SESSION = Session(id=1, client_id=1, starts_at=START, ends_at=START + timedelta(minutes=58), planned_minutes=60)
NOTE = Note(id=2, session_id=1, client_id=1, template="review", fields={"covered": "Went through the trust."})


def signed(note=NOTE, session=SESSION, steps=(), now=NOW):
    return notes.sign(note, session, steps, "Ines Halvard", now)


def test_signing_locks_dates_and_hashes():
    note = signed()
    assert (note.state, note.signed_at, note.signed_by) == (NoteState.SIGNED, NOW, "Ines Halvard")
    assert notes.holds(note, SESSION)
    assert not notes.holds(replace(note, fields={"covered": "Something else."}), SESSION)
    assert not notes.holds(replace(note, signed_at=NOW - timedelta(days=1)), SESSION)


def test_a_signed_note_keeps_its_next_steps_as_they_were():
    steps = [FollowUp(text="Redraft clause 7", due_on=date(2026, 12, 1)), FollowUp(text="Ask Ingrid", owner="Dorothea")]
    assert signed(steps=steps).fields[notes.STEPS] == "Redraft clause 7, by December 1, 2026\nDorothea: Ask Ingrid"


@pytest.mark.parametrize("fields", [{}, {"covered": "  \n"}])
def test_an_empty_note_cannot_be_signed(fields):
    with pytest.raises(Refused, match="before you sign"):
        signed(replace(NOTE, fields=fields))


@pytest.mark.parametrize(("hours", "late"), [(48, False), (49, True)])
def test_a_note_is_late_after_48_hours_from_the_end(hours, late):
    now = SESSION.ends_at + timedelta(hours=hours)
    assert notes.is_late(SESSION, now) is late
    if late:
        with pytest.raises(Refused, match="48 hours"):
            signed(now=now)
        assert signed(replace(NOTE, late_reason="I was ill."), now=now).late_reason == "I was ill."


def test_a_signed_note_is_neither_edited_nor_signed_again():
    for act in (lambda: notes.edited(signed(), remember="x"), lambda: signed(signed())):
        with pytest.raises(Refused, match="Add to it"):
            act()


@pytest.mark.parametrize("energy", [0, 6])
def test_energy_is_one_to_five(energy):
    with pytest.raises(Refused, match="1 to 5"):
        notes.edited(NOTE, energy=energy)


@pytest.mark.parametrize("kind", list(EntryKind))
def test_each_kind_of_entry_is_dated_now_and_bound_to_the_note(kind):
    entry = notes.entry(signed(), kind, "The bank is back-up.", "Left out by mistake.", START.date(), "Ines", NOW)
    assert (entry.note_id, entry.kind, entry.written_at, entry.event_on) == (2, kind, NOW, START.date())
    assert entry.sha256 != notes.entry(signed(), kind, "Other words.", "Why.", START.date(), "Ines", NOW).sha256


@pytest.mark.parametrize(
    ("kind", "text", "reason", "fields"),
    [
        (EntryKind.ADDENDUM, " ", "", {"text"}),
        (EntryKind.AMENDMENT, "Corrected.", "", {"reason"}),
        (EntryKind.LATE_ENTRY, "", " ", {"text", "reason"}),
    ],
)
def test_an_entry_needs_words_and_a_correction_its_reason(kind, text, reason, fields):
    with pytest.raises(Refused) as refused:
        notes.entry(signed(), kind, text, reason, None, "Ines", NOW)
    assert set(refused.value.fields) == fields


def test_a_draft_takes_no_entries():
    with pytest.raises(Refused, match="draft"):
        notes.entry(NOTE, EntryKind.ADDENDUM, "x", "", None, "Ines", NOW)


def test_minutes_and_end():
    assert notes.minutes(SESSION) == 58
    open_ended = replace(SESSION, ends_at=None)
    assert notes.minutes(open_ended) == 0
    assert notes.ended(open_ended) == START + timedelta(minutes=60)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("9:30 AM", 9, 30), ("9.30am", 9, 30), ("2 pm", 14, 0), ("14:05", 14, 5), ("12 am", 0, 0), ("12:15 p.m.", 12, 15)],
)
def test_times_are_read_as_people_write_them(text, hour, minute):
    assert notes.read_time(text) == time(hour, minute)


@pytest.mark.parametrize("text", ["", "soon", "25:00", "9:75", "13 pm", "0 am", "9:3"])
def test_what_is_no_time_is_a_sentence(text):
    with pytest.raises(Refused, match="like 9:30 AM"):
        notes.read_time(text)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((23, 30), (0, 15), 1),
        ((9, 30), (10, 30), 0),
        ((9, 30), (9, 30), 0),
        ((18, 0), (6, 0), 1),
        ((0, 0), (23, 59), 0),
    ],
)
def test_a_session_may_go_past_midnight(start, end, days):
    day = date(2026, 11, 30)
    assert notes.end_day(day, time(*start), time(*end)) == day + timedelta(days=days)


def test_an_end_long_before_the_start_is_a_slip():
    with pytest.raises(Refused, match="after the start"):
        notes.end_day(date(2026, 11, 30), time(10, 30), time(9, 30))
