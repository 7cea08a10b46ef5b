"""What a patient fills in by themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from holdspace.clinical.instruments import Instrument, Item
from holdspace.ui.forms import DayField


class WhoForm(forms.Form):
    """The birth date, which opens the link."""

    birth_on = DayField(
        label=_("Your date of birth"),
        help_text=_("So that nobody else sees your questions."),
        error_messages={"required": _("Enter your date of birth."), "invalid": _("Enter a whole date.")},
    )


class AnswerForm(forms.Form):
    """One question, with nothing chosen beforehand."""

    def __init__(self, *data: object, instrument: Instrument, item: Item, **options: object) -> None:
        super().__init__(*data, **options)
        self.fields["answer"] = forms.TypedChoiceField(
            label=item.text,
            choices=[(str(choice.value), choice.shown) for choice in instrument.choices_of(item)],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one answer, or say that you would rather not.")},
        )
