"""Yes, no and not known: nothing is chosen beforehand, and an open question is never read as no."""

from typing import Any

from django import forms

from holdspace.ui.forms import NO, YES, YesNoField

ANSWERED = {YES: True, NO: False}


def yes_no(label: str, *, help_text: str = "", not_known: bool = False) -> YesNoField:
    """A question with yes and no that may stay open for now."""
    return YesNoField(label=label, help_text=help_text, not_known=not_known, required=False)


def answered(value: Any) -> bool | None:
    """Yes is true, no is false, everything else is not known."""
    return ANSWERED.get(value)


class ItemForm(forms.Form):
    """The questions of one item; `value` is what is kept."""

    def value(self) -> dict[str, Any]:
        """The answers as plain data, open ones as None."""
        return {name: self._plain(name) for name in self.fields}

    def _plain(self, name: str) -> Any:
        given = self.cleaned_data.get(name)
        if isinstance(self.fields[name], YesNoField):
            return answered(given)
        if hasattr(given, "isoformat"):
            return given.isoformat()
        return str(given) if given not in (None, "") and not isinstance(given, list | bool) else given or None
