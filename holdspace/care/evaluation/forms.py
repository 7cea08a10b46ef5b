"""One form for both evaluations; its sections differ."""

from typing import Any

from django import forms

from holdspace.care.evaluation.sections import SECTIONS, Kind
from holdspace.chart.models import Evaluation
from holdspace.ui.forms import ChoiceText

CONCLUSIONS = (
    (Evaluation.Conclusion.SUITABLE, ChoiceText("Suitable", "The way to consent and plan opens")),
    (Evaluation.Conclusion.MORE_NEEDED, ChoiceText("More is needed first", "Say what, and evaluate again")),
    (Evaluation.Conclusion.NOT_SUITABLE, ChoiceText("Not suitable now", "Say why, and what else there is")),
)


class EvaluationForm(forms.Form):
    """What was found, under its headings, and what follows from it."""

    conclusion = forms.ChoiceField(label="Conclusion", choices=CONCLUSIONS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Reason",
        help_text="In a few sentences, so that the other evaluator can follow.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    because = forms.CharField(
        label="This corrects the signed version because",
        max_length=500,
        required=False,
        help_text="Leave it empty when this is a new evaluation, not a correction.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *data: Any, kind: Kind, corrects: Evaluation | None = None, **options: Any) -> None:
        super().__init__(*data, **options)
        self.kind = kind
        for section in SECTIONS[kind]:
            self.fields[section.key] = forms.CharField(
                label=section.heading, help_text=section.help, widget=forms.Textarea(attrs={"rows": 4})
            )
        self.order_fields([*(section.key for section in SECTIONS[kind]), "conclusion", "reason", "because", "seen"])
        if corrects is None:
            del self.fields["because"]

    @property
    def written(self) -> list[forms.BoundField]:
        """The sections, as fields."""
        return [self[section.key] for section in SECTIONS[self.kind]]

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, as the action takes them."""
        told = self.cleaned_data
        return {
            "sections": {section.key: told[section.key] for section in SECTIONS[self.kind]},
            "conclusion": told["conclusion"],
            "reason": told["reason"],
            "because": told.get("because", ""),
            "seen": told["seen"],
        }
