"""What is typed on the consent pages."""

from typing import Any

from django import forms

from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission


class ExplainerChoice(forms.ModelChoiceField):
    """Somebody who may take consent, by name and role."""

    def label_from_instance(self, staff: Staff) -> str:
        """The name with the parts the person plays."""
        return f"{staff.name}, {staff.roles_in_words.lower()}"


class BeginForm(forms.Form):
    """Who explains, who else is in the room, in which language."""

    explained_by = ExplainerChoice(queryset=Staff.objects.none(), label="Explained by")
    also_present = forms.CharField(
        max_length=200, required=False, label="Also in the room", help_text="Name and part they play."
    )
    interpreter = forms.CharField(
        max_length=200, required=False, label="Interpreter", help_text="Name and language. Empty is: no interpreter."
    )

    def __init__(self, *args: Any, staff: Staff, **options: Any) -> None:
        super().__init__(*args, **options)
        here = Staff.objects.filter(clinic=staff.clinic, ended_at=None).prefetch_related("held_roles")
        able = [each.pk for each in here if each.may(Permission.TAKE_CONSENT)]
        self.fields["explained_by"].queryset = here.filter(pk__in=able).order_by("name")


class SignForm(forms.Form):
    """The patient's name, and the clinician's word on understanding."""

    signed_name = forms.CharField(
        max_length=200,
        label="Your full name",
        widget=forms.TextInput({"autocomplete": "off", "class": "in-voice"}),
        error_messages={"required": "The name is missing. Write your full name."},
    )
    capacity_seen = forms.BooleanField(
        label="For the clinician: the patient understands, can weigh it, and decides freely.",
        error_messages={"required": "Confirm this, or stop for today."},
    )


class WithdrawForm(forms.Form):
    """The patient's words, if they want to leave some."""

    in_their_words = forms.CharField(
        required=False,
        max_length=4000,
        label="Anything the patient wants to say",
        widget=forms.Textarea({"rows": 2, "class": "in-voice"}),
    )
