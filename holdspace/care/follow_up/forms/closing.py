"""Why a course ends, what it brought, and how to stay well."""

from typing import Any

from django import forms

from holdspace.care.follow_up.ending import REASONS


class ClosingForm(forms.Form):
    """The last page of a course."""

    reason = forms.ChoiceField(label="Why it ends", choices=tuple(REASONS.items()), widget=forms.RadioSelect)
    summary = forms.CharField(
        label="Summary",
        help_text="What was done, what it brought, what the patient says about it.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    staying_well = forms.CharField(
        label="Staying well",
        required=False,
        help_text="With the patient: what helps, early signs, what to do then, whom to call.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        """Everybody who lives goes home with a plan for staying well."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") not in (None, "died") and not cleaned.get("staying_well"):
            self.add_error("staying_well", "Write it with the patient: what helps, early signs, whom to call.")
        return cleaned
