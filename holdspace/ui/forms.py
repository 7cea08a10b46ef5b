"""Which controls do forms ask with? Django's, mended for what browsers accept and for choices with a remark."""

from typing import Any

from django import forms

YES, NO, NOT_KNOWN = "yes", "no", "unknown"


class ChoiceText(str):
    """The text of a choice and, in smaller print under it, what follows from choosing it."""

    remark: str

    def __new__(cls, text: str, remark: str = "") -> "ChoiceText":
        choice = super().__new__(cls, text)
        choice.remark = remark
        return choice


class DayInput(forms.DateInput):
    """A day; browsers only accept the ISO form as a value."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """A day and a time, to the minute, in the zone of the clinic."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class AmountInput(forms.TextInput):
    """A decimal amount: a number pad on a tablet, and no wheel or arrow that changes a dose by accident."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class DayField(forms.DateField):
    """A day."""

    widget = DayInput


class MomentField(forms.DateTimeField):
    """A moment, given as day and time in the zone of the clinic."""

    widget = MomentInput
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class AmountField(forms.DecimalField):
    """A decimal amount with a unit beside it."""

    widget = AmountInput


class YesNoField(forms.ChoiceField):
    """Yes or no, with nothing chosen beforehand; `not_known` adds the third answer, which is never read as no."""

    widget = forms.RadioSelect

    def __init__(self, *, not_known: bool = False, **options: Any) -> None:
        answers = [(YES, "Yes"), (NO, "No")] + ([(NOT_KNOWN, "Not known")] if not_known else [])
        super().__init__(choices=answers, **options)
