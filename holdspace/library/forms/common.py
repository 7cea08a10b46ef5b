"""What every decision about knowledge asks for: a reason, and a day on which somebody looks at it again."""

from django import forms

from holdspace.ui.forms import DayField


def reason_field(label: str = "Reason", help_text: str = "For whoever reads it later.") -> forms.CharField:
    return forms.CharField(
        max_length=2000,
        label=label,
        help_text=help_text,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "There is no reason. Say why."},
    )


def review_field() -> DayField:
    return DayField(
        label="Review due",
        help_text="When somebody looks at this again.",
        error_messages={"required": "There is no day of review. Choose one."},
    )


class ReasonForm(forms.Form):
    """Why: one reason, in words."""

    reason = reason_field()


class DecisionForm(forms.Form):
    """Why, and until when."""

    reason = reason_field()
    review_due_on = review_field()
