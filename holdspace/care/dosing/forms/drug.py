"""The second person beside a syringe: what was drawn, what was wasted, and their own sign-in."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import HttpRequest

from holdspace.clinic.models import Staff
from holdspace.clinic.permissions import Permission
from holdspace.clinic.web import staff_of
from holdspace.ui.forms import AmountField, DayField

NOT_CONFIRMED = "The second person was not confirmed: e-mail and password do not belong together. Nothing was recorded."


class SecondPersonForm(forms.Form):
    """E-mail and password of the second person, checked here and kept nowhere."""

    witness_email = forms.EmailField(
        label="E-mail of the second person", widget=forms.EmailInput({"autocomplete": "off"})
    )
    witness_password = forms.CharField(
        label="Password of the second person", strip=False,
        widget=forms.PasswordInput({"autocomplete": "off"}), help_text="Typed by them, not by you.",
    )  # fmt: skip

    def __init__(self, *given: Any, request: HttpRequest, **named: Any) -> None:
        super().__init__(*given, **named)
        self.request = request
        self.witness: Staff | None = None

    def clean(self) -> dict[str, Any]:
        """Confirm the second person, with the limits that guard the sign-in page."""
        data = super().clean()
        if self.errors or not data.get("witness_email") or not data.get("witness_password"):
            return data
        self.witness = self._confirmed(data["witness_email"], data["witness_password"])
        if self.witness is None:
            raise forms.ValidationError(NOT_CONFIRMED)
        if self.witness.pk == self.request.staff.pk:
            raise forms.ValidationError("The second person is somebody else than you. Nothing was recorded.")
        if not self.witness.may(Permission.DRAW_DRUG):
            raise forms.ValidationError(f"{self.witness} may not witness a draw. Ask a monitor or a prescriber.")
        return data

    def _confirmed(self, email: str, password: str) -> Staff | None:
        # The adapter counts failed tries by address and e-mail, and raises a plain refusal when there are too many.
        account = get_adapter(self.request).authenticate(self.request, email=email, password=password)
        staff = staff_of(account) if account is not None else None
        return staff if staff is not None and staff.clinic_id == self.request.staff.clinic_id else None


class DrawForm(SecondPersonForm):
    """What is read off the vial and off the syringe."""

    lot = forms.CharField(label="Lot on the vial", max_length=60)
    expires_on = DayField(label="Expires")
    concentration_mg_per_ml = AmountField(
        label="Concentration on the vial", max_digits=8, decimal_places=3, min_value=0
    )
    volume_ml = AmountField(label="Volume drawn", max_digits=8, decimal_places=3, min_value=0)
    amount_mg = AmountField(label="Amount taken", max_digits=10, decimal_places=3, min_value=0)

    field_order = ("lot", "expires_on", "concentration_mg_per_ml", "volume_ml", "amount_mg")

    def __init__(self, *given: Any, is_liquid: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("amount_mg",) if is_liquid else ("concentration_mg_per_ml", "volume_ml"):
            del self.fields[name]

    def drawn(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("lot", "expires_on", "concentration_mg_per_ml", "volume_ml", "amount_mg")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class WasteForm(SecondPersonForm):
    """What is left over, measured, and who saw it wasted; a second person only where something is left."""

    wasted_mg = AmountField(
        label="Wasted", max_digits=10, decimal_places=3, min_value=0, help_text="Measured in the syringe; 0 when empty."
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("witness_email", "witness_password"):
            self.fields[name].required = False
        self.fields = {name: self.fields[name] for name in self._order()}

    def _order(self) -> list[str]:
        rest = [name for name in self.fields if name not in ("wasted_mg", "witness_email", "witness_password")]
        return [*rest, "wasted_mg", "witness_email", "witness_password"]


class AbandonForm(WasteForm):
    """Why nothing is given today; a drug already drawn is wasted."""

    because = forms.CharField(label="Why nothing is given today", widget=forms.Textarea({"rows": 2}), max_length=2000)

    def __init__(self, *given: Any, is_drawn: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        if not is_drawn:
            for name in ("wasted_mg", "witness_email", "witness_password"):
                del self.fields[name]


class ClosingForm(WasteForm):
    """What is asked before the session closes; "none" is said aloud and written down."""

    dissociation = forms.CharField(
        label="Dissociation", help_text="When it came, how far it went, when it was over. None is an answer.",
        widget=forms.Textarea({"rows": 2}), max_length=4000,
    )  # fmt: skip
    side_effects = forms.CharField(
        label="Side effects", help_text="Each with how bad it was. None is an answer.",
        widget=forms.Textarea({"rows": 2}), max_length=4000,
    )  # fmt: skip
    adverse_events = forms.CharField(
        label="Adverse events", help_text="Harm or possible harm. None is an answer.",
        widget=forms.Textarea({"rows": 2}), max_length=4000,
    )  # fmt: skip
    left_with = forms.CharField(label="Left with", max_length=200, help_text="Name of the adult.")

    def __init__(self, *given: Any, is_transferred: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        if is_transferred:
            taken = self.fields["left_with"]
            taken.required, taken.label, taken.help_text = False, "Taken over by", "The crew, and where they go."


class ReviewForm(forms.Form):
    """What the prescriber notes on reading the session."""

    note = forms.CharField(label="Note", required=False, widget=forms.Textarea({"rows": 3}), max_length=4000)
