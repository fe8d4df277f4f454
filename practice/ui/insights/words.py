"""The calibration in words: what the figures come to, and how each is worked out."""

from fractions import Fraction
from itertools import pairwise

from practice.rules.fit import BAND_STARTS, BANDS, Result
from practice.rules.outcomes import ENOUGH, Band, Calibration, Finding, Measure, finding
from practice.ui.tr import tr, trn

MINUS = "\N{MINUS SIGN}"
MOST_TERMS = 6  # of a sum that is written out


def figure(value: Fraction, places: int = 3) -> str:
    """A figure with its decimals, minus as U+2212."""
    return f"{float(value):.{places}f}".replace("-", MINUS)


def skill(value: Fraction | None) -> str:
    """Skill as a figure; where all ended the same way there is none."""
    return tr("n/a") if value is None else figure(value)


def headline(found: Calibration) -> str:
    """What the figures come to, as the page's finding."""
    n = found.n
    return {
        Finding.NONE: tr("No ending to compare yet"),
        Finding.FEW: tr("Too few to judge: {n} of {enough} endings", n=n, enough=ENOUGH),
        Finding.SAME: tr("All ended the same way, so there is nothing to foresee"),
        Finding.NEITHER: tr("Neither you nor the checklist foresees more than the average"),
        Finding.FORECAST: tr("You foresee more than the checklist"),
        Finding.CHECKLIST: tr("The checklist foresees more than you"),
        Finding.EQUAL: tr("You and the checklist foresee equally well"),
    }[finding(found)]


def subline(found: Calibration) -> str:
    """How many endings stand behind it."""
    if not found.n:
        return tr("Say how work ended, and this page compares it with what you foresaw.")
    said = trn("{n} ending with a forecast", "{n} endings with a forecast", found.n)
    left = trn(", {n} without", ", {n} without", found.left_out) if found.left_out else ""
    hint = tr(" Small numbers: read them as hints.") if found.n < ENOUGH else ""
    return f"{said}{left}.{hint}"


def bands_headline(found: Calibration) -> str:
    """What the best band came to."""
    full = next((band for band in found.bands if band.n), None)
    if full is None:
        return tr("Fit score and ending")
    low, high = ends(full.band)
    span = tr("With {low} and more", low=low) if high == 100 else tr("With {low} to {high}", low=low, high=high)
    return tr("{span}, {good} of {n} ended well", span=span, good=full.good, n=full.n)


def order_headline(found: Calibration) -> str:
    """Whether a better band ended better; nothing is judged under 20 endings."""
    if found.n < ENOUGH:
        return tr("The bands of the checklist, so far")
    rates = [Fraction(band.good, band.n) for band in found.bands if band.n]  # the best band first
    if len(rates) < 2:
        return tr("All were in one band")
    if all(one > other for one, other in pairwise(rates)):
        return tr("The better the band, the better it ended")
    return tr("A better band did not always end better")


def zone_note(band: Band) -> str:
    """How many of a band ended well."""
    return tr("{good} of {n} well", good=band.good, n=band.n) if band.n else tr("none yet")


def ends(band: Result) -> tuple[int, int]:
    """The lowest and the highest score of a band."""
    at = BANDS.index(band)
    return BAND_STARTS[at], BAND_STARTS[at + 1] - 1 if at + 1 < len(BANDS) else 100


def band_name(band: Result) -> str:
    """A band as it is called on the fit check."""
    return {
        Result.ACCEPT: tr("Accept"),
        Result.ACCEPT_WITH_CONDITIONS: tr("With conditions"),
        Result.HOLD: tr("Hold"),
        Result.DECLINE: tr("Decline"),
    }[band]


def rate(band: Band) -> str:
    """The smoothed rate of a band in percent."""
    return f"{float(band.rate) * 100:.0f}\N{NO-BREAK SPACE}%"


def rate_working(band: Band) -> str:
    """How it is worked out."""
    return f"({band.good} + 1) ÷ ({band.n} + 2) = {figure(band.rate, 2)}"


def brier_working(measure: Measure) -> str:
    """The mean of the squares, written out as far as there is room."""
    if not measure.terms:
        return tr("No ending yet.")
    squares = [figure(term.square, 2) for term in measure.terms]
    sum_ = " + ".join(squares[:MOST_TERMS]) + (" + …" if len(squares) > MOST_TERMS else "")
    return f"({sum_}) ÷ {len(squares)} = {figure(measure.brier)}"


def reference_working(found: Calibration) -> str:
    """b(1 - b) of the base rate."""
    base = figure(found.base, 2)
    share = tr("{good} of {n} ended well: b = {base}.", good=found.good, n=found.n, base=base)
    return f"{share} {base} × (1 {MINUS} {base}) = {figure(found.reference)}"


def skill_working(measure: Measure, found: Calibration) -> str:
    """1 - Brier / reference."""
    if measure.skill is None:
        return tr("All ended the same way: there was nothing to foresee.")
    return f"1 {MINUS} {figure(measure.brier)} ÷ {figure(found.reference)} = {figure(measure.skill)}"


def forecast_headline(found: Calibration) -> str:
    """What the forecasts were like on both sides, in a sentence."""
    good = [term.said for term in found.forecast.terms if term.ended.good]
    bad = [term.said for term in found.forecast.terms if not term.ended.good]
    if not good or not bad:
        return tr("What you foresaw, and how it ended")
    well, ill = (round(100 * sum(said, Fraction(0)) / len(said)) for said in (good, bad))
    return tr("You gave {well} % to what ended well, {ill} % to what did not", well=well, ill=ill)
