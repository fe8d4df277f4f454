"""Every script is printed, and read back as it was typed."""

import pytest
from bidi import get_display

from practice.letters import missing_glyphs, render
from practice.letters.bidi import levels, runs
from practice.rules.letters import LetterFacts, Paragraph, Section
from tests.letters.read import check, letter, lines, plain, poppler, rendered_pages, text_letter

WRITTEN_RIGHTWARD = {
    "Latin": "Příliš žluťoučký kůň úpěl ďábelské ódy — “Łódź”, naïve façade, 10% of ½, ﬁve offices.",
    "Greek": "Ο κύριος Παπαδόπουλος και η Ἑλένη συμφωνούν: ᾠδή, Ωμέγα.",
    "Cyrillic": "Это письмо для Щербаковой Юлии; Київ, їжак, Ђорђевић.",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết ở Đà Nẵng đã đồng ý với những điều khoản này.",
    "typed in parts": "Cafe\u0301, Nguye\u0302\u0303n and n\u0303, beside Café and ñ.",
    "names among words": "The letter is for محمد عبد الله and for שרה לוי, both of Port Ellery (تم), from May 3 on.",
}
WRITTEN_LEFTWARD = {
    "Arabic": "أوافق على شروط هذه الرسالة وأشكر السيدة هالفارد على وقتها",
    "Arabic with vowels": "بِسْمِ اللَّهِ وشكرًا",
    "Hebrew": "אני מסכימה לתנאי המכתב הזה ואחתום עליו בשבוע הבא",
    "Hebrew with points": "שָׁלוֹם לְכֻלָּם",
}


@pytest.mark.parametrize("text", WRITTEN_RIGHTWARD.values(), ids=WRITTEN_RIGHTWARD)
def test_what_is_typed_is_read_back(text: str) -> None:
    made = render(text_letter(text))
    assert made.missing == ()
    check(made.pdf)
    assert plain(text) in poppler(made.pdf)


@pytest.mark.parametrize("text", WRITTEN_LEFTWARD.values(), ids=WRITTEN_LEFTWARD)
def test_what_runs_to_the_left_is_read_back(text: str) -> None:
    made = render(text_letter(text))
    assert made.missing == ()
    check(made.pdf)
    assert plain(text) in poppler(made.pdf)
    whole = LetterFacts(sections=tuple(Section(n, text, (Paragraph(text + ", " + text + "."),)) for n in (1, 2, 3)))
    assert plain(text + ", " + text + ".") in poppler(render(whole).pdf)  # in a letter of that language


def test_a_letter_in_arabic_is_read_back_with_its_numbers() -> None:
    text = "أدفع ١٢٥ دولارًا إلى Imelda Corrant قبل يوم 12 نوفمبر 2026، وشكرًا لكم."
    facts = LetterFacts(sections=tuple(Section(n, "بند", (Paragraph(text),)) for n in range(1, 9)))
    assert plain(text) in poppler(render(facts).pdf)


def test_what_runs_to_the_left_stands_at_the_right_margin() -> None:
    page = rendered_pages(text_letter("שלום וברכה"))[0]
    hebrew = [sign for sign in page.chars if "\u0590" < sign["text"][:1] < "\u05ff"]
    assert max(sign["x1"] for sign in hebrew) == pytest.approx(532.8, abs=0.5)


def test_arabic_is_joined() -> None:
    """ب has another shape at the beginning, in the middle and at the end of a word."""
    page = rendered_pages(text_letter("سسس س"))[0]
    widths = {round(sign["x1"] - sign["x0"], 1) for sign in page.chars if sign["text"] == "س"}
    assert len(widths) >= 3


def test_a_name_that_runs_to_the_left_is_whole_on_its_line() -> None:
    for spaces in range(60, 100, 3):
        text = "a" * spaces + " محمد عبد الله بن سلمان and more"
        arabic = {y for page in rendered_pages(text_letter(text)) for _, y, line in lines(page) if "دبع" in line}
        name = {y for page in rendered_pages(text_letter(text)) for _, y, line in lines(page) if "دمحم" in line}
        assert arabic == name


def test_names_stand_at_the_left_in_the_address() -> None:
    page = rendered_pages(letter(recipient=("محمد عبد الله", "1 Quay")))[0]
    assert min(sign["x0"] for sign in page.chars if "\u0600" < sign["text"][:1] < "\u06ff") == pytest.approx(
        79.2, abs=2
    )


def test_brackets_turn_round_among_letters_that_run_to_the_left() -> None:
    page = rendered_pages(text_letter("(שלום)"))[0]
    signs = {sign["text"]: sign["x0"] for sign in page.chars}
    assert signs["("] > signs[")"]  # the opening one stands at the right; its shape is mirrored


def test_what_no_font_has_is_named_and_never_lost() -> None:
    facts = letter(Paragraph("Sakura 桜 and 😀, 桜 again"), recipient=("Name 名",))
    assert missing_glyphs(facts) == ("名", "桜", "😀")
    made = render(facts)
    assert made.missing == ("名", "桜", "😀")
    assert "Sakura 桜 and 😀" in poppler(made.pdf)


def test_other_faces_help_out_with_signs() -> None:
    assert missing_glyphs(text_letter("a → b ✓ ≤ ≥ € £ № … – — ‘’ “” † § ¶ © ™ • ½ ×")) == ()
    assert missing_glyphs(text_letter("zero\u200bwidth\u00adhy\u2060phen\ufeff \u202eturned\u202c \t tab")) == ()


@pytest.mark.parametrize(
    "text",
    ["abc שלום def", "שלום abc 123 עולם", "محمد 12 (abc) عبد", "car (THE CAR) אבג דהו", "12 שקל, 3.50 אגורות"],
)
@pytest.mark.parametrize("leftward", [False, True])
def test_the_order_is_that_of_the_bidirectional_algorithm(text: str, leftward: bool) -> None:
    found = runs(text, levels(text, leftward), int(leftward))
    shown = "".join(text[start:end][:: -1 if level % 2 else 1] for start, end, level in found)
    mirrored = str.maketrans("()", ")(")
    wanted = get_display(text, base_dir="R" if leftward else "L")
    assert sorted(shown) == sorted(text)
    assert shown.translate(mirrored).translate(mirrored) == shown
    assert [sign for sign in shown if sign not in "()"] == [sign for sign in str(wanted) if sign not in "()"]
