"""The same letter by WeasyPrint and by Typst (the extra `bench`), in turns with ours in one process.

Both are warm, have read the same faces, set the words of markup.py in the sizes and margins of our letter, and write
tagged files of as many pages. Typst is a compiled program and no promise is made about it: its line is only told.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from unicodedata import normalize

import pdfplumber

from practice.letters import render
from practice.paths import resource
from practice.rules.letters import LetterFacts
from tests.benchmarks import markup
from tests.benchmarks.letters import letter_of
from tests.benchmarks.measured import Measured, in_turns

TIMES = 15
LIMITS = {"WeasyPrint": 1 / 3, "Typst": None}
CUTS = (("Regular", ""), ("Italic", "font-style: italic"), ("SemiBold", "font-weight: 600"))
HERE = Path(__file__).parent
NOT_INSTALLED = "WeasyPrint and Typst are not both installed (make bench does it): the lines beside them are left out."
NOT_WHOLE = (
    "WeasyPrint does not find Pango and HarfBuzz's subsetter, so the line beside it is left out: "
    "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
)
Make = Callable[[LetterFacts], bytes]


def measure() -> Iterator[Measured]:
    """The median time of one letter: ours and each rival's."""
    if not (find_spec("weasyprint") and find_spec("typst")):
        print(NOT_INSTALLED)
        return
    makers: dict[str, Make] = {"": lambda facts: render(facts).pdf, "Typst": _typst()}
    if weasyprint := _weasyprint():
        makers["WeasyPrint"] = weasyprint
    else:
        print(NOT_WHOLE)
    for make in makers.values():
        assert _read(make(letter_of(0))) == _read(makers[""](letter_of(0))), "the same pages of the same words, tagged"
    numbers = count(1)
    took = in_turns([partial(_next, make, numbers) for make in makers.values()], TIMES)
    ours, *theirs = took
    for name, baseline in zip(list(makers)[1:], theirs, strict=True):
        yield Measured(f"three-page letter, beside {name}", ours, baseline, LIMITS[name])


def _next(make: Make, numbers: Iterator[int]) -> bytes:
    return make(letter_of(next(numbers)))


def _typst() -> Make:
    import typst  # noqa: PLC0415  of the extra

    compiler = typst.Compiler(font_paths=[str(resource("fonts"))], ignore_system_fonts=True)
    defined = (HERE / "letter.typ").read_text("utf-8")
    return lambda facts: compiler.compile(input=(defined + markup.typst(facts)).encode())


def _weasyprint() -> Make | None:
    """None where the system lacks a library; without the subsetter it would be measured at its slowest."""
    try:
        with redirect_stdout(io.StringIO()):  # it tells at length what it misses
            import weasyprint  # noqa: PLC0415  of the extra
            from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError:
        return None
    if not harfbuzz_subset:
        return None
    fonts = FontConfiguration()
    sheet = "".join(_face(cut, more) for cut, more in CUTS) + (HERE / "letter.css").read_text("utf-8")
    looks = [weasyprint.CSS(string=sheet, font_config=fonts)]

    def make(facts: LetterFacts) -> bytes:
        written = weasyprint.HTML(string=markup.html(facts))
        return written.write_pdf(stylesheets=looks, font_config=fonts, pdf_tags=True)

    return make


def _face(cut: str, more: str) -> str:
    file = resource("fonts", f"SourceSerif4-{cut}.ttf").as_uri()
    return f'@font-face {{ font-family: Letter; src: url("{file}"); {more} }}'


def _read(pdf: bytes) -> tuple[int, bool, Counter[str]]:
    """How many pages, whether tagged, and how often each sign stands on them: lines may break elsewhere."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        text = normalize("NFKC", "".join(str(page.extract_text()) for page in opened.pages))
        return len(opened.pages), "StructTreeRoot" in opened.doc.catalog, Counter("".join(text.split()))
