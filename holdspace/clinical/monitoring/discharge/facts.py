"""What is known at the end of a session, and what does one criterion of the gate answer?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from holdspace.clinical.instruments import Incomplete, Score
from holdspace.clinical.monitoring.measured import Measured
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits, Used
from holdspace.clinical.units import BloodPressure


@dataclass(frozen=True)
class Criterion:
    """One condition for leaving; `met` is None when nothing is recorded, which does not count as met."""

    code: str
    title: str
    met: bool | None
    says: str
    because: str
    source: Source
    limits_version: int = 0
    measured_against: tuple[Used, ...] = ()


@dataclass(frozen=True)
class DischargeFacts:
    """What is known about the patient at the end of a session; None is not recorded.

    `watched_minutes` is what the protocol of the order asks for; it lengthens the time of the route, never shortens it.
    """

    at: datetime
    route: str
    last_dose_at: datetime | None
    blood_pressure: Measured[BloodPressure] | None = None
    baseline_blood_pressure: BloodPressure | None = None
    spo2: Measured[Decimal] | None = None
    on_air: bool | None = None
    alertness: Measured[int] | None = None
    agitation: Measured[int] | None = None
    aldrete: Mapping[str, int | None] | None = None
    mpadss: Mapping[str, int | None] | None = None
    oriented: bool | None = None
    cadss_6: int | None = None
    cadss_6_baseline: int | None = None
    walks_unaided: bool | None = None
    nausea_controlled: bool | None = None
    c_ssrs: Measured[Score | Incomplete] | None = None
    settled: bool | None = None
    therapist_signed: bool | None = None
    escort_identified: bool | None = None
    instructions_given: bool | None = None
    clinician_signed: bool | None = None
    antagonist_given: bool | None = None
    antagonist_last_at: datetime | None = None
    limits: Limits = PUBLISHED
    watched_minutes: int = 0
