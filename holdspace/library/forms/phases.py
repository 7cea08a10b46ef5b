"""What is typed about the phases of a course and the parts of an infusion: rows, with empty ones for more."""

from collections.abc import Mapping
from typing import Any

from django import forms

from holdspace.clinical.protocols import InfusionPart, Phase, Protocol
from holdspace.clinical.units import plain
from holdspace.ui.forms import AmountField

COURSES = (("phases", "Course"), ("maintenance_phases", "Maintenance"))
PARTS_AT_MOST = 4
Fields = dict[str, forms.Field]
Row = tuple[str, list[str]]


def phase_rows(protocol: Protocol) -> list[Row]:
    """The rows of every course, each with the names of its fields; the last of a course is empty, for one more."""
    rows = []
    for course, title in COURSES:
        phases: tuple[Phase, ...] = getattr(protocol, course)
        for place in range(len(phases) + 1):
            named = f"{title}: {phases[place].name}" if place < len(phases) else f"{title}: another phase"
            rows.append((named, [f"{course}-{place}-{part}" for part in PHASE_PARTS]))
    return rows


def phase_fields(protocol: Protocol) -> Fields:
    """The fields of every phase, filled with what it says now."""
    found: Fields = {}
    for course, _ in COURSES:
        phases: tuple[Phase | None, ...] = (*getattr(protocol, course), None)
        for place, phase in enumerate(phases):
            found |= {f"{course}-{place}-{part}": field for part, field in _of_phase(phase).items()}
    return found


def _of_phase(phase: Phase | None) -> Fields:
    every = phase.every if phase else None
    return {
        "name": _words("Phase", phase.name if phase else "", 60, "Empty: the phase is left out."),
        "sessions": _count("Sessions", phase.sessions if phase else None),
        "sessions_at_most": _count("At most", phase.sessions_at_most if phase else None),
        "shortest_days": _count("Days apart, from", every.shortest_days if every else None),
        "longest_days": _count("to", every.longest_days if every else None),
        "lasting_days": _count("Lasts, days", phase.lasting_days if phase else None, most=3650),
        "note": _words("Note", phase.note if phase else "", 300),
    }


PHASE_PARTS = ("name", "sessions", "sessions_at_most", "shortest_days", "longest_days", "lasting_days", "note")


def _words(label: str, initial: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(max_length=longest, required=False, label=label, initial=initial, help_text=help_text)


def _count(label: str, initial: int | None, most: int = 365) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=most, required=False, label=label, initial=initial)


def phases_typed(protocol: Protocol, course: str, typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The phases of one course as a protocol writes them down; a row without a name is no phase."""
    count = len(getattr(protocol, course)) + 1
    rows = [{part: typed.get(f"{course}-{place}-{part}") for part in PHASE_PARTS} for place in range(count)]
    return [_phase(row) for row in rows if row["name"]]


def _phase(row: dict[str, Any]) -> dict[str, Any]:
    shortest, longest = row["shortest_days"], row["longest_days"]
    # One of the two alone says how far apart; none leaves it to the clinician.
    every = {"shortest_days": shortest or longest, "longest_days": longest or shortest}
    return {
        "name": row["name"],
        "sessions": row["sessions"],
        "sessions_at_most": row["sessions_at_most"],
        "every": every if shortest or longest else None,
        "lasting_days": row["lasting_days"],
        "note": row["note"] or "",
    }


def infusion_rows() -> list[Row]:
    """The rows of an infusion in parts, each with the names of its fields."""
    return [(f"Part {place + 1}", [f"infusion-{place}-dose", f"infusion-{place}-minutes"]) for place in _PLACES]


_PLACES = range(PARTS_AT_MOST)


def infusion_fields(protocol: Protocol) -> Fields:
    """The fields of every part of an infusion, empty ones to the end."""
    found: Fields = {}
    parts: tuple[InfusionPart | None, ...] = (*protocol.infusion, *(None for _ in _PLACES))[:PARTS_AT_MOST]
    for place, part in enumerate(parts):
        found[f"infusion-{place}-dose"] = AmountField(
            max_digits=8,
            decimal_places=3,
            required=False,
            label="Dose",
            initial=plain(part.dose.value) if part else None,
        )
        found[f"infusion-{place}-minutes"] = _count("Over", part.minutes if part else None, most=600)
    return found


def infusion_typed(typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts of the infusion as a protocol writes them down; half a part is refused beside its field."""
    rows = [(typed.get(f"infusion-{place}-dose"), typed.get(f"infusion-{place}-minutes")) for place in _PLACES]
    return [
        {"dose": {"value": plain(dose), "unit": "mg/kg"}, "minutes": minutes}
        for dose, minutes in rows
        if dose is not None and minutes is not None
    ]


def half_parts(typed: Mapping[str, Any]) -> list[str]:
    """The fields of parts that lack the other half."""
    found = []
    for place in _PLACES:
        names = (f"infusion-{place}-dose", f"infusion-{place}-minutes")
        empty = [name for name in names if typed.get(name) is None]
        found += empty if len(empty) == 1 else []
    return found
