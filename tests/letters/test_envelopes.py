"""Envelopes and labels: everything within its place, on paper of the right size."""

import pytest

from practice.letters.envelopes import CELLS, PAD, SHEETS, render_envelopes
from practice.rules.envelopes import LABELS, Envelope, EnvelopePaper, labels_on, usual_envelope
from practice.rules.paper import Design, LetterStyle, Paper
from tests.letters.read import check, lines, pages
from tests.letters.structure import read

ADDRESS = ("Imelda Corrant", "208 Quarry Hill Road", "Port Ellery, Oregon 97000")
SENDER = ("Halvard Estate Planning", "14 Lantern Row, Suite 3", "Port Ellery, Oregon 97000")
SIZES = {"ten": (684, 297), "dl": (624, 312), "c5": (649, 459), "labels_letter": (612, 792), "labels_a4": (595, 842)}
PAPERS = pytest.mark.parametrize("paper", list(EnvelopePaper))
SHEETS_OF_LABELS = pytest.mark.parametrize("paper", list(LABELS))


@PAPERS
def test_paper_has_its_size_and_text_its_order(paper: EnvelopePaper) -> None:
    pdf = render_envelopes(Envelope(paper=paper, recipients=(ADDRESS,), sender=SENDER))
    check(pdf)
    (page,) = pages(pdf)
    assert (round(page.width), round(page.height)) == SIZES[paper]
    texts = read(pdf).root.texts()
    assert texts == ([*ADDRESS] if paper in LABELS else [*SENDER, *ADDRESS])


@pytest.mark.parametrize("paper", [EnvelopePaper.TEN, EnvelopePaper.DL, EnvelopePaper.C5])
def test_the_recipient_stands_right_of_the_middle_and_the_sender_on_top(paper: EnvelopePaper) -> None:
    (page,) = pages(render_envelopes(Envelope(paper=paper, recipients=(ADDRESS,), sender=SENDER)))
    where = {text: (x, y) for x, y, text in lines(page)}
    assert where[SENDER[0]][0] < 40
    assert where[SENDER[0]][1] < 50
    x, y = where[ADDRESS[0]]
    assert 0.35 * page.width < x < 0.5 * page.width
    assert 0.4 * page.height < y < 0.6 * page.height


@SHEETS_OF_LABELS
def test_every_label_holds_its_own_address(paper: EnvelopePaper) -> None:
    count = labels_on(paper)
    addresses = tuple((f"Person {n}", f"{n} Quay") for n in range(count + 2))
    pdf = render_envelopes(Envelope(paper=paper, recipients=addresses))
    found = pages(pdf)
    assert len(found) == 2
    across, _ = LABELS[paper]
    width, height, step = CELLS[paper]
    sheet = SHEETS[paper]
    for word in found[0].extract_words():
        if word["text"].isdigit() and word["top"] % height:
            place = int((word["x0"] - sheet.side) // step), int((word["top"] - sheet.top) // height)
            assert place == (int(word["text"]) % across, int(word["text"]) // across)
            assert word["x1"] <= sheet.side + place[0] * step + width - PAD + 0.5
            assert word["bottom"] <= sheet.top + (place[1] + 1) * height


@SHEETS_OF_LABELS
def test_used_labels_are_passed_over(paper: EnvelopePaper) -> None:
    first = labels_on(paper)  # only the last one is free
    pdf = render_envelopes(Envelope(paper=paper, recipients=(ADDRESS, ADDRESS), first=first))
    assert [len(lines(page)) for page in pages(pdf)] == [3, 3]
    last = lines(pages(pdf)[0])[0]
    assert last[1] > 0.8 * SHEETS[paper].height


@PAPERS
@pytest.mark.parametrize("style", list(LetterStyle))
def test_long_addresses_are_set_smaller_and_stay_inside(paper: EnvelopePaper, style: LetterStyle) -> None:
    long = (
        "Professor Dr. Wilhelmina Featherstonehaugh-Cholmondeley",
        "c/o The Society",
        *(f"Line {n}" for n in range(6)),
    )
    pdf = render_envelopes(Envelope(paper=paper, recipients=(long,), sender=SENDER, design=Design(style, 13.0)))
    (page,) = pages(pdf)
    if paper in LABELS:
        width, height, _ = CELLS[paper]
        right, bottom = SHEETS[paper].side + width, SHEETS[paper].top + height
    else:
        right, bottom = page.width - 20, page.height - 20
    assert max(sign["x1"] for sign in page.chars if sign["text"].strip()) <= right
    assert max(y for _, y, _ in lines(page)) <= bottom
    assert read(pdf).root.texts()[-len(long) :] == list(long)


def test_any_name_can_be_written_to() -> None:
    pdf = render_envelopes(Envelope(paper=EnvelopePaper.DL, recipients=(("محمد عبد الله", "שרה לוי"),)))
    assert read(pdf).root.texts() == ["محمد عبد الله", "שרה לוי"]


def test_what_goes_with_which_paper() -> None:
    assert usual_envelope(Paper.LETTER) is EnvelopePaper.TEN
    assert usual_envelope(Paper.A4) is EnvelopePaper.DL
    assert (labels_on(EnvelopePaper.LABELS_LETTER), labels_on(EnvelopePaper.TEN)) == (30, 0)
