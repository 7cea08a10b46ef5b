"""Everything the pathway needs to know of one course at one moment, frozen.

Where a field may be None, None is "not known" or "not done", never "fine".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from holdspace.clinical.monitoring.long_term import LongTermFacts
from holdspace.clinical.pathway.agreed import PlanTerms
from holdspace.clinical.thresholds import PUBLISHED, Limits


@dataclass(frozen=True)
class IntakeFacts:
    """What the intake form holds; `missing` names the parts that are not answered."""

    recorded_at: datetime | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class FindingFacts:
    """One finding of the newest screening and what was decided about it."""

    rule: str
    level: str
    says: str
    choice: str | None = None
    countersigned: bool = False


@dataclass(frozen=True)
class ScreeningState:
    """The newest screening; `changed_since` names what was recorded after it that rules read."""

    screened_at: datetime
    decision: str
    findings: tuple[FindingFacts, ...] = ()
    changed_since: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvaluationFacts:
    """The newest signed evaluation of one kind; `overtaken_by` names a later diagnosis, medicine, pregnancy, ..."""

    conclusion: str
    signed_by: str
    signed_at: datetime
    overtaken_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConsentFacts:
    """The newest consent of this course against the form now in force.

    `agreed_to` is the approved plan it was given for, `plan_now` the plan that was approved last.
    """

    version: int
    version_in_force: int
    lines: int
    initialled: int
    open_questions: tuple[int, ...] = ()
    signed_at: datetime | None = None
    valid_until_on: date | None = None
    withdrawn_at: datetime | None = None
    agreed_to: PlanTerms | None = None
    plan_now: PlanTerms | None = None


@dataclass(frozen=True)
class PlanFacts:
    """The newest version of the care plan."""

    protocol_id: str
    route: str
    sessions_planned: int
    preparation_sessions: int
    days_between: int
    target_instrument: str
    approved_at: datetime | None = None


@dataclass(frozen=True)
class PreparationFacts:
    """What has been prepared."""

    sessions_held: int = 0
    last_held_at: datetime | None = None
    intention: str = ""
    safety_plan_at: datetime | None = None
    setting_chosen_at: datetime | None = None
    touch_agreed_at: datetime | None = None


@dataclass(frozen=True)
class OrderFacts:
    """The standing order for the coming dose; what was recorded since that its sum or its guards would have read."""

    dose_number: int
    signed_at: datetime
    dose_mg: str
    guards: tuple[str, ...] = ()
    hard_stop: bool = False
    override_reason: str = ""
    countersigned: bool = False
    plan_is_current: bool = True
    weight_changed: str = ""
    overtaken_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class TimeOutAnswer:
    """The newest answer to one item of the time-out."""

    answer: str
    says: str = ""


@dataclass(frozen=True)
class ReadinessFacts:
    """The newest readiness assessment; `unmet` names criteria not met or not recorded."""

    assessed_at: datetime
    unmet: tuple[str, ...] = ()
    overridden: bool = False


@dataclass(frozen=True)
class ClosingFacts:
    """What must be answered before a session closes; None is not answered yet."""

    dissociation_answered: bool = False
    side_effects_answered: bool = False
    adverse_events_answered: bool = False
    dose_reconciled: bool = False
    transferred: bool = False


@dataclass(frozen=True)
class SessionFacts:
    """The dosing session at hand: the one under way, else the newest planned one, else the last."""

    number: int
    state: str
    scheduled_at: datetime
    started_at: datetime | None = None
    time_out: Mapping[str, TimeOutAnswer] = field(default_factory=dict)
    drug_drawn: bool = False
    pregnancy_test_due: bool | None = None
    another_session_open: bool = False
    readiness: ReadinessFacts | None = None
    closing: ClosingFacts = ClosingFacts()
    closed_at: datetime | None = None


@dataclass(frozen=True)
class StopRule:
    """A stop rule that is met, or of which nobody can tell."""

    code: str
    says: str
    is_unknown: bool = False


@dataclass(frozen=True)
class AfterDoseFacts:
    """What followed the last dose that was given."""

    dose_number: int
    given_at: datetime
    closed_at: datetime | None = None
    call_reached_at: datetime | None = None
    integration_sessions: int = 0
    therapist_says: str = ""
    measured_at: datetime | None = None
    stop_rules: tuple[StopRule, ...] = ()


@dataclass(frozen=True)
class OpenRisk:
    """A risk answer that no person has closed: its task, how near the danger may be, and since when."""

    task: str
    tier: str
    raised_at: datetime


@dataclass(frozen=True)
class CourseFacts:
    """One course of care at one moment.

    `weight_on` is the day of the newest weight on record; `last_given_at` looks at every course of this patient.
    """

    now: datetime
    today: date
    intake: IntakeFacts = IntakeFacts()
    screening: ScreeningState | None = None
    medical: EvaluationFacts | None = None
    psychological: EvaluationFacts | None = None
    consent: ConsentFacts | None = None
    goals: int = 0
    goals_at: datetime | None = None
    plan: PlanFacts | None = None
    preparation: PreparationFacts = PreparationFacts()
    order: OrderFacts | None = None
    weight_on: date | None = None
    session: SessionFacts | None = None
    after_dose: AfterDoseFacts | None = None
    doses_given: int = 0
    last_given_at: datetime | None = None
    open_risks: tuple[OpenRisk, ...] = ()
    is_deceased: bool = False
    is_closed: bool = False
    waived: frozenset[str] = frozenset()
    limits: Limits = PUBLISHED
    long_term: LongTermFacts | None = None
