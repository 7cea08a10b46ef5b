"""Who works here, in which roles; where, in which rooms."""

from typing import Any
from zoneinfo import available_timezones

from django import forms

from holdspace.clinic.models import Clinic, Site
from holdspace.clinic.permissions import TABLE
from holdspace.clinical.roles import Role
from holdspace.ui.forms import ChoiceText


def _role_choices() -> list[tuple[str, ChoiceText]]:
    return [
        (role.value, ChoiceText(role.label, f"{len(TABLE[role])} permissions, listed under Staff")) for role in Role
    ]


class StaffForm(forms.Form):
    """What somebody is called and which roles they play."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Name on the board", max_length=60, help_text="As in: T. Bauer RN.")
    profession = forms.CharField(label="Profession", max_length=60, required=False, help_text="MD, NP, PsyD, RN, EMT.")
    site = forms.ModelChoiceField(Site.objects.none(), label="Site", required=False, empty_label="Every site")
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=_role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="One person may play several.",
    )

    def __init__(self, *given: Any, clinic: Clinic, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["site"].queryset = Site.objects.filter(clinic=clinic).order_by("name")

    def clean_roles(self) -> list[Role]:
        """Roles as the permission table knows them."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class NewStaffForm(StaffForm):
    """The same, with a way to sign in."""

    email = forms.EmailField(label="E-mail to sign in with")
    password = forms.CharField(
        label="First password",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters. They change it after signing in.",
    )
    field_order = ["name", "short_name", "profession", "site", "email", "password", "roles"]


class SiteForm(forms.Form):
    """One address of the clinic."""

    name = forms.CharField(label="Name", max_length=200)
    address = forms.CharField(label="Address", max_length=300, required=False)
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=lambda: [("", "Choose one")] + [(zone, zone) for zone in sorted(available_timezones())],
    )


class RoomForm(forms.Form):
    """One room."""

    name = forms.CharField(label="Name", max_length=60)
    for_dosing = forms.BooleanField(label="A drug may be given in it", required=False)


class EditRoomForm(RoomForm):
    """The same, with its place on the board."""

    place = forms.IntegerField(label="Place on the board", min_value=0, max_value=999)
