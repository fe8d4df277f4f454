"""The clause library against the checklist of the profession, row by row, and the words of its clauses."""

import re
import tomllib

import pytest

from practice.errors import Refused
from practice.paths import resource
from practice.rules.clauses import (
    ClauseVersion,
    FieldKind,
    Level,
    Sentence,
    gaps,
    holds,
    level_here,
    library,
    text_of,
)
from practice.rules.differences import Line
from practice.rules.passages import compared, condition, labels, lost, passages, read, shown, written
from practice.rules.practice import Profile

DATA = tomllib.loads(resource("letters", "engagement.toml").read_text("utf-8"))
L, K, B = ("lawyer",), ("coach",), ("lawyer", "coach")
# The checklist: key, for whom, level there, and what locks it on for each ("" where nothing does).
ROWS = (
    ("parties", B, "M(UK) / R", "uk"),
    ("who_is_client", B, "R (treat as M)", "always"),
    ("who_is_not_client", B, "R", "never"),
    ("sponsor", B, "C", "sponsor"),
    ("scope_included", B, "M", "always"),
    ("scope_excluded", B, "M if limited scope / R", "always"),
    ("client_decisions", L, "R", "never"),
    ("coaching_nature", K, "M (ICF)", "always"),
    ("contact_hours", B, "R (treat as M)", "always"),
    ("client_responsibilities", L, "M(CA) / R", "us-ca"),
    ("client_responsibilities", K, "M(CA) / R", "never"),
    ("fee_basis", B, "M", "!fee:contingent"),
    ("contingent", L, "C (M)", "never"),
    ("expenses", L, "M", "always"),
    ("expenses", K, "R", "never"),
    ("time_units", L, "C", "fee:hourly"),
    ("billing", B, "M(NY/CA) / R", "fee:hourly|lawyer fee:hourly|us-ny|us-ca"),
    ("advance_deposit", B, "C (M)", "deposit"),
    ("rate_change", L, "M", "always"),
    ("rate_change", K, "R", "never"),
    ("refund_policy", B, "R (treat as M)", "always"),
    ("cooling_off", B, "C (M)", "never"),
    ("cooling_off_us", K, "C", "never"),
    ("termination", B, "R (treat as M)", "always"),
    ("end_of_engagement", B, "R", "never"),
    ("confidentiality", B, "M", "always"),
    ("no_privilege", K, "R (treat as M)", "always"),
    ("privilege_care", L, "R", "never"),
    ("conflicts", B, "M if any conflict / R", "never"),
    ("dual_relationships", B, "R", "never"),
    ("no_guarantee", B, "R (treat as M)", "always"),
    ("estimates", L, "M(UK) / R", "uk"),
    ("estimates", K, "M(UK) / R", "uk fee:hourly"),
    ("electronic_comms", B, "R", "never"),
    ("data_protection", B, "C (M)", "uk|eu"),
    ("file_retention", B, "R (treat as M)", "always"),
    ("complaints", B, "M(UK) / R", "always"),
    ("dispute_resolution", L, "M(NY) / R", "us-ny"),
    ("dispute_resolution", K, "R", "never"),
    ("insurance", B, "C (M) / R", "lawyer uninsured|uk"),
    ("liability_cap", B, "restricted", "never"),
    ("third_parties", B, "R", "never"),
    ("aml_id", L, "C", "never"),
    ("safety_conduct", B, "R", "never"),
    ("entire_agreement", B, "R", "never"),
    ("offer_expiry", B, "R", "never"),
    ("effective_date", B, "R", "never"),
    ("capacity_read", B, "R", "never"),
    ("signatures", B, "C (M) / R", "always"),
)
# What the checklist merges into a clause and no fact of the engagement or the profile brings along.
FIELDS = {
    "parties": {"regulator_name", "licence_no"},
    "who_is_not_client": {"non_clients"},
    "sponsor": {"sponsor_reports"},
    "scope_excluded": {"limited_scope_reason", "risks_explained"},
    "client_decisions": {"decision_notes"},
    "coaching_nature": {"coaching_definition", "crisis_contact"},
    "contact_hours": {"channels", "hours", "timezone", "response", "urgent_route", "no_contact_channels"},
    "client_responsibilities": {"client_duties"},
    "fee_basis": {"fee_due", "tax"},
    "contingent": {"contingency_pct", "expenses_order", "example"},
    "expenses": {"cost_list", "approval_threshold"},
    "time_units": {"rounding_rule"},
    "billing": {"billing_cycle", "due_days", "late_fee_rule"},
    "rate_change": {"change_notice_days"},
    "refund_policy": {"fit_sessions", "refund_days"},
    "termination": {"notice_days", "termination_grounds"},
    "end_of_engagement": {"end_event", "inactivity_days"},
    "confidentiality": {"confidentiality_exceptions"},
    "conflicts": {"conflict_disclosures"},
    "dual_relationships": {"gift_limit", "social_media_rule"},
    "estimates": {"estimate_low", "estimate_high", "reestimate_at"},
    "electronic_comms": {"email_encrypted", "recording_allowed", "ai_use"},
    "data_protection": {"privacy_notice_ref", "controller_contact"},
    "file_retention": {"retention_years"},
    "complaints": {"complaint_contact", "ack_days", "external_body", "external_limits"},
    "dispute_resolution": {"governing_law", "venue"},
    "insurance": {"insurer_name", "pi_limit"},
    "liability_cap": {"liability_cap"},
    "third_parties": {"backup_name", "backup_contact"},
    "aml_id": {"id_verified_on"},
    "safety_conduct": {"conduct_rules"},
    "effective_date": {"earlier_work"},
    "capacity_read": {"teach_back"},
}


def lib(profession):
    return library(DATA, profession)


def clause(key, profession="lawyer"):
    return next(one for one in lib(profession).clauses if one.key == key)


def test_the_checklist_has_44_keys():
    assert len({key for key, *_ in ROWS}) == 44


@pytest.mark.parametrize(("key", "who", "level", "mandatory"), ROWS)
def test_each_row_of_the_checklist_stands_in_the_library(key, who, level, mandatory):
    for profession in who:
        one = clause(key, profession)
        assert (one.level, one.mandatory) == (level, mandatory)
        assert one.title
        assert one.source
        assert FIELDS.get(key, set()) <= {gap.key for gap in one.fields}


@pytest.mark.parametrize("profession", list(Profile))
def test_a_clause_is_there_for_nobody_but_whom_the_checklist_names(profession):
    named = {key for key, who, *_ in ROWS if profession in who}
    more = {one.key for one in lib(profession).clauses} - named
    assert more <= {"opening", "two_clients", "no_show"}


@pytest.mark.parametrize("profession", list(Profile))
def test_every_clause_says_its_level_itself(profession):
    rows = [row for row in DATA["clause"] if profession in row["for"]]
    assert [row["key"] for row in rows if "level" not in row] == []


@pytest.mark.parametrize("profession", list(Profile))
def test_fields_are_typed_named_once_and_used(profession):
    for one in lib(profession).clauses:
        names = [gap.label for gap in one.fields]
        assert len(set(names)) == len(names)
        asked = {gap for sentence in one.sentences for gap in gaps(sentence.text)}
        tested = {gap for s in one.sentences for gap in re.findall(r"field:(\w+)", s.when)}
        for gap in one.fields:
            assert bool(gap.choices) == (gap.kind is FieldKind.CHOICE)
            assert gap.key in asked | tested | {"subject"}, (one.key, gap.key)


@pytest.mark.parametrize("profession", list(Profile))
def test_every_gap_and_every_condition_has_a_name(profession):
    known = lib(profession)
    flags = dict(known.flags)
    for one in known.clauses:
        names = labels(known, one)
        asked = {gap for sentence in one.sentences for gap in gaps(sentence.text)}
        assert asked <= names.keys(), one.key
        assert len(set(names.values())) == len(names)
        terms = " ".join([one.mandatory, one.on, one.needs, *(s.when for s in one.sentences)])
        plain = {term for word in terms.split() for term in word.split("|") if "field:" not in term} - {"never"}
        assert plain <= flags.keys(), one.key


def test_a_place_makes_a_recommended_clause_required():
    assert level_here(clause("parties"), frozenset({"uk"})) is Level.REQUIRED
    assert level_here(clause("parties"), frozenset()) is Level.RECOMMENDED
    assert level_here(clause("liability_cap"), frozenset({"uk"})) is Level.RESTRICTED
    assert level_here(clause("sponsor"), frozenset()) is Level.CASES
    assert level_here(clause("insurance"), frozenset({"lawyer", "uninsured"})) is Level.REQUIRED


# the words of a clause as they are edited

NAMES = {"fee": "Fee", "notice_days": "Notice, business days"}


def version(*sentences):
    return ClauseVersion(key="k", title="T", sentences=tuple(sentences))


def test_neighbours_under_one_condition_are_one_passage():
    found = passages([Sentence(text="A."), Sentence(text="B."), Sentence(text="C.", when="uk"), Sentence(text="D.")])
    assert [(one.text, one.when) for one in found] == [("A. B.", ""), ("C.", "uk"), ("D.", "")]


def test_a_paragraph_of_its_own_and_a_table_stay_apart():
    found = passages([Sentence(text="A."), Sentence(text="B.", starts=True), Sentence(table="fees")])
    assert [one.text for one in found] == ["A.", "B.", ""]


def test_there_is_always_a_passage_for_every_letter():
    assert passages([Sentence(text="C.", when="uk")])[-1] == Sentence()


@pytest.mark.parametrize("profession", list(Profile))
def test_the_words_come_back_as_they_were_shown(profession):
    known = lib(profession)
    for one in known.clauses:
        names = labels(known, one)
        for passage in passages(one.sentences):
            assert read(shown(passage.text, names), names) == passage.text


@pytest.mark.parametrize("text", ["{{Nobody}}", "{{Fee", "Fee}}", "{{}}", "{{ Fee }} and {{ {Fee} }}"])
def test_a_broken_or_unknown_field_is_refused(text):
    with pytest.raises(Refused):
        read(text, NAMES)


def test_fields_are_read_in_any_case_and_by_their_keys():
    assert read("{{fee}} {{NOTICE, business days}} {{ Fee }}", NAMES) == "{{fee}} {{notice_days}} {{fee}}"


def test_a_field_that_was_lost_is_named():
    before = (Sentence(text="{{fee}} and {{notice_days}}"),)
    assert lost(before, (Sentence(text="{{fee}}"),)) == ("notice_days",)


def test_passages_keep_their_conditions():
    before = version(Sentence(text="A."), Sentence(text="C.", when="uk"), Sentence(table="fees"))
    after = written(before, ("A. More.", "", ""), NAMES)
    assert after == (Sentence(text="A. More."), Sentence(when="uk"), Sentence(table="fees"))


def test_what_differs_between_two_versions():
    before, after = (
        version(Sentence(text="A {{fee}}.")),
        version(Sentence(text="B {{fee}}."), Sentence(text="C", when="uk")),
    )
    assert compared(before, after, NAMES) == (Line("A {{Fee}}.", "B {{Fee}}."), Line("", "C"))
    assert compared(before, before, NAMES) == ()


def test_conditions_in_words():
    names = {"uk": "in the UK", "eu": "in the EU", "deposit": "there is a deposit"}
    assert condition("uk|eu deposit", names, {}) == "in the UK or in the EU, there is a deposit"
    fields = {"tax": "Tax", "recording": "Recording"}
    assert condition("field:tax", names, fields) == "“Tax” is filled"
    assert condition("!field:tax", names, fields) == "“Tax” is empty"
    assert condition("field:recording=never", names, fields) == "“Recording” is never"
    assert condition("", names, fields) == ""


def test_the_text_of_a_clause_is_its_version():
    own = text_of(clause("expenses"), "lawyer")
    assert (own.version, own.title, own.profession) == (0, "Expenses", "lawyer")
    assert holds("", frozenset())
