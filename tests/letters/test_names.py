"""Names and addresses of every country: what went into the letter is what a reader of the file gets out."""

import csv
import re
from collections import defaultdict
from pathlib import Path

from practice.letters import missing_glyphs, render
from practice.rules.letters import Bullets, LetterFacts, Paragraph, Signer
from tests.letters.read import check, letter, plain
from tests.letters.structure import read


def _names(corpora: Path) -> dict[str, list[str]]:
    """The names of each country, as they are written there and in Latin letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((corpora / "names_by_country").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                found[row["Country"]] += [row["Localized Name"], row["Romanized Name"]]
    return {country: list(dict.fromkeys(filter(None, names))) for country, names in found.items()}


def _read_back(facts: LetterFacts) -> list[str]:
    made = render(facts)
    check(made.pdf)
    return [plain(text) for text in read(made.pdf).root.texts()]


def test_every_name_is_read_back_as_it_was_typed(corpora: Path) -> None:
    countries = _names(corpora)
    assert len(countries) > 90
    assert sum(map(len, countries.values())) > 4000
    for country, names in countries.items():
        facts = letter(
            Bullets(tuple(map(Paragraph, names))),
            recipient=(names[0], country),
            greeting=f"Dear {names[0]} and {names[-1]},",
            signers=(Signer(names[0], ""), Signer(names[-1], "Client")),
        )
        texts = _read_back(facts)
        assert [name for name in map(plain, names) if name not in texts] == [], country
        assert plain(facts.greeting) in texts


def test_names_within_a_sentence_are_read_back(corpora: Path) -> None:
    for country, names in _names(corpora).items():
        said = tuple(Paragraph(f"The letter is for {name}, and {name} signs it on May 3.") for name in names[:6])
        texts = _read_back(LetterFacts(opening=said, language="en"))
        assert texts == [plain(each.text) for each in said], country


def test_a_sign_is_missing_only_where_no_font_has_it(corpora: Path) -> None:
    """Every Latin, Greek, Cyrillic, Arabic and Hebrew name prints with the fonts that are brought along."""
    everything = set("".join(name for names in _names(corpora).values() for name in names))
    lacking = missing_glyphs(letter(Paragraph("".join(sorted(everything)))))
    ours = re.compile("[\u0020-\u024f\u0300-\u036f\u0370-\u052f\u0590-\u06ff\u1e00-\u1fff]")
    assert [sign for sign in lacking if ours.match(sign)] == []


def test_every_address_is_read_back_line_by_line(corpora: Path) -> None:
    blocks = 0
    for path in sorted((corpora / "addresses").rglob("*.yaml")):
        for block in re.findall(r"^expected:\s*\|-?\n((?:[ \t]+\S.*\n|\s*\n)+)", path.read_text("utf-8"), re.MULTILINE):
            lines = tuple(line.strip() for line in block.splitlines() if line.strip())
            assert _read_back(LetterFacts(recipient=lines)) == [plain(line) for line in lines], path.name
            blocks += 1
    assert blocks > 300
