"""The questions of the time-out, item by item."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms

from holdspace.care.dosing.events.schema import VITAL_SIGNS
from holdspace.care.dosing.forms.answers import ItemForm, answered, yes_no
from holdspace.care.dosing.same_day import SAID_ALOUD
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT
from holdspace.clinical.monitoring.same_day import Change, Substance
from holdspace.clinical.monitoring.thresholds import WARNING_SYMPTOMS, WATCHED
from holdspace.ui.forms import AmountField, AmountInput, DayField, MomentField


def spoken_form(item: str) -> type[ItemForm]:
    """A form of the parts that two people say aloud."""
    fields: dict[str, Any] = {name: yes_no(title) for name, (title, _) in SAID_ALOUD[item].items()}
    if item == "escort":
        fields["name"] = forms.CharField(label="Name of the adult", max_length=120, required=False)
        fields["phone"] = forms.CharField(
            label="Telephone", max_length=60, required=False, widget=forms.TextInput({"inputmode": "tel"})
        )
    return type(f"{item.capitalize()}Form", (ItemForm,), fields)


class FastingForm(ItemForm):
    """Last food, last drink, and what was taken in the last 24 hours."""

    last_food_at = MomentField(label="Last food", required=False)
    last_drink_at = MomentField(label="Last drink", required=False)
    alcohol = yes_no("Alcohol in the last 24 hours", not_known=True)
    cannabis = yes_no("Cannabis in the last 24 hours", not_known=True)
    opioid = yes_no("An opioid in the last 24 hours", not_known=True)
    sedative_antihistamine = yes_no("A sedating antihistamine in the last 24 hours", not_known=True)
    benzodiazepine = yes_no("A benzodiazepine in the last 24 hours", not_known=True)
    stimulant = yes_no("A stimulant in the last 24 hours", not_known=True)
    psychedelic = yes_no("Another psychedelic in the last 7 days", not_known=True)
    breath_alcohol = AmountField(
        label="Breath alcohol", required=False, min_value=Decimal(0), max_value=Decimal(5), help_text="If measured."
    )
    agreed = forms.MultipleChoiceField(
        label="Prescribed and agreed",
        help_text="A prescriber answers this, signed in as themselves. Alcohol is never agreed.",
        choices=[(one.value, one.label) for one in Substance if one is not Substance.ALCOHOL],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ChangesForm(ItemForm):
    """What has happened since the last visit."""

    respiratory_infection = yes_no("A cold or throat infection now", not_known=True)
    signed_off = forms.BooleanField(
        label="I have looked into these changes; they do not stop the dose today",
        help_text="A prescriber answers this, signed in as themselves.",
        required=False,
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        asked = {change.value: yes_no(change.label.capitalize(), not_known=True) for change in Change}
        self.fields = {**asked, **self.fields}


class PregnancyForm(ItemForm):
    """The test, where it is due."""

    could_become_pregnant = yes_no("The patient could become pregnant", not_known=True)
    positive = yes_no("The test is positive")
    tested_on = DayField(label="Day of the test", required=False)
    missed_period = yes_no("A period was missed since the test", not_known=True)

    def value(self) -> dict[str, Any]:
        """Without an answer the chart's own stands."""
        return {name: value for name, value in super().value().items() if value is not None}


class SuicideRiskForm(forms.Form):
    """The screener since the last visit, by question number; the wording is on the clinic's own licensed form."""

    safety_plan_gone_through = yes_no("The safety plan was gone through just now")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        asked = {item.code: yes_no(item.text) for item in C_SSRS_SINCE_LAST_VISIT.items}
        self.fields = {**asked, **self.fields}

    def value(self, *, at: datetime) -> dict[str, Any]:
        """The answers as the scale scores them, with the moment they were given."""
        given = {item.code: answered(self.cleaned_data.get(item.code)) for item in C_SSRS_SINCE_LAST_VISIT.items}
        return {
            "answers": {code: None if one is None else int(one) for code, one in given.items()},
            "asked_at": at.isoformat(),
            "safety_plan_gone_through": answered(self.cleaned_data.get("safety_plan_gone_through")),
        }


class VitalSignsForm(forms.Form):
    """One set as measured now; every slot starts empty and what is not measured stays empty."""

    on_air = yes_no("Breathing room air")
    warning_symptoms = yes_no(f"A warning symptom: {', '.join(WARNING_SYMPTOMS)}")
    refused = forms.BooleanField(label="The patient refuses a measurement", required=False)
    confirmed = forms.BooleanField(label="I have looked: the number is right", required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields = {**{signal.value: self._slot(signal) for signal in VITAL_SIGNS}, **self.fields}

    @staticmethod
    def _slot(signal: Any) -> forms.Field:
        watched = WATCHED[signal]
        widget = AmountInput({"inputmode": "decimal" if signal.value == "temperature" else "numeric", "maxlength": "5"})
        kind = forms.DecimalField if signal.value == "temperature" else forms.IntegerField
        label = {"systolic": "BP, upper", "diastolic": "BP, lower"}.get(signal.value, watched.label)
        return kind(label=label, required=False, widget=widget, help_text=watched.unit)

    def payload(self) -> dict[str, Any]:
        """The set as an event holds it."""
        data = self.cleaned_data
        kept = {one.value: data[one.value] for one in VITAL_SIGNS if data.get(one.value) is not None}
        kept |= {
            name: answered(data[name]) for name in ("on_air", "warning_symptoms") if answered(data[name]) is not None
        }
        kept |= {name: True for name in ("refused", "confirmed") if data.get(name)}
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in kept.items()}


class DecisionForm(forms.Form):
    """A prescriber's decision to go on with a pressure that stayed raised."""

    decision_reason = forms.CharField(
        label="Why the dose is given all the same", widget=forms.Textarea({"rows": 2}), max_length=2000
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)


ITEM_FORMS: dict[str, type[forms.Form]] = {
    **{item: spoken_form(item) for item in SAID_ALOUD},
    "fasting": FastingForm,
    "changes": ChangesForm,
    "pregnancy": PregnancyForm,
    "suicide_risk": SuicideRiskForm,
    "vital_signs": VitalSignsForm,
}


def value_from(form: forms.Form, *, at: datetime) -> dict[str, Any]:
    """What the form amounts to for its item."""
    if isinstance(form, SuicideRiskForm):
        return form.value(at=at)
    return form.value() if isinstance(form, ItemForm) else {}
