"""How much has one session carried so far, and how much more may it carry? Every part counts, by any route."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from holdspace.clinical.protocols.dose import Drug
from holdspace.clinical.protocols.limits import Maximum, hard_stop, maximum
from holdspace.clinical.protocols.route import Route
from holdspace.clinical.protocols.thresholds import DEFAULTS
from holdspace.clinical.sources import Source
from holdspace.clinical.thresholds import PUBLISHED, Limits
from holdspace.clinical.units import Kilograms, MgPerKg, MgPerMl, Milligrams, Millilitres

NOTHING = Milligrams(Decimal(0))


class Room(StrEnum):
    """Where a running total stands."""

    WITHIN = "within"
    ABOVE_MOST = "above_most"
    ABOVE_HARD_STOP = "above_hard_stop"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class RunningTotal:
    """What one session has carried, and what is left before the guard and before the hard stop."""

    given: Milligrams
    for_each_kilogram: MgPerKg | None
    volume: Millilitres | None
    most: Milligrams | None
    hard_stop: Milligrams | None
    most_in_words: str
    left: Milligrams | None
    left_before_hard_stop: Milligrams | None
    room: Room
    source: Source = DEFAULTS

    @property
    def says(self) -> str:
        """The total against the most, in one line."""
        if self.most is None:
            return f"{self.given} of {self.most_in_words}: the weight is not recorded, so it cannot be compared."
        words = f"{self.given} of {self.most} at most"
        return {
            Room.WITHIN: f"{words}, {self.left} left",
            Room.ABOVE_MOST: f"{words}: above the most",
            Room.ABOVE_HARD_STOP: f"{words}: above the hard stop of {self.hard_stop}",
            Room.CANNOT_TELL: words,
        }[self.room]


def running_total(
    given: Iterable[Milligrams],
    weight: Kilograms | None,
    route: Route,
    drug: Drug = Drug.KETAMINE,
    *,
    concentration: MgPerMl | None = None,
    limits: Limits = PUBLISHED,
) -> RunningTotal:
    """The total of a session; a part given by another route counts in full, as nobody knows how much of it stays."""
    total = sum(given, NOTHING)
    most, stop = maximum(route, drug, limits), hard_stop(route, drug, limits)
    in_mg, stop_mg = _to_the_tenth(most, weight, limits), _to_the_tenth(stop, weight, limits)
    return RunningTotal(
        given=total,
        for_each_kilogram=_per_kilogram(total, weight),
        volume=total / concentration if concentration is not None else None,
        most=in_mg,
        hard_stop=stop_mg,
        most_in_words=str(most),
        left=_left(total, in_mg),
        left_before_hard_stop=_left(total, stop_mg),
        room=_room(total, most, stop, weight, limits),
    )


def after(total: RunningTotal, part: Milligrams) -> Room:
    """Where the total would stand once this part is given too."""
    if total.most is None or total.hard_stop is None:
        return Room.CANNOT_TELL
    return _compared(total.given + part, total.most, total.hard_stop)


def for_the_screen(
    weight: Kilograms | None, route: Route, drug: Drug = Drug.KETAMINE, limits: Limits = PUBLISHED
) -> dict[str, object]:
    """The numbers a device compares a running total with, so that it also does so without a network."""
    empty = running_total((), weight, route, drug, limits=limits)
    return {
        "most_mg": float(empty.most.value) if empty.most is not None else None,
        "hard_stop_mg": float(empty.hard_stop.value) if empty.hard_stop is not None else None,
        "most_in_words": empty.most_in_words,
        "weight_kg": float(weight.value) if weight is not None else None,
        "limits_version": limits.version,
        "source": DEFAULTS.as_dict(),
    }


def _to_the_tenth(most: Maximum, weight: Kilograms | None, limits: Limits) -> Milligrams | None:
    """In milligrams, to the tenth below: what is left is never told a hair too high."""
    exact = most.in_milligrams(weight, limits)
    return Milligrams(exact.value.quantize(Decimal("0.1"), ROUND_DOWN).normalize() + 0) if exact is not None else None


def _per_kilogram(total: Milligrams, weight: Kilograms | None) -> MgPerKg | None:
    if weight is None or weight.value == 0:
        return None
    return MgPerKg(total.per(weight).value.quantize(Decimal("0.01")))


def _left(total: Milligrams, most: Milligrams | None) -> Milligrams | None:
    if most is None:
        return None
    return most - total if total < most else NOTHING


def _room(total: Milligrams, most: Maximum, stop: Maximum, weight: Kilograms | None, limits: Limits) -> Room:
    exact, hard = most.in_milligrams(weight, limits), stop.in_milligrams(weight, limits)
    if exact is None or hard is None:
        # Even without a weight a total above the most in all is above it.
        above = most.in_all is not None and total > most.in_all
        beyond = stop.in_all is not None and total > stop.in_all
        return Room.ABOVE_HARD_STOP if beyond else Room.ABOVE_MOST if above else Room.CANNOT_TELL
    return _compared(total, exact, hard)


def _compared(total: Milligrams, most: Milligrams, stop: Milligrams) -> Room:
    if total > stop:
        return Room.ABOVE_HARD_STOP
    return Room.ABOVE_MOST if total > most else Room.WITHIN
