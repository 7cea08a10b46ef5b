"""One entry as a plain form, made from the shape of its kind: for corrections, and where no script runs."""

from typing import Any

from django import forms

from holdspace.care.dosing.events.lines import NOT_AMENDED
from holdspace.care.dosing.events.schema import SHAPES, Field
from holdspace.care.dosing.forms.answers import answered, yes_no
from holdspace.ui.forms import AmountInput, TimeInput

AMENDABLE = tuple(kind for kind in SHAPES if kind not in (*NOT_AMENDED, "amend"))
LABELS = {
    "mg": "Dose",
    "ml_per_hour": "Rate",
    "over_minutes": "Given over",
    "because": "Because",
    "systolic": "BP, upper",
    "diastolic": "BP, lower",
    "heart_rate": "Heart rate",
    "spo2": "SpO₂",
    "respiratory_rate": "Breaths",
    "temperature": "Temperature",
    "on_air": "On air",
    "warning_symptoms": "With a warning symptom",
    "confirmed": "I have looked: the number is right",
}
# Codes and sources belong to the entry as it was made; nobody types them.
NOT_TYPED = ("code", "source", "confirmed")


def _field(field: Field) -> forms.Field:
    label = LABELS.get(field.name, field.name.replace("_", " ").capitalize())
    if field.holds == "yes_no":
        return yes_no(label)
    if field.holds == "choice":
        choices = [
            (one, one.upper() if field.name == "route" else one.replace("_", " ").capitalize()) for one in field.choices
        ]
        return forms.ChoiceField(label=label, choices=[("", "–"), *choices], required=field.required)
    if field.holds == "number":
        return forms.CharField(
            label=label, help_text=field.unit, required=field.required, max_length=12, widget=AmountInput
        )
    return forms.CharField(label=label, required=field.required, max_length=4000)


def entry_form(kind: str, *, in_doubt: bool) -> type[forms.Form]:
    """The form of one kind of entry with its time; for a number in doubt, with a tick that it was looked at."""
    fields: dict[str, Any] = {one.name: _field(one) for one in SHAPES[kind].fields if one.name not in NOT_TYPED}
    fields["when"] = forms.CharField(
        label="At", help_text="Empty is now.", required=False, max_length=5, widget=TimeInput
    )
    if in_doubt:
        fields["confirmed"] = forms.BooleanField(label=LABELS["confirmed"])
    for name in ("event_id", "from"):
        fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)
    return type("EntryForm", (forms.Form,), fields)


class AmendForm(forms.Form):
    """What is right, or that the entry is taken back; always with a reason."""

    def __init__(self, kind: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.is_taking_back = bool(self.data and self.data.get("how") == "void")
        for one in SHAPES[kind].fields:
            if one.name not in NOT_TYPED:
                self.fields[one.name] = _field(one)
                if self.is_taking_back:
                    self.fields[one.name].required = False
        self.fields["because"] = forms.CharField(label="Why it is corrected", max_length=500)

    @property
    def how(self) -> str:
        """Taken back, or replaced by what is right."""
        return "void" if self.is_taking_back else "replace"


def payload_of(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """The corrected content in the shape of its kind; the reason for the correction is not part of it."""
    kept = {}
    for one in SHAPES[kind].fields:
        value = data.get(one.name)
        if one.name == "because" or value in (None, ""):
            continue
        kept[one.name] = answered(value) if one.holds == "yes_no" else value
    return {name: value for name, value in kept.items() if value is not None}
