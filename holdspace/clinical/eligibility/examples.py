"""What does a rule say just below, at and just above its number? Worked out by asking the rule itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from holdspace.clinical.eligibility.facts import Diagnosis, ScreeningFacts, State, SuicideScreener
from holdspace.clinical.eligibility.record import PartialDate
from holdspace.clinical.eligibility.rule import Rule
from holdspace.clinical.findings import Level
from holdspace.clinical.thresholds import Limits, Threshold
from holdspace.clinical.units import BloodPressure, Kilograms

# What stands beside the one number that is tried: an invented adult of whom nothing else is of note.
CALM = BloodPressure(110, 70)
EATING_DISORDER = Diagnosis(("F50.01",), "Anorexia nervosa")
Given = Mapping[str, Any]
Filled = Callable[[Decimal, date], Given]


@dataclass(frozen=True)
class Example:
    """One value of a number, and what the rule says of it; no level where it stays silent."""

    value: Decimal
    level: Level | None
    says: str


@dataclass(frozen=True)
class Tried:
    """One number of a rule, with what is said on both of its sides."""

    threshold: Threshold
    beside: str
    examples: tuple[Example, ...]


def tried(rule: Rule, on: date, limits: Limits) -> Iterator[Tried]:
    """Every number of a rule that can be tried alone, just below, at and just above where it stands."""
    for threshold in rule.compares_with:
        if (rule.id, threshold.code) in FACTS:
            beside, filled = FACTS[rule.id, threshold.code]
            stands = limits.of(threshold)
            values = (stands - threshold.step, stands, stands + threshold.step)
            asked = tuple(_asked(rule, value, filled, on, limits) for value in values)
            yield Tried(threshold, beside, asked)


def _asked(rule: Rule, value: Decimal, filled: Filled, on: date, limits: Limits) -> Example:
    facts = replace(ScreeningFacts(as_of=on, limits=limits, age=40), **filled(value, on))
    finding = rule(facts)
    return Example(value, finding.level if finding else None, finding.says if finding else "")


def _fact(name: str, **more: Any) -> Filled:
    return lambda value, on: {name: value, **more}


def _count(name: str, **more: Any) -> Filled:
    return lambda value, on: {name: int(value), **more}


def _upper(**more: Any) -> Filled:
    return lambda value, on: {"blood_pressure": BloodPressure(value, CALM.diastolic), **more}


def _lower(**more: Any) -> Filled:
    return lambda value, on: {"blood_pressure": BloodPressure(CALM.systolic, value), **more}


def _days_ago(value: Decimal, on: date) -> PartialDate:
    return PartialDate.of(on - timedelta(days=int(value)))


def _infarct(value: Decimal, on: date) -> Given:
    return {"conditions": (Diagnosis(("I21.9",), "Myocardial infarction", onset=_days_ago(value, on)),)}


def _seizure(value: Decimal, on: date) -> Given:
    return {"conditions": (Diagnosis(("G40.909",), "Epilepsy"),), "last_seizure": _days_ago(value, on)}


def _remission(value: Decimal, on: date) -> Given:
    over = Diagnosis(("F10.20",), "Alcohol dependence", State.REMISSION, ended=_days_ago(value, on))
    return {"conditions": (over,)}


def _pregnancy(value: Decimal, on: date) -> Given:
    return {"conditions": (Diagnosis(("Z34.90",), "Pregnancy", onset=_days_ago(value, on)),), "sex": "female"}


def _ideation(value: Decimal, on: date) -> Given:
    one, two, three, four, five = (level <= value for level in range(1, 6))
    return {"suicide_screener": SuicideScreener((one, two, three, four, five), behaviour_ever=False)}


def _weight(value: Decimal, on: date) -> Given:
    return {"weight": Kilograms(value), "planned_dose_by_weight": True}


_EATING = {"conditions": (EATING_DISORDER,)}
_OLDER = "at 70 years"
_UPPER, _LOWER = "with a lower pressure of 70", "with an upper pressure of 110"
_ALONE = ""
FACTS: Mapping[tuple[str, str], tuple[str, Filled]] = {
    ("PSY-03", "PSY-03.pq16"): (_ALONE, _fact("pq16")),
    ("PSY-10", "PSY-10.bmi"): ("with an eating disorder", _fact("body_mass_index", **_EATING)),
    ("PSY-10", "PSY-10.sodium_low"): ("with an eating disorder", _fact("sodium", **_EATING)),
    ("PSY-10", "PSY-10.sodium_high"): ("with an eating disorder", _fact("sodium", **_EATING)),
    ("PSY-10", "PSY-10.potassium_low"): ("with an eating disorder", _fact("potassium", **_EATING)),
    ("PSY-10", "PSY-10.potassium_high"): ("with an eating disorder", _fact("potassium", **_EATING)),
    ("SUI-01", "SUI-01.ideation"): (_ALONE, _ideation),
    ("SUI-02", "SUI-02.ideation"): (_ALONE, _ideation),
    ("SUI-02", "SUI-01.ideation"): (_ALONE, _ideation),
    ("SUI-03", "SUI-03.ideation"): (_ALONE, _ideation),
    ("SUI-03", "SUI-02.ideation"): (_ALONE, _ideation),
    ("SUI-03", "SUI-03.phq9_item9"): (_ALONE, _count("phq9_item9")),
    ("CVS-01", "CVS-01.systolic"): (_UPPER, _upper()),
    ("CVS-01", "CVS-01.diastolic"): (_LOWER, _lower()),
    ("CVS-02", "CVS-02.systolic"): (_UPPER, _upper()),
    ("CVS-02", "CVS-02.diastolic"): (_LOWER, _lower()),
    ("CVS-02", "CVS-02.systolic_from_65"): (f"{_UPPER}, {_OLDER}", _upper(age=70)),
    ("CVS-02", "CVS-02.diastolic_from_65"): (f"{_LOWER}, {_OLDER}", _lower(age=70)),
    ("CVS-02", "CVS-02.age"): ("with 145/80 mmHg", _count("age", blood_pressure=BloodPressure(145, 80))),
    ("CVS-04", "CVS-04.days"): ("days since an infarction", _infarct),
    ("CVS-05", "CVS-05.qtc"): (_ALONE, _fact("qtc")),
    ("CVS-09", "CVS-09.low"): (_ALONE, _fact("heart_rate")),
    ("CVS-09", "CVS-09.high"): (_ALONE, _fact("heart_rate")),
    ("NEU-02", "NEU-02.days"): ("days since a seizure, with epilepsy", _seizure),
    ("NEU-04", "NEU-04.moca"): (_ALONE, _fact("moca")),
    ("NEU-05", "NEU-04.moca"): (_ALONE, _fact("moca")),
    ("NEU-05", "NEU-05.moca"): (_ALONE, _fact("moca")),
    ("END-01", "END-01.tsh"): ("with a raised free T4", _fact("tsh", free_t4_raised=True)),
    ("HEP-03", "HEP-03.enzymes"): ("ALT", _fact("alt_times_limit")),
    ("HEP-03", "HEP-03.bilirubin"): (_ALONE, _fact("bilirubin_times_limit")),
    ("REN-01", "REN-01.egfr"): (_ALONE, _fact("egfr")),
    ("GU-02", "GU-02.ipss"): (_ALONE, _fact("ipss")),
    ("GU-03", "GU-03.ipss"): (_ALONE, _fact("ipss")),
    ("GU-03", "GU-02.ipss"): (_ALONE, _fact("ipss")),
    ("RES-01", "RES-01.stop_bang"): (_ALONE, _fact("stop_bang")),
    ("RES-02", "RES-02.stop_bang"): (_ALONE, _fact("stop_bang")),
    ("RES-02", "RES-01.stop_bang"): (_ALONE, _fact("stop_bang")),
    ("RES-03", "RES-03.dangerous"): (_ALONE, _fact("oxygen_saturation")),
    ("RES-03", "RES-03.low"): (_ALONE, _fact("oxygen_saturation")),
    ("PREG-01", "PREG-01.days"): ("days since the entry of a pregnancy", _pregnancy),
    ("PREG-03", "PREG-03.youngest"): ("a woman without a test", _count("age", sex="female")),
    ("PREG-03", "PREG-03.oldest"): ("a woman without a test", _count("age", sex="female")),
    ("AGE-01", "AGE-01.age"): (_ALONE, _count("age")),
    ("AGE-02", "AGE-02.age"): (_ALONE, _count("age")),
    ("AGE-02", "AGE-03.age"): (_ALONE, _count("age")),
    ("AGE-03", "AGE-03.age"): (_ALONE, _count("age")),
    ("WT-01", "WT-01.bmi"): ("at 118 kg", _fact("body_mass_index", weight=Kilograms(Decimal(118)))),
    ("WT-01", "WT-01.weight"): ("dosed by weight", _weight),
    ("SUD-02", "SUD-02.audit"): (_ALONE, _fact("audit")),
    ("SUD-02", "SUD-02.dast10"): (_ALONE, _fact("dast10")),
    ("SUD-02", "SUD-03.days"): ("days since alcohol dependence ended", _remission),
    ("SUD-03", "SUD-03.audit"): (_ALONE, _fact("audit")),
    ("SUD-03", "SUD-02.audit"): (_ALONE, _fact("audit")),
    ("SUD-03", "SUD-03.dast10"): (_ALONE, _fact("dast10")),
    ("SUD-03", "SUD-02.dast10"): (_ALONE, _fact("dast10")),
    ("SUD-03", "SUD-03.days"): ("days since alcohol dependence ended", _remission),
    ("CON-02", "CON-02.trials"): (_ALONE, _count("adequate_prior_trials")),
}
