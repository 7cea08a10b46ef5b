"""What is typed to change a protocol: all it says but its drug, its routes and who published it."""

import re
from typing import Any

from django import forms

from holdspace.clinical.protocols import Protocol, Route
from holdspace.library.forms import phases
from holdspace.library.forms.common import reason_field, review_field
from holdspace.library.forms.doses import DosesField, typed

DIAGNOSIS = re.compile(r"[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?")
# Asked of each protocol that can be given this way; the fields of other ways would mean nothing.
ONLY_BY = {"minutes": Route.INTRAVENOUS, "held_from": Route.SUBLINGUAL, "held_to": Route.SUBLINGUAL}


class ProtocolForm(forms.Form):
    """Every part of a protocol that a clinic may change, filled with what it says now."""

    title = forms.CharField(max_length=200, label="Name")
    indications = forms.CharField(
        max_length=300,
        required=False,
        label="Made for",
        help_text="ICD-10-CM codes, as in F32, F33.2. Empty: every diagnosis.",
    )
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False, label="Given over")
    held_from = forms.IntegerField(min_value=1, max_value=120, required=False, label="Held in the mouth, from")
    held_to = forms.IntegerField(min_value=1, max_value=120, required=False, label="to")
    watched_minutes = forms.IntegerField(min_value=1, max_value=1440, label="Watched after the last dose, at least")
    group_at_most = forms.IntegerField(
        min_value=1, max_value=20, required=False, label="People at once, at most", help_text="Empty: one."
    )
    preparation_sessions = forms.IntegerField(min_value=0, max_value=20, label="Preparation sessions, at least")
    integration_sessions = forms.IntegerField(min_value=0, max_value=20, label="Integration sessions, at least")
    integration_after_first = forms.IntegerField(
        min_value=0, max_value=20, label="Integration sessions after the first dose"
    )
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
        for name, route in ONLY_BY.items():
            if route not in protocol.routes:
                del self.fields[name]
        self._add_doses(protocol)
        self.fields |= phases.phase_fields(protocol)
        if protocol.route is Route.INTRAVENOUS:
            self.fields |= phases.infusion_fields(protocol)

    def _add_doses(self, protocol: Protocol) -> None:
        unit = protocol.steps[0].ucum
        self.fields["steps"] = DosesField(
            unit=unit, label="Doses, from lowest to highest", initial=typed(protocol.steps)
        )
        first = protocol.first_dose
        self.fields["first_dose"] = DosesField(
            unit=unit,
            required=False,
            label="First dose",
            initial=typed((first,)) if first else "",
            help_text="Empty: the lowest.",
        )
        for route, steps in protocol.other_ways:
            self.fields[f"way-{route.value}"] = DosesField(
                unit=steps[0].ucum, required=False, label=f"Doses {route.label.lower()}", initial=typed(steps)
            )

    @property
    def unit(self) -> str:
        """The unit of the first route's doses."""
        return self.protocol.steps[0].ucum

    @property
    def ways(self) -> list[tuple[forms.BoundField, str]]:
        """The doses of the other routes, each with its unit."""
        return [(self[f"way-{route.value}"], steps[0].ucum) for route, steps in self.protocol.other_ways]

    @property
    def courses(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each phase, under its name."""
        return [(title, [self[name] for name in names]) for title, names in phases.phase_rows(self.protocol)]

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each part of an infusion; none where nothing is infused."""
        if self.protocol.route is not Route.INTRAVENOUS:
            return []
        return [(title, [self[name] for name in names]) for title, names in phases.infusion_rows()]

    def clean_indications(self) -> list[str]:
        """The codes, in the order in which they were typed."""
        codes = [code.strip().upper() for code in self.cleaned_data["indications"].split(",") if code.strip()]
        unread = next((code for code in codes if not DIAGNOSIS.fullmatch(code)), None)
        if unread is not None:
            raise forms.ValidationError(f"{unread} is no ICD-10-CM code. Write codes, as in F32, F33.2.")
        return codes

    def clean_first_dose(self) -> dict[str, str] | None:
        """The first dose, where it is not the lowest."""
        doses: list[dict[str, str]] = self.cleaned_data["first_dose"]
        if len(doses) > 1:
            raise forms.ValidationError("There is one first dose. Write one number.")
        return doses[0] if doses else None

    def clean(self) -> dict[str, Any]:
        """Both halves of what has two."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name in phases.half_parts(typed):
            self.add_error(name, "A part has a dose and its minutes. Fill in both, or neither.")
        if "held_from" in self.fields and (typed.get("held_from") is None) != (typed.get("held_to") is None):
            self.add_error("held_to", "Write from and to, or neither.")
        return typed

    def changes(self) -> dict[str, Any]:
        """What was typed, as the fields of a protocol are written; what was left as it stood is left out."""
        body = self.protocol.as_dict()
        return {name: value for name, value in self._typed().items() if body[name] != value}

    def _typed(self) -> dict[str, Any]:
        got = self.cleaned_data
        said = {name: got[name] for name in PLAIN if name in got}
        if got["watched_minutes"] != self.protocol.observation_minutes:
            said["watched_minutes"] = got["watched_minutes"]
        if "held_from" in got:
            said["hold_minutes"] = [got["held_from"], got["held_to"]] if got["held_from"] else None
        if self.parts:
            said["infusion"] = phases.infusion_typed(got)
        said["other_ways"] = [[route.value, got[f"way-{route.value}"]] for route, _ in self.protocol.other_ways]
        said["other_ways"] = [way for way in said["other_ways"] if way[1]]
        return said | {course: phases.phases_typed(self.protocol, course, got) for course, _ in phases.COURSES}


PLAIN = (
    "title",
    "indications",
    "steps",
    "first_dose",
    "minutes",
    "group_at_most",
    "preparation_sessions",
    "integration_sessions",
    "integration_after_first",
    "delivery",
    "maintenance_note",
)


def _as_it_stands(protocol: Protocol) -> dict[str, Any]:
    held_from, held_to = protocol.hold_minutes or (None, None)
    kept = ("title", "minutes", "group_at_most", "delivery", "maintenance_note")
    counts = ("preparation_sessions", "integration_sessions", "integration_after_first")
    return {name: getattr(protocol, name) for name in (*kept, *counts)} | {
        "indications": ", ".join(protocol.indications),
        "watched_minutes": protocol.observation_minutes,
        "held_from": held_from,
        "held_to": held_to,
    }
