"""Who is it, who referred, and what brought them."""

from typing import Any

from django import forms

from holdspace.care.intake import indications
from holdspace.care.intake.forms.history import IcdField
from holdspace.chart.models import Patient
from holdspace.ui.forms import AmountInput, ChoiceText, DayField

SEXES = (
    ("", "Not known"),
    ("female", "Female"),
    ("male", "Male"),
    ("other", "Other"),
)


def a_text(rows: int = 3) -> forms.Textarea:
    """A box for sentences."""
    return forms.Textarea(attrs={"rows": rows})


class PatientForm(forms.Form):
    """Name, birth date and how to reach somebody."""

    given_name = forms.CharField(label="Given name", max_length=120)
    family_name = forms.CharField(label="Family name", max_length=120)
    called = forms.CharField(label="Wants to be called", max_length=120, required=False)
    birth_on = DayField(
        label="Birth date",
        required=False,
        help_text="Leave it empty when it is not known. The screening then cannot tell.",
    )
    sex = forms.ChoiceField(label="Sex in the record", choices=SEXES, required=False)
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False, help_text="As in: she/her.")
    language = forms.CharField(label="Language", max_length=20, required=False)
    phone = forms.CharField(label="Phone", max_length=60, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    contact_name = forms.CharField(label="Call in an emergency", max_length=120, required=False)
    contact_phone = forms.CharField(label="Their phone", max_length=60, required=False)


class EditPatientForm(PatientForm):
    """The same, and whether the person has died."""

    is_deceased = forms.BooleanField(label="This person has died", required=False, help_text="Nothing is booked then.")
    deceased_on = DayField(label="Day of death", required=False)

    def clean(self) -> dict[str, Any]:
        """A day of death without a death cannot be."""
        cleaned = super().clean() or {}
        if cleaned.get("deceased_on") and not cleaned.get("is_deceased"):
            self.add_error("is_deceased", "A day of death is given. Say that the person has died, or empty the day.")
        return cleaned


class BirthDateForm(forms.Form):
    """The one fact that every rule about age waits for."""

    birth_on = DayField(label="Birth date", help_text="As on an identity document, or as the patient says it.")


class LookAlikeForm(forms.Form):
    """Asked when somebody like this person has a chart: is it somebody else?"""

    def __init__(self, *data: Any, patients: tuple[Patient, ...], **options: Any) -> None:
        super().__init__(*data, **options)
        self.fields["somebody_else"] = forms.MultipleChoiceField(
            label="Is this somebody else?",
            choices=[(str(each.pk), f"{each}, {each.number}, is somebody else") for each in patients],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class EpisodeForm(forms.Form):
    """Who referred, and why."""

    referred_by = forms.CharField(
        label="Referred by", max_length=200, help_text="Name and practice, or: came by themselves."
    )
    referral_reason = forms.CharField(label="Why", widget=a_text(4))


class IntakeForm(forms.Form):
    """What brought the person here; parts left empty are named as missing and can follow later."""

    CHANGES = (
        ("More was told", "More was told"),
        ("It has changed", "It has changed"),
        ("It was written down wrong", "It was written down wrong"),
    )

    in_their_words = forms.CharField(
        label="What they hope will change", help_text="In their own words.", widget=a_text(), required=False
    )
    problem = forms.CharField(label="The problem", widget=a_text(), required=False)
    indication = forms.ChoiceField(
        label="Indication",
        choices=[
            *((code, ChoiceText(words, code)) for code, words in indications.INDICATIONS),
            (indications.OTHER, ChoiceText("Another", "Write code and words below")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    other_code = IcdField(help_text="")
    other_words = forms.CharField(label="In words", max_length=200, required=False)
    earlier_treatment = forms.CharField(
        label="Earlier treatment", help_text="What was tried, how long, what it did.", widget=a_text(), required=False
    )
    adequate_prior_trials = forms.IntegerField(
        label="Adequate earlier trials",
        help_text="How many, for this problem. Leave it empty when not asked.",
        min_value=0,
        max_value=50,
        required=False,
        widget=AmountInput,
    )
    substance_use = forms.CharField(
        label="Alcohol and other substances",
        help_text="What, how much, when last. “None” is an answer.",
        widget=a_text(),
        required=False,
    )
    ketamine_before = forms.CharField(
        label="Ketamine before", help_text="As treatment, anaesthesia or otherwise, and how it was.", widget=a_text(2),
        required=False,
    )  # fmt: skip
    living_situation = forms.CharField(
        label="Who is at home", help_text="And who could take them home after a dose.", widget=a_text(2), required=False
    )
    because = forms.ChoiceField(label="Why is it changed?", choices=CHANGES, widget=forms.RadioSelect, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Another indication needs its code; and something has to be told."""
        cleaned = super().clean() or {}
        if cleaned.get("indication") == indications.OTHER:
            for name, words in (("other_code", "its code"), ("other_words", "its name")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"Another indication is chosen. Write {words}.")
        if cleaned.get("seen") and not cleaned.get("because"):
            self.add_error("because", "Say why the intake is changed. The version before stays readable.")
        told = ("in_their_words", "problem", "indication", "earlier_treatment", "substance_use", "ketamine_before")
        if not self.errors and not any(cleaned.get(name) for name in (*told, "living_situation")):
            raise forms.ValidationError("Nothing is written yet. Fill in what has been told so far.")
        return cleaned

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the action takes them."""
        told = dict(self.cleaned_data)
        chosen, code, words = (told.pop(name) for name in ("indication", "other_code", "other_words"))
        if chosen == indications.OTHER:
            return told | {"indication_code": code, "indication": words}
        return told | {"indication_code": chosen, "indication": indications.WORDS.get(chosen, "")}
