"""A course of doses, each prepared, given and followed up as it should be."""

from collections.abc import Sequence
from typing import Any

from holdspace.simulation import afterwards, agreeing, arriving, dosing_day, ordering
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


def to_the_day(life: Life, number: int, on: int, **booking: Any) -> Story:
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


def earlier_doses(life: Life, days: Sequence[int]) -> Story:
    """Everything before today, doses on these days."""
    yield from ready_for_a_dose(life)
    yield from given(life, days)
