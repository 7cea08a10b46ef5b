"""Which life does each of the invented people lead, and how far has it come today?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from holdspace.care.intake import actions as intake
from holdspace.chart.models import FindingDecision
from holdspace.simulation import afterwards, agreeing, arriving, dosing_day, experience, ordering
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story

EVALUATED_AGAIN_AFTER_DAYS = 75


def given(life: Life, days: Sequence[int], *, last_dose: str = "yes") -> Story:
    """Doses on these days, each one followed up as it should be."""
    evaluated_on = life.first - 16
    for number, on in enumerate(days, start=1):
        if on - evaluated_on > EVALUATED_AGAIN_AFTER_DAYS:
            yield from arriving.evaluate(life, kind="medical", on=on - 4)
            yield from arriving.evaluate(life, kind="psychological", on=on - 3)
            evaluated_on = on - 4
        yield from to_the_day(life, number, on)
        yield from dosing_day.whole_day(life, number)
        yield from dosing_day.reviewed(life)
        yield from followed_up(life, number, on, next_dose=last_dose if number == len(days) else "yes")


def to_the_day(life: Life, number: int, on: int, **booking) -> Story:
    """The dose is ordered and booked."""
    if number == 1:
        yield from ordering.measured_before(life)
    yield from ordering.ordered(life, number=number, on=on)
    yield from ordering.booked(life, on=on, **booking)


def followed_up(life: Life, number: int, on: int, *, next_dose: str = "yes") -> Story:
    """Call, integration and measure after one dose."""
    yield from afterwards.called(life)
    yield from afterwards.integrated(life, on=on + 2, next_dose=next_dose)
    yield from afterwards.measured(life, on=on + 4, place=number + 1)


def ready_for_a_dose(life: Life) -> Story:
    """Everything before the first order."""
    yield from arriving.eligible(life)
    yield from agreeing.agreed(life)
    yield from agreeing.prepared(life)


# Each of these is one life up to today.


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


def one_evaluation(life: Life, kind: str) -> Story:
    """One of the two evaluations is signed."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life)
    yield from arriving.evaluate(life, kind=kind, on=life.first - 16)


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


def in_preparation(life: Life) -> Story:
    """One of several preparation sessions is held."""
    yield from arriving.eligible(life)
    yield from agreeing.agreed(life)
    yield from agreeing.safety_plan(life)
    yield from agreeing.prepares_once(life, 1, life.first - 8)


def waits_for_an_order(life: Life) -> Story:
    """Prepared, and no dose ordered."""
    yield from ready_for_a_dose(life)


def order_waits_for_second(life: Life) -> Story:
    """Past a guard, with one signature."""
    yield from ready_for_a_dose(life)
    yield from ordering.measured_before(life)
    reason = "Slim and quick to metabolise on other medicines; a lower dose was without effect elsewhere."
    yield from ordering.ordered(life, number=1, on=life.first, override_reason=reason)


def booked_ahead(life: Life) -> Story:
    """Everything is ready for tomorrow."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)


def earlier_doses(life: Life, days: Sequence[int]) -> Story:
    """Everything before today, doses on these days."""
    yield from ready_for_a_dose(life)
    yield from given(life, days)


def today(life: Life, number: int, *, starts_in: int, minutes: int = 180, room: str = "") -> Story:
    """Booked for today at so many minutes from now."""
    at = life.on_the_clock(starts_in)
    yield from to_the_day(life, number, 0, starts_at=at, minutes=minutes, room=room)


def called_too_late(life: Life) -> Story:
    """Dosed two days ago, one try to call in vain."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)
    yield from dosing_day.whole_day(life, 1)
    yield from dosing_day.reviewed(life)
    yield from afterwards.tried(life, life.calendar.now - timedelta(hours=4))


def dosed_yesterday(life: Life) -> Story:
    """Dosed about a day ago: the call is due."""
    yield from earlier_doses(life, (life.first,))
    yield from to_the_day(life, 2, -1)
    yield from dosing_day.whole_day(life, 2)
    yield from dosing_day.reviewed(life)


def integration_due(life: Life) -> Story:
    """Dosed three days ago, called, not integrated."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)
    yield from dosing_day.whole_day(life, 1)
    yield from dosing_day.reviewed(life)
    yield from afterwards.called(life)


def measure_due(life: Life) -> Story:
    """Dosed five days ago, integrated, not measured."""
    yield from integration_due(life)
    yield from afterwards.integrated(life, on=life.first + 2)


def next_booked(life: Life, days: Sequence[int], on: int) -> Story:
    """Several doses given, the next one booked."""
    yield from earlier_doses(life, days)
    yield from to_the_day(life, len(days) + 1, on)


def relapsed(life: Life, days: Sequence[int], then: Sequence[int]) -> Story:
    """Response after the doses, and the scores rise again."""
    yield from earlier_doses(life, days)
    for place, on in enumerate(then, start=len(days) + 2):
        yield from afterwards.measured(life, on=on, place=place)


def transferred(life: Life) -> Story:
    """The pressure stayed high, and the person was taken to hospital; a serious adverse event is on record."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)
    yield from dosing_day.started_day(life)
    yield from dosing_day.taken_to_hospital(life)
    yield from afterwards.called(life, mood=5)


def held_on_the_day(life: Life) -> Story:
    """Nothing was given: the pressure was too high that morning."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)
    yield from dosing_day.held(life)


def ended(life: Life, days: Sequence[int], *, reason: str, summary: str, staying_well: str) -> Story:
    """A course that is closed."""
    yield from earlier_doses(life, days)
    yield from afterwards.closes(life, on=days[-1] + 12, reason=reason, summary=summary, staying_well=staying_well)


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


def in_time_out(life: Life) -> Story:
    """In the time-out: half of the items are answered."""
    yield from ready_for_a_dose(life)
    yield from today(life, 1, starts_in=-14, room="Room 4")
    yield from dosing_day.begun(life, life.session.scheduled_at + timedelta(minutes=1))
    yield from dosing_day.went_through(life, dosing_day.ITEMS[:6])


def ready_to_go(life: Life) -> Story:
    """The criteria are met; the session is not closed yet."""
    yield from earlier_doses(life, (life.first,))
    yield from today(life, 2, starts_in=-155, room="Room 3")
    yield from dosing_day.started_day(life, life.calendar.now - timedelta(minutes=128))
    yield from dosing_day.under_the_drug(life, 2)
    yield from dosing_day.ready(life)


def under_the_drug_now(life: Life, days: Sequence[int]) -> Story:
    """Half an hour into a dose in two parts."""
    yield from earlier_doses(life, days)
    number = len(days) + 1
    yield from today(life, number, starts_in=-60, room="Room 2")
    yield from dosing_day.started_day(life, life.calendar.now - timedelta(minutes=38, seconds=10))
    yield from dosing_day.under_the_drug(life, number, told=experience.A_SPLIT_DOSE)


def recovering_now(life: Life, days: Sequence[int]) -> Story:
    """An hour and a half after the dose; vital signs are overdue."""
    yield from earlier_doses(life, days)
    number = len(days) + 1
    yield from today(life, number, starts_in=-125, room="Room 1")
    start = life.calendar.now - timedelta(minutes=92, seconds=40)
    yield from dosing_day.started_day(life, start)
    yield from dosing_day.under_the_drug(life, number, until=62)
    yield from dosing_day.moved(life, start + timedelta(minutes=72), "recovery")
    yield from dosing_day.noted(life, start + timedelta(minutes=80), "settled")


def closed_today(life: Life) -> Story:
    """Home already; the prescriber has not read the session."""
    yield from earlier_doses(life, (life.first,))
    yield from today(life, 2, starts_in=-250, minutes=120, room="Room 2")
    yield from dosing_day.whole_day(life, 2, life.calendar.now - timedelta(minutes=225))


@dataclass(frozen=True)
class Told:
    """A life with whatever it takes to tell it."""

    story: Callable[..., Story]
    given: dict = field(default_factory=dict)

    def begin(self, life: Life) -> Story:
        """The story of this life, not begun."""
        return self.story(life, **self.given)


def booked_today(life: Life, days: Sequence[int], starts_in: int) -> Story:
    """Ready, and booked for later today."""
    yield from earlier_doses(life, days)
    yield from today(life, len(days) + 1, starts_in=starts_in)


def waited_too_long(life: Life) -> Story:
    """Screened as suitable; the evaluations are both still to come."""
    yield from arriving.referral(life)
    yield from arriving.whole_intake(life)
    yield from arriving.run_screening(life)
    yield from arriving.decide_all(life)
