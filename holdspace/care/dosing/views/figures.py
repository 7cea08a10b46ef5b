"""The six cells of the status row and the chips of the other rooms: a number, its unit, its age."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from holdspace.care.dosing.events.picture import Newest, SessionPicture
from holdspace.care.dosing.freshness import Fading, fading
from holdspace.care.dosing.record import picture_for
from holdspace.care.dosing.same_day import RULED
from holdspace.chart.models import DosingSession, Patient
from holdspace.clinical.monitoring import Signal, Tier
from holdspace.clinical.monitoring.measured import FRESH_FOR
from holdspace.clinical.pathway import TIME_OUT_ITEMS
from holdspace.clinical.units import plain
from holdspace.ui.words import dose, number

FRESH_MINUTES = int(FRESH_FOR.total_seconds() // 60)
TONES = {Tier.ADVISORY: "caution", Tier.TREAT: "stop", Tier.STOP: "stop", Tier.IMPLAUSIBLE: "unknown"}
STEPS = len(TIME_OUT_ITEMS) + 1


@dataclass(frozen=True)
class Figure:
    """One measured cell."""

    label: str
    value: str
    unit: str
    at: datetime | None
    more: str = ""
    tone: str = ""
    says: str = ""
    name: str = "blood_pressure"
    fades: Fading | None = None
    faded: str = ""


def figures_of(picture: SessionPicture, at: datetime) -> tuple[Figure, ...]:
    """Blood pressure, heart rate, SpO₂: the newest of each, with its moment."""
    return tuple(_fading(one, picture, at) for one in (_pressure(picture), *_single(picture)))


def _fading(one: Figure, picture: SessionPicture, at: datetime) -> Figure:
    """With the moments from which it no longer stands for the present."""
    if one.at is None:
        return one
    fades = fading(picture, one.at)
    return replace(one, fades=fades, faded=fades.word(at))


def _pressure(picture: SessionPicture) -> Figure:
    sets = [one for one in picture.sets if one.blood_pressure is not None]
    baseline = f"baseline {picture.baseline}" if picture.baseline else "no baseline"
    if not sets:
        return Figure("Blood pressure", "", "mmHg", None, baseline)
    newest = sets[-1]
    reading = next(one for one in newest.readings if one.signal in (Signal.SYSTOLIC, Signal.DIASTOLIC))
    words = reading.tier.words
    return Figure(
        "Blood pressure", str(newest.blood_pressure), "mmHg", newest.at, baseline, TONES.get(reading.tier, ""), words
    )


def _single(picture: SessionPicture) -> tuple[Figure, ...]:
    shown = []
    for signal, label, unit in ((Signal.HEART_RATE, "Heart rate", "/min"), (Signal.SPO2, "SpO₂", "%")):
        newest = picture.newest.get(signal)
        value = plain(newest.value) if newest else ""
        tier = newest.tier if newest else Tier.NORMAL
        more = _source(newest) if newest else ""
        tone, at = TONES.get(tier, ""), newest.at if newest else None
        shown.append(Figure(label, value, unit, at, more, tone, tier.words, signal.value))
    return tuple(shown)


def _source(newest: Newest) -> str:
    if newest.on_air is not None:
        return "on air" if newest.on_air else "on oxygen"
    return {"typed": "by hand"}.get(newest.source, newest.source)


def given_line(picture: SessionPicture) -> str:
    """0.88 mg/kg · 1.2 mL, as doses are always written."""
    ml = picture.given_ml
    written = dose(picture.given_mg, picture.given_mg_per_kg, None if ml is None else number(round(ml, 2)))
    return written.partition(" · ")[2]


def chip_of(row: DosingSession, *, is_own: bool, at: datetime) -> dict[str, Any]:
    """One session as a chip: whose, where, how far, what is due."""
    picture = picture_for(row)
    patient = row.patient
    name = f"{patient.called or patient.given_name} {patient.family_name[:1]}."
    note = ""
    if row.state == "time_out":
        done = sum(1 for code in _answered(row) if code) + bool(row.draws.exists())
        note = f"Time-out {done} of {STEPS}"
    return {
        "row": row,
        "name": name if is_own else initials_of(patient),
        "elapsed": picture.minutes(at) if picture.started_at else None,
        "due": picture.check.due_at if picture.check else None,
        "interval": int(picture.check.interval.total_seconds()) if picture.check else 0,
        "note": note,
        "is_own": is_own,
    }


def initials_of(patient: Patient) -> str:
    """All that a screen of another session, or a locked one, says of somebody."""
    return f"{patient.given_name[:1]}. {patient.family_name[:1]}."


def _answered(row: DosingSession) -> list[str]:
    newest = {check.item: check.answer for check in row.time_out_checks.order_by("happened_at", "recorded_at", "id")}
    return [item for item, answer in newest.items() if answer in ("ok", "not_due")]


__all__ = ["FRESH_MINUTES", "RULED", "STEPS", "Figure", "chip_of", "figures_of", "given_line", "initials_of"]
