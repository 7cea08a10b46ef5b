"""What is typed to add the name of a medicine."""

from django import forms

from holdspace.library.forms.common import reason_field


class DrugNameForm(forms.Form):
    """A name as charts write it, and the ingredient it stands for."""

    name = forms.CharField(
        max_length=200,
        label="Name",
        help_text="Brand or generic, as charts write it.",
        error_messages={"required": "There is no name. Type it."},
    )
    ingredient = forms.CharField(
        max_length=20,
        label="RxNorm code of the ingredient",
        help_text="As in 6470 for lorazepam.",
        error_messages={"required": "There is no code. Type it."},
    )
    reason = reason_field()
