"""What is known at the time-out, just before a dose? Nothing here has a default that could pass for an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from holdspace.clinical.findings import Finding, Level
from holdspace.clinical.instruments import Incomplete, Score
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Threshold
from holdspace.clinical.units import BloodPressure


class Change(StrEnum):
    """Something that can have happened since the last visit."""

    MEDICINES = "medicines"
    ILLNESS = "illness"
    PREGNANCY = "pregnancy"
    SUBSTANCE_USE = "substance_use"
    SUICIDAL_THOUGHTS = "suicidal_thoughts"
    FALL_OR_HEAD_INJURY = "fall_or_head_injury"
    ADMISSION = "admission"

    @property
    def label(self) -> str:
        """The change as written on the page."""
        return CHANGE_LABELS[self]


CHANGE_LABELS = {
    Change.MEDICINES: "new or changed medicines",
    Change.ILLNESS: "illness",
    Change.PREGNANCY: "a possible pregnancy",
    Change.SUBSTANCE_USE: "substance use",
    Change.SUICIDAL_THOUGHTS: "new suicidal thoughts",
    Change.FALL_OR_HEAD_INJURY: "a fall or head injury",
    Change.ADMISSION: "a hospital admission",
}


class Substance(StrEnum):
    """Something that must not meet the drug within a day."""

    ALCOHOL = "alcohol"
    CANNABIS = "cannabis"
    OPIOID = "opioid"
    SEDATIVE_ANTIHISTAMINE = "sedative_antihistamine"
    BENZODIAZEPINE = "benzodiazepine"
    STIMULANT = "stimulant"

    @property
    def label(self) -> str:
        """The substance as written on the page."""
        return SUBSTANCE_LABELS[self]


SUBSTANCE_LABELS = {
    Substance.ALCOHOL: "alcohol",
    Substance.CANNABIS: "cannabis",
    Substance.OPIOID: "an opioid",
    Substance.SEDATIVE_ANTIHISTAMINE: "a sedating antihistamine",
    Substance.BENZODIAZEPINE: "a benzodiazepine",
    Substance.STIMULANT: "a stimulant",
}


@dataclass(frozen=True)
class Fasting:
    """How long before the dose there is no food and no drink."""

    food: timedelta
    drink: timedelta


@dataclass(frozen=True)
class PregnancyTest:
    """A pregnancy test and the day it was done; None where nobody wrote it down."""

    positive: bool
    on: date | None


@dataclass(frozen=True)
class SameDayFacts:
    """What staff measured and asked today; None, or a question left out, is not recorded.

    `on` is the clinic's own day; `blood_pressures` are today's readings before the dose, in any order.
    """

    at: datetime
    on: date
    route: str
    age_years: int | None = None
    blood_pressures: tuple[Measured[BloodPressure], ...] = ()
    warning_symptoms: bool | None = None
    heart_rate: Measured[Decimal] | None = None
    spo2: Measured[Decimal] | None = None
    respiratory_rate: Measured[Decimal] | None = None
    temperature: Measured[Decimal] | None = None
    last_food_at: datetime | None = None
    last_drink_at: datetime | None = None
    longer_fast: Fasting | None = None
    c_ssrs: Measured[Score | Incomplete] | None = None
    changes: Mapping[Change, bool | None] = field(default_factory=dict, hash=False)
    changes_signed_off: bool = False
    could_become_pregnant: bool | None = None
    pregnancy_test: PregnancyTest | None = None
    missed_period: bool | None = None
    substances: Mapping[Substance, bool | None] = field(default_factory=dict, hash=False)
    agreed_substances: frozenset[Substance] = frozenset()
    breath_alcohol: Decimal | None = None
    psychedelic_in_last_week: bool | None = None
    respiratory_infection: bool | None = None
    limits: Limits = PUBLISHED

    def found(
        self,
        rule: str,
        level: Level,
        says: str,
        because: str,
        source: Source,
        *,
        urgent: bool = False,
        rests_on: tuple[str, ...] = (),
        against: tuple[Threshold, ...] = (),
    ) -> Finding:
        """A finding about this day, with the numbers that decided it and the other sources they have."""
        others = tuple(dict.fromkeys(other for each in against for other in each.other_sources if other != source))
        return Finding(
            rule, level, says, because, source, urgent, rests_on, others, self.limits.version, self.limits.used(against)
        )
