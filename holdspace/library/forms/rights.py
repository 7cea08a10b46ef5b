"""What is typed to say by which right a clinic shows a wording."""

from django import forms

from holdspace.library.forms.common import reason_field
from holdspace.ui.forms import DayField


class RightsForm(forms.Form):
    """Who holds the licence, which document says so, how long it runs, and why the wording is installed."""

    held_by = forms.CharField(
        max_length=200,
        label="Who holds the licence",
        help_text="The clinic, the hospital or the person it was given to.",
        error_messages={"required": "Nobody is named who holds the licence. Write down who."},
    )
    licence = forms.CharField(
        max_length=300,
        label="Reference",
        help_text="Name and number of the document that allows it.",
        error_messages={"required": "No licence is named. Write down the document that allows it."},
    )
    licensed_until = DayField(label="Licensed until", required=False, help_text="Empty: without an end.")
    reason = reason_field()
