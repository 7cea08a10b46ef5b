"""Where do sources draw the line? For rules that compare a number: every source on one scale, the clinic's own last."""

from decimal import Decimal
from typing import Any

from holdspace.chart.models import ScreeningFinding
from holdspace.clinical.eligibility.rules.circulation import (
    OLDER_AGE,
    RAISED_FROM_65,
    RAISED_UNDER_65,
    UNCONTROLLED,
)
from holdspace.clinical.sources import ESKETAMINE_EU_LABEL, ESKETAMINE_US_WARNINGS
from holdspace.clinical.units import BloodPressure
from holdspace.ui.parts import Rail, RailMark, Rails

PRESSURE_RULES = ("CVS-01", "CVS-02")
TEN = Decimal(10)


def lines_of(finding: ScreeningFinding, facts: dict[str, Any]) -> Rails | None:
    """The scale for this finding; None where its rule compares no number, or the number was not kept."""
    written = facts.get("blood_pressure")
    if finding.rule not in PRESSURE_RULES or not written:
        return None
    pressure = BloodPressure(Decimal(written["systolic"]), Decimal(written["diastolic"]))
    is_older = facts.get("age") is not None and facts["age"] >= OLDER_AGE
    limit = RAISED_FROM_65 if is_older else RAISED_UNDER_65
    return _pressure_scale(pressure, limit, is_older)


def _pressure_scale(pressure: BloodPressure, limit: BloodPressure, is_older: bool) -> Rails:
    # Shown is the pressure that decides: the upper one, unless only the lower one is over its limit.
    limb = "systolic" if pressure.systolic > limit.systolic or pressure.diastolic <= limit.diastolic else "diastolic"
    value, clearance, stop = (Decimal(getattr(each, limb)) for each in (pressure, limit, UNCONTROLLED))
    label_line = Decimal(getattr(RAISED_UNDER_65, limb))
    low = (min(value, label_line) // TEN - 1) * TEN
    high = (max(value, stop) // TEN + 2) * TEN
    ages = f"from {OLDER_AGE}" if is_older else f"under {OLDER_AGE}"
    return Rails(
        unit=f"{'upper' if limb == 'systolic' else 'lower'} pressure, mmHg",
        low=low,
        high=high,
        step=TEN,
        value=value,
        rails=(
            _label(
                "US label, esketamine",
                ESKETAMINE_US_WARNINGS.mark.words,
                label_line,
                f"weigh the risk above {RAISED_UNDER_65}",
            ),
            _label(
                f"EU label, {ages}", ESKETAMINE_EU_LABEL.mark.words, clearance, f"delay is a decision above {limit}"
            ),
            Rail(
                "This clinic uses",
                f"rules CVS-01 and CVS-02; {UNCONTROLLED} is our judgement",
                (RailMark(clearance, "needs clearance"), RailMark(stop, "do not treat", "stop")),
                is_clinic=True,
            ),
        ),
    )


def _label(source: str, mark: str, at: Decimal, says: str) -> Rail:
    return Rail(source, f"Blood pressure · {mark}", (RailMark(at, says),))
