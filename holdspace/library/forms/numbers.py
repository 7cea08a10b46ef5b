"""What is typed to set a number of the clinic's own."""

from decimal import Decimal
from typing import Any

from django import forms

from holdspace.clinical.thresholds import Threshold
from holdspace.clinical.units import plain
from holdspace.library.forms.common import reason_field, review_field
from holdspace.ui.forms import AmountField


class NumberForm(forms.Form):
    """The clinic's own number; nothing is filled in beforehand."""

    value = AmountField(
        max_digits=14,
        decimal_places=4,
        label="Our number",
        error_messages={"required": "There is no number. Type it."},
    )
    review_due_on = review_field()
    reason = reason_field()

    def __init__(self, *args: Any, threshold: Threshold, **options: Any) -> None:
        super().__init__(*args, **options)
        self.threshold = threshold
        self.fields["value"].help_text = _span(threshold)

    def clean_value(self) -> Decimal:
        """The number within its outer limits."""
        value: Decimal = self.cleaned_data["value"]
        why_not = self.threshold.why_not(value)
        if why_not:
            raise forms.ValidationError(why_not)
        return value


def _span(threshold: Threshold) -> str:
    span = f"From {plain(threshold.lowest)} to {plain(threshold.highest)}."
    if not threshold.loosens(threshold.loosest):
        return span
    side = "Above" if threshold.loosest == threshold.highest else "Below"
    return f"{span} {side} {plain(threshold.published)} a second person signs."
