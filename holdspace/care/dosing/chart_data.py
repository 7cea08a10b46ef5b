"""What the tablet draws its chart from: the same facts as the drawing of the server, as plain data with moments.

Nothing is worked out twice: tones, limits and holes are the server's. The tablet adds what waits on it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from holdspace.care.dosing.chart import HOLE_AFTER, SessionChart
from holdspace.care.dosing.events.lines import ICONS, INTERVENTION_ICONS, STATE_ICONS
from holdspace.care.dosing.events.picture import SessionPicture, VitalSigns
from holdspace.clinical.monitoring import Signal
from holdspace.clinical.units import plain

# What is drawn in a lane of its own, or is about the session and not about the patient.
NOT_PINNED = ("dose", "vital_signs", "level", "phase", "staff", "acknowledge", "alarm")
OTHER_ICON = "message-circle"
DRAWN = {Signal.SYSTOLIC, Signal.DIASTOLIC, Signal.HEART_RATE, Signal.SPO2}


def chart_data(chart: SessionChart) -> dict[str, Any]:
    """Everything that is drawn, each with its moment in milliseconds."""
    picture = chart.picture
    return {
        "zero": _ms(chart.zero),
        "started": _ms(picture.started_at),
        "ended": _ms(chart.ended),
        "first": chart.first,
        "last": round(chart.last, 2),
        "doses": [_dose(one) for one in picture.doses],
        "sets": [_set(one, chart) for one in picture.sets],
        "levels": [{"id": str(one.event), "at": _ms(one.at), "value": one.value} for one in chart.dissociation],
        "pins": list(_pins(picture)),
        "checks": [_ms(moment) for _, _, moment in chart.check_moments],
        "holes": [{"from": _ms(one.since), "to": _ms(one.until), "words": one.words} for one in chart.closed_holes],
        "due": _ms(picture.check.due_at) if picture.check else None,
        "holeAfter": int(HOLE_AFTER.total_seconds() * 1000),
        "limits": list(_limits(chart)),
    }  # fmt: skip


def drawing_icons() -> dict[str, Any]:
    """Which icon an entry that still waits on the tablet is pinned with."""
    return {"kinds": ICONS, "interventions": INTERVENTION_ICONS, "states": STATE_ICONS, "other": OTHER_ICON}


def icon_names() -> list[str]:
    """Every icon a pin can have."""
    return sorted({*ICONS.values(), *INTERVENTION_ICONS.values(), *STATE_ICONS.values(), OTHER_ICON, "dot"})


def _dose(one: Any) -> dict[str, Any]:
    at = one.counts_from or one.at
    return {"id": str(one.event), "at": _ms(at), "mg": plain(one.mg), "route": one.route, "over": one.over_minutes}


def _set(one: VitalSigns, chart: SessionChart) -> dict[str, Any]:
    values = {signal.value: plain(value) for signal, value in one.values.items() if signal in DRAWN}
    return {"id": str(one.event), "at": _ms(one.at), **values, "tones": chart.tones_of(one)}


def _pins(picture: SessionPicture) -> Iterator[dict[str, Any]]:
    for line in picture.timeline:
        if line.kind not in NOT_PINNED and not line.struck:
            yield {"id": str(line.event), "at": _ms(line.at), "icon": line.icon, "voice": line.is_voice}


def _limits(chart: SessionChart) -> Iterator[dict[str, Any]]:
    for lane, value, word, note in chart.limit_lines:
        yield {"lane": lane, "value": float(value), "word": word, "note": note}


def _ms(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)
