"""What does a resource say, in the columns of our record? Read without a database: importing makes rows of these, and
a bundle that is only to be screened is read from them as they are."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

Codings = list[dict[str, Any]]


@dataclass(kw_only=True)
class Condition:
    """A diagnosis or problem."""

    codings: Codings
    text: str
    clinical_status: str
    verification_status: str
    onset: str
    abatement: str
    severity_code: str


@dataclass(kw_only=True)
class AllergyIntolerance:
    """An allergy, or the statement that none is known."""

    codings: Codings
    text: str
    clinical_status: str
    verification_status: str
    criticality: str
    reaction: str


@dataclass(kw_only=True)
class MedicationStatement:
    """A medicine the patient takes or was told to take."""

    codings: Codings
    text: str
    status: str
    since: str
    until: str = ""
    dosage: str = ""
    is_request: bool = False


@dataclass(kw_only=True)
class MedicationReview:
    """Somebody says that the list of medicines is whole."""

    takes_nothing: bool
    reviewed_at: datetime


@dataclass(kw_only=True)
class Encounter:
    """A contact elsewhere that is over."""

    starts_at: datetime
    ends_at: datetime | None
    text: str
    kind: str = "elsewhere"
    status: str = "finished"


@dataclass(kw_only=True)
class Procedure:
    """An operation or procedure."""

    codings: Codings
    text: str
    status: str
    performed: str


@dataclass(kw_only=True)
class FamilyMemberHistory:
    """One illness of one relative."""

    codings: Codings = field(default_factory=list)
    text: str
    relationship_code: str
    relationship: str


@dataclass(kw_only=True)
class Observation:
    """One measured, rated or answered thing."""

    codings: Codings
    text: str
    system: str
    code: str
    category: str
    status: str
    effective_at: datetime | None
    value_number: Decimal | None
    unit: str
    value_boolean: bool | None
    value_at: str
    value_text: str
    value_codings: Codings
    components: list[dict[str, Any]]
    reference_high: Decimal | None
    is_absent: bool
    body_position: str
    encounter_id: UUID | None
    source: str = "imported"


@dataclass(kw_only=True)
class QuestionnaireResponse:
    """One filled form of an instrument we know, scored by us."""

    instrument: str
    answers: dict[str, Any]
    total: int | None
    band: str
    raw: Decimal | None
    index: Decimal | None
    subscales: dict[str, Any]
    alerts: list[dict[str, Any]]
    answered_at: datetime
    language: str
    recall_window: str
    scoring_version: str
    mode: str = "imported"
