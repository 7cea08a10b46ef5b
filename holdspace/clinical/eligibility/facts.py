"""What is known of this patient, in the form the rules read? `None` always means: nobody has said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from holdspace.clinical.eligibility.record import PartialDate
from holdspace.clinical.eligibility.thresholds import OLDEST_MOTHER, YOUNGEST_MOTHER
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import BloodPressure, Kilograms, plain


class State(StrEnum):
    """Whether a diagnosis is there now, in remission, or over."""

    PRESENT = "present"
    REMISSION = "remission"
    PAST = "past"


@dataclass(frozen=True)
class Diagnosis:
    """One diagnosis that was not refuted; `codes` are ICD-10-CM."""

    codes: tuple[str, ...]
    text: str = ""
    state: State = State.PRESENT
    onset: PartialDate | None = None
    ended: PartialDate | None = None
    severe: bool = False
    snomed: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        """Whether it is there now."""
        return self.state is State.PRESENT

    def under(self, *prefixes: str) -> bool:
        """Whether one of its codes lies under one of these ICD-10-CM headings."""
        return any(code.startswith(prefixes) for code in self.codes)

    def __str__(self) -> str:
        code = self.codes[0] if self.codes else ""
        return f"{self.text} ({code})" if self.text and code else self.text or code


@dataclass(frozen=True)
class Allergy:
    """Something the patient does not bear."""

    text: str
    rxnorm: tuple[str, ...] = ()


@dataclass(frozen=True)
class Medicine:
    """A medicine as it was written, with the ingredients recognised in it."""

    text: str
    ingredients: tuple[str, ...] = ()


@dataclass(frozen=True)
class SuicideScreener:
    """The answers of a C-SSRS screener: ideation 1 to 5 in the past month, behaviour ever and in the past 3 months."""

    ideation: tuple[bool | None, bool | None, bool | None, bool | None, bool | None] = (None,) * 5
    behaviour_ever: bool | None = None
    behaviour_past_3_months: bool | None = None

    @property
    def highest_ideation(self) -> int:
        """The highest ideation level answered yes; 0 when none is."""
        return max((level for level, answer in enumerate(self.ideation, start=1) if answer), default=0)

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that still have to be asked before the screener can be read."""
        return tuple(
            name
            for name, answer, needed in (
                ("ideation 1", self.ideation[0], True),
                ("ideation 2", self.ideation[1], True),
                ("ideation 3", self.ideation[2], bool(self.ideation[1])),
                ("ideation 4", self.ideation[3], bool(self.ideation[1])),
                ("ideation 5", self.ideation[4], bool(self.ideation[1])),
                ("behaviour ever", self.behaviour_ever, True),
                ("behaviour in the past 3 months", self.behaviour_past_3_months, bool(self.behaviour_ever)),
            )
            if needed and answer is None
        )


@dataclass(frozen=True)
class ScreeningFacts:
    """Everything the rules of eligibility read, as it stands on one day, and the numbers they compare it with."""

    as_of: date
    limits: Limits = PUBLISHED

    age: int | None = None
    sex: str | None = None
    conditions: tuple[Diagnosis, ...] = ()
    allergies: tuple[Allergy, ...] | None = None
    medicines: tuple[Medicine, ...] | None = None

    blood_pressure: BloodPressure | None = None
    heart_rate: Decimal | None = None
    respiratory_rate: Decimal | None = None
    oxygen_saturation: Decimal | None = None
    weight: Kilograms | None = None
    body_mass_index: Decimal | None = None

    alt_times_limit: Decimal | None = None
    ast_times_limit: Decimal | None = None
    bilirubin_times_limit: Decimal | None = None
    egfr: Decimal | None = None
    sodium: Decimal | None = None
    potassium: Decimal | None = None
    tsh: Decimal | None = None
    free_t4_raised: bool | None = None
    blood_in_urine: bool | None = None
    qtc: Decimal | None = None

    suicide_screener: SuicideScreener | None = None
    phq9_item9: int | None = None
    phq9: Decimal | None = None
    gad7: Decimal | None = None
    pcl5: Decimal | None = None
    asrm: Decimal | None = None
    pq16: Decimal | None = None
    audit: Decimal | None = None
    dast10: Decimal | None = None
    moca: Decimal | None = None
    stop_bang: Decimal | None = None
    ipss: Decimal | None = None

    current_psychosis: bool | None = None
    current_mania: bool | None = None
    family_psychosis: bool | None = None
    capacity: bool | None = None
    coercion: bool | None = None

    childbearing_potential: bool | None = None
    pregnancy_test_positive: bool | None = None
    pregnancy_status: bool | None = None
    pregnancy_unclear: bool = False
    breastfeeding: bool | None = None

    ketamine_use_disorder: bool | None = None
    ketamine_uropathy: bool | None = None
    addiction_is_target: bool | None = None
    addiction_physician_agrees: bool | None = None
    sleep_evaluated: bool | None = None
    apnoea_therapy_effective: bool | None = None
    last_seizure: PartialDate | None = None
    child_pugh: str | None = None

    adequate_prior_trials: int | None = None
    prior_sessions: int | None = None
    last_session_tolerated: bool | None = None
    escort_arranged: bool | None = None
    home_safe: bool | None = None
    planned_dose_by_weight: bool | None = None

    medication_list_complete: bool = False
    notes: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def rests_on(self, *names: str) -> tuple[str, ...]:
        """The values behind these facts, with their dates, as they stand in the record."""
        return tuple(line for name in names for line in self.evidence.get(name, ()))

    def diagnoses(self, *prefixes: str, now: bool = True) -> tuple[Diagnosis, ...]:
        """Diagnoses under these ICD-10-CM headings: those present, or with `now=False` past ones too."""
        return self.matching(lambda diagnosis: diagnosis.under(*prefixes), now=now)

    def matching(self, holds: Callable[[Diagnosis], bool], now: bool = True) -> tuple[Diagnosis, ...]:
        """Diagnoses for which a question is answered yes: those present, or with `now=False` past ones too."""
        return tuple(each for each in self.conditions if (each.present or not now) and holds(each))

    @cached_property
    def _ingredients(self) -> frozenset[str]:
        # Every row of the interaction table asks, and nearly every answer is no.
        return frozenset(name for each in self.medicines or () for name in each.ingredients)

    def taking(self, *ingredients: str) -> tuple[Medicine, ...]:
        """The medicines that hold one of these ingredients."""
        if self._ingredients.isdisjoint(ingredients):
            return ()
        return tuple(each for each in self.medicines or () if set(each.ingredients) & set(ingredients))

    @property
    def could_be_pregnant(self) -> bool:
        """Whether a pregnancy has to be ruled out: as stated, else as age, sex and history suggest."""
        if self.childbearing_potential is not None:
            return self.childbearing_potential
        settled = self.diagnoses("Z78.0", "Z90.71", "Z98.51", now=False)
        # Unknown sex or age is not "no": then the question is asked.
        possible_sex = self.sex != "male"
        youngest, oldest = self.limits.of(YOUNGEST_MOTHER), self.limits.of(OLDEST_MOTHER)
        possible_age = self.age is None or youngest <= self.age <= oldest
        return possible_sex and possible_age and not settled


def listed(things: tuple[object, ...]) -> str:
    """Names joined as in a sentence: one, two and three."""
    words = [str(each) if not isinstance(each, Decimal) else plain(each) for each in things]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
