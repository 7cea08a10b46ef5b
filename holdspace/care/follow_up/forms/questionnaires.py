"""A questionnaire as forms: one question for a patient, or the whole of it for an interview."""

from datetime import datetime
from typing import Any

from django import forms

from holdspace.clinical.instruments import Instrument, Item
from holdspace.ui.forms import MomentField


def _choice(instrument: Instrument, item: Item, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=item.text,
        choices=[(str(choice.value), choice.text) for choice in instrument.choices_of(item)],
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one answer, or leave the question open."},
    )


class QuestionForm(forms.Form):
    """One question, with nothing chosen beforehand."""

    def __init__(self, *data: Any, instrument: Instrument, item: Item, **options: Any) -> None:
        super().__init__(*data, **options)
        self.fields["answer"] = _choice(instrument, item, required=True)


class InterviewForm(forms.Form):
    """Every question on one page, as a person asks them."""

    answered_at = MomentField(label="When", required=False, help_text="Leave it empty when it was just now.")
    leave_open = forms.BooleanField(label="Keep it with gaps; it then has no total", required=False)

    def __init__(self, *data: Any, instrument: Instrument, now: datetime, **options: Any) -> None:
        super().__init__(*data, **options)
        self.instrument, self.now = instrument, now
        for item in instrument.items:
            self.fields[item.code] = _choice(instrument, item, required=False)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The questions in their order."""
        return [self[item.code] for item in self.instrument.items]

    @property
    def answers(self) -> dict[str, int]:
        """The answers given."""
        given = {item.code: self.cleaned_data.get(item.code) for item in self.instrument.items}
        return {code: value for code, value in given.items() if value is not None}

    def clean_answered_at(self) -> datetime:
        """The moment given, or now; not ahead."""
        moment: datetime = self.cleaned_data["answered_at"] or self.now
        if moment > self.now:
            raise forms.ValidationError("This lies ahead. Correct the time.")
        return moment
