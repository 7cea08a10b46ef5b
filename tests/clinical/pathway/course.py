"""A course in which nothing is missing, from which each test takes one thing away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from holdspace.clinical.pathway import (
    TIME_OUT_ITEMS,
    AfterDoseFacts,
    ClosingFacts,
    ConsentFacts,
    CourseFacts,
    EvaluationFacts,
    FindingFacts,
    IntakeFacts,
    OrderFacts,
    PlanFacts,
    PreparationFacts,
    ReadinessFacts,
    ScreeningState,
    SessionFacts,
    TimeOutAnswer,
)

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
TODAY = date(2026, 5, 14)


def days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


EVALUATED = EvaluationFacts("suitable", signed_by="lindqvist", signed_at=days_ago(20))
CONSENT = ConsentFacts(
    version=4,
    version_in_force=4,
    lines=18,
    initialled=18,
    signed_at=days_ago(15),
    valid_until_on=date(2027, 4, 29),
)
PLAN = PlanFacts("P-18", "im", 6, 2, 14, "phq-9", approved_at=days_ago(14))
PREPARED = PreparationFacts(
    sessions_held=2,
    last_held_at=days_ago(3),
    intention="To meet the grief",
    safety_plan_at=days_ago(10),
    setting_chosen_at=days_ago(3),
    touch_agreed_at=days_ago(3),
)
ORDER = OrderFacts(dose_number=1, signed_at=days_ago(1), dose_mg="60 mg")
ALL_OK = {item.code: TimeOutAnswer("ok") for item in TIME_OUT_ITEMS}
SESSION = SessionFacts(1, "time_out", NOON, time_out=ALL_OK, drug_drawn=True, pregnancy_test_due=True)
READY = ReadinessFacts(assessed_at=NOON)
ANSWERED = ClosingFacts(True, True, True, True)
FOLLOWED = AfterDoseFacts(
    dose_number=1,
    given_at=days_ago(20),
    closed_at=days_ago(20),
    call_reached_at=days_ago(19),
    integration_sessions=1,
    therapist_says="yes",
    measured_at=days_ago(2),
)


def finding(level: str, **given: Any) -> FindingFacts:
    return FindingFacts(rule="CVS-02", level=level, says="Blood pressure 146/88 is above 140/90.", **given)


def screened(*findings: FindingFacts, **given: Any) -> ScreeningState:
    return ScreeningState(days_ago(21), "eligible", findings, **given)


def a_course(**given: Any) -> CourseFacts:
    """A first dose about to be given, with nothing missing."""
    whole = CourseFacts(
        now=NOON,
        today=TODAY,
        intake=IntakeFacts(days_ago(25)),
        screening=screened(),
        medical=EVALUATED,
        psychological=replace(EVALUATED, signed_by="moreau"),
        consent=CONSENT,
        goals=1,
        goals_at=days_ago(14),
        plan=PLAN,
        preparation=PREPARED,
        order=ORDER,
        weight_on=TODAY,
        session=SESSION,
    )
    return replace(whole, **given)


def after_a_dose(**given: Any) -> CourseFacts:
    """A first dose behind us, followed up, with nothing missing for the second."""
    closed = replace(SESSION, state="completed", started_at=days_ago(20), closed_at=days_ago(20), readiness=READY)
    return a_course(**{"session": closed, "order": None, "after_dose": FOLLOWED, "doses_given": 1} | given)
