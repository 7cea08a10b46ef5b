"""How is a dose typed? Numbers from lowest to highest, in the unit that stands beside the field."""

from decimal import Decimal, InvalidOperation

from django import forms

from holdspace.clinical.protocols.dose import Dose
from holdspace.clinical.units import plain

UNREAD = "The doses cannot be read. Write numbers, as in 0.5, 0.75."
NOTHING = "A dose is more than nothing. Write numbers, as in 0.5, 0.75."
Written = dict[str, str]


class DosesField(forms.CharField):
    """Doses from lowest to highest, as plain data in one unit; none where it may be left empty."""

    def __init__(self, *, unit: str, **options: object) -> None:
        given = {"max_length": 200, "help_text": f"In {unit}, as in 0.5, 0.75."}
        super().__init__(**given | options)
        self.unit = unit

    def clean(self, value: object) -> list[Written]:
        """The doses as a protocol writes them down."""
        text: str = super().clean(value)
        parts = [part.strip() for part in text.replace(self.unit, " ").split(",")] if text.strip() else []
        try:
            values = [Decimal(part) for part in parts]
        except InvalidOperation as unread:
            raise forms.ValidationError(UNREAD) from unread
        if not all(value.is_finite() and value > 0 for value in values):
            raise forms.ValidationError(NOTHING)
        return [{"value": plain(value), "unit": self.unit} for value in values]


def typed(steps: tuple[Dose, ...]) -> str:
    """The doses as one would type them."""
    return ", ".join(plain(step.value) for step in steps)
