"""Where do sources draw the line? For rules that compare a number: every source on one scale, the clinic's own last."""

from decimal import Decimal
from typing import Any

from holdspace.chart.models import ScreeningFinding
from holdspace.clinical.eligibility.rules.circulation import limit_for
from holdspace.clinical.eligibility.thresholds import UNCONTROLLED
from holdspace.clinical.sources import ESKETAMINE_EU_LABEL, ESKETAMINE_US_WARNINGS
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.thresholds.shared import PRESSURE_AGE, RAISED_FROM_65, RAISED_UNDER_65
from holdspace.clinical.units import BloodPressure, plain
from holdspace.ui.parts import Rail, RailMark, Rails

PRESSURE_RULES = ("CVS-01", "CVS-02")
TEN = Decimal(10)
US_LINE, EU_FROM_65 = PUBLISHED.pressure(RAISED_UNDER_65), PUBLISHED.pressure(RAISED_FROM_65)


def limits_of(facts: dict[str, Any]) -> Limits:
    """The numbers a screening was made with, as they were kept beside its facts."""
    kept = facts.get("limits") or {}
    chosen = tuple((code, Decimal(value)) for code, value in kept.get("chosen", ()))
    return Limits(kept.get("version", 0), chosen)


def lines_of(finding: ScreeningFinding, facts: dict[str, Any]) -> Rails | None:
    """The scale for this finding; None where its rule compares no number, or the number was not kept."""
    written = facts.get("blood_pressure")
    if finding.rule not in PRESSURE_RULES or not written:
        return None
    pressure = BloodPressure(Decimal(written["systolic"]), Decimal(written["diastolic"]))
    return _pressure_scale(pressure, facts.get("age"), limits_of(facts))


def _pressure_scale(pressure: BloodPressure, age: int | None, limits: Limits) -> Rails:
    pair = limit_for(age, limits)
    limit, line = limits.pressure(pair), limits.pressure(UNCONTROLLED)
    # Shown is the pressure that decides: the upper one, unless only the lower one is over its limit.
    limb = "systolic" if pressure.systolic > limit.systolic or pressure.diastolic <= limit.diastolic else "diastolic"
    value, clearance, stop = (Decimal(getattr(each, limb)) for each in (pressure, limit, line))
    is_older = pair is RAISED_FROM_65
    eu_limit = EU_FROM_65 if is_older else US_LINE
    label_line, eu_line = Decimal(getattr(US_LINE, limb)), Decimal(getattr(eu_limit, limb))
    ages = f"{'from' if is_older else 'under'} {plain(limits.of(PRESSURE_AGE))}"
    return Rails(
        unit=f"{'upper' if limb == 'systolic' else 'lower'} pressure, mmHg",
        low=(min(value, label_line, clearance) // TEN - 1) * TEN,
        high=(max(value, stop, eu_line) // TEN + 2) * TEN,
        step=TEN,
        value=value,
        rails=(
            _label(
                "US label, esketamine", ESKETAMINE_US_WARNINGS.mark.words, label_line, f"weigh the risk above {US_LINE}"
            ),
            _label(
                f"EU label, {ages}", ESKETAMINE_EU_LABEL.mark.words, eu_line, f"delay is a decision above {eu_limit}"
            ),
            Rail(
                "This clinic uses",
                _clinic_says(limits),
                (RailMark(clearance, "needs clearance"), RailMark(stop, "do not treat", "stop")),
                is_clinic=True,
            ),
        ),
    )


def _clinic_says(limits: Limits) -> str:
    if limits.version:
        return f"rules CVS-01 and CVS-02; its own numbers, version {limits.version}"
    return f"rules CVS-01 and CVS-02; {limits.pressure(UNCONTROLLED)} is our judgement"


def _label(source: str, mark: str, at: Decimal, says: str) -> Rail:
    return Rail(source, f"Blood pressure · {mark}", (RailMark(at, says),))
