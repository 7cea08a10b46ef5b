"""Lives in which a dose lies behind: days ago, months ago, or the course has ended."""

from collections.abc import Sequence
from datetime import timedelta

from holdspace.simulation import afterwards, dosing_day, ordering
from holdspace.simulation.courses import earlier_doses, ready_for_a_dose, to_the_day
from holdspace.simulation.life import Life
from holdspace.simulation.telling import Story


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
    yield from to_the_day(life, 2, -1, starts_at=life.on_the_clock(-23 * 60))
    yield from dosing_day.whole_day(life, 2)
    yield from dosing_day.reviewed(life)


def integration_due(life: Life) -> Story:
    """Dosed three days ago, called, not integrated."""
    yield from ready_for_a_dose(life)
    yield from to_the_day(life, 1, life.first)
    yield from dosing_day.whole_day(life, 1)
    yield from dosing_day.reviewed(life)
    yield from afterwards.called(life)


def integration_booked(life: Life) -> Story:
    """The same, with the integration session booked for tomorrow."""
    yield from integration_due(life)
    yield from ordering.visit_booked(life, kind="integration", starts_in=1565)


def measure_due(life: Life) -> Story:
    """Dosed five days ago, integrated, not measured."""
    yield from integration_due(life)
    yield from afterwards.integrated(life, on=life.first + 2)


def next_booked(life: Life, days: Sequence[int], on: int) -> Story:
    """Several doses given, the next one booked."""
    yield from earlier_doses(life, days)
    yield from to_the_day(life, len(days) + 1, on)


def without_integration(life: Life, days: Sequence[int], on: int) -> Story:
    """The last dose was not followed by integration; a prescriber goes on with a reason, and the next is booked."""
    yield from earlier_doses(life, days[:-1])
    number = len(days)
    yield from to_the_day(life, number, days[-1])
    yield from dosing_day.whole_day(life, number)
    yield from dosing_day.reviewed(life)
    yield from afterwards.called(life)
    yield from afterwards.measured(life, on=days[-1] + 4, place=number + 1)
    yield from ordering.waived(life, on=days[-1] + 5, block="integration")
    yield from to_the_day(life, number + 1, on)


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
