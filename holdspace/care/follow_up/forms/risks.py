"""What is written about a risk answer."""

from django import forms

from holdspace.chart.models import RiskTaskEvent
from holdspace.clinic.models import Staff


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class HandOnForm(forms.Form):
    """To whom, and why."""

    to = forms.ModelChoiceField(label="To", queryset=Staff.objects.none(), empty_label="Choose a clinician")
    why = _words("Why", "What they need to know at once.")

    def __init__(self, *data: object, people: list[Staff], **options: object) -> None:
        super().__init__(*data, **options)
        field = self.fields["to"]
        field.queryset = Staff.objects.filter(pk__in=[each.pk for each in people]).order_by("name")
        field.label_from_instance = lambda person: f"{person.name}, {person.roles_in_words.lower()}"


class NoteForm(forms.Form):
    """What was done or tried."""

    says = _words("What was done", "Who was reached, when, what was agreed.")


class EvaluationForm(forms.Form):
    """What an evaluation found."""

    says = _words("What the evaluation found", "Thoughts, intent, plan, means, what protects, what was agreed.")


class CloseForm(forms.Form):
    """Why it is closed, and what was done."""

    reason = forms.ChoiceField(label="Why", choices=RiskTaskEvent.Reason.choices, widget=forms.RadioSelect)
    says = _words("What was done", "For whoever reads it next.")
