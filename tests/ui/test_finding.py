import pytest

from practice.actions import clients, letters, practice, sessions
from practice.rules.practice import Profile
from practice.rules.settings import SETTINGS, Group
from practice.ui import setparts
from practice.ui.desk import Desk
from practice.ui.entries import DO, GO, NOTES
from practice.ui.finding import find
from tests import make, make_companions, make_letters


@pytest.fixture
def desk(qtbot, tmp_path):
    store = make.store(tmp_path)
    practice.change(store, {"practice_name": "Halvard Estate Planning", "signer_name": "Ines Halvard"})
    desk = Desk(store, clock=lambda: make.NOW)
    yield desk
    desk.leave()
    store.abandon()


@pytest.fixture
def dorothea(desk):
    return clients.create(desk.store, make.client(), make.NOW)


def test_a_person_is_found_with_what_can_be_done_for_them(desk, dorothea):
    found = [(entry.group, entry.text, entry.detail) for entry in find(desk, "doro", 12)]
    assert found == [
        (DO, "New session note for Dorothea Lindqvist", ""),
        (GO, "Dorothea Lindqvist", "Prospect"),
    ]


@pytest.mark.parametrize("typed", ["letter for doro", "fit check lindqvist", "new session note for dorothea"])
def test_an_action_is_found_with_the_name_of_whom_it_is_for(desk, dorothea, typed):
    entry = find(desk, typed, 12)[0]
    assert entry.group == DO
    assert entry.text.casefold().startswith(typed.split(" for")[0].split(" lind")[0])
    assert find(desk, "letter for nobody", 12) == []


def test_a_letter_is_begun_for_the_person_named(desk, dorothea):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    find(desk, "letter for dorothea", 12)[0].run()
    [letter] = letters.of_client(desk.store, dorothea)
    assert went == [("letters", letter.id)]


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("closing letter for imelda", "closing"),
        ("fee reminder for imelda", "fee_reminder"),
        ("final answer to a complaint for ime", "complaint_final"),
        ("referral letter imelda", "referral"),
        ("scope change imelda corrant", "scope_change"),
        ("disengagement letter for i", "disengagement"),
    ],
)
def test_a_letter_that_stands_beside_is_begun_where_it_applies(desk, typed, family):
    signed = make_companions.signed(desk.store, Profile.LAWYER)
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    [entry] = find(desk, typed, 12)
    assert entry.text.endswith("for Imelda Corrant")
    entry.run()
    begun = letters.of_client(desk.store, clients.find(desk.store, signed.client_id))[0]
    assert (begun.family, begun.engagement_id) == (family, signed.engagement_id if family != "referral" else None)
    assert went == [("letters", begun.id)]


def test_a_letter_that_does_not_apply_is_not_offered(desk, dorothea):
    assert [entry.text for entry in find(desk, "non-engagement letter for do", 12)] == [
        "Non-engagement letter for Dorothea Lindqvist"
    ]
    assert find(desk, "closing letter for dorothea", 12) == []
    make_companions.signed(desk.store, Profile.LAWYER)
    assert find(desk, "non-engagement letter for imelda", 12) == []


def test_a_name_that_begins_like_a_letter_is_found(desk):
    clients.create(desk.store, make.client(given="Clementine", family="Harrow"), make.NOW)
    assert "Letter for Clementine Harrow" in [entry.text for entry in find(desk, "letter for cl", 12)]
    assert "Letter for Clementine Harrow" in [entry.text for entry in find(desk, "letter cl", 12)]


def test_two_works_are_told_apart(desk):
    signed = make_companions.signed(desk.store, Profile.LAWYER)
    other = letters.issue(desk.store, make_letters.estate_plan(desk.store, signed.client_id).id, make.NOW)
    letters.mark_signed(desk.store, other.id, make.TODAY, make.TODAY)
    found = find(desk, "closing letter for imelda", 12)
    assert len(found) == 2
    assert all(entry.detail for entry in found)


def test_a_note_is_begun_for_the_person_found(qtbot, desk, dorothea):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    find(desk, "doro", 12)[0].run()
    [(_, note)] = sessions.of_client(desk.store, dorothea.id)
    assert went == [("sessions", note.id)]


def test_words_of_a_note_are_found_and_lead_to_it(desk, dorothea):
    note = sessions.begin(desk.store, dorothea.id, make.NOW)
    sessions.write(desk.store, note.id, fields={"facts": "Wants the house to go to Freya in trust."})
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    entry = next(entry for entry in find(desk, "freya", 12) if entry.group == NOTES)
    assert "Freya" in entry.text
    entry.run()
    assert went == [("sessions", note.id)]


@pytest.mark.parametrize("text", ["", "xyzzy", "#", "#99", "O'Brien C++ a@b.com", '"'])
def test_nothing_or_naughty_text_finds_nothing_and_breaks_nothing(desk, dorothea, text):
    assert list(find(desk, text, 12)) == []


@pytest.fixture
def joachim(desk):
    return clients.create(desk.store, make.client(given="Siobhán", family="O'Brien-Müller"), make.NOW)


@pytest.mark.parametrize("name", ["muller", "müller", "o'brien", "obrien", "siobhan mul"])
@pytest.mark.parametrize(
    ("asked", "text"),
    [("letter for", "Letter for"), ("fit check", "Fit check for"), ("non-engagement letter", "Non-en")],
)
def test_a_name_after_an_action_is_found_as_it_is_alone(desk, joachim, name, asked, text):
    assert find(desk, name, 12)[1].text == "Siobhán O'Brien-Müller"
    entry = find(desk, f"{asked} {name}", 12)[0]
    assert (entry.group, entry.text.startswith(text)) == (DO, True)
    assert entry.text.endswith("Siobhán O'Brien-Müller")


def test_a_note_that_says_the_same_hides_no_action(desk, dorothea):
    note = sessions.begin(desk.store, dorothea.id, make.NOW)
    sessions.write(desk.store, note.id, fields={"facts": "A letter for Dorothea is due."})
    found = [(entry.group, entry.text) for entry in find(desk, "letter for dorothea", 12)]
    assert found[0] == (DO, "Letter for Dorothea Lindqvist")
    assert NOTES in [group for group, _ in found]


@pytest.mark.parametrize("typed", ["EL-2026-001", "el-2026-001", "2026-001", "el-2026", "open letter EL-2026-001"])
def test_a_letter_is_found_by_its_number(desk, dorothea, typed):
    letter = letters.start(desk.store, dorothea.id, None, make.NOW)
    note = sessions.begin(desk.store, dorothea.id, make.NOW)
    sessions.write(desk.store, note.id, fields={"facts": "Sent her EL-2026-001."})
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    found = find(desk, typed, 12)
    assert (found[0].group, found[0].text, found[0].detail) == (GO, "EL-2026-001", "Dorothea Lindqvist")
    found[0].run()
    assert went == [("letters", letter.id)]


def test_a_letter_that_is_being_written_is_led_to(desk, dorothea):
    went, said = [], []
    desk.went.connect(lambda place, record: went.append((place, record)))
    desk.toasted.connect(lambda text, undo: said.append(text))
    assert "Another letter for Dorothea Lindqvist" not in [entry.text for entry in find(desk, "letter for doro", 12)]
    find(desk, "letter for doro", 12)[0].run()
    assert not said
    find(desk, "letter for doro", 12)[0].run()
    [letter] = letters.of_client(desk.store, dorothea)
    assert went == [("letters", letter.id)] * 2
    assert said == ["EL-2026-001 is being written already"]


def test_another_letter_is_begun_beside_the_one_that_is_being_written(desk, dorothea):
    letters.start(desk.store, dorothea.id, None, make.NOW)
    [entry] = find(desk, "another letter for doro", 12)
    entry.run()
    assert len(letters.of_client(desk.store, dorothea)) == 2


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        *(("dark", "look"), ("theme", "look"), ("look", "look"), ("passphrase", "security"), ("recovery", "security")),
        *(("currency", "letters"), ("time zone", "hours"), ("logo", "letterhead"), ("insurance", "standing")),
        *(("practice name", "profile"), ("restore", "backup"), ("red flags", "checklist"), ("lock after", "security")),
    ],
)
def test_words_lead_to_the_part_of_settings_that_they_are_about(desk, typed, part):
    went = []
    desk.went.connect(lambda place, record: went.append((place, record)))
    entry = find(desk, typed, 12)[0]
    assert (entry.group, entry.detail) == (GO, "Settings")
    entry.run()
    assert went == [("settings", part)]


def test_every_part_of_settings_is_found_by_its_title(desk):
    for part in setparts.parts():
        assert part.title in [entry.text for entry in find(desk, part.title, 12)]


def test_every_setting_is_found_by_its_label(desk):
    for setting in SETTINGS:
        if setting.group is not Group.HIDDEN:
            for word in setting.label.replace(",", "").split():
                assert len(word) < 5 or word == "something" or find(desk, word, 12), (setting.label, word)
