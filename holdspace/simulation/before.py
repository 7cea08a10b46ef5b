"""Lives that have not come to a dose yet, each up to another step of the way."""

from holdspace.care.intake import actions as intake
from holdspace.chart.models import FindingDecision
from holdspace.simulation import agreeing, arriving, ordering
from holdspace.simulation.courses import ready_for_a_dose, to_the_day
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story


def referred(life: Life) -> Story:
    """Referred, nothing asked yet."""
    yield from arriving.referral(life)


def half_an_intake(life: Life) -> Story:
    """The intake is begun."""
    yield from arriving.referral(life)
    yield from arriving.half_an_intake(life)


def screening_incomplete(life: Life) -> Story:
    """Screened without the suicide screener: the rules cannot tell."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life, asks_the_screener=False)
    yield from arriving.run_screening(life)


def waits_for_clearance(life: Life) -> Story:
    """A finding needs clearance, and the prescriber waits for it."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life, choice=FindingDecision.Choice.WAIT)


def not_suitable(life: Life) -> Story:
    """The screening says do not treat, and the prescriber agrees."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life, choice=FindingDecision.Choice.NOT_SUITABLE)


def one_evaluation(life: Life, kind: str, visit: tuple[str, int]) -> Story:
    """One of the two evaluations is signed, the other is booked."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life)
    yield from arriving.evaluate(life, kind=kind, on=life.first - 16)
    booked_for, starts_in = visit
    yield from ordering.visit_booked(life, kind=booked_for, starts_in=starts_in)


def waits_for_both(life: Life) -> Story:
    """Screened as suitable; the evaluations are both still to come, the first is booked."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life)
    yield from ordering.visit_booked(life, kind="medical_evaluation", starts_in=40)


def asks_about_consent(life: Life) -> Story:
    """A line of the consent form has an open question."""
    yield from arriving.eligible(life)
    yield from agreeing.open_consent(life)


def withdrew(life: Life) -> Story:
    """Consent was signed and taken back."""
    yield from arriving.eligible(life)
    yield from agreeing.signed_consent(life)
    yield from agreeing.withdraws(life, on=life.first - 10)


def plan_waits(life: Life) -> Story:
    """The plan waits for a prescriber."""
    yield from arriving.eligible(life)
    yield from agreeing.signed_consent(life)
    yield from agreeing.writes_plan(life)


def in_preparation(life: Life, next_in: int) -> Story:
    """One preparation session is held, the next booked."""
    yield from arriving.eligible(life)
    yield from agreeing.agreed(life)
    yield from agreeing.safety_plan(life)
    yield from agreeing.prepares_once(life, 1, life.first - 8)
    yield from ordering.visit_booked(life, kind="preparation", starts_in=next_in)


def waits_for_an_order(life: Life) -> Story:
    """Prepared, and no dose ordered."""
    yield from ready_for_a_dose(life)


def order_waits_for_second(life: Life) -> Story:
    """Past a guard, with one signature."""
    yield from ready_for_a_dose(life)
    yield from ordering.measured_before(life)
    reason = "Fit for her age, heart and liver sound. After ECT without full effect a smaller start seems too little."
    yield from ordering.ordered(life, number=1, on=life.first, override_reason=reason)


def booked_ahead(life: Life) -> Story:
    """Everything is ready for tomorrow."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)


def died(life: Life) -> Story:
    """The person died before a first dose."""
    yield from arriving.eligible(life)
    at = yield life.calendar.at(-3, 9)
    intake.change_details(
        patient=life.patient,
        seen={},
        is_deceased=True,
        deceased_on=life.calendar.day(-4),
        by=life.staff("alvarez"),
        at=at,
    )
