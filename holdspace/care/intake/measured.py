"""What is measured at intake, in which unit, and which numbers are looked at twice?"""

from dataclasses import dataclass
from decimal import Decimal

from holdspace.clinical.monitoring.signals import Signal
from holdspace.clinical.monitoring.thresholds import WATCHED

PRESSURE_PANEL = "85354-9"
SYSTOLIC, DIASTOLIC = "8480-6", "8462-4"
OXYGEN_FLOW = "3151-8"
NEGATIVE, POSITIVE = "260385009", "10828004"


@dataclass(frozen=True)
class Measure:
    """One number: its code and unit, the range in which it can be true, and the one in which it is usual."""

    field: str
    words: str
    code: str
    unit: str
    shown_unit: str
    possible: tuple[Decimal, Decimal]
    usual: tuple[Decimal, Decimal]
    whole: bool = False

    def is_possible(self, value: Decimal) -> bool:
        """Whether a person can have this value at all."""
        return self.possible[0] <= value <= self.possible[1]

    def is_usual(self, value: Decimal) -> bool:
        """Whether the number raises no eyebrow; outside, somebody has to look at it again."""
        return self.usual[0] <= value <= self.usual[1]


def _watched(
    field: str,
    signal: Signal,
    words: str,
    unit: str,
    possible: tuple[int, int],
    usual: tuple[int, int],
    whole: bool = True,
) -> Measure:
    """A vital sign: its code and unit stand with the thresholds of the session."""
    watched = WATCHED[signal]
    can_be, mostly_is = ((Decimal(low), Decimal(high)) for low, high in (possible, usual))
    return Measure(field, words, watched.loinc, unit, watched.unit, can_be, mostly_is, whole)


# Usual is narrower than what alarms in a session: at rest and without the drug an outlier is mostly a slip. It is asked
# about and then kept; only what no living person can have is refused.
SYSTOLIC_PRESSURE = _watched("systolic", Signal.SYSTOLIC, "Upper pressure", "mm[Hg]", (30, 350), (85, 200))
DIASTOLIC_PRESSURE = _watched("diastolic", Signal.DIASTOLIC, "Lower pressure", "mm[Hg]", (10, 250), (45, 120))
HEART_RATE = _watched("heart_rate", Signal.HEART_RATE, "Heart rate", "/min", (10, 350), (45, 130))
SPO2 = _watched("spo2", Signal.SPO2, "Oxygen saturation", "%", (1, 100), (88, 100))
BREATHS = _watched("breaths", Signal.RESPIRATORY_RATE, "Breaths", "/min", (0, 120), (8, 30))
TEMPERATURE = _watched("temperature", Signal.TEMPERATURE, "Temperature", "Cel", (20, 46), (35, 39), whole=False)
# The heaviest and tallest people measured, with room; usual is where a slip of a digit or of pounds would not fall.
WEIGHT = Measure("weight", "Weight", "29463-7", "kg", "kg", (Decimal(10), Decimal(650)), (Decimal(40), Decimal(150)))
HEIGHT = Measure("height", "Height", "8302-2", "cm", "cm", (Decimal(50), Decimal(280)), (Decimal(140), Decimal(205)))
SINGLE = (HEART_RATE, SPO2, BREATHS, TEMPERATURE, WEIGHT, HEIGHT)
ALL = (SYSTOLIC_PRESSURE, DIASTOLIC_PRESSURE, *SINGLE)
# A weight this far from the last one is more often a slip than a change.
WEIGHT_CHANGE = Decimal("0.15")


@dataclass(frozen=True)
class Result:
    """A laboratory or other value that arrives on paper: code, name, units it may be in, and what can be true."""

    code: str
    words: str
    units: tuple[str, ...]
    possible: tuple[Decimal, Decimal]
    has_limit: bool = False


def _result(code: str, words: str, units: tuple[str, ...], low: str, high: str, has_limit: bool = False) -> Result:
    return Result(code, words, units, (Decimal(low), Decimal(high)), has_limit)


RESULTS = (
    _result("1742-6", "ALT", ("U/L",), "0", "20000", True),
    _result("1920-8", "AST", ("U/L",), "0", "20000", True),
    _result("6768-6", "ALP", ("U/L",), "0", "20000", True),
    _result("2324-2", "GGT", ("U/L",), "0", "20000", True),
    _result("1975-2", "Bilirubin", ("mg/dL", "umol/L"), "0", "1500", True),
    _result("98979-8", "eGFR", ("mL/min/{1.73_m2}",), "0", "250"),
    _result("2951-2", "Sodium", ("mmol/L",), "90", "200"),
    _result("2823-3", "Potassium", ("mmol/L",), "1", "10"),
    _result("3016-3", "TSH", ("m[IU]/L",), "0", "500"),
    _result("3024-7", "Free T4", ("ng/dL", "pmol/L"), "0", "200", True),
    _result("8636-3", "QTc", ("ms",), "200", "800"),
)
RESULTS_BY_CODE = {result.code: result for result in RESULTS}
