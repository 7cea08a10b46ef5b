"""How is one entry said on the timeline? In the fewest words that are still true."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from holdspace.care.dosing.events.picture import Line, VitalSigns
from holdspace.care.dosing.events.standing import NOT_AMENDED, Standing
from holdspace.care.dosing.events.told import Frame, Told
from holdspace.clinical.monitoring import DISTRESS, MOAAS, RASS, Tier
from holdspace.clinical.units import plain

PHASE_WORDS = {
    "time_out": "Time-out begun",
    "dosing": "Dosing",
    "recovery": "Recovery",
    "ready_to_leave": "Ready to leave",
    "completed": "Session closed",
    "reviewed": "Reviewed by a prescriber",
    "on_hold": "On hold",
    "stopped": "Stopped",
    "abandoned": "Not dosed today",
    "transferred": "Transferred",
}
INTERVENTION_WORDS = {
    "guidance": "Guided",
    "grounding": "Grounded with words",
    "meditation": "Meditation",
    "breathing": "Breathing guided",
    "journaling": "Journaling",
    "touch": "Touch",
    "room": "Room changed",
    "oxygen": "Oxygen",
    "airway": "Airway opened",
    "emergency_call": "Emergency help called",
    "prescriber_called": "Prescriber called",
    "rescue": "Rescue",
    "rescue_drug": "Rescue drug",
    "other": "Done",
}
SETTLED_WORDS = {
    "seen": "looked at",
    "both": "both doses were given",
    "same": "one dose, written down twice",
    "keep": "one correction stands",
}
ICONS = {
    "dose": "syringe",
    "vital_signs": "heart-pulse",
    "level": "circle-gauge",
    "words": "message-square-quote",
    "music": "music",
    "side_effect": "waves",
    "adverse_event": "triangle-alert",
    "touch_consent": "hand",
    "note": "notebook-pen",
}
INTERVENTION_ICONS = {"breathing": "wind", "touch": "hand", "rescue": "life-buoy", "rescue_drug": "life-buoy"}
STATE_ICONS = {"settled": "smile", "anxious": "frown", "tearful": "droplets"}
# Stopping never waits for words; they can follow. Of a hold or a transfer the next person has to know why.
NEED_A_REASON = ("on_hold", "transferred")
NO_REASON = "Why is not written down. Add it as a note."
# A session is ended and then reviewed: these belong to its end and cannot come too late for it.
ENDINGS = ("completed", "reviewed", "abandoned")


def line_of(one: Told, standing: Standing, findings: Sequence[str], measured: VitalSigns | None, frame: Frame) -> Line:
    """One line of the timeline, with what has to be said about it."""
    voided = standing.is_struck
    payload = one.payload if standing.payload is None else standing.payload
    text, first = text_of(one.kind, payload, frame), text_of(one.kind, one.payload, frame)
    return Line(
        event=one.id,
        kind=one.kind,
        at=one.at,
        text=text,
        by=one.author,
        is_voice=one.kind == "words",
        struck=voided,
        remarks=tuple(_remarks(one, standing, frame)),
        findings=(*findings, *_asks(measured), *_touch_finding(one, frame), *_without_a_reason(one)),
        after_closing=one.after_closing and not _is_ending(one),
        icon=_icon(one.kind, payload),
        can_be_amended=one.kind not in NOT_AMENDED and not voided,
        was=first if first != text and not voided else "",
    )


def _without_a_reason(one: Told) -> list[str]:
    """A tablet's word that a session was held or handed over is kept as it came, and named for what it lacks."""
    return [NO_REASON] if one.kind == "phase" and lacks_reason(one.payload) else []


def lacks_reason(payload: Any) -> bool:
    """Whether this move of the phase asks for a reason and has none."""
    return payload["to"] in NEED_A_REASON and not payload.get("because", "").strip()


def _is_ending(one: Told) -> bool:
    return one.kind == "phase" and one.payload["to"] in ENDINGS


def _icon(kind: str, payload: Any) -> str:
    if kind == "intervention":
        return INTERVENTION_ICONS.get(payload["what"], "message-circle")
    return STATE_ICONS.get(payload.get("state", ""), ICONS.get(kind, "dot"))


def _remarks(one: Told, standing: Standing, frame: Frame) -> list[str]:
    remarks = [_corrected(one, correction, frame) for correction in standing.told_of]
    if standing.same_as:
        remarks.append(standing.same_as)
    if one.payload.get("because"):
        remarks.append(f"Because: {one.payload['because']}")
    if one.witness:
        remarks.append(f"Witness: {one.witness}")
    if one.is_ahead:
        remarks.append("Its time lay ahead; shown at the time it arrived.")
    return remarks


def _corrected(one: Told, correction: Told, frame: Frame) -> str:
    word = "Taken back" if correction.payload["how"] == "void" else "Corrected"
    before = "" if correction.payload["how"] == "void" else f" Was: {text_of(one.kind, one.payload, frame)}."
    return f"{word} by {correction.author}: {correction.payload['because']}.{before}".replace("..", ".")


def _asks(measured: VitalSigns | None) -> list[str]:
    if measured is None:
        return []
    asking = [reading for reading in measured.readings if reading.tier is not Tier.NORMAL]
    said = [f"{reading.tier.words}: {reading.says}" for reading in asking]
    if measured.confirmed:
        said.append("The number was looked at and confirmed.")
    return said


def _touch_finding(one: Told, frame: Frame) -> list[str]:
    """Touch outside what was agreed is written down and named for what it is."""
    if one.kind != "intervention" or one.payload["what"] != "touch":
        return []
    where = one.payload.get("detail", "")
    if frame.touch_areas is not None and where and where.lower() not in {area.lower() for area in frame.touch_areas}:
        return [f"Touch there was not agreed: {where}."]
    return []


def text_of(kind: str, payload: Any, frame: Frame) -> str:
    """What the entry says."""
    return TEXTS[kind](payload, frame)


def _vital_signs(payload: Any, frame: Frame) -> str:
    parts = []
    if "systolic" in payload:
        parts.append(f"{payload['systolic']}/{payload['diastolic']}")
    for name, label, unit in (
        ("heart_rate", "HR", ""),
        ("spo2", "SpO₂", "\N{THIN SPACE}%"),
        ("respiratory_rate", "breaths", ""),
        ("temperature", "", "\N{NO-BREAK SPACE}°C"),
    ):
        if name in payload:
            parts.append(f"{label} {payload[name]}{unit}".strip())
    if payload.get("refused"):
        parts.append("Vital signs refused by the patient" if not parts else "the rest refused by the patient")
    if payload.get("on_air") is not None:
        parts.append("on air" if payload["on_air"] else "on oxygen")
    if payload.get("warning_symptoms"):
        parts.append("with a warning symptom")
    return " · ".join(parts)


def _dose(payload: Any, frame: Frame) -> str:
    mg = Decimal(payload["mg"])
    said = f"{plain(mg)} mg {payload['route'].upper()}"
    if frame.concentration_mg_per_ml:
        volume = (mg / frame.concentration_mg_per_ml).quantize(Decimal("0.001"))
        said += f" · {plain(volume)} mL"
    return f"{said} over {payload['over_minutes']} min" if payload.get("over_minutes") else said


def _level(payload: Any, frame: Frame) -> str:
    scale, value = payload["scale"], payload["value"]
    note = f", {payload['note']}" if payload.get("note") else ""
    if scale == "dissociation":
        return f"Dissociation level {value} of 10{note}"
    known = {"moaas": MOAAS, "rass": RASS, "distress": DISTRESS}[scale]
    return f"{known.title} {str(value).replace('-', '−')}: {known.level(value).text}{note}"


def _side_effect(payload: Any, frame: Frame) -> str:
    severity = f", {payload['severity']}" if payload.get("severity") else ""
    return f"{payload['term']}{severity}" + (f" → {payload['action']}" if payload.get("action") else "")


def _adverse_event(payload: Any, frame: Frame) -> str:
    serious = "serious adverse event" if payload["serious"] else "adverse event"
    action = f" → {payload['action']}" if payload.get("action") else ""
    return f"{payload['term']}, {payload['severity']}, {serious}{action}"


def _intervention(payload: Any, frame: Frame) -> str:
    said = INTERVENTION_WORDS[payload["what"]]
    more = " ".join(payload[name] for name in ("drug", "amount") if payload.get(name))
    detail = payload.get("detail", "")
    return f"{said}: {' · '.join(part for part in (more, detail) if part)}" if more or detail else said


def _staff(payload: Any, frame: Frame) -> str:
    who = frame.names.get(payload["staff"], "Somebody")
    if payload["did"] == "handover":
        return f"{who} hands over to {frame.names.get(payload.get('to', ''), 'somebody')}"
    note = f" ({payload['note']})" if payload.get("note") else ""
    return f"{who} {'comes in' if payload['did'] == 'in' else 'leaves the room'}{note}"


def _note(payload: Any, frame: Frame) -> str:
    return ". ".join(part for part in (payload.get("state", "").capitalize(), payload.get("text", "")) if part)


def _infusion(payload: Any, frame: Frame) -> str:
    return "Infusion ended" if payload.get("ended") else f"Infusion at {payload['ml_per_hour']} mL/h"


def _touch(payload: Any, frame: Frame) -> str:
    return f"Touch now: {', '.join(payload['areas'])}" if payload["areas"] else "No touch from now on"


TEXTS = {
    "phase": lambda payload, frame: PHASE_WORDS[payload["to"]],
    "dose": _dose,
    "infusion_rate": _infusion,
    "vital_signs": _vital_signs,
    "level": _level,
    "side_effect": _side_effect,
    "adverse_event": _adverse_event,
    "intervention": _intervention,
    "words": lambda payload, frame: payload["text"],
    "music": lambda payload, frame: f"Music: {payload['text']}",
    "touch_consent": _touch,
    "staff": _staff,
    "note": _note,
    "alarm": lambda payload, frame: payload["says"],
    "acknowledge": lambda payload, frame: "Seen and acknowledged",
    "amend": lambda payload, frame: "Corrected",
    "resolve": lambda payload, frame: f"Settled: {SETTLED_WORDS[payload['how']]}",
}
