"""The questions of the gate for leaving that no device can answer."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms

from holdspace.care.dosing.forms.answers import answered, yes_no
from holdspace.clinical.instruments import C_SSRS_SINCE_LAST_VISIT, Instrument
from holdspace.clinical.monitoring import ALDRETE, MPADSS
from holdspace.ui.forms import AmountInput, ChoiceText

YES_NO = {
    "on_air": "Breathing room air",
    "oriented": "Knows who, where and when",
    "walks_unaided": "Walks heel to toe, unaided",
    "nausea_controlled": "Nausea is under control",
    "escort_identified": "The escort is here and identified",
    "instructions_given": "Written instructions are given",
}
# Nobody is operated on here, so nobody is asked about bleeding.
NOT_ASKED = ("bleeding",)


class ReadinessForm(forms.Form):
    """Two recovery scales, the dissociation items, yes-no questions and the screener."""

    cadss_6 = forms.IntegerField(label="CADSS-6 total", required=False, min_value=0, max_value=24, widget=AmountInput)
    signed = forms.BooleanField(label="I have seen the patient and sign for these answers", required=False)
    override_reason = forms.CharField(
        label="Let the patient leave against a criterion, because", required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2}), help_text="A prescriber signs this; it takes a reason.",
    )  # fmt: skip

    def __init__(self, *given: Any, may_override: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        asked: dict[str, forms.Field] = {}
        for instrument in (ALDRETE, MPADSS):
            asked |= {f"{instrument.code}_{item.code}": _scale(instrument, item) for item in _items(instrument)}
        asked |= {name: yes_no(label) for name, label in YES_NO.items()}
        asked |= {f"c_ssrs_{item.code}": yes_no(item.text) for item in C_SSRS_SINCE_LAST_VISIT.items}
        self.fields = {**asked, **self.fields}
        if not may_override:
            del self.fields["override_reason"]

    def group(self, prefix: str) -> list[forms.BoundField]:
        """The fields of one scale."""
        return [self[name] for name in self.fields if name.startswith(f"{prefix}_")]

    @property
    def aldrete(self) -> list[forms.BoundField]:
        """The first recovery scale."""
        return [self[name] for name in self.fields if name.startswith("aldrete_")]

    @property
    def mpadss(self) -> list[forms.BoundField]:
        """The second recovery scale."""
        return [self[name] for name in self.fields if name.startswith("mpadss_")]

    @property
    def c_ssrs(self) -> list[forms.BoundField]:
        """The screener."""
        return [self[name] for name in self.fields if name.startswith("c_ssrs_")]

    @property
    def said(self) -> list[forms.BoundField]:
        """The yes-no questions."""
        return [self[name] for name in YES_NO]

    def answers(self, *, at: datetime) -> dict[str, Any]:
        """What the action takes; an open question stays open."""
        data = self.cleaned_data
        kept: dict[str, Any] = {name: answered(data.get(name)) for name in YES_NO}
        for instrument in (ALDRETE, MPADSS):
            given = {item.code: _number(data.get(f"{instrument.code}_{item.code}")) for item in _items(instrument)}
            kept[instrument.code] = given if any(value is not None for value in given.values()) else None
        screener = {item.code: answered(data.get(f"c_ssrs_{item.code}")) for item in C_SSRS_SINCE_LAST_VISIT.items}
        if any(value is not None for value in screener.values()):
            kept["c_ssrs"] = {code: None if value is None else int(value) for code, value in screener.items()}
            kept["c_ssrs_at"] = at.isoformat()
        return kept | {"cadss_6": data.get("cadss_6"), "signed": bool(data.get("signed"))}


def _items(instrument: Instrument) -> list[Any]:
    return [item for item in instrument.items if item.code not in NOT_ASKED]


def _scale(instrument: Instrument, item: Any) -> forms.ChoiceField:
    choices = [(one.value, ChoiceText(one.text, f"{one.value}")) for one in instrument.choices_of(item)]
    return forms.ChoiceField(label=item.text, choices=choices, required=False, widget=forms.RadioSelect)


def _number(value: Any) -> int | None:
    return int(Decimal(value)) if value not in (None, "") else None
