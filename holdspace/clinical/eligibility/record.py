"""What does the screening read? One coded record: the chart fills it, and so does a bundle from another system."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
SCREENING_FACT = "https://holdspace.org/fhir/CodeSystem/screening-fact"


@dataclass(frozen=True)
class Coding:
    """One code of one code system."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True)
class PartialDate:
    """A date as people remember it: a year, a month of a year, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        _ = self.earliest

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A date that is known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Reads 2019, 2019-04, 2019-04-28 or a moment that starts so."""
        parts = [int(part) for part in text[:10].split("-")]
        if len(parts) > 3:
            raise ValueError(f"{text} is no date.")
        return cls(*parts)

    @property
    def earliest(self) -> date:
        """The first day it can have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it can have been."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        month = calendar.month_name[self.month]
        return f"{self.day} {month} {self.year}" if self.day else f"{month} {self.year}"


@dataclass(frozen=True)
class ConditionEntry:
    """A diagnosis on the problem list, current or past."""

    codings: tuple[Coding, ...] = ()
    text: str = ""
    clinical_status: str = ""
    verification_status: str = ""
    onset: PartialDate | None = None
    abatement: PartialDate | None = None
    severity_code: str = ""


@dataclass(frozen=True)
class AllergyEntry:
    """An allergy, or the statement that there is none."""

    codings: tuple[Coding, ...] = ()
    text: str = ""
    clinical_status: str = ""
    verification_status: str = ""


@dataclass(frozen=True)
class MedicationEntry:
    """A medicine the patient is said to take, coded or as text only."""

    codings: tuple[Coding, ...] = ()
    text: str = ""
    status: str = "active"


@dataclass(frozen=True)
class ObservationEntry:
    """One measured, rated or answered thing at one time."""

    codings: tuple[Coding, ...]
    status: str = "final"
    effective_at: datetime | None = None
    value: Decimal | bool | str | datetime | None = None
    unit: str = ""
    value_codings: tuple[Coding, ...] = ()
    components: tuple["ObservationEntry", ...] = ()
    absent: bool = False
    reference_high: Decimal | None = None


@dataclass(frozen=True)
class FamilyHistoryEntry:
    """A diagnosis in a relative; the relationship is a v3-RoleCode such as MTH or SIS."""

    relationship: str
    codings: tuple[Coding, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class CodedRecord:
    """Everything the screening reads about one patient."""

    birth_on: date | None = None
    sex: str | None = None
    conditions: tuple[ConditionEntry, ...] = ()
    allergies: tuple[AllergyEntry, ...] = ()
    medications: tuple[MedicationEntry, ...] = ()
    observations: tuple[ObservationEntry, ...] = ()
    family_history: tuple[FamilyHistoryEntry, ...] = ()
    medication_list_complete: bool = False
    no_medicines_stated: bool = False
    planned_dose_by_weight: bool | None = None
