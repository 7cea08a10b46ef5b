"""What was measured: never prefilled, and looked at twice where a number is unusual."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms

from holdspace.care.intake import asked, measured
from holdspace.care.intake.actions.measurements import PREGNANCY_TESTS
from holdspace.care.intake.forms.history import PartialDateField
from holdspace.care.intake.measured import DIASTOLIC_PRESSURE, SYSTOLIC_PRESSURE, Measure
from holdspace.clinical.instruments.c_ssrs import C_SSRS
from holdspace.ui.forms import YES, AmountField, AmountInput, MomentField, YesNoField
from holdspace.ui.words import number


def a_number(measure: Measure, label: str = "") -> AmountField:
    """An empty field for one measure."""
    low, high = measure.possible
    return AmountField(
        label=label or measure.words,
        min_value=low,
        max_value=high,
        decimal_places=0 if measure.whole else 1,
        required=False,
        error_messages={
            "min_value": f"{number(low)} to {number(high)} is possible.",
            "max_value": f"{number(low)} to {number(high)} is possible.",
            "max_decimal_places": "A whole number is read here." if measure.whole else "One decimal is read here.",
            "invalid": "This is not a number.",
        },
    )


class TimedForm(forms.Form):
    """When it was done: now, unless said otherwise; never ahead."""

    done_at = MomentField(label="When", required=False, help_text="Leave it empty when it was just now.")

    def __init__(self, *data: Any, now: datetime, **options: Any) -> None:
        self.now = now
        super().__init__(*data, **options)

    def clean_done_at(self) -> datetime:
        """The moment given, or now."""
        at = self.cleaned_data["done_at"] or self.now
        if at > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        if at.year < 1900:
            raise forms.ValidationError("This is before 1900. Correct the time.")
        return at


class MeasurementsForm(TimedForm):
    """One set: two blood pressures, the other vital signs, weight and height."""

    systolic_1 = a_number(SYSTOLIC_PRESSURE, "First reading, upper")
    diastolic_1 = a_number(DIASTOLIC_PRESSURE, "First reading, lower")
    systolic_2 = a_number(SYSTOLIC_PRESSURE, "Second reading, upper")
    diastolic_2 = a_number(DIASTOLIC_PRESSURE, "Second reading, lower")
    heart_rate = a_number(measured.HEART_RATE)
    spo2 = a_number(measured.SPO2)
    breathing = forms.ChoiceField(
        label="Saturation was taken",
        choices=[("air", "On room air"), ("oxygen", "On oxygen")],
        widget=forms.RadioSelect,
        required=False,
    )
    oxygen_flow = AmountField(
        label="Oxygen", min_value=Decimal("0.1"), max_value=Decimal(60), decimal_places=1, required=False
    )
    breaths = a_number(measured.BREATHS)
    temperature = a_number(measured.TEMPERATURE)
    weight = a_number(measured.WEIGHT)
    height = a_number(measured.HEIGHT)
    # Holds the unusual numbers that were shown, so that a tick confirms those and no others.
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.BooleanField(label="I looked again: these numbers are right", required=False)

    def __init__(self, *data: Any, last_weight: Decimal | None = None, **options: Any) -> None:
        self.last_weight = last_weight
        self.unusual: list[str] = []
        super().__init__(*data, **options)

    def clean(self) -> dict[str, Any]:
        """Pairs are whole, the lower pressure is lower, saturation says on what; unusual numbers are confirmed."""
        cleaned = super().clean() or {}
        for place in "12":
            self._check_pair(cleaned, place)
        if cleaned.get("spo2") is not None and not cleaned.get("breathing"):
            self.add_error("breathing", "Say whether the saturation was taken on room air or on oxygen.")
        if cleaned.get("breathing") == "oxygen" and cleaned.get("oxygen_flow") is None:
            self.add_error("oxygen_flow", "How many litres a minute?")
        if not self.errors and not self.pressures and not self.values:
            raise forms.ValidationError("No measurement is given. Fill in at least one.")
        if not self.errors:
            self._check_unusual(cleaned)
        return cleaned

    def _check_pair(self, cleaned: dict[str, Any], place: str) -> None:
        upper, lower = cleaned.get(f"systolic_{place}"), cleaned.get(f"diastolic_{place}")
        broken = {f"systolic_{place}", f"diastolic_{place}"} & set(self.errors)
        if not broken and (upper is None) != (lower is None):
            self.add_error(f"{'systolic' if upper is None else 'diastolic'}_{place}", "A reading has two numbers.")
        elif upper is not None and lower is not None and lower >= upper:
            self.add_error(f"diastolic_{place}", "The lower pressure is below the upper one. Measure again.")

    def _check_unusual(self, cleaned: dict[str, Any]) -> None:
        self.unusual = [*self._unusual_values(), *self._unusual_weight()]
        shown = "; ".join(self.unusual)
        seen = cleaned.get("looked_at")
        # Shown again with the numbers now in question, and without a tick that was for others.
        shown_again: Any = dict(self.data.items())
        self.data = shown_again
        shown_again["looked_at"] = shown
        if self.unusual and not (cleaned.get("confirmed") and seen == shown):
            shown_again.pop("confirmed", None)
            self.add_error("confirmed", f"Unusual: {shown}. Look again; tick if the numbers are right.")

    def _unusual_values(self) -> list[str]:
        given = [(SYSTOLIC_PRESSURE, upper) for upper, _ in self.pressures]
        given += [(DIASTOLIC_PRESSURE, lower) for _, lower in self.pressures]
        given += [(measure, self.values[measure.field]) for measure in measured.SINGLE if measure.field in self.values]
        return [
            f"{measure.words.lower()} {number(value)} {measure.shown_unit}"
            for measure, value in given
            if not measure.is_usual(value)
        ]

    def _unusual_weight(self) -> list[str]:
        weight = self.values.get("weight")
        if weight is None or not self.last_weight:
            return []
        change = abs(weight - self.last_weight) / self.last_weight
        was = f"weight {number(weight)} kg, last {number(self.last_weight)} kg"
        return [was] if change > measured.WEIGHT_CHANGE else []

    @property
    def pressures(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """The whole readings."""
        pairs = [
            (self.cleaned_data.get(f"systolic_{place}"), self.cleaned_data.get(f"diastolic_{place}")) for place in "12"
        ]
        return tuple((upper, lower) for upper, lower in pairs if upper is not None and lower is not None)

    @property
    def values(self) -> dict[str, Decimal]:
        """Everything else that was measured, by name."""
        given = {measure.field: self.cleaned_data.get(measure.field) for measure in measured.SINGLE}
        return {name: value for name, value in given.items() if value is not None}

    @property
    def oxygen_flow_given(self) -> Decimal | None:
        """Litres a minute, where the saturation was taken on oxygen."""
        return self.cleaned_data.get("oxygen_flow") if self.cleaned_data.get("breathing") == "oxygen" else None


class PregnancyTestForm(TimedForm):
    """The result of a test."""

    sample = forms.ChoiceField(
        label="Sample", choices=[(name, name.capitalize()) for name in PREGNANCY_TESTS], widget=forms.RadioSelect
    )
    result = forms.ChoiceField(
        label="Result", choices=[("negative", "Negative"), ("positive", "Positive")], widget=forms.RadioSelect
    )


class ResultForm(TimedForm):
    """A value from a laboratory or an ECG."""

    value = AmountField(label="Value", max_digits=9, decimal_places=3)
    which = forms.ChoiceField(
        label="What",
        choices=[
            ("", "Choose"),
            *((f"{each.code}|{unit}", f"{each.words}, {unit}") for each in measured.RESULTS for unit in each.units),
        ],
    )
    upper_limit = AmountField(
        label="Upper limit of normal",
        max_digits=9,
        decimal_places=3,
        required=False,
        help_text="As the laboratory prints it; liver values are compared with it.",
    )
    field_order = ("which", "value", "upper_limit", "done_at")

    def clean(self) -> dict[str, Any]:
        """Not a number that nobody alive has."""
        cleaned = super().clean() or {}
        result = measured.RESULTS_BY_CODE.get(str(cleaned.get("which", "")).partition("|")[0])
        value = cleaned.get("value")
        if result and value is not None and not result.possible[0] <= value <= result.possible[1]:
            low, high = result.possible
            self.add_error("value", f"{number(low)} to {number(high)} is possible. Check number and unit.")
        limit = cleaned.get("upper_limit")
        if limit is not None and limit <= 0:
            self.add_error("upper_limit", "A limit is more than 0. Leave it empty where none is printed.")
        return cleaned


class QuestionsForm(forms.Form):
    """Yes, no, or left open: what is left open stays as it was."""

    prior_sessions = forms.IntegerField(
        label="Earlier ketamine sessions for treatment", min_value=0, max_value=999, required=False, widget=AmountInput
    )
    last_seizure = PartialDateField(label="Last seizure", help_text="Only with a seizure disorder.")
    child_pugh = forms.ChoiceField(
        label="Child-Pugh class",
        choices=[("a", "A"), ("b", "B"), ("c", "C")],
        widget=forms.RadioSelect,
        required=False,
        help_text="Only with cirrhosis.",
    )

    def __init__(self, *data: Any, today: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        self.fields["last_seizure"].today = today  # type: ignore[attr-defined]
        for question in asked.QUESTIONS:
            self.fields[question.field] = YesNoField(label=question.asks, help_text=question.help, required=False)

    def clean(self) -> dict[str, Any]:
        """Something has to be answered."""
        cleaned = super().clean() or {}
        if not self.errors and not any(value not in (None, "") for value in cleaned.values()):
            raise forms.ValidationError("No question is answered. Answer at least one, or leave the page.")
        return cleaned

    @property
    def answers(self) -> dict[str, bool]:
        """The questions that were answered, by code."""
        given = {question.code: self.cleaned_data.get(question.field) for question in asked.QUESTIONS}
        return {code: value == YES for code, value in given.items() if value}


class SuicideScreenerForm(TimedForm):
    """The answers of the C-SSRS screener, by question number; the wording is on the clinic's own form."""

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, **options)
        for item in C_SSRS.items:
            self.fields[item.code] = YesNoField(label=item.text, required=False)

    def clean(self) -> dict[str, Any]:
        """At least one answer; an answer that its opening question rules out is pointed out."""
        cleaned = super().clean() or {}
        given = self.answers
        if not self.errors and not given:
            raise forms.ValidationError("No question is answered. A gap is not a no.")
        if given.get("behaviour_ever") is False and given.get("behaviour_recent"):
            self.add_error("behaviour_ever", "Behaviour in the past 3 months is also behaviour ever. Correct one.")
        return cleaned

    @property
    def answers(self) -> dict[str, bool]:
        """The answers given, by item."""
        given = {item.code: self.cleaned_data.get(item.code) for item in C_SSRS.items}
        return {code: value == YES for code, value in given.items() if value}
