"""A client's story stands newest first and tells only what still holds."""

from datetime import UTC, date, datetime

from practice.rules.timeline import Entry, Event, newest_first, standing

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = date(2026, 11, 18)


def test_entries_stand_by_day_then_by_time():
    early = Entry(event=Event.SESSION, day=DAY, at=NOON, record_id=1)
    late = Entry(event=Event.SESSION, day=DAY, at=NOON.replace(hour=15), record_id=2)
    only_day = Entry(event=Event.LETTER_SIGNED, day=DAY, record_id=3)
    before = Entry(event=Event.INQUIRY, day=date(2026, 11, 1), at=NOON, record_id=4)
    assert [e.record_id for e in newest_first([before, only_day, early, late])] == [3, 2, 1, 4]


def test_a_letter_of_one_day_is_issued_before_it_is_sent_and_signed():
    steps = [Event.LETTER_SIGNED, Event.LETTER_ISSUED, Event.LETTER_SENT]
    story = [Event.LETTER_SIGNED, Event.LETTER_SENT, Event.LETTER_ISSUED]
    entries = [Entry(event=event, day=DAY) for event in steps]
    assert [e.event for e in newest_first(entries)] == story
    at = {Event.LETTER_ISSUED: NOON}  # the day of the others is all that is known
    entries = [Entry(event=event, day=DAY, at=at.get(event), record_id=7) for event in steps]
    assert [e.event for e in newest_first(entries)] == story


def test_versions_of_one_day_stand_one_after_the_other():
    later = NOON.replace(hour=15)
    issued = [
        Entry(event=Event.LETTER_ISSUED, day=DAY, at=at, record_id=n, title="EL-1", amount=n)
        for n, at in ((1, NOON), (2, later))
    ]
    marked = [
        Entry(event=event, day=DAY, record_id=n, title="EL-1", amount=n)
        for n in (1, 2)
        for event in (Event.LETTER_SIGNED, Event.LETTER_SENT)
    ]
    told = [(entry.amount, entry.event) for entry in newest_first([*issued, *marked])]
    steps = [Event.LETTER_SIGNED, Event.LETTER_SENT, Event.LETTER_ISSUED]
    assert told == [(n, event) for n in (2, 1) for event in steps]


def test_what_was_undone_is_not_told_and_what_was_redone_is():
    labels = ["client.status.client", "client.status.former", "undo client.status.former", "client.status.former"]
    labels += ["undo client.status.former", "redo client.status.former"]
    told = standing([(NOON, label) for label in labels])
    assert [label for _, label in told] == ["client.status.client", "client.status.former"]
