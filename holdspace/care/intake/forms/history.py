"""Diagnoses, medicines, allergies, family."""

import re
from datetime import date
from typing import Any

from django import forms

from holdspace.care.intake.actions.history import SEVERE
from holdspace.chart.models import AllergyIntolerance, CodedEntry, Condition, FamilyMemberHistory, MedicationStatement
from holdspace.clinical.eligibility.record import ICD_10_CM, PartialDate

RELATIVES = (
    ("", "Choose"),
    ("MTH", "Mother"),
    ("FTH", "Father"),
    ("SIS", "Sister"),
    ("BRO", "Brother"),
    ("DAU", "Daughter"),
    ("SON", "Son"),
    ("GRPRN", "Grandparent"),
    ("AUNT", "Aunt"),
    ("UNCLE", "Uncle"),
    ("COUSN", "Cousin"),
    ("FAMMEMB", "Another relative"),
)


class PartialDateField(forms.CharField):
    """A date as people remember it: 2019, 2019-04 or 2019-04-28. `today` bounds it; the view passes it in."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 10, "required": False} | options))
        self.widget.attrs["placeholder"] = "2019 or 2019-04"
        self.today: date | None = None

    def clean(self, value: Any) -> str:
        """The date as it is kept, or what is wrong with it."""
        text = super().clean(value)
        if not text:
            return ""
        if not re.fullmatch(r"\d{4}(-\d{1,2}(-\d{1,2})?)?", text):
            raise forms.ValidationError("Write the date as 2019, 2019-04 or 2019-04-28.")
        try:
            parsed = PartialDate.parse(text)
        except ValueError as fault:
            raise forms.ValidationError("There is no such day.") from fault
        if self.today and parsed.earliest > self.today:
            raise forms.ValidationError("This lies ahead. Correct the date.")
        if parsed.year < 1900:
            raise forms.ValidationError("This is before 1900. Correct the date.")
        parts = text.split("-")
        return "-".join((parts[0], *(part.zfill(2) for part in parts[1:])))


class IcdField(forms.RegexField):
    """An ICD-10-CM code; the rules read it before they read words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            regex=r"^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$",
            max_length=8,
            required=False,
            error_messages={"invalid": "This is not an ICD-10-CM code. One is F33.2."},
            **(
                {"label": "ICD-10-CM code", "help_text": "Without it, the words are read where they are known."}
                | options
            ),
        )

    def to_python(self, value: Any) -> str:
        """Codes are kept in capitals."""
        return str(super().to_python(value)).upper()


class HistoryForm(forms.Form):
    """What every part of the history has: dates that know today, and a reason when it corrects another entry."""

    because = forms.CharField(
        label="Why is it corrected?", max_length=500, required=False, help_text="The entry before stays readable."
    )

    def __init__(self, *data: Any, today: date, corrects: CodedEntry | None = None, **options: Any) -> None:
        if corrects is not None:
            options["initial"] = self.written(corrects)
        super().__init__(*data, **options)
        self.order_fields([name for name in self.fields if name != "because"])
        for field in self.fields.values():
            if isinstance(field, PartialDateField):
                field.today = today
        if corrects is None:
            del self.fields["because"]
        else:
            self.fields["because"].required = True

    @classmethod
    def written(cls, row: Any) -> dict[str, Any]:
        """What a form that corrects this entry begins with."""
        told = {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}
        # Other systems send a date with its time; a person remembers the day.
        days = {name: told[name][:10] for name in told if isinstance(cls.base_fields[name], PartialDateField)}
        return told | days | {"text": str(row)}


def icd_of(row: CodedEntry) -> str:
    """The ICD-10-CM code of an entry, where it has one."""
    return next((each.get("code", "") for each in row.codings if each.get("system") == ICD_10_CM), "")


class ConditionForm(HistoryForm):
    """A diagnosis, present or past."""

    text = forms.CharField(label="Diagnosis", max_length=500)
    code = IcdField()
    clinical_status = forms.ChoiceField(
        label="State",
        choices=[
            ("active", "Present"),
            ("remission", "In remission"),
            ("resolved", "Past"),
        ],
        widget=forms.RadioSelect,
    )
    onset = PartialDateField(label="Since")
    abatement = PartialDateField(label="Until")
    severe = forms.BooleanField(label="Severe", required=False)

    def clean(self) -> dict[str, Any]:
        """It cannot end before it began, nor be present with an end."""
        cleaned = super().clean() or {}
        onset, abatement = cleaned.get("onset"), cleaned.get("abatement")
        if onset and abatement and PartialDate.parse(abatement).latest < PartialDate.parse(onset).earliest:
            self.add_error("abatement", "This is before it began. Correct one of the dates.")
        if abatement and cleaned.get("clinical_status") == "active":
            self.add_error("clinical_status", "It has an end. Say that it is past or in remission, or empty the end.")
        return cleaned

    @classmethod
    def written(cls, row: Condition) -> dict[str, Any]:
        """The diagnosis as it stands."""
        status = {"recurrence": "active", "relapse": "active", "inactive": "resolved", "": ""}
        shown = status.get(row.clinical_status, row.clinical_status)
        return super().written(row) | {
            "code": icd_of(row),
            "clinical_status": shown,
            "severe": row.severity_code == SEVERE,
        }


class MedicineForm(HistoryForm):
    """A medicine, as the patient names it."""

    text = forms.CharField(label="Medicine", max_length=500, help_text="Also over the counter and herbal.")
    dosage = forms.CharField(label="How taken", max_length=300, required=False, help_text="As in: 100 mg at night.")
    status = forms.ChoiceField(
        label="Taken",
        choices=[("active", "Now"), ("on-hold", "Paused"), ("intended", "Will start"), ("stopped", "Stopped")],
        widget=forms.RadioSelect,
    )
    since = PartialDateField(label="Since")
    until = PartialDateField(label="Until")

    @classmethod
    def written(cls, row: MedicationStatement) -> dict[str, Any]:
        """The medicine as it stands."""
        shown = "stopped" if row.status in ("stopped", "completed", "not-taken") else row.status
        return super().written(row) | {"status": shown}


class AllergyForm(HistoryForm):
    """What the patient must not be given."""

    text = forms.CharField(label="Allergy to", max_length=500)
    reaction = forms.CharField(label="What happened", max_length=300, required=False)
    criticality = forms.ChoiceField(
        label="How dangerous",
        choices=[("high", "Dangerous"), ("low", "Unpleasant"), ("unable-to-assess", "Not known")],
        widget=forms.RadioSelect,
    )

    @classmethod
    def written(cls, row: AllergyIntolerance) -> dict[str, Any]:
        """The allergy as it stands."""
        return super().written(row)


class RelativeForm(HistoryForm):
    """A relative's diagnosis."""

    relationship_code = forms.ChoiceField(label="Relative", choices=RELATIVES)
    text = forms.CharField(label="Diagnosis", max_length=500)
    code = IcdField()

    @classmethod
    def written(cls, row: FamilyMemberHistory) -> dict[str, Any]:
        """The relative's diagnosis as it stands."""
        return super().written(row) | {"code": icd_of(row)}

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, with the relative in words."""
        return self.cleaned_data | {"relationship": dict(RELATIVES)[self.cleaned_data["relationship_code"]]}


class TakeBackForm(forms.Form):
    """Why an entry was made in error."""

    because = forms.CharField(label="Why was it wrong?", max_length=500)
