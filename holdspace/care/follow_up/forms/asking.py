"""Sending a link, and entering the scores of any instrument by number."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from holdspace.clinical.instruments import Instrument, Item
from holdspace.ui.forms import ChoiceText, DayField, MomentField

NOW, PAPER = "interview", "paper"
HOW = (
    (NOW, ChoiceText("Rated or asked now", "By you, with the patient")),
    (PAPER, ChoiceText("From paper", "Filled in earlier; the day is on it")),
)


class LinkForm(forms.Form):
    """Which questionnaires, and by when."""

    instruments = forms.MultipleChoiceField(
        label="Questionnaires",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    due_on = DayField(label="Answers wished for by", required=False)

    def __init__(self, *data: Any, today: date, offered: tuple[Instrument, ...], **options: Any) -> None:
        super().__init__(*data, **options)
        self.today = today
        self.fields["instruments"].choices = [
            (each.code, ChoiceText(each.short, each.recall_window)) for each in offered
        ]

    def clean_due_on(self) -> date | None:
        """A day that has not passed."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on is not None and due_on < self.today:
            raise forms.ValidationError("This day has passed. Choose a later one, or leave it empty.")
        return due_on


class EntryForm(forms.Form):
    """The items of any instrument by number, one number each, or the total alone."""

    how = forms.ChoiceField(label="How", choices=HOW, widget=forms.RadioSelect)
    answered_at = MomentField(label="When", required=False, help_text="Leave it empty when it was just now.")
    leave_open = forms.BooleanField(label="Keep it with gaps; it then has no total", required=False)

    def __init__(self, *data: Any, instrument: Instrument, now: datetime, **options: Any) -> None:
        super().__init__(*data, **options)
        self.instrument, self.now = instrument, now
        # Sex is known from the chart; what else the total hangs on, such as years of education, is asked here.
        self.about = tuple(item for item in instrument.about if item.code != "sex")
        self.items = (*instrument.items, *self.about)
        for item in self.items:
            self.fields[item.code] = _number_field(instrument, item)

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, str]]:
        """Each item by its number on the form, with its field and the answers it takes."""
        items = enumerate(self.items, 1)
        return [(item.called or str(place), self[item.code], takes(self.instrument, item)) for place, item in items]

    @property
    def answers(self) -> dict[str, int | Decimal]:
        """The answers given, whole numbers as such."""
        given = {item.code: self.cleaned_data.get(item.code) for item in self.items}
        return {code: _exact(value) for code, value in given.items() if value is not None}

    @property
    def open_about(self) -> tuple[Item, ...]:
        """What is asked of the person, besides the items, and was not said."""
        return tuple(item for item in self.about if item.code not in self.answers)

    def clean_answered_at(self) -> datetime:
        """The moment given, or now; not ahead."""
        moment: datetime = self.cleaned_data["answered_at"] or self.now
        if moment > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        return moment

    def clean(self) -> dict[str, Any]:
        """A paper says when it was filled in."""
        cleaned = super().clean() or {}
        if cleaned.get("how") == PAPER and not self["answered_at"].data:
            self.add_error("answered_at", "Enter the day and time that stand on the paper.")
        return cleaned


class TotalForm(forms.Form):
    """Only the sum, as it stands on the paper."""

    total = forms.IntegerField(label="Total")
    answered_at = MomentField(label="When", help_text="As it stands on the paper.")

    def __init__(self, *data: Any, now: datetime, **options: Any) -> None:
        super().__init__(*data, **options)
        self.now = now

    def clean_answered_at(self) -> datetime:
        """Not ahead."""
        moment: datetime = self.cleaned_data["answered_at"]
        if moment > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        return moment


def _exact(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def takes(instrument: Instrument, item: Item) -> str:
    """The answers an item takes, in a few characters."""
    if item.number is not None:
        return f"{item.number.lowest} to {item.number.highest} {item.number.unit}".rstrip()
    values = sorted(choice.value for choice in instrument.choices_of(item))
    whole_row = values == list(range(values[0], values[-1] + 1))
    return f"{values[0]} to {values[-1]}" if whole_row and len(values) > 2 else ", ".join(map(str, values))


def _number_field(instrument: Instrument, item: Item) -> forms.DecimalField:
    """One number. What the instrument does not allow is refused with the answers it takes."""
    values = {choice.value for choice in instrument.choices_of(item)}

    def refuse_other(value: Decimal) -> None:
        allowed = item.number.allows(_exact(value)) if item.number is not None else value in values
        if not allowed:
            raise forms.ValidationError(f"This item takes {takes(instrument, item)}.")

    digits = {"data-one-digit": ""} if item.number is None and max(values) <= 9 else {}
    widget = forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "size": 5, "data-entry": "", **digits}
    )
    return forms.DecimalField(label=item.text, required=False, widget=widget, validators=[refuse_other])
