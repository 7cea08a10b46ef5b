"""What must the tablet know to judge and remind without a network? Plain data, so that the script only compares."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from holdspace.clinical.monitoring.judging import CHECK
from holdspace.clinical.monitoring.numbers import FRESH_MINUTES
from holdspace.clinical.monitoring.scales import DISTRESS, MOAAS, RASS, LevelScale
from holdspace.clinical.monitoring.schedules import (
    AFTER_INFUSION,
    DURING_INFUSION,
    EARLY,
    Schedule,
    schedule_for,
)
from holdspace.clinical.monitoring.signals import Limit, Number, Signal, Tier
from holdspace.clinical.monitoring.thresholds import (
    HYPERTENSIVE,
    STOP_NOW,
    STOP_SIGNS,
    WARNING_SYMPTOMS,
    WATCHED,
)
from holdspace.clinical.monitoring.thresholds import limits as lines_of
from holdspace.clinical.thresholds import PUBLISHED, Limits


class ExportedLimit(TypedDict):
    """One limit: a value that stands in this comparison to the number belongs to the tier."""

    tier: str
    comparison: str
    value: float
    said: str
    do: str
    source: str


class ExportedSignal(TypedDict):
    """One signal with its limits, worst first; the first that holds decides."""

    label: str
    unit: str
    loinc: str
    lowest_plausible: float
    highest_plausible: float
    baseline: float | None
    limits: list[ExportedLimit]


class ExportedSchedule(TypedDict):
    """A grid of minutes after a dose, and the interval once those are used up."""

    minutes: list[int]
    then_every: int
    source: str


class ExportedLevel(TypedDict):
    """One level of a scale."""

    value: int
    text: str


class ExportedScale(TypedDict):
    """A scale of which one level is picked."""

    title: str
    resting: int
    levels: list[ExportedLevel]


class ExportedTier(TypedDict):
    """How much a tier weighs, the mark it gets and the words beside it."""

    rank: int
    alarm: str
    words: str


class ForTheScreen(TypedDict):
    """Everything the session screen compares with."""

    route: str
    tiers: dict[str, ExportedTier]
    signals: dict[str, ExportedSignal]
    implausible_do: str
    hypertensive_above: dict[str, float]
    warning_symptoms: list[str]
    stop_signs: list[str]
    stop_do: str
    schedule: ExportedSchedule
    schedule_after_infusion: ExportedSchedule | None
    early_minutes: float
    fresh_minutes: float
    limits_version: int
    scales: dict[str, ExportedScale]


def for_the_screen(route: str, baseline: Mapping[Signal, Number], limits: Limits = PUBLISHED) -> ForTheScreen:
    """Thresholds with this patient's baseline worked in, check schedule and level scales, ready for JSON."""
    hypertensive = limits.pressure(HYPERTENSIVE)
    after_infusion = _schedule(AFTER_INFUSION, limits) if schedule_for(route) is DURING_INFUSION else None
    return {
        "route": str(route),
        "tiers": {tier.value: {"rank": tier.rank, "alarm": tier.alarm, "words": tier.words} for tier in Tier},
        "signals": {signal.value: _signal(signal, baseline.get(signal), limits) for signal in Signal},
        "implausible_do": CHECK,
        "hypertensive_above": {
            "systolic": float(hypertensive.systolic),
            "diastolic": float(hypertensive.diastolic),
        },
        "warning_symptoms": list(WARNING_SYMPTOMS),
        "stop_signs": list(STOP_SIGNS),
        "stop_do": STOP_NOW,
        "schedule": _schedule(schedule_for(route), limits),
        "schedule_after_infusion": after_infusion,
        "early_minutes": EARLY.total_seconds() / 60,
        "fresh_minutes": limits.minutes(FRESH_MINUTES).total_seconds() / 60,
        "limits_version": limits.version,
        "scales": {scale.code: _scale(scale) for scale in (MOAAS, RASS, DISTRESS)},
    }


def _signal(signal: Signal, baseline: Number | None, limits: Limits) -> ExportedSignal:
    watched = WATCHED[signal]
    return {
        "label": watched.label,
        "unit": watched.unit,
        "loinc": watched.loinc,
        "lowest_plausible": float(watched.lowest_plausible),
        "highest_plausible": float(watched.highest_plausible),
        "baseline": None if baseline is None else float(Decimal(baseline)),
        "limits": [_limit(limit) for limit in lines_of(signal, baseline, limits)],
    }


def _limit(limit: Limit) -> ExportedLimit:
    return {
        "tier": limit.tier.value,
        "comparison": limit.comparison.value,
        "value": float(limit.value),
        "said": limit.said,
        "do": limit.do,
        "source": str(limit.source),
    }


def _schedule(schedule: Schedule, limits: Limits) -> ExportedSchedule:
    return {
        "minutes": list(schedule.points(limits)),
        "then_every": schedule.interval(limits),
        "source": str(schedule.source),
    }


def _scale(scale: LevelScale) -> ExportedScale:
    return {
        "title": scale.title,
        "resting": scale.resting,
        "levels": [{"value": level.value, "text": level.text} for level in scale.levels],
    }
