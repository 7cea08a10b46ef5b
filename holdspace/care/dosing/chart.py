"""Draws the session as lanes over one time axis. Across and down in per cent, so that it fits any screen.

Blood pressures are joined upper to lower, never in time; a gap is hatched and named; nothing is drawn between values.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from holdspace.care.dosing.events.picture import LevelPoint, SessionPicture, VitalSigns
from holdspace.care.dosing.marks import Gap, Hole, Pill, Place, Pressure, legible, pills
from holdspace.clinical.monitoring import Signal, Tier, next_check
from holdspace.clinical.monitoring.signals import Comparison
from holdspace.clinical.monitoring.thresholds import limits
from holdspace.clinical.thresholds import Limits
from holdspace.clinical.units import plain

BEFORE, AFTER, AHEAD = -10, 80, 12
TICK_EVERY = (15, 30, 60)
# Lanes in per cent of the height: upper edge, lower edge.
BP_LANE, HR_LANE, SPO2_LANE, LEVEL_LANE = (17.0, 46.0), (50.0, 62.0), (66.0, 72.0), (80.0, 97.0)
PINS_APART = 4.0
# The names of the lanes take about this share of the width.
LANE_NAMES = 0.25
# A set that came this much after it was due leaves a hole that is shown.
HOLE_AFTER = timedelta(minutes=5)


class SessionChart:
    """Everything the template draws; each number a per cent of the plot."""

    def __init__(self, picture: SessionPicture, *, now: datetime) -> None:
        self.picture = picture
        self.now = now
        self.zero = picture.zero or now
        self.ended = picture.ended_at
        last = max([self._minute(self.ended or now), *(self._minute(one.at) for one in picture.sets)], default=0)
        first = min([0.0, *(self._minute(one.at) for one in picture.sets if one.at < self.zero)])
        self.first = max(min(BEFORE, first - 3), -45)
        # Room for the names of the lanes after the last value, however long the session.
        self.last = max(AFTER, last + max(AHEAD, (last - self.first) * LANE_NAMES / (1 - LANE_NAMES)))
        self.top_bp = max([Decimal(170), *(one.blood_pressure.systolic + 8 for one in self._pressures)])
        rates = [one.values[Signal.HEART_RATE] for one in picture.sets if Signal.HEART_RATE in one.values]
        self.low_hr, self.top_hr = min([Decimal(50), *rates]), max([Decimal(110), *rates])
        self.low_bp = min([Decimal(50), *(one.blood_pressure.diastolic - 8 for one in self._pressures)])

    def _minute(self, at: datetime) -> float:
        return (at - self.zero).total_seconds() / 60

    def x(self, at: datetime) -> float:
        """Where a moment stands, in per cent."""
        return round((self._minute(at) - self.first) / (self.last - self.first) * 100, 2)

    def _y(self, value: Decimal | int, lane: tuple[float, float], low: Decimal | int, high: Decimal | int) -> float:
        share = (float(value) - float(low)) / (float(high) - float(low))
        return round(lane[1] - min(1.0, max(0.0, share)) * (lane[1] - lane[0]), 2)

    @property
    def _pressures(self) -> list[VitalSigns]:
        return [one for one in self.picture.sets if one.blood_pressure is not None]

    @property
    def now_x(self) -> float | None:
        """The line of now; none once the session has ended."""
        return None if self.ended else self.x(self.now)

    @property
    def past_width(self) -> float:
        """How far the past reaches, on its lighter ground."""
        return max(0.0, min(100.0, self.x(self.ended or self.now)))

    @property
    def pressures(self) -> Iterator[Pressure]:
        """Every blood pressure."""
        drawn = [self._pressure(one) for one in self._pressures]
        for mark, written in zip(drawn, legible(drawn), strict=True):
            yield mark if written else replace(mark, upper_text="", lower_text="")

    def _pressure(self, one: VitalSigns) -> Pressure:
        pressure = one.blood_pressure
        return Pressure(
            self.x(one.at),
            self._y(pressure.systolic, BP_LANE, self.low_bp, self.top_bp),
            self._y(pressure.diastolic, BP_LANE, self.low_bp, self.top_bp),
            plain(pressure.systolic),
            plain(pressure.diastolic),
            next((_tone(each.tier) for each in one.readings if each.signal in _PRESSURE), ""),
        )

    def tones_of(self, one: VitalSigns) -> dict[str, str]:
        """The tone of each abnormal value of a set, by its signal; both pressures have one."""
        said = {each.signal.value: _tone(each.tier) for each in one.readings if _tone(each.tier)}
        if pressure := next((said[each.value] for each in _PRESSURE if each.value in said), ""):
            said["pressure"] = pressure
        return said

    @property
    def heart_rates(self) -> Iterator[Place]:
        """Heart rates as dots: typed by hand, so no line joins them."""
        yield from self._dots(Signal.HEART_RATE, HR_LANE, self.low_hr, self.top_hr)

    @property
    def saturations(self) -> Iterator[Place]:
        """Oxygen saturations as dots."""
        yield from self._dots(Signal.SPO2, SPO2_LANE, 86, 100)

    def _dots(
        self, signal: Signal, lane: tuple[float, float], low: Decimal | int, high: Decimal | int
    ) -> Iterator[Place]:
        drawn = [self._dot(one, signal, lane, low, high) for one in self.picture.sets if signal in one.values]
        for mark, written in zip(drawn, legible(drawn), strict=True):
            yield mark if written else replace(mark, text="")

    def _dot(
        self, one: VitalSigns, signal: Signal, lane: tuple[float, float], low: Decimal | int, high: Decimal | int
    ) -> Place:
        value = one.values[signal]
        tone = next((_tone(each.tier) for each in one.readings if each.signal is signal), "")
        return Place(self.x(one.at), self._y(value, lane, low, high), plain(value), tone=tone)

    @property
    def levels(self) -> list[Place]:
        """Dissociation levels as numbered circles."""
        points = self.dissociation
        return [Place(self.x(one.at), self._y(one.value, LEVEL_LANE, 0, 10), str(one.value)) for one in points]

    @property
    def dissociation(self) -> list[LevelPoint]:
        """The ratings that the lane of levels is made of."""
        return [one for one in self.picture.levels if one.scale == "dissociation"]

    @property
    def level_lines(self) -> list[tuple[Place, Place]]:
        """The line through the levels: the patient was there all along."""
        return list(zip(self.levels, self.levels[1:], strict=False))

    @property
    def doses(self) -> list[Place]:
        """Each dose: a line through all lanes and its milligrams."""
        return [Place(self.x(one.at), text=f"{plain(one.mg)} mg") for one in self.picture.doses]

    @property
    def pills(self) -> list[Pill]:
        """What is written on them; doses whose pills would cover each other share one."""
        return pills([(dose.x, dose.text) for dose in self.doses])

    @property
    def pins(self) -> Iterator[Place]:
        """Other events as round pins; where they crowd, the timeline tells the rest."""
        taken = [dose.x for dose in self.doses]
        for line in reversed(self.picture.timeline):
            if line.kind in ("dose", "vital_signs", "level", "phase", "staff", "acknowledge", "alarm") or line.struck:
                continue
            x = self.x(line.at)
            if 0 <= x <= 100 and all(abs(x - other) >= PINS_APART for other in taken):
                taken.append(x)
                yield Place(x, text=line.icon, tone="voice" if line.is_voice else "")

    @property
    def checks(self) -> Iterator[Place]:
        """The next two checks, dotted, by the clock."""
        check = self.picture.check
        if check is None or self.picture.started_at is None:
            return
        due = max(check.due_at, self.now)
        following = next_check(
            self.picture.route,
            started_at=self.picture.started_at,
            last_dose_at=self.picture.doses[-1].at if self.picture.doses else None,
            last_vital_signs_at=due,
            infusion_ended_at=self.picture.infusion_ended_at,
            limits=self.picture.limits,
        )
        for moment in (check.due_at, following.due_at):
            if self.now < moment and self.x(moment) < 98:
                yield Place(self.x(moment), text=moment.isoformat())

    @property
    def check_moments(self) -> Iterator[tuple[float, float, datetime]]:
        """The same with where their words begin, clear of the line of now and of each other."""
        free_from = (self.now_x or 0) + 1.5
        for place in self.checks:
            begins = max(place.x - 4.5, free_from)
            free_from = begins + 13
            if begins < 90:
                yield place.x, round(begins, 2), datetime.fromisoformat(place.text)

    @property
    def holes(self) -> Iterator[Hole]:
        """Stretches in which a check was due and did not come."""
        if self.picture.started_at is None or not self.picture.route:
            return
        measured = [one.at for one in self._pressures if one.at >= self.picture.started_at - timedelta(minutes=30)]
        for before, after in zip(measured, [*measured[1:], None], strict=True):
            end = after or (self.ended or self.now)
            due = self._due_after(before)
            if end - due > HOLE_AFTER and (after or self.picture.check):
                yield Hole(due, end, lasts=after is None and self.ended is None)

    @property
    def closed_holes(self) -> list[Hole]:
        """The holes that are over; the one that lasts grows with the clock."""
        return [hole for hole in self.holes if not hole.lasts]

    @property
    def gaps(self) -> Iterator[Gap]:
        """The holes, hatched and named."""
        for hole in self.holes:
            yield Gap(self.x(hole.since), round(self.x(hole.until) - self.x(hole.since), 2), hole.words)

    def _due_after(self, measured_at: datetime) -> datetime:
        doses = [dose.at for dose in self.picture.doses if dose.at <= measured_at]
        return next_check(
            self.picture.route,
            started_at=self.picture.started_at,
            last_dose_at=doses[-1] if doses else None,
            last_vital_signs_at=measured_at,
            infusion_ended_at=self.picture.infusion_ended_at,
            limits=self.picture.limits,
        ).due_at

    @property
    def ticks(self) -> Iterator[tuple[float, int, datetime]]:
        """The time axis: T+ and the clock under it."""
        span = self.last - self.first
        every = next((each for each in TICK_EVERY if span / each <= 8), TICK_EVERY[-1])
        minute = -(-int(self.first) // every) * every
        while minute <= self.last:
            moment = self.zero + timedelta(minutes=minute)
            here = self.x(moment)
            if 2 < here < 95 and (self.now_x is None or abs(here - self.now_x) > 6):
                yield here, minute, moment
            minute += every

    @property
    def scale(self) -> Iterator[Place]:
        """The numbers at the left of each lane."""
        for value in (180, 160, 140, 100, 60):
            if self.low_bp <= value <= self.top_bp:
                yield Place(0, self._y(value, BP_LANE, self.low_bp, self.top_bp), str(value))
        for value in (100, 60):
            yield Place(0, self._y(value, HR_LANE, self.low_hr, self.top_hr), str(value))
        yield Place(0, self._y(94, SPO2_LANE, 86, 100), "94")
        for value in (10, 5, 0):
            yield Place(0, self._y(value, LEVEL_LANE, 0, 10), str(value))

    @property
    def limits(self) -> Iterator[Place]:
        """The lines at which a value becomes abnormal for this patient, with word and number."""
        for lane, value, word, note in self.limit_lines:
            if lane == "spo2":
                yield Place(0, self._y(value, SPO2_LANE, 86, 100), word, note)
            elif value <= self.top_bp:
                yield Place(0, self._y(value, BP_LANE, self.low_bp, self.top_bp), word, note)

    @property
    def limit_lines(self) -> Iterator[tuple[str, Decimal, str, str]]:
        """Lane, value, word and number of each limit."""
        baseline = self.picture.baseline
        own = self.picture.limits
        high = _first_limit(Signal.SYSTOLIC, baseline.systolic if baseline else None, own, upper=True)
        if high is not None:
            yield "bp", high, "abnormal", f"from {plain(_up(high))}"
        low = _first_limit(Signal.SPO2, None, own, upper=False)
        if low is not None:
            yield "spo2", low, "abnormal", f"below {plain(low)}"

    @property
    def labels(self) -> tuple[Place, ...]:
        """The names of the lanes, at the end of what is known."""
        last = [self.x(one.at) + 5 for one in (*self.picture.sets[-1:], *self.picture.levels[-1:])]
        at = min(max([(self.now_x if self.now_x is not None else self.past_width) + 1.5, *last]), 84)
        return (
            Place(at, sum(BP_LANE) / 2, "Blood pressure", tone="bp"),
            Place(at, sum(HR_LANE) / 2, "Heart rate", tone="hr"),
            Place(at, sum(SPO2_LANE) / 2 - 1, "SpO₂ %", tone="spo2"),
            Place(at, sum(LEVEL_LANE) / 2, "Dissociation level", tone="level"),
        )


_PRESSURE = (Signal.SYSTOLIC, Signal.DIASTOLIC)
_TONES = {Tier.ADVISORY: "caution", Tier.TREAT: "stop", Tier.STOP: "stop", Tier.IMPLAUSIBLE: "unknown"}


def _tone(tier: Tier) -> str:
    return _TONES.get(tier, "")


def _first_limit(signal: Signal, baseline: Decimal | int | None, own: Limits, *, upper: bool) -> Decimal | None:
    sides = (Comparison.AT_LEAST, Comparison.ABOVE) if upper else (Comparison.AT_MOST, Comparison.BELOW)
    lines = limits(signal, baseline, own)
    found = [one.value for one in lines if one.tier is Tier.ADVISORY and one.comparison in sides]
    return (min(found) if upper else max(found)) if found else None


def _up(value: Decimal) -> Decimal:
    """The first whole number at or beyond a limit: pressures are written without decimals."""
    whole = value.to_integral_value(rounding="ROUND_CEILING")
    return whole if whole != value else value
