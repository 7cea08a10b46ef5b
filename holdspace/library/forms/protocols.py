"""What is typed to change a protocol: its steps, its course, its sessions; filled with what it says now."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from holdspace.clinical.protocols import Phase, Protocol, Route
from holdspace.clinical.units import plain
from holdspace.library.forms.common import reason_field, review_field

COURSES = (("phases", "Course"), ("maintenance_phases", "Maintenance"))


class ProtocolForm(forms.Form):
    """The parts of a protocol a clinic may change, as they stand; the drug and the routes are not among them."""

    title = forms.CharField(max_length=200, label="Name")
    steps = forms.CharField(max_length=200, label="Doses, from lowest to highest")
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False, label="Given over")
    preparation_sessions = forms.IntegerField(min_value=0, max_value=20, label="Preparation sessions, at least")
    integration_sessions = forms.IntegerField(min_value=0, max_value=20, label="Integration sessions, at least")
    watched_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Watched after the last dose, at least")
    delivery = forms.CharField(max_length=300, required=False, label="How it is given")
    maintenance_note = forms.CharField(
        max_length=1000, required=False, label="About maintenance", widget=forms.Textarea({"rows": 2})
    )
    beside = forms.BooleanField(
        required=False,
        label="Keep this beside the one we use, as a protocol of our own",
        help_text="It gets a code of its own, as in H-01. The one we use stays as it is.",
    )
    reason = reason_field()
    review_due_on = review_field()

    def __init__(self, *args: Any, protocol: Protocol, **options: Any) -> None:
        super().__init__(*args, initial=_as_it_stands(protocol), **options)
        self.protocol = protocol
        self.unit = protocol.steps[0].ucum
        self.fields["steps"].help_text = f"In {self.unit}, as in 0.5, 0.75."
        if protocol.route is not Route.INTRAVENOUS:
            del self.fields["minutes"]
        for name, label, value in _phase_fields(protocol):
            self.fields[name] = forms.IntegerField(
                min_value=1, max_value=365, required=False, label=label, initial=value
            )

    @property
    def courses(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each phase, under its name."""
        return [
            (phase.name.capitalize(), [self[name] for name, _, _ in _fields_of(course, place, phase)])
            for course, _ in COURSES
            for place, phase in enumerate(getattr(self.protocol, course))
        ]

    def clean_steps(self) -> list[dict[str, str]]:
        """The doses as plain data, in the unit of the protocol."""
        written = self.cleaned_data["steps"].replace(self.unit, " ")
        try:
            values = [Decimal(part.strip()) for part in written.split(",")]
        except InvalidOperation as unread:
            raise forms.ValidationError("The doses cannot be read. Write numbers, as in 0.5, 0.75.") from unread
        if not all(value.is_finite() and value > 0 for value in values):
            raise forms.ValidationError("A dose is more than nothing. Write numbers, as in 0.5, 0.75.")
        return [{"value": plain(value), "unit": self.unit} for value in values]

    def changes(self) -> dict[str, Any]:
        """What was typed, as the fields of a protocol are written; what was left as it stood is left out."""
        kept = ("title", "steps", "minutes", "preparation_sessions", "integration_sessions", "delivery")
        typed = {name: self.cleaned_data[name] for name in (*kept, "maintenance_note") if name in self.cleaned_data}
        if self.cleaned_data["watched_minutes"] != self.protocol.observation_minutes:
            typed["watched_minutes"] = self.cleaned_data["watched_minutes"]
        body = self.protocol.as_dict()
        typed |= {course: self._phases(course) for course, _ in COURSES}
        return {name: value for name, value in typed.items() if body[name] != value}

    def _phases(self, course: str) -> list[dict[str, Any]]:
        body = self.protocol.as_dict()[course]
        return [_typed_phase(phase, course, place, self.cleaned_data) for place, phase in enumerate(body)]


def _as_it_stands(protocol: Protocol) -> dict[str, Any]:
    return {
        "title": protocol.title,
        "steps": ", ".join(plain(step.value) for step in protocol.steps),
        "minutes": protocol.minutes,
        "preparation_sessions": protocol.preparation_sessions,
        "integration_sessions": protocol.integration_sessions,
        "watched_minutes": protocol.observation_minutes,
        "delivery": protocol.delivery,
        "maintenance_note": protocol.maintenance_note,
    }


def _phase_fields(protocol: Protocol) -> Iterator[tuple[str, str, int | None]]:
    for course, _ in COURSES:
        for place, phase in enumerate(getattr(protocol, course)):
            yield from _fields_of(course, place, phase)


def _fields_of(course: str, place: int, phase: Phase) -> Iterator[tuple[str, str, int | None]]:
    name = f"{course}-{place}"
    yield f"{name}-sessions", "Sessions", phase.sessions
    yield f"{name}-sessions_at_most", "At most", phase.sessions_at_most
    yield f"{name}-shortest_days", "Days apart, from", phase.every.shortest_days if phase.every else None
    yield f"{name}-longest_days", "to", phase.every.longest_days if phase.every else None


def _typed_phase(phase: dict[str, Any], course: str, place: int, typed: dict[str, Any]) -> dict[str, Any]:
    got = {part: typed.get(f"{course}-{place}-{part}") for part in PARTS}
    shortest, longest = got["shortest_days"], got["longest_days"]
    # One of the two alone says how far apart; none leaves it to the clinician.
    days = {"shortest_days": shortest or longest, "longest_days": longest or shortest}
    every = days if shortest or longest else None
    return phase | {"sessions": got["sessions"], "sessions_at_most": got["sessions_at_most"], "every": every}


PARTS = ("sessions", "sessions_at_most", "shortest_days", "longest_days")
