"""What is asked about craving and misuse at a visit; nothing is chosen beforehand, and a gap stays unknown."""

from datetime import datetime
from typing import Any

from django import forms

from holdspace.clinical.instruments.craving import CRAVING
from holdspace.clinical.monitoring.long_term import misuse
from holdspace.ui.forms import ChoiceText, MomentField


class MisuseForm(forms.Form):
    """One visit."""

    craving = forms.TypedChoiceField(
        label=CRAVING.items[0].wording,
        help_text=CRAVING.asks,
        choices=[(str(value), str(value)) for value in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    requests = forms.IntegerField(
        label="Unscheduled requests since the last visit",
        help_text="How often more, sooner or another dose was asked for. 0 is an answer.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 5}),
    )
    signs = forms.MultipleChoiceField(
        label="Signs since the last visit",
        choices=[(each.code, ChoiceText(each.title, each.help)) for each in (*misuse.ALL_SIGNS, misuse.NONE)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    which = forms.CharField(label="Which other sign", max_length=300, required=False)
    register = forms.ChoiceField(
        label="Prescription register",
        help_text="What others prescribe; asked with each order, or every few months.",
        choices=tuple(misuse.REGISTER_ANSWERS.items()),
        required=False,
        widget=forms.RadioSelect,
    )
    register_note = forms.CharField(label="What the register shows", max_length=300, required=False)
    asked_at = MomentField(label="When", required=False, help_text="Leave it empty when it was just now.")

    def __init__(self, *data: Any, now: datetime, **options: Any) -> None:
        super().__init__(*data, **options)
        self.now = now

    def clean_asked_at(self) -> datetime:
        """The moment given, or now; not ahead."""
        moment: datetime = self.cleaned_data["asked_at"] or self.now
        if moment > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        return moment

    def clean_signs(self) -> list[str]:
        """None of these stands alone."""
        ticked: list[str] = self.cleaned_data["signs"]
        if misuse.NONE.code in ticked and len(ticked) > 1:
            raise forms.ValidationError("None of these and one of these cannot both be so. Correct one.")
        return ticked

    def clean(self) -> dict[str, Any]:
        """Another sign is named."""
        cleaned = super().clean() or {}
        if misuse.ANOTHER.code in cleaned.get("signs", ()) and not cleaned.get("which"):
            self.add_error("which", "Say which sign was seen.")
        return cleaned
