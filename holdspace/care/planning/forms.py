"""What is typed on the pages of planning."""

from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from holdspace.chart.models import EpisodeOfCare
from holdspace.clinic.models import Room, Staff
from holdspace.clinical import instruments, outcomes, protocols
from holdspace.clinical.protocols import Protocol, Route
from holdspace.clinical.roles import Role
from holdspace.clinical.units import plain
from holdspace.ui.forms import AmountField, ChoiceText, DayField, TimeInput

# Screens without a rule of change that a plan may still follow.
ALSO_MEASURES = ("pc-ptsd-5", "audit-c")


class GoalForm(forms.Form):
    """One goal, as the patient says it."""

    words = forms.CharField(
        max_length=2000,
        label="What the patient wants",
        help_text="In their own words.",
        widget=forms.Textarea({"rows": 2, "class": "in-voice"}),
        error_messages={"required": "There are no words. Write it as the patient says it."},
    )
    will_notice_by = forms.CharField(
        max_length=2000,
        required=False,
        label="How they will notice",
        help_text="What will be different on an ordinary day.",
        widget=forms.Textarea({"rows": 2, "class": "in-voice"}),
    )


class ReasonForm(forms.Form):
    """Why: one reason, in words."""

    reason = forms.CharField(
        max_length=500,
        label="Reason",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "There is no reason. Say why."},
    )


class PlanForm(forms.Form):
    """The care plan under a protocol that was chosen; only what the protocol fixes is filled in."""

    protocol_id = forms.CharField(widget=forms.HiddenInput)
    route = forms.ChoiceField(label="Route", widget=forms.RadioSelect)
    sessions_planned = forms.IntegerField(min_value=1, max_value=60, label="Dosing sessions")
    preparation_sessions = forms.IntegerField(min_value=0, max_value=20, label="Preparation sessions")
    days_between = forms.IntegerField(min_value=0, max_value=365, label="Days between two doses")
    target_instrument = forms.ChoiceField(label="Measure", widget=forms.RadioSelect, help_text="Asked again and again.")
    beside = forms.CharField(
        max_length=4000,
        required=False,
        label="Beside the treatment",
        help_text="Other therapy, exercise, sleep, food, people.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, protocol: Protocol, asks_why: bool, is_change: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["route"].choices = [(route.value, route.label) for route in protocol.routes]
        self.fields["target_instrument"].choices = [_measure(each) for each in instruments.ALL if _is_measure(each)]
        asked = protocol.preparation_sessions
        self.fields["preparation_sessions"].help_text = f"{protocol.id} asks for at least {asked}."
        self.fields["sessions_planned"].help_text = f"The protocol: {protocol.sessions}."
        self.fields["days_between"].help_text = f"The protocol: {protocol.spacing}."
        if asks_why:
            self.fields["why_this_protocol"] = _words("Why this protocol", "It was made for another condition.")
        if is_change:
            self.fields["amended_because"] = _words("What changes, and why", "The earlier version stays in the record.")


def _measure(instrument: Any) -> tuple[str, ChoiceText]:
    has_rule = outcomes.rule_for(instrument.code) is not None
    remark = instrument.title if has_rule else f"{instrument.title}. No response rule: no stop rule reads it."
    return instrument.code, ChoiceText(instrument.code.upper(), remark)


def _is_measure(instrument: Any) -> bool:
    return instrument.change is not None or instrument.code in ALSO_MEASURES


def _words(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(max_length=500, label=label, help_text=help_text, widget=forms.Textarea({"rows": 2}))


class OrderForm(forms.Form):
    """One dose; nothing is filled in beforehand, neither from the last dose nor from anywhere else."""

    amount = AmountField(
        max_digits=10,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        label="Dose",
        error_messages={"required": "There is no dose. Type it."},
    )
    unit = forms.ChoiceField(
        label="Unit",
        choices=[("mg/kg", "mg/kg"), ("mg", "mg")],
        widget=forms.RadioSelect,
        error_messages={"required": "There is no unit. Choose one."},
    )
    concentration = forms.ChoiceField(label="Vial", widget=forms.RadioSelect, required=False)
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False, label="Given over")
    parts = forms.CharField(
        max_length=200,
        required=False,
        label="Split in parts",
        help_text="Milligrams, as in 20 + 14. Empty is: in one.",
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text"}),
    )
    override_reason = forms.CharField(
        max_length=2000,
        required=False,
        label="Reason to go on past a guard",
        help_text="Then another prescriber signs too.",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, route: Route, injected: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        vials = [(plain(vial.value), f"{plain(vial.value)} mg/mL") for vial in protocols.VIALS]
        self.fields["concentration"].choices = vials if injected else [("", "None: no liquid"), *vials]
        self.fields["concentration"].required = injected
        self.fields["concentration"].error_messages["required"] = "The vial is not chosen. Choose its concentration."
        if route is Route.INTRAVENOUS:
            self.fields["minutes"].help_text = "An infusion runs for at least 40 minutes."

    def clean_concentration(self) -> Decimal | None:
        """The vial's strength as a number."""
        chosen = self.cleaned_data["concentration"]
        return Decimal(chosen) if chosen else None

    def clean_parts(self) -> tuple[Decimal, ...]:
        """The parts as numbers: "20 + 14"."""
        written = self.cleaned_data["parts"].replace("mg", " ").strip()
        if not written:
            return ()
        try:
            parts = tuple(Decimal(part.strip()) for part in written.split("+"))
        except InvalidOperation as unread:
            raise forms.ValidationError("The parts cannot be read. Write milligrams, as in 20 + 14.") from unread
        if not all(part.is_finite() for part in parts):
            raise forms.ValidationError("The parts cannot be read. Write milligrams, as in 20 + 14.")
        return parts

    def typed(self) -> dict[str, Any]:
        """What the order takes."""
        names = {"amount": "amount", "unit": "unit", "concentration": "concentration", "minutes": "minutes"}
        return {name: self.cleaned_data[field] for name, field in names.items()} | {
            "parts_mg": self.cleaned_data["parts"]
        }


class BookForm(forms.Form):
    """When, where and who."""

    on = DayField(label="Day")
    at_time = forms.TimeField(label="From", widget=TimeInput, help_text="24-hour clock, as at the site.")
    minutes = forms.IntegerField(
        min_value=30, max_value=720, label="For", help_text="A visit takes two to three hours."
    )
    room = forms.ModelChoiceField(queryset=Room.objects.none(), label="Room", empty_label="Choose a room")
    monitor = forms.ModelChoiceField(
        queryset=Staff.objects.none(), label="Session monitor", empty_label="Choose", help_text="Watches the room."
    )
    therapist = forms.ModelChoiceField(queryset=Staff.objects.none(), label="Therapist", empty_label="Choose")
    prescriber = forms.ModelChoiceField(
        queryset=Staff.objects.none(), label="Prescriber", empty_label="Choose", help_text="Reachable throughout."
    )

    def __init__(self, *args: Any, episode: EpisodeOfCare, **options: Any) -> None:
        super().__init__(*args, **options)
        rooms = Room.objects.filter(site=episode.site_id, for_dosing=True)
        self.fields["room"].queryset = rooms.order_by("place", "name")
        here = Staff.objects.filter(clinic=episode.patient.clinic_id, ended_at=None).prefetch_related("held_roles")
        for name in ("monitor", "therapist", "prescriber"):
            self.fields[name].queryset = here.filter(held_roles__role=Role(name).value).order_by("name")

    def clean_at_time(self) -> time:
        """The time to the minute."""
        return self.cleaned_data["at_time"].replace(second=0, microsecond=0)
